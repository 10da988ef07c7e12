"""All that is looked at in pages beside their manuscript, be they a whole book or a section of one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from .. import faults
from ..artifacts import PartHtml
from .beside.comparison import Comparison, Finding
from .beside.expected import Expected, expect_parts
from .checks import (
    bars,
    beginnings,
    completeness,
    faces,
    folios,
    lines,
    links,
    margins,
    markers,
    notes,
    places,
    spaces,
    structure,
    turns,
    words,
)
from .checks.bars import Charted
from .checks.completeness import Reading
from .checks.passages import Setting, setting
from .checks.tags import Tagging, tagging

Check = Callable[[Comparison], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    words.findings,
    spaces.findings,
    notes.findings,
    places.findings,
    folios.findings,
    turns.findings,
    margins.findings,
    markers.findings,
)
"""Each looks at all pages for one family of mistakes; their order does not matter."""


class Wanted(Struct, frozen=True, dict=True):
    """What is asked of pages beside their manuscript."""

    parts: tuple[PartHtml, ...]
    """Of the manuscript, those that stand on them."""
    draft: bool
    readings: Mapping[str, Reading]
    """How each part must be read."""
    charts: tuple[Charted, ...]
    """What its charts must show."""
    sharing: frozenset[str]
    """The parts that may begin on the page of another."""
    language: str
    """Of the manuscript."""

    def read(self) -> None:
        """Have the parts read now, so that nobody waits for it then."""
        len(self.misread)

    @cached_property
    def expected(self) -> Expected:
        """The text and elements of the parts."""
        return expect_parts(self.parts, self.language)

    @cached_property
    def misread(self) -> tuple[Finding, ...]:
        """What is wrong with them, whatever becomes of them on pages."""
        return tuple(completeness.of_parts(self.readings, self.parts, self.expected, draft=self.draft))


class Seen(Struct, frozen=True):
    """Pages beside their manuscript, put together once for all who look at them."""

    comparison: Comparison
    lines: Setting
    tags: Tagging


def seen(comparison: Comparison) -> Seen:
    """Pages with their lines and their tags."""
    return Seen(comparison, setting(comparison), tagging(comparison))


def look(pages: Seen, wanted: Wanted, families: Collection[str]) -> Sequence[Finding]:
    """What is wrong; `families` are the typefaces that the stylesheets declare."""
    comparison = pages.comparison
    expected, printed = comparison.expected, comparison.printed
    found = [finding for check in CHECKS for finding in check(comparison)]
    found += lines.findings(comparison, pages.lines)
    found += links.findings(comparison, pages.tags)
    found += structure.findings(comparison, pages.tags)
    found += faces.findings(comparison, families)
    found += wanted.misread
    found += bars.findings(wanted.charts, expected)
    found += beginnings.findings(wanted.sharing, comparison)
    found += (Finding(faults.misled_parent(what)) for what in dict.fromkeys(printed.astray))
    found += (Finding(faults.foreign_feature(what)) for what in printed.problems)
    return found
