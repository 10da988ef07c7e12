"""Contents, lists and page numbers say what stands where: titles, order and folios.

The titles are looked at in the manuscript, the folios in the PDF.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.excerpt import ground, printed_pieces
from ..beside.expected import Expected, Node, Slot, SlotKind

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HEADED = frozenset({"part-chapter", "part-errata", "part-changes", "part-sources"})
"""Classes of the parts that the contents list."""
_LISTED = frozenset({"tabular-title", "chart-title"})
"""The classes of captions' titles."""
_ENTRIES = {
    "contents-link": ("chapter",), "contents-sublink": ("section",), "lists-link": ("table", "figure"),
}
"""For each class of entries, what they name."""
_UNTITLED = frozenset({"call", "tabular-call", "call-comma", "mark", "note"})
"""Classes of what stands in a title and is no part of it."""


def findings(comparison: Comparison) -> Iterator[Finding]:
    """Entries that are lost, out of order or worded otherwise; page numbers that are lost or wrong."""
    if comparison.beyond is None:  # or else `joining` holds the entries of all sections together
        yield from _entries(comparison.expected)
    for slot in comparison.expected.slots:
        if slot.kind is SlotKind.PAGE:
            yield from _page_number(comparison, slot)


def title(expected: Expected, node: Node) -> str:
    """The words of a heading or caption, without calls, marks and notes."""
    words: list[str] = []
    at = bisect_right(expected.holders, (node.start, -1))
    starts = [start for start, _ in expected.holders[at:bisect_left(expected.holders, (node.end, -1))]]
    for start, end in pairwise([*starts, node.end]):
        if not any(one.classes & _UNTITLED for one in expected.lineage(expected.holder(start))):
            words += _spaced(expected, start, end)
    return "".join(words).strip()


def target(expected: Expected, link: Node) -> Node | None:
    """What a link inside the book leads to; None for an address, and for what is not in the book."""
    name = link.attributes.get("href", "")
    number = expected.ids.get(name[1:]) if name.startswith("#") else None
    return None if number is None else expected.nodes[number]


def within(expected: Expected, node: Node) -> Iterator[Node]:
    """All elements in another, in order."""
    following = map(expected.nodes.__getitem__, range(node.number + 1, len(expected.nodes)))
    return takewhile(lambda one: one.parent >= node.number, following)


def _spaced(expected: Expected, start: int, end: int) -> Iterator[str]:
    """Characters with a space before each word that begins among them."""
    edges = expected.words[bisect_left(expected.words, start):bisect_left(expected.words, end)]
    within_a_word = [] if start in edges[:1] else [start]
    for one, other in pairwise([*within_a_word, *edges, end]):
        yield (" " if one in edges else "") + expected.text[one:other]


class Listing(Struct, frozen=True):
    """What contents and lists name, and what is to be named there."""

    titles: Mapping[str, Mapping[str, str]]
    """The titles of chapters, sections, tables and figures, each by the id of what they head, in order."""
    entries: Mapping[str, tuple[tuple[str, str], ...]]
    """For each class of entries, where each leads, and its words."""


def listing(expected: Expected) -> Listing:
    """Those of a section of a book."""
    titles = {
        kind: {name: title(expected, node) for name, node in nodes.items()}
        for kind, nodes in _headed(expected).items()
    }
    links = {kind: _links(expected, kind) for kind in _ENTRIES}
    return Listing(titles, {
        kind: tuple((link.attributes.get("href", "")[1:], title(expected, link)) for link in some)
        for kind, some in links.items()
    })


def agree(listings: Sequence[Listing]) -> bool:
    """Whether all titles of a book are listed once, in order, in their own words."""
    for kind, headings in _ENTRIES.items():
        titles = [pair for name in headings for one in listings for pair in one.titles[name].items()]
        if titles != [entry for one in listings for entry in one.entries[kind]]:
            return False
    return True


def _entries(expected: Expected) -> Iterator[Finding]:
    """The contents and the lists, beside what they list."""
    for kind, listed in _listed(expected).items():
        links = _links(expected, kind)
        yield from _order(expected, listed, links)
        for link in links:
            thing = target(expected, link)
            heading = None if thing is None else listed.get(thing.id)
            if heading and title(expected, link) != title(expected, heading):
                yield Finding(faults.other_title(title(expected, link), title(expected, heading)), link)


def _links(expected: Expected, kind: str) -> Sequence[Node]:
    return [node for node in expected.nodes if node.tag == "a" and kind in node.classes]


def _listed(expected: Expected) -> Mapping[str, Mapping[str, Node]]:
    """For each class of entries, the titles that must be listed, by the id of what they head, in order."""
    headed = _headed(expected)
    return {
        kind: {name: node for one in headings for name, node in headed[one].items()}
        for kind, headings in _ENTRIES.items()
    }


def _headed(expected: Expected) -> Mapping[str, Mapping[str, Node]]:
    """Chapters, sections, tables and figures: their headings, by the id of what they head, in order."""
    chapters, sections = {}, {}
    captions: dict[str, dict[str, Node]] = {"table": {}, "figure": {}}
    for node in expected.nodes:
        around = expected.nodes[node.parent]
        if node.tag in HEADINGS:
            part = list(expected.lineage(node))[-1]
            if node.tag == "h1" and part.classes & HEADED:
                chapters[part.id] = node
            elif node.tag == "h2" and "part-chapter" in part.classes:
                sections[around.id] = node
        elif node.tag == "span" and node.classes & _LISTED:
            thing = expected.nodes[around.parent]
            captions[thing.tag][around.id or thing.id] = node
    return {"chapter": chapters, "section": sections, **captions}


def _order(expected: Expected, listed: Mapping[str, Node], links: Sequence[Node]) -> Iterator[Finding]:
    """Every title is listed once, in the order of the book."""
    given = [link.attributes.get("href", "")[1:] for link in links]
    entered = frozenset(given)
    for name, heading in listed.items():
        if name not in entered:
            yield Finding(faults.lost_entry(title(expected, heading)), heading)
    wanted = [name for name in listed if name in entered]
    for index, link in enumerate(links):
        if wanted[index:index + 1] != given[index:index + 1]:
            yield Finding(faults.misplaced_entry(title(expected, link)), link)
            return


def _page_number(comparison: Comparison, slot: Slot) -> Iterator[Finding]:
    """The number that the sheets printed after a link is that of the page to which it leads."""
    link = comparison.expected.nodes[slot.node]
    name = link.attributes.get("href", "")[1:]
    label = _label(comparison, name)
    start, end = comparison.fillings.get(slot, (0, 0))
    if label is None:
        return  # told as a dead link, and as lost words
    if start == end:
        where = ground(comparison.pieces_of(link)[-1:])
        yield Finding(faults.lost_page_number(title(comparison.expected, link), label), link, *where)
    elif (printed := comparison.text[start:end]) != label:
        where = ground(printed_pieces(comparison, start, end))
        yield Finding(faults.wrong_page_number(printed, name, label), link, *where)


def _label(comparison: Comparison, name: str) -> str | None:
    """The folio of the page on which an element begins; None if it is not printed."""
    page = comparison.page_of.get(name)
    if page is not None:
        return comparison.printed.page(page).label
    return comparison.beyond.labels.get(name) if comparison.beyond else None
