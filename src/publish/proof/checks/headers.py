"""Which cells head a cell of a table: those above it, beside it, and over the group of its rows.

A cell names them (ISO 32000-1, 14.8.5.7) in tables with groups of rows, which `Scope` cannot tell. They are
reckoned here from the manuscript, cell by cell of the grid, not from what the writer of the file reckoned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.excerpt import ground
from ..beside.expected import Node
from .contents import within
from .tags import Tagging

_ABOVE = frozenset({"col", "colgroup"})
_BESIDE = "row"
_OVER = "rowgroup"


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in the grid of its table."""

    cell: Node
    group: int
    """The number of the `thead` or `tbody` around it."""
    rows: range
    columns: range

    @property
    def scope(self) -> str:
        return self.cell.attributes.get("scope", "") if self.cell.tag == "th" else ""


def findings(comparison: Comparison, found: Tagging) -> Iterator[Finding]:
    """Cells that name other heads than theirs, or none where they should."""
    elements = {role.node.number: tag.element for tag, role in found.pairs if role.name in ("TH", "TD")}
    tables = [node for node in comparison.expected.nodes if node.tag == "table"]
    for cell, heads in ((cell, heads) for table in tables for cell, heads in _heads(comparison, table)):
        if (element := elements.get(cell.number)) is None:
            continue  # told as a lost tag
        names = tuple(elements[head.number].identity for head in heads if head.number in elements)
        if element.headers != names or "" in names:
            page, box = ground(comparison.pieces_of(cell))
            fault = faults.wrong_headers(", ".join(element.headers), ", ".join(names))
            yield Finding(fault, cell, element.page if page is None else page, box)


def _heads(comparison: Comparison, table: Node) -> Iterator[tuple[Node, Sequence[Node]]]:
    """Each cell with the cells that it should name, in reading order; none in a table without groups."""
    places = list(_grid(list(within(comparison.expected, table))))
    heads = [place for place in places if place.scope]
    grouped = any(place.scope == _OVER for place in heads)
    for place in places:
        others = heads if grouped and place.scope in ("", _BESIDE) else ()
        yield place.cell, [one.cell for one in others if _is_head(one, place)]


def _is_head(head: _Place, place: _Place) -> bool:
    if head is place:
        return False
    if head.scope in _ABOVE:
        return head.rows.start < place.rows.start and _meet(head.columns, place.columns)
    if head.scope == _OVER:
        return head.group == place.group and head.rows.start <= place.rows.start
    return _meet(head.rows, place.rows)


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _grid(nodes: Sequence[Node]) -> Iterator[_Place]:
    """The cells of a table in reading order, each in the first fields of its row that are free."""
    groups: Mapping[int, int] = {node.number: node.parent for node in nodes if node.tag == "tr"}
    rows = {number: index for index, number in enumerate(groups)}
    taken: set[tuple[int, int]] = set()
    for node in nodes:
        if node.tag in ("td", "th") and node.parent in rows:
            row, column = rows[node.parent], 0
            while (row, column) in taken:
                column += 1
            across, down = (int(node.attributes.get(key, 1)) for key in ("colspan", "rowspan"))
            place = _Place(node, groups[node.parent], range(row, row + down), range(column, column + across))
            taken.update(product(place.rows, place.columns))
            yield place
