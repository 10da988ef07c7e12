"""The printed text as lines: what of each block stands on a page, line by line, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from ..beside.comparison import Comparison
from ..beside.expected import BLOCKS, Node, SlotKind
from ..copy.printed import Box, Piece
from .places import is_draft_mark

MM_PER_PT = 25.4 / 72
_SAME_LINE = 0.6
"""Baselines nearer than this part of the type size are one line: marks are raised by .45 of a smaller size,
and lines are never set closer than the size of their type."""


class Line(NamedTuple):
    """Pieces of one block on one baseline, in reading order."""

    baseline: float
    """That of its largest type."""
    size: float
    """Of its largest type, in millimetres."""
    box: Box
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    """Where each piece begins in the comparison's text."""


class Passage(Struct, frozen=True):
    """The part of a block that stands on one page, without blocks and notes within it."""

    node: Node
    page: int
    lines: tuple[Line, ...]
    box: Box


class Setting(Struct, frozen=True):
    """All lines of a book; what only drafts print is left out."""

    flow: tuple[Passage, ...]
    """The text from page to page, in reading order."""
    notes: tuple[Passage, ...]
    """What stands at the foot of pages, in reading order."""


def setting(comparison: Comparison) -> Setting:
    """The lines of a finished PDF."""
    flow: list[_Placed] = []
    notes: list[_Placed] = []
    for one in _placed(comparison):
        (notes if _is_note(one.block) else flow).append(one)
    return Setting(tuple(_passages(flow)), tuple(_passages(notes)))


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds others."""
    if len(boxes) == 1:
        return boxes[0]
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


class _Placed(NamedTuple):
    """A piece, where it begins in the comparison's text, and the block that it belongs to."""

    piece: Piece
    start: int
    block: Node


def _is_note(node: Node) -> bool:
    return "note" in node.classes


def _placed(comparison: Comparison) -> Iterator[_Placed]:
    homes = _homes(comparison)
    blocks: dict[int, Node] = {}
    edges = pairwise((*comparison.starts, len(comparison.text)))
    for piece, (start, end) in zip(comparison.pieces, edges, strict=True):
        if start == end:
            continue
        node = homes.get(start) or comparison.node_at(start)
        if node.number not in blocks:
            blocks[node.number] = _block(comparison, node)
        if not is_draft_mark(comparison, node, start):
            yield _Placed(piece, start, blocks[node.number])


def _homes(comparison: Comparison) -> dict[int, Node]:
    """The list items of printed markers: in the text they come before the item's own."""
    return {
        start: comparison.expected.nodes[slot.node]
        for slot, (start, _) in comparison.fillings.items() if slot.kind is SlotKind.MARKER
    }


def _block(comparison: Comparison, node: Node) -> Node:
    """The innermost block or note around an element."""
    lineage = comparison.expected.lineage(node)
    return next((one for one in lineage if one.tag in BLOCKS or _is_note(one)), node)


def _passages(placed: Iterable[_Placed]) -> Iterator[Passage]:
    for (_, page), run in groupby(placed, lambda one: (one.block.number, one.piece.page)):
        members = list(run)
        lines = tuple(_lines(members))
        yield Passage(members[0].block, page, lines, around([line.box for line in lines]))


def _lines(placed: Sequence[_Placed]) -> Iterator[Line]:
    """Pieces parted where the baseline changes."""
    first = 0
    before = placed[0].piece
    for index, (here, _, _) in enumerate(placed):
        off = abs(here.baseline - before.baseline)
        if off and off > _SAME_LINE * max(here.size_pt, before.size_pt) * MM_PER_PT:
            yield _line(placed[first:index])
            first = index
        before = here
    yield _line(placed[first:])


def _line(placed: Sequence[_Placed]) -> Line:
    pieces, starts, _ = zip(*placed, strict=True)
    largest = max(pieces, key=attrgetter("size_pt"))
    box = around([piece.box for piece in pieces])
    return Line(largest.baseline, largest.size_pt * MM_PER_PT, box, pieces, starts)
