"""What each field of a record is called, how it is printed, and what sort of change it makes.

A field without an entry here is told all the same, in the words of the file (`PLAIN`): nothing is silent.
Fields that make one statement together stand in one aspect, so that one edit is one change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from pydantic import BaseModel

from ..model.chapter import Chapter
from ..model.records import (
    Abbreviation,
    Actor,
    Claim,
    Event,
    Incident,
    Person,
    Place,
    Proceeding,
    Statistic,
)
from ..model.source import Source
from .change import ChangeKind
from .judging import (
    Judge,
    actors_in_words,
    always,
    of_actors,
    of_date,
    of_first,
    of_members,
    of_period,
    of_place,
    of_standing_date,
)
from .standing import of_position, of_speaker, of_standings, of_steps
from .voice import Voice

Say = Callable[[BaseModel, Voice], str]


class Aspect(Struct, frozen=True):
    """One statement of a record."""

    name: str
    """What readers call it."""
    fields: tuple[str, ...]
    """Its fields; the first one is judged."""
    judge: Judge
    say: Say | None = None
    """How it is printed; None for the plain way."""
    worded: bool = False
    """Whether it is a text, whose words are laid side by side."""
    printed: bool = True
    judged: tuple[str, ...] = ()
    """The fields that are judged together, where the first one alone does not tell."""


REWORDED, STATUS = always(ChangeKind.REWORDED), always(ChangeKind.STATUS_CHANGED)
CORRECTED, SOURCED = always(ChangeKind.CORRECTION), always(ChangeKind.NEWLY_SOURCED)


def _words(name: str, field: str, *, printed: bool = True) -> Aspect:
    return Aspect(name, (field,), REWORDED, worded=True, printed=printed)


def _inner(name: str, field: str) -> Aspect:
    return Aspect(name, (field,), REWORDED, printed=False)


def _fact(name: str, field: str, judge: Judge = CORRECTED) -> Aspect:
    return Aspect(name, (field,), judge)


SOURCES = "sources"
"""The aspect of what a statement rests on."""
REMARK, LEDGER = _words("remark", "remark"), _inner("entries of the ledger", "ledger")
VERIFICATION = Aspect("verification", ("verification",), STATUS)
GROUNDS = (VERIFICATION, REMARK, LEDGER)
BACKGROUND = Aspect(
    "told as background", ("context",), STATUS,
    lambda item, _: "yes" if getattr(item, "context", False) else "no",
)


def _status(item: BaseModel, voice: Voice) -> str:
    assert isinstance(item, Proceeding), "its own aspect"
    return f"{item.status.label} (at {voice.when(item.as_of)})"


def _variants() -> Aspect:
    return _inner("other spellings", "variants")


ASPECTS: Mapping[type[BaseModel], tuple[Aspect, ...]] = {
    Chapter: (_inner("reviewer", "owner"),),
    Incident: (
        _words("title", "title"), _fact("date", "date", of_period), BACKGROUND,
        _fact("place", "place", of_place),
        Aspect("settings", ("themes",), of_members(ChangeKind.REWORDED)),
        Aspect("acts", ("violations",), of_members(ChangeKind.CORRECTION)),
        Aspect("who is named", ("actors",), of_actors, actors_in_words),
        _words("sentence of the chronology", "chronicle"), *GROUNDS,
    ),
    Statistic: (
        _words("title", "title"), _inner("topic", "topic"), _fact("place", "place"),
        Aspect("what is added up", ("total",), always(ChangeKind.UPDATED_FIGURE)), REMARK,
    ),
    Proceeding: (
        _words("title", "title"), _fact("court", "court", of_first), _fact("who is accused", "accused"),
        _fact("accused people", "people", of_members(ChangeKind.CORRECTION)), _fact("charge", "charge"),
        _fact("alleged acts", "offence", of_date), _fact("charges brought", "charged", of_date),
        _fact("trial opened", "opened", of_date), _fact("trial suspended", "suspended", of_date),
        _fact("judgment", "verdict", of_date),
        Aspect("status", ("status", "as_of"), of_position, _status, judged=("status", "as_of")),
        Aspect("outcome", ("outcome",), of_position, worded=True, judged=("outcome", "as_of")),
        Aspect("steps", ("steps",), of_steps), *GROUNDS,
    ),
    Event: (
        _fact("date", "date", of_period), BACKGROUND, _fact("place", "place", of_place),
        _words("sentence of the chronology", "chronicle"), *GROUNDS,
    ),
    Claim: (
        _words("statement", "says"), _fact("sort of statement", "kind"),
        Aspect("as of", ("as_of",), of_standing_date),
        Aspect("who says so", ("attributed_to",), of_speaker, judged=("attributed_to", "citations")),
        *GROUNDS,
    ),
    Place: (
        _words("name", "name"), _variants(), _fact("rank", "level"),
        _fact("place that it lies in", "parent", of_first),
        Aspect("as of", ("admin_as_of",), of_standing_date), _fact("latitude", "latitude", of_first),
        _fact("longitude", "longitude", of_first), _words("source of the coordinates", "coordinate_source"),
        _words("remark", "remark", printed=False),
    ),
    Actor: (
        _words("name", "name"), _words("short name", "short"), _variants(), _fact("sort of actor", "kind"),
        _fact("body that it belongs to", "parent", of_first), _words("remark", "remark", printed=False),
    ),
    Person: (
        _words("name", "name"), _variants(), _words("pronoun", "pronoun"), _words("role", "role"),
        _inner("ground on which the person is named", "naming"),
        Aspect("where the person stands", ("standings",), of_standings),
        _words("remark", "remark", printed=False),
    ),
    Abbreviation: (
        _words("long form", "long"), _words("explanation", "gloss"), _inner("language", "language"),
    ),
    Source: (
        _words("sort of source", "type"), _words("genre", "genre"), _words("title", "title"),
        _words("short title", "title_short"), _fact("authors", "author"), _words("work that it stands in",
        "container_title"), _fact("date of issue", "issued", of_date), _words("publisher", "publisher"),
        _words("place of publication", "publisher_place"), _fact("number", "number", of_first),
        Aspect("address", ("url",), REWORDED), Aspect("read on", ("accessed",), STATUS),
        Aspect("copy", ("archive",), REWORDED), _words("language", "language"),
        Aspect("what was consulted", ("seen",), STATUS), _words("remark", "note", printed=False),
    ),
}
"""Aspects by model, in the order in which they are told. Figures and citations have rules of their own."""


def aspects_of(model: type[BaseModel], apart: frozenset[str]) -> tuple[Aspect, ...]:
    """The aspects of a model; every field but those that are told `apart` is in one of them."""
    named = ASPECTS.get(model, ())
    told = {field for aspect in named for field in aspect.fields} | apart
    rest = (name for name in model.model_fields if name not in told)
    return (*named, *(Aspect(name.replace("_", " "), (name,), REWORDED) for name in rest))
