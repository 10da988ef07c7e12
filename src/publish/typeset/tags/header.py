"""Which cells head a cell, in tables whose rows stand in groups.

The attribute `Scope` knows rows and columns only (ISO 32000-1, 14.8.5.7): there, cells name their headers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .role import span


@dataclass(frozen=True, slots=True)
class _Cell:
    element: Element
    group: Element
    """The `thead` or `tbody` that it stands in."""
    rows: range
    columns: range

    @property
    def scope(self) -> str | None:
        return self.element.get("scope")


def headers(root: Element) -> Mapping[Element, tuple[Element, ...]]:
    """For each cell of a table with groups of rows, the cells that head it, in reading order."""
    tables = [list(_cells(table)) for table in root.iter("table")]
    grouped = [cells for cells in tables if any(cell.scope == "rowgroup" for cell in cells)]
    return {cell.element: _heads(cell, cells) for cells in grouped for cell in cells}


def _heads(cell: _Cell, cells: list[_Cell]) -> tuple[Element, ...]:
    if cell.scope not in (None, "row"):
        return ()
    return tuple(head.element for head in cells if head is not cell and _applies(head, cell))


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
