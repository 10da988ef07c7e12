"""A drawing is printed as the manuscript has it: each area, line and word at its place, in its colour.

The drawing fills its figure's place, in its proportions. Places agree to a fifth of a millimetre, those of
words as far as ink tells them: letters have air at their sides. This check does not see whether an area
that has no outline is a rectangle, or something else of the same width and height.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from math import hypot

from msgspec import Struct

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.letters import squeeze
from ..beside.sketch import DRAWING, Area, Sketch, Words, sketch
from ..copy.printed import Box, Content, Element, Piece, Printed, Shape
from .drawings import contents, figure_pairs

_MM_PER_PT = 25.4 / 72
_NEAR = 0.2
"""Millimetres by which places may differ."""
_AIR = 0.2
"""So much of its type's size may the ink of a text be from its anchor, for the air beside its letters."""
_SPACE = 0.3
"""So much of its type's size is a space wide at most."""
_SHADE = 2
"""Of 255, by which colours may differ: they are rounded."""
_OPAQUE = 255
_LINES = frozenset({"fill", "stroke"})


class _Frame(Struct, frozen=True):
    """Where a drawing stands on its page."""

    left: float
    top: float
    scale: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing, on the page."""
        return self.left + x * self.scale, self.top + y * self.scale


class _Path(Struct, frozen=True):
    """What is drawn at once: an area, its outline or both."""

    fills: tuple[Shape, ...]
    strokes: tuple[Shape, ...]


def findings(comparison: Comparison) -> Iterator[Finding]:
    """The first thing in each drawing that is printed otherwise; nothing if pictures cannot be paired."""
    for picture, figure in figure_pairs(comparison):
        source = picture.attributes.get("src", "")
        if not source.startswith(DRAWING) or figure.box is None:
            continue
        try:
            wanted = sketch(source)
        except ValueError as unknown:
            fault = faults.unproved_drawing(str(unknown), figure.page + 1)
            yield Finding(fault, picture, figure.page, figure.box)
            continue
        wrong = next(_wrong(wanted, figure, figure.box, comparison.printed), None)
        if wrong is not None:
            fault = faults.misdrawn_picture(wrong, figure.page + 1)
            yield Finding(fault, picture, figure.page, figure.box)


def _wrong(wanted: Sketch, figure: Element, box: Box, printed: Printed) -> Iterator[str]:
    """What is printed otherwise, in the editor's words."""
    own, page = contents(figure), printed.page(figure.page)
    frame = _frame(wanted, box)
    drawn = [shape for shape in page.shapes if Content(shape.page, shape.mcid) in own]
    yield from _areas(wanted.areas, [shape for shape in drawn if shape.kind in _LINES], frame)
    yield from (f"a {shape.kind}" for shape in drawn if shape.kind in ("picture", "shading"))
    pieces = [piece for piece in page.pieces if Content(piece.page, piece.mcid) in own]
    yield from _texts(wanted.words, pieces, frame)
    first = min((shape.order for shape in drawn), default=0)
    for shape in page.shapes:
        if Content(shape.page, shape.mcid) not in own and _is_over(shape, box, first):
            yield "something that is no part of the drawing"


def _frame(wanted: Sketch, box: Box) -> _Frame:
    """The drawing in the middle of its room, as large as it fits."""
    scale = min(box.width / wanted.width, box.height / wanted.height)
    left = (box.left + box.right - wanted.width * scale) / 2 - wanted.left * scale
    top = (box.top + box.bottom - wanted.height * scale) / 2 - wanted.top * scale
    return _Frame(left, top, scale)


def _is_over(shape: Shape, box: Box, first: int) -> bool:
    """Whether a shape lies in a figure's place: over it, or within it; the ground under all of it may."""
    across, down = box.overlap(shape.box)
    if min(across, down) < 0 or max(across, down) < _NEAR:
        return False
    under = shape.order < first and across >= box.width - _NEAR and down >= box.height - _NEAR
    middle = (shape.box.left + shape.box.right) / 2, (shape.box.top + shape.box.bottom) / 2
    inside = (
        box.left + _NEAR < middle[0] < box.right - _NEAR and box.top + _NEAR < middle[1] < box.bottom - _NEAR
    )
    return not under and (inside or min(across, down) > _NEAR)


def _areas(wanted: Sequence[Area], drawn: Sequence[Shape], frame: _Frame) -> Iterator[str]:
    """Areas and lines that are lost, added, moved, or of another size or colour."""
    for area, path in zip_longest(wanted, _paths(drawn)):
        if area is None:
            yield "an area or a line too many"
        elif path is None or not (_is_filled(area, path, frame) and _is_outlined(area, path, frame)):
            x, y = area.ends[:2]
            yield f"another area or line than `{area.name}` at {x:g}, {y:g} of the drawing"


def _paths(drawn: Sequence[Shape]) -> Iterator[_Path]:
    for _, group in groupby(drawn, key=lambda shape: shape.order):
        shapes = list(group)
        fills = tuple(shape for shape in shapes if shape.kind == "fill")
        yield _Path(fills, tuple(shape for shape in shapes if shape.kind == "stroke"))


def _is_filled(area: Area, path: _Path, frame: _Frame) -> bool:
    """Whether an area is what it should be; what reads pages takes its outline's pen for a part of it."""
    if area.line:
        return True  # whatever a line is filled with: it has no inside; its outline is looked at
    if area.fill is None:
        return not path.fills
    box = _box(area, frame, area.pen)
    return len(path.fills) == 1 and _is_at(path.fills[0].box, box) and _is_of(path.fills[0].colour, area.fill)


def _is_outlined(area: Area, path: _Path, frame: _Frame) -> bool:
    """Whether every part of an outline runs where it should, and together they are all of it."""
    if area.stroke is None or not path.strokes:
        return area.stroke is None and not path.strokes
    around = Box(
        min(part.box.left for part in path.strokes), min(part.box.top for part in path.strokes),
        max(part.box.right for part in path.strokes), max(part.box.bottom for part in path.strokes),
    )
    return (
        _is_at(around, _box(area, frame, area.pen / 2))
        and all(_is_of(part.colour, area.stroke) for part in path.strokes)
        and all(_is_along(part.box, area, frame) for part in path.strokes)
    )


def _is_along(part: Box, area: Area, frame: _Frame) -> bool:
    """Whether the middle of a part of an outline lies on the line, or on a side of the rectangle."""
    x, y = (part.left + part.right) / 2, (part.top + part.bottom) / 2
    (left, top), (right, bottom) = frame.at(*area.ends[:2]), frame.at(*area.ends[2:])
    if not area.line:
        return min(abs(x - left), abs(x - right), abs(y - top), abs(y - bottom)) < _NEAR
    long = hypot(right - left, bottom - top)
    off = abs((x - left) * (bottom - top) - (y - top) * (right - left))
    return off < _NEAR * long or long < _NEAR


def _box(area: Area, frame: _Frame, air: float) -> Box:
    (x, y), (u, v) = frame.at(*area.ends[:2]), frame.at(*area.ends[2:])
    pen = air * frame.scale
    return Box(min(x, u) - pen, min(y, v) - pen, max(x, u) + pen, max(y, v) + pen)


def _is_at(found: Box, wanted: Box) -> bool:
    """Whether two boxes agree."""
    return all(abs(one - other) <= _NEAR for one, other in zip(found, wanted, strict=True))


def _is_of(found: tuple[int, int, int, int], wanted: tuple[int, int, int]) -> bool:
    return all(
        abs(one - other) <= _SHADE for one, other in zip(found, (*wanted, _OPAQUE), strict=True)
    )


def _texts(wanted: Sequence[Words], pieces: Sequence[Piece], frame: _Frame) -> Iterator[str]:
    """Texts at another place, in another size or colour; other words are told by `drawings`."""
    left = list(pieces)
    for words in wanted:
        text = squeeze(words.text)
        own: list[Piece] = []
        while left and len(squeeze("".join(piece.text for piece in own))) < len(text):
            own.append(left.pop(0))
        if squeeze("".join(piece.text for piece in own)) != text:
            return
        if not (_is_worded(words, own, frame) and _is_one_line(own)):
            yield f"`{words.text}` at another place or in another look"


def _is_worded(words: Words, pieces: Sequence[Piece], frame: _Frame) -> bool:
    """Whether a text stands at its anchor, in its size and colour."""
    x, baseline = frame.at(words.x, words.y)
    first, last = pieces[0].box.left, max(piece.box.right for piece in pieces)
    found = {"start": first, "middle": (first + last) / 2, "end": last}.get(words.anchor, last)
    size = words.size * frame.scale
    return abs(found - x) <= _NEAR + _AIR * size and all(
        abs(piece.baseline - baseline) <= _NEAR
        and abs(piece.size_pt * _MM_PER_PT - size) <= _NEAR
        and words.colour is not None and _is_of(piece.colour, words.colour)
        for piece in pieces
    )


def _is_one_line(pieces: Sequence[Piece]) -> bool:
    """Whether letters follow each other from left to right, not much wider than they are."""
    inked = [piece for piece in pieces if piece.text.strip()]
    size = inked[0].size_pt * _MM_PER_PT
    return all(
        -_AIR * size <= after.box.left - before.box.right <= (_AIR * 2 + _SPACE) * size
        for before, after in pairwise(inked)
    )
