"""The stage as a whole: read the file back, lay it beside the manuscript, look at everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import faults
from ..artifacts import Manuscript, Resolved
from .beside.aligning import compare
from .beside.comparison import Comparison, Finding
from .beside.expected import Expected, expect
from .checks import (
    bars,
    beginnings,
    completeness,
    dataset,
    faces,
    folios,
    glyphs,
    lines,
    links,
    margins,
    markers,
    notes,
    places,
    spaces,
    statements,
    structure,
    turns,
    words,
)
from .checks.tags import tagging
from .copy.printed import Printed
from .copy.reading import read
from .copy.sheaves import Reader, alone

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
    lines.findings,
)
"""Each looks at the whole file for one family of mistakes; their order does not matter."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A finished PDF, and what is wrong with it."""

    expected: Expected
    printed: Printed
    findings: tuple[Finding, ...]


def prove(
    pdf: bytes, manuscript: Manuscript, resolved: Resolved, families: Mapping[str, Sequence[bytes]],
    reader: Reader = alone,
) -> Proof:
    """What is wrong with a finished PDF; `ValueError` if it cannot be read.

    `families` are the typefaces that the stylesheets declare, with their font files.
    """
    expected, printed = expect(manuscript), read(pdf, reader)
    comparison = compare(expected, printed)
    found = [finding for check in CHECKS for finding in check(comparison)]
    found += _tagged(comparison)
    found += faces.findings(comparison, families)
    found += glyphs.findings(comparison, families)
    found += completeness.findings(resolved, manuscript, expected)
    found += bars.findings(resolved, expected)
    found += beginnings.findings(resolved.edition, comparison)
    found += dataset.findings(resolved.edition, manuscript)
    found += _origin(manuscript, printed)
    found += statements.findings(manuscript, printed)
    found += (Finding(faults.misled_parent(what)) for what in dict.fromkeys(printed.astray))
    found += (Finding(faults.foreign_feature(what)) for what in printed.problems)
    return Proof(expected, printed, tuple(found))


def _tagged(comparison: Comparison) -> Iterator[Finding]:
    """All that is seen in tags, which are laid beside the manuscript once."""
    found = tagging(comparison)
    yield from links.findings(comparison, found)
    yield from structure.findings(comparison, found)


def _origin(manuscript: Manuscript, printed: Printed) -> Iterator[Finding]:
    """The file was made of this very manuscript."""
    if printed.digest != manuscript.metadata.digest:
        yield Finding(faults.other_manuscript(printed.identifier.partition(",")[0] or "the edition"))
