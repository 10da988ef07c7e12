"""Which element of the manuscript stands where on the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from ..artifacts import Anchor, PartHtml
from ..proof import Box
from ..proof.beside.comparison import Comparison
from ..proof.beside.expected import BLOCKS, Node
from .made import Spot

HOMES = ("sources", "changes", "errata")
"""Parts that have a file of their own, `<part>.yaml`, but no blocks."""

Anchors = Mapping[str, tuple[Anchor, ...]]
"""Every id with its box on each page."""


class _Passage(Struct):
    """The words of one element on one page, as they are gathered."""

    node: Node
    words: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    link: str = ""
    """Where its first link leads."""


def spots_of(
    comparison: Comparison, anchors: Anchors, parts: Iterable[PartHtml]
) -> Mapping[int, tuple[Spot, ...]]:
    """The spots of each page, by its number from 0, in reading order; what holds others comes after them."""
    entries = {part.id for part in parts if not part.origins and part.id not in HOMES}
    found: dict[int, list[Spot]] = {}
    for page, passage in _passages(comparison):
        node = passage.node
        leads = passage.link if node.part in entries and passage.link.startswith("#") else ""
        spot = Spot(
            around(passage.boxes), "note" if _is_note(node) else node.tag, " ".join(passage.words), node.part,
            node.line, node.id, leads.removeprefix("#"),
        )
        found.setdefault(page, []).append(spot)
    for page, spot in _blocks(comparison.expected.nodes, anchors):
        found.setdefault(page, []).append(spot)
    return {page: tuple(spots) for page, spots in found.items()}


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


def _is_note(node: Node) -> bool:
    return "note" in node.classes


def _blocks(nodes: Iterable[Node], anchors: Anchors) -> Iterator[tuple[int, Spot]]:
    """Each block as a whole, with its page: between the words of a chart, a click still means the chart."""
    for node in nodes:
        for anchor in anchors.get(node.id, ()) if "block" in node.classes else ():
            box = Box(anchor.x_mm, anchor.y_mm, anchor.x_mm + anchor.width_mm, anchor.y_mm + anchor.height_mm)
            yield anchor.page, Spot(box, "block", "", node.part, node.line, node.id)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of these, of which there is one at least."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
