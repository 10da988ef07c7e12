"""Pictures of pages, drawn when they are asked for, and where words stand on them.

pdfium is not made for threads: whoever asks it waits until it has answered the one before.
"""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from msgspec import Struct

from ..proof import Box
from .made import Book
from .searching import Searched, folded
from .spots import around

WIDEST_PX = 4_000
_MM_PER_PT = 25.4 / 72
_KEPT_BYTES = 64_000_000
_KEPT_EDITIONS = 2
"""A browser may still be fetching pages of the edition before."""
_QUICK = 1
"""The least that zlib can do; a picture goes no further than this machine."""

_pdfium = Lock()
Handle = Any  # pdfium's pointers have no types


class _Hung(Struct, frozen=True):
    """An edition that can be drawn."""

    document: pypdfium2.PdfDocument
    numbers: Mapping[str, int]
    """Of each page, from 0, by its digest."""


class Gallery:
    """The pages of the last editions, by their digests."""

    def __init__(self) -> None:
        self._hung: list[_Hung] = []
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._words: dict[str, str] = {}
        self._searched: dict[str, Searched] = {}

    def hang(self, book: Book) -> None:
        """Let pages of an edition be asked for."""
        with _pdfium:
            numbers = {page.digest: number for number, page in enumerate(book.pages)}
            self._hung.insert(0, _Hung(pypdfium2.PdfDocument(book.pdf), numbers))
            for one in self._hung[_KEPT_EDITIONS:]:
                one.document.close()
            del self._hung[_KEPT_EDITIONS:]
            known = {digest for one in self._hung for digest in one.numbers}
            self._words = {digest: words for digest, words in self._words.items() if digest in known}
            self._searched = {digest: text for digest, text in self._searched.items() if digest in known}

    def picture(self, digest: str, width_px: int) -> bytes | None:
        """A page as a PNG of this width; None if there is no such page."""
        key = digest, min(max(width_px, 1), WIDEST_PX)
        with _pdfium:
            if key not in self._pictures:
                page = self._page(digest)
                if page is None:
                    return None
                self._keep(key, _png(page, key[1]))
            self._pictures.move_to_end(key)
            return self._pictures[key]

    def words(self, digest: str) -> str:
        """The characters of a page as pdfium counts them; empty if there is no such page."""
        with _pdfium:
            if digest not in self._words:
                page = self._page(digest)
                if page is None:
                    return ""
                with _text_of(page) as text:
                    characters = range(raw.FPDFText_CountChars(text))
                    self._words[digest] = "".join(chr(raw.FPDFText_GetUnicode(text, at)) for at in characters)
            return self._words[digest]

    def searched(self, digest: str) -> Searched:
        """The characters of a page, ready to be searched."""
        found = self._searched.get(digest)
        if found is None:
            found = self._searched[digest] = folded(self.words(digest))
        return found

    def boxes(self, digest: str, ranges: Iterable[tuple[int, int]]) -> list[tuple[Box, ...]]:
        """For each range of a page's characters, a box for each line of it."""
        with _pdfium:
            page = self._page(digest)
            if page is None:
                return []
            height = page.get_height()
            with _text_of(page) as text:
                return [_lines(text, range(*one), height) for one in ranges]

    def _page(self, digest: str) -> pypdfium2.PdfPage | None:
        for one in self._hung:
            if digest in one.numbers:
                return one.document[one.numbers[digest]]
        return None

    def _keep(self, key: tuple[str, int], png: bytes) -> None:
        self._pictures[key] = png
        while len(self._pictures) > 1 and sum(map(len, self._pictures.values())) > _KEPT_BYTES:
            self._pictures.popitem(last=False)


def _png(page: pypdfium2.PdfPage, width_px: int) -> bytes:
    picture = page.render(scale=width_px / page.get_width()).to_pil().convert("RGB")
    stream = BytesIO()
    picture.crop((0, 0, width_px, picture.height)).save(stream, "PNG", compress_level=_QUICK)
    return stream.getvalue()


@contextmanager
def _text_of(page: pypdfium2.PdfPage) -> Iterator[Handle]:
    text = page.get_textpage()
    try:
        yield text.raw
    finally:
        text.close()


def _lines(text: Handle, characters: range, height: float) -> tuple[Box, ...]:
    """The boxes of characters, joined where they stand on one line."""
    found: list[Box] = []
    for box in _characters(text, characters, height):
        if found and box.overlap(found[-1])[1] > 0 and box.left >= found[-1].left:
            box = around((found.pop(), box))
        found.append(box)
    return tuple(found)


def _characters(text: Handle, characters: range, height: float) -> Iterator[Box]:
    sides = tuple(ctypes.c_double() for _ in range(4))
    for at in characters:
        if raw.FPDFText_IsGenerated(text, at) == 1 or not raw.FPDFText_GetCharBox(text, at, *sides):
            continue
        left, right, bottom, top = (side.value for side in sides)
        if right > left and top > bottom:
            yield Box(left * _MM_PER_PT, (height - top) * _MM_PER_PT, right * _MM_PER_PT,
                      (height - bottom) * _MM_PER_PT)
