"""The words of a part: what can stand in it at all, so that patterns are made and tried of that only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from msgspec import Struct

_WORD = re.compile(r"\w+")


class Words(Struct, frozen=True):
    """Every word of some texts, whatever its capitals."""

    folded: frozenset[str]

    def has(self, words: Set[str]) -> bool:
        """Whether one of the words is there; they are written small."""
        return not self.folded.isdisjoint(words)

    def begin(self, letters: str) -> bool:
        """Whether some word begins so."""
        return any(word.startswith(letters) for word in self.folded)

    def possible(self, phrases: Phrases) -> Iterator[str]:
        """The phrases that may stand in the texts: their first word does."""
        for first in phrases.by_first.keys() & {*self.folded, ""}:
            yield from phrases.by_first[first]


class Phrases:
    """Words and phrases, by the first word of each; a class, so that they are sorted once for all texts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Phrases without a letter are possible everywhere."""
        self.by_first: dict[str, list[str]] = {}
        for phrase in dict.fromkeys(phrases):
            first = _WORD.search(phrase)
            self.by_first.setdefault(first[0].casefold() if first else "", []).append(phrase)

    def __iter__(self) -> Iterator[str]:
        """All of them, each once."""
        return (phrase for phrases in self.by_first.values() for phrase in phrases)


def words_of(texts: Iterable[str]) -> Words:
    """The words of texts."""
    return Words(frozenset(_WORD.findall("\n".join(texts).casefold())))


def whole_words(words: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    """Any of the words or phrases, the longest first, with whatever space between their words."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    phrases = (r"\s+".join(map(re.escape, word.split())) for word in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", flags) if longest else None
