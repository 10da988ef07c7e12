"""What a preview shows: the pages of an edition, what stands where on them, and what was found.

Plain data that goes from one process to another. Whoever sets pages in another way gives these nouns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

from ..homing import Mark
from ..proof import Box
from ..proof.copy.printed import Bookmark
from ..span import Span

Watch = Callable[[str], None]
"""Told the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Something on a page that an editor wrote: a paragraph, a cell, a note, a table."""

    box: Box
    """In millimetres from the top left of the page."""
    tag: str
    """The name of its element, such as `td`; of a note `note`, and of a whole block `block`."""
    text: str
    """The words of it that stand on this page; none for what only holds others."""
    block: Span
    """The block in which it is written; the whole file, if it is in none."""
    gathered: bool = False
    """Whether it is put together from elsewhere, as contents and sources are."""
    leads: int | None = None
    """The page, from 0, that an entry of the contents or of a list leads to."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what is on it."""

    digest: str
    """The same for pages that look the same, as hexadecimal digits."""
    matter: str
    """The digest of what was written for it: no numbers, and nothing that is gathered from other pages."""
    label: str
    """Its folio; empty if it has none."""
    width_mm: float
    height_mm: float
    spots: tuple[Spot, ...] = ()
    """In reading order; what holds others stands behind them."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an edition."""

    marks: tuple[Mark, ...]
    """What was found, with its place on the pages."""
    title: str = ""
    pdf: bytes = b""
    pages: tuple[Page, ...] = ()
    """None, if something kept the pages from being set."""
    outline: tuple[Bookmark, ...] = ()
    texts: Mapping[PurePosixPath, str] = field(default_factory=dict)
    """The edition's files, as they were read."""
    compared: str = ""
    """How much the pages were compared with, in words."""
    broken: bool = False
    """Whether a fault of ours kept it from being made, so that it is worth trying again."""


class Maker(Protocol):
    """Sets the pages of an edition, one edition at a time.

    It does so in another process: pdfium, which draws the pages here, is not made for threads.
    """

    def make(self, folder: PurePosixPath, watch: Watch) -> Made:
        """The pages as the files are now, and what was found; `folder` is `chapters/<edition>`."""

    def close(self) -> None:
        """Let go of what is kept warm; a `make` that is under way may give anything."""
