"""Remembered pages as the engine's writer wants them: it asks them where their links lead, and to draw themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from ..folio import folio_of
from ..fragment import Fragment, Leaf, Rectangle, Slot

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
        return self.leaf.anchors

    @property
    def bookmarks(self) -> Sequence[tuple[object, ...]]:
        """The lines of the outline that lead here."""
        return self.leaf.bookmarks

    @property
    def links(self) -> list[tuple[str, str, Rectangle, Spot]]:
        """Each link, with where the engine is to leave its annotation."""
        return [(*link, spot) for link, spot in zip(self.leaf.links, self.spots, strict=True)]

    def paint(self, stream: Stream, _scale: float = 1) -> None:
        """Add what was drawn when the page was set, with its slots filled."""
        stream.stream.append(b"".join(self._filled()))

    def _filled(self) -> Iterator[bytes]:
        for piece in self.leaf.drawing:
            if isinstance(piece, Slot):
                yield piece.filled(self.folios[piece.target] if piece.target else self.folio)
            else:
                yield piece


def bound(fragments: Sequence[Fragment], front_pages: int, folios: Folios) -> list[BoundLeaf]:
    """All pages of a book in order."""
    leaves = (leaf for fragment in fragments for leaf in fragment.leaves)
    return [
        BoundLeaf(leaf, folio_of(number, front_pages), folios, tuple(Spot() for _ in leaf.links))
        for number, leaf in enumerate(leaves)
    ]
