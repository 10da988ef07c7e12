"""The HTML of a paragraph in pieces, so that a page follows from no more of its words than the engine reads.

The engine breaks lines one after another: no line follows from words that are set further on, but for a few
that are tried on it, and none from words on a page before. Whatever else it may ask of a paragraph is said by
its *skeleton*, the tags and where there is text between them. A paragraph is in one piece if that may be
otherwise: if it has other elements than phrases, other writing than Latin, or soft hyphens.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import NamedTuple

from msgspec import Struct

TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)(?:[^\"'>]|\"[^\"]*\"|'[^']*')*?(/?)>")
"""A tag: whether it closes, its name, and whether it closes itself."""
PHRASES = frozenset({"a", "abbr", "b", "cite", "em", "i", "small", "span", "strong", "sub", "sup"})
NAMED = "&(?!(?:amp|lt|gt|quot|#39|#34);)"
"""A character that is told by its name, or by its number, and may be a space."""
_PARAGRAPH = "p"
_DIRECTED = re.compile(r"\sdir[\s=>]")
_WORDS = re.compile(r"\S+")
_FOREIGN = re.compile(
    f"{NAMED}|[^\t\n\x20-\xac\xae-\u036f\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u205e\u20a0-\u20cf"
    "\u2100-\u23ff\u25a0-\u26ff]"
)
"""Besides, characters of other writing than Latin, for how the engine sees a number may follow from the next
letter; and the soft hyphen, for which it looks through all of a text."""
_LENGTH = 12
"""So many words are told apart, without those of its elements."""
_SHORT = 160
"""So few characters, with tags, are in one piece: they make too few lines to stand on two pages."""
_MORE, _LEAST = 300, 600
"""So many characters of text go on behind the last piece that matters, and so many are left out, or none: the
former are some lines, by which it is seen that they would go on."""
_KEPT = 512


class Spot(NamedTuple):
    """A place in a paragraph, between words or within one."""

    elements: float
    """How many of its children stand before it."""
    words: float = 0
    """How many words stand between the last of them and the place."""
    letters: float = 0
    """How many characters of the next one."""


BEGIN, END = Spot(0), Spot(inf)


class _Cut(NamedTuple):
    spot: Spot
    place: int
    """In the HTML."""


class _Paragraph(Struct, frozen=True):
    """A paragraph that is told apart by its pieces."""

    html: str
    skeleton: str
    cuts: tuple[_Cut, ...]
    """Where one piece ends and the next begins; the first is where the text begins, the last the end."""
    texts: tuple[tuple[int, int], ...]
    """Where its own text begins and ends, before the first child and after each."""

    def pieces(self, begin: Spot) -> Iterator[tuple[Spot, str]]:
        """From a place on, or nothing of it if it has no such: each with where it ends.

        The first one begins with the skeleton.
        """
        place = self._place(begin)
        told = f"{self.skeleton} {begin.letters} "
        first = bisect_right([cut.place for cut in self.cuts], place)
        for cut, after in pairwise((_Cut(begin, place), *self.cuts[first:])):
            yield after.spot, told + self.html[cut.place : after.place]
            told = ""

    def short(self, behind: Spot) -> tuple[str, Spot] | None:
        """The HTML of all pieces that end at a place, and some more; the others have their tags alone.

        With where these begin; None if it is not worth it.
        """
        more = _MORE
        for cut, after in pairwise(cut for cut in self.cuts if cut.spot >= behind):
            own = (min(end, after.place) - max(start, cut.place) for start, end in self.texts)
            more -= sum(length for length in own if length > 0)
            if more <= 0:
                rest = self.html[after.place :]
                tags = "".join(tag[0] for tag in TAG.finditer(rest))
                blank = self.html[len(self.html.rstrip()) :]
                return (self.html[: after.place] + tags + blank, after.spot) if len(rest) > _LEAST else None
        return None

    def _place(self, spot: Spot) -> int:
        """Where in the HTML a word begins."""
        elements, count, letters = map(int, spot)
        if elements >= len(self.texts):
            return self.texts[-1][1]
        start, end = self.texts[elements]
        words = [found.start() for found in _WORDS.finditer(self.html, start, end)]
        return (*words, end)[min(count, len(words))] if count or letters else start


def pieces_of(html: str, begin: Spot = BEGIN) -> Iterator[tuple[Spot, str]]:
    """The pieces of a unit from a place on, each with where it ends.

    There is one if it is no plain paragraph: all of it, with the place.
    """
    paragraph = _paragraph(html)
    if paragraph is None:
        yield END, html if begin == BEGIN else f"{tuple(begin)} {html}"
    else:
        yield from paragraph.pieces(begin)


def shortened(html: str, behind: Spot) -> tuple[str, Spot] | None:
    """A unit whose end is hollow, and where that begins; None if it is no plain paragraph, or too short."""
    paragraph = _paragraph(html) if behind < END else None
    return None if paragraph is None else paragraph.short(behind)


@lru_cache(_KEPT)
def _paragraph(html: str) -> _Paragraph | None:
    """A unit that is a plain paragraph."""
    if len(html) < _SHORT:
        return None
    tags = list(TAG.finditer(html))
    if not tags or tags[0].start() or tags[0][2] != _PARAGRAPH or html.count("<") != len(tags):
        return None
    *inner, last = tags[1:]
    if _FOREIGN.search(html) or not all(tag[2] in PHRASES and not tag[3] for tag in inner):
        return None
    if any(_DIRECTED.search(tag[0]) for tag in tags):
        return None
    texts, start, around = list[tuple[int, int]](), tags[0].end(), [_PARAGRAPH]
    for tag in (*inner, last):
        if len(around) == 1:
            texts.append((start, tag.start()))
        if not tag[1]:
            around.append(tag[2])
        elif not around or around.pop() != tag[2]:
            return None
        start = tag.end()
    if around:
        return None
    return _Paragraph(html, _skeleton(html, tags), tuple(_cuts(html, texts)), tuple(texts))


def _cuts(html: str, texts: list[tuple[int, int]]) -> Iterator[_Cut]:
    length = _LENGTH
    for number, (start, end) in enumerate(texts):
        if length >= _LENGTH:
            yield _Cut(Spot(number), start)
            length = 0
        for count, word in enumerate(_WORDS.finditer(html, start, end)):
            if length >= _LENGTH:
                yield _Cut(Spot(number, count), word.start())
                length = 0
            length += 1
    yield _Cut(END, len(html))


def _skeleton(html: str, tags: list[re.Match[str]]) -> str:
    """All tags, and of what is between them whether it is blank, and whether its ends are."""
    found: list[str] = []
    for tag, after in pairwise(tags):
        text = html[tag.end() : after.start()]
        ends = "".join(one if one.isspace() else "." for one in (*text[:1], *text[-1:]))
        found += (tag[0], f"{ends}{not text.isspace():d}" if text else "")
    return "".join((*found, html[tags[-1].start() :]))
