"""Which cells head a cell of a table: those above it, beside it, and over the group of its rows.

A cell names them (ISO 32000-1, 14.8.5.7) in tables with groups of rows, which `Scope` cannot tell. They are
reckoned here from the manuscript, cell by cell of the grid, not from what the writer of the file reckoned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.excerpt import ground
from ..beside.expected import Node
from .contents import within
from .tags import Tagging

_ABOVE = frozenset({"col", "colgroup"})
_BESIDE = "row"
_OVER = "rowgroup"

_Reach = tuple[str, int]
"""A column, a row or a group of rows, by its number: what a head may stand over."""


class _Place(Struct, frozen=True):
    """A cell in the grid of its table."""

    cell: Node
    group: int
    """The number of the `thead` or `tbody` around it."""
    fields: frozenset[tuple[int, int]]
    """Each row and column that it takes."""

    @property
    def scope(self) -> str:
        return self.cell.attributes.get("scope", "") if self.cell.tag == "th" else ""

    @property
    def top(self) -> int:
        return min(row for row, _ in self.fields)


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
    grouped = any(place.scope == _OVER for place in places)
    heads = _by_reach(places) if grouped else {}
    for place in places:
        names_heads = grouped and place.scope in ("", _BESIDE)
        yield place.cell, [head.cell for head in _heads_of(place, heads)] if names_heads else []


def _by_reach(places: Sequence[_Place]) -> Mapping[_Reach, Sequence[_Place]]:
    """The heads over each column, row and group of rows: a long table has too many to try all on each."""
    found: dict[_Reach, list[_Place]] = defaultdict(list)
    for head in places:
        for reach in _reaches(head, head.scope):
            found[reach].append(head)
    return found


def _heads_of(place: _Place, heads: Mapping[_Reach, Sequence[_Place]]) -> Sequence[_Place]:
    """The heads of a cell, in reading order."""
    reaches = (reach for scope in ("col", _BESIDE, _OVER) for reach in _reaches(place, scope))
    near = {head.cell.number: head for reach in reaches for head in heads.get(reach, ())}
    return [head for _, head in sorted(near.items()) if head is not place and _is_before(head, place)]


def _reaches(place: _Place, scope: str) -> frozenset[_Reach]:
    """What a head of a scope stands over, by the fields that it takes; nothing for a cell that is no head."""
    if scope in _ABOVE:
        return frozenset(("column", column) for _, column in place.fields)
    if scope == _BESIDE:
        return frozenset(("row", row) for row, _ in place.fields)
    return frozenset({("group", place.group)}) if scope == _OVER else frozenset()


def _is_before(head: _Place, place: _Place) -> bool:
    """Whether a head of columns begins above a cell, and one of a group no lower."""
    if head.scope in _ABOVE:
        return head.top < place.top
    return head.scope == _BESIDE or head.top <= place.top


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
            fields = frozenset((row + y, column + x) for y in range(down) for x in range(across))
            taken |= fields
            yield _Place(node, groups[node.parent], fields)
