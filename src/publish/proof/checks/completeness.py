"""The manuscript says what was resolved: every text once, in order, with the attributes that it must have.

The proof of the PDF starts from the composed HTML; this one proves the HTML, and so every template. A block
is laid beside its view, a part without blocks beside the edition.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise

from msgspec import Struct

from ... import faults
from ...artifacts import Manuscript, PartHtml, Resolved, ResolvedBlock, ResolvedChapter
from ...blocks.reading import Within
from ...report import Fault
from ..beside.comparison import Finding
from ..beside.expected import Expected, Node
from ..beside.matter import BACK, names, opener, parts
from ..beside.passage import Passage, Trait, passage_of
from ..beside.wanted import wanted

Reading = Within | ResolvedChapter | None
"""How a part must be read; None if it has nothing to say."""


class _Stretch(Struct, frozen=True):
    """A stretch of the manuscript, and what it must say."""

    wanted: Passage
    template: str
    nodes: Sequence[Node]
    end: int
    subject: str = ""


def findings(resolved: Resolved, manuscript: Manuscript, expected: Expected) -> Iterator[Finding]:
    """Texts that a template lost, added, changed or moved, and attributes that say something else."""
    other = list(of_order(resolved, manuscript))
    yield from other or of_parts(readings(resolved), manuscript.parts, expected, draft=manuscript.draft)


def of_order(resolved: Resolved, manuscript: Manuscript) -> Iterator[Finding]:
    """Parts that are lost, foreign or in another order: none of them can be held against what it must say."""
    given, wanted_parts = [part.id for part in manuscript.parts], _order(resolved)
    if given != wanted_parts:
        yield Finding(faults.other_parts(given, wanted_parts))


def readings(resolved: Resolved) -> Mapping[str, Reading]:
    """How each part of the book must be read, by its id."""
    return {**parts(resolved), **{chapter.id: chapter for chapter in resolved.chapters}}


def of_parts(
    readings: Mapping[str, Reading], given: Sequence[PartHtml], expected: Expected, *, draft: bool
) -> Iterator[Finding]:
    """Texts that a template lost, added, changed or moved in some parts, which are `given`."""
    for stretch in _stretches(readings, given, expected, draft):
        if stretch.nodes:
            yield from _compared(stretch, expected)
        elif stretch.wanted.words:
            yield Finding(faults.unprinted_text(" ".join(stretch.wanted.words), stretch.template))


def _order(resolved: Resolved) -> list[str]:
    other = names(resolved)
    front, back = [name for name in other if name not in BACK], [name for name in other if name in BACK]
    return [*front, *(chapter.id for chapter in resolved.chapters), *back]


def _stretches(
    readings: Mapping[str, Reading], given: Sequence[PartHtml], expected: Expected, draft: bool
) -> Iterator[_Stretch]:
    """Every part of the manuscript; a chapter as its opener and its blocks."""
    nodes = {name: list(group) for name, group in groupby(expected.nodes, key=lambda node: node.part)}
    begins = {part.id: [line for line, _ in part.origins] for part in given}
    for name, reading in readings.items():
        if not isinstance(reading, ResolvedChapter):
            yield _whole(reading, name, nodes.get(name, []))
        elif name in nodes:
            yield from _chapter(reading, nodes[name], begins[name], draft)
        else:
            yield _whole(opener(reading), "chapter", ())


def _whole(matter: object, name: str, nodes: Sequence[Node]) -> _Stretch:
    return _Stretch(wanted(matter), name, nodes, _end(nodes))


def _end(nodes: Sequence[Node]) -> int:
    return max((node.end for node in nodes), default=0)


def _chapter(
    chapter: ResolvedChapter, nodes: Sequence[Node], begins: Sequence[int], draft: bool
) -> Iterator[_Stretch]:
    """The opener, then each block with all that stands before the next."""
    lines = [node.line for node in nodes]
    firsts = [bisect_left(lines, line) for line in begins]
    edges = [0, *firsts, len(nodes)]
    ends = [*(nodes[first].start if first < len(nodes) else _end(nodes) for first in firsts), _end(nodes)]
    readings: list[tuple[object, str, str]] = [(opener(chapter), "chapter", "")]
    readings += [(_read(block, draft), block.kind, block.id or "") for block in chapter.blocks]
    for reading, (first, last), end in zip(readings, pairwise(edges), ends, strict=True):
        thing, template, subject = reading
        yield _Stretch(wanted(thing), template, nodes[first:last], end, subject)


def _read(block: ResolvedBlock, draft: bool) -> object:
    names = getattr(block.view, "names", lambda name: (name,))(block.id)
    origin = (("data-origin", str(block.origin)),) if draft else ()
    return Within((block.view,), "", (*(("id", name) for name in names), *origin))


def _compared(stretch: _Stretch, expected: Expected) -> Iterator[Finding]:
    """The first difference: in words; if all agree, in what is said of them, or in their division."""
    found = passage_of(expected, stretch.nodes, stretch.end)
    fault = _words(stretch, found) or _traits(stretch, found) or _division(stretch, found)
    if fault:
        yield Finding(fault, stretch.nodes[0], subject=stretch.subject)


def _words(stretch: _Stretch, found: Passage) -> Fault | None:
    """What stands between the words that agree from the front and from the back."""
    wanted_words, printed = stretch.wanted.words, found.words
    if wanted_words == printed:
        return None
    front = _agreeing(wanted_words, printed)
    shorter = min(len(wanted_words), len(printed)) - front
    back = min(_agreeing(wanted_words[::-1], printed[::-1]), shorter)
    lost = " ".join(wanted_words[front:len(wanted_words) - back])
    added = " ".join(printed[front:len(printed) - back])
    if lost and added:
        return faults.altered_text(lost, added, stretch.template)
    if lost:
        return faults.unprinted_text(lost, stretch.template)
    return faults.added_text(added, stretch.template)


def _agreeing(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words agree from the front."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
                min(len(one), len(other)))


def _traits(stretch: _Stretch, found: Passage) -> Fault | None:
    """The first trait that is wanted and not there, beside what is there instead."""
    if stretch.wanted.traits == found.traits:
        return None
    lost = sorted((Counter(stretch.wanted.traits) - Counter(found.traits)).elements())
    added = sorted((Counter(found.traits) - Counter(stretch.wanted.traits)).elements())
    first = min([*lost[:1], *added[:1]])
    places = (first.start, first.name)
    said = [next((one.said for one in some if (one.start, one.name) == places), "") for some in (lost, added)]
    return faults.altered_trait(first.name, (said[0], said[1]), _around(found, first), stretch.template)


def _around(passage: Passage, one: Trait) -> str:
    """The words from where a trait begins."""
    starts = [0, *accumulate(map(len, passage.words))]
    first = max(bisect_right(starts, one.start) - 1, 0)
    return " ".join(passage.words[first:first + 6])


def _division(stretch: _Stretch, found: Passage) -> Fault | None:
    """Elements that begin or end within a text, and texts that should begin one."""
    wrong = (found.edges - stretch.wanted.edges) | (stretch.wanted.items - found.edges)
    if not wrong:
        return None
    place = min(wrong)
    words = _around(found, Trait(place, place, "", ""))
    return faults.divided_text(words, stretch.template)
