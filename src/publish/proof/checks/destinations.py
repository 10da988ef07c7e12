"""Links and bookmarks arrive where the text begins that they promise: on its page, at its line.

There is one bookmark for each heading of the manuscript, and no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.excerpt import ground
from ..beside.expected import Node
from ..beside.letters import squeeze
from ..copy.printed import Bookmark, Destination
from .contents import HEADINGS, target, title

_ABOVE_MM = 15
"""So far above its first line a reader may arrive: over the empty lines before a chapter."""
_BELOW_MM = 1
"""So far below the top of its first ink, or right of it: what is before the place of arrival is not seen."""
_NOWHERE = -1
"""The page of a bookmark that leads to none."""


def findings(comparison: Comparison) -> Iterator[Finding]:
    """Destinations and bookmarks that are lost, doubled, changed or lead elsewhere."""
    yield from _destinations(comparison)
    yield from _bookmarks(comparison)


def _destinations(comparison: Comparison) -> Iterator[Finding]:
    """One finding for each target that some link of the manuscript has."""
    expected = comparison.expected
    links = (node for node in expected.nodes if node.tag == "a")
    things = {thing.id: thing for link in links if (thing := target(expected, link))}
    sought = comparison.beyond.sought if comparison.beyond else ()
    things |= {name: expected.nodes[expected.ids[name]] for name in sought if name in expected.ids}
    for name, thing in things.items():
        place = comparison.printed.destinations.get(name)
        pieces = comparison.pieces_of(thing)
        if place is None:
            yield Finding(faults.lost_target(name), thing, *ground(pieces))
        elif off := _astray(comparison, thing, place):
            yield Finding(faults.misplaced_target(name, off), thing, *ground(pieces))


def _astray(comparison: Comparison, thing: Node, place: Destination | Bookmark) -> str:
    """How a place differs from where the text of an element begins; nothing if it does not."""
    pieces = comparison.pieces_of(thing)
    if not pieces:
        return ""  # told as lost words
    begins, below, page = pieces[0], place.top - pieces[0].box.top, place.page
    if page != begins.page:
        there = "to no page" if page == _NOWHERE else f"to page {page + 1}"
        return f"{there} instead of page {begins.page + 1} of the PDF"
    edge = max(begins.box.left, comparison.printed.page(page).area.left)  # a draft prints in the margin too
    if place.left > edge + _BELOW_MM:
        return f"{place.left - edge:.0f} mm to the right of it on page {page + 1} of the PDF"
    if -_ABOVE_MM <= below <= _BELOW_MM:
        return ""
    return f"{abs(below):.0f} mm {'below' if below > 0 else 'above'} it on page {page + 1} of the PDF"


def _bookmarks(comparison: Comparison) -> Iterator[Finding]:
    expected, bookmarks = comparison.expected, comparison.printed.bookmarks
    headings = [node for node in expected.nodes if node.tag in HEADINGS and title(expected, node)]
    wanted = [_plain(title(expected, node)) for node in headings]
    given = [_plain(bookmark.title) for bookmark in bookmarks]
    levels = list(_levels(headings))
    matcher = SequenceMatcher(None, wanted, given, autojunk=False)
    for kind, first, last, one, other in matcher.get_opcodes() if wanted != given else [
        ("equal", 0, len(wanted), 0, len(wanted))
    ]:
        if kind == "equal" or last - first == other - one:
            for heading, level, bookmark in zip(
                headings[first:last], levels[first:last], bookmarks[one:other], strict=True
            ):
                yield from _bookmark(comparison, heading, level, bookmark)
        else:
            yield from _unpaired(comparison, headings[first:last], bookmarks[one:other])


def _bookmark(comparison: Comparison, heading: Node, level: int, bookmark: Bookmark) -> Iterator[Finding]:
    where = ground(comparison.pieces_of(heading))
    words = title(comparison.expected, heading)
    if _plain(words) != _plain(bookmark.title):
        yield Finding(faults.changed_bookmark(bookmark.title, words), heading, *where)
    if level != bookmark.level:
        off = f"on level {bookmark.level} instead of {level}"
        yield Finding(faults.misplaced_bookmark(words, off), heading, *where)
    if off := _astray(comparison, heading, bookmark):
        yield Finding(faults.misplaced_bookmark(words, off), heading, *where)


def _unpaired(
    comparison: Comparison, headings: Sequence[Node], bookmarks: Sequence[Bookmark]
) -> Iterator[Finding]:
    for heading in headings:
        where = ground(comparison.pieces_of(heading))
        yield Finding(faults.lost_bookmark(title(comparison.expected, heading)), heading, *where)
    for bookmark in bookmarks:
        yield Finding(faults.foreign_bookmark(bookmark.title), None, max(bookmark.page, 0))


def _levels(headings: Sequence[Node]) -> Iterator[int]:
    """How deep each heading stands: one below the nearest higher one before it."""
    around: list[str] = []
    for heading in headings:
        around = [tag for tag in around if tag < heading.tag] + [heading.tag]
        yield len(around)


def _plain(words: str) -> str:
    """Words with single spaces, as they are compared."""
    return " ".join(map(squeeze, words.split()))
