"""A value of a record in plain words: labels for terms, names for ids, dates in the house style."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from ..house_style import day_in_text, listed, number_in_text, period_in_text
from ..model.base import Term
from ..model.edition import Author, LexiconEntry, Licence, Period
from ..model.edtf import Edtf
from ..model.figure import Inclusion
from ..model.records import Selection, Standing, Step, Total
from .voice import Voice, spaced


def plainly(value: object, voice: Voice, field: str = "") -> str:
    """A value in plain words."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Term():
            return value.label or str(value)
        case Edtf():
            return voice.when(value)
        case date():
            return spaced(day_in_text(value))
        case Period():
            return spaced(period_in_text(value.start, value.end))
        case tuple():
            return "; ".join(plainly(item, voice, field) for item in value)
        case BaseModel():
            return _model_in_words(value, voice)
        case str():
            return _name_in_words(value, voice, field)
        case _:
            return str(value)


def apart(was: object, now: object, voices: tuple[Voice, Voice], field: str = "") -> tuple[str, str]:
    """Two values that read the same in plain words, each with what tells it from the other."""
    if isinstance(was, tuple) and isinstance(now, tuple):
        gone, come = [item for item in was if item not in now], [item for item in now if item not in was]
        if len(gone) == len(come):
            parts = [apart(*both, voices, field) for both in zip(gone, come, strict=True)]
            first, second = ("; ".join(side) for side in zip(*parts, strict=True)) if parts else ("", "")
            return first, second
    if isinstance(was, BaseModel) and isinstance(now, BaseModel) and type(was) is type(now):
        names = [name for name in type(was).model_fields if getattr(was, name) != getattr(now, name)]
        pairs = [(name, apart(getattr(was, name), getattr(now, name), voices, name)) for name in names]
        told = [", ".join(f"{name.replace('_', ' ')}: {both[side] or 'none'}" for name, both in pairs)
                for side in (0, 1)]
        return told[0], told[1]
    first, second = plainly(was, voices[0], field), plainly(now, voices[1], field)
    if first == second and isinstance(was, str) and isinstance(now, str) and not isinstance(was, Term):
        return f"{first} ({was})", f"{second} ({now})"
    return first, second


def _name_in_words(written: str, voice: Voice, field: str) -> str:
    if field in {"place", "parent"} and written in voice.places:
        return voice.place(written)
    if field in {"actor", "parent", "court", "attributed_to", "origin", "attributed_by"}:
        return voice.actor(written)
    if field == "people":
        return next((person.name for person in voice.edition.people if person.id == written), written)
    if field == "incidents":
        return voice.title(written)
    return voice.text(written)


def _model_in_words(item: BaseModel, voice: Voice) -> str:
    match item:
        case Standing():
            court = f", {voice.actor(item.court)}" if item.court else ""
            return f"{item.status.label} (at {voice.when(item.as_of)}{court})"
        case Step():
            return f"{voice.when(item.date)}: {voice.text(item.text)}"
        case Total():
            return f"{item.measure.label}, {item.unit}: {plainly(item.where, voice)}"
        case Inclusion():
            return f"{number_in_text(item.best)} {item.of}"
        case Selection():
            return _selection(item, voice)
        case Licence():
            return ", ".join(filter(None, (item.name, item.url, item.exceptions)))
        case LexiconEntry():
            return f"{item.use}, not {item.avoid} ({item.why})"
        case Author():
            return item.printed
    named = getattr(item, "name", None)
    if isinstance(named, str):
        short = getattr(item, "short", None)
        return f"{named} ({short})" if short else named
    return listed([f"{key} {plainly(getattr(item, key), voice, key)}" for key in item.model_fields_set])


def _selection(where: Selection, voice: Voice) -> str:
    parts = [
        plainly(getattr(where, key), voice, key)
        for key in ("incidents", "themes", "violations", "actor_kinds", "measures")
        if getattr(where, key) is not None
    ]
    parts.append("background too" if where.context else "")
    return " / ".join(filter(None, parts)) or "all incidents"
