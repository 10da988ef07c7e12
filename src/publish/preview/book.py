"""The pages of a book as they are bound, before anybody has read them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..folio import folio_of, printed
from ..fragment import Bookmark
from .looks import Eye, Face, Look
from .made import Book, Heading, Page

if TYPE_CHECKING:
    from ..pipeline import Bound

_MM_PER_PX = 25.4 / 96


def book_of(bound: Bound, eye: Eye) -> Book:
    """The pages of an edition as they are bound, with its outline and its files."""
    manuscript, anchors, fragments = bound.manuscript, bound.volume.anchors, bound.sheets.fragments
    first = anchors.get(manuscript.first_body)
    front = first[0].page if first else 0
    folios = {name: folio_of(boxes[0].page, front) for name, boxes in anchors.items()}
    written = {box.page for part in manuscript.parts if part.origins for box in anchors.get(part.id, ())}
    families = _families(bound)
    leaves = [leaf for fragment in fragments for leaf in fragment.leaves]
    looks = [look for found in eye.looks(fragments) for look in found]
    pages = tuple(
        Page(
            _digest(families, _side(look, number), folios, folio_of(number, front)), printed(number, front),
            leaf.width * _MM_PER_PX, leaf.height * _MM_PER_PX, number in written,
        )
        for number, (leaf, look) in enumerate(zip(leaves, looks, strict=True))
    )
    texts = {file.path: file.text for file in bound.checked.source.files.values()}
    outline = tuple(_outline(leaf.bookmarks for leaf in leaves))
    return Book(manuscript.metadata.title, bound.volume.pdf, pages, outline, texts)


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
