"""The pages of a book as they are bound, before anybody has read them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from ..folio import folio_of, printed
from ..fragment import Bookmark
from .looks import Eye, Face, Look
from .made import Book, Heading, Page

if TYPE_CHECKING:
    from ..artifacts import Manuscript
    from ..pipeline import Bound

_MM_PER_PX = 25.4 / 96


def book_of(bound: Bound, eye: Eye) -> Book:
    """The pages of an edition as they are bound, with its outline and its files."""
    manuscript, fragments = bound.manuscript, bound.sheets.fragments
    begins = accumulate((fragment.pages for fragment in fragments), initial=0)
    pages_of = {
        name: first + page
        for first, fragment in zip(begins, fragments, strict=False) for name, page in fragment.anchors.items()
    }
    front = pages_of.get(manuscript.first_body, 0)
    folios = {name: folio_of(page, front) for name, page in pages_of.items()}
    looks = [look for found in eye.looks(fragments) for look in found]
    written, families = _written(manuscript, pages_of, len(looks)), _families(bound)
    pages = tuple(
        Page(
            _digest(families, _side(look, number), folios, folio_of(number, front)), printed(number, front),
            look.width * _MM_PER_PX, look.height * _MM_PER_PX, number in written,
        )
        for number, look in enumerate(looks)
    )
    texts = {file.path: file.text for file in bound.checked.source.files.values()}
    outline = tuple(_outline(look.bookmarks for look in looks))
    return Book(manuscript.metadata.title, bound.volume.pdf, pages, outline, texts)


def _written(manuscript: Manuscript, pages_of: Mapping[str, int], pages: int) -> frozenset[int]:
    """The pages on which parts stand that have blocks: nothing on them is gathered from others."""
    parts = [part for part in manuscript.parts if part.id in pages_of]
    ends = [*(pages_of[part.id] + part.run_on for part in parts[1:]), pages]
    return frozenset(
        number for part, end in zip(parts, ends, strict=True) if part.origins
        for number in range(pages_of[part.id], end)
    )


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
