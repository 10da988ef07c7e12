"""Every link of the manuscript can be clicked in the PDF, on all its lines, and leads where it should."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from operator import itemgetter

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.excerpt import expected_words, ground
from ..beside.expected import Node
from ..copy.drawn import MM_PER_PT
from ..copy.printed import Annotation, Box, Element, Piece, PrintedPage
from . import contents, destinations
from .tags import Tag, Tagging, pieces_by_tag

_OVERHANG = 0.2
"""So much of its type's size may ink reach out of the area of its link: an italic leans, an f bends over."""

_ByHeight = Sequence[tuple[float, int, Piece]]
"""The runs of text on a page with their middles and places in the order of drawing; from the top down."""


def findings(comparison: Comparison, found: Tagging) -> Iterator[Finding]:
    """Links, and all that leads readers through the book: destinations, bookmarks, contents, page numbers."""
    yield from _links(comparison, found)
    yield from _untagged(comparison)
    yield from destinations.findings(comparison)
    yield from contents.findings(comparison)


def _links(comparison: Comparison, found: Tagging) -> Iterator[Finding]:
    pairs = [(tag, role.node) for tag, role in found.pairs if role.node.tag == "a"]
    pages = {number: _by_height(page) for number, page in comparison.printed.numbered()}
    pieces = pieces_by_tag(comparison, [tag for tag, _ in pairs])
    for (tag, link), those in zip(pairs, pieces, strict=True):
        yield from _link(comparison, tag, link, those)
        yield from _overreaching(pages, tag, link)
    for run in found.lost:
        for role in run:
            if role.node.tag == "a":
                yield _lost(comparison, role.node, comparison.pieces_of(role.node))
    foreign = [tag for run in found.foreign for tag in run if tag.element.role == "Link"]
    for tag, inside in zip(foreign, pieces_by_tag(comparison, foreign), strict=True):
        yield _foreign(tag, inside)


def _link(comparison: Comparison, tag: Tag, link: Node, pieces: Sequence[Piece]) -> Iterator[Finding]:
    if not tag.areas:
        yield _lost(comparison, link, pieces)
        return
    wanted = link.attributes.get("href", "")
    for area in tag.areas:
        if (aim := _aim(area)) != wanted:
            fault = faults.misled_link(_words(comparison, link), aim, wanted, area.page + 1)
            yield Finding(fault, link, area.page, _upright(area.box))
        elif area.contents != (area.url or area.name):  # ISO 14289-1, 7.18.5
            fault = faults.misnamed_link(area.contents, aim, area.page + 1)
            yield Finding(fault, link, area.page, _upright(area.box))
    areas = [(area.page, _upright(area.box)) for area in tag.areas]
    for piece in pieces:
        if not piece.text.isspace() and not any(_covers(area, piece) for area in areas):
            fault = faults.partial_link(piece.text.strip(), piece.page + 1)
            yield Finding(fault, link, piece.page, piece.box)


def _by_height(page: PrintedPage) -> _ByHeight:
    return sorted(
        ((one.box.top + one.box.bottom) / 2, at, one) for at, one in enumerate(page.pieces)
        if not one.artifact and not one.text.isspace()
    )


def _overreaching(pages: Mapping[int, _ByHeight], tag: Tag, link: Node) -> Iterator[Finding]:
    """The first words under each area that are not the link's own; leaders and folios lead nowhere."""
    own = {(content.page, content.mcid) for content in tag.contents}
    for area in tag.areas:
        box = _upright(area.box)
        pieces = pages[area.page]
        first, end = bisect_right(pieces, (box.top, inf)), bisect_left(pieces, (box.bottom,))
        for _, _, piece in sorted(pieces[first:end], key=itemgetter(1)):
            if _meets(box, piece) and (piece.page, piece.mcid) not in own:
                fault = faults.overreaching_link(piece.text.strip(), _aim(area), piece.page + 1)
                yield Finding(fault, link, piece.page, piece.box)
                break


def _meets(box: Box, piece: Piece) -> bool:
    """Whether more of a text can be clicked than it overhangs, if the middle of its height can."""
    over = min(piece.box.right, box.right) - max(piece.box.left, box.left)
    return over > piece.size_pt * MM_PER_PT * _OVERHANG


def _aim(area: Annotation) -> str:
    """Where a click leads, as the manuscript would write it."""
    return area.url or (f"#{area.name}" if area.name else "")


def _upright(box: Box) -> Box:
    """The rectangle of an annotation may begin at any of its corners (ISO 32000-1, 7.9.5)."""
    left, right = sorted((box.left, box.right))
    top, bottom = sorted((box.top, box.bottom))
    return Box(left, top, right, bottom)


def _covers(area: tuple[int, Box], piece: Piece) -> bool:
    page, box = area
    across, down = box.overlap(piece.box)
    over = piece.size_pt * MM_PER_PT * _OVERHANG
    return page == piece.page and across >= piece.box.width - over and down >= piece.box.height - over


def _lost(comparison: Comparison, link: Node, pieces: Sequence[Piece]) -> Finding:
    page, box = ground(pieces)
    return Finding(faults.lost_link(_words(comparison, link), (page or 0) + 1), link, page, box)


def _foreign(tag: Tag, pieces: Sequence[Piece]) -> Finding:
    words, page = "".join(piece.text for piece in pieces).strip(), tag.element.page
    return Finding(faults.foreign_link(words, page + 1), None, page, ground(pieces)[1])


def _words(comparison: Comparison, link: Node) -> str:
    return expected_words(comparison.expected, link.start, link.end)


def _untagged(comparison: Comparison) -> Iterator[Finding]:
    """Areas that belong to no tag."""
    tree = comparison.printed.tree
    tags: Iterator[Element] = tree.walk() if tree else iter(())
    tagged = {kid for tag in tags if tag.role == "Link" for kid in tag.kids if isinstance(kid, Annotation)}
    for page in comparison.printed.pages:
        for area in page.annotations:
            if area not in tagged:
                fault = faults.untagged_link(_aim(area), area.page + 1)
                yield Finding(fault, None, area.page, _upright(area.box))
