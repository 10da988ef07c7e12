"""Where pages first read otherwise than before: the place that an editor wants to see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import Protocol

from msgspec import Struct

from ..proof import Box
from .made import Book, Page
from .spots import around

_MOST_READ = 40
"""So many pages are read at most, to tell one with other words from those on which only numbers moved."""


class Change(Struct, frozen=True):
    """Where pages first read otherwise than before."""

    page: int
    """Counting from 0."""
    box: Box | None = None
    """The first line that changed; None if none of those that were there did."""


class Text(Protocol):
    """What is printed on pages, by their digests."""

    def hang(self, book: Book) -> None:
        """Let pages of a book be asked for, besides those of the book before."""

    def words(self, digest: str) -> str:
        """The characters of a page, line by line; empty if there is no such page."""

    def boxes(self, digest: str, ranges: Iterable[tuple[int, int]]) -> list[tuple[Box, ...]]:
        """For each range of a page's characters, a box for each line of it."""


def first_change(before: Book, after: Book, text: Text) -> Change | None:
    """The first page with other words, or else the first that looks otherwise; None if none does.

    A contents list with a new heading comes first, but it is not what somebody is writing.
    """
    old, new = _written(before), _written(after)
    changed = (pair for pair in zip(old, new, strict=False) if pair[0][1].digest != pair[1][1].digest)
    for (_, was), (number, now) in islice(changed, _MOST_READ):
        read, reads = text.words(was.digest), text.words(now.digest)
        if _plain(read) != _plain(reads):
            return Change(number, _line(read, reads, now.digest, text))
    return _added(old, new) or _first(before.pages, after.pages)


def _written(book: Book) -> list[tuple[int, Page]]:
    """The pages on which something of a chapter stands, with their numbers from 0."""
    return [(number, page) for number, page in enumerate(book.pages) if page.written]


def _added(old: Sequence[tuple[int, Page]], new: Sequence[tuple[int, Page]]) -> Change | None:
    """Where there are more written pages than before, or fewer; None if there are as many."""
    return Change(new[min(len(old), len(new) - 1)][0]) if new and len(old) != len(new) else None


def _first(old: Sequence[Page], new: Sequence[Page]) -> Change | None:
    """The first page that looks otherwise than the one in its place before."""
    if [page.digest for page in old] == [page.digest for page in new]:
        return None
    pairs = enumerate(zip(old, new, strict=False))
    shorter = min(len(old), len(new) - 1)
    return Change(next((at for at, (one, other) in pairs if one.digest != other.digest), shorter))


def _plain(words: str) -> str:
    """What was written for a page: neither numbers nor line ends."""
    return "".join(letter for letter in words if not letter.isdigit() and not letter.isspace())


def _line(before: str, after: str, digest: str, text: Text) -> Box | None:
    """The line of a page with the first character that differs from the page in its place before."""
    at = alike(before, after)
    start, end = after.rfind("\n", 0, at) + 1, after.find("\n", at)
    boxes = text.boxes(digest, [(start, end if end >= 0 else len(after))])
    return around(boxes[0]) if boxes and boxes[0] else None


def alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many at the front are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
