"""What an edition says of itself, and the edition as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from .base import Day, Id, Line, Model, Text
from .chapter import Chapter
from .figure import Citation
from .records import Abbreviation, Actor, Claim, Event, Incident, Person, Place, Proceeding, Record, Statistic
from .source import Source, Url


class Status(StrEnum):
    """How far an edition has come."""

    DRAFT = "draft"
    REVIEW = "review"
    FINAL = "final"
    WITHDRAWN = "withdrawn"


class RecordKind(StrEnum):
    """The lists of records that a new edition carries over, by the name of their field in `Edition`."""

    INCIDENTS = "incidents"
    STATISTICS = "statistics"
    PROCEEDINGS = "proceedings"
    EVENTS = "events"
    CLAIMS = "claims"
    ACTORS = "actors"
    PLACES = "places"
    PEOPLE = "people"


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


class Author(Model):
    """Who answers for the text: a body or group by `name`, a person by `given` and `family`."""

    name: Line | None = None
    """A body or group, as printed."""
    given: Line | None = None
    """A person's given names."""
    family: Line | None = None
    """A person's family name."""

    @property
    def printed(self) -> str:
        """The name as the imprint prints it."""
        return self.name or f"{self.given} {self.family}"

    @model_validator(mode="after")
    def _named(self) -> Self:
        person = self.given is not None and self.family is not None
        if person == (self.name is not None) or (self.given is None) != (self.family is None):
            raise ValueError("an author has either a `name`, or a `given` and a `family` name")
        return self


FORMAT = 2
"""The format of an edition's files that this program reads; `migrate` brings older ones up to it."""


class Imprint(Model):
    """`edition.yaml`: title, coverage, dates, licence and the order of the chapters."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)]
    """The format of the edition's files; `invoke migrate` raises it."""
    follows: Id | None = None
    """The earlier edition that this one was begun from; what changed since is printed as an annex."""
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
    authors: Annotated[tuple[Author, ...], Field(min_length=1)]
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


class CarriedOver(Model):
    """A record that came from an earlier edition and that nobody has reviewed since.

    `invoke edition.new` writes the list; `invoke edition.review` or an edit of the record clears an entry.
    """

    record: Id
    """The id of the record."""
    kind: RecordKind
    """The list that it stands in."""
    digest: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
    """The first 16 digits of the hash of the record; where they differ, somebody edited it."""


class Reviewed(Model):
    """A record that came from an earlier edition and was found to hold, without an edit."""

    record: Id
    """The id of the record."""
    kind: RecordKind
    """The list that it stands in."""
    by: Line
    """Who reviewed it."""
    date: Day
    """When."""


class ChangeReason(StrEnum):
    """Why something reads otherwise than in the edition before."""

    UPDATE = "update"
    CORRECTION = "correction"


class ChangeNote(Model):
    """What an editor says of a change since the edition before; the annex prints it."""

    subject: Line
    """What changed: a record, `record.figure`, a block or a source, by id."""
    kind: ChangeReason
    """`update`, if the world or our knowledge changed; `correction`, if the earlier edition was wrong."""
    why: Line
    """The reason, as the annex prints it."""
    citations: tuple[Citation, ...] = ()
    """The sources of the change, where the record does not name them."""


class ErratumKind(StrEnum):
    """What sort of error is put right."""

    FACTUAL = "factual"
    ATTRIBUTION = "attribution"
    IDENTITY = "identity"
    LEGAL = "legal"
    TYPOGRAPHIC = "typographic"


class Erratum(Model):
    """An error of a published edition, put right in a revision."""

    id: Id
    """Its name."""
    revision: Annotated[int, Field(ge=1, le=999)]
    """The revision that puts it right."""
    where: Line
    """What was wrong: a record, `record.figure`, a block or a source, by id."""
    was: Line
    """What stood there."""
    now: Line
    """What stands there now."""
    reason: Line
    """Why."""
    kind: ErratumKind
    """What sort of error."""
    date: Day
    """When it was put right."""


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
    carried_over: tuple[CarriedOver, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()
    changes: tuple[ChangeNote, ...] = ()
    errata: tuple[Erratum, ...] = ()

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
    "review/carried-over.yaml": ("carried_over", CarriedOver),
    "review/reviewed.yaml": ("reviewed", Reviewed),
    "changes.yaml": ("changes", ChangeNote),
    "errata.yaml": ("errata", Erratum),
}
"""Each list file of an edition: the one key at its top, which is also the field of `Edition`, and
what it lists."""
