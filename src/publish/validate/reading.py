"""An edition as far as it could be read: the noun that every check of `validate` looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from ..artifacts import File, Source
from ..blocks import AnyBlock
from ..changes.change import Changes
from ..changes.compare import compare
from ..model.base import Model
from ..model.chapter import Chapter
from ..model.edition import FILES, Edition, Imprint
from ..model.figure import Figure
from ..model.records import Abbreviation, Claim, Event, Incident, Person, Proceeding, Record, Statistic
from ..past import Releases
from .entry import Entry, Names
from .passage import Passage, Role, lines_of, passages_of_block, passages_of_imprint, passages_of_record

M = TypeVar("M", bound=Model)

RECORDS: tuple[type[Model], ...] = (Incident, Statistic, Proceeding, Event, Claim)
FIELD_OF = {model: key for key, model in FILES.values()}


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """A chapter file: its head, if that is sound, and its sound blocks."""

    file: File
    id: str
    chapter: Chapter | None
    blocks: tuple[Entry[AnyBlock], ...]

    @property
    def numbered(self) -> bool:
        """Whether it bears a number; a broken head counts as numbered."""
        return self.chapter.numbered if self.chapter else True


@dataclass(frozen=True)
class Reading:
    """Everything sound of an edition, with its place, and the names of what was dropped."""

    source: Source
    imprint: Entry[Imprint] | None
    chapters: tuple[ChapterEntry, ...]
    """In the order of `edition.yaml`."""
    lists: Mapping[type[Model], tuple[Entry[Model], ...]]
    names: Mapping[type[Model], Names]
    targets: Names
    """What `[#…]` may name: chapters and blocks."""
    whole: bool
    """Whether nothing was dropped; else one cannot say that something is used nowhere."""
    earlier: Edition | None = None
    """The edition that this one follows, if it was handed in."""
    releases: Releases = field(default_factory=dict)
    """What earlier revisions of this edition were."""

    def entries(self, model: type[M]) -> tuple[Entry[M], ...]:
        """The sound items of one kind."""
        return cast("tuple[Entry[M], ...]", self.lists.get(model, ()))

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
        found = (entry for model in RECORDS for entry in self.lists.get(model, ()))
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
    def blocks(self) -> tuple[tuple[ChapterEntry, Entry[AnyBlock]], ...]:
        """Every block with its chapter, in reading order."""
        return tuple((chapter, block) for chapter in self.chapters for block in chapter.blocks)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every printed text: imprint, chapters, records, lines."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        if self.imprint:
            yield from passages_of_imprint(self.imprint)
        for chapter in self.chapters:
            yield from _titles(chapter)
            for block in chapter.blocks:
                yield from passages_of_block(block, chapter.numbered)
        for record in self.records:
            yield from passages_of_record(record)
        for person in self.entries(Person):
            yield from lines_of(person)
        for abbreviation in self.entries(Abbreviation):
            yield from lines_of(abbreviation)

    @cached_property
    def edition(self) -> Edition | None:
        """The edition without what was dropped; None without a sound imprint."""
        if self.imprint is None:
            return None
        chapters = tuple(entry.chapter for entry in self.chapters if entry.chapter)
        lists = {FIELD_OF[model]: [entry.item for entry in found] for model, found in self.lists.items()}
        return Edition.model_validate(
            {"id": self.source.folder.name, "imprint": self.imprint.item, "chapters": chapters, **lists}
        )

    @cached_property
    def changes(self) -> Changes | None:
        """What changed since the earlier edition, if that was handed in."""
        return compare(self.earlier, self.edition) if self.earlier and self.edition else None


def _titles(chapter: ChapterEntry) -> Iterator[Passage]:
    head = chapter.chapter
    for name, text in (("title", head and head.title), ("running_head", head and head.running_head)):
        if text:
            yield Passage(chapter.file, (name,), text, Role.TITLE, chapter.id)
