"""Where in a file a section stands: all that its bytes follow from besides the fragment."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Book(Struct, frozen=True):
    """The objects of the file to which every section refers."""

    pages: bytes
    """The root of the tree of pages."""
    document: bytes
    """The one element at the top of the structure tree."""
    colours: bytes
    fonts: bytes


class Place(Struct, frozen=True):
    """The place of a section in a file."""

    book: Book
    first_object: int
    first_page: int
    """Counting from 0: on which side of the sheet it begins."""
    folios: tuple[int, ...]
    """Of its own pages, in Arabic figures."""
    printed: Mapping[str, int]
    """The folios of what it refers to by page."""
    changed: tuple[str, ...] = ()
    """The ids that have change bars."""

    @property
    def said(self) -> tuple[str, ...]:
        """All that a section follows from besides its fragment."""
        side, printed = "verso" if self.first_page % 2 else "recto", sorted(self.printed.items())
        return str(self.book), str(self.first_object), side, str(self.folios), str(printed), str(self.changed)
