"""Pages as pdfium reads them: every run of text with its ink, every picture, every filled area.

Only this module and `pen` know pdfium.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from io import BytesIO
from math import ceil, hypot
from unicodedata import combining

import pypdfium2
import pypdfium2.raw as raw
from msgspec import Struct, field
from PIL import Image

from .ink import DPI, edges, least_ink
from .pen import (
    Colour,
    Handle,
    Matrix,
    Pen,
    Sides,
    content_of,
    handle_of,
    is_mixed,
    kind_of,
    mode_of,
    objects,
    objects_in,
)
from .printed import FULL_INK, Box, Piece, Shape, is_legible
from .widths import Widths

MM_PER_PT = 25.4 / 72
_FAST = 2
"""Pillow's octree, six times as fast as its median cut, and smaller."""

REFUSALS = (pypdfium2.PdfiumError,)
_UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
_INKED = (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
_UNPAINTED: Colour = (0, 0, 0, 0)
_OPAQUE = 255
_UNKNOWN = Widths()
_UNEVEN = 0.01
"""The part of its height by which a letter may be wider, turned or slanted: the engine rounds."""
_STRETCH, _SPACES = 2.5, 2
"""So many times its type's size, or its spaces, is each stretch of a text long: a hidden word is missed."""
_STEP, _STEPS = 1.5, 400
"""Points that a slanting line goes in one step, and how many steps it is followed at most."""


class DrawnPage(Struct, frozen=True):
    """What is drawn on one page."""

    width: float
    height: float
    area: Box
    pieces: tuple[Piece, ...]
    shapes: tuple[Shape, ...]


class Reader:
    """Reads pages of a file, which is opened for the first of them; to be closed."""

    def __init__(self, pdf: bytes, faces: Mapping[str, Widths], first: int = 0) -> None:
        """`faces` are the file's fonts, and `first` is what its first page counts as."""
        self._pdf, self._faces, self._first = pdf, faces, first
        self._document: pypdfium2.PdfDocument | None = None
        self._pen = Pen()

    def page(self, number: int) -> DrawnPage:
        """A page, counting from 0; `pypdfium2.PdfiumError` if the file cannot be opened."""
        if self._document is None:
            self._document = pypdfium2.PdfDocument(self._pdf)
        with closing(self._document[number]) as page:
            return _page(page, self._first + number, self._pen, self._faces)

    def close(self) -> None:
        """Let go of the file."""
        if self._document is not None:
            self._document.close()


def pages(pdf: bytes, faces: Mapping[str, Widths], numbers: Iterable[int]) -> Iterator[DrawnPage]:
    """These pages; `faces` are the file's fonts. `pypdfium2.PdfiumError` if it cannot be opened."""
    with closing(Reader(pdf, faces)) as reader:  # a proof may be broken off at any time
        yield from map(reader.page, numbers)


def pictures(pdf: bytes, dpi: float) -> Iterator[bytes]:
    """Every page as a PNG, at a resolution."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in range(len(document)):
            stream = BytesIO()
            document[number].render(scale=dpi / 72).to_pil().quantize(64, method=_FAST).save(stream, "PNG")
            yield stream.getvalue()


class _Ground(Struct, frozen=True):
    """What an object is drawn in: the page, or a drawing on it."""

    around: Matrix
    mcid: int | None
    """The marked content that a drawing belongs to; None on the page, where each object has its own."""
    opacity: float


_PAPER = _Ground(_UPRIGHT, None, 1)


def _page(page: pypdfium2.PdfPage, number: int, pen: Pen, faces: Mapping[str, Widths]) -> DrawnPage:
    """All that is drawn on a page."""
    left, bottom, right, top = page.get_trimbox()
    seen = edges(page.render(scale=DPI / 72, grayscale=True).to_pil())
    with closing(page.get_textpage()) as text:
        hand = _Hand(number, pen, faces, left, top, seen, handle_of(text))
        for thing in objects(handle_of(page)):
            hand.take(thing, _PAPER)
    size = ((right - left) * MM_PER_PT, (top - bottom) * MM_PER_PT)
    return DrawnPage(*size, hand.box(page.get_artbox()), tuple(hand.pieces), tuple(hand.shapes))


class _Hand(Struct):
    """Goes through the objects of one page in the order of drawing."""

    number: int
    pen: Pen
    faces: Mapping[str, Widths]
    left: float
    top: float
    seen: Image.Image
    """How much each dot of the page differs from its neighbours."""
    text: Handle
    pieces: list[Piece] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    order: int = 0
    words: dict[int | None, str] = field(default_factory=dict)
    """The characters of each run of text."""
    fonts: dict[int | None, tuple[str, Widths]] = field(default_factory=dict)
    """The name of each font, and how wide its words are."""

    def __post_init__(self) -> None:
        self.words = self.pen.words_by_run(self.text)

    def take(self, thing: Handle, ground: _Ground) -> None:
        """Take one object."""
        kind = kind_of(thing)
        self.order += 1
        mcid = content_of(thing) if ground.mcid is None else ground.mcid
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

    def _take_text(self, run: Handle, ground: _Ground, mcid: int) -> None:
        around, pen = ground.around, self.pen
        matrix = _joined(pen.place(run), around)
        red, green, blue, opacity = pen.fill(run)
        masked = opacity == _OPAQUE and is_mixed(run) > 0
        box = self.box(pen.bounds(run), around)
        is_seen = mode_of(run) in _INKED and not self._is_cut_off(run, box, around)
        size = pen.size(run) * min(hypot(*matrix[:2]), hypot(*matrix[2:4]))
        text = self.words.get(run.value) or pen.words(run, self.text)
        font, widths = self._font(pen.font(run))
        letters = sum(map(widths.__getitem__, text.split())) * size * MM_PER_PT
        ink = least_ink(self.seen, box, _stretch(text, box, letters, size)) if is_legible(text) else FULL_INK
        self._add(Piece(
            self.number, self.order, text, box, (self.top - matrix[5]) * MM_PER_PT, size, font,
            (red, green, blue, round(opacity * ground.opacity) if is_seen else 0),
            mcid, mcid < 0 and pen.is_artifact(run), letters, ink, masked, _is_upright(matrix),
        ))

    def _font(self, font: Handle) -> tuple[str, Widths]:
        if font.value not in self.fonts:
            name = self.pen.name_of(font)
            self.fonts[font.value] = name, self.faces.get(name, _UNKNOWN)
        return self.fonts[font.value]

    def _add(self, piece: Piece) -> None:
        """Add a run of text; accents that the face has not on their letter are drawn after it, higher."""
        last = self.pieces[-1] if self.pieces else None
        if last and combining(piece.text.lstrip()[:1] or " ") and _is_one_hand(last, piece):
            text, box = last.text.rstrip() + piece.text.lstrip(), _around(last.box, piece.box)
            ink = least_ink(self.seen, box, _stretch(text, box, last.letters, last.size_pt))
            self.pieces[-1] = last._replace(text=text, box=box, ink=ink)
        else:
            self.pieces.append(piece)

    def _is_cut_off(self, thing: Handle, box: Box, around: Matrix) -> bool:
        """Whether less than half of some ink is seen through the outlines around it."""
        windows = self.pen.windows(thing)
        if not windows:
            return False
        seen = self._seen(windows, box, around)
        area = max(0, box.width) * max(0, box.height)
        return area > 0 and max(0, seen.width) * max(0, seen.height) < area / 2

    def _seen(self, windows: Iterable[Sides], box: Box, around: Matrix) -> Box:
        """What of a box is seen through outlines."""
        for window in windows:
            box = _shared(box, self.box(window, around))
        return box

    def _take_path(self, thing: Handle, around: Matrix, mcid: int) -> None:
        is_filled, is_stroked = self.pen.painted(thing)
        if is_filled:
            self._take_fill(thing, around, mcid)
        if is_stroked:
            self._take_lines(thing, around, mcid)

    def _take_fill(self, thing: Handle, around: Matrix, mcid: int) -> None:
        """What is seen of an area: the engine draws a border as the whole box, seen through its one side."""
        box = self._seen(self.pen.windows(thing), self.box(self.pen.bounds(thing), around), around)
        if box.width > 0 and box.height > 0:
            colour = self.pen.fill(thing)
            self.shapes.append(Shape(self.number, self.order, "fill", box, colour, 0, mcid))

    def _take_lines(self, thing: Handle, around: Matrix, mcid: int) -> None:
        """The parts of a line that is drawn with a pen, each as wide as the pen."""
        colour = self.pen.stroke(thing)
        inside = _joined(self.pen.place(thing), around)
        half = self.pen.width(thing) * min(hypot(*inside[:2]), hypot(*inside[2:4])) / 2
        windows = self.pen.windows(thing)
        for start, end in self.pen.corners(thing):
            for sides in _steps(_moved(*start, inside), _moved(*end, inside), half):
                box = self._seen(windows, self.box(sides), around)
                if box.width > 0 and box.height > 0:
                    self.shapes.append(Shape(self.number, self.order, "stroke", box, colour, 0, mcid))

    def _take_drawing(self, thing: Handle, ground: _Ground, mcid: int) -> None:
        around = ground.around
        self._add_shape("drawing", thing, around, mcid)
        inside = _joined(self.pen.place(thing), around)
        # A drawing that is no group hands its opacity on, so it counts twice; the engine makes only groups.
        opacity = self.pen.fill(thing)[3] / _OPAQUE
        below = _Ground(inside, mcid, ground.opacity * opacity)
        for one in objects_in(thing):
            self.take(one, below)

    def _add_shape(self, kind: str, thing: Handle, around: Matrix, mcid: int) -> None:
        box = self.box(self.pen.bounds(thing), around)
        dpi = self._dpi(thing, box) if kind == "picture" else 0
        self.shapes.append(Shape(self.number, self.order, kind, box, _UNPAINTED, dpi, mcid))

    def _dpi(self, picture: Handle, box: Box) -> float:
        """The lesser of a picture's two resolutions, in pixels to the inch."""
        across, down = self.pen.pixels(picture)
        return min(across / max(box.width, .01), down / max(box.height, .01)) * 25.4

    def box(self, sides: Sides, around: Matrix = _UPRIGHT) -> Box:
        """A rectangle in millimetres from the top left of the page."""
        left, bottom, right, top = sides
        if around is not _UPRIGHT:
            corners = [_moved(x, y, around) for x in (left, right) for y in (bottom, top)]
            across, down = zip(*corners, strict=True)
            left, bottom, right, top = min(across), min(down), max(across), max(down)
        return Box(
            (left - self.left) * MM_PER_PT, (self.top - top) * MM_PER_PT,
            (right - self.left) * MM_PER_PT, (self.top - bottom) * MM_PER_PT,
        )


def _is_upright(matrix: Matrix) -> bool:
    """Whether letters keep their form and stand upright: as wide as high, neither turned nor slanted."""
    across, rise, slant, up, *_ = matrix
    least = _UNEVEN * abs(up)
    return up > 0 and abs(across - up) <= least and abs(rise) <= least and abs(slant) <= least


def _stretch(text: str, box: Box, letters: float, size_pt: float) -> float:
    """How long each stretch of a text is in which ink is looked for: longer than its spaces are wide."""
    spaces = text.count(" ")  # at either end too: the engine sets the space before a link in it
    space = max(0, box.width - letters) / spaces if spaces > 0 else 0
    return max(_STRETCH * size_pt * MM_PER_PT, _SPACES * space)


def _steps(
    start: tuple[float, float], end: tuple[float, float], half: float
) -> Iterator[Sides]:
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
    if outer is _UPRIGHT:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
