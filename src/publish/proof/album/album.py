"""The album of a proof: every page of a PDF as a picture, with what was found marked on it, in one HTML page.

Plain data in, text out. It names no day and needs no network; its pictures lie beside it. Drawing and writing
them is the commands' job, and so is to say what opens an editor's file.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import count
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct

from ... import show
from ...house_style import listed, numeral
from ...report import Diagnostic, Severity
from ...span import Span
from ..copy.printed import Box, Printed, PrintedPage
from .areas import Area, areas
from .tally import Tally, counted

Link = Callable[[Span], str]
"""The address that opens an editor's file at a place."""
Spoken = tuple[tuple[str, bool], ...]
"""A sentence in pieces: whether each is quoted, as in backticks."""
_OPENING = 12
"""Words of a page that its picture is told by."""
_SIDES = slice(16, 24)
"""Where a PNG says how many pixels it is wide and high (PNG specification, 11.2.2)."""


class Marked(Protocol):
    """Something that was found, and where on the pages it is."""

    @property
    def page(self) -> int | None:
        """Counting from 0; None if it is about the file."""

    @property
    def box(self) -> Box | None:
        """Where on its page; None if nowhere in particular."""

    @property
    def diagnostic(self) -> Diagnostic:
        """What it is, and where an editor wrote it."""


class Subject(Struct, frozen=True):
    """The file that was proved, and against what."""

    file: str
    href: str
    """The file's address, seen from the album."""
    edition: str
    """The edition's folder; empty if none is known."""
    title: str
    identifier: str
    """Edition and revision, as the file says of itself."""
    pages: int
    size_bytes: int
    sha256: str
    tally: Tally | None
    """What was compared; None if nothing could be."""

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """What is known of the file, without what is empty."""
        yield "Title", self.title or "The file names none"
        yield "Edition", self.identifier or "The file names none"
        yield "Proved against", f"chapters/{self.edition}" if self.edition else "Nothing"
        yield "Size", self.size
        yield "SHA-256", self.sha256

    @property
    def size(self) -> str:
        """`33 pages, 61 notes, 420 links, 438 kB`."""
        numbers = [(self.pages, "page")]
        if self.tally:
            numbers += [(self.tally.notes, "note"), (self.tally.links, "link")]
        kilobytes = numeral(Decimal(round(self.size_bytes / 1000)))
        return ", ".join([*(counted(number, noun) for number, noun in numbers), f"{kilobytes} kB"])


class Leaf(Struct, frozen=True):
    """A page and its picture."""

    page: PrintedPage
    picture: str
    """The picture's file, beside the album."""
    width: int
    """In pixels."""
    height: int


class Entry(Struct, frozen=True):
    """A finding as it is listed."""

    number: int
    diagnostic: Diagnostic
    href: str
    area: Area | None

    @property
    def severity(self) -> Severity:
        """Whether it keeps the file from being published."""
        return self.diagnostic.fault.severity

    @property
    def said(self) -> Spoken:
        """What is wrong."""
        return _spoken(self.diagnostic.fault.message)

    @property
    def plainly(self) -> str:
        """The same without marks of quotation."""
        return "".join(words for words, _ in self.said)

    @property
    def hint(self) -> Spoken:
        """What to try; nothing if nothing is known."""
        return _spoken(self.diagnostic.fault.hint) if self.diagnostic.fault.hint else ()


class Opened(Struct, frozen=True):
    """A page of the album."""

    number: int
    """Counting from 1."""
    leaf: Leaf
    entries: tuple[Entry, ...]

    @property
    def opening(self) -> str:
        """The first words of the page's text."""
        pieces = (piece.text for piece in self.leaf.page.pieces if not piece.artifact)
        words = show.legible(" ".join(pieces)).split()
        return " ".join(words[:_OPENING]) + ("…" if len(words) > _OPENING else "")

    @property
    def worst(self) -> Severity:
        """Whether an error is among its findings."""
        severities = {entry.severity for entry in self.entries}
        return Severity.ERROR if Severity.ERROR in severities else Severity.WARNING

    @property
    def found(self) -> str:
        """How many findings it has, in words for its link."""
        return counted(len(self.entries), "finding")


def album(subject: Subject, leaves: Sequence[Leaf], marks: Iterable[Marked], link: Link) -> str:
    """The whole HTML page."""
    placed, homeless = _sorted(dict.fromkeys(marks), len(leaves))
    numbers = count(1)

    def entry(mark: Marked, area: Area | None = None) -> Entry:
        return Entry(next(numbers), mark.diagnostic, link(mark.diagnostic.span), area)

    loose = [entry(mark) for mark in homeless]
    pages = []
    for index, one in enumerate(leaves):
        own = [mark for mark in placed if mark.page == index]
        entries = tuple(map(entry, own, areas(one.page, [mark.box for mark in own])))
        pages.append(Opened(index + 1, one, entries))
    severities = [mark.diagnostic.fault.severity for mark in (*homeless, *placed)]
    return _environment().get_template("album.html").render(
        subject=subject, loose=loose, pages=pages, verdict=verdict(severities), found=bool(severities),
    )


def leaf(page: PrintedPage, name: str, png: bytes) -> Leaf:
    """A page with its picture, a PNG."""
    return Leaf(page, name, *struct.unpack(">II", png[_SIDES]))


def subject_of(file: str, href: str, pdf: bytes, printed: Printed) -> Subject:
    """What a file says of itself, before it is compared with anything."""
    digest = hashlib.sha256(pdf).hexdigest()
    return Subject(
        file, href, "", printed.title, printed.identifier, len(printed.pages), len(pdf), digest, None
    )


def verdict(severities: Sequence[Severity]) -> str:
    """`Nothing is wrong`, or `1 error and 2 warnings`."""
    numbers = [(severities.count(severity), severity.value) for severity in Severity]
    kinds = [counted(number, noun) for number, noun in numbers if number]
    return listed(kinds) if kinds else "Nothing is wrong"


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("publish", "proof/album"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )


def _sorted(marks: Iterable[Marked], pages: int) -> tuple[list[Marked], list[Marked]]:
    """Those that have a page, from its top to its foot, and those that have none."""
    placed: list[Marked] = []
    homeless: list[Marked] = []
    for mark in marks:
        (homeless if mark.page is None or not 0 <= mark.page < pages else placed).append(mark)
    return sorted(placed, key=_height), homeless


def _height(mark: Marked) -> tuple[float, float]:
    return (mark.box.top, mark.box.left) if mark.box else (0, 0)


def _spoken(sentence: str) -> Spoken:
    parts = show.legible(sentence).split("`")
    return tuple((words, bool(index % 2)) for index, words in enumerate(parts) if words)
