"""What the engine marked on each page, and to which HTML element it belongs.

The only module that leans on how the engine tags a PDF (WeasyPrint 70, `pdf/stream.py` and `pdf/tags.py`).
It draws each text and each picture as marked content with a number, the MCID, and keeps the numbers by box.
A `Leaf` is a page that keeps them for us, and that shows no boxes when the engine would build its own tree,
which has an element for each box and page. No roles are given here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from .glyphs import read_as_drawn
from .marks import Piece, Rectangle, settle

_POINTS = 0.75
"""Points in a CSS pixel."""
_SLACK = 0.01
"""Pixels by which a rectangle may stick out of another and still lie within it."""
_LEADER = b"<</Type /Layout>>"
_REPEATED = b"<</Type /Pagination>>"
_MARGINS = {
    "@top": b"<</Type /Pagination/Subtype /Header>>",
    "@bottom": b"<</Type /Pagination/Subtype /Footer>>",
}

Link = tuple[str, str, Rectangle, boxes.Box]
"""The engine's: kind, target, corners in pixels from the top left, and the box that is linked."""


class Leaf(Page):  # type: ignore[misc]  # the engine has no types
    """A page that remembers what was marked on it, and has one link for each place."""

    def __init__(self, page: Page) -> None:  # without super(), which would gather anchors again
        self.__dict__.update(vars(page))
        self.box = page._page_box
        self.links = _outermost(page.links, _margin(self.box))
        self.marks: Mapping[boxes.Box, Mapping[str, int]] = {}
        self.chunks: list[object] = []

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Draw the page; the engine finds no boxes and no marks on it afterwards."""
        super().paint(stream, scale)
        for font in stream._fonts.values():
            read_as_drawn(font)
        self.marks, self.chunks, stream._tags = stream._tags, stream.stream, {}
        self._page_box = self.box.copy_with_children([])


def root(leaves: Sequence[Leaf]) -> Element:
    """The `html` element that the pages were made of."""
    element: Element = leaves[0].box.children[0].element
    if element.tag != "html":
        raise unexpected(f"the first box of a page is of `{element.tag}`")
    return element


def gather(leaves: Sequence[Leaf]) -> list[Piece]:
    """All pieces, page by page in the order of boxes; what pages only repeat is made an artifact."""
    heads: dict[Element, int] = {}
    return [piece for page, leaf in enumerate(leaves) for piece in _gather(leaf, page, heads)]


def empty_tree(pdf: pydyf.PDF) -> tuple[pydyf.Dictionary, pydyf.Dictionary, pydyf.Dictionary]:
    """The root of the engine's tree, its one element and its tree of parents, with nothing in them."""
    top = _thing(pdf, pdf.catalog["StructTreeRoot"])
    document, parents = _thing(pdf, top["K"][0]), _thing(pdf, top["ParentTree"])
    if document["S"] != "/Document" or document["K"] or any(parents["Nums"][1::2]):
        raise unexpected("the engine found something to put into its own")
    return top, document, parents


def unexpected(what: str) -> RuntimeError:
    """What is raised when a new version of the engine tags in another way."""
    return RuntimeError(f"the engine's structure tree is not as expected: {what}")


def _gather(leaf: Leaf, page: int, heads: dict[Element, int]) -> list[Piece]:
    """The pieces of one page."""
    linked = {link[3] for link in leaf.links}
    pieces: list[Piece] = []
    artifacts: dict[int, bytes] = {}
    for box, link, artifact in _boxes(leaf.box, page, heads):
        if box in linked and box.link_annotation is not None:
            pieces.append(Piece(page, link.element, area=box.link_annotation))
        if box in leaf.marks and artifact:
            artifacts[leaf.marks[box]["mcid"]] = artifact
        elif box in leaf.marks:
            pieces.append(_piece(box, page, leaf))
    found = artifacts.keys() | {piece.mcid for piece in pieces if piece.area is None}
    if found != {mark["mcid"] for mark in leaf.marks.values()}:
        raise unexpected(f"page {page + 1} has marks that belong to no box")
    try:
        return settle(leaf.chunks, pieces, artifacts)
    except KeyError as error:
        raise unexpected(f"page {page + 1} has text in another stream, as `opacity` does it") from error


def _boxes(
    page_box: boxes.Box, page: int, heads: dict[Element, int]
) -> Iterator[tuple[boxes.Box, boxes.Box, bytes]]:
    """Every box in order, with the box whose link it has, and its properties if it is an artifact."""
    waiting = [(page_box, page_box, b"")]
    while waiting:
        box, link, artifact = waiting.pop()
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        link = box if box.link else link
        artifact = artifact or _artifact(box, page, heads)
        yield box, link, artifact
        waiting += [(child, link, artifact) for child in reversed(box.children)]


def _artifact(box: boxes.Box, page: int, heads: dict[Element, int]) -> bytes:
    """The properties of what is no part of the text: margins, leaders, what stands on every page."""
    if isinstance(box, boxes.MarginBox):
        return _MARGINS.get(box.at_keyword.partition("-")[0], _REPEATED)
    if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
        return b"" if heads.setdefault(box.element, page) == page else _REPEATED
    if isinstance(box, boxes.BlockLevelBox) and box.style["position"] == "fixed":
        return _REPEATED
    return _LEADER if box.is_leader else b""


def _piece(box: boxes.Box, page: int, leaf: Leaf) -> Piece:
    if box.element is None:
        raise unexpected(f"page {page + 1} has marks outside the text and the margins")
    mcid, pseudo = leaf.marks[box]["mcid"], box.element_tag.partition("::")[2]
    if isinstance(box, boxes.ReplacedBox):
        return Piece(page, box.element, pseudo, mcid=mcid, picture_pt=_corners_pt(box, leaf.height))
    return Piece(page, box.element, pseudo, box.text, mcid)


def _corners_pt(box: boxes.Box, page_height: float) -> Rectangle:
    x, y = box.content_box_x(), page_height - box.content_box_y()
    return x * _POINTS, (y - box.height) * _POINTS, (x + box.width) * _POINTS, y * _POINTS


def _margin(page_box: boxes.Box) -> Collection[boxes.Box]:
    """All boxes in the page's margins: a link in an artifact would have no place in the tree."""
    margins = [child for child in page_box.children if isinstance(child, boxes.MarginBox)]
    return {box for margin in margins for box in margin.descendants()}


def _outermost(links: Sequence[Link], margin: Collection[boxes.Box]) -> list[Link]:
    """Links that can be touched, one for each place: the engine gives one to each box, however small."""
    kept: list[Link] = []
    for link in links:
        inner = kept and link[:2] == kept[-1][:2] and _within(link[2], kept[-1][2])
        if not inner and link[3] not in margin and link[2][2] - link[2][0] > _SLACK:
            kept.append(link)
    return kept


def _within(inner: Rectangle, outer: Rectangle) -> bool:
    (a, b, c, d), (e, f, g, h) = inner, outer
    return a > e - _SLACK and b > f - _SLACK and c < g + _SLACK and d < h + _SLACK


def _thing(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]
