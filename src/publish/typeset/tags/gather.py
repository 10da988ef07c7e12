"""The pieces of the text on drawn pages, read off the engine's boxes and what it marked.

The engine (WeasyPrint 70, `pdf/stream.py` and `pdf/tags.py`) draws each text and each picture as marked
content with a number, the MCID, and keeps the numbers by box. No roles are given here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct
from weasyprint import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from ...fragment import PT_PER_PX
from .marks import Piece, Rectangle, settle

_BEFORE = -1
"""A page that is none of these."""
_SLACK = 0.01
"""Pixels by which a rectangle may stick out of another and still lie within it."""
_LEADER = b"<</Type /Layout>>"
_REPEATED = b"<</Type /Pagination>>"
_MARGINS = {
    "@top": b"<</Type /Pagination/Subtype /Header>>",
    "@bottom": b"<</Type /Pagination/Subtype /Footer>>",
}

EngineLink = tuple[str, str, Rectangle, boxes.Box]
"""Kind, target, corners in pixels from the top left, and the box that is linked."""


_Marks = Mapping[boxes.Box, Mapping[str, int]]


class Sheet(Struct):
    """The text of a page, and what was marked on it while it was drawn."""

    page: Page
    marks: _Marks
    """The number of each box that was marked, as the engine keeps it."""
    chunks: list[object]
    """What the engine drew."""
    links: Sequence[EngineLink] = ()
    """Those that can be touched, one for each place."""

    def __post_init__(self) -> None:
        self.links = _outermost(self.page.links, _margin(self.box))

    @property
    def box(self) -> boxes.PageBox:
        """The engine's."""
        return self.page._page_box


def root(sheets: Sequence[Sheet]) -> Element:
    """The `html` element that the pages were made of."""
    element: Element = sheets[0].box.children[0].element
    if element.tag != "html":
        raise unexpected(f"the first box of a page is of `{element.tag}`")
    return element


def gather(sheets: Sequence[Sheet], begun: Iterable[Element] = ()) -> list[Piece]:
    """All pieces, page by page in the order of boxes; what pages only repeat is made an artifact.

    What is `begun` has its heads and feet on pages before.
    """
    heads = {group: _BEFORE for table in begun for group in table}
    return [piece for page, sheet in enumerate(sheets) for piece in _gather(sheet, page, heads)]


def unexpected(what: str) -> RuntimeError:
    """What is raised when a new version of the engine tags in another way."""
    return RuntimeError(f"the engine's structure tree is not as expected: {what}")


def set_apart(margins: boxes.PageBox, marks: _Marks, chunks: list[object]) -> None:
    """Makes all that is marked in the margins of a page an artifact, among the chunks."""
    settle(chunks, [], {
        marks[box]["mcid"]: _MARGINS.get(margin.at_keyword.partition("-")[0], _REPEATED)
        for margin in margins.children for box in margin.descendants() if box in marks
    })


def _gather(sheet: Sheet, page: int, heads: dict[Element, int]) -> list[Piece]:
    """The pieces of one page."""
    linked = {link[3]: place for place, link in enumerate(sheet.links)}
    pieces: list[Piece] = []
    artifacts: dict[int, bytes] = {}
    for box, link, artifact in _boxes(sheet.box, page, heads):
        if box in linked:
            pieces.append(Piece(page, link.element, area=linked[box]))
        if box in sheet.marks and artifact:
            artifacts[sheet.marks[box]["mcid"]] = artifact
        elif box in sheet.marks:
            pieces.append(_piece(box, page, sheet))
    found = artifacts.keys() | {piece.mcid for piece in pieces if piece.area is None}
    if found != {mark["mcid"] for mark in sheet.marks.values()}:
        raise unexpected(f"page {page + 1} has marks that belong to no box")
    try:
        return settle(sheet.chunks, pieces, artifacts)
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
    if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
        return b"" if heads.setdefault(box.element, page) == page else _REPEATED
    if isinstance(box, boxes.BlockLevelBox) and box.style["position"] == "fixed":
        return _REPEATED
    return _LEADER if box.is_leader else b""


def _piece(box: boxes.Box, page: int, sheet: Sheet) -> Piece:
    if box.element is None:
        raise unexpected(f"page {page + 1} has marks outside the text and the margins")
    mcid, pseudo = sheet.marks[box]["mcid"], box.element_tag.partition("::")[2]
    if isinstance(box, boxes.ReplacedBox):
        return Piece(page, box.element, pseudo, mcid=mcid, picture_pt=_corners_pt(box, sheet.page.height))
    return Piece(page, box.element, pseudo, box.text, mcid)


def _corners_pt(box: boxes.Box, page_height: float) -> Rectangle:
    x, y = box.content_box_x(), page_height - box.content_box_y()
    return x * PT_PER_PX, (y - box.height) * PT_PER_PX, (x + box.width) * PT_PER_PX, y * PT_PER_PX


def _margin(page_box: boxes.Box) -> Collection[boxes.Box]:
    """All boxes in the page's margins: a link in an artifact would have no place in the tree."""
    margins = [child for child in page_box.children if isinstance(child, boxes.MarginBox)]
    return {box for margin in margins for box in margin.descendants()}


def _outermost(links: Sequence[EngineLink], margin: Collection[boxes.Box]) -> list[EngineLink]:
    """Links that can be touched, one for each place: the engine gives one to each box, however small."""
    kept: list[EngineLink] = []
    for link in links:
        inner = kept and link[:2] == kept[-1][:2] and _within(link[2], kept[-1][2])
        if not inner and link[3] not in margin and link[2][2] - link[2][0] > _SLACK:
            kept.append(link)
    return kept


def _within(inner: Rectangle, outer: Rectangle) -> bool:
    (a, b, c, d), (e, f, g, h) = inner, outer
    return a > e - _SLACK and b > f - _SLACK and c < g + _SLACK and d < h + _SLACK
