"""What a preview shows: the pages of an edition, what was found, and what stands where.

It comes in two steps: a `Made` with the pages as soon as they are bound, then the `Reading` of their proof.
Plain data that goes from one process to another. Whoever sets pages in another way gives these nouns.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Protocol

from msgspec import Struct, field

from ..homing import Mark
from ..proof import Box
from ..span import Span

Watch = Callable[[str], None]
"""Told the name of each stage as it begins."""


class Spot(Struct, frozen=True):
    """Something on a page that an editor wrote: a paragraph, a cell, a note, a table."""

    box: Box
    """In millimetres from the top left of the page."""
    tag: str
    """The name of its element, such as `td`; of a note `note`, and of a whole block `block`."""
    text: str
    """The words of it that stand on this page; none for what only holds others."""
    part: str
    """The part of the manuscript in which it is."""
    line: int
    """Of the part's HTML."""
    name: str = ""
    """The id of its element, if it has one."""
    leads: str = ""
    """The id to which an entry of the contents or of a list leads."""


class Ground(Struct, frozen=True):
    """Where the parts of a manuscript were written, and where their ids are printed."""

    parts: Mapping[str, tuple[tuple[int, Span], ...]] = field(default_factory=dict)
    """For each part its blocks: the line of its HTML on which one begins, and where an editor wrote it."""
    homes: Mapping[str, Span] = field(default_factory=dict)
    """For each part the whole file in which it is written, if not in blocks."""
    sources: Mapping[str, Span] = field(default_factory=dict)
    """Where each source is written."""
    pages: Mapping[str, int] = field(default_factory=dict)
    """The first page on which each id stands, from 0."""

    def block(self, spot: Spot) -> Span:
        """The block in which a spot is written; the whole file, if it is in none."""
        blocks = reversed(self.parts[spot.part])
        found = next((span for begins, span in blocks if begins <= spot.line), None)
        return found or self.sources.get(spot.name) or self.homes[spot.part]

    def leads(self, spot: Spot) -> int | None:
        """The page, from 0, that an entry of the contents or of a list leads to."""
        return self.pages.get(spot.leads)


class Page(Struct, frozen=True):
    """A page, and how it is known."""

    digest: str
    """The same for pages that look the same, as hexadecimal digits."""
    label: str
    """Its folio; empty if it has none."""
    width_mm: float
    height_mm: float
    written: bool = True
    """Whether something of a chapter stands on it, and not only what is gathered from other pages."""


class Heading(Struct, frozen=True):
    """An entry of the outline."""

    level: int
    """How deep it stands in the outline, from 1."""
    title: str
    page: int
    """Counting from 0."""


class Book(Struct, frozen=True):
    """The pages of an edition, whether or not they are proved."""

    title: str
    pdf: bytes
    pages: tuple[Page, ...]
    outline: tuple[Heading, ...] = ()
    texts: Mapping[PurePosixPath, str] = field(default_factory=dict)
    """The edition's files, as they were read."""


class Reading(Struct, frozen=True):
    """What the proof of a book gave."""

    marks: tuple[Mark, ...] = ()
    """What it found, with its place on the pages."""
    packed: tuple[bytes, ...] = ()
    """The spots of each page, as `packed` makes them; none, if the book could not be read."""
    ground: Ground = field(default_factory=Ground)
    """Where they are written."""
    compared: str = ""
    """How much the pages were compared with, in words."""
    broken: bool = False
    """Whether a fault of ours kept it from being read."""

    def spots(self, page: int) -> tuple[Spot, ...]:
        """What stands on a page, in reading order; what holds others stands behind them."""
        found: tuple[Spot, ...] = pickle.loads(self.packed[page]) if page < len(self.packed) else ()
        return found


def packed(spots: Iterable[Sequence[Spot]]) -> tuple[bytes, ...]:
    """The spots of each page, pickled: a long book has tens of thousands, and few are ever asked for."""
    return tuple(pickle.dumps(tuple(of_page), pickle.HIGHEST_PROTOCOL) for of_page in spots)


class Made(Struct, frozen=True):
    """What became of an edition before its proof."""

    marks: tuple[Mark, ...]
    """What was found, which has no place on the pages yet."""
    book: Book | None = None
    """None, if something kept the pages from being set."""
    broken: bool = False
    """Whether a fault of ours kept it from being made, so that it is worth trying again."""


class Maker(Protocol):
    """Sets the pages of an edition, one edition at a time.

    It does so in another process: pdfium, which draws the pages here, is not made for threads.
    """

    def make(self, folder: PurePosixPath, watch: Watch) -> Generator[Made | Reading]:
        """What became of the files as they are now, and, if that is a book, what its proof gave.

        `folder` is `chapters/<edition>`. Whoever closes the iterator wants no proof; one that was overtaken
        ends without it.
        """

    def overtake(self) -> None:
        """Say, from any thread, that what is being made is out of date: its proof is broken off."""

    def close(self) -> None:
        """Let go of what is kept warm; a `make` that is under way may give anything."""
