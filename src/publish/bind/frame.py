"""The book's own part of the file: all that no take has for itself.

The engine makes the catalogue, the typefaces, the metadata and the attachments of a book without pages. Its
objects have the lowest numbers, but for those to which sections refer: these have fixed ones, so that a
section does not change when the book has a typeface more. What grows with the book comes behind the sections.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from types import SimpleNamespace

import pydyf
import weasyprint
from weasyprint.pdf import VARIANTS, generate_pdf

from ..artifacts import Attachment, Metadata
from ..hands import Hands
from .enclosure import associate, enclosures
from .faces import BoundFont
from .metadata import VolumeMetadata
from .outline import add_outline
from .place import Book
from .section import Symbols
from .writing import Lot, Piece, Written, deflate_large, piece_of

_COLOURS = "srgb"
"""The output intent that PDF/A asks for."""
_VARIANT = "pdf/a-3a"
_OPTIONS = weasyprint.DEFAULT_OPTIONS | VARIANTS[_VARIANT][1] | {"pdf_variant": _VARIANT, "pdf_tags": True}
"""What `Document.write_pdf` makes of them, but for the writing."""
_NO_FONTS = SimpleNamespace(font_map=None)
"""The fonts that forms would be set in."""
_BLOCK = 1024
"""The book has numbers in blocks of so many: one, unless it has hundreds of typefaces or attachments."""


class Frame:
    """A book without pages."""

    def __init__(
        self, metadata: Metadata, attachments: Sequence[Attachment], fonts: Mapping[str, BoundFont],
        hands: Hands,
    ) -> None:
        document = weasyprint.Document([], VolumeMetadata(metadata), None, _NO_FONTS, {}, _COLOURS)
        document.fonts = fonts
        self._pdf = pdf = generate_pdf(document, None, 1, **_OPTIONS | {
            "attachments": enclosures(attachments, metadata.published),
        })
        associate(pdf)
        deflate_large(pdf.objects, hands)
        pdf.add_object(pdf.info)
        resources = _resources(pdf)
        self._top = _thing(pdf, pdf.catalog["StructTreeRoot"])
        self._document, self._fonts = _thing(pdf, self._top["K"][0]), _thing(pdf, resources["Font"])
        self._objects = [thing for thing in pdf.objects[1:] if thing is not resources]
        self.first_object = -(-(len(pdf.objects) + 2) // _BLOCK) * _BLOCK
        """The number of the first object of the first section."""
        self._document.number, self._fonts.number = self.first_object - 1, self.first_object - 2
        self._top["K"] = pydyf.Array([self._document.reference])
        self.book = Book(
            pdf.pages.reference, self._document.reference, resources["ColorSpace"], self._fonts.reference
        )
        """The objects to which sections refer."""

    def piece(self, symbols: Sequence[Symbols], front_pages: int, first: int) -> tuple[Piece, int]:
        """All of it, with what is joined from the symbols of sections; `first` is a number behind theirs.

        Gives the number after its last, too.
        """
        lot, catalog = Lot(first), self._pdf.catalog
        catalog["PageLabels"] = _page_labels(front_pages)
        pages = list(chain.from_iterable(one.pages for one in symbols))
        self._pdf.pages.update({"Kids": pydyf.Array(pages), "Count": len(pages)})
        self._document["K"] = pydyf.Array(chain.from_iterable(one.tops for one in symbols))
        self._add_trees(symbols, first, lot)
        outline = add_outline(chain.from_iterable(one.outline for one in symbols), lot)
        if outline is not None:
            catalog["Outlines"] = outline
        return piece_of(lot, self._objects), lot.end

    def _add_trees(self, symbols: Sequence[Symbols], first: int, lot: Lot) -> None:
        """What is found by name, or by number."""
        parents = _thing(self._pdf, self._top["ParentTree"])
        del parents["Nums"]
        parents["Kids"] = pydyf.Array(one.parents for one in symbols)
        self._top["ParentTreeNextKey"] = first  # keys are the numbers of pages and links
        if names := _sorted(one.names for one in symbols):
            self._top["IDTree"] = lot.add_object(Written(_name_tree(names)))
        if places := _sorted(one.destinations for one in symbols):
            named = self._pdf.catalog.setdefault("Names", pydyf.Dictionary())
            named["Dests"] = lot.add_object(Written(_name_tree(places)))

    @property
    def trailer(self) -> Mapping[str, object]:
        """Where the file begins to be read (ISO 32000-1, 7.5.5)."""
        return {"Root": self._pdf.catalog.reference, "Info": self._pdf.info.reference}


def _thing(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]


def _resources(pdf: pydyf.PDF) -> pydyf.Dictionary:
    """The engine's resources of all pages, which no page has."""
    return next(thing for thing in pdf.objects if isinstance(thing, dict) and "ColorSpace" in thing)


def _sorted(found: Iterable[Mapping[str, bytes]]) -> list[bytes]:
    """The entries of all names, as name trees are sorted (7.9.6); of a name's two, the first."""
    entries: dict[str, bytes] = {}
    for some in reversed(tuple(found)):
        entries |= some
    return [entries[name] for name in sorted(entries)]


def _name_tree(entries: Iterable[bytes]) -> bytes:
    return b"<</Names [%s]>>" % b" ".join(entries)


def _page_labels(front_pages: int) -> pydyf.Dictionary:
    """Roman folios for front pages, from i; arabic ones for the rest, from 1 (ISO 32000-1, 12.4.2)."""
    roman = [0, pydyf.Dictionary({"S": "/r"})] if front_pages else []
    arabic = [front_pages, pydyf.Dictionary({"S": "/D"})]
    return pydyf.Dictionary({"Nums": pydyf.Array(roman + arabic)})
