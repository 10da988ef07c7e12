"""What the parts around the chapters must say: cover, imprint, contents, lists and sources, from the edition.

Written a second time, on purpose, without a look at `compose`: two hands must agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from ...artifacts import (
    Resolved,
    ResolvedChapter,
    SourceEntry,
    ToldChange,
    ToldErratum,
    ToldLine,
)
from ...blocks.reading import Own, Within, within
from ...house_style import day_in_text, listed, number_in_text, ordinal, period_in_text
from ...inline import Link, Reference, Words, Work, parse_line
from ...model.edition import Imprint, Status


def cover(resolved: Resolved) -> Iterator[object]:
    """Series, title, subtitle, coverage, edition and when it was published."""
    imprint = resolved.edition.imprint
    final = imprint.status is Status.FINAL
    yield imprint.series
    yield within(imprint.title, element="h1")
    yield imprint.subtitle
    yield f"Covers {period_in_text(imprint.coverage.start, imprint.coverage.end)}"
    standing = f"Published {day_in_text(imprint.published)}" if final else _unfinished(imprint, ",")
    yield f"{_edition(imprint)} · {standing}"


def imprint(resolved: Resolved) -> Iterator[object]:
    """Every pair of the imprint, and the notes below."""
    said = resolved.edition.imprint
    yield within("Imprint", element="h1")
    for pair in (*_origin(said, resolved.errata), *_rights(said)):
        yield from pair
    if said.coverage_note:
        yield parse_line(said.coverage_note)
    yield tuple(parse_line(text) for text in said.disclaimers)


def contents(resolved: Resolved) -> Iterator[object]:
    """Chapters with their numbers, the sections of each, and the sources."""
    entries = [_chapter(chapter) for chapter in resolved.chapters]
    back = (("errata", resolved.errata), ("changes", resolved.annex), ("sources", resolved.sources))
    entries += [within(_link(_RUNNING_HEADS[name], name)) for name, there in back if there]
    yield within("Contents", element="h1")
    yield within(tuple(entries), element="ol")


def lists(resolved: Resolved) -> Iterator[object]:
    """Tables, then figures, each with its label."""
    yield within("Tables and figures", element="h1")
    for heading, entries in (("Tables", resolved.tables), ("Figures", resolved.figures)):
        if entries:
            yield within(heading, element="h2")
            yield within(tuple(
                within(_link(entry.caption, entry.id), attributes={"data-number": entry.label})
                for entry in entries
            ), element="ol")


def errata(resolved: Resolved) -> Iterator[object]:
    """Every erratum below its revision, the last one first."""
    yield within("Errata", element="h1")
    yield "Errors of this edition that were put right after it was published. What stood there is in italics."
    revisions = sorted({erratum.revision for erratum in resolved.errata}, reverse=True)
    for revision in revisions:
        yield within(f"Revision {revision}", element="h2")
        yield within(tuple(
            _erratum(erratum, _page_of(erratum)) for erratum in resolved.errata
            if erratum.revision == revision
        ), element="ul")


def slip(resolved: Resolved) -> Iterator[object]:
    """Which file it corrects, and every error with its page in that file."""
    sheet = resolved.slip
    assert sheet, "only a slip is read so"
    yield within("Errata", element="h1")
    yield (f"To {sheet.corrected}. What stood there is in italics. "
           f"All of it is put right in {sheet.later}.")
    yield f"The SHA-256 of the file that this corrects begins with {sheet.digest}."
    yield within(tuple(
        _erratum(erratum, (Own(f", page {erratum.folio}"),) if erratum.folio else ())
        for erratum in sheet.errata
    ), element="ul")


def changes(resolved: Resolved) -> Iterator[object]:
    """What changed, by kind; each thing with its page, what stood there and what stands there now."""
    annex = resolved.annex
    assert annex, "only an annex is read so"
    yield within(_RUNNING_HEADS["changes"], element="h1")
    yield (
        f"This is what reads otherwise than in {annex.earlier}. What stood there is in italics, after “was”. "
        "Where a passage was reworded at length, only its page is given; what follows from a changed fact is "
        "not listed again."
    )
    for kind, entries in annex.groups:
        yield within(kind.label, element="h2")
        yield kind.definition
        yield within(tuple(map(_change, entries)), element="ul")


def sources(resolved: Resolved) -> Iterator[object]:
    """Every source below its heading, with the notes that cite it."""
    yield within("Sources", element="h1")
    for heading, entries in resolved.sources:
        yield within(heading, element="h2")
        yield within(tuple(map(_source, entries)), element="ul")


def opener(chapter: ResolvedChapter) -> Within:
    """The number and title of a chapter."""
    numbered = f"Chapter {chapter.number}" if chapter.number else ""
    named = {"id": chapter.id, "data-title": chapter.running_head}
    return within(numbered, within(chapter.title, element="h1"), attributes=named)


def names(resolved: Resolved) -> Sequence[str]:
    """The ids of the parts that are no chapters, in their order."""
    return ("slip",) if resolved.slip else tuple(_PARTS)


def parts(resolved: Resolved) -> Mapping[str, Within | None]:
    """How each part must be read that is no chapter, by id; None if it has nothing to say."""
    if resolved.slip:
        return {"slip": within(*slip(resolved), attributes={"id": "slip"})}
    shown = {
        "cover": True, "imprint": True, "contents": True,
        "lists": bool(resolved.tables or resolved.figures), "errata": bool(resolved.errata),
        "changes": resolved.annex is not None, "sources": bool(resolved.sources),
    }
    return {
        name: within(*read(resolved), attributes={"id": name, "data-title": _RUNNING_HEADS.get(name, "")})
        if shown[name] else None
        for name, read in _PARTS.items()
    }


_PARTS: Mapping[str, Callable[[Resolved], Iterator[object]]] = {
    "cover": cover, "imprint": imprint, "contents": contents, "lists": lists, "errata": errata,
    "changes": changes, "sources": sources,
}
_RUNNING_HEADS = {
    "contents": "Contents", "lists": "Tables and figures", "errata": "Errata",
    "changes": "What changed in this edition", "sources": "Sources",
}
BACK = frozenset({"errata", "changes", "sources"})
"""The parts that stand behind the chapters."""


def _origin(said: Imprint, errata: Sequence[ToldErratum]) -> Iterator[tuple[object, object]]:
    """What it is, and who made it when."""
    yield "Title", (Work(said.language, said.title), Words(f": {said.subtitle}"))
    yield "Edition", _edition(said)
    if said.revision:
        yield "Revision", _revised(said.revision, errata)
    if said.status is not Status.FINAL:
        yield "Status", _unfinished(said, ":")
    yield "Period covered", period_in_text(said.coverage.start, said.coverage.end)
    yield "Data cut-off", f"{day_in_text(said.data_cutoff)}; no later source was used"
    yield "Published", day_in_text(said.published)
    yield "Responsible for the text", listed([author.printed for author in said.authors])
    yield "Publisher", said.publisher or "Not stated"
    written = {"en-GB": "English (United Kingdom)"}[said.language]
    yield "Language", f"{written}; sources in {listed(said.source_languages)}"


def _rights(said: Imprint) -> Iterator[tuple[object, object]]:
    """How it is named, used, cited and corrected."""
    known = [f"{name} {value}" for name, value in (("ISBN", said.isbn), ("DOI", said.doi)) if value]
    unknown = [name for name, value in (("ISBN", said.isbn), ("DOI", said.doi)) if not value]
    yield "Identifiers", "; ".join(known + ([f"{' or '.join(unknown)} not assigned"] if unknown else []))
    beyond = f". {said.licence.exceptions}" if said.licence.exceptions else "."
    url = said.licence.url
    yield "Licence", (Words(f"{said.licence.name}, "), Link(url, url), Words(beyond))
    title = Work(said.language, f"{said.title}: {said.subtitle}")
    end = f", {_edition(said).lower()}, {day_in_text(said.published)}"
    authors = listed([author.printed for author in said.authors])
    yield "Suggested citation", (Words(f"{authors}, "), title, Words(end))
    where = f" Corrections reach the editors at {said.contact}." if said.contact else (
        " No address for corrections has been set for this edition."
    )
    yield "Corrections", (*parse_line(said.corrections), Words(where))


def _edition(said: Imprint) -> str:
    revised = f", revision {said.revision}" if said.revision else ""
    return f"{ordinal(said.edition)} edition{revised}"


def _revised(revision: int, errata: Sequence[ToldErratum]) -> object:
    """The revision, its day, how many errors it puts right, and where they are told."""
    own = [erratum for erratum in errata if erratum.revision == revision]
    if not own:
        return str(revision)
    day = day_in_text(sorted(erratum.day for erratum in own)[-1])
    errors = "one error" if len(own) == 1 else f"{number_in_text(Decimal(len(own)))} errors"
    there = Reference("errata", "“Errata”", paged=True)
    return (Words(f"{revision} ({day}): {errors} put right; see "), there)


def _page_of(erratum: ToldErratum) -> tuple[object, ...]:
    """Where it stands now, and where it stood before."""
    there = (Own(", "), erratum.place) if erratum.place else ()
    return (*there, *((Own(f" (before: page {erratum.folio})"),) if erratum.folio else ()))


def _erratum(erratum: ToldErratum, pages: tuple[object, ...]) -> Within:
    title = within(erratum.title, element="strong")
    wrong = within(Own("Was "), within(erratum.was, element="em"), Own("; now "), erratum.now)
    why = within(erratum.reason, Own(f" {erratum.kind} error, put right on {day_in_text(erratum.day)}."))
    return within(within(title, *pages), wrong, why)


def _change(told: ToldChange) -> Within:
    place = (Own(", "), told.place) if told.place else ()
    why = (told.why, Own(" ")) if told.why else ()
    cited = (Own("Sources: "), told.sources, Own(".")) if told.sources else ()
    reasons = [within(*why, *cited)] if why or cited else []
    title = within(within(told.title, element="strong"), *place)
    return within(title, *map(_line, told.lines), *reasons)


def _line(line: ToldLine) -> Within:
    """A value by its name, or sentences that have none."""
    was = within(line.was, element="em")
    said = {
        (True, True): (Own("was "), was, Own("; now "), line.now),
        (True, False): (was, Own(" (no longer stated)")),
        (False, True): (line.now, Own(" (not stated before)")),
        (False, False): (Own("reworded"),),
    } if line.aspect else {
        (True, True): (Own("Was: "), was, Own(" – Now: "), line.now),
        (True, False): (Own("Taken out: "), was),
        (False, True): (Own("Added: "), line.now),
    }
    named = (Own(f"{line.aspect.capitalize()}: "),) if line.aspect else ()
    return within(*named, *said[bool(line.was), bool(line.now)])


def _unfinished(said: Imprint, stop: str) -> str:
    return f"{said.status.capitalize()}{stop} not for distribution"


def _chapter(chapter: ResolvedChapter) -> Within:
    sections = tuple(within(_link(section.title, section.id)) for section in chapter.sections)
    listing = (within(sections, element="ol"),) if sections else ()
    number = str(chapter.number) if chapter.number else ""
    return within(_link(chapter.title, chapter.id), *listing, attributes={"data-number": number})


def _source(entry: SourceEntry) -> Within:
    links = tuple(within(str(note), attributes={"href": f"#call-{note}"}) for note in entry.notes)
    word = "Notes" if len(links) > 1 else "Note"
    stops = [*(Own(", ") for _ in links[1:]), Own(".")]
    listing = [part for pair in zip(links, stops, strict=True) for part in pair] if links else []
    cited = [Own(f" {word} "), *listing] if listing else []
    return within(entry.text, *cited, attributes={"id": entry.id})


def _link(text: str, target: str) -> Within:
    return within(text, attributes={"href": f"#{target}"})
