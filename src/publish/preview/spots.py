"""Which element of the manuscript stands where on the pages, and in which block an editor wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ..artifacts import Anchor, File, PartHtml, Source
from ..proof import Box
from ..proof.beside.comparison import Comparison
from ..proof.beside.expected import BLOCKS, Node
from ..span import Span
from ..token_place import find_passage
from .made import Spot

_HOLDERS = frozenset({"figure", "table"})
"""Elements that are spots as a whole: between the words of a chart, a click still means the chart."""
_HOMES = {name: PurePosixPath(f"{name}.yaml") for name in ("sources", "changes", "errata")}
"""Parts that have a file of their own but no blocks."""
_IMPRINT = PurePosixPath("edition.yaml")


@dataclass(slots=True)
class _Passage:
    """The words of one element on one page, as they are gathered."""

    node: Node
    words: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ground:
    """An edition's files and the parts that were made of them."""

    source: Source
    parts: Mapping[str, PartHtml]

    def block(self, node: Node) -> Span:
        """Where an editor wrote an element: its block, or the whole file if it is in none."""
        part = self.parts[node.part]
        origin = part.origin(node.line)
        if origin is not None:
            return origin
        if part.origins:  # the title of a chapter
            name = part.origins[0][1].file.relative_to(self.source.folder)
        else:
            name = _HOMES.get(part.id, _IMPRINT)
        return _whole(self.source.files.get(name) or self.source.files[_IMPRINT])


def spots_of(
    comparison: Comparison, anchors: Mapping[str, tuple[Anchor, ...]], ground: Ground
) -> Mapping[int, tuple[Spot, ...]]:
    """The spots of each page, by its number from 0."""
    found: dict[int, list[Spot]] = {}
    for page, passage in _passages(comparison):
        text = " ".join(passage.words)
        tag = "note" if _is_note(passage.node) else passage.node.tag
        found.setdefault(page, []).append(Spot(around(passage.boxes), tag, text, ground.block(passage.node)))
    for page, spot in _holders(comparison.expected.nodes, anchors, ground):
        found.setdefault(page, []).append(spot)
    return {page: tuple(spots) for page, spots in found.items()}


def place(spot: Spot, texts: Mapping[PurePosixPath, str]) -> Span:
    """The place of a spot's words in its block, or that of the block if they were not written there."""
    text = texts.get(spot.block.file)
    if text is None or not spot.text:
        return spot.block
    return find_passage(File(spot.block.file, text, None, {}, {}), spot.block, spot.text)


def _passages(comparison: Comparison) -> Iterator[tuple[int, _Passage]]:
    """The words of each element on each page, in reading order, with the page's number."""
    expected = comparison.expected
    found: dict[tuple[int, int], _Passage] = {}
    for start in expected.words:
        at = comparison.printed_at(start)
        if at is None:
            continue
        piece, node = comparison.piece_at(at), _spot(expected.lineage(expected.holder(start)))
        passage = found.setdefault((piece.page, node.number), _Passage(node))
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


def _is_note(node: Node) -> bool:
    return "note" in node.classes


def _holders(
    nodes: Iterable[Node], anchors: Mapping[str, tuple[Anchor, ...]], ground: Ground
) -> Iterator[tuple[int, Spot]]:
    for node in nodes:
        for anchor in anchors.get(node.id, ()) if node.tag in _HOLDERS else ():
            box = Box(anchor.x_mm, anchor.y_mm, anchor.x_mm + anchor.width_mm, anchor.y_mm + anchor.height_mm)
            yield anchor.page, Spot(box, node.tag, "", ground.block(node))


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of these, of which there is one at least."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _whole(file: File) -> Span:
    lines = file.text.split("\n")
    return Span(file.path, 1, 1, len(lines), len(lines[-1]) + 1)
