"""Set pages as the engine's writer wants them: it asks them to draw themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from ..folio import folio_of
from ..fragment import PT_PER_PX, Fragment, Leaf, Link, Rectangle, Side, Slot

Folios = Mapping[str, int]
"""The folio of the page on which each id stands, in Arabic figures."""


@dataclass(slots=True, eq=False)
class Spot:
    """The area of a link: the engine leaves its annotation here."""

    link_annotation: pydyf.Dictionary | None = None


@dataclass(slots=True, eq=False)
class BoundLeaf:
    """A page with its place in the book. Named as the engine names what it asks for."""

    leaf: Leaf
    side: Side
    folio: int
    """Its own, in Arabic figures."""
    folios: Folios
    spots: tuple[Spot, ...]
    """One for each link."""
    forms: Mapping[object, object] = field(default_factory=dict)
    """None: nobody fills in a briefing."""
    _page_box: boxes.PageBox = field(default_factory=lambda: boxes.PageBox(None, {}))
    """An empty one, so that the engine finds nothing for a structure tree of its own."""

    @property
    def width(self) -> float:
        """Between the trims, in CSS pixels."""
        return self.leaf.width

    @property
    def height(self) -> float:
        """Between the trims, in CSS pixels."""
        return self.leaf.height

    @property
    def bleed(self) -> Mapping[str, float]:
        """By side, in CSS pixels."""
        return self.leaf.bleed

    @property
    def anchors(self) -> Mapping[str, Rectangle]:
        """The box of every id."""
        return {name: self._shifted(corners) for name, corners in self.leaf.anchors.items()}

    @property
    def bookmarks(self) -> Sequence[tuple[object, ...]]:
        """The lines of the outline that lead here."""
        shift = self.side.shift
        return [(level, label, (x + shift, y), state) for level, label, (x, y), state in self.leaf.bookmarks]

    @property
    def links(self) -> list[tuple[str, str, Rectangle, Spot]]:
        """Each link, with where the engine is to leave its annotation."""
        return [
            (link.kind, link.target, self._shifted(link.corners), spot)
            for link, spot in zip(self.leaf.links, self.spots, strict=True)
        ]

    @property
    def area(self) -> Rectangle:
        """The text area: left, top, width and height, in CSS pixels."""
        left, top, width, height = self.leaf.area
        return left + self.side.shift, top, width, height

    def paint(self, stream: Stream, _scale: float = 1) -> None:
        """Add what was drawn when the page was set, with its slots filled, but for a text that is packed."""
        text, shift = self._filled(self.leaf.text), self.side.shift * PT_PER_PX
        if text and shift:
            text = b"q 1 0 0 1 %s 0 cm\n%s\nQ" % (_number(shift), text)
        stream.stream += [*([text] if text else []), self._filled(self.side.margins)]

    @property
    def opening(self) -> bytes:
        """What a packed text begins with: the engine counts from the top, and the text may be shifted."""
        return b"q 1 0 0 -1 %s %s cm" % (
            _number(self.side.shift * PT_PER_PX), _number(self.leaf.height * PT_PER_PX)
        )

    def _filled(self, drawing: Sequence[bytes | Slot]) -> bytes:
        return b"".join(
            piece if isinstance(piece, bytes)
            else piece.filled(self.folios.get(piece.target, 0) if piece.target else self.folio)
            for piece in drawing
        )

    def _shifted(self, corners: Rectangle) -> Rectangle:
        left, top, right, bottom = corners
        return left + self.side.shift, top, right + self.side.shift, bottom


def _number(value: float) -> bytes:
    """A length in points, as a content stream has it."""
    return f"{value:.4f}".rstrip("0").rstrip(".").encode()


def bound(fragments: Sequence[Fragment], front_pages: int, folios: Folios) -> list[BoundLeaf]:
    """All pages of a book in order."""
    leaves = (leaf for fragment in fragments for leaf in fragment.leaves)
    return [
        BoundLeaf(leaf, _side(leaf, page), folio_of(page, front_pages), folios, tuple(map(_spot, leaf.links)))
        for page, leaf in enumerate(leaves)
    ]


def _spot(_: Link) -> Spot:
    return Spot()


def _side(leaf: Leaf, number: int) -> Side:
    """The side of a page on which it stands; the first of a book is a right-hand one."""
    side = leaf.verso if number % 2 else leaf.recto
    if side is None:
        raise RuntimeError(f"page {number + 1} was not set for the side on which it stands")
    return side


class _Packed(pydyf.Stream):  # type: ignore[misc]  # the engine has no types
    """A content stream that is compressed already."""

    @property
    def data(self) -> bytes:
        packed = self.stream[0]
        return b"<</Filter /FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed)


def add_packed_texts(leaves: Sequence[BoundLeaf], pdf: pydyf.PDF) -> None:
    """Gives pages their packed texts, below their margins; what texts begin and end with is shared."""
    shared: dict[bytes, bytes] = {}

    def bracket(content: bytes) -> bytes:
        if content not in shared:
            stream = pydyf.Stream([content])
            pdf.add_object(stream)
            shared[content] = stream.reference
        return shared[content]

    for one, reference in zip(leaves, pdf.page_references, strict=True):
        if one.leaf.packed:
            page, text = pdf.objects[int(reference.split()[0])], _Packed([one.leaf.packed])
            pdf.add_object(text)
            around = bracket(one.opening), text.reference, bracket(b"Q")
            page["Contents"] = pydyf.Array((*around, page["Contents"]))
