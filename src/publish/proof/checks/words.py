"""Every word of the manuscript stands in the PDF, in reading order, exactly once, and no other does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from ... import faults
from ...report import Fault
from ..beside.comparison import Comparison, Difference, Finding
from ..beside.excerpt import before, block_of, expected_words, ground, printed_pieces, printed_words
from ..beside.expected import Expected, Node

_TELLING = 8
"""So many characters must agree before words are said to have moved or to stand twice."""
_FEW = 32
"""Up to so many characters, lost and added together, one word was changed into another."""
_NAMES: Mapping[str, str] = {
    "td": "cell", "th": "cell", "caption": "caption", "figcaption": "caption", "li": "list item",
    "p": "paragraph", "h1": "heading", "h2": "heading", "h3": "heading", "dt": "term", "dd": "definition",
    "span": "note",
}


def findings(comparison: Comparison) -> Iterator[Finding]:
    """What is lost, added, changed or moved."""
    for difference in comparison.differences:
        lost = difference.expected[1] - difference.expected[0]
        added = difference.printed[1] - difference.printed[0]
        if lost and added and lost + added <= _FEW:
            yield _changed(comparison, difference)
            continue
        if lost:
            yield from _lost(comparison, *difference.expected)
        if added:
            yield _added(comparison, difference)


def _changed(comparison: Comparison, difference: Difference) -> Finding:
    """A few characters stand where a few others should; both are told as whole words."""
    expected, (first, last), (one, other) = comparison.expected, difference.expected, difference.printed
    start, end = expected.word(first)[0], expected.word(last - 1)[1]
    printed = printed_words(comparison, max(0, one - (first - start)), other + (end - last))
    page, box = ground(printed_pieces(comparison, one, other))
    fault = faults.changed_words(expected_words(expected, start, end), printed, _number(page))
    return Finding(fault, expected.holder(first), page, box)


def _lost(comparison: Comparison, start: int, end: int) -> Iterator[Finding]:
    """One finding for each block or note that lost something."""
    expected = comparison.expected
    while start < end:
        block = block_of(expected, expected.holder(start))
        stop = min(end, _end_of_own_text(expected, block, start))
        yield _lost_words(comparison, block, start, stop)
        start = stop


def _lost_words(comparison: Comparison, block: Node, start: int, end: int) -> Finding:
    words = expected_words(comparison.expected, start, end)
    if (elsewhere := _elsewhere(comparison, comparison.expected.text[start:end])) is not None:
        page, box = ground(printed_pieces(comparison, *elsewhere))
        return Finding(faults.misplaced_words(words, _number(page)), block, page, box)
    page, box = before(comparison, start)
    whole = start <= block.start and end >= block.end
    return Finding(faults.lost_words(words, _NAMES.get(block.tag, "block"), whole), block, page, box)


def _elsewhere(comparison: Comparison, text: str) -> tuple[int, int] | None:
    """Where words that are missing were added instead."""
    for difference in comparison.differences if len(text) >= _TELLING else ():
        if (at := comparison.text.find(text, *difference.printed)) >= 0:
            return at, at + len(text)
    return None


def _added(comparison: Comparison, difference: Difference) -> Finding:
    page, box = ground(printed_pieces(comparison, *difference.printed))
    text = comparison.text[slice(*difference.printed)]
    words = printed_words(comparison, *difference.printed)
    node = comparison.node_at(difference.printed[0])
    return Finding(_of_added(comparison, text, words, _number(page)), node, page, box)


def _of_added(comparison: Comparison, text: str, words: str, page: int) -> Fault:
    if len(text) >= _TELLING and text in comparison.expected.text:
        return faults.repeated_words(words, page)
    return faults.foreign_words(words, page)


def _end_of_own_text(expected: Expected, block: Node, start: int) -> int:
    """Where the text of a block ends, or that of a block or note within it begins."""
    for at, number in expected.holders[bisect_right(expected.holders, (start, len(expected.nodes))):]:
        if at >= block.end or block_of(expected, expected.nodes[number]) is not block:
            return at
    return len(expected.text)


def _number(page: int | None) -> int:
    """A page as people count."""
    return 1 if page is None else page + 1
