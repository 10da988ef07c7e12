"""Every note stands whole on the page of its call, and a table's notes stand with their table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ... import faults
from ...report import Fault
from ..beside.comparison import Comparison, Finding
from ..beside.excerpt import ground
from ..beside.expected import Node
from ..copy.printed import Piece


def findings(comparison: Comparison) -> Iterator[Finding]:
    """Notes that are lost, on another page than their call, or torn; notes parted from their table."""
    for node in comparison.expected.nodes:
        if "note" in node.classes:
            yield from _note(comparison, node)
        elif "tabular-note" in node.classes and _is_first(comparison, node):
            yield from _table_note(comparison, node)


def _note(comparison: Comparison, node: Node) -> Iterator[Finding]:
    number = node.attributes["data-number"]
    call = comparison.expected.nodes[comparison.expected.ids.get(f"call-{number}", node.number)]
    called, pieces = comparison.pieces_of(call), comparison.pieces_of(node)
    if not called:
        yield _at(faults.lost_call(number), call, pieces)
    elif not pieces:
        yield _at(faults.lost_note(number, called[0].page + 1), call, called)
    elif (away := pieces[0].page - called[0].page) != 0:
        yield _at(faults.strayed_note(number, called[0].page + 1, away), call, pieces)
    elif pieces[-1].page != pieces[0].page:
        yield _at(faults.torn_note(number), call, pieces)


def _table_note(comparison: Comparison, node: Node) -> Iterator[Finding]:
    """A table's first note stands on the page of the table's last row; many notes may run on."""
    table = _table_before(comparison, node)
    pieces, rows = comparison.pieces_of(node), comparison.pieces_of(table) if table else ()
    if pieces and rows and pieces[0].page > rows[-1].page:
        yield _at(faults.parted_table_note(pieces[0].text.strip()), node, pieces)


def _is_first(comparison: Comparison, note: Node) -> bool:
    """Whether no other note of the table stands before it."""
    before = comparison.expected.nodes[note.parent:note.number]
    return not any("tabular-note" in node.classes for node in before)


def _table_before(comparison: Comparison, node: Node) -> Node | None:
    """The table in the same block."""
    nodes, lineage = comparison.expected.nodes, comparison.expected.lineage(node)
    block = next((one for one in lineage if "tabular" in one.classes), None)
    before = nodes[block.number:node.number] if block else ()
    return next((one for one in before if one.tag == "table"), None)


def _at(fault: Fault, node: Node, pieces: Sequence[Piece]) -> Finding:
    return Finding(fault, node, *ground(pieces), subject=node.id)
