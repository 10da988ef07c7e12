"""A table's cells stand under their heads, side by side in their row, figures with their units in one line;
terms beside what is said of them.

Boxes are those of the ink, so a column is known by the ink of its head: what stands under it shares its left
edge, its right one or its middle, and reaches under no other head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from ... import faults
from ...report import Fault
from ..beside.comparison import Comparison, Finding
from ..beside.expected import Node
from ..beside.letters import squeeze
from ..copy.printed import Box, Piece, PrintedPage
from .contents import within
from .folios import artifacts
from .passages import Line, Setting, around

_CELLS = frozenset({"td", "th"})
_OFF_MM = 1.0
"""So far may the edges of a cell's ink stand from its head's: letters begin and end within their width."""
_UNDER_MM = 0.3
"""So far may ink reach under another head: it leans."""
_LINE = 0.15
"""Parts of the type size by which the first lines of a row may lie off one another."""
_BESIDE = 0.4
"""Parts of a term's type size by which its meaning may stand off its line: key figures are large."""
_UNITS_MM = 0.35
"""So far may figures end from one another: a figure's ink ends within its width."""


class Cell(Struct, frozen=True):
    """A cell as it is printed on one page; its box is measured from the text's left edge."""

    node: Node
    row: int
    """The number of its row's element."""
    first: int
    """Its first column, counting from 0."""
    last: int
    page: int
    lines: tuple[Line, ...]
    box: Box


def findings(comparison: Comparison, book: Setting) -> Iterator[Finding]:
    """Cells that do not stand under their heads or in their row, and figures out of line."""
    printed = _printed(comparison, book)
    for table in comparison.expected.nodes:
        if table.tag == "table":
            cells = list(_cells(comparison, table, printed))
            yield from _under_heads(comparison, cells)
            yield from _in_rows(comparison, cells)
            yield from _units(comparison, cells)
            yield from _repeated(comparison, cells)
    yield from _terms(book)


_Lines = Mapping[int, Sequence[tuple[int, Line]]]
"""The lines of each cell with their pages, by the number of its element."""


def _printed(comparison: Comparison, book: Setting) -> _Lines:
    """The lines of each cell; a cell's own blocks, such as a list in it, count as its text."""
    found: dict[int, list[tuple[int, Line]]] = {}
    for passage in book.flow:
        lineage = comparison.expected.lineage(passage.node)
        cell = next((one for one in lineage if one.tag in _CELLS), None)
        if cell is not None:
            found.setdefault(cell.number, []).extend((passage.page, line) for line in passage.lines)
    return found


def _cells(comparison: Comparison, table: Node, printed: _Lines) -> Iterator[Cell]:
    """The cells of a table that hold text, each in its columns; a cell of many rows keeps its columns."""
    taken: dict[int, int] = {}
    column = row = 0
    for node in within(comparison.expected, table):
        if node.tag == "tr":
            taken = {at: rows - 1 for at, rows in taken.items() if rows > 1}
            column, row = 0, node.number
        elif node.tag in _CELLS:
            while column in taken:
                column += 1
            span = int(node.attributes.get("colspan", "1"))
            yield from _on_pages(comparison, node, row, (column, column + span - 1), printed)
            rows = int(node.attributes.get("rowspan", "1"))
            taken |= dict.fromkeys(range(column, column + span), rows) if rows > 1 else {}
            column += span


def _on_pages(
    comparison: Comparison, node: Node, row: int, columns: tuple[int, int], printed: _Lines
) -> Iterator[Cell]:
    """A cell on its page; one that runs on is told as a torn row."""
    lines = printed.get(node.number, ())
    if not lines:
        return
    page = lines[0][0]
    here = tuple(line for number, line in lines if number == page)
    left = comparison.printed.page(page).area.left
    box = around([line.box for line in here])
    box = box._replace(left=box.left - left, right=box.right - left)
    yield Cell(node, row, *columns, page, here, box)


def _is_head(comparison: Comparison, cell: Cell) -> bool:
    return any(one.tag == "thead" for one in comparison.expected.lineage(cell.node))


def _under_heads(comparison: Comparison, cells: Sequence[Cell]) -> Iterator[Finding]:
    """One finding for each column: its first cell that stands elsewhere than its head."""
    heads = {cell.first: cell for cell in cells if _is_head(comparison, cell) and cell.first == cell.last}
    told = set()
    for cell in cells:
        if cell.first in told or cell is heads.get(cell.first):
            continue
        others = [head for column, head in heads.items() if not cell.first <= column <= cell.last]
        head = heads.get(cell.first)
        if any(_reach(cell, other) > _UNDER_MM for other in others) or (
            head is not None and not _is_aligned(cell, head)
        ):
            told.add(cell.first)
            name = "" if head is None else comparison.expected.text_of(head.node)
            yield _at(faults.misplaced_cell(_text(comparison, cell), name, cell.page + 1), cell)


def _reach(cell: Cell, head: Cell) -> float:
    """How far a cell reaches under a head that is not its own."""
    return min(cell.box.right, head.box.right) - max(cell.box.left, head.box.left)


def _is_aligned(cell: Cell, head: Cell) -> bool:
    """Whether a cell shares an edge with its head, or its middle; one of many columns may begin there."""
    box, other = cell.box, head.box
    middle = (box.left + box.right - other.left - other.right) / 2
    edges = [box.left - other.left] if cell.last > cell.first else [
        box.left - other.left, box.right - other.right, middle,
    ]
    return min(map(abs, edges)) <= _OFF_MM


def _in_rows(comparison: Comparison, cells: Sequence[Cell]) -> Iterator[Finding]:
    """The first lines of a row's cells, or their last ones, are one line; each row stands below the last."""
    rows: dict[tuple[int, int], list[Cell]] = {}
    for cell in cells:
        rows.setdefault((cell.row, cell.page), []).append(cell)
    foot = (-1, 0.0)
    for (_, page), row in rows.items():
        if not _is_even(row) or (foot[0] == page and row[0].lines[0].baseline <= foot[1]):
            yield _at(faults.uneven_row(_text(comparison, row[0]), page + 1), row[0])
        single = [cell.lines[-1].baseline for cell in row if "rowspan" not in cell.node.attributes]
        foot = (page, max(single, default=foot[1]))


def _is_even(row: Sequence[Cell]) -> bool:
    """Whether the cells of a row begin on one line, or end on one as heads do."""
    first, last = ([cell.lines[at].baseline for cell in row] for at in (0, -1))
    size = max(line.size for cell in row for line in cell.lines)
    return min(max(first) - min(first), max(last) - min(last)) <= _LINE * size


def _units(comparison: Comparison, cells: Sequence[Cell]) -> Iterator[Finding]:
    """In a column of figures all end at one edge, with what is raised after them or without."""
    columns: dict[int, list[Cell]] = {}
    for cell in cells:
        if cell.first == cell.last and "tabular-figure" in cell.node.classes and cell.node.tag == "td":
            columns.setdefault(cell.first, []).append(cell)
    for column in columns.values():
        ended = [cell for cell in column if _text(comparison, cell)[-1:].isdecimal()]
        edge = median(cell.box.right for cell in ended) if ended else 0
        for cell in ended:
            if abs(cell.box.right - edge) > _UNITS_MM:
                yield _at(faults.uneven_figures(_text(comparison, cell), cell.page + 1), cell)
                break


def _repeated(comparison: Comparison, cells: Sequence[Cell]) -> Iterator[Finding]:
    """A head that is repeated on a later page stands over the same columns there."""
    heads = [cell for cell in cells if _is_head(comparison, cell)]
    home = comparison.printed.page(heads[0].page if heads else comparison.printed.first)
    first = [piece for cell in heads for line in cell.lines for piece in line.pieces]
    for number in sorted({cell.page for cell in cells} - {cell.page for cell in heads}):
        page = comparison.printed.page(number)
        inside = [piece for piece in artifacts(page) if page.area.overlap(piece.box)[1] > 0]
        for piece, other in _pairs(first, inside):
            if _drift(piece, home, other, page) > _OFF_MM:
                yield Finding(faults.shifted_head(piece.text.strip(), number + 1), None, number, other.box)
                break


def _pairs(first: Iterable[Piece], again: Iterable[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """What is the same word in both, one after the other: two columns may have one head."""
    waiting: dict[str, list[Piece]] = {}
    for piece in again:
        waiting.setdefault(squeeze(piece.text), []).append(piece)
    for piece in first:
        if same := waiting.get(squeeze(piece.text)):
            yield piece, same.pop(0)


def _drift(piece: Piece, home: PrintedPage, other: Piece, page: PrintedPage) -> float:
    """How far two runs of text on two pages stand from one another, each from its text's left edge."""
    return abs((piece.box.left - home.area.left) - (other.box.left - page.area.left))


def _terms(book: Setting) -> Iterator[Finding]:
    """Terms and key figures stand on the first line of what is said of them."""
    for term, text in pairwise(book.flow):
        if term.node.tag == "dt" and text.node.tag == "dd" and term.page == text.page:
            here, there = term.lines[0], text.lines[0]
            if abs(here.baseline - there.baseline) > _BESIDE * max(here.size, there.size):
                words = " ".join(piece.text.strip() for piece in here.pieces)
                yield Finding(faults.parted_term(words, term.page + 1), term.node, term.page, term.box)


def _text(comparison: Comparison, cell: Cell) -> str:
    return comparison.expected.text_of(cell.node)


def _at(fault: Fault, cell: Cell) -> Finding:
    return Finding(fault, cell.node, cell.page, around([line.box for line in cell.lines]))
