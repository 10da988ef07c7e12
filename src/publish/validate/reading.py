"""An edition as far as it could be read: the noun that every check of `validate` looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cached_property
from typing import TypeVar

from msgspec import Struct, field

from ..artifacts import File, Source
from ..blocks import AnyBlock
from ..changes.change import Changes
from ..changes.compare import compare
from ..model.base import Model
from ..model.chapter import Chapter
from ..model.edition import Edition, Imprint
from ..model.figure import Figure
from ..model.records import Record
from ..past import Releases
from .entry import Entry, Names
from .gist import Gist, gist_of
from .lists import FIELD_OF, Lists
from .passage import Passage, Role, passages_of_block
from .seen import Seen
from .words import Words, words_of

M = TypeVar("M", bound=Model)


class Part(Enum):
    """Of what the texts of a reading are; what names mean is the same in all of them."""

    WHOLE = auto()
    IMPRINT = auto()
    CHAPTER = auto()
    LISTS = auto()


class ChapterEntry(Struct, frozen=True, dict=True):
    """A chapter file: its head, if that is sound, and its sound blocks."""

    file: File
    id: str
    chapter: Chapter | None
    blocks: tuple[Entry[AnyBlock], ...]
    ids: frozenset[str] = frozenset()
    """What its blocks are called, broken ones too."""
    known_gist: Gist | None = None
    """Its gist, if that was known before."""

    @property
    def numbered(self) -> bool:
        """Whether it bears a number; a broken head counts as numbered."""
        return self.chapter.numbered if self.chapter else True

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its texts."""
        return (*_titles(self), *(
            passage for block in self.blocks for passage in passages_of_block(block, self.numbered)
        ))

    @cached_property
    def gist(self) -> Gist:
        """What the checks of the whole must know of its texts."""
        return self.known_gist or gist_of(self.passages)


class Reading(Struct, frozen=True, dict=True):
    """Everything sound of an edition, with its place, and the names of what was dropped."""

    source: Source
    lists: Lists
    chapters: tuple[ChapterEntry, ...]
    """In the order of `edition.yaml`."""
    targets: Names
    """What `[#…]` may name: chapters and blocks."""
    whole: bool
    """Whether nothing was dropped; else one cannot say that something is used nowhere."""
    earlier: Edition | None = None
    """The edition that this one follows, if it was handed in."""
    releases: Releases = field(default_factory=dict)
    """What earlier revisions of this edition were."""
    part: Part = Part.WHOLE
    gists: tuple[Gist, ...] = ()
    """Those of the parts, in their order."""
    seen: tuple[Seen, ...] = ()
    """What was seen in the parts, in their order, for the checks of the whole."""

    @property
    def imprint(self) -> Entry[Imprint] | None:
        """What `edition.yaml` says, if that is sound."""
        return self.lists.imprint

    @property
    def names(self) -> Mapping[type[Model], Names]:
        """The names that items of each kind have."""
        return self.lists.names

    def entries(self, model: type[M]) -> tuple[Entry[M], ...]:
        """The sound items of one kind."""
        return self.lists.entries(model)

    def complete(self, model: type[Model]) -> bool:
        """Whether every item of a kind could be read."""
        return self.lists.complete(model)

    @property
    def records(self) -> tuple[Entry[Record], ...]:
        """All records that marks can name."""
        return self.lists.records

    @property
    def record_names(self) -> Names:
        """The names of all records together."""
        return self.lists.record_names

    @property
    def record(self) -> Mapping[str, Entry[Record]]:
        """Sound records by id; the first of two that share one."""
        return self.lists.record

    @property
    def figures(self) -> tuple[tuple[Entry[Record], Entry[Figure]], ...]:
        """Every figure with the record that it belongs to."""
        return self.lists.figures

    @cached_property
    def blocks(self) -> tuple[tuple[ChapterEntry, Entry[AnyBlock]], ...]:
        """Every block with its chapter, in reading order."""
        return tuple((chapter, block) for chapter in self.chapters for block in chapter.blocks)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every printed text of this part: imprint, chapters, records, lines."""
        titles = self.lists.titles if self.part in {Part.WHOLE, Part.IMPRINT} else ()
        lines = self.lists.passages if self.part in {Part.WHOLE, Part.LISTS} else ()
        return (*titles, *(passage for chapter in self.chapters for passage in chapter.passages), *lines)

    @cached_property
    def words(self) -> Words:
        """The words of these texts."""
        return words_of(passage.running for passage in self.passages)

    @cached_property
    def parts(self) -> tuple[Reading, ...]:
        """The imprint, each chapter, the lists: each as if there were no other texts."""
        imprint, *of_chapters, lists = self.gists
        return (
            self._of(Part.IMPRINT, (), imprint),
            *(self._of(Part.CHAPTER, (chapter,), gist)
              for chapter, gist in zip(self.chapters, of_chapters, strict=True)),
            self._of(Part.LISTS, (), lists),
        )

    def _of(self, part: Part, chapters: tuple[ChapterEntry, ...], gist: Gist) -> Reading:
        """A part. It has no more of the whole than its files, the lists, and the targets that it names."""
        of_chapters = {chapter.file.path for chapter in self.chapters}
        own = {chapter.file.path for chapter in chapters}
        files = {
            path: file for path, file in self.source.files.items()
            if file.path in own or (part is Part.LISTS and file.path not in of_chapters)
        }
        named = frozenset(gist.targets("reference"))
        lacking = any(self.targets.lacks(name) for name in named)  # then others may have been meant
        targets = self.targets if lacking else Names(named)
        source = Source(self.source.folder, files, frozenset())
        return Reading(source, self.lists, chapters, targets, whole=True, part=part)

    @cached_property
    def edition(self) -> Edition | None:
        """The edition without what was dropped; None without a sound imprint."""
        if self.imprint is None:
            return None
        chapters = tuple(entry.chapter for entry in self.chapters if entry.chapter)
        items = self.lists.items
        lists = {FIELD_OF[model]: tuple(entry.item for entry in found) for model, found in items.items()}
        return Edition.model_construct(  # all of it is valid; None: its fields are those given
            None, id=self.source.folder.name, imprint=self.imprint.item, chapters=chapters, **lists
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
