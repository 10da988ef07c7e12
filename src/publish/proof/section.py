"""A section of a book proved by itself: some parts of the manuscript beside the pages that they take.

A pure function of what the file and the manuscript say of the section, and of the little that it must know
of the rest (`Surroundings`). What only the book as a whole can show is left open, and told to `joining` as
the section's *bonds*.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ..report import Severity
from ..waivable import ON_PAGES
from .album.tally import Tally, tally
from .beside.aligning import compare
from .beside.comparison import Comparison, Finding, told
from .beside.expected import Expected
from .beside.surroundings import Surroundings
from .checks import contents, folios, sizes
from .checks.contents import HEADINGS, Listing
from .copy.excerpt import Copy, Excerpt, read_excerpt
from .looking import Seen, Wanted, look, seen


class Section(Struct, frozen=True):
    """What there is to be proved of a section."""

    excerpt: Excerpt
    wanted: Wanted
    families: frozenset[str]
    """The typefaces that the stylesheets declare."""
    beyond: Surroundings
    said: tuple[str, ...]
    """Digests of all the rest: what is found follows from them."""


class Bonds(Struct, frozen=True):
    """What holds a section and the rest of the book together."""

    ids: frozenset[str]
    """Those of its elements."""
    goals: frozenset[str]
    """The ids beyond it to which it leads."""
    body: int | None
    """The page on which Arabic folios begin, if that is here."""
    size_pt: tuple[float, ...]
    """The shorter and the longer side of its pages."""
    keys: tuple[int, ...]
    """The first and the last by which it leads from pages and links to tags."""
    used: frozenset[str]
    """The objects of the book's own part to which it leads."""
    notes: tuple[str, ...]
    """The IDs of its notes."""
    usual: Mapping[str, float]
    """The type size of each kind of text, in points."""
    listing: Listing
    """Its titles, and its entries of contents and lists."""
    is_headed: bool
    """Whether its first heading is of the first level, if it has one."""
    tally: Tally


class ProvedSection(Struct, frozen=True):
    """What was found in a section by itself."""

    findings: tuple[Finding, ...]
    bonds: Bonds | None
    """None if something is wrong that the book as a whole may tell better."""


def prove_section(section: Section) -> ProvedSection:
    """What is wrong with a section; `ValueError` if it cannot be read."""
    copy = read_excerpt(section.excerpt)
    if copy.printed.problems or copy.printed.astray:
        return ProvedSection((), None)
    pages = seen(compared(section, copy))
    seen_wrong = look(pages, section.wanted, section.families)
    found = tuple(told(one, pages.comparison.expected) for one in seen_wrong)
    is_sound = all(map(_is_borne, found))
    return ProvedSection(found, _bonds(pages, copy) if is_sound else None)


def compared(section: Section, copy: Copy) -> Comparison:
    """A section as it was read back, beside its parts of the manuscript."""
    return compare(section.wanted.expected, copy.printed, section.beyond)


def _is_borne(finding: Finding) -> bool:
    """Whether a finding is no error, or one that an editor may waive: those are about one page alone."""
    return finding.fault.severity is not Severity.ERROR or finding.fault.code in ON_PAGES


def _bonds(pages: Seen, copy: Copy) -> Bonds:
    comparison, expected = pages.comparison, pages.comparison.expected
    notes = [tag.element.identity for tag, role in pages.tags.pairs if role.name == "Note"]
    return Bonds(
        frozenset(expected.ids), _goals(expected), folios.own_first_body(comparison), copy.size_pt,
        copy.keys, copy.used, tuple(notes), sizes.usual(comparison, pages.lines), contents.listing(expected),
        next((node.tag == HEADINGS[0] for node in expected.nodes if node.tag in HEADINGS), True),
        tally(expected),
    )


def _goals(expected: Expected) -> frozenset[str]:
    """The ids to which links lead, and which are not among the elements."""
    links = (node.attributes.get("href", "") for node in expected.nodes if node.tag == "a")
    return frozenset(href[1:] for href in links if href.startswith("#")) - expected.ids.keys()
