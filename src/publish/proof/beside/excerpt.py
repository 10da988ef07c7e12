"""Where differing characters stand, and how they are quoted to an editor."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ..copy.printed import Box, Piece
from .comparison import Comparison
from .expected import BLOCKS, Expected, Node

Ground = tuple[int | None, Box | None]
"""A page, counting from 0, and a box on it."""


def ground(pieces: Sequence[Piece]) -> Ground:
    """The page on which pieces begin and the box around them on it; nothing if there are none."""
    if not pieces:
        return None, None
    page = pieces[0].page
    boxes = [piece.box for piece in pieces if piece.page == page]
    return page, Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )


def printed_pieces(comparison: Comparison, start: int, end: int) -> Sequence[Piece]:
    """The pieces that hold a range of printed characters."""
    first = max(0, bisect_right(comparison.starts, start) - 1)
    last = max(first + 1, bisect_left(comparison.starts, end))
    return comparison.pieces[first:last]


def before(comparison: Comparison, at: int) -> Ground:
    """The ground of the piece after which an expected character should stand."""
    stretches = comparison.stretches
    index = bisect_right([stretch.expected for stretch in stretches], at) - 1
    if index < 0:
        return None, None
    last = stretches[index].printed + stretches[index].length - 1
    return ground([comparison.piece_at(last)])


def expected_words(expected: Expected, start: int, end: int) -> str:
    """Expected characters with the spaces between their words."""
    first = bisect_right(expected.words, start)
    inside = expected.words[first:bisect_left(expected.words, end)]
    return " ".join(expected.text[one:other] for one, other in pairwise([start, *inside, end]))


def printed_words(comparison: Comparison, start: int, end: int) -> str:
    """Printed characters with the spaces and line ends between them."""
    edges = comparison.starts[bisect_right(comparison.starts, start):bisect_left(comparison.starts, end)]
    inside = {at for at in comparison.spaces if start < at < end}.union(edges)
    return " ".join(comparison.text[one:other] for one, other in pairwise([start, *sorted(inside), end]))


def block_of(expected: Expected, node: Node) -> Node:
    """The innermost element around another that is a block or a note."""
    blocks = (one for one in expected.lineage(node) if one.tag in BLOCKS or "note" in one.classes)
    return next(blocks, node)
