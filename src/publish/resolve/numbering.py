"""Numbers that follow from order: chapters, tables, figures, and the label of every target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ..blocks import AnyBlock
from ..blocks.base import TabularBlock
from ..blocks.chart import Chart
from ..blocks.prose import Prose
from ..inline import references_in
from ..model.base import Model
from ..model.chapter import Chapter
from ..model.edition import Edition
from ..recall import digest_of


class Numbering(Struct, frozen=True):
    """The labels of everything that can be referred to."""

    chapters: Mapping[str, int]
    """Numbers of the numbered chapters."""
    labels: Mapping[str, str]
    """`Table 3`, `Figure 1`, `Chapter 2`, or a title in quotation marks, by id."""

    @property
    def digest(self) -> str:
        """A digest of all numbers and labels."""
        chapters = (f"{number} {name}" for name, number in self.chapters.items())
        return digest_of(*chapters, "", *(text for pair in self.labels.items() for text in pair))

    def seen_from(self, chapter: Chapter, told: Iterable[str]) -> Numbering:
        """As much of it as a chapter can print; `told` is what records refer to.

        That other labels change is no matter to it, such as headings to which it does not refer.
        """
        own = {chapter.id, *told, *(block.id for block in chapter.blocks if block.id)}
        for block in chapter.blocks:
            texts = (*(text for _, text in block.texts()), *getattr(block, "notes", {}).values())
            own.update(name for text in texts for name in references_in(text))
            own.update({block.table} if isinstance(block, Chart) else ())
        return Numbering(
            {name: number for name, number in self.chapters.items() if name == chapter.id},
            {name: label for name, label in self.labels.items() if name in own},
        )


def number(edition: Edition) -> Numbering:
    """Number an edition."""
    numbered = [chapter.id for chapter in edition.chapters if chapter.numbered]
    chapters = {chapter_id: index for index, chapter_id in enumerate(numbered, 1)}
    labels = {
        chapter.id: f"Chapter\u00a0{chapters[chapter.id]}" if chapter.numbered else f"“{chapter.title}”"
        for chapter in edition.chapters
    }
    return Numbering(chapters, labels | {"sources": "“Sources”"} | dict(_block_labels(edition)))


def told_by_records(edition: Edition) -> frozenset[str]:
    """What the texts of records refer to: any chapter may print them."""
    texts = (text for record in edition.records() for text in _texts(record))
    return frozenset(name for text in texts for name in references_in(text))


def _texts(value: object) -> Iterator[str]:
    """Every text within a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))


def _block_labels(edition: Edition) -> Iterator[tuple[str, str]]:
    tables = figures = 0
    for block in all_blocks(edition):
        if isinstance(block, TabularBlock):
            tables += 1
            yield block.id, f"Table\u00a0{tables}"
        elif isinstance(block, Chart):
            figures += 1
            yield block.id, f"Figure\u00a0{figures}"
        elif block.id:
            heading = block.heading if isinstance(block, Prose) else None
            yield block.id, f"“{heading}”" if heading else "the passage"


def all_blocks(edition: Edition) -> Iterator[AnyBlock]:
    """Every block, in reading order."""
    for chapter in edition.chapters:
        yield from chapter.blocks
