"""A finished PDF read back, by two programs that had no part in making it."""

from __future__ import annotations

from . import drawn, tagged
from .printed import Printed, PrintedPage
from .sheaves import Reader, alone, read_pages
from .widths import widths


def read(pdf: bytes, reader: Reader = alone) -> Printed:
    """All that the proof looks at; `ValueError` if the file cannot be read as a PDF."""
    try:
        structure = tagged.structure(pdf)
        pages = read_pages(pdf, widths(structure.faces), structure.imprints, reader)
    except (*drawn.REFUSALS, *tagged.REFUSALS) as refusal:
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
