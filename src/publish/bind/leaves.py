"""Set pages with their places in the book, and what each of them is in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pydyf
from msgspec import Struct

from ..fragment import PT_PER_PX, Leaf, Link, Rectangle, Side, Slot
from .place import Place
from .writing import Lot, Packed, Written, packed, real, text

_PRINTED = 4
"""The flag of an annotation that is seen on paper too (ISO 32000-1, 12.5.3)."""
_URI = b"/A <</Type /Action/S /URI/URI %b>>"
"""What a link does that leads out of the book (12.6.4.7)."""
_BLEED_PT = 10
"""The engine's: at most so far from the trim lies the edge of what a printer cuts off."""


class BoundLeaf(Struct, frozen=True, eq=False):
    """A page with its place in the book, and its objects in the file."""

    leaf: Leaf
    side: Side
    folio: int
    """Its own, in Arabic figures."""
    folios: Mapping[str, int]
    """Those of the targets that it prints."""
    page: pydyf.Dictionary
    areas: tuple[Written, ...]
    """The annotation of each link."""

    @property
    def height(self) -> float:
        """Between the trims, in CSS pixels."""
        return self.leaf.height

    @property
    def area(self) -> Rectangle:
        """The text area: left, top, width and height, in CSS pixels."""
        left, top, width, height = self.leaf.area
        return left + self.side.shift, top, width, height

    def destination(self, x: float, y: float) -> bytes:
        """What leads to a point of the page as it was laid out."""
        return b"[%d 0 R /XYZ %b 0]" % (self.page.number, self._point(x, y))

    def rectangle(self, corners: Rectangle) -> bytes:
        """Two corners as they were laid out."""
        left, top, right, bottom = corners
        return b"[%b %b]" % (self._point(left, top), self._point(right, bottom))

    def _point(self, x: float, y: float) -> bytes:
        """Its coordinates in points."""
        across, up = (x + self.side.shift) * PT_PER_PX, (self.leaf.height - y) * PT_PER_PX
        return b"%b %b" % (real(across), real(up))

    @property
    def drawing(self) -> bytes:
        """The stream of what was drawn, with its slots filled, but for a text that is packed."""
        drawn, shift = self._filled(self.leaf.text), self.side.shift * PT_PER_PX
        if drawn and shift:
            drawn = b"q 1 0 0 1 %s 0 cm\n%s\nQ" % (_number(shift), drawn)
        upright = b"1 0 0 -1 0 %s cm" % _number(self.leaf.height * PT_PER_PX)
        return b"\n".join((upright, *([drawn] if drawn else []), self._filled(self.side.margins)))

    @property
    def opening(self) -> bytes:
        """What a packed text begins with: text is laid out from the top, and may be shifted."""
        return b"q 1 0 0 -1 %s %s cm" % (
            _number(self.side.shift * PT_PER_PX), _number(self.leaf.height * PT_PER_PX)
        )

    def _filled(self, drawing: Sequence[bytes | Slot]) -> bytes:
        return b"".join(
            piece if isinstance(piece, bytes)
            else piece.filled(self.folios.get(piece.target, 0) if piece.target else self.folio)
            for piece in drawing
        )


def _number(value: float) -> bytes:
    """A length in points, as a content stream has it."""
    return f"{value:.4f}".rstrip("0").rstrip(".").encode()


def bound(leaves: Sequence[Leaf], place: Place, lot: Lot) -> list[BoundLeaf]:
    """The pages of a take; pages have the first numbers of the lot, in their order, and links the next."""
    found = [
        BoundLeaf(leaf, _side(leaf, page), place.folios[number], place.printed, pydyf.Dictionary(),
                  tuple(Written() for _ in leaf.links))
        for number, (page, leaf) in enumerate(enumerate(leaves, place.first_page))
    ]
    for thing in (*(one.page for one in found), *(area for one in found for area in one.areas)):
        lot.add_object(thing)
    for one in found:
        _describe(one, place)
    return found


def _side(leaf: Leaf, number: int) -> Side:
    """The side of a page on which it stands; the first of a book is a right-hand one."""
    side = leaf.verso if number % 2 else leaf.recto
    if side is None:
        raise RuntimeError(f"page {number + 1} was not set for the side on which it stands")
    return side


def _area(link: Link, rectangle: bytes, number: int) -> bytes:
    """A link's area; a reader of screens hears where it leads (ISO 14289-1, 7.18.5)."""
    target, form = text(link.target), b"/Dest %b" if link.kind == "internal" else _URI
    return b"".join((
        b"<</Type /Annot/Subtype /Link/Rect ", rectangle, b"/BS <</W 0>>/Contents ", target, form % target,
        b"/F %d/StructParent %d>>" % (_PRINTED, number),
    ))


def _describe(one: BoundLeaf, place: Place) -> None:
    """What is said of a page, but for what is drawn on it."""
    for area, link in zip(one.areas, one.leaf.links, strict=True):
        area.written = _area(link, one.rectangle(link.corners), area.number)
    one.page.update({
        "Type": "/Page", "Parent": place.book.pages, **_boxes(one), "Tabs": "/S",
        "StructParents": one.page.number,
    })
    if one.areas:
        one.page["Annots"] = pydyf.Array(area.reference for area in one.areas)


def _boxes(one: BoundLeaf) -> dict[str, pydyf.Array]:
    """Edges of the paper, of what is cut off, of the page and of what is meaningful on it (14.11.2)."""
    leaf = one.leaf
    bleed = {side: wide * PT_PER_PX for side, wide in leaf.bleed.items()}
    width, height = leaf.width * PT_PER_PX, leaf.height * PT_PER_PX
    left, top, across, down = one.area
    return {
        "MediaBox": _around(width, height, bleed),
        "TrimBox": pydyf.Array((0, 0, width, height)),
        "BleedBox": _around(width, height, {side: min(_BLEED_PT, wide) for side, wide in bleed.items()}),
        "ArtBox": pydyf.Array(side * PT_PER_PX for side in (
            left, leaf.height - top - down, left + across, leaf.height - top
        )),
    }


def _around(width: float, height: float, bleed: Mapping[str, float]) -> pydyf.Array:
    """A box that is so much larger than the page."""
    return pydyf.Array((-bleed["left"], -bleed["bottom"], width + bleed["right"], height + bleed["top"]))


def add_contents(leaves: Sequence[BoundLeaf], lot: Lot) -> None:
    """Gives pages what is drawn on them: packed texts below their margins."""
    shared: dict[bytes, bytes] = {}

    def bracket(content: bytes) -> bytes:
        """What texts begin and end with is shared."""
        if content not in shared:
            shared[content] = lot.add_object(pydyf.Stream([content]))
        return shared[content]

    for one in leaves:
        contents = [lot.add_object(packed(one.drawing))]
        if one.leaf.packed:
            drawn = lot.add_object(Packed(one.leaf.packed))
            contents = [bracket(one.opening), drawn, bracket(b"Q"), *contents]
        one.page["Contents"] = pydyf.Array(contents)


def destinations(leaves: Sequence[BoundLeaf]) -> Iterator[tuple[str, bytes]]:
    """Each id, with its entry in the tree of names: what leads to it, on the first page that it is on."""
    met: set[str] = set()
    for one in leaves:
        for name, (left, top, _, _) in one.leaf.anchors.items():
            if name not in met:
                met.add(name)
                yield name, text(name) + b" " + one.destination(left, top)
