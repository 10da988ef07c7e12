"""Calls and marks stand raised above their line, smaller than its text: a figure is never taken for another.

A call is a superior figure of the face, as large as the text by its type size; so its ink is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.expected import Node
from ..beside.letters import squeeze
from ..copy.printed import Piece
from .passages import MM_PER_PT, Line, Setting

_RAISED = frozenset({"call", "tabular-call", "call-comma", "mark"})
_CALLS = frozenset({"call", "tabular-call"})
_LIFT = 0.1
"""Parts of its line's type size by which ink must end above the baseline: the least is the foot of ‡."""
_SMALL = 0.8
"""Parts of its line's type size that a raised character has at most, unless it is drawn small in its face."""
_TALLEST_FIGURE, _TALLEST_LETTER = 0.4, 0.62
"""Parts of the type size that superior figures and letters are high: full figures have .43 and more."""


def findings(comparison: Comparison, book: Setting) -> Iterator[Finding]:
    """Calls, marks and the commas between them that stand on the line like its text, or are as large."""
    for passage in (*book.flow, *book.notes):
        for line in passage.lines:
            yield from _in_line(comparison, line)
    for node in comparison.expected.nodes:
        if node.classes & _CALLS and (piece := _run_with_more(comparison, node)):
            yield _finding(node, piece, piece.text)


def _in_line(comparison: Comparison, line: Line) -> Iterator[Finding]:
    nodes = [comparison.node_at(start) for start in line.starts]
    if all(node.classes & _RAISED for node in nodes):
        return
    for piece, start, node in zip(line.pieces, line.starts, nodes, strict=True):
        if comparison.expected_at(start) is None:
            continue  # the bullet of an item stands behind the call that ends the item before it
        if node.classes & _RAISED and not (_stands_high(piece, line) and _is_small(piece, node, line)):
            yield _finding(node, piece, _words_before(line, piece))


def _run_with_more(comparison: Comparison, call: Node) -> Piece | None:
    """The run of text that a call is only a part of: it was set like the rest."""
    at = comparison.printed_at(call.start)
    if at is None:
        return None
    piece = comparison.piece_at(at)
    return piece if len(squeeze(piece.text)) > call.end - call.start else None


def _finding(node: Node, piece: Piece, words: str) -> Finding:
    return Finding(faults.lowered_call(words.strip(), piece.page + 1), node, piece.page, piece.box)


def _stands_high(piece: Piece, line: Line) -> bool:
    return line.baseline - piece.box.bottom > _LIFT * line.size


def _is_small(piece: Piece, node: Node, line: Line) -> bool:
    size = line.size / MM_PER_PT
    if not node.classes & _CALLS or piece.size_pt <= _SMALL * size:
        return piece.size_pt <= _SMALL * size
    tallest = _TALLEST_FIGURE if piece.text.strip().isdecimal() else _TALLEST_LETTER
    return piece.box.height <= tallest * line.size


def _words_before(line: Line, piece: Piece) -> str:
    """A call with the run of text before it, as they are read."""
    at = line.pieces.index(piece)
    return "".join(one.text for one in line.pieces[max(0, at - 1):at + 1])
