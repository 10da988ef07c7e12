"""The stage as a whole: write every block in reading order, then make the lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from .. import citation
from ..artifacts import (
    Listed,
    Resolved,
    ResolvedBlock,
    ResolvedChapter,
    Section,
    Source,
    SourceEntry,
)
from ..blocks.base import TabularBlock
from ..blocks.chart import Chart
from ..blocks.prose import Prose
from ..model.chapter import Chapter
from ..model.edition import Edition
from ..model.source import Source as Cited
from ..model.source import SourceType
from ..past import Past
from ..span import Span
from .annexing import annex, changed_blocks
from .apparatus import Apparatus
from .hand import Hand
from .numbering import Numbering, all_blocks, number
from .owning import told_errata

HEADINGS = (
    ("Reports and books", {SourceType.REPORT, SourceType.BOOK, SourceType.CHAPTER}),
    ("Cases and legislation", {SourceType.CASE, SourceType.LEGISLATION}),
    ("Web pages and press releases", {SourceType.WEBPAGE}),
    ("Data", {SourceType.DATASET}),
    ("News", {SourceType.NEWS}),
)
"""The headings of the list of sources, with the CSL types below each."""


def resolve(source: Source, edition: Edition, past: Past | None = None) -> Resolved:
    """The book in words; `past` is what it can be compared with."""
    past = past or Past()
    numbering = number(edition)
    apparatus = Apparatus(edition, numbering)
    chapters = tuple(_chapter(source, chapter, apparatus) for chapter in edition.chapters)
    return Resolved(
        edition,
        chapters,
        tuple(_listed(edition, apparatus, TabularBlock)),
        tuple(_listed(edition, apparatus, Chart)),
        tuple(_sources(edition, apparatus)),
        apparatus.count,
        annex(past.changes, edition, apparatus) if past.changes else None,
        told_errata(edition, past.releases, apparatus),
        tuple(changed_blocks(past, edition)),
    )


def _chapter(source: Source, chapter: Chapter, apparatus: Apparatus) -> ResolvedChapter:
    file = source.files.get(PurePosixPath(f"{chapter.id}.yaml"))
    blocks = []
    for index, block in enumerate(chapter.blocks):
        origin = file.place(("blocks", index)) if file else Span(source.folder / f"{chapter.id}.yaml")
        hand = Hand(apparatus, getattr(block, "notes", {}))
        name = block.printed_id(chapter.id, index)
        blocks.append(ResolvedBlock(block.kind, name, origin, block.view(hand)))
    return ResolvedChapter(
        chapter.id, apparatus.numbering.chapters.get(chapter.id), chapter.title,
        chapter.running_head or chapter.title, tuple(_sections(chapter, apparatus)), tuple(blocks),
        chapter.run_on,
    )


def _sections(chapter: Chapter, apparatus: Apparatus) -> Iterator[Section]:
    for index, block in enumerate(chapter.blocks):
        if isinstance(block, Prose) and block.heading and block.level == 2:
            yield Section(block.printed_id(chapter.id, index), apparatus.title(block.heading))


def _listed(
    edition: Edition, apparatus: Apparatus, kind: type[TabularBlock] | type[Chart]
) -> Iterator[Listed]:
    labels: Numbering = apparatus.numbering
    for block in all_blocks(edition):
        if isinstance(block, kind):
            yield Listed(block.id, labels.labels[block.id], apparatus.title(block.caption))


def _sources(edition: Edition, apparatus: Apparatus) -> Iterator[tuple[str, tuple[SourceEntry, ...]]]:
    """Every source below its heading, by author, then date."""
    for heading, types in HEADINGS:
        members = [item for item in edition.sources if item.type in types]
        members.sort(key=lambda item: (item.people.casefold(), item.issued.first, item.id))
        if members:
            yield heading, tuple(_source(item, apparatus.cited) for item in members)


def _source(item: Cited, cited: Mapping[str, Sequence[int]]) -> SourceEntry:
    return SourceEntry(f"source-{item.id}", citation.entry(item), tuple(cited.get(item.id, ())))
