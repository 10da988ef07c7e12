"""What a drawing of the manuscript says, its figure in the PDF says too: every word, once, in order."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.excerpt import ground
from ..beside.expected import Node
from ..beside.letters import squeeze
from ..copy.printed import Content, Element, Piece, Printed

_DRAWING = "data:image/svg+xml;base64,"
_TEXT = "{http://www.w3.org/2000/svg}text"


def findings(comparison: Comparison) -> Iterator[Finding]:
    """Words of drawings that are lost, added or changed; nothing if pictures and figures cannot be paired."""
    for picture, figure in figure_pairs(comparison):
        source = picture.attributes.get("src", "")
        if source.startswith(_DRAWING):
            pieces = list(_pieces(comparison.printed, figure))
            yield from _drawing(picture, list(_texts(source)), pieces, figure.page)


def picture_around(comparison: Comparison, piece: Piece) -> Node | None:
    """The picture in which a text is drawn; None if it is in none."""
    pairs = figure_pairs(comparison) if piece.mcid >= 0 else ()
    mark = Content(piece.page, piece.mcid)
    return next((picture for picture, figure in pairs if mark in contents(figure)), None)


def figure_pairs(comparison: Comparison) -> Sequence[tuple[Node, Element]]:
    """Pictures of the manuscript and figures of the PDF; none if there are more of one than of the other."""
    tree = comparison.printed.tree
    figures = [tag for tag in tree.walk() if tag.role == "Figure"] if tree else []
    pictures = [node for node in comparison.expected.nodes if node.tag == "img"]
    return list(zip(pictures, figures, strict=True)) if len(pictures) == len(figures) else []


def contents(figure: Element) -> set[Content]:
    """All that is marked as belonging to a figure."""
    return {kid for tag in figure.walk() for kid in tag.kids if isinstance(kid, Content)}


def _pieces(printed: Printed, figure: Element) -> Iterator[Piece]:
    """The texts drawn in a figure, in the order of drawing."""
    own = contents(figure)
    for page in sorted({content.page for content in own}):
        for piece in printed.page(page).pieces:
            if Content(page, piece.mcid) in own:
                yield piece


def _texts(source: str) -> Iterator[str]:
    """The texts of a drawing, in the order of drawing."""
    drawing = ElementTree.fromstring(base64.b64decode(source.removeprefix(_DRAWING)))
    for text in drawing.iter(_TEXT):
        if words := " ".join("".join(text.itertext()).split()):
            yield words


def _drawing(picture: Node, texts: Sequence[str], pieces: Sequence[Piece], page: int) -> Iterator[Finding]:
    """The first difference: what comes after it may only have shifted."""
    printed = squeeze("".join(piece.text for piece in pieces))
    at = 0
    for text in texts:
        if not printed.startswith(squeeze(text), at):
            found = printed[at:at + len(squeeze(text))]
            yield Finding(faults.changed_drawing(text, found, page + 1), picture, *ground(pieces))
            return
        at += len(squeeze(text))
    if at < len(printed):
        yield Finding(faults.changed_drawing("", printed[at:], page + 1), picture, *ground(pieces))
