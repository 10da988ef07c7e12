"""Errata of an edition: what each was about, on which page it stands, and on which page it stood."""

from __future__ import annotations

from collections.abc import Sequence

from ..artifacts import Slip, ToldErratum
from ..changes.compare import called
from ..changes.telling import Theme
from ..changes.whereabouts import place_of, themes
from ..model.edition import Edition, Erratum
from ..past import Releases, release_before
from ..release.snapshot import Snapshot
from .annexing import page
from .apparatus import Apparatus

DIGITS = 16
"""How many digits of a file's digest tell it from any other."""


def told_errata(edition: Edition, releases: Releases, apparatus: Apparatus) -> tuple[ToldErratum, ...]:
    """Every erratum, the last revision first, within it in the order of the file."""
    known = {theme.id: theme for theme in themes(edition)} if edition.errata else {}
    told = (_told(erratum, known.get(erratum.where), edition, releases, apparatus)
            for erratum in edition.errata)
    return tuple(sorted(told, key=lambda erratum: -erratum.revision))


def _told(
    erratum: Erratum, theme: Theme | None, edition: Edition, releases: Releases, apparatus: Apparatus
) -> ToldErratum:  # five parameters: one thing, and all that can be known of it
    before = release_before(edition, releases, erratum.revision)
    place = place_of(edition, theme.subject, theme.id) if theme else ""
    folio = ""
    if before:
        gone = theme or next((one for one in themes(before.content) if one.id == erratum.where), None)
        stood = place_of(before.content, gone.subject, gone.id) if gone else ""
        folio, theme = before.folios.get(stood, ""), theme or gone
    return ToldErratum(
        apparatus.with_acronyms(theme.title if theme else erratum.where), page(place), folio,
        apparatus.with_acronyms(erratum.was), apparatus.with_acronyms(erratum.now),
        apparatus.with_acronyms(erratum.reason), str(erratum.kind).capitalize(),
        erratum.date, erratum.revision,
    )


def slip_of(edition: Edition, before: Snapshot | None, errata: Sequence[ToldErratum]) -> Slip | None:
    """What the holders of the last release must know; None if there was none, or nothing to put right."""
    if before is None:
        return None
    new = tuple(one for one in errata if one.revision > before.content.imprint.revision)
    later = f"revision {edition.imprint.revision}"
    return Slip(called(before.content), later, before.sha256[:DIGITS], new) if new else None
