"""The pages of a PDF in sheaves of a few, so that they can be read side by side, and remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ...hands import Hands, done
from . import drawn
from .widths import Widths

PAGES = 12
"""In a sheaf: enough that the file is opened seldom, few enough that little is read again after an edit."""


class Sheaf(Struct, frozen=True):
    """Some pages of a file that follow one another."""

    pdf: bytes
    faces: Mapping[str, Widths]
    """The file's fonts."""
    first: int
    """The number of its first page, from 0."""
    imprints: tuple[str, ...]
    """A digest of each page, with all that is drawn on it."""

    @property
    def said(self) -> tuple[str, ...]:
        """All that is read follows from it."""
        return str(self.first), *self.imprints


def read_sheaf(sheaf: Sheaf) -> tuple[drawn.DrawnPage, ...]:
    """What is drawn on each of its pages; `pypdfium2.PdfiumError` if the file cannot be opened."""
    numbers = range(sheaf.first, sheaf.first + len(sheaf.imprints))
    return tuple(drawn.pages(sheaf.pdf, sheaf.faces, numbers))


def read_pages(
    pdf: bytes, faces: Mapping[str, Widths], imprints: Sequence[str], hands: Hands
) -> list[drawn.DrawnPage]:
    """All pages in order."""
    firsts = range(0, len(imprints), PAGES)
    sheaves = [Sheaf(pdf, faces, first, tuple(imprints[first : first + PAGES])) for first in firsts]
    return [page for pages in done(hands, read_sheaf, sheaves) for page in pages]
