"""A take that is set: what `typeset` hands to `bind`, and what can be kept on disk or sent elsewhere.

A *take* is copy that is set in one piece: parts of the book that share pages. Its *fragment* is the pages
that came of it, as plain data that says nothing of where in the book they stand. It has a *head*, which is
all that the rest of the book asks of it, and a *body*, the pages themselves, which is packed into a *parcel*
until they are bound. What does depend on where they stand is left open: a *slot* is room in the drawing of a
page for the figures of a folio; a *side* is how a page is to be finished on either side of the sheet; and
whatever is counted through the book (pages, areas of links) is counted from 0 in each fragment.

Lengths are CSS pixels from the top left of a page, unless a name says otherwise.
"""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from .artifacts import Repair
from .report import Diagnostic

T = TypeVar("T")

Rectangle = tuple[float, float, float, float]
"""Two corners."""
PT_PER_PX = 0.75
"""A CSS pixel in points (CSS Values 4, 6.2)."""
MM_PER_PX = 25.4 / 96
"""A CSS pixel in millimetres."""


class Slot(NamedTuple):
    """A string in the drawing of a page that holds the folio of a page.

    Figures are of one width, so that nothing else moves when they are filled in.
    """

    target: str
    """The id of what stands on that page; empty for the page that the slot is on."""
    before: bytes
    """What is shown before the folio."""
    figures: tuple[bytes, ...]
    """The codes of the ten figures in the face that they are set in."""
    gaps: tuple[bytes, ...]
    """What stands between one figure and the next: one less than there is room for figures."""
    after: bytes
    width: int
    """Of a figure, in thousandths of the type size."""
    lead: float
    """Which part of the room that is left over stands before the string: none if it is set to the left."""

    @property
    def room(self) -> int:
        """For how many figures there is room."""
        return len(self.gaps) + 1

    def filled(self, folio: int) -> bytes:
        """What a `TJ` shows for a folio; raises ValueError for one that there is no room for."""
        written = str(folio)
        blank = self.room - len(written)
        if blank < 0:
            raise ValueError(f"there is no room for {folio} where {self.room} figures were set")
        codes = [self.figures[int(figure)] for figure in written]
        parts = [part for pair in zip(codes, (*self.gaps[blank:], b""), strict=True) for part in pair]
        space = round(self.width * blank * self.lead)
        return b"".join(((b"%d" % -space if space else b""), self.before, *parts, self.after))


class Side(NamedTuple):
    """A page on one side of the sheet."""

    shift: float
    """How far to the right its text stands of where it was laid out."""
    margins: tuple[bytes | Slot, ...]
    """The content stream of what stands in the margins."""


class Link(NamedTuple):
    """The area of a link on a page."""

    kind: str
    """`internal` or `external`."""
    target: str
    """An id, or an address."""
    corners: Rectangle


class Bookmark(NamedTuple):
    """A line of the outline."""

    level: int
    label: str
    target: tuple[float, float]
    state: str


class Leaf(Struct, frozen=True):
    """One page of a fragment."""

    width: float
    height: float
    bleed: Mapping[str, float]
    area: Rectangle
    """The text area: left, top, width and height."""
    anchors: Mapping[str, Rectangle]
    """The box of every id on the page."""
    links: tuple[Link, ...]
    bookmarks: tuple[Bookmark, ...]
    text: tuple[bytes | Slot, ...]
    """The content stream of the text, with slots in their places; nothing if it has none."""
    packed: bytes
    """A content stream without slots, as `FlateDecode` reads it; empty if it has some."""
    recto: Side | None
    """As a right-hand page; None if it cannot be one."""
    verso: Side | None
    """As a left-hand page; None if it cannot be one."""


class Mark(NamedTuple):
    """A marked text or picture on a page, by its number there (ISO 32000-1, 14.7.4)."""

    leaf: int
    mcid: int


class Area(NamedTuple):
    """The area of a link on a page, by its place among the links there."""

    leaf: int
    link: int


class Tag(NamedTuple):
    """An element of the structure tree."""

    role: str
    """A standard type, such as `P`."""
    kids: tuple[Tag | Mark | Area, ...]
    entries: bytes
    """What else is said of it, as the keys and values of a dictionary."""
    name: str | None
    """Its ID, if it must have one."""
    box_pt: Rectangle | None
    """Where a picture stands: left, bottom, right and top, from the bottom left of the page."""


class Face(Struct, frozen=True):
    """A typeface as a fragment uses it."""

    traits: Mapping[str, object]
    """What the engine knows of the font, but for its file and its glyphs."""
    file: str
    """The SHA-256 of the font file, as hexadecimal digits."""
    content: bytes
    """The font, if it is not one of the files as they are declared; else empty."""
    widths: Mapping[int, int]
    """The advance of each glyph that is used, in thousandths of the type size."""
    to_unicode: Mapping[int, str]
    """What each glyph that is used is read as."""
    missing: Mapping[int, int] = field(default_factory=dict)
    """The glyph that stands for each character that the font lacks."""


def joined(faces: Sequence[Face]) -> Face:
    """One typeface with the glyphs of several uses of it; where they differ, the first is right."""
    widths: dict[int, int] = {}
    to_unicode: dict[int, str] = {}
    missing: dict[int, int] = {}
    for face in reversed(faces):
        widths |= face.widths
        to_unicode |= face.to_unicode
        missing |= face.missing
    glyphs = {glyph: to_unicode[glyph] for glyph in sorted(to_unicode)}
    return replace(faces[0], widths=widths, to_unicode=glyphs, missing=missing)


class Parcel(Struct, Generic[T], frozen=True):
    """A thing that is packed away: it costs little until somebody opens it."""

    content: bytes
    digest: str
    """The SHA-256 of the content, as hexadecimal digits."""

    @property
    def opened(self) -> T:
        """The thing, anew each time."""
        return pickle.loads(zlib.decompress(self.content))  # type: ignore[no-any-return]  # packed by `packed`


def packed(thing: T) -> Parcel[T]:
    """A parcel with a thing."""
    content = zlib.compress(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL), 1)
    return Parcel(content, hashlib.sha256(content).hexdigest())


class Resources(NamedTuple):
    """What drawings use besides typefaces."""

    leaves: int
    """How many pages have them."""
    things: Mapping[str, Any]
    """As pydyf writes them; streams stand in their places."""


class Body(Struct, frozen=True):
    """The pages of a take, and all that they have in the file."""

    leaves: tuple[Leaf, ...]
    tags: tuple[Tag | Mark | Area, ...] = ()
    """What stands in the structure tree, in reading order."""
    resources: tuple[Resources, ...] = ()
    """Those of the first pages, of the next, and so on."""


Boxes = Mapping[str, tuple[tuple[int, Rectangle], ...]]
"""Every id with the pages that it stands on, counting from 0 in the fragment, and its box there."""


class Fragment(Struct, frozen=True):
    """The pages of a take."""

    body: Parcel[Body]
    boxes: Parcel[Boxes]
    pages: int
    objects: int
    """How many the file has of tags, of areas of links, and of what drawings use."""
    anchors: Mapping[str, int]
    """Every id with the first page that it stands on, counting from 0 in the fragment."""
    targets: tuple[str, ...]
    """The ids to which its links lead."""
    printed: tuple[str, ...]
    """The ids whose folios it prints."""
    turnable: bool
    """Whether each page can be on either side of the sheet."""
    faces: Mapping[str, Face] = field(default_factory=dict)
    """By the name that drawings give them."""
    undescribed: tuple[str, ...] = ()
    """The addresses of pictures that have no text."""
    repairs: tuple[Repair, ...] = ()
    lost: tuple[str, ...] = ()
    """The ids of notes that could not be set right, or all if there are no pages; a link there is no news."""
    findings: tuple[Diagnostic, ...] = ()
    """What was wrong while it was set; places in the HTML are those of the take's parts."""


def fragment_of(body: Body, faces: Mapping[str, Face] | None = None) -> Fragment:
    """The fragment of some pages: what the rest of the book asks of them is found in them."""
    boxes: dict[str, list[tuple[int, Rectangle]]] = {}
    for number, leaf in enumerate(body.leaves):
        for name, corners in leaf.anchors.items():
            boxes.setdefault(name, []).append((number, corners))
    links = [link for leaf in body.leaves for link in leaf.links]
    return Fragment(
        packed(body), packed({name: tuple(found) for name, found in boxes.items()}), len(body.leaves),
        len(links) + sum(map(_elements, body.tags))
        + sum(_resources(one.things) for one in body.resources),
        {name: found[0][0] for name, found in boxes.items()},
        tuple(sorted({link.target for link in links if link.kind == "internal"})),
        tuple(sorted({slot.target for slot in _slots(body) if slot.target})),
        all(leaf.recto is not None and leaf.verso is not None for leaf in body.leaves),
        faces or {},
    )


def _elements(tag: Tag | Mark | Area) -> int:
    return 1 + sum(map(_elements, tag.kids)) if isinstance(tag, Tag) else 0


def _resources(resources: Mapping[str, Any]) -> int:
    """One, and each stream and each shading with all that it uses."""
    return 1 + sum(
        _stream(thing) for kind in ("XObject", "Pattern", "Shading")
        for thing in resources.get(kind, {}).values()
    )


def _stream(thing: Any) -> int:  # as pydyf has it
    extra = getattr(thing, "extra", {})
    inner = _resources(extra["Resources"]) if "Resources" in extra else 0
    return 1 + inner + (_stream(extra["SMask"]) if "SMask" in extra else 0)


def _slots(body: Body) -> Iterator[Slot]:
    for leaf in body.leaves:
        sides = [side.margins for side in (leaf.recto, leaf.verso) if side is not None]
        for drawing in (leaf.text, *sides):
            yield from (piece for piece in drawing if isinstance(piece, Slot))


class Restyled(Exception):
    """The sheets, the fonts or the pictures were changed while pages were set with them."""
