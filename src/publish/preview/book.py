"""The pages of a book as they are bound, before anybody has read them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..anchors import first_pages
from ..artifacts import PartHtml
from ..folio import folio_of, printed
from ..fragment import Bookmark
from .looks import Eye, Face, Look
from .made import Book, Heading, Page

if TYPE_CHECKING:
    from ..pipeline import Bound

def book_of(bound: Bound, eye: Eye) -> Book:
    """The pages of an edition as they are bound, with its outline and its files."""
    manuscript, places = bound.manuscript, first_pages(bound.sheets.fragments)
    front, families = places.get(manuscript.first_body, 0), _families(bound)
    folios = {name: folio_of(page, front) for name, page in places.items()}
    looks = [look for found in eye.looks(bound.sheets.fragments) for look in found]
    written = {page for pages in _written(manuscript.parts, places, len(looks)) for page in pages}
    pages = tuple(
        Page(
            _digest(families, _side(look, number), folios, folio_of(number, front)), printed(number, front),
            look.width_mm, look.height_mm, number in written,
        )
        for number, look in enumerate(looks)
    )
    texts = {file.path: file.text for file in bound.checked.source.files.values()}
    outline = tuple(_outline(look.bookmarks for look in looks))
    return Book(manuscript.metadata.title, bound.volume.pdf, pages, outline, texts)


def _written(parts: Sequence[PartHtml], places: Mapping[str, int], pages: int) -> Iterator[range]:
    """The pages of each part that an editor wrote, with the one on which the next part runs on."""
    there = [part for part in parts if part.id in places]  # the errata, if there are none, are empty
    for part, after in zip(there, [*there[1:], None], strict=True):
        end = pages if after is None else places[after.id] + after.run_on
        if part.origins:
            yield range(places[part.id], end)


def _families(bound: Bound) -> bytes:
    """A digest of all font files: a drawing only names its typefaces."""
    digest = hashlib.sha256()
    for name, files in sorted(bound.sheets.families.items()):
        digest.update(b"".join((name.encode(), *(hashlib.sha256(file).digest() for file in files))))
    return digest.digest()


def _side(look: Look, number: int) -> Face:
    """How a page looks on the side of the sheet on which it stands."""
    face = look.verso if number % 2 else look.recto
    if face is None:
        raise RuntimeError(f"page {number + 1} was not set for the side on which it stands")
    return face


def _digest(families: bytes, face: Face, folios: Mapping[str, int], folio: int) -> str:
    """A digest of all that one sees on a page at its place in the book."""
    printed = (slot.filled(folios.get(slot.target, 0) if slot.target else folio) for slot in face.slots)
    return hashlib.sha256(b"\0".join((families, face.digest, *printed))).hexdigest()[:32]


def _outline(bookmarks: Iterable[Sequence[Bookmark]]) -> Iterator[Heading]:
    """The bookmarks of all pages. One stands below the last of a lower level, whatever is left out."""
    way: list[int] = []
    for page, found in enumerate(bookmarks):
        for level, label, _, _ in found:
            while way and way[-1] >= level:
                way.pop()
            way.append(level)
            yield Heading(len(way), label, page)
