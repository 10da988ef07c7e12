"""What an edition says of itself, and the edition as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from .base import Day, Id, Line, Model, Text
from .chapter import Chapter
from .records import Abbreviation, Actor, Claim, Event, Incident, Person, Place, Proceeding, Record, Statistic
from .source import Source, Url


class Status(StrEnum):
    """How far an edition has come."""

    DRAFT = "draft"
    REVIEW = "review"
    FINAL = "final"
    WITHDRAWN = "withdrawn"


class Period(Model):
    """Days from and to, both included."""

    start: Day
    """The first day, such as `2020-01-01`."""
    end: Day
    """The last day."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError("the coverage ends before it starts")
        return self


class Licence(Model):
    """The terms under which the text may be used."""

    name: Line
    """The name as printed."""
    spdx: Line
    """The SPDX identifier."""
    url: Url
    """The text of the licence."""
    exceptions: Line | None = None
    """What it does not cover."""


class LexiconEntry(Model):
    """A word that the text must not use."""

    avoid: Line
    """The word or phrase."""
    use: Line
    """What to write."""
    why: Line
    """The reason, as told to the editor."""


class Imprint(Model):
    """`edition.yaml`: title, coverage, dates, licence and the order of the chapters."""

    title: Line
    """The title on the cover."""
    subtitle: Line
    """The subtitle on the cover."""
    series: Line
    """The line above the title."""
    edition: Annotated[int, Field(ge=1, le=999)]
    """The number of the edition."""
    revision: Annotated[int, Field(ge=0, le=999)] = 0
    """The number of the revision, 0 for none."""
    status: Status
    """How far it has come; a `draft` prints so."""
    coverage: Period
    """The period reported on."""
    coverage_note: Text | None = None
    """Why the title and the coverage differ; needed if the title bears another year."""
    data_cutoff: Day
    """No source later than this day was used."""
    published: Day
    """The day of publication; also the date inside the PDF."""
    language: Annotated[Line, Field(pattern="^en-GB$")]
    """The language of the text; the house style exists for `en-GB`."""
    source_languages: tuple[Line, ...]
    """Languages of the sources, as printed."""
    countries: Annotated[tuple[Annotated[str, Field(pattern="^[A-Z]{2}$")], ...], Field(min_length=1)]
    """ISO 3166-1 codes."""
    authors: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Who answers for the text."""
    publisher: Line | None = None
    """The publishing organisation, if there is one."""
    contact: Line | None = None
    """Where corrections are sent, if there is an address."""
    isbn: Line | None = None
    """The ISBN, once assigned."""
    doi: Line | None = None
    """The DOI, once assigned."""
    keywords: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Words for catalogues."""
    licence: Licence
    """The terms for the text."""
    corrections: Text
    """How corrections are made."""
    disclaimers: tuple[Text, ...] = ()
    """What the briefing does not claim."""
    chapters: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The chapter files in their order, without `.yaml`."""
    lexicon: tuple[LexiconEntry, ...] = ()
    """Words that the text must not use."""


class Waiver(Model):
    """A check that somebody has decided to pass over, for a reason and for a time."""

    check: Id
    """The code of the diagnostic."""
    record: Line
    """The record, block or note that it concerns."""
    reason: Line
    """Why."""
    by: Line
    """Who decided."""
    date: Day
    """When."""
    expires: Day
    """Until when; an expired waiver is an error."""


class Edition(Model):
    """Everything of one edition: the noun that `validate` gives."""

    id: Id
    imprint: Imprint
    chapters: tuple[Chapter, ...]
    incidents: tuple[Incident, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[Person, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    sources: tuple[Source, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def records(self) -> Iterator[Record]:
        """All records that marks can name."""
        yield from self.incidents
        yield from self.statistics
        yield from self.proceedings
        yield from self.events
        yield from self.claims


FILES: Mapping[str, tuple[str, type[Model]]] = {
    "records/incidents.yaml": ("incidents", Incident),
    "records/statistics.yaml": ("statistics", Statistic),
    "records/proceedings.yaml": ("proceedings", Proceeding),
    "records/events.yaml": ("events", Event),
    "records/claims.yaml": ("claims", Claim),
    "records/actors.yaml": ("actors", Actor),
    "records/places.yaml": ("places", Place),
    "records/people.yaml": ("people", Person),
    "records/abbreviations.yaml": ("abbreviations", Abbreviation),
    "sources.yaml": ("sources", Source),
    "waivers.yaml": ("waivers", Waiver),
}
"""Each list file of an edition: the one key at its top, which is also the field of `Edition`, and
what it lists."""
