"""Two texts laid side by side, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from .change import Words

_WORD = re.compile(r"\S+\s*")
_LONG = 1500
"""Words above which a text is laid beside the other paragraph by paragraph first."""


def side_by_side(was: str, now: str) -> tuple[Words, ...]:
    """The runs of words that both texts have or only one of them; joined, they give either text."""
    before, after = _WORD.findall(was), _WORD.findall(now)
    if len(before) + len(after) > _LONG:
        return _joined(_by_paragraph(was, now))
    return _joined(_runs(before, after))


def _by_paragraph(was: str, now: str) -> Iterator[Words]:
    before, after = was.splitlines(keepends=True), now.splitlines(keepends=True)
    for tag, a, b, c, d in _steps(before, after):
        if tag == "equal":
            yield Words("".join(after[c:d]), True, True)
        else:
            yield from _runs(_WORD.findall("".join(before[a:b])), _WORD.findall("".join(after[c:d])))


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[Words]:
    for tag, a, b, c, d in _steps(before, after):
        if tag == "equal":
            yield Words("".join(after[c:d]), True, True)
            continue
        yield Words("".join(before[a:b]), True, False)
        yield Words("".join(after[c:d]), False, True)


def _steps(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    bare = [part.rstrip() for part in before], [part.rstrip() for part in after]
    return SequenceMatcher(None, *bare, autojunk=False).get_opcodes()


def _joined(runs: Iterator[Words]) -> tuple[Words, ...]:
    """Runs without empty ones, neighbours of one sort as one."""
    found: list[Words] = []
    for run in runs:
        if found and (found[-1].was, found[-1].now) == (run.was, run.now):
            found[-1] = Words(found[-1].text + run.text, run.was, run.now)
        elif run.text:
            found.append(run)
    return tuple(found)
