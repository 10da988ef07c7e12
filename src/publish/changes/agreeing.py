"""Whether an erratum says what changed: its words then and now, beside those of a change."""

from __future__ import annotations

import re

from ..model.edition import Erratum
from .change import Change
from .sentences import differing

NOT_THERE, LEFT_OUT = "(not there)", "(left out)"
"""What an erratum says of what the release did not have, and of what is gone."""
_CITED = re.compile(r"\s\[[^\[\]]*\]$")


def agrees(erratum: Erratum, change: Change) -> bool:
    """Whether the words of the change become those of now if the erratum's are put in, or hold them."""
    if erratum.where != change.id:
        return False
    was, now = _spaced(erratum.was), _spaced(erratum.now)
    if not change.was:
        return was == NOT_THERE
    if not change.now:
        return now == LEFT_OUT
    before, after = _sides(change)
    if was != now and was in before and before.replace(was, now) == after:
        return True
    return bool(change.words) and _holds(before, was) and _holds(after, now) and not _holds(after, was)


def before_and_after(change: Change) -> tuple[str, str]:
    """What an erratum on a change would say: of long texts, the sentences that differ."""
    before, after = _sides(change)
    if change.words:
        before, after = differing(before, after) or (before, after)
    return _spaced(before) or NOT_THERE, _spaced(after) or LEFT_OUT


def _sides(change: Change) -> tuple[str, str]:
    before, after = change.bare if any(change.bare) else (change.was, change.now)
    return _spaced(_CITED.sub("", before)), _spaced(after)


def _holds(text: str, words: str) -> bool:
    """Whether a text has some words, whole."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _spaced(text: str) -> str:
    return " ".join(text.split())
