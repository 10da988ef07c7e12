"""The archive of a random edition: more records than its chapters name; `settling` leaves out the others."""

from __future__ import annotations

from msgspec import Struct

from . import records
from .dice import Dice
from .records import Record


class Archive(Struct, frozen=True):
    """Everything that texts and tables can name."""

    sources: tuple[Record, ...]
    incidents: tuple[Record, ...]
    statistics: tuple[Record, ...]
    proceedings: tuple[Record, ...]
    events: tuple[Record, ...]
    claims: tuple[Record, ...]

    @property
    def dated(self) -> int:
        """How many records have a date for the chronology."""
        return len(self.incidents) + len(self.proceedings) + len(self.events)


def make_archive(dice: Dice, pages: int) -> Archive:
    """Records enough for an edition of so many pages."""
    incidents = tuple(records.incident(dice, number) for number in _numbers(pages, 0.6, 5, 240))
    return Archive(
        tuple(records.source(dice, number) for number in _numbers(pages, 0.9, 6, 300)),
        incidents,
        tuple(records.statistic(dice, number, incidents) for number in _numbers(pages, 0.25, 5, 80)),
        tuple(records.proceeding(dice, number) for number in _numbers(pages, 0.1, 3, 40)),
        tuple(records.event(dice, number) for number in _numbers(pages, 0.2, 3, 100)),
        tuple(records.claim(dice, number) for number in _numbers(pages, 0.6, 4, 400)),
    )


def _numbers(pages: int, share: float, least: int, most: int) -> range:
    """The numbers of one kind of record: so many to a page, but some and not too many in all."""
    return range(1, 1 + max(least, min(most, round(pages * share))))
