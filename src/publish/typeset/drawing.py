"""Laid-out pages as a fragment: drawn as the engine draws them, with slots for folios, and with their tags.

The engine's own way to a PDF (WeasyPrint 70, `pdf/__init__.py`) is gone as far as its pages; objects that say
where they stand in a file, fonts among them, are left to `bind`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import pydyf
from weasyprint import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream

from ..fragment import Area, Bookmark, Face, Fragment, Leaf, Link, Mark, Slot, Tag
from .numbers import Number, drawn, numbers
from .tags.branch import Branch
from .tags.gather import Sheet, gather, root
from .tags.glyphs import read_as_drawn
from .tags.growth import grow
from .tags.marks import Piece
from .tags.role import alternative

_POINTS = 0.75
"""Points in a CSS pixel."""
_NOT_TRAITS = {"hb_font", "hb_face", "file_content", "widths", "to_unicode", "missing"}
"""What a font has that is not plain, or is kept apart."""

_Pictures = Mapping[str, Mapping[str, object]]
"""The engine's store of pictures, by the names that drawings give them."""


class _Numbered:
    """A string in a drawing that shows a folio."""

    def __init__(self, before: bytes, slot: Slot, after: bytes) -> None:
        self.before, self.slot, self.after = b"[" + before, slot, after + b"] TJ"


class _Pen(Stream):  # type: ignore[misc]  # the engine has no types
    """The engine's pen, that leaves room for folios."""

    def __init__(self, numbers: Mapping[boxes.TextBox, Number], *shared: object) -> None:
        super().__init__(*shared)
        self._numbers = numbers
        self._box: boxes.Box | None = None

    @contextmanager
    def marked(self, box: boxes.Box, tag: str) -> Iterator[None]:
        """Mark what is drawn, and remember of which box it is."""
        with super().marked(box, tag):
            self._box = box
            yield
            self._box = None

    def show_text(self, text: str) -> None:
        """Show a string, with room if it holds a folio."""
        number = self._numbers.get(self._box)
        if number is None:
            super().show_text(text)
        else:
            self.stream.append(_Numbered(*drawn(text.encode(), number, self._box, self)))


def draw(document: Document, declared: Collection[str]) -> Fragment:
    """The pages of a document; `declared` has the SHA-256 of each font file that the sheets declare.

    Raises `Unfit` if there is a folio that cannot be filled in later.
    """
    resources = pydyf.Dictionary({
        "ExtGState": pydyf.Dictionary(), "XObject": pydyf.Dictionary(), "Pattern": pydyf.Dictionary(),
        "Shading": pydyf.Dictionary(), "ColorSpace": None,
    })
    pictures: dict[str, dict[str, object]] = {}
    sheets = [_draw(page, document, resources, pictures) for page in document.pages]
    for font in document.fonts.values():
        read_as_drawn(font)
    pieces = gather(sheets)
    return Fragment(
        tuple(map(_leaf, sheets)),
        tuple(map(_tag, grow(root(sheets), pieces).kids)),
        _faces(document.fonts.values(), declared),
        _opened(resources, pictures),
        undescribed=tuple(_undescribed(pieces)),
    )


def _draw(
    page: Page, document: Document, resources: pydyf.Dictionary, pictures: dict[str, dict[str, object]]
) -> Sheet:
    """One page, drawn; adds what it uses to `resources` and `pictures`."""
    left, top = -page.bleed["left"], -page.bleed["top"]
    width = page.width + page.bleed["left"] + page.bleed["right"]
    height = page.height + page.bleed["top"] + page.bleed["bottom"]
    pen = _Pen(
        numbers(page), document.fonts, (left, top, width, height), resources, pictures, {}, {},
        document.output_intent,
    )
    pen.transform(d=-1, f=page.height * _POINTS)
    begun = len(pen.stream)
    page.paint(pen, _POINTS)
    return Sheet(page, pen._tags, pen.stream[begun:])


def _leaf(sheet: Sheet) -> Leaf:
    page, box = sheet.page, sheet.box
    return Leaf(
        page.width, page.height, dict(page.bleed),
        (box.content_box_x(), box.content_box_y(), box.width, box.height),
        {name: tuple(corners) for name, corners in page.anchors.items()},
        tuple(Link(*link[:3]) for link in sheet.links),
        tuple(Bookmark(*bookmark) for bookmark in page.bookmarks),
        tuple(_joined(sheet.chunks)),
    )


def _joined(chunks: Iterable[object]) -> Iterator[bytes | Slot]:
    """A content stream in as few pieces as its slots allow."""
    waiting: list[bytes] = []
    for chunk in chunks:
        if isinstance(chunk, _Numbered):
            yield b"\n".join((*waiting, chunk.before))
            yield chunk.slot
            waiting = [chunk.after]
        else:
            waiting.append(chunk if isinstance(chunk, bytes) else pydyf.Array([chunk]).data[1:-1])
    yield b"\n".join(waiting)


def _tag(kid: Branch | Piece) -> Tag | Mark | Area:
    if isinstance(kid, Branch):
        return Tag(kid.role, tuple(map(_tag, kid.kids)), kid.entries, kid.name)
    return Mark(kid.page, kid.mcid) if kid.area is None else Area(kid.page, kid.area)


def _undescribed(pieces: Sequence[Piece]) -> Iterator[str]:
    """The addresses of pictures that have no text."""
    for piece in pieces:
        if piece.picture_pt and not alternative(piece.element):
            yield piece.element.get("src", "an SVG in the text")


def _faces(fonts: Iterable[Font], declared: Collection[str]) -> Mapping[str, Face]:
    """The fonts by name; the engine may have several of one name, and they are one file."""
    faces: dict[str, Face] = {}
    for font in fonts:
        digest = hashlib.sha256(font.file_content).hexdigest()
        traits = {name: value for name, value in vars(font).items() if name not in _NOT_TRAITS}
        content = b"" if digest in declared else font.file_content
        face = Face(traits, digest, content, font.widths, font.to_unicode, font.missing)
        faces[font.hash] = faces[font.hash].joined(face) if font.hash in faces else face
    return faces


def _opened(resources: pydyf.Dictionary, pictures: _Pictures) -> pydyf.Dictionary:
    """Resources with plain streams where the engine has pens and the names of pictures."""
    for kind in ("XObject", "Pattern", "Shading"):
        for name, thing in resources.get(kind, {}).items():
            resources[kind][name] = _picture(pictures[name]) if thing is None else _plain(thing, pictures)
    for state in resources["ExtGState"].values():
        if "SMask" in state:
            state["SMask"]["G"] = resources["XObject"][state["SMask"]["G"].id]
    return resources


def _picture(picture: Mapping[str, object]) -> pydyf.Stream:
    image, ratios = picture["image"], picture["dpi_ratios"]
    return image.get_x_object(picture["interpolate"], max(ratios))  # type: ignore[attr-defined, call-overload]


def _plain(thing: object, pictures: _Pictures) -> object:
    """A stream without the engine's pen, and all that it uses."""
    if not isinstance(thing, pydyf.Stream):
        return thing
    extra = pydyf.Dictionary(thing.extra)
    if "Resources" in extra:
        extra["Resources"] = _opened(extra["Resources"], pictures)
    chunks = [chunk if isinstance(chunk, bytes) else pydyf.Array([chunk]).data[1:-1] for chunk in thing.stream]
    return pydyf.Stream(chunks, extra, thing.compress)
