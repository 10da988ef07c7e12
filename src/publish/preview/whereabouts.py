"""Where what stands on a page is written, also while the page is not proved yet.

Then a page that looks as it did when it was proved has the spots that it had; where they are written follows
from what has been added to their files, or taken away, meanwhile.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ..homing import Mark
from ..span import Span
from .changing import alike
from .desk import Proved, Shown
from .ground import place
from .made import Ground, Spot


class Read(Struct, frozen=True):
    """A page that has been proved."""

    proved: Proved
    number: int
    """Of the page in the book that was proved, from 0."""

    @property
    def spots(self) -> tuple[Spot, ...]:
        """What stands on it."""
        return self.proved.reading.spots(self.number)

    @property
    def ground(self) -> Ground:
        """Where that is written."""
        return self.proved.reading.ground


def read(shown: Shown, number: int) -> Read | None:
    """A page that is shown as it was proved; None if it is another since, or none was read."""
    proved, book = shown.proved, shown.book
    if proved is None or book is None or not proved.reading.packed:
        return None
    if proved.book is book:
        return Read(proved, number)
    digest = book.pages[number].digest
    before = enumerate(proved.book.pages)
    return next((Read(proved, at) for at, page in before if page.digest == digest), None)


def unread(shown: Shown) -> tuple[int, ...]:
    """The pages that are shown and were never proved as they look now."""
    if shown.book is None or shown.reading:
        return ()
    known = {page.digest for page in shown.proved.book.pages} if shown.proved else set()
    return tuple(number for number, page in enumerate(shown.book.pages) if page.digest not in known)


def place_of(shown: Shown, page: Read, spot: Spot) -> Span:
    """Where a spot of a page is written in the files of what is shown."""
    span = place(spot, page.ground, page.proved.book.texts)
    texts = shown.book.texts if shown.book else {}
    return moved(span, page.proved.book.texts.get(span.file, ""), texts.get(span.file, ""))


def earlier(shown: Shown) -> tuple[Mark, ...]:
    """What the last proof found, as long as that of the pages that are shown has found nothing.

    It is told with the page that looks as the one did on which it was found, or with none.
    """
    if shown.proved is None or shown.book is None or shown.reading or shown.stale:
        return ()
    numbers = {page.digest: number for number, page in enumerate(shown.book.pages)}
    before = shown.proved.book.pages
    return tuple(
        mark if mark.page is None else replace(mark, page=numbers.get(before[mark.page].digest))
        for mark in shown.proved.reading.marks
    )


def moved(span: Span, before: str, now: str) -> Span:
    """The same place in a file in which lines were added or taken away; itself, if it is among these."""
    old, new = before.split("\n"), now.split("\n")
    if old == new or span.line <= alike(old, new):
        return span
    if span.line <= len(old) - alike(old[::-1], new[::-1]):
        return span
    lines = len(new) - len(old)
    return replace(span, line=span.line + lines, end_line=span.end_line + lines)
