"""Letters stand as their face draws them: nothing is turned, mirrored, slanted or stretched."""

from __future__ import annotations

from collections.abc import Iterator

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.expected import Node
from ..copy.printed import Piece
from .drawings import picture_around


def findings(comparison: Comparison) -> Iterator[Finding]:
    """The first turned or stretched text of each element, and of each margin."""
    places = {id(piece): at for at, piece in enumerate(comparison.pieces)}
    told: set[tuple[int, int]] = set()
    for page in comparison.printed.pages:
        for piece in page.pieces:
            if piece.upright or piece.text.isspace():
                continue
            node = _node(comparison, piece, places.get(id(piece)))
            key = (piece.page, node.number if node else -1)
            if key not in told:
                told.add(key)
                fault = faults.turned_text(piece.text.strip(), piece.page + 1)
                yield Finding(fault, node, piece.page, piece.box)


def _node(comparison: Comparison, piece: Piece, place: int | None) -> Node | None:
    """The element that a text belongs to; None for what a margin holds."""
    if place is None:
        return picture_around(comparison, piece)
    return comparison.node_at(comparison.starts[place])
