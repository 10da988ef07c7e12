"""Small nouns made by hand, with all that a test leaves open: figures, incidents, sources, an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from publish.artifacts import Resolved, Source
from publish.model.edition import Edition
from publish.model.figure import Figure
from publish.model.records import Incident
from publish.model.source import Source as Cited
from publish.resolve import resolve

Written = Mapping[str, object]

IMPRINT: Written = {
    "format": 2,
    "title": "Review",
    "subtitle": "A year",
    "series": "Tests",
    "edition": 1,
    "status": "final",
    "coverage": {"start": "2020-01-01", "end": "2020-12-31"},
    "data_cutoff": "2021-04-23",
    "published": "2021-05-01",
    "language": "en-GB",
    "source_languages": ["English"],
    "countries": ["XX"],
    "authors": [{"name": "Testers"}],
    "keywords": ["tests"],
    "corrections": "Never.",
    "licence": {"name": "CC BY 4.0", "spdx": "CC-BY-4.0", "url": "https://example.org/licence"},
}


def figure(**written: object) -> Figure:
    """A figure of killed people, verified."""
    return Figure.model_validate(as_figure(written))


def as_figure(written: Written) -> Written:
    """A figure as an editor writes it."""
    return {"measure": "killed", "unit": "people", "citations": ["A"], "verification": "verified", **written}


def incident(name: str, *figures: Written, **written: object) -> Written:
    """An incident of the armed conflict, in February, as an editor writes it."""
    return {
        "id": name,
        "title": name.capitalize(),
        "date": "2020-02-05",
        "themes": ["armed-conflict"],
        "violations": ["abduction"],
        "citations": ["A"],
        "verification": "verified",
        "figures": [as_figure(one) for one in figures],
        **written,
    }


def claim(name: str, **written: object) -> Written:
    """A verified claim."""
    return {"id": name, "says": "So it is.", "citations": ["A"], "verification": "verified", **written}


def source(name: str, **written: object) -> Written:
    """A report, as an editor writes it."""
    return {
        "id": name,
        "type": "report",
        "title": f"Report {name}",
        "author": [{"literal": f"Body {name}"}],
        "issued": "2020-06-01",
        "seen": "passage",
        **written,
    }


def cited(**written: object) -> Cited:
    """A source as a noun."""
    return Cited.model_validate(source("A", **written))


def prose(text: str, **written: object) -> Written:
    """A block of prose."""
    return {"kind": "prose", "text": text, **written}


def edition(*blocks: Written, **records: Sequence[Written]) -> Edition:
    """One chapter of these blocks, with sources A and B."""
    chapter = {"id": "one", "title": "One", "blocks": list(blocks) or [prose("Text.")]}
    return edition_of([chapter], **records)


def edition_of(chapters: Sequence[Written], **records: Sequence[Written]) -> Edition:
    """An edition of these chapters, with sources A and B."""
    imprint = {**IMPRINT, "chapters": [chapter["id"] for chapter in chapters]}
    lists = {"sources": [source("A"), source("B")], **records}
    return Edition.model_validate({"id": "tests", "imprint": imprint, "chapters": list(chapters), **lists})


def resolved(*blocks: Written, **records: Sequence[Written]) -> Resolved:
    """An edition of one chapter, resolved."""
    return resolved_edition(edition(*blocks, **records))


def resolved_edition(whole: Edition) -> Resolved:
    """An edition, resolved without its files."""
    return resolve(Source(PurePosixPath("chapters/tests"), {}, frozenset()), whole)


def incidents(*written: Written) -> tuple[Incident, ...]:
    """Incidents as nouns."""
    return tuple(Incident.model_validate(one) for one in written)
