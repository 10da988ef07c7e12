"""The stage as a whole: read the file back, lay it beside the manuscript, look at everything.

A file whose sections are known is proved section by section: each by itself, wherever there is room, and
from the same sections the same is found. If that leaves anything open, the file is proved as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property

from msgspec import Struct

from .. import faults
from ..artifacts import FileSection, Manuscript, Resolved
from ..hands import Hands, done, own_hands
from ..recall import Recall, afresh
from .album.tally import Tally, sum_of, tally
from .beside.aligning import compare
from .beside.comparison import Finding, told
from .beside.expected import Expected, expect
from .checks import bars, beginnings, completeness, dataset, glyphs, statements
from .checks.glyphs import Library, Typefaces, are_ours
from .copy.framed import framed
from .copy.printed import Printed
from .copy.reading import read
from .joining import is_whole
from .looking import Wanted, look, seen
from .parting import Asked, asked_of, parted
from .section import Section, prove_section


class Proof(Struct, frozen=True, dict=True):
    """A finished PDF, and what is wrong with it."""

    findings: tuple[Finding, ...]
    """Those about the file, then those on each page, in the order of the checks."""
    tally: Tally
    """How much was compared."""
    look: Callable[[], tuple[Expected, Printed]]
    """Gives the manuscript and the file, as far as they are not known yet."""
    sections: tuple[Section, ...] = ()
    """Those that were proved one by one; none if the file was proved as a whole."""

    @cached_property
    def _both(self) -> tuple[Expected, Printed]:
        return self.look()

    @property
    def expected(self) -> Expected:
        """The manuscript as it must be printed; read again, if sections were proved."""
        return self._both[0]

    @property
    def printed(self) -> Printed:
        """The file; read again, if sections were proved."""
        return self._both[1]


def prove(
    pdf: bytes, manuscript: Manuscript, resolved: Resolved, families: Library, *,
    sections: Sequence[FileSection] = (), asked: Asked | None = None,
    hands: Hands = own_hands, recall: Recall = afresh,
) -> Proof:  # eight parameters: each comes from another stage
    """What is wrong with a finished PDF; `ValueError` if it cannot be read.

    `families` are the typefaces that the stylesheets declare, with their font files. If the sections of the
    file are known, `hands` prove them one by one, and `recall` gives them pages that they read before; it
    must be of a kind that can be pickled. `asked` is what `asked_of` gives, if it is known.
    """
    if sections:
        with suppress(ValueError):  # whatever cannot be read alone may be read as a whole
            book = framed(pdf, sections)
            asked = asked or asked_of(manuscript, resolved)
            parts = parted(book, asked, families, recall)
            found = done(hands, prove_section, parts.sections)
            bonds = [one.bonds for one in found if one.bonds is not None]
            (ours,) = done(hands, are_ours, [Typefaces(book.faces, families, book.seal)])
            if ours and len(bonds) == len(found) and is_whole(book, bonds, parts, manuscript, asked):
                findings = _by_page(finding for one in found for finding in one.findings)
                compared = sum_of([one.tally for one in bonds])
                return Proof(
                    findings, compared, lambda: (expect(manuscript), read(pdf, hands)), parts.sections
                )
    return _prove(pdf, manuscript, resolved, families, hands)


def _prove(
    pdf: bytes, manuscript: Manuscript, resolved: Resolved, families: Library, hands: Hands
) -> Proof:  # five parameters: each comes from another stage
    """What is wrong with a file as a whole."""
    found = list(completeness.of_order(resolved, manuscript))
    wanted = Wanted(
        manuscript.parts, manuscript.draft, {} if found else completeness.readings(resolved),
        tuple(bars.charted(resolved)), beginnings.sharing(resolved.edition), manuscript.metadata.language,
    )
    expected, printed = wanted.expected, read(pdf, hands)
    found += look(seen(compare(expected, printed)), wanted, families)
    found += glyphs.findings(printed.faces, families, printed)
    found += dataset.findings(resolved.edition, manuscript)
    found += _origin(manuscript, printed)
    found += statements.findings(manuscript, printed)
    return Proof(_by_page(told(one, expected) for one in found), tally(expected), lambda: (expected, printed))


def _by_page(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: -1 if one.page is None else one.page))


def _origin(manuscript: Manuscript, printed: Printed) -> Iterator[Finding]:
    """The file was made of this very manuscript."""
    if printed.digest != manuscript.signed.digest:
        yield Finding(faults.other_manuscript(printed.identifier.partition(",")[0] or "the edition"))
