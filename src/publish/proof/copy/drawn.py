"""Pages as pdfium reads them: every run of text with its ink, every picture, every filled area.

Only this module knows pdfium.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil, hypot
from typing import Any
from unicodedata import combining

import pypdfium2
import pypdfium2.raw as raw

from .ink import DPI, edges, least_ink
from .printed import Box, Piece, Shape
from .widths import Widths

MM_PER_PT = 25.4 / 72
_LONGEST = 1 << 16
"""Bytes of UTF-16 in one run of text; no line is as long."""
_LINE_END_HYPHEN = "\x02"
"""What pdfium gives for a hyphen (U+002D) that ends a line."""
_FAST = 2
"""Pillow's octree, six times as fast as its median cut, and smaller."""
_PDF_WORD = ctypes.c_ushort

Matrix = tuple[float, float, float, float, float, float]
Handle = Any  # pdfium's pointers have no types
REFUSALS = (pypdfium2.PdfiumError,)
_UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
_INKED = (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
_UNPAINTED = (0, 0, 0, 0)
_OPAQUE = 255
_UNKNOWN = Widths()
_STRETCH, _SPACES = 2.5, 2
"""So many times its type's size, or its spaces, is each stretch of a text long: a hidden word is missed."""
_STEP, _STEPS = 1.5, 400
"""Points that a slanting line goes in one step, and how many steps it is followed at most."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """What is drawn on one page."""

    width: float
    height: float
    area: Box
    pieces: tuple[Piece, ...]
    shapes: tuple[Shape, ...]


def pages(pdf: bytes, faces: Mapping[str, Widths]) -> Iterator[DrawnPage]:
    """Every page in order; `faces` are the file's fonts. `pypdfium2.PdfiumError` if it cannot be opened."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pen = _Pen()
        for number in range(len(document)):
            page = document[number]
            yield _Hand(page, number, pen, faces).page()
            page.close()
    finally:
        document.close()


def pictures(pdf: bytes, dpi: float) -> Iterator[bytes]:
    """Every page as a PNG, at a resolution."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            stream = BytesIO()
            document[number].render(scale=dpi / 72).to_pil().quantize(64, method=_FAST).save(stream, "PNG")
            yield stream.getvalue()
    finally:
        document.close()


class _Pen:
    """Room for pdfium's answers, made once, and the names of the fonts that it has told."""

    def __init__(self) -> None:
        self.sides = tuple(ctypes.c_float() for _ in range(4))
        self.colour = tuple(ctypes.c_uint() for _ in range(4))
        self.matrix = raw.FS_MATRIX()
        self.size = ctypes.c_float()
        self.fill = ctypes.c_int()
        self.stroke = ctypes.c_int()
        self.text = ctypes.create_string_buffer(_LONGEST)
        self.text_pointer = ctypes.cast(self.text, ctypes.POINTER(_PDF_WORD))
        self.name = ctypes.create_string_buffer(256)
        self.fonts: dict[int, str] = {}

    def bounds(self, thing: Handle) -> tuple[float, ...]:
        """Left, bottom, right and top, in points."""
        raw.FPDFPageObj_GetBounds(thing, *self.sides)
        return tuple(side.value for side in self.sides)

    def place(self, thing: Handle) -> Matrix:
        """The matrix of an object."""
        raw.FPDFPageObj_GetMatrix(thing, self.matrix)
        return (self.matrix.a, self.matrix.b, self.matrix.c, self.matrix.d, self.matrix.e, self.matrix.f)

    def words(self, thing: Handle, text: Handle) -> str:
        """The characters of a run of text."""
        size = raw.FPDFTextObj_GetText(thing, text, self.text_pointer, _LONGEST)
        characters = ctypes.string_at(self.text, max(0, size - 2)).decode("utf-16le", "replace")
        return characters.replace(_LINE_END_HYPHEN, "-")

    def font(self, thing: Handle) -> str:
        """The name of a run's font."""
        font = raw.FPDFTextObj_GetFont(thing)
        address = ctypes.addressof(font.contents)
        if address not in self.fonts:
            raw.FPDFFont_GetBaseFontName(font, self.name, 256)
            self.fonts[address] = self.name.value.decode("latin-1")
        return self.fonts[address]

    def size_of(self, thing: Handle) -> float:
        """The size of a run's font before its matrix."""
        raw.FPDFTextObj_GetFontSize(thing, self.size)
        return float(self.size.value)

    def paint(self, thing: Handle, get: Callable[..., int]) -> tuple[int, int, int, int]:
        """The colour that an object is filled or stroked with."""
        if not get(thing, *self.colour):
            return _UNPAINTED
        red, green, blue, opacity = (part.value for part in self.colour)
        return red, green, blue, opacity

    def is_filled(self, path: Handle) -> bool:
        """Whether a path is filled; `is_stroked` tells of the same path whether its outline is drawn."""
        raw.FPDFPath_GetDrawMode(path, self.fill, self.stroke)
        return bool(self.fill.value)

    @property
    def is_stroked(self) -> bool:
        """Whether the outline of the path that was asked about last is drawn."""
        return bool(self.stroke.value)

    def width_of(self, path: Handle) -> float:
        """The width of the pen that an outline is drawn with, before its matrix."""
        raw.FPDFPageObj_GetStrokeWidth(path, self.size)
        return float(self.size.value)

    def corners(self, path: Handle) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        """The parts of a path from point to point, before its matrix; curves by the points that bend them."""
        x, y = self.sides[:2]
        first = last = (0.0, 0.0)
        for index in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = x.value, y.value
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                first = point
            else:
                yield last, point
            last = point
            if raw.FPDFPathSegment_GetClose(segment):
                yield last, first

    def windows(self, thing: Handle) -> Iterator[tuple[float, ...]]:
        """Left, bottom, right and top of each outline that an object is seen through, in points."""
        clip = raw.FPDFPageObj_GetClipPath(thing)
        for path in range(raw.FPDFClipPath_CountPaths(clip)):
            points = list(self._points(clip, path))
            if points:
                across, down = zip(*points, strict=True)
                yield min(across), min(down), max(across), max(down)

    def _points(self, clip: Handle, path: int) -> Iterator[tuple[float, float]]:
        x, y = self.sides[:2]
        for index in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
            yield x.value, y.value

    def is_artifact(self, thing: Handle) -> bool:
        """Whether marked content around an object says that it is no part of the text."""
        for index in range(raw.FPDFPageObj_CountMarks(thing)):
            size = ctypes.c_ulong()
            mark = raw.FPDFPageObj_GetMark(thing, index)
            raw.FPDFPageObjMark_GetName(mark, ctypes.cast(self.name, ctypes.POINTER(_PDF_WORD)), 256, size)
            if ctypes.string_at(self.name, max(0, size.value - 2)).decode("utf-16le") == "Artifact":
                return True
        return False


@dataclass(frozen=True, slots=True)
class _Ground:
    """What an object is drawn in: the page, or a drawing on it."""

    around: Matrix
    mcid: int | None
    """The marked content that a drawing belongs to; None on the page, where each object has its own."""
    opacity: float


_PAPER = _Ground(_UPRIGHT, None, 1)


@dataclass(slots=True)
class _Hand:
    """Goes through the objects of one page in the order of drawing."""

    source: pypdfium2.PdfPage
    number: int
    pen: _Pen
    faces: Mapping[str, Widths]
    pieces: list[Piece] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    left: float = 0
    top: float = 0
    order: int = 0
    text: Handle = None

    def page(self) -> DrawnPage:
        """All that is drawn on the page."""
        self.left, bottom, right, self.top = self.source.get_trimbox()
        self.text = self.source.get_textpage()
        for index in range(raw.FPDFPage_CountObjects(self.source)):
            self._take(raw.FPDFPage_GetObject(self.source, index), _PAPER)
        self.text.close()
        seen = edges(self.source.render(scale=DPI / 72, grayscale=True).to_pil())
        self.pieces = [
            piece._replace(ink=least_ink(seen, piece.box, _stretch(piece))) for piece in self.pieces
        ]
        size = ((right - self.left) * MM_PER_PT, (self.top - bottom) * MM_PER_PT)
        area = self._box(self.source.get_artbox(), _UPRIGHT)
        return DrawnPage(*size, area, tuple(self.pieces), tuple(self.shapes))

    def _take(self, thing: Handle, ground: _Ground) -> None:
        """Take one object."""
        kind = raw.FPDFPageObj_GetType(thing)
        self.order += 1
        mcid = raw.FPDFPageObj_GetMarkedContentID(thing) if ground.mcid is None else ground.mcid
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._take_text(thing, ground, mcid)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._take_path(thing, ground.around, mcid)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._add_shape("picture", thing, ground.around, mcid)
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            self._add_shape("shading", thing, ground.around, mcid)
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            self._take_drawing(thing, ground, mcid)

    def _take_text(self, thing: Handle, ground: _Ground, mcid: int) -> None:
        around = ground.around
        matrix = _joined(self.pen.place(thing), around)
        mode = raw.FPDFTextObj_GetTextRenderMode(thing)
        red, green, blue, opacity = self.pen.paint(thing, raw.FPDFPageObj_GetFillColor)
        masked = opacity == _OPAQUE and bool(raw.FPDFPageObj_HasTransparency(thing))
        colour = (red, green, blue, round(opacity * ground.opacity))
        box = self._box(self.pen.bounds(thing), around)
        if mode not in _INKED or self._is_cut_off(thing, box, around):
            colour = (*colour[:3], 0)
        scale = min(hypot(*matrix[:2]), hypot(*matrix[2:4]))
        size, text = self.pen.size_of(thing) * scale, self.pen.words(thing, self.text)
        font = self.pen.font(thing)
        letters = sum(map(self.faces.get(font, _UNKNOWN).__getitem__, text.split())) * size * MM_PER_PT
        self._add(Piece(
            self.number, self.order, text, box, (self.top - matrix[5]) * MM_PER_PT, size, font, colour,
            mcid, mcid < 0 and self.pen.is_artifact(thing), letters, masked=masked,
        ))

    def _add(self, piece: Piece) -> None:
        """Add a run of text; accents that the face has not on their letter are drawn after it, higher."""
        last = self.pieces[-1] if self.pieces else None
        if last and combining(piece.text.lstrip()[:1] or " ") and _is_one_hand(last, piece):
            self.pieces[-1] = last._replace(
                text=last.text.rstrip() + piece.text.lstrip(), box=_around(last.box, piece.box)
            )
        else:
            self.pieces.append(piece)

    def _is_cut_off(self, thing: Handle, box: Box, around: Matrix) -> bool:
        """Whether less than half of some ink is seen through the outlines around it."""
        seen = self._seen(thing, box, around)
        area = max(0, box.width) * max(0, box.height)
        return area > 0 and max(0, seen.width) * max(0, seen.height) < area / 2

    def _seen(self, thing: Handle, box: Box, around: Matrix) -> Box:
        """What of a box is seen through the outlines around an object."""
        for window in self.pen.windows(thing):
            box = _shared(box, self._box(window, around))
        return box

    def _take_path(self, thing: Handle, around: Matrix, mcid: int) -> None:
        if self.pen.is_filled(thing):
            self._take_fill(thing, around, mcid)
        if self.pen.is_stroked:
            self._take_lines(thing, around, mcid)

    def _take_fill(self, thing: Handle, around: Matrix, mcid: int) -> None:
        """What is seen of an area: the engine draws a border as the whole box, seen through its one side."""
        box = self._seen(thing, self._box(self.pen.bounds(thing), around), around)
        if box.width > 0 and box.height > 0:
            colour = self.pen.paint(thing, raw.FPDFPageObj_GetFillColor)
            self.shapes.append(Shape(self.number, self.order, "fill", box, colour, 0, mcid))

    def _take_lines(self, thing: Handle, around: Matrix, mcid: int) -> None:
        """The parts of a line that is drawn with a pen, each as wide as the pen."""
        colour = self.pen.paint(thing, raw.FPDFPageObj_GetStrokeColor)
        inside = _joined(self.pen.place(thing), around)
        half = self.pen.width_of(thing) * min(hypot(*inside[:2]), hypot(*inside[2:4])) / 2
        for start, end in list(self.pen.corners(thing)):
            for sides in _steps(_moved(*start, inside), _moved(*end, inside), half):
                box = self._seen(thing, self._box(sides, _UPRIGHT), around)
                if box.width > 0 and box.height > 0:
                    self.shapes.append(Shape(self.number, self.order, "stroke", box, colour, 0, mcid))

    def _take_drawing(self, thing: Handle, ground: _Ground, mcid: int) -> None:
        around = ground.around
        self._add_shape("drawing", thing, around, mcid)
        inside = _joined(self.pen.place(thing), around)
        # A drawing that is no group hands its opacity on, so it counts twice; the engine makes only groups.
        opacity = self.pen.paint(thing, raw.FPDFPageObj_GetFillColor)[3] / _OPAQUE
        below = _Ground(inside, mcid, ground.opacity * opacity)
        for index in range(raw.FPDFFormObj_CountObjects(thing)):
            self._take(raw.FPDFFormObj_GetObject(thing, index), below)

    def _add_shape(self, kind: str, thing: Handle, around: Matrix, mcid: int) -> None:
        box = self._box(self.pen.bounds(thing), around)
        dpi = self._dpi(thing, box) if kind == "picture" else 0
        self.shapes.append(Shape(self.number, self.order, kind, box, _UNPAINTED, dpi, mcid))

    def _dpi(self, picture: Handle, box: Box) -> float:
        """The lesser of a picture's two resolutions, in pixels to the inch."""
        across, down = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFImageObj_GetImagePixelSize(picture, across, down)
        return min(across.value / max(box.width, .01), down.value / max(box.height, .01)) * 25.4

    def _box(self, sides: tuple[float, ...], around: Matrix) -> Box:
        left, bottom, right, top = sides
        corners = [_moved(x, y, around) for x in (left, right) for y in (bottom, top)]
        across, down = zip(*corners, strict=True)
        return Box(
            (min(across) - self.left) * MM_PER_PT, (self.top - max(down)) * MM_PER_PT,
            (max(across) - self.left) * MM_PER_PT, (self.top - min(down)) * MM_PER_PT,
        )


def _stretch(piece: Piece) -> float:
    """How long each stretch of a text is in which ink is looked for: longer than its spaces are wide."""
    spaces = len(piece.text.split()) - 1
    space = max(0, piece.box.width - piece.letters) / spaces if spaces > 0 else 0
    return max(_STRETCH * piece.size_pt * MM_PER_PT, _SPACES * space)


def _steps(
    start: tuple[float, float], end: tuple[float, float], half: float
) -> Iterator[tuple[float, float, float, float]]:
    """Boxes around a straight line: one if it goes straight across or down, else one for each step of it."""
    (x, y), (u, v) = start, end
    straight = abs(x - u) <= half or abs(y - v) <= half
    steps = 1 if straight else min(_STEPS, ceil(hypot(x - u, y - v) / _STEP))
    for step in range(steps):
        p, q = (x + (u - x) * step / steps, y + (v - y) * step / steps)
        r, s = (x + (u - x) * (step + 1) / steps, y + (v - y) * (step + 1) / steps)
        yield min(p, r) - half, min(q, s) - half, max(p, r) + half, max(q, s) + half


def _is_one_hand(before: Piece, after: Piece) -> bool:
    """Whether two runs of text have one look and belong to one element."""
    return (before.font, before.size_pt, before.colour, before.mcid) == (
        after.font, after.size_pt, after.colour, after.mcid
    )


def _around(one: Box, other: Box) -> Box:
    """The smallest box around two."""
    return Box(
        min(one.left, other.left), min(one.top, other.top),
        max(one.right, other.right), max(one.bottom, other.bottom),
    )


def _shared(one: Box, other: Box) -> Box:
    """The ground that two boxes share; of negative width or height if they share none."""
    return Box(
        max(one.left, other.left), max(one.top, other.top),
        min(one.right, other.right), min(one.bottom, other.bottom),
    )


def _joined(inner: Matrix, outer: Matrix) -> Matrix:
    """One matrix after the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
