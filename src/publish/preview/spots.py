"""Which element of the manuscript stands where on the pages, and in which block an editor wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ..artifacts import Anchor, File, PartHtml, Source, Tree
from ..proof import Box
from ..proof.beside.comparison import Comparison
from ..proof.beside.expected import BLOCKS, Node
from ..proof.copy.printed import Printed
from ..span import Span
from ..token_place import find_passage
from .made import Spot

_HOMES = {name: PurePosixPath(f"{name}.yaml") for name in ("sources", "changes", "errata")}
"""Parts that have a file of their own but no blocks."""
_IMPRINT = PurePosixPath("edition.yaml")
_RECORDS = PurePosixPath("records")
_SOURCES = PurePosixPath("sources.yaml")
_SOURCE_ID = "source-"
_WAY_BACK = "↑"
"""What ends a note, and leads back to its call."""


@dataclass(slots=True)
class _Passage:
    """The words of one element on one page, as they are gathered."""

    node: Node
    words: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    link: str = ""
    """Where its first link leads."""


@dataclass(frozen=True, slots=True)
class Ground:
    """An edition's files and the parts that were made of them."""

    source: Source
    parts: Mapping[str, PartHtml]

    def block(self, node: Node) -> Span:
        """Where an editor wrote an element: its block, or the whole file if it is in none."""
        part, files = self.parts[node.part], self.source.files
        origin = part.origin(node.line)
        if origin is not None:
            return origin
        if node.id.startswith(_SOURCE_ID) and _SOURCES in files:
            return _source(files[_SOURCES], node.id.removeprefix(_SOURCE_ID))
        if part.origins:  # the title of a chapter
            name = part.origins[0][1].file.relative_to(self.source.folder)
        else:
            name = _HOMES.get(part.id, _IMPRINT)
        return _whole(files.get(name) or files[_IMPRINT])

    def is_entry(self, node: Node) -> bool:
        """Whether an element is in a part that is gathered from others, as the contents are."""
        return not self.parts[node.part].origins and node.part not in _HOMES


def spots_of(
    comparison: Comparison, anchors: Mapping[str, tuple[Anchor, ...]], ground: Ground
) -> Mapping[int, tuple[Spot, ...]]:
    """The spots of each page, by its number from 0."""
    found: dict[int, list[Spot]] = {}
    for page, passage in _passages(comparison):
        text = " ".join(passage.words)
        tag = "note" if _is_note(passage.node) else passage.node.tag
        leads = _goal(passage.link, comparison.printed) if ground.is_entry(passage.node) else None
        spot = Spot(around(passage.boxes), tag, text, ground.block(passage.node), leads)
        found.setdefault(page, []).append(spot)
    for page, spot in _blocks(comparison.expected.nodes, anchors, ground):
        found.setdefault(page, []).append(spot)
    return {page: tuple(spots) for page, spots in found.items()}


def place(spot: Spot, texts: Mapping[PurePosixPath, str]) -> Span:
    """The place of a spot's words in its block, or in the records; that of the block if in neither."""
    passage = spot.text.replace(_WAY_BACK, "")
    if spot.block.file not in texts or not passage:
        return spot.block
    found = find_passage(_file(spot.block.file, texts), spot.block, passage)
    return _in_records(passage, texts) or found if found == spot.block else found


def _in_records(passage: str, texts: Mapping[PurePosixPath, str]) -> Span | None:
    """The only place in the records at which a passage is written; None if there is none, or more."""
    found = []
    for path in texts:
        if path.parent.name == _RECORDS.name:
            file = _file(path, texts)
            whole = _whole(file)
            span = find_passage(file, whole, passage)
            found += [] if span == whole else [span]
    return found[0] if len(found) == 1 else None


def _file(path: PurePosixPath, texts: Mapping[PurePosixPath, str]) -> File:
    return File(path, texts[path], lambda: Tree(None, {}, {}))


def _source(file: File, identity: str) -> Span:
    """Where a source is written."""
    sources = file.root.get("sources") if isinstance(file.root, dict) else None
    for index, source in enumerate(sources if isinstance(sources, list) else ()):
        if isinstance(source, dict) and source.get("id") == identity:
            return file.place(("sources", index))
    return _whole(file)


def _passages(comparison: Comparison) -> Iterator[tuple[int, _Passage]]:
    """The words of each element on each page, in reading order, with the page's number."""
    expected = comparison.expected
    found: dict[tuple[int, int], _Passage] = {}
    for start in expected.words:
        at = comparison.printed_at(start)
        if at is None:
            continue
        holder = expected.holder(start)
        piece, node = comparison.piece_at(at), _spot(expected.lineage(holder))
        passage = found.setdefault((piece.page, node.number), _Passage(node))
        passage.link = passage.link or holder.attributes.get("href", "")
        first, end = expected.word(start)
        passage.words.append(expected.text[first:end])
        passage.boxes.append(piece.box)
    for (page, _), passage in found.items():
        yield page, passage


def _spot(lineage: Iterable[Node]) -> Node:
    """The note or the innermost block among an element and those around it."""
    for node in lineage:
        if node.tag in BLOCKS or _is_note(node):
            break
    return node


def _goal(link: str, printed: Printed) -> int | None:
    """The page that a link leads to; None if it leads out of the file."""
    goal = printed.destinations.get(link.removeprefix("#")) if link.startswith("#") else None
    return None if goal is None else goal.page


def _is_note(node: Node) -> bool:
    return "note" in node.classes


def _blocks(
    nodes: Iterable[Node], anchors: Mapping[str, tuple[Anchor, ...]], ground: Ground
) -> Iterator[tuple[int, Spot]]:
    """Each block as a whole, with its page: between the words of a chart, a click still means the chart."""
    for node in nodes:
        for anchor in anchors.get(node.id, ()) if "block" in node.classes else ():
            box = Box(anchor.x_mm, anchor.y_mm, anchor.x_mm + anchor.width_mm, anchor.y_mm + anchor.height_mm)
            yield anchor.page, Spot(box, "block", "", ground.block(node))


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of these, of which there is one at least."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _whole(file: File) -> Span:
    lines = file.text.split("\n")
    return Span(file.path, 1, 1, len(lines), len(lines[-1]) + 1)
