"""The stage as a whole: write every block in reading order, then make the lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from .. import citation
from ..artifacts import (
    File,
    Listed,
    Resolved,
    ResolvedBlock,
    ResolvedChapter,
    Section,
    Source,
    SourceEntry,
    Tree,
)
from ..blocks.base import TabularBlock
from ..blocks.chart import Chart
from ..blocks.prose import Prose
from ..folded import Folded
from ..model.chapter import Chapter
from ..model.edition import Edition
from ..model.source import Source as Cited
from ..model.source import SourceType
from ..past import Past
from ..recall import Recall, afresh, digest_of
from .annexing import annex, changed_blocks
from .apparatus import Apparatus
from .hand import Hand
from .numbering import Numbering, number, told_by_records
from .owning import told_errata
from .register import Register

HEADINGS = (
    ("Reports and books", {SourceType.REPORT, SourceType.BOOK, SourceType.CHAPTER}),
    ("Cases and legislation", {SourceType.CASE, SourceType.LEGISLATION}),
    ("Web pages and press releases", {SourceType.WEBPAGE}),
    ("Data", {SourceType.DATASET}),
    ("News", {SourceType.NEWS}),
)
"""The headings of the list of sources, with the CSL types below each."""


class _Written(Struct, frozen=True):
    """A chapter in words, and what it adds to the lists and the register of the book."""

    chapter: ResolvedChapter
    tables: tuple[Listed, ...]
    figures: tuple[Listed, ...]
    entered: Register


def resolve(
    source: Source, edition: Edition, past: Past | None = None, recall: Recall = afresh
) -> Resolved:
    """The book in words; `past` is what it can be compared with.

    With `recall`, the edition must be what `validate` made of this very source.
    """
    past = past or Past()
    apparatus = Apparatus(edition.model_copy(update={"chapters": ()}), number(edition))
    beside = source.digest_without(chapter.id for chapter in edition.chapters)
    written = [*_chapters(source, edition, apparatus, beside, recall)]
    return Resolved(
        edition,
        tuple(one.chapter for one in written),
        tuple(listed for one in written for listed in one.tables),
        tuple(listed for one in written for listed in one.figures),
        tuple(_sources(edition, apparatus)),
        apparatus.register.count,
        annex(past.changes, edition, apparatus) if past.changes else None,
        told_errata(edition, past.releases, apparatus),
        tuple(changed_blocks(past, edition)),
        digest=beside,
    )


def _chapters(
    source: Source, edition: Edition, apparatus: Apparatus, beside: str, recall: Recall
) -> Iterator[_Written]:  # five parameters: all that chapters follow from, and who may know them
    """Every chapter, entered in the register; `beside` is a digest of what no chapter says."""
    known = recall if beside else afresh
    told = known("told-by-records", (beside,), lambda: told_by_records(edition))
    for chapter in edition.chapters:
        path = PurePosixPath(f"{chapter.id}.yaml")
        file = source.files.get(path) or File(source.folder / path, "", lambda: Tree(None, {}, {}))
        numbering = apparatus.numbering.seen_from(chapter, told)
        said = (file.digest, beside, numbering.digest, apparatus.register.digest)
        known = recall if file.digest and beside else afresh
        written = known("resolve", said, partial(_written, file, chapter, apparatus, numbering))
        apparatus.register.enter(written.entered)
        yield written


def _written(file: File, chapter: Chapter, apparatus: Apparatus, numbering: Numbering) -> _Written:
    """A chapter in words; the apparatus is left as it was."""
    before, whole = apparatus.register, apparatus.numbering
    apparatus.register, apparatus.numbering = before.copy(), numbering
    resolved = _chapter(file, chapter, apparatus)
    tables, figures = (tuple(_listed(chapter, apparatus, kind)) for kind in (TabularBlock, Chart))
    entered = apparatus.register.since(before)
    apparatus.register, apparatus.numbering = before, whole
    return _Written(resolved, tables, figures, entered)


def _chapter(file: File, chapter: Chapter, apparatus: Apparatus) -> ResolvedChapter:
    blocks = []
    for index, block in enumerate(chapter.blocks):
        hand = Hand(apparatus, getattr(block, "notes", {}))
        name, origin = block.printed_id(chapter.id, index), file.place(("blocks", index))
        blocks.append(ResolvedBlock(block.kind, name, origin, block.view(hand)))
    folded = Folded(blocks)
    resolved = ResolvedChapter(
        chapter.id, apparatus.numbering.chapters.get(chapter.id), chapter.title,
        chapter.running_head or chapter.title, tuple(_sections(chapter, apparatus)), folded, chapter.run_on,
    )
    head = repr(replace(resolved, blocks=()))
    return replace(resolved, digest=digest_of(head, folded.digest) if file.digest else "")


def _sections(chapter: Chapter, apparatus: Apparatus) -> Iterator[Section]:
    for index, block in enumerate(chapter.blocks):
        if isinstance(block, Prose) and block.heading and block.level == 2:
            yield Section(block.printed_id(chapter.id, index), apparatus.title(block.heading))


def _listed(
    chapter: Chapter, apparatus: Apparatus, kind: type[TabularBlock] | type[Chart]
) -> Iterator[Listed]:
    for block in chapter.blocks:
        if isinstance(block, kind):
            yield Listed(block.id, apparatus.numbering.labels[block.id], apparatus.title(block.caption))


def _sources(edition: Edition, apparatus: Apparatus) -> Iterator[tuple[str, tuple[SourceEntry, ...]]]:
    """Every source below its heading, by author, then date."""
    for heading, types in HEADINGS:
        members = [item for item in edition.sources if item.type in types]
        members.sort(key=lambda item: (item.people.casefold(), item.issued.first, item.id))
        if members:
            yield heading, tuple(_source(item, apparatus.register.cited) for item in members)


def _source(item: Cited, cited: Mapping[str, Sequence[int]]) -> SourceEntry:
    return SourceEntry(f"source-{item.id}", citation.entry(item), tuple(cited.get(item.id, ())))
