"""What differs between two texts, as a reader wants to see it: sentences, or the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from .change import Words
from .wordwise import side_by_side

MOST_WORDS = 60
"""How many words a difference may take, then and now together; a longer one is not shown."""
MOST_PLACES = 3
"""In how many places words may differ to be shown with the words around them."""
AROUND = 5
"""How many words are shown before and after those that differ."""
ELLIPSIS = " … "
_GAP = re.compile(r"((?<=[.!?…])\s+(?=[A-ZÀ-Ý“‘(\d])|\n+)")


def differing(was: str, now: str) -> tuple[str, str] | None:
    """What either text has and the other has not, in whole sentences or in words; None if that is long."""
    before, after = sentences_changed(was, now)
    if len(f"{before} {after}".split()) > MOST_WORDS:
        before, after = words_changed(before, after)
    short = 0 < len(f"{before} {after}".split()) <= MOST_WORDS
    return (before, after) if short else None


def sentences_changed(was: str, now: str) -> tuple[str, str]:
    """The sentences of either text that the other has not."""
    before, after = _GAP.split(was), _GAP.split(now)
    steps = SequenceMatcher(None, before[::2], after[::2], autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    gone = [_joined(before, a, b) for _, a, b, _, _ in changed if a < b]
    come = [_joined(after, c, d) for _, _, _, c, d in changed if c < d]
    return ELLIPSIS.join(gone), ELLIPSIS.join(come)


def words_changed(was: str, now: str) -> tuple[str, str]:
    """The words that differ, with some around them; nothing if there are many places."""
    runs = side_by_side(was, now)
    if sum(run.was and run.now for run in runs) > MOST_PLACES + 1:
        return "", ""
    return tuple("".join(_shown(runs, old=old)).strip() for old in (True, False))  # type: ignore[return-value]  # two of them


def _joined(pieces: Sequence[str], first: int, last: int) -> str:
    """Sentences first to last, with the gaps between them; paragraphs and cells are parted by an ellipsis."""
    text = "".join(pieces[2 * first:2 * last - 1])
    return re.sub(r"\s*\n+\s*", ELLIPSIS, text)


def _shown(runs: Sequence[Words], *, old: bool) -> Iterator[str]:
    """One of the two texts, with what both have cut down to some words around what differs."""
    for index, run in enumerate(runs):
        if not (run.was and run.now):
            yield run.text if (run.was if old else run.now) else ""
            continue
        words = run.text.split()
        head, tail = words[:AROUND] if index else [], words[-AROUND:] if index < len(runs) - 1 else []
        cut = len(words) > len(head) + len(tail)
        yield " ".join([*head, *(["…"] if cut else []), *tail]) + " " if cut else run.text
