"""Which copy is set in one piece, and with which folios, until these agree with the pages.

Nothing is set here. What a take must know of the rest of the book is little: on which side it begins, and how
many figures the folios have that it prints. So a change in one take seldom reaches another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..artifacts import Manuscript, PartHtml, Take
from ..folio import FOLIO, folio_of, printed
from ..fragment import Fragment

_ASKED = re.compile(r'href="#([^"]*)" data-folio=""')
"""A link that prints the folio of its target."""
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'\bid="([^"]*)"')
_PAGE, _IN_TABLES, _REST, _LEADER = 2_850, 1.6, 0.4, 22
"""Characters of text on a page, how many of them one in a table counts, how much of its last page a take
leaves blank, and how many characters less a line of the contents has because a folio ends it: guesses for
what is not set yet, measured on the Mali edition and random ones of 240 and 960 pages. No result rests on
them, only what it costs."""
_DOUBT = 0.15
"""By which part such a guess may be wrong."""
WIDEST = 1000
"""A folio of as many figures as there is room for."""
_GROWING = 3
"""After so many rounds a folio keeps the room it has, even if it has a figure less by then."""


@dataclass(slots=True)
class Plan:
    """The takes of a book, and where each of them stands as far as is known."""

    manuscript: Manuscript
    groups: tuple[tuple[PartHtml, ...], ...]
    """The parts of each take."""
    front: int
    """How many takes stand before the body."""
    pages: list[int]
    """How many pages each take has, or may have."""
    leaves: list[Mapping[str, int]]
    """For each take, on which of its pages each id stands, or may stand."""
    homes: Mapping[str, int]
    """The take in which each id stands."""
    known: set[int] = field(default_factory=set)
    """The takes that were set before."""
    sided: set[int] = field(default_factory=set)
    """The takes whose pages cannot be turned over."""
    rooms: dict[str, int] = field(default_factory=dict)
    """How many figures there was room for, for the folio of each target."""

    @property
    def front_pages(self) -> int:
        """How many pages stand before the body."""
        return sum(self.pages[: self.front])

    def learn(self, number: int, fragment: Fragment) -> None:
        """Note what came of a take."""
        self.known.add(number)
        self.pages[number] = len(fragment.leaves)
        found: dict[str, int] = {}
        for page, leaf in enumerate(fragment.leaves):
            for name in leaf.anchors:
                found.setdefault(name, page)
        self.leaves[number] = found
        if any(leaf.recto is None or leaf.verso is None for leaf in fragment.leaves):
            self.sided.add(number)

    def take(self, number: int, round_: int) -> Take:
        """A take as it is to be set by what is known, in a round that counts from 0."""
        parts = tuple(
            replace(part, html=_ASKED.sub(lambda asked: self._asked(asked[1], round_), part.html))
            for part in self.groups[number]
        )
        first = sum(self.pages[:number])
        widest = WIDEST if sum(self.pages) < 10 * WIDEST else 10 * WIDEST
        folio = widest if number >= self.front else folio_of(first, self.front_pages)
        recto = first % 2 == 0 if number in self.sided else True
        return Take(parts, self.manuscript.html_of(parts), recto, folio)

    def is_sure(self, number: int) -> bool:
        """Whether the folios that a take prints have as many figures as they seem to have."""
        asked = {found[1] for part in self.groups[number] for found in _ASKED.finditer(part.html)}
        return all(self._is_sure(self.homes.get(name, 0), self._page(name)) for name in asked)

    def _is_sure(self, home: int, page: int) -> bool:
        folio = folio_of(page, self.front_pages)
        doubt = sum(self.pages[n] for n in range(home + 1) if n not in self.known) * _DOUBT
        return len(str(max(1, round(folio - doubt)))) == len(str(round(folio + doubt)))

    def _asked(self, target: str, round_: int) -> str:
        """A link with the folio of its target, or with as many noughts as that has figures."""
        folio = printed(self._page(target), self.front_pages)
        if folio.isdecimal():
            least = self.rooms.get(target, 1) if round_ >= _GROWING else 1
            self.rooms[target] = max(least, len(folio))
            folio = "0" * self.rooms[target]
        return f'href="#{target}" data-folio="{folio}"'

    def _page(self, target: str) -> int:
        """The page of the book on which an id stands, or may stand; the first for one that is nowhere."""
        number = self.homes.get(target, 0)
        return sum(self.pages[:number]) + self.leaves[number].get(target, 0)


def plan(manuscript: Manuscript) -> Plan:
    """The takes of a manuscript, with guesses of what they will come to."""
    groups = tuple(_groups(manuscript.parts))
    firsts = [number for number, group in enumerate(groups) if _holds(group, manuscript.first_body)]
    measured = [_measured("".join(part.html for part in group)) for group in groups]
    return Plan(
        manuscript, groups, firsts[0] if firsts else 0,
        [max(1, round(length / _PAGE + _REST)) for length, _ in measured],
        [{name: int(place / _PAGE) for name, place in places.items()} for _, places in measured],
        {name: number for number, (_, places) in enumerate(measured) for name in places},
    )


def _measured(html: str) -> tuple[float, Mapping[str, float]]:
    """How many characters of text there are, and after how many of them each id stands."""
    length, end, weight = 0.0, 0, 1.0
    places: dict[str, float] = {}
    for tag in _TAG.finditer(html):
        length += (tag.start() - end) * weight
        end = tag.end()
        if tag[0].startswith(("<table", "</table")):
            weight = _IN_TABLES if tag[0][1] == "t" else 1.0
        for found in _ID.finditer(tag[0]):
            places[found[1]] = length
        if FOLIO in tag[0]:
            length += _LEADER
    return length, places


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
