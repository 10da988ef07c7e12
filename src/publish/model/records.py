"""Records: what happened, who, where, how many, what a court did. Each is written once."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Id, LedgerId, Line, Model, Text
from .codebook import (
    ActorKind,
    Attribution,
    ClaimKind,
    LegalStatus,
    Measure,
    PlaceLevel,
    Role,
    Theme,
    Verification,
    Violation,
)
from .edtf import Date
from .figure import Citation, Figure

Citations = Annotated[tuple[Citation, ...], Field(min_length=1)]


class Place(Model):
    """A place, with the administrative order that held at the time."""

    id: Id
    """Its name in records."""
    name: Line
    """The spelling that the briefing prints."""
    variants: tuple[Line, ...] = ()
    """Other spellings met in sources; printed nowhere."""
    level: PlaceLevel
    """Its rank."""
    parent: Id | None = None
    """The place that it lies in."""
    admin_as_of: Date | None = None
    """The date for which the order above holds."""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    """Degrees north; only if sourced."""
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    """Degrees east; only if sourced."""
    coordinate_source: Line | None = None
    """Who gives the coordinates."""
    remark: Line | None = None
    """What is uncertain about it."""


class Actor(Model):
    """A body or group that acts, judges, counts or reports."""

    id: Id
    """Its name in records."""
    name: Line
    """The full official name, as the briefing prints it."""
    short: Line | None = None
    """The short name or acronym, as tables print it."""
    variants: tuple[Line, ...] = ()
    """Wrong or other forms met in sources; printed nowhere."""
    kind: ActorKind
    """What it is."""
    parent: Id | None = None
    """The body that it belongs to."""
    remark: Line | None = None
    """What a reader of the records should know."""


class Standing(Model):
    """Where a person stood before a court on a date."""

    status: LegalStatus
    """The status."""
    as_of: Date
    """The date for which it holds."""
    court: Id | None = None
    """The court, an actor."""
    citations: Citations
    """Where it is said."""


class Person(Model):
    """A person whom the briefing names. Persons who must not be named are not recorded here."""

    id: Id
    """Its name in records."""
    name: Line
    """The name as printed."""
    variants: tuple[Line, ...] = ()
    """Other spellings met in sources; printed nowhere."""
    pronoun: Annotated[Line, Field(pattern="^(he|she|they)$")]
    """The pronoun that the text must use."""
    role: Line
    """Why the person appears."""
    naming: Annotated[Line, Field(pattern="^(public-official|already-widely-published|court-record)$")]
    """The ground on which the person is named."""
    standings: tuple[Standing, ...] = ()
    """Legal status by date."""
    remark: Line | None = None
    """What a reviewer should know."""


class Involvement(Model):
    """An actor's part in an incident, and on whose word."""

    actor: Id
    """The actor."""
    role: Role
    """Its part."""
    attribution: Attribution
    """On whose word."""
    attributed_by: Id | None = None
    """The actor who says so."""
    wording: Line | None = None
    """How tables print the attribution, where it is not the actor's plain name."""


class Incident(Model):
    """Something that was done to people, at a place, on a date."""

    id: Id
    """Its name in marks."""
    title: Line
    """What tables call it."""
    date: Date
    """When."""
    context: bool = False
    """Whether it lies outside the coverage period on purpose."""
    place: Id | None = None
    """Where."""
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    """The settings it belongs to."""
    violations: Annotated[tuple[Violation, ...], Field(min_length=1)]
    """The acts."""
    actors: tuple[Involvement, ...] = ()
    """Who took part."""
    figures: tuple[Figure, ...] = ()
    """Its figures."""
    chronicle: Text | None = None
    """The sentence that the chronology prints."""
    citations: Citations
    """Where the incident as such is reported."""
    verification: Verification
    """How well the incident as such stands."""
    remark: Text | None = None
    """What the note says besides the citation."""
    ledger: tuple[LedgerId, ...] = ()
    """Entries of the researchers' ledger that it rests on."""


class Selection(Model):
    """Which incidents are meant: all that match every key given, any value within a key."""

    incidents: tuple[Id, ...] | None = None
    """By id, in this order."""
    themes: tuple[Theme, ...] | None = None
    """By setting."""
    violations: tuple[Violation, ...] | None = None
    """By act."""
    actor_kinds: tuple[ActorKind, ...] | None = None
    """By kind of alleged perpetrator."""
    measures: tuple[Measure, ...] | None = None
    """By what they count."""
    context: bool = False
    """Whether incidents outside the coverage period are meant too."""


class Total(Model):
    """A sum over incidents: computed, never typed."""

    measure: Measure
    """What is added up."""
    where: Selection
    """Over which incidents."""
    unit: Line
    """The counting unit in the plural."""


class Statistic(Model):
    """A figure that belongs to no single incident: a published statistic or a computed total."""

    id: Id
    """Its name in marks."""
    title: Line
    """What tables call it."""
    topic: Id
    """The subject that selections use: `displacement`, `education`."""
    place: Id | None = None
    """The area it covers."""
    figures: tuple[Figure, ...] = ()
    """Published figures."""
    total: Total | None = None
    """A sum over incidents, in the place of published figures."""
    remark: Text | None = None
    """What the note says besides the citation."""


class Step(Model):
    """A dated step of a proceeding."""

    date: Date
    """When."""
    text: Text
    """What happened, as the chronology prints it."""
    context: bool = False
    """Whether it lies outside the coverage period on purpose."""


class Proceeding(Model):
    """What a court or prosecutor did about an offence."""

    id: Id
    """Its name in marks."""
    title: Line
    """What tables call it."""
    court: Id | None = None
    """The court, an actor."""
    accused: Line
    """Who stands accused, as the table prints it."""
    people: tuple[Id, ...] = ()
    """Accused who are recorded as people."""
    charge: Line
    """The charge, as the table prints it."""
    offence: Date | None = None
    """When the alleged acts took place."""
    charged: Date | None = None
    """When charges were brought."""
    opened: Date | None = None
    """When the trial opened."""
    suspended: Date | None = None
    """When the trial was suspended."""
    verdict: Date | None = None
    """When judgment was given."""
    status: LegalStatus
    """Where the proceeding stood."""
    as_of: Date
    """The date for which the status holds."""
    outcome: Line
    """Outcome or sentence, as the table prints it."""
    figures: tuple[Figure, ...] = ()
    """Its figures."""
    steps: tuple[Step, ...] = ()
    """Dated steps for the chronology."""
    citations: Citations
    """Where it is said."""
    verification: Verification
    """How well it stands."""
    remark: Text | None = None
    """What the note says besides the citation."""
    ledger: tuple[LedgerId, ...] = ()
    """Entries of the researchers' ledger that it rests on."""


class Event(Model):
    """A dated event of public life: an election, a coup, a decision."""

    id: Id
    """Its name in marks."""
    date: Date
    """When."""
    context: bool = False
    """Whether it lies outside the coverage period on purpose."""
    place: Id | None = None
    """Where."""
    chronicle: Text
    """The sentence that the chronology prints."""
    figures: tuple[Figure, ...] = ()
    """Its figures."""
    citations: Citations
    """Where it is said."""
    verification: Verification
    """How well it stands."""
    remark: Text | None = None
    """What the note says besides the citation."""
    ledger: tuple[LedgerId, ...] = ()
    """Entries of the researchers' ledger that it rests on."""


class Claim(Model):
    """A statement without a record of its own: a finding, a legal characterisation, an absence."""

    id: Id
    """Its name in marks: `[!id]`."""
    says: Line
    """The statement in the researchers' words; the chapters write their own sentence."""
    kind: ClaimKind = ClaimKind.FACT
    """What sort of statement."""
    as_of: Date | None = None
    """The date for which it holds; needed for an absence."""
    attributed_to: Id | None = None
    """The actor who says so; needed for a legal characterisation."""
    citations: Citations
    """Where it is said."""
    verification: Verification
    """How well it stands."""
    remark: Text | None = None
    """What the note says besides the citation."""
    ledger: tuple[LedgerId, ...] = ()
    """Entries of the researchers' ledger that it rests on."""


class Abbreviation(Model):
    """A short form that the text uses; set in small capitals where it is all capitals."""

    short: Line
    """The short form."""
    long: Line
    """What it stands for."""
    gloss: Line | None = None
    """A word of explanation."""
    language: Annotated[Line, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] | None = None
    """The language of the long form, if it is not the edition's."""


Record = Incident | Statistic | Proceeding | Event | Claim
