"""Which copy is set in one piece, and with which folios, until these agree with the pages.

Nothing is set here. What a take must know of the rest of the book is little: on which side it begins, and how
many figures the folios have that it prints. So a change in one take seldom reaches another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct, field
from msgspec.structs import replace

from ..artifacts import Manuscript, PartHtml, Take
from ..folio import FOLIO, folio_of, printed
from ..fragment import Fragment

_ASKED = re.compile(r'href="#([^"]*)" data-folio=""')
"""A link that prints the folio of its target."""
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r' id="([^"]*)"')
PAGE, _IN_TABLES, _REST, _LEADER = 2_850, 1.6, 0.4, 22
"""Characters of text on a page, how many of them one in a table counts, how much of its last page a take
leaves blank, and how many characters less a line of the contents has because a folio ends it: guesses for
what is not set yet, measured on the Mali edition and random ones of 240 and 960 pages. No page rests on
them, only what it costs."""
_DOUBT = 0.15
"""By which part such a guess may be wrong."""
WIDEST = 1000
"""A folio of as many figures as there is room for."""
_GROWING = 3
"""After so many rounds a folio keeps the room it has, even if it has a figure less by then."""


class Plan(Struct):
    """The takes of a book, and where each of them stands as far as is known."""

    manuscript: Manuscript
    groups: tuple[tuple[PartHtml, ...], ...]
    """The parts of each take."""
    asked: tuple[tuple[str, ...], ...]
    """The ids whose folios each take prints."""
    front: int
    """How many takes stand before the body."""
    pages: list[int]
    """How many pages each take has, or may have."""
    leaves: list[Mapping[str, int]]
    """For each take, on which of its pages each id stands, or may stand if its folio is printed."""
    homes: Mapping[str, int]
    """The take in which each id stands whose folio is printed."""
    known: set[int] = field(default_factory=set)
    """The takes that were set before."""
    sided: set[int] = field(default_factory=set)
    """The takes whose pages cannot be turned over."""
    rooms: dict[str, int] = field(default_factory=dict)
    """How many figures there was room for, for the folio of each target."""
    takes: dict[int, tuple[object, Take]] = field(default_factory=dict)
    """Each take as it was last, with what it was made with: most stay the same from round to round."""

    @property
    def front_pages(self) -> int:
        """How many pages stand before the body."""
        return sum(self.pages[: self.front])

    def learn(self, number: int, fragment: Fragment) -> None:
        """Note what came of a take."""
        self.known.add(number)
        self.pages[number], self.leaves[number] = fragment.pages, fragment.anchors
        if not fragment.turnable:
            self.sided.add(number)

    def take(self, number: int, round_: int) -> Take:
        """A take as it is to be set by what is known, in a round that counts from 0."""
        first = sum(self.pages[:number])
        widest = WIDEST if sum(self.pages) < 10 * WIDEST else 10 * WIDEST
        folio = widest if number >= self.front else folio_of(first, self.front_pages)
        recto = first % 2 == 0 if number in self.sided else True
        folios = {name: self._shown(name, round_) for name in self.asked[number]}
        made_with, take = self.takes.get(number, (None, None))
        if take is None or made_with != (folios, recto, folio):
            take = self._made(number, folios, recto, folio)
            self.takes[number] = (folios, recto, folio), take
        return take

    def _made(self, number: int, folios: Mapping[str, str], recto: bool, folio: int) -> Take:
        def filled(asked: re.Match[str]) -> str:
            return f'href="#{asked[1]}" data-folio="{folios[asked[1]]}"'

        parts = tuple(replace(part, html=_ASKED.sub(filled, part.html)) for part in self.groups[number])
        return Take(parts, self.manuscript.html_of(parts), recto, folio)

    def is_sure(self, number: int) -> bool:
        """Whether the folios that a take prints have as many figures as they seem to have."""
        return all(self._is_sure(self.homes.get(name, 0), self._page(name)) for name in self.asked[number])

    def _is_sure(self, home: int, page: int) -> bool:
        folio = folio_of(page, self.front_pages)
        doubt = sum(self.pages[n] for n in range(home + 1) if n not in self.known) * _DOUBT
        return len(str(max(1, round(folio - doubt)))) == len(str(round(folio + doubt)))

    def _shown(self, target: str, round_: int) -> str:
        """The folio of a target, or as many noughts as that has figures."""
        folio = printed(self._page(target), self.front_pages)
        if folio.isdecimal():
            least = self.rooms.get(target, 1) if round_ >= _GROWING else 1
            self.rooms[target] = max(least, len(folio))
            folio = "0" * self.rooms[target]
        return folio

    def _page(self, target: str) -> int:
        """The page of the book on which an id stands, or may stand; the first for one that is nowhere."""
        number = self.homes.get(target, 0)
        return sum(self.pages[:number]) + self.leaves[number].get(target, 0)


def plan(manuscript: Manuscript) -> Plan:
    """The takes of a manuscript, with guesses of what they will come to."""
    groups = tuple(_groups(manuscript.parts))
    firsts = [number for number, group in enumerate(groups) if _holds(group, manuscript.first_body)]
    asked = tuple(map(_asked, groups))
    sought = frozenset(chain.from_iterable(asked))
    measured = [_measured("".join(part.html for part in group), sought) for group in groups]
    return Plan(
        manuscript, groups, asked, firsts[0] if firsts else 0,
        [max(1, round(length / PAGE + _REST)) for length, _ in measured],
        [{name: int(place / PAGE) for name, place in places.items()} for _, places in measured],
        {name: number for number, (_, places) in enumerate(measured) for name in places},
    )


def _asked(parts: Sequence[PartHtml]) -> tuple[str, ...]:
    """The ids whose folios some parts print, each once, in order."""
    return tuple(dict.fromkeys(name for part in parts for name in _ASKED.findall(part.html)))


def length_of(html: str) -> float:
    """About how many characters of text there are; see `PAGE`."""
    return sum(_length(piece, weight) for piece, weight in _pieces(html))


def _measured(html: str, sought: Collection[str]) -> tuple[float, Mapping[str, float]]:
    """How many characters of text there are, and after about how many each id stands that is `sought`."""
    length = 0.0
    places: dict[str, float] = {}
    for piece, weight in _pieces(html):
        characters = _length(piece, weight)
        for found in _ID.finditer(piece):
            if found[1] in sought:
                places[found[1]] = length + characters * found.start() / len(piece)
        length += characters
    return length, places


def _length(html: str, weight: float) -> float:
    return len(_TAG.sub("", html)) * weight + html.count(FOLIO) * _LEADER


def _pieces(html: str) -> Iterator[tuple[str, float]]:
    """Text and tables in their order, with what a character counts in each."""
    before, *others = html.split("<table")
    yield before, 1
    for other in others:
        table, _, after = other.partition("</table>")
        yield f"<table{table}", _IN_TABLES
        yield after, 1


def _groups(parts: Sequence[PartHtml]) -> Iterator[tuple[PartHtml, ...]]:
    """Parts that share pages, together."""
    group: list[PartHtml] = []
    for part in parts:
        if not part.html.strip():
            continue
        if group and not part.run_on:
            yield tuple(group)
            group = []
        group.append(part)
    if group:
        yield tuple(group)


def _holds(group: Sequence[PartHtml], name: str) -> bool:
    """Whether the first body part begins a take."""
    return group[0].id == name or f'id="{name}"' in group[0].html
