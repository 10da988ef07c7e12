"""Words at their joints: one broken at a line's end has its hyphen; spaces and letters have their room."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..copy.printed import Piece
from .passages import MM_PER_PT, Line, Passage, Setting

_HYPHENS = ("-", "\u2010", "\u2011", "\u2013", "\u2014", "/", "…", "...")
"""After these a word may go on in the next line; an address may be broken anywhere."""
_SIDES = 0.1
"""Parts of the type size that letters keep free at both ends of a run together, which its ink leaves out."""
_NARROWEST, _NARROWEST_ALONE = 0.09, 0.0
"""Parts of the type size that spaces have at least, in the mean of a run; one alone is known less well."""
_KERNING = 0.004
"""Parts of the type size that kerning takes from each letter, in the mean: long words tell of it."""
_NARROW_FIGURE, _NARROW_ONE = 0.04, 0.11
"""Parts of the type size by which figures may be narrower than their widths are told: a face has several."""
_OVER = 0.15
"""Parts of the type size by which two runs overlap where the space between them is gone: it is in a box."""
_PRESSED = 0.08
"""Parts of the type size by which letters may be nearer than their face says: kerning takes less."""
_FEWEST = 5
"""Letters from which their mean is sure."""


def findings(comparison: Comparison, book: Setting) -> Iterator[Finding]:
    """Words broken without a hyphen, and words and letters that touch."""
    for notes in (book.flow, book.notes):
        yield from _broken(comparison, notes)
        for passage in notes:
            yield from _touching(comparison, passage)


def _broken(comparison: Comparison, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Lines that begin within a word, after a line that ends in no hyphen."""
    words = frozenset(comparison.expected.words)
    last: dict[int, Line] = {}
    for passage in passages:
        for line in passage.lines:
            before = last.get(passage.node.number)
            if before is not None and _is_broken(comparison, before, line, words):
                say = faults.overlong_word if _is_filled(comparison, before, line) else faults.broken_word
                fault = say(_end(before), line.pieces[0].text.strip(), passage.page + 1)
                yield Finding(fault, passage.node, passage.page, line.box)
            last[passage.node.number] = line


def _is_broken(comparison: Comparison, before: Line, line: Line, words: frozenset[int]) -> bool:
    at = comparison.expected_at(line.starts[0])
    if at is None or at in words or _end(before).endswith(_HYPHENS):
        return False
    lineage = comparison.expected.lineage(comparison.expected.holder(at))
    return not any("url" in one.classes for one in lineage)


def _is_filled(comparison: Comparison, before: Line, line: Line) -> bool:
    """Whether a line holds nothing but a part of a word: that is wider than its room."""
    at = comparison.expected_at(line.starts[0])
    first = next((one for one in map(comparison.expected_at, before.starts) if one is not None), None)
    return at is not None and first is not None and comparison.expected.word(at)[0] <= first


def _end(line: Line) -> str:
    return line.pieces[-1].text.strip()


def _touching(comparison: Comparison, passage: Passage) -> Iterator[Finding]:
    """One finding for each passage: the first of its runs that is squeezed."""
    for line in passage.lines:
        say = faults.touching_words
        if any(map(_is_pressed, line.pieces)):
            say = faults.pressed_letters
        elif not any(map(_is_squeezed, line.pieces)) and not _has_lost_a_space(comparison, line):
            continue
        yield Finding(say(_text(line), passage.page + 1), passage.node, passage.page, line.box)
        return


def _is_squeezed(piece: Piece) -> bool:
    """Whether the spaces within a run are next to nothing."""
    text, size = piece.text.strip(), piece.size_pt * MM_PER_PT
    spaces = len(text.split()) - 1
    if not spaces:
        return False
    least = spaces * (_NARROWEST if spaces > 1 else _NARROWEST_ALONE)
    room = (piece.box.width - piece.letters) / size + _SIDES + _KERNING * len(text)
    if room >= least:
        return False  # as nearly always: the figures need not be counted
    narrow = sum(_NARROW_ONE if sign == "1" else _NARROW_FIGURE for sign in text if sign.isdecimal())
    return room + narrow < least


def _has_lost_a_space(comparison: Comparison, line: Line) -> bool:
    """Whether two runs touch between which the manuscript has a space."""
    words = comparison.expected.words
    for (before, after), start in zip(pairwise(line.pieces), line.starts[1:], strict=True):
        at = comparison.expected_at(start)
        if at is None or after.box.left - before.box.right >= -_OVER * line.size:
            continue
        if words[max(0, bisect_right(words, at) - 1)] == at:
            return True
    return False


def _is_pressed(piece: Piece) -> bool:
    """Whether the letters of a run stand closer than those of its face; figures are of several widths."""
    text = piece.text.strip()
    room = (piece.box.width - piece.letters) / (piece.size_pt * MM_PER_PT) + _SIDES
    return room < -_PRESSED * (len(text) - 1) and sum(map(str.isalpha, text)) >= max(_FEWEST, len(text) / 2)


def _text(line: Line) -> str:
    return " ".join(piece.text.strip() for piece in line.pieces)
