"""The items of a list bear their markers before their first line: numbers in order, or bullets."""

from __future__ import annotations

from collections.abc import Iterator

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.excerpt import ground, printed_pieces
from ..beside.expected import Node, SlotKind
from ..copy.printed import Piece
from .passages import MM_PER_PT

_NUMBERED, _BULLETED = "list-numbered", "list-bulleted"
_BULLETS = frozenset("–—•‣▪◦*")
_OFF = 0.15
"""Parts of the type size by which a marker may lie off its item's line."""


def findings(comparison: Comparison) -> Iterator[Finding]:
    """Items whose marker is missing, another one or elsewhere; a list of entries has none."""
    printed = {
        slot.node: span for slot, span in comparison.fillings.items() if slot.kind is SlotKind.MARKER
    }
    places: dict[int, int] = {}
    for node in comparison.expected.nodes:
        if node.tag != "li":
            continue
        places[node.parent] = number = places.get(node.parent, 0) + 1
        start, end = printed.get(node.number, (0, 0))
        marker = comparison.text[start:end]
        pieces = comparison.pieces_of(node)
        wanted = _wanted(comparison.expected.nodes[node.parent], number)
        if pieces and not _is_right(marker, wanted):
            fault = faults.wrong_marker(marker, wanted, comparison.expected.text_of(node), pieces[0].page + 1)
            yield Finding(fault, node, *ground(pieces))
        elif pieces and marker and not _is_before(printed_pieces(comparison, start, end)[0], pieces[0]):
            yield Finding(faults.strayed_marker(marker, pieces[0].page + 1), node, *ground(pieces))


def _wanted(list_of_items: Node, number: int) -> str:
    """The marker of an item; an en dash stands for any bullet."""
    if _NUMBERED in list_of_items.classes:
        return f"{number}."
    return "–" if _BULLETED in list_of_items.classes else ""


def _is_right(marker: str, wanted: str) -> bool:
    return marker in _BULLETS if wanted == "–" else marker == wanted


def _is_before(marker: Piece, text: Piece) -> bool:
    """Whether a marker stands on the first line of its item, before it; the two may be one run of text."""
    off = abs(marker.baseline - text.baseline) / MM_PER_PT
    beside = marker.box.right <= text.box.left or marker == text
    return marker.page == text.page and off <= _OFF * text.size_pt and beside
