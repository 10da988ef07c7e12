"""Where pages break: no heading left behind, no line alone, no row torn, no page all but empty."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ... import faults
from ...report import Fault
from ..beside.comparison import Comparison, Finding
from ..beside.expected import Node
from .passages import Passage, Setting

_LEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "dt"})
_LEADING_CLASSES = frozenset({
    "chapter-number", "callout-title", "list-lead", "chronology-lead", "definitions-lead",
})
"""What stands at the foot of a page for nothing: it names what follows."""
_FEWEST = 3
"""Lines of text that make a page."""
_TALL = 20
"""Millimetres of a picture that make a page too."""


def findings(comparison: Comparison, book: Setting) -> Iterator[Finding]:
    """What a page's end tears apart or leaves alone."""
    torn = set()
    for before, after in pairwise(book.flow):
        if before.page == after.page or before.node.part != after.node.part:
            continue
        row = _row(comparison, before.node)
        if row is not None and row is _row(comparison, after.node):
            if row.number not in torn:
                torn.add(row.number)
                yield _at(faults.torn_row(_text(before), before.page + 1), before)
        else:
            yield from _break(before, after)
    yield from _short_pages(comparison, book)


def _row(comparison: Comparison, node: Node) -> Node | None:
    """The row of a table around an element."""
    if node.tag not in {"td", "th"}:
        return None
    return next((one for one in comparison.expected.lineage(node) if one.tag == "tr"), None)


def _break(before: Passage, after: Passage) -> Iterator[Finding]:
    """What stands last on one page, and first on the next."""
    if before.node.tag in _LEADING_TAGS or before.node.classes & _LEADING_CLASSES:
        yield _at(faults.stranded_heading(_text(before), before.page + 1), before)
    elif before.node.attributes.get("scope") in {"col", "rowgroup"}:
        yield _at(faults.lone_table_head(_text(before), before.page + 1), before)
    elif before.node is after.node:
        if len(before.lines) == 1:
            yield _at(faults.lone_first_line(_text(before), before.page + 1), before)
        if len(after.lines) == 1:
            yield _at(faults.lone_last_line(_text(after), after.page + 1), after)


def _short_pages(comparison: Comparison, book: Setting) -> Iterator[Finding]:
    """Pages with next to nothing on them, be it the last of their part.

    A part that is so short in all has no other place; a turned page is its table's, which cannot share it.
    """
    passages: dict[int, list[Passage]] = {}
    for passage in book.flow:
        passages.setdefault(passage.page, []).append(passage)
    for before, here in pairwise(sorted(passages)):
        page, first = comparison.printed.page(here), passages[here][0]
        lines = {round(line.baseline) for passage in passages[here] for line in passage.lines}
        goes_on = passages[before][-1].node.part == first.node.part
        pictured = any(shape.kind != "fill" and shape.box.height > _TALL for shape in page.shapes)
        if goes_on and len(lines) < _FEWEST and page.width < page.height and not pictured:
            yield _at(faults.short_page(here + 1, len(lines)), first)


def _at(fault: Fault, passage: Passage) -> Finding:
    return Finding(fault, passage.node, passage.page, passage.box)


def _text(passage: Passage) -> str:
    return " ".join(piece.text.strip() for piece in passage.lines[0].pieces)
