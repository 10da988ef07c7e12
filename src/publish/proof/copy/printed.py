"""What the proof reads in a finished PDF: plain data, in millimetres from the top left of a page.

Pages count from 0. Boxes of text are those of the ink, not of the line. Nothing here comes from the layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct, field

FULL_INK = 255


class Box(NamedTuple):
    """A rectangle on a page, in millimetres from its top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How far it goes across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How far it goes down."""
        return self.bottom - self.top

    def overlap(self, other: Box) -> tuple[float, float]:
        """How far two boxes share ground, across and down; negative where there is a gap."""
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.bottom, other.bottom) - max(self.top, other.top),
        )


class Piece(NamedTuple):
    """A run of text in one face on one line, as it was drawn."""

    page: int
    order: int
    """The place in the order of drawing on its page: what is drawn later lies on top."""
    text: str
    """Its characters by the font's own table; a space at either end may be the reader's guess."""
    box: Box
    baseline: float
    """Distance of its baseline from the top of the page, in millimetres."""
    size_pt: float
    font: str
    """The PostScript name, with the subset's prefix."""
    colour: tuple[int, int, int, int]
    """Red, green, blue and opacity, from 0 to 255."""
    mcid: int
    """The marked content that it belongs to; -1 for none."""
    artifact: bool
    """Whether the file says that it is no part of the text, such as a running head."""
    letters: float = 0
    """How wide its characters are together by the font's own widths, spaces left out, in millimetres."""
    ink: float = FULL_INK
    """How much the drawn page changes from dot to dot, of 255, where it does least; 0 on a blank. Only texts
    with letters or figures are looked at."""
    masked: bool = False
    """Whether a mask, or another way of mixing colours than laying over, decides what is seen of it."""
    upright: bool = True
    """Whether its letters stand as the face draws them: not turned, mirrored, slanted or stretched."""


def is_legible(text: str) -> bool:
    """Whether a text has a letter or a figure: a third of all runs are dots, commas and spaces."""
    return any(map(str.isalnum, text))


class Shape(NamedTuple):
    """A picture, a drawing or a filled area."""

    page: int
    order: int
    kind: str
    """`picture` (pixels), `drawing` (a form), `fill` (an area in one colour), `shading` (one that runs from
    colour to colour) or `stroke` (a part of a line; its box is as wide as its pen)."""
    box: Box
    colour: tuple[int, int, int, int]
    dpi: float
    """The lesser resolution of a picture; 0 for what has no pixels."""
    mcid: int


class Content(Struct, frozen=True):
    """Marked content on a page: the text or picture with that number."""

    page: int
    mcid: int


class Annotation(Struct, frozen=True):
    """The sensitive area of a link, and where it leads."""

    page: int
    box: Box
    url: str
    """An address; empty for a link inside the file."""
    name: str
    """The destination's name; empty for an address."""
    contents: str
    """What a reader is told of it."""


class Element(Struct, frozen=True):
    """An element of the structure tree."""

    role: str
    """Its standard type, such as `P` or `TH`."""
    kids: tuple[Element | Content | Annotation, ...]
    page: int
    language: str = ""
    alternative: str = ""
    expansion: str = ""
    identity: str = ""
    """Its `ID`."""
    scope: str = ""
    """`Row` or `Column`, for a `TH`."""
    spans: tuple[int, int] = (1, 1)
    """Columns and rows of a cell."""
    headers: tuple[str, ...] = ()
    """The `ID`s of the cells that head a cell."""
    numbering: str = ""
    """How a list is numbered, such as `Decimal`."""
    box: Box | None = None
    """Where a picture is said to stand."""

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


class Destination(Struct, frozen=True):
    """Where a name leads."""

    page: int
    left: float
    top: float


class Bookmark(Struct, frozen=True):
    """An entry of the outline."""

    level: int
    title: str
    page: int
    top: float
    left: float = 0


class Enclosure(Struct, frozen=True):
    """A file in the file."""

    name: str
    """All its names, if it has several."""
    digest: str
    """The SHA-256 of what is in it."""
    media_type: str
    description: str
    relationship: str
    """What it is to the book, such as `Data`."""
    dates: tuple[str, ...]
    """When it was made and changed, as PDF writes it."""
    whole: bool
    """Whether its size and checksum are its own, and the catalogue names it once, in its place."""


class Face(Struct, frozen=True):
    """A font of the file."""

    name: str
    embedded: bool
    subset: bool
    mapped: bool
    """Whether its characters can be told (`ToUnicode`)."""
    program: bytes = b""
    """The font file in the PDF."""
    letters: Mapping[int, str] = field(default_factory=dict)
    """The characters that each glyph stands for, by the glyph's number in the font file."""
    widths: Mapping[int, float] = field(default_factory=dict)
    """How far each glyph moves on, in thousandths of the type's size."""
    oddities: tuple[str, ...] = ()
    """What no build writes of a font: by it, glyphs could stand for others."""


class PrintedPage(Struct, frozen=True):
    """One page as it is drawn."""

    label: str
    """Its folio by the file's page labels."""
    width: float
    height: float
    area: Box
    """The text block, which the file gives as its `ArtBox`; the whole page if it gives none."""
    pieces: tuple[Piece, ...]
    """In the order of drawing."""
    shapes: tuple[Shape, ...]
    annotations: tuple[Annotation, ...]
    notdef: int
    """How many glyphs stand for a missing one."""


class Printed(Struct, frozen=True):
    """A finished PDF, read back."""

    pages: tuple[PrintedPage, ...]
    tree: Element | None
    """The root of the structure tree; None if the file has none."""
    destinations: Mapping[str, Destination]
    bookmarks: tuple[Bookmark, ...]
    faces: tuple[Face, ...]
    language: str
    title: str
    identifier: str
    """Edition and revision, as the file says of itself."""
    digest: str
    """The digest of the manuscript that it was made of, as the file says of itself."""
    packet: Mapping[str, tuple[str, ...]]
    """The XMP packet: the values of each property by its name, such as `dc:title`."""
    entries: Mapping[str, str]
    """The document information dictionary, such as `Title`."""
    enclosures: tuple[Enclosure, ...]
    size_bytes: int
    astray: tuple[str, ...] = ()
    """What does not lead back to its tag."""
    problems: tuple[str, ...] = ()
    """What the reading programs complained of."""
    first: int = 0
    """The number of the first page; more than 0 in a section of a book."""

    def page(self, number: int) -> PrintedPage:
        """A page by its number in the book."""
        if number < self.first:
            raise IndexError(f"page {number} stands before this section, which begins with {self.first}")
        return self.pages[number - self.first]

    def numbered(self) -> Iterator[tuple[int, PrintedPage]]:
        """Each page with its number in the book."""
        return enumerate(self.pages, self.first)
