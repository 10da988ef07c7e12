"""Words are parted in the PDF where the manuscript parts them, so that a search finds each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from unicodedata import combining

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.excerpt import expected_words
from ..beside.letters import RIGHT_TO_LEFT
from ..copy.drawn import MM_PER_PT
from ..copy.printed import Piece

_CLOSE = 0.08
"""A gap narrower than this part of the type size is none: a word space is about a quarter of it."""


def findings(comparison: Comparison) -> Iterator[Finding]:
    """Words that have run together, and words with a space in them."""
    yield from _joined(comparison)
    yield from _parted(comparison)


def _joined(comparison: Comparison) -> Iterator[Finding]:
    expected = comparison.expected
    leftward = _leftward(comparison)
    for at, printed in _word_starts(comparison):
        if printed in comparison.spaces or at in leftward:
            continue
        index = bisect_right(comparison.starts, printed) - 1
        piece = comparison.pieces[index]
        if comparison.starts[index] == printed and not _touch(comparison.pieces[index - 1], piece):
            continue
        words = expected_words(expected, expected.word(at - 1)[0], expected.word(at)[1])
        fault = faults.joined_words(words, piece.page + 1)
        yield Finding(fault, expected.holder(at), piece.page, piece.box)


def _word_starts(comparison: Comparison) -> Iterator[tuple[int, int]]:
    """Each word that is printed right after the word before it: its place in both texts."""
    for stretch in comparison.stretches:
        for at in _words_in(comparison, stretch.expected + 1, stretch.expected + stretch.length):
            yield at, at - stretch.expected + stretch.printed


def _words_in(comparison: Comparison, start: int, end: int) -> Sequence[int]:
    """Where words begin in a range of the expected text."""
    words = comparison.expected.words
    return words[bisect_left(words, start):bisect_left(words, end)]


def _touch(before: Piece, after: Piece) -> bool:
    """Whether two pieces stand on one line with no space between them."""
    spaced = before.text[-1:].isspace() or after.text[:1].isspace()
    same_line = before.page == after.page and abs(before.baseline - after.baseline) < .1 * before.size_pt
    gap = (after.box.left - before.box.right) / MM_PER_PT
    return same_line and not spaced and -before.size_pt < gap < _CLOSE * before.size_pt


def _parted(comparison: Comparison) -> Iterator[Finding]:
    expected = comparison.expected
    leftward = _leftward(comparison)
    begun = frozenset(
        at - stretch.expected + stretch.printed for stretch in comparison.stretches
        for at in _words_in(comparison, stretch.expected, stretch.expected + stretch.length)
    )
    for printed in sorted(comparison.spaces - begun):  # nearly all spaces stand where words begin
        at = comparison.expected_at(printed)
        if at is None or at in leftward or comparison.expected_at(printed - 1) != at - 1:
            continue
        if combining(comparison.text[printed - 1]):
            continue  # an accent takes no room, so that readers guess a space after it
        piece = comparison.piece_at(printed)
        fault = faults.parted_word(expected.text[slice(*expected.word(at))], piece.page + 1)
        yield Finding(fault, expected.holder(at), piece.page, piece.box)


def _leftward(comparison: Comparison) -> frozenset[int]:
    """The characters of words from right to left: programs give those words in another order."""
    runs = RIGHT_TO_LEFT.finditer(comparison.expected.text)
    return frozenset(at for run in runs for at in range(run.start(), run.end() + 1))
