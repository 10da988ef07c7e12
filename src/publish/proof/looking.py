"""All that is looked at in pages beside their manuscript, be they a whole book or a section of one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from .. import faults
from ..artifacts import PartHtml
from .beside.comparison import Comparison, Finding
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


class Wanted(Struct, frozen=True):
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
    families: Collection[str]
    """The typefaces that the stylesheets declare."""


class Seen(Struct, frozen=True):
    """Pages beside their manuscript, put together once for all who look at them."""

    comparison: Comparison
    lines: Setting
    tags: Tagging


def seen(comparison: Comparison) -> Seen:
    """Pages with their lines and their tags."""
    return Seen(comparison, setting(comparison), tagging(comparison))


def look(pages: Seen, wanted: Wanted) -> Sequence[Finding]:
    """What is wrong."""
    comparison = pages.comparison
    expected, printed = comparison.expected, comparison.printed
    found = [finding for check in CHECKS for finding in check(comparison)]
    found += lines.findings(comparison, pages.lines)
    found += links.findings(comparison, pages.tags)
    found += structure.findings(comparison, pages.tags)
    found += faces.findings(comparison, wanted.families)
    found += completeness.of_parts(wanted.readings, wanted.parts, expected, draft=wanted.draft)
    found += bars.findings(wanted.charts, expected)
    found += beginnings.findings(wanted.sharing, comparison)
    found += (Finding(faults.misled_parent(what)) for what in dict.fromkeys(printed.astray))
    found += (Finding(faults.foreign_feature(what)) for what in printed.problems)
    return found
