"""The nouns that one stage hands to the next. Plain frozen data; no stage is imported here.

    load ──Source──▶ validate ──Edition──▶ resolve ──Resolved──▶ compose ──Manuscript──▶
    typeset ──Sheets──▶ bind ──Volume──▶ dist/
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from .recall import digest_of
from .span import Span

if TYPE_CHECKING:  # whoever sets pages has these nouns, but no models
    from .changes.change import ChangeKind
    from .fragment import Fragment
    from .inline import Inline, Reference
    from .model.edition import Edition

Location = tuple[str | int, ...]
"""The way to a value inside one file: keys and indices from the top."""

Node = str | None | list["Node"] | dict[str, "Node"]
"""A YAML value as loaded: every scalar is still a string, an empty one is None."""


class Tree(Struct, frozen=True):
    """What a YAML file says, with the place of every key and value."""

    root: Node
    keys: Mapping[Location, Span]
    """The span of the key that leads to a location."""
    values: Mapping[Location, Span]
    """The span of the value at a location."""


class File(Struct, frozen=True, dict=True):
    """One YAML file, as loaded."""

    path: PurePosixPath
    text: str
    grow: Callable[[], Tree]
    """Gives its tree; a file that is known to be sound is read only if somebody asks for a place in it."""
    digest: str = ""
    """A digest of path and text, from which all else follows; empty if the tree is not that of the text."""

    @cached_property
    def tree(self) -> Tree:
        """What it says, and where."""
        return self.grow()

    @property
    def root(self) -> Node:
        """What it says."""
        return self.tree.root

    @property
    def keys(self) -> Mapping[Location, Span]:
        """The span of the key that leads to a location."""
        return self.tree.keys

    @property
    def values(self) -> Mapping[Location, Span]:
        """The span of the value at a location."""
        return self.tree.values

    def place(self, location: Location, *, key: bool = False) -> Span:
        """The span of a value, or of its key, or of the nearest thing around it that has one."""
        table = self.keys if key else self.values
        while location and location not in table:
            location = location[:-1]
        return table.get(location, Span(self.path))

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Where each line begins in the text; a file with many findings is measured once."""
        return (0, *(found.end() for found in re.finditer("\n", self.text)))


class Source(Struct, frozen=True):
    """An edition's folder, read: every file, and the other files that exist beside them."""

    folder: PurePosixPath
    """The edition's folder, relative to the project's, such as `chapters/mali-2021`."""
    files: Mapping[PurePosixPath, File]
    """YAML files by path relative to the edition's folder, in sorted order."""
    images: frozenset[PurePosixPath]
    """Pictures found below `images/`, relative to the edition's folder."""
    releases: Mapping[str, str] = field(default_factory=dict)
    """What each release of the edition recorded, as JSON, by edition and revision: `1.0`."""

    def digest_without(self, chapters: Iterable[str]) -> str:
        """A digest of every YAML file but these chapters; empty if one of them has none."""
        left_out = {PurePosixPath(f"{name}.yaml") for name in chapters}
        digests = [file.digest for path, file in self.files.items() if path not in left_out]
        return digest_of(str(self.folder), *digests) if all(digests) else ""


class View(Protocol):
    """What a block's template prints: a frozen structure of the block's kind."""


class ResolvedBlock(Struct, frozen=True):
    """A block with everything settled that follows from order and records."""

    kind: str
    id: str
    origin: Span
    view: View


class Section(Struct, frozen=True):
    """A heading that the contents list."""

    id: str
    title: str


class ResolvedChapter(Struct, frozen=True):
    """A chapter, numbered, its texts without marks."""

    id: str
    number: int | None
    title: str
    running_head: str
    sections: tuple[Section, ...]
    blocks: Sequence[ResolvedBlock]
    run_on: bool = False
    """Whether it begins on the page where the chapter before it ends."""
    digest: str = ""
    """A digest of all this; empty if it is not asked for."""


class Listed(Struct, frozen=True):
    """A table or figure in the list of tables and figures."""

    id: str
    label: str
    caption: str


class SourceEntry(Struct, frozen=True):
    """A source in the list of sources, with the notes that cite it."""

    id: str
    text: Inline
    notes: tuple[int, ...]


class ToldLine(Struct, frozen=True):
    """One thing that reads otherwise than before; `was` and `now` are empty if it was reworded at length."""

    aspect: str
    was: Inline
    now: Inline


class ToldChange(Struct, frozen=True):
    """What changed of one thing since the edition before."""

    title: Inline
    place: Reference | None
    """The page on which one reads it; None for what is no longer there."""
    lines: tuple[ToldLine, ...]
    why: Inline
    sources: Inline


class Annex(Struct, frozen=True):
    """What changed since the edition before."""

    earlier: str
    """The edition before, as readers know it."""
    groups: tuple[tuple[ChangeKind, tuple[ToldChange, ...]], ...]


class ToldErratum(Struct, frozen=True):
    """An error of a published edition, and what stands there now."""

    title: Inline
    place: Reference | None
    """The page of this revision on which it stood or stands."""
    folio: str
    """The folio of that page in the revision before, as its release recorded it; empty if none did."""
    was: Inline
    now: Inline
    reason: Inline
    kind: str
    """`Factual`."""
    day: date
    """When it was put right."""
    revision: int


class Slip(Struct, frozen=True):
    """The errata of a release on a sheet of their own, for those who hold its file."""

    corrected: str
    """The release as readers know it: `Mali 2021 Review, first edition`."""
    later: str
    """The revision that puts the errors right: `revision 1`."""
    digest: str
    """The first digits of the SHA-256 of the file that is corrected."""
    errata: tuple[ToldErratum, ...]


class Resolved(Struct, frozen=True):
    """The book in words: every number but those of pages."""

    edition: Edition
    chapters: tuple[ResolvedChapter, ...]
    tables: tuple[Listed, ...]
    figures: tuple[Listed, ...]
    sources: tuple[tuple[str, tuple[SourceEntry, ...]], ...]
    """Entries by heading."""
    notes: int
    """How many numbered notes there are."""
    annex: Annex | None = None
    """What changed since the edition before, if it follows one."""
    errata: tuple[ToldErratum, ...] = ()
    """Errors put right since the first release, those of the last revision first."""
    changed: tuple[str, ...] = ()
    """The ids of the blocks that read otherwise than before."""
    slip: Slip | None = None
    """If there is one, nothing else is printed."""
    digest: str = ""
    """A digest of what the edition says outside its chapters; empty if that is not known."""


class PartHtml(Struct, frozen=True):
    """One part of the book as an HTML fragment: front matter, a chapter, or back matter."""

    id: str
    html: str
    origins: tuple[tuple[int, Span], ...] = ()
    """For each block, the line of `html` on which it begins and where an editor wrote it, in order."""
    run_on: bool = False
    """Whether it begins on the page where the part before it ends."""

    def origin(self, line: int) -> Span | None:
        """Where an editor wrote what stands on a line of the HTML; None before the first block."""
        return next((span for begins, span in reversed(self.origins) if begins <= line), None)


class Metadata(Struct, frozen=True):
    """What the PDF says of itself."""

    title: str
    subject: str
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    language: str
    """A BCP 47 tag, such as `en-GB`."""
    published: date
    licence: str
    """The text of the rights statement."""
    licence_url: str
    identifier: str
    """Edition and revision, such as `mali-2021, edition 1, revision 0`."""
    digest: str = ""
    """The digest of the manuscript, by which a PDF knows what it was made of; empty until it is signed."""


class Attachment(Struct, frozen=True):
    """A file inside the PDF, such as the records as CSV."""

    name: str
    media_type: str
    description: str
    content: bytes


class Manuscript(Struct, frozen=True, dict=True):
    """The whole book as HTML, one piece per part, with what the PDF says of itself."""

    parts: tuple[PartHtml, ...]
    metadata: Metadata
    attachments: tuple[Attachment, ...]
    first_body: str
    """The id of the first part whose folios are arabic."""
    draft: bool = False
    """Whether blocks print their origin and pages a DRAFT mark."""
    changed: tuple[str, ...] = ()
    """The ids of the blocks that bear a change bar."""
    edition: str = ""
    """The title that left pages bear at their head, as on the cover."""

    @cached_property
    def signed(self) -> Metadata:
        """What the PDF says of itself, with the digest."""
        return replace(self.metadata, digest=self.digest)

    @property
    def digest(self) -> str:
        """The SHA-256 of all that the pages are made of, but for the stylesheets, as hexadecimal digits."""
        digest = hashlib.sha256(self.html.encode())
        for attachment in self.attachments:
            digest.update(attachment.content)
        return digest.hexdigest()

    @property
    def html(self) -> str:
        """All parts in one document."""
        return self.html_of(self.parts)

    def html_of(self, parts: Iterable[PartHtml]) -> str:
        """Some parts in a document of their own."""
        body = "\n".join(part.html for part in parts)
        draft = ' class="draft"' if self.draft else ""
        edition = f' data-edition="{_escape(self.edition)}"' if self.edition else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{self.metadata.language}">\n'
            f'<head><meta charset="utf-8"><title>{_escape(self.metadata.title)}</title></head>\n'
            f"<body{draft}{edition}>\n{body}\n</body>\n</html>\n"
        )


class Take(Struct, frozen=True):
    """Copy that is set in one piece: parts that share pages, with what they must know of the rest."""

    parts: tuple[PartHtml, ...]
    """With a folio, or as many noughts as it has figures, in each `data-folio`."""
    html: str
    """They as a document."""
    recto: bool
    """Whether the first page is laid out as a right-hand one."""
    folio: int
    """That of the first page; those of the body are filled in later, and only need room."""


class Anchor(Struct, frozen=True):
    """Where an element with an id landed: a page and its box, in millimetres from the top left."""

    page: int
    """Counting from 0."""
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


class Repair(Struct, frozen=True):
    """A block held together, or moved to the next page, so that a note stands on the page of its call."""

    note: str
    """The id of the note; empty where a break looked wrong."""
    block: str
    """The block as a selector: `p.prose-text`."""
    hold: str
    """The declaration that it was given."""
    layout: int
    """After which layout, counting from 1."""


class Sheets(Struct, frozen=True):
    """The laid-out pages."""

    fragments: tuple[Fragment, ...]
    """In the order of the book."""
    anchors: Mapping[str, tuple[Anchor, ...]]
    """Every id, with one box for each page of the book that it stands on."""
    families: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
    """The typefaces that the stylesheets declare, with their font files."""
    repairs: tuple[Repair, ...] = ()
    style: str = ""
    """The digest of the sheets, the fonts and the pictures."""


class FileSection(Struct, frozen=True):
    """A range of bytes of the finished PDF that holds all objects of one take, and no others.

    Its bytes follow from the take, from where its pages and its objects begin, and from the folios that it
    prints. It refers to its own objects, and to few of the book's, which have the same numbers in every file.
    """

    first_page: int
    """Counting from 0."""
    pages: int
    first_object: int
    end_object: int
    """The number after the last that it has for its objects; not all of them are used."""
    start: int
    """Where its bytes begin in the file."""
    end: int
    """Where they end."""


class Volume(Struct, frozen=True):
    """The finished PDF."""

    pdf: bytes
    pages: int
    anchors: Mapping[str, tuple[Anchor, ...]] = field(default_factory=dict)
    sections: tuple[FileSection, ...] = ()
    """Those of all takes, in the order of the book. What is in none of them is the book's own."""


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
