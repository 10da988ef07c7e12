"""Whether text is read as it stands: down the page, or to the right where blocks stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import attrgetter

from ... import faults
from ..beside.comparison import Finding
from ..copy.printed import Box
from .passages import Line, Passage, Setting

_SLACK = 0.3
"""So much of its type's size may a line reach over what is read before it: accents, leaning letters."""


def findings(book: Setting) -> Iterator[Finding]:
    """Blocks, lines and notes that are read in another order than the eye meets them."""
    for passage in book.flow + book.notes:
        yield from _lines(passage)
    for before, after in pairwise(book.flow):
        if before.page == after.page and not _follows(before.box, after.box, after.lines[0].size * _SLACK):
            yield _finding(after, after.lines[0])
    yield from _notes(book)


def _lines(passage: Passage) -> Iterator[Finding]:
    """Within a block each line stands below the one before it, and each piece after the one before it."""
    for before, after in pairwise(passage.lines):
        if after.baseline <= before.baseline:
            yield _finding(passage, after)
    for line in passage.lines:
        slack = line.size * _SLACK
        if any(after.box.left < before.box.right - slack for before, after in pairwise(line.pieces)):
            yield _finding(passage, line)


def _follows(before: Box, after: Box, slack: float) -> bool:
    """Whether a block stands below another, or to its right and not above it."""
    is_below = after.top >= before.bottom - slack
    is_beside = after.left >= before.right - slack and after.bottom > before.top
    return is_below or is_beside


def _finding(passage: Passage, line: Line) -> Finding:
    text = " ".join(piece.text.strip() for piece in line.pieces)
    return Finding(faults.unordered_text(text, passage.page + 1), passage.node, passage.page, line.box)


def _notes(book: Setting) -> Iterator[Finding]:
    """The notes of a page stand below its text, in the order of their numbers."""
    feet = {
        page: max(passage.box.bottom for passage in run)
        for page, run in groupby(sorted(book.flow, key=attrgetter("page")), attrgetter("page"))
    }
    for page, run in groupby(sorted(book.notes, key=_rank), attrgetter("page")):
        foot = feet.get(page, 0)
        for note in run:
            if note.box.top < foot - note.lines[0].size * _SLACK:
                fault = faults.misplaced_note(note.node.attributes["data-number"], page + 1)
                yield Finding(fault, note.node, page, note.box, note.node.id)
            foot = note.box.bottom


def _rank(note: Passage) -> tuple[int, int]:
    return note.page, int(note.node.attributes["data-number"])
