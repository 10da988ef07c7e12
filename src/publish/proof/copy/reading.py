"""A finished PDF read back, by two programs that had no part in making it."""

from __future__ import annotations

from ...hands import Hands, own_hands
from . import drawn, tagged
from .objects import REFUSALS
from .printed import Printed, PrintedPage
from .sheaves import read_pages
from .widths import widths


def read(pdf: bytes, hands: Hands = own_hands) -> Printed:
    """All that the proof looks at; `ValueError` if the file cannot be read as a PDF."""
    try:
        structure = tagged.structure(pdf)
        pages = read_pages(pdf, widths(structure.faces), structure.imprints, hands)
    except (*drawn.REFUSALS, *REFUSALS) as refusal:
        raise ValueError(str(refusal)) from refusal
    said = structure.stated
    return Printed(
        tuple(
            PrintedPage(
                label, page.width, page.height, page.area, page.pieces, page.shapes, annotations, notdef
            )
            for page, label, annotations, notdef in zip(
                pages, structure.labels, structure.annotations, structure.notdef, strict=True
            )
        ),
        structure.tree, structure.places, structure.bookmarks, structure.faces, structure.language,
        said.title, said.identifier, said.digest, said.packet, said.entries, said.enclosures, len(pdf),
        structure.astray, structure.problems,
    )
