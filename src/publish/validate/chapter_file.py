"""A chapter file read as models, block by block; what is broken is reported and dropped, its name kept."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace
from pydantic import TypeAdapter, ValidationError

from .. import faults
from ..artifacts import File
from ..blocks import AnyBlock
from ..model.chapter import Chapter
from ..recall import Recall, afresh
from ..report import Report
from .complaining import complain
from .entry import Entry
from .gist import Gist
from .reading import ChapterEntry


class _Sound(Struct, frozen=True):
    """What is kept of a chapter in which nothing was wrong."""

    chapter: Chapter
    ids: frozenset[str]
    gist: Gist


def read_chapter(name: str, file: File, report: Report, recall: Recall) -> ChapterEntry:
    """A chapter; one that was sound before is not read again."""
    read = list[ChapterEntry]()

    def keep() -> _Sound | None:
        found = Report()
        entry = _read(name, file, found)
        read.append(entry)
        report.extend(found)
        return None if len(found) or entry.chapter is None else _Sound(entry.chapter, entry.ids, entry.gist)

    known = (recall if file.digest else afresh)("read-chapter", (file.digest,), keep)
    if read or known is None:
        return read[0]
    return replace(_entry(file, known.chapter, known.ids), known_gist=known.gist)


def block_ids(file: File) -> frozenset[str]:
    """The ids that blocks of a chapter file give themselves, sound or not."""
    blocks = file.root.get("blocks") if isinstance(file.root, dict) else None
    items = blocks if isinstance(blocks, list) else []
    return frozenset(str(item["id"]) for item in items if isinstance(item, dict) and "id" in item)


def _read(name: str, file: File, report: Report) -> ChapterEntry:
    root = file.root if isinstance(file.root, dict) else {}
    if "id" in root:
        fault = faults.unknown_key("id", None, "`title`, `blocks` and others; the id is the name of the file")
        report.add(file.place(("id",), key=True), fault, name)
    head: dict[str, object] = {**root, "id": name}
    try:
        return _entry(file, Chapter.model_validate(head), block_ids(file))
    except ValidationError as problem:
        complain(problem, file, (), Chapter, report, name)
        ways = [error["loc"] for error in problem.errors(include_url=False)]
    nodes = root.get("blocks")
    whole: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)
    broken = {way[1] for way in ways if way[0] == "blocks" and len(way) > 1}
    blocks = tuple(
        _block(file, index, whole.validate_python(node))
        for index, node in enumerate(nodes if isinstance(nodes, list) else ()) if index not in broken
    )
    whole_head = all(way[0] == "blocks" for way in ways) and blocks
    return ChapterEntry(file, name, _rest(head, blocks) if whole_head else None, blocks, block_ids(file))


def _rest(head: Mapping[str, object], blocks: tuple[Entry[AnyBlock], ...]) -> Chapter:
    """A chapter of its sound blocks."""
    return Chapter.model_validate({**head, "blocks": [entry.item for entry in blocks]})


def _entry(file: File, chapter: Chapter, ids: frozenset[str]) -> ChapterEntry:
    blocks = (_block(file, index, block) for index, block in enumerate(chapter.blocks))
    return ChapterEntry(file, chapter.id, chapter, tuple(blocks), ids)


def _block(file: File, index: int, block: AnyBlock) -> Entry[AnyBlock]:
    return Entry(file, ("blocks", index), block, block.id or file.path.stem)
