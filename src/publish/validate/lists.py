"""What an edition says outside its chapters: the imprint, and the lists of records and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeVar, cast

from msgspec import Struct

from ..model.base import Model
from ..model.edition import FILES, Imprint
from ..model.figure import Figure
from ..model.records import (
    Abbreviation,
    Actor,
    Claim,
    Event,
    Incident,
    Person,
    Place,
    Proceeding,
    Record,
    Statistic,
)
from ..model.source import Source
from .entry import Entry, Names
from .passage import Passage, lines_of, passages_of_imprint, passages_of_record
from .words import Phrases

M = TypeVar("M", bound=Model)

RECORDS: tuple[type[Model], ...] = (Incident, Statistic, Proceeding, Event, Claim)
FIELD_OF = {model: key for key, model in FILES.values()}


class Lists(Struct, frozen=True, eq=False, dict=True):
    """Everything sound outside the chapters, with its place, and the names of what was dropped.

    One for all parts of a reading, so that what is found out about it is found out once.
    """

    imprint: Entry[Imprint] | None
    items: Mapping[type[Model], tuple[Entry[Model], ...]]
    names: Mapping[type[Model], Names]
    digest: str = ""
    """A digest of the files that all this was read from; empty if that is not known."""

    def entries(self, model: type[M]) -> tuple[Entry[M], ...]:
        """The sound items of one kind."""
        return cast("tuple[Entry[M], ...]", self.items.get(model, ()))

    def names_of(self, *models: type[Model]) -> Names:
        """The names of one or several kinds together."""
        together = Names(frozenset())
        for model in models:
            together |= self.names[model]
        return together

    def complete(self, model: type[Model]) -> bool:
        """Whether every item of a kind could be read."""
        return self.names[model].whole and len(self.entries(model)) >= len(self.names[model].known)

    @cached_property
    def records(self) -> tuple[Entry[Record], ...]:
        """All records that marks can name."""
        found = (entry for model in RECORDS for entry in self.items.get(model, ()))
        return tuple(cast("Iterator[Entry[Record]]", found))

    @cached_property
    def record_names(self) -> Names:
        """The names of all records together."""
        return self.names_of(*RECORDS)

    @cached_property
    def record(self) -> Mapping[str, Entry[Record]]:
        """Sound records by id; the first of two that share one."""
        return {entry.item.id: entry for entry in reversed(self.records)}

    @cached_property
    def figures(self) -> tuple[tuple[Entry[Record], Entry[Figure]], ...]:
        """Every figure with the record that it belongs to."""
        return tuple(
            (record, record.part(("figures", index), figure))
            for record in self.records
            for index, figure in enumerate(getattr(record.item, "figures", ()))
        )

    @cached_property
    def named(self) -> tuple[Entry[Actor | Place | Person], ...]:
        """Everything that has a name in several spellings."""
        return (*self.entries(Actor), *self.entries(Place), *self.entries(Person))

    @cached_property
    def spellings(self) -> Phrases:
        """Every name as it is printed, the halves of a double name, and what the lexicon asks for."""
        return Phrases(self._spellings())

    def _spellings(self) -> Iterator[str]:
        yield from (entry.use for entry in (self.imprint.item.lexicon if self.imprint else ()))
        yield from (half for entry in self.entries(Actor) for half in entry.item.name.split(" – "))
        yield from (actor.item.short for actor in self.entries(Actor) if actor.item.short)
        yield from (entry.item.name for entry in self.named)
        for abbreviation in self.entries(Abbreviation):
            yield from (abbreviation.item.short, abbreviation.item.long)
        for source in self.entries(Source):
            yield from filter(None, (source.item.title, source.item.title_short, source.item.number))

    @cached_property
    def titles(self) -> tuple[Passage, ...]:
        """The texts of the imprint."""
        return tuple(passages_of_imprint(self.imprint)) if self.imprint else ()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts of records and lines."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        for record in self.records:
            yield from passages_of_record(record)
        for person in self.entries(Person):
            yield from lines_of(person)
        for abbreviation in self.entries(Abbreviation):
            yield from lines_of(abbreviation)
