"""The pages of a PDF in sheaves of a few, so that they can be read side by side, and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from . import drawn
from .widths import Widths

PAGES = 12
"""In a sheaf: enough that the file is opened seldom, few enough that little is read again after an edit."""


@dataclass(frozen=True, slots=True)
class Sheaf:
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


Reader = Callable[[Sequence[Sheaf]], Iterable[tuple[int, tuple[drawn.DrawnPage, ...]]]]
"""Reads sheaves, and gives the place of each among them with its pages, in any order."""


def read_sheaf(sheaf: Sheaf) -> tuple[drawn.DrawnPage, ...]:
    """What is drawn on each of its pages; `pypdfium2.PdfiumError` if the file cannot be opened."""
    numbers = range(sheaf.first, sheaf.first + len(sheaf.imprints))
    return tuple(drawn.pages(sheaf.pdf, sheaf.faces, numbers))


def alone(sheaves: Sequence[Sheaf]) -> Iterator[tuple[int, tuple[drawn.DrawnPage, ...]]]:
    """Reads sheaves one after another, here."""
    return enumerate(map(read_sheaf, sheaves))


def read_pages(
    pdf: bytes, faces: Mapping[str, Widths], imprints: Sequence[str], reader: Reader
) -> list[drawn.DrawnPage]:
    """All pages in order."""
    firsts = range(0, len(imprints), PAGES)
    sheaves = [Sheaf(pdf, faces, first, tuple(imprints[first : first + PAGES])) for first in firsts]
    found = dict(reader(sheaves))
    return [page for place in range(len(sheaves)) for page in found[place]]
