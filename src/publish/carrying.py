"""What a new edition takes over from the one before, and which of it somebody has looked at since.

A record that came over is *not reviewed* until somebody says that it still holds, or edits it: then its
digest is no longer the one that was noted when the edition was begun. Nothing here touches files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from msgspec import Struct

from .model.base import Model
from .model.edition import CarriedOver, Edition, RecordKind, Reviewed, Waiver
from .model.edtf import Edtf
from .model.records import Person, Place
from .span import Span

CARRIED_OVER = "review/carried-over.yaml"
REVIEWED = "review/reviewed.yaml"
LEFT_BEHIND = ("errata.yaml", "changes.yaml", "review", "released")
"""Files and folders that belong to the edition before alone."""

WORDS = {
    RecordKind.INCIDENTS: "incident", RecordKind.STATISTICS: "statistic", RecordKind.EVENTS: "event",
    RecordKind.PROCEEDINGS: "proceeding", RecordKind.CLAIMS: "claim", RecordKind.ACTORS: "actor",
    RecordKind.PLACES: "place", RecordKind.PEOPLE: "person",
}
"""What one entry of each list is called."""

_UNMARKED = {RecordKind.ACTORS, RecordKind.PLACES, RecordKind.PEOPLE}
"""Kinds that no mark names, so that their ids may be those of other records, too."""


class Standing(Enum):
    """How far the review of a record has come."""

    LEFT = auto()
    EDITED = auto()
    REVIEWED = auto()


class Carried(Struct, frozen=True):
    """A record that came from the edition before."""

    id: str
    kind: RecordKind
    standing: Standing
    span: Span
    """Where its id is written."""
    chapter: str = ""
    """The first chapter that prints it; empty if none does."""
    as_of: str = ""
    """The day for which it holds, if that lies before the coverage of the new edition."""
    review: Reviewed | None = None


class ChapterHead(Struct, frozen=True):
    """A chapter, and who reviews it."""

    id: str
    title: str
    owner: str
    """Empty if nobody does."""


class Survey(Struct, frozen=True):
    """Every record that an edition carries over, in the order of its files."""

    edition: str
    follows: str
    records: tuple[Carried, ...]
    chapters: tuple[ChapterHead, ...]
    """In the order in which they are printed."""

    @property
    def left(self) -> tuple[Carried, ...]:
        """Those that nobody has looked at."""
        return tuple(record for record in self.records if record.standing is Standing.LEFT)

    def named(self, record: Carried) -> str:
        """What `edition.review` calls a record: its id, or `places/sinda` where others have that id."""
        shared = sum(other.id == record.id for other in self.records) > 1
        return f"{record.kind}/{record.id}" if shared and record.kind in _UNMARKED else record.id


def carried_over(edition: Edition) -> tuple[CarriedOver, ...]:
    """Every record of an edition, as a new one notes it when it begins."""
    return tuple(
        CarriedOver(record=name_of(record), kind=kind, digest=digest_of(record))
        for kind, record in records_of(edition)
    )


def left(edition: Edition) -> tuple[CarriedOver, ...]:
    """The records that nobody has looked at since the edition was begun."""
    now = {(kind, name_of(record)): record for kind, record in records_of(edition)}
    return tuple(
        entry for entry in edition.carried_over
        if (record := now.get((entry.kind, entry.record))) and is_untouched(entry, record)
    )


def is_untouched(entry: CarriedOver, record: Model) -> bool:
    """Whether nobody edited a record since it was carried over."""
    return digest_of(record) == entry.digest


def records_of(edition: Edition) -> Iterator[tuple[RecordKind, Model]]:
    """Every record with its kind."""
    for kind in RecordKind:
        yield from ((kind, record) for record in getattr(edition, kind))


def name_of(record: Model) -> str:
    """The id of a record."""
    return str(getattr(record, "id", ""))


def digest_of(record: Model) -> str:
    """The first 16 digits of the SHA-256 of what a record says.

    Comments, the order of keys, line breaks within a text and values that are left to their default do not
    matter: to write a record anew is no review of it.
    """
    written = json.dumps(_canonical(record.model_dump(exclude_defaults=True)), sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def expired(waivers: Sequence[Waiver], day: date) -> tuple[int, ...]:
    """The indices of the waivers that no longer hold on a day."""
    return tuple(index for index, waiver in enumerate(waivers) if waiver.expires < day)


def day_of(record: Model) -> Edtf | None:
    """The earliest day for which something in a record holds; None if it names none."""
    days = [getattr(record, "as_of", None), *(figure.as_of for figure in getattr(record, "figures", ()))]
    if isinstance(record, Place):
        days.append(record.admin_as_of)
    if isinstance(record, Person) and record.standings:
        days.append(record.standings[-1].as_of)
    return min((day for day in days if day is not None), key=lambda day: day.first, default=None)


def _canonical(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _canonical(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(inner) for inner in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value if value is None or isinstance(value, bool) else " ".join(str(value).split())
