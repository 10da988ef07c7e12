"""Words found as people remember them: without regard to case, accents, hyphens and line ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

_HYPHENS = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u0002\ufffe")
"""pdfium gives the last two for a hyphen that ends a line."""
_ALIKE = {"’": "'", "‘": "'", "“": '"', "”": '"'}
_AROUND = 32
"""Characters of the text before and after what was found."""


class Found(Struct, frozen=True):
    """A place in a text."""

    start: int
    end: int
    before: str
    text: str
    after: str


class Searched(Struct, frozen=True):
    """A text, ready to be searched."""

    text: str
    letters: str
    """Those by which it is found."""
    places: tuple[int, ...]
    """Where each of them stands in the text."""


def find(searched: Searched, wanted: str) -> Iterator[Found]:
    """Every place at which a text has what is wanted; nothing if nothing is."""
    text, letters, places = searched.text, searched.letters, searched.places
    words = folded(wanted).letters.strip()
    at = letters.find(words) if words else -1
    while at >= 0:
        start, end = places[at], places[at + len(words) - 1] + 1
        yield Found(start, end, _plain(text[max(0, start - _AROUND):start]), _plain(text[start:end]),
                    _plain(text[end:end + _AROUND]))
        at = letters.find(words, at + len(words))


def folded(text: str) -> Searched:
    """A text without what nobody remembers of it."""
    letters: list[str] = []
    places: list[int] = []
    broken = False
    for at, character in enumerate(text):
        if character in _HYPHENS:
            broken = True
        elif not character.isspace():
            for letter in _letters(character):
                letters.append(letter)
                places.append(at)
            broken = False
        elif letters and letters[-1] != " " and not broken:  # a hyphen joins what the line end parts
            letters.append(" ")
            places.append(at)
    return Searched(text, "".join(letters), tuple(places))


def _letters(character: str) -> Iterator[str]:
    for letter in unicodedata.normalize("NFKD", _ALIKE.get(character, character)).casefold():
        if not unicodedata.combining(letter):
            yield letter


def _plain(text: str) -> str:
    """A stretch of a page's text on one line."""
    joined = "".join("-" if character in "\u0002\ufffe" else character for character in text)
    return " ".join(joined.split()) if joined.strip() else ""
