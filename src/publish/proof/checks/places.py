"""Where things stand: on the paper, inside the text area, and nothing on top of anything else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from ... import faults
from ...report import Fault
from ..beside.comparison import Comparison, Finding
from ..beside.expected import Node
from ..beside.letters import squeeze
from ..copy.printed import Box, Piece, PrintedPage, Shape

MM_PER_PT = 25.4 / 72
_OVERHANG = 0.23
"""So much of its type's size may ink reach over an edge: an italic leans, an `f` by .21."""
_ROUNDING = 0.1
"""Millimetres that a picture may be larger than its room: the engine's lengths are rounded."""
_SHARED = 0.15
"""So much of the smaller type's size may two runs of text share, both across and down: letters set wide or
leaning reach into the space after them, by less than a tenth."""
_SEEN_THROUGH = 127
"""Up to this opacity, of 255, what lies under an area is rather seen than not."""
_HIDDEN = 0.3
"""Millimetres of text, both across and down, that may lie under something: a rule that touches a letter."""
_STRIP = 8
"""Millimetres of a page within which runs of text are looked at together."""
_PICTURES = frozenset({"picture", "drawing"})
_COLOURED = frozenset({"picture", "drawing", "shading"})
"""What has no one colour: text can be read neither under it nor on it."""
_LINE = 1.0
"""Millimetres: what is thinner is a line."""
_CROSSED = (0.05, 0.6)
"""Between these heights above its baseline, as shares of its type's size, a line runs through a text."""
_TOUCHED = 0.3
"""So much of its type's size may a line touch of a text that it runs through."""

Thing = TypeVar("Thing", Piece, Shape)
Fall = tuple[Fault, Piece | None, Box]
"""What is wrong, with which text, and where."""


def findings(comparison: Comparison) -> Iterator[Finding]:
    """What is off the paper, outside the text, or under something else."""
    begun = zip(comparison.pieces, comparison.starts, strict=True)
    starts = {(piece.page, piece.order): start for piece, start in begun}
    for number, page in comparison.printed.numbered():
        inked = [piece for piece in page.pieces if not piece.text.isspace() and piece.text]
        told = set()
        for fault, piece, box in (*_outside(page, inked, number), *_collisions(page, inked, number, starts)):
            start = None if piece is None else starts.get((number, piece.order))
            node = None if start is None else comparison.node_at(start)
            if fault.code == "outside-text" and start is not None and is_draft_mark(comparison, node, start):
                continue
            whole = _whole(comparison, node, piece)
            if whole is None or (fault.code, whole) not in told:
                told.add((fault.code, whole))
                yield Finding(fault, node, number, box)


def _whole(comparison: Comparison, node: Node | None, piece: Piece | None) -> int | None:
    """A number for the editor's block, or the drawing, around a text: the first of its mistakes is told."""
    if node is None:
        return None if piece is None or piece.mcid < 0 else -piece.mcid - 1
    lineage = comparison.expected.lineage(node)
    return next((one.number for one in lineage if "block" in one.classes), None)


def is_draft_mark(comparison: Comparison, node: Node | None, start: int) -> bool:
    """Whether a printed character is part of a block's origin, which only drafts print, beside the text."""
    if node is None or "data-origin" not in node.attributes:
        return False
    at = comparison.expected_at(start)
    return at is not None and at < node.start + len(squeeze(node.attributes["data-origin"]))


def _outside(page: PrintedPage, inked: Iterable[Piece], number: int) -> Iterator[Fall]:
    """Text and pictures beyond the edges of the paper, or of the text."""
    paper = Box(0, 0, page.width, page.height)
    for piece in inked:
        lean = piece.size_pt * MM_PER_PT * _OVERHANG
        if not _holds(paper, piece.box, _ROUNDING):
            yield faults.off_page(piece.text.strip(), number + 1), piece, piece.box
        elif not piece.artifact and not _holds(page.area, piece.box, lean):
            yield faults.outside_text(f"`{faults.brief(piece.text)}`", number + 1), piece, piece.box
    for shape in page.shapes:
        if shape.kind in _PICTURES and not _holds(page.area, shape.box, _ROUNDING):
            yield faults.outside_text("a picture", number + 1), None, shape.box


def _holds(room: Box, box: Box, over: float) -> bool:
    return (
        box.left >= room.left - over and box.right <= room.right + over
        and box.top >= room.top - over and box.bottom <= room.bottom + over
    )


def _collisions(
    page: PrintedPage, inked: Sequence[Piece], number: int, texts: Container[tuple[int, int]]
) -> Iterator[Fall]:
    """Text over text, and text with a picture or a filled area on or under it; a drawing covers its own.

    `texts` are the pieces that are part of no drawing, by page and order.
    """
    for one, other in sorted(set(_overlapping(inked)), key=lambda pair: (pair[0].order, pair[1].order)):
        yield faults.overprinted_text(_label(one, inked), _label(other, inked), number + 1), one, one.box
    if not inked:
        return
    first = inked[0].order
    for piece in _struck(inked, page.shapes):
        yield faults.struck_text(piece.text.strip(), number + 1), piece, piece.box
    for shape in page.shapes:
        if min(shape.box.width, shape.box.height) <= _HIDDEN:
            continue
        if shape.kind in _COLOURED or (shape.order > first and shape.colour[3] > _SEEN_THROUGH):
            for piece in inked:
                own = piece.mcid == shape.mcid >= 0 and (number, piece.order) not in texts
                if not own and _is_hidden(piece, shape):
                    fault = faults.covered_text(piece.text.strip(), _NAMES[shape.kind], number + 1)
                    yield fault, piece, piece.box


def _struck(inked: Iterable[Piece], shapes: Iterable[Shape]) -> Iterator[Piece]:
    """Texts that a line crosses, whichever is drawn first."""
    strips = _in_strips(
        shape for shape in shapes
        if shape.kind in ("fill", "stroke") and shape.colour[3]
        and min(shape.box.width, shape.box.height) <= _LINE
    )
    for piece in inked:
        near = {int(piece.box.top // _STRIP), int(piece.box.bottom // _STRIP)}
        lines = [line for strip in near if strip in strips for line in strips[strip]]
        found = (line for line in lines if _meet(line.box, piece.box) and _is_through(line.box, piece))
        if lines and any(not _is_covered(line, piece, shapes) for line in found):
            yield piece


def _in_strips(things: Iterable[Thing]) -> dict[int, list[Thing]]:
    """What stands in each strip of a page, in its order."""
    strips: dict[int, list[Thing]] = {}
    for thing in things:
        first, last = int(thing.box.top // _STRIP), int(thing.box.bottom // _STRIP)
        for strip in range(first, last + 1):
            strips.setdefault(strip, []).append(thing)
    return strips


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes touch at all: of most this is known at once."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _is_covered(line: Shape, piece: Piece, shapes: Iterable[Shape]) -> bool:
    """Whether an area lies on a line, and a text on the area."""
    crossing = Box(
        max(line.box.left, piece.box.left), max(line.box.top, piece.box.top),
        min(line.box.right, piece.box.right), min(line.box.bottom, piece.box.bottom),
    )
    return any(
        shape.kind == "fill" and line.order < shape.order < piece.order and shape.colour[3] > _SEEN_THROUGH
        and _holds(shape.box, crossing, _ROUNDING)
        for shape in shapes
    )


def _is_through(line: Box, piece: Piece) -> bool:
    """Whether a line lies on the middle of letters, and far enough on them to cross one."""
    size = piece.size_pt * MM_PER_PT
    low, high = (piece.baseline - share * size for share in _CROSSED)
    middle = Box(piece.box.left, max(high, piece.box.top), piece.box.right, min(low, piece.box.bottom))
    if line.width <= _LINE and line.height > line.width:
        across, down = middle.overlap(line)
        return across >= line.width and down > size * _TOUCHED
    if not middle.top < (line.top + line.bottom) / 2 < middle.bottom:
        return False
    return middle.overlap(line)[0] > size * _TOUCHED


def _label(piece: Piece, inked: Sequence[Piece]) -> str:
    """The words that a run of text is part of: drawings are drawn letter by letter."""
    first = last = inked.index(piece)
    while first > 0 and _goes_on(inked[first - 1], inked[first]):
        first -= 1
    while last + 1 < len(inked) and _goes_on(inked[last], inked[last + 1]):
        last += 1
    return "".join(one.text for one in inked[first:last + 1]).strip()


def _goes_on(before: Piece, after: Piece) -> bool:
    gap, size = after.box.left - before.box.right, after.size_pt * MM_PER_PT
    return before.mcid == after.mcid and abs(after.baseline - before.baseline) < _ROUNDING and 0 <= gap < size


def _overlapping(inked: Iterable[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Every two runs of text that share too much ground, in the order of drawing."""
    for members in _in_strips(inked).values():
        yield from _overlapping_in(sorted(members, key=attrgetter("box.left")))


def _overlapping_in(members: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Those in a strip, given from left to right: who begins after another ends shares no ground with it."""
    lefts = [piece.box.left for piece in members]
    for index, one in enumerate(members):
        for other in members[index + 1:bisect_left(lefts, one.box.right)]:
            if not _meet(one.box, other.box):
                continue
            shared = min(one.size_pt, other.size_pt) * MM_PER_PT * _SHARED
            if min(one.box.overlap(other.box)) > shared:
                yield (one, other) if one.order < other.order else (other, one)


def _is_hidden(piece: Piece, shape: Shape) -> bool:
    """Whether a shape lies on some text, or a picture under it."""
    if shape.kind not in _COLOURED and shape.order < piece.order:
        return False
    return min(piece.box.overlap(shape.box)) > _HIDDEN


_NAMES = {
    "picture": "a picture", "drawing": "a drawing", "fill": "a coloured area", "shading": "a run of colours",
    "stroke": "a line",
}
