"""How lines are filled: not too many hyphens one above the other, no holes between words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.letters import LINE_END_HYPHEN, squeeze
from ..copy.printed import Piece
from .passages import Line, Passage, Setting

_MOST_HYPHENS = 2
"""Hyphens one above the other that readers bear; the engine has no way to limit them."""
_SPACE = 0.25
"""Parts of the type size that a space of the face is wide."""
_LOOSEST = 3
"""So many times as wide may spaces be: one line in two hundred is looser."""
_UNEVEN = 0.15
"""Parts of the type size by which the ink of lines may end beside the edge, and be stretched nevertheless."""


def findings(comparison: Comparison, book: Setting) -> Iterator[Finding]:
    """Ladders of hyphens and loose lines, in paragraphs: elsewhere lines are ragged."""
    for passage in book.flow:
        if len(passage.lines) > 1 and passage.node.tag == "p":
            yield from _hyphens(comparison, passage)
            yield from _loose_lines(passage, comparison.printed.page(passage.page).area.right)


def _hyphens(comparison: Comparison, passage: Passage) -> Iterator[Finding]:
    for hyphened, run in groupby(passage.lines, lambda line: _is_hyphened(comparison, line)):
        lines = list(run)
        if hyphened and len(lines) > _MOST_HYPHENS:
            fault = faults.hyphen_ladder(len(lines), _text(lines[0]), passage.page + 1)
            yield Finding(fault, passage.node, passage.page, lines[0].box)


def _is_hyphened(comparison: Comparison, line: Line) -> bool:
    """Whether a line ends in a hyphen that its text has not."""
    text = line.pieces[-1].text.rstrip()
    last = line.starts[-1] + len(squeeze(text)) - 1
    return text.endswith(LINE_END_HYPHEN) or (text.endswith("-") and comparison.expected_at(last) is None)


def _loose_lines(passage: Passage, edge: float) -> Iterator[Finding]:
    """Lines stretched too far, where most but the last of a paragraph end at the edge of the text."""
    stretched = [line for line in passage.lines[:-1] if abs(line.box.right - edge) < line.size * _UNEVEN]
    if len(stretched) <= (len(passage.lines) - 1) / 2:
        return
    for line in stretched:
        times = _word_space(line) / _SPACE
        if times > _LOOSEST:
            fault = faults.loose_line(_text(line), times, passage.page + 1)
            yield Finding(fault, passage.node, passage.page, line.box)


def _word_space(line: Line) -> float:
    """The mean width of a line's spaces, as part of the type size: what its letters leave of its width."""
    inside = sum(len(piece.text.split()) - 1 for piece in line.pieces)
    between = sum(_is_parted(before, after) for before, after in pairwise(line.pieces))
    letters = sum(piece.letters for piece in line.pieces)
    return (line.box.width - letters) / max(inside + between, 1) / line.size


def _is_parted(before: Piece, after: Piece) -> bool:
    """Whether a space stands between two pieces of a line, be it drawn with one of them."""
    return before.text[-1:].isspace() or after.text[:1].isspace()


def _text(line: Line) -> str:
    return " ".join(piece.text.strip() for piece in line.pieces)
