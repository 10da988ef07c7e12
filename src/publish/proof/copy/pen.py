"""What pdfium tells of the objects of a page, one by one; in points, from the bottom left.

Its bindings make an object of every pointer and look at every argument, which takes three times as long as
pdfium itself. So its functions are called with bare addresses, and write into one piece of memory.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from ctypes import c_int, c_ulong, c_void_p
from itertools import compress, pairwise, repeat
from operator import ne
from struct import Struct
from typing import Any

import pypdfium2.raw as raw

_LONGEST = 1 << 16
"""Characters that no page has."""
_ROOM = 4 * _LONGEST + 2
"""Bytes of as many in UTF-16, with a zero at their end."""
_NAME = 256
"""Bytes of the name of a font, or of a mark around content."""
_LINE_END_HYPHEN, _IN_PAGE = "\x02", "\ufffe"
"""What pdfium gives for a hyphen (U+002D) that ends a line, in a run of text and in the text of a page."""
_ARTIFACT = "Artifact".encode("utf-16le")
_UNPAINTED = (0, 0, 0, 0)
_FLOAT, _LENGTH = 4, 8
"""Bytes of a number, and of the length of a text."""

Sides = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]
Point = tuple[float, float]


class Handle(c_void_p):
    """The address of one of pdfium's things."""


def handle_of(thing: Any) -> Handle:  # the bindings have no types
    """Where pdfium keeps what the bindings have made an object of."""
    return Handle(ctypes.addressof(thing.raw.contents))


def _bare(function: Any, answer: Any = c_int) -> Callable[..., Any]:  # the bindings have no types
    """A function that looks at no argument: they are handles, numbers that are `int` in C, or `c_ulong`."""
    address = ctypes.cast(function, c_void_p).value
    return ctypes.PYFUNCTYPE(answer)(address)  # type: ignore[arg-type]  # an address will do


kind_of = _bare(raw.FPDFPageObj_GetType)
content_of = _bare(raw.FPDFPageObj_GetMarkedContentID)
mode_of = _bare(raw.FPDFTextObj_GetTextRenderMode)
is_mixed = _bare(raw.FPDFPageObj_HasTransparency)

_count_objects = _bare(raw.FPDFPage_CountObjects)
_object = _bare(raw.FPDFPage_GetObject, Handle)
_count_inside = _bare(raw.FPDFFormObj_CountObjects)
_inside = _bare(raw.FPDFFormObj_GetObject, Handle)
_bounds = _bare(raw.FPDFPageObj_GetBounds)
_matrix = _bare(raw.FPDFPageObj_GetMatrix)
_fill = _bare(raw.FPDFPageObj_GetFillColor)
_stroke = _bare(raw.FPDFPageObj_GetStrokeColor)
_pen_width = _bare(raw.FPDFPageObj_GetStrokeWidth)
_draw_mode = _bare(raw.FPDFPath_GetDrawMode)
_count_segments = _bare(raw.FPDFPath_CountSegments)
_segment = _bare(raw.FPDFPath_GetPathSegment, Handle)
_point = _bare(raw.FPDFPathSegment_GetPoint)
_kind_of_segment = _bare(raw.FPDFPathSegment_GetType)
_closes = _bare(raw.FPDFPathSegment_GetClose)
_clip = _bare(raw.FPDFPageObj_GetClipPath, Handle)
_count_windows = _bare(raw.FPDFClipPath_CountPaths)
_count_edges = _bare(raw.FPDFClipPath_CountPathSegments)
_edge = _bare(raw.FPDFClipPath_GetPathSegment, Handle)
_count_marks = _bare(raw.FPDFPageObj_CountMarks)
_mark = _bare(raw.FPDFPageObj_GetMark, Handle)
_name_of_mark = _bare(raw.FPDFPageObjMark_GetName)
_pixels = _bare(raw.FPDFImageObj_GetImagePixelSize)
_font = _bare(raw.FPDFTextObj_GetFont, Handle)
_font_name = _bare(raw.FPDFFont_GetBaseFontName, c_ulong)
_size = _bare(raw.FPDFTextObj_GetFontSize)
_words = _bare(raw.FPDFTextObj_GetText, c_ulong)
_count_characters = _bare(raw.FPDFText_CountChars)
_characters = _bare(raw.FPDFText_GetText)
_owner = _bare(raw.FPDFText_GetTextObject, c_void_p)

_ONE, _TWO, _FOUR, _SIX = (Struct(f"{count}f") for count in (1, 2, 4, 6))
_PAIR, _COLOUR, _LONG = Struct("2I"), Struct("4I"), Struct("L")


def objects(page: Handle) -> Iterator[Handle]:
    """All that is drawn on a page, in the order of drawing."""
    return map(_object, repeat(page), range(_count_objects(page)))


def objects_in(drawing: Handle) -> Iterator[Handle]:
    """All that is drawn in a drawing, in the order of drawing."""
    return map(_inside, repeat(drawing), map(c_ulong, range(_count_inside(drawing))))


class Pen:
    """Room for pdfium's answers, made once."""

    def __init__(self) -> None:
        self._memory = ctypes.create_string_buffer(_ROOM)
        begin = ctypes.addressof(self._memory)
        self._at, self._behind = Handle(begin), Handle(begin + _LENGTH)
        self._four = tuple(Handle(begin + number * _FLOAT) for number in range(4))
        self._two = self._four[:2]

    def bounds(self, thing: Handle) -> Sides:
        """Left, bottom, right and top."""
        _bounds(thing, *self._four)
        return _FOUR.unpack_from(self._memory)

    def place(self, thing: Handle) -> Matrix:
        """The matrix of an object."""
        _matrix(thing, self._at)
        return _SIX.unpack_from(self._memory)

    def fill(self, thing: Handle) -> Colour:
        """The colour that an object is filled with."""
        return _COLOUR.unpack_from(self._memory) if _fill(thing, *self._four) else _UNPAINTED

    def stroke(self, thing: Handle) -> Colour:
        """The colour that the outline of an object is drawn in."""
        return _COLOUR.unpack_from(self._memory) if _stroke(thing, *self._four) else _UNPAINTED

    def words_by_run(self, text: Handle) -> dict[int | None, str]:
        """The characters of the runs of text on a page, by their addresses; `words` tells those left out.

        To ask for each run takes three times as long: pdfium goes through the whole page for it.
        """
        count = _count_characters(text)
        written = _characters(text, 0, count, self._at) if count < _LONGEST else 0
        characters = self._text(2 * written)
        if len(characters) != count or not count:
            return {}  # some characters are not told, so that no place in the text is sure
        owners = list(map(_owner, repeat(text), range(count)))
        edges = [0, *compress(range(1, count), map(ne, owners, owners[1:])), count]
        times = Counter(owners[first] for first in edges[:-1])
        return {
            owners[first]: characters[first:end] + _space_at(characters, end)
            for first, end in pairwise(edges) if times[owners[first]] == 1
        }

    def words(self, run: Handle, text: Handle) -> str:
        """The characters of a run of text, with the space after it."""
        return self._text(_words(run, text, self._at, c_ulong(_ROOM)))

    def _text(self, size: int) -> str:
        """What pdfium wrote, so many bytes with the zero at its end."""
        characters = ctypes.string_at(self._at, max(0, size - 2)).decode("utf-16le", "replace")
        return characters.replace(_LINE_END_HYPHEN, "-").replace(_IN_PAGE, "-")

    def font(self, run: Handle) -> Handle:
        """The font of a run; it has its name only while the page is open."""
        font: Handle = _font(run)
        return font

    def name_of(self, font: Handle) -> str:
        """The PostScript name of a font, with the subset's prefix."""
        size = _font_name(font, self._at, c_ulong(_NAME))
        return ctypes.string_at(self._at, max(0, size - 1)).decode("latin-1")

    def size(self, run: Handle) -> float:
        """The size of a run's font before its matrix."""
        _size(run, self._at)
        (value,) = _ONE.unpack_from(self._memory)
        return float(value)

    def painted(self, path: Handle) -> tuple[bool, bool]:
        """Whether a path is filled, and whether its outline is drawn."""
        _draw_mode(path, *self._two)
        filled, stroked = _PAIR.unpack_from(self._memory)
        return filled > 0, stroked > 0

    def width(self, path: Handle) -> float:
        """The width of the pen that an outline is drawn with, before its matrix."""
        _pen_width(path, self._at)
        (value,) = _ONE.unpack_from(self._memory)
        return float(value)

    def corners(self, path: Handle) -> Iterator[tuple[Point, Point]]:
        """The parts of a path from point to point, before its matrix; curves by the points that bend them."""
        first = last = (0.0, 0.0)
        for segment in list(map(_segment, repeat(path), range(_count_segments(path)))):
            point = self._point(segment)
            if _kind_of_segment(segment) == raw.FPDF_SEGMENT_MOVETO:
                first = point
            else:
                yield last, point
            last = point
            if _closes(segment):
                yield last, first

    def windows(self, thing: Handle) -> Sequence[Sides]:
        """Left, bottom, right and top of each outline that an object is seen through."""
        clip = _clip(thing)
        count = _count_windows(clip)
        return [sides for path in range(count) for sides in self._window(clip, path)] if count > 0 else ()

    def _window(self, clip: Handle, path: int) -> Iterator[Sides]:
        points = [self._point(_edge(clip, path, index)) for index in range(_count_edges(clip, path))]
        if points:
            across, down = zip(*points, strict=True)
            yield min(across), min(down), max(across), max(down)

    def _point(self, segment: Handle) -> Point:
        _point(segment, *self._two)
        return _TWO.unpack_from(self._memory)

    def pixels(self, picture: Handle) -> tuple[int, int]:
        """How many pixels a picture has across and down."""
        _pixels(picture, *self._two)
        return _PAIR.unpack_from(self._memory)

    def is_artifact(self, thing: Handle) -> bool:
        """Whether marked content around an object says that it is no part of the text."""
        for mark in map(_mark, repeat(thing), map(c_ulong, range(_count_marks(thing)))):
            _name_of_mark(mark, self._behind, c_ulong(_NAME), self._at)
            (size,) = _LONG.unpack_from(self._memory)
            if ctypes.string_at(self._behind, max(0, size - 2)) == _ARTIFACT:
                return True
        return False


def _space_at(characters: str, at: int) -> str:
    """The space at some place, if there is one: it counts as the run's before it."""
    return " " if characters[at:at + 1] == " " else ""
