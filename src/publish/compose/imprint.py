"""What the cover and the imprint say, in the order in which they say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from ..artifacts import Metadata, Slip, ToldErratum
from ..house_style import day_in_text, listed, number_in_text, ordinal, period_in_text
from ..inline import Inline, Link, Reference, Words, Work, parse_line
from ..model.edition import Edition, Imprint, Status

LANGUAGES = {"en-GB": "English (United Kingdom)"}


def edition_line(imprint: Imprint) -> str:
    """`First edition`, `First edition, revision 2`."""
    line = f"{ordinal(imprint.edition)} edition"
    return line + (f", revision {imprint.revision}" if imprint.revision else "")


def coverage_line(imprint: Imprint) -> str:
    """`1 January to 31 December 2020`."""
    return period_in_text(imprint.coverage.start, imprint.coverage.end)


def entries(imprint: Imprint, errata: Sequence[ToldErratum]) -> Iterator[tuple[str, Inline]]:
    """The pairs of the imprint; what is not known is said to be so, and nothing is left empty."""
    yield "Title", (Work(imprint.language, imprint.title), Words(f": {imprint.subtitle}"))
    yield "Edition", (Words(edition_line(imprint)),)
    if imprint.revision:
        yield "Revision", _revision(imprint, errata)
    if imprint.status is not Status.FINAL:
        yield "Status", (Words(f"{str(imprint.status).capitalize()}: not for distribution"),)
    yield "Period covered", (Words(coverage_line(imprint)),)
    yield "Data cut-off", (Words(f"{day_in_text(imprint.data_cutoff)}; no later source was used"),)
    yield "Published", (Words(day_in_text(imprint.published)),)
    yield "Responsible for the text", (Words(listed(_authors(imprint))),)
    yield "Publisher", (Words(imprint.publisher or "Not stated"),)
    sources = f"sources in {listed(imprint.source_languages)}"
    yield "Language", (Words(f"{LANGUAGES[imprint.language]}; {sources}"),)
    yield "Identifiers", (Words(_identifiers(imprint)),)
    yield "Licence", _licence(imprint)
    yield "Suggested citation", _suggested(imprint)
    yield "Corrections", _corrections(imprint)


def metadata(edition: Edition, *, draft: bool = False) -> Metadata:
    """What the PDF says of itself."""
    imprint = edition.imprint
    state = f"edition {imprint.edition}, revision {imprint.revision}" + (", draft" if draft else "")
    return Metadata(
        title=f"{imprint.title}: {imprint.subtitle}",
        subject=f"{imprint.series}. Covers {coverage_line(imprint)}.".replace("\u00a0", " "),
        authors=_authors(imprint),
        keywords=imprint.keywords,
        language=imprint.language,
        published=imprint.published,
        licence=f"{imprint.licence.name} ({imprint.licence.spdx})",
        licence_url=imprint.licence.url,
        identifier=f"{edition.id}, {state}",
    )


def slip_metadata(edition: Edition, slip: Slip) -> Metadata:
    """What the PDF of an errata slip says of itself."""
    book = metadata(edition)
    return replace(
        book, title=f"Errata to {slip.corrected}", subject=f"What {slip.later} puts right.",
        identifier=f"{edition.id}, errata, edition {edition.imprint.edition}, "
                   f"revision {edition.imprint.revision}",
    )


def _revision(imprint: Imprint, errata: Sequence[ToldErratum]) -> Inline:
    """`1 (24 November 2026): one error put right; see “Errata” on page 29`."""
    own = [erratum for erratum in errata if erratum.revision == imprint.revision]
    if not own:
        return (Words(str(imprint.revision)),)
    count = f"{number_in_text(Decimal(len(own)))} {'error' if len(own) == 1 else 'errors'} put right; see "
    said = Words(f"{imprint.revision} ({day_in_text(max(erratum.day for erratum in own))}): {count}")
    return (said, Reference("errata", "“Errata”", paged=True))


def _authors(imprint: Imprint) -> tuple[str, ...]:
    return tuple(author.printed for author in imprint.authors)


def _identifiers(imprint: Imprint) -> str:
    given = [f"{name} {value}" for name, value in (("ISBN", imprint.isbn), ("DOI", imprint.doi)) if value]
    missing = [name for name, value in (("ISBN", imprint.isbn), ("DOI", imprint.doi)) if not value]
    return "; ".join([*given, *([f"{listed(missing, 'or')} not assigned"] if missing else [])])


def _licence(imprint: Imprint) -> Inline:
    licence = imprint.licence
    runs: Inline = (Words(f"{licence.name}, "), Link(licence.url, licence.url), Words("."))
    return (*runs, Words(f" {licence.exceptions}")) if licence.exceptions else runs


def _suggested(imprint: Imprint) -> Inline:
    end = f", {edition_line(imprint).lower()}, {day_in_text(imprint.published)}"
    title = Work(imprint.language, f"{imprint.title}: {imprint.subtitle}")
    return (Words(f"{listed(_authors(imprint))}, "), title, Words(end))


def _corrections(imprint: Imprint) -> Inline:
    where = f" Corrections reach the editors at {imprint.contact}." if imprint.contact else (
        " No address for corrections has been set for this edition."
    )
    return (*parse_line(imprint.corrections), Words(where))
