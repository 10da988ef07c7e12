"""Which cells head a cell, in tables whose rows stand in groups.

The attribute `Scope` knows rows and columns only (ISO 32000-1, 14.8.5.7): there, cells name their headers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct

from .role import span


class _Cell(Struct, frozen=True):
    element: Element
    group: Element
    """The `thead` or `tbody` that it stands in."""
    rows: range
    columns: range

    @property
    def scope(self) -> str | None:
        return self.element.get("scope")

    @property
    def place(self) -> tuple[int, int]:
        """Where it begins: cells are read in this order, and no two begin at one place."""
        return self.rows.start, self.columns.start


def headers(root: Element) -> Mapping[Element, tuple[Element, ...]]:
    """For each cell of a table with groups of rows, the cells that head it, in reading order."""
    tables = [list(_cells(table)) for table in root.iter("table")]
    grouped = [cells for cells in tables if any(cell.scope == "rowgroup" for cell in cells)]
    return {cell: heads for cells in grouped for cell, heads in _headed(cells)}


def _headed(cells: Sequence[_Cell]) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Each cell with its heads, which are looked for in its own rows and group: a long table has many."""
    above = [cell for cell in cells if cell.scope in ("col", "colgroup")]
    beside: dict[int, list[_Cell]] = defaultdict(list)
    over: dict[Element, list[_Cell]] = defaultdict(list)
    for cell in cells:
        if cell.scope == "rowgroup":
            over[cell.group].append(cell)
        for row in cell.rows if cell.scope == "row" else ():
            beside[row].append(cell)
    for cell in cells:
        near = [*above, *over[cell.group], *(head for row in cell.rows for head in beside[row])]
        yield cell.element, _heads(cell, near) if cell.scope in (None, "row") else ()


def _heads(cell: _Cell, near: Sequence[_Cell]) -> tuple[Element, ...]:
    """Those that head a cell, in reading order."""
    heads = {head.place: head.element for head in near if head is not cell and _applies(head, cell)}
    return tuple(element for _, element in sorted(heads.items()))


def _applies(head: _Cell, cell: _Cell) -> bool:
    match head.scope:
        case "col" | "colgroup":
            return _overlap(head.columns, cell.columns) and head.rows.start < cell.rows.start
        case "row":
            return _overlap(head.rows, cell.rows)
        case "rowgroup":
            return head.group is cell.group and head.rows.start <= cell.rows.start
        case _:
            return False


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _cells(table: Element) -> Iterator[_Cell]:
    """Every cell with the rows and columns that it takes."""
    taken: set[tuple[int, int]] = set()
    lines = [(group, row) for group in table for row in group if row.tag == "tr"]
    for y, (group, row) in enumerate(lines):
        x = 0
        for element in row:
            while (y, x) in taken:
                x += 1
            rows, columns = range(y, y + span(element, "rowspan")), range(x, x + span(element, "colspan"))
            taken |= {(row, column) for row in rows for column in columns}
            yield _Cell(element, group, rows, columns)
