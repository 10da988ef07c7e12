"""Laid-out pages as a fragment: drawn as the engine draws them, with slots for folios, and with their tags.

The engine's own way to a PDF (WeasyPrint 70, `pdf/__init__.py`), as far as its pages; what says where it
stands in a file, fonts among it, is left to `bind`.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from xml.etree.ElementTree import Element

import pydyf
from msgspec import Struct, field
from msgspec.structs import replace
from weasyprint import Page
from weasyprint.draw import draw_page
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream

from ..fragment import (
    PT_PER_PX,
    Area,
    Body,
    Bookmark,
    Face,
    Fragment,
    Leaf,
    Link,
    Mark,
    Resources,
    Side,
    Slot,
    Tag,
    fragment_of,
    joined,
)
from .numbers import Number, Unfit, drawn, numbers
from .press import Shop
from .sides import Document, is_sided, margins_alone, text_alone, turned
from .tags.branch import Branch
from .tags.gather import Sheet, gather, root, set_apart
from .tags.glyphs import read_as_drawn
from .tags.growth import Text, grow
from .tags.marks import Piece
from .tags.role import alternative

_BEST = 9
"""The level of compression, as the engine has it."""
_NOT_TRAITS = {"hb_font", "hb_face", "file_content", "widths", "to_unicode", "missing"}
"""What a font has that is not plain, or is kept apart."""

_PATTERN = b"/Pattern "
"""Before a pattern or a gradient: it stays where it is when all else is shifted (ISO 32000-1, 8.7.3.1)."""

_Pictures = Mapping[str, Mapping[str, object]]
"""The engine's store of pictures, by the names that drawings give them."""


class _Pen(Stream):  # type: ignore[misc]  # the engine has no types
    """The engine's pen, that leaves room for folios."""

    def __init__(self, numbers: Mapping[boxes.TextBox, Number], *shared: object) -> None:
        super().__init__(*shared)
        self._numbers = dict(numbers)
        self._box: boxes.Box | None = None

    @contextmanager
    def marked(self, box: boxes.Box, tag: str) -> Iterator[None]:
        """Mark what is drawn, and remember of which box it is; raises `Unfit` if its folio was not found."""
        with super().marked(box, tag):
            self._box = box
            yield
            self._box = None
        if box in self._numbers:
            raise Unfit(box)

    def show_text(self, text: str) -> None:
        """Show a string, with room if it holds a folio."""
        number = self._numbers.get(self._box)
        slot = drawn(text.encode(), number, self._box, self) if number else None
        if slot is None:
            super().show_text(text)
        else:
            del self._numbers[self._box]
            self.stream.append(slot)


class _Table(Struct):
    """What the pages of a document are drawn with."""

    document: Document
    resources: pydyf.Dictionary
    pictures: dict[str, dict[str, object]] = field(default_factory=dict)

    def draw(self, page: Page, box: boxes.PageBox) -> _Pen:
        """One page, or a part of it, drawn; raises `Unfit`."""
        left, top = -page.bleed["left"], -page.bleed["top"]
        width = page.width + page.bleed["left"] + page.bleed["right"]
        height = page.height + page.bleed["top"] + page.bleed["bottom"]
        pen = _Pen(
            numbers(box), self.document.fonts, (left, top, width, height), self.resources, self.pictures,
            {}, {}, self.document.output_intent,
        )
        pen.transform(d=-1, f=page.height * PT_PER_PX)
        pen.stream.clear()  # whoever shows the page does this
        with pen.stacked():
            pen.transform(a=PT_PER_PX, d=PT_PER_PX)
            draw_page(box, pen)
        return pen


class Drawn(Struct, frozen=True):
    """Pages, drawn."""

    body: Body
    faces: Mapping[str, Face]
    """By the name that drawings give them."""
    texts: Mapping[str, Face]
    """The same, only with the glyphs that are drawn outside the margins."""
    undescribed: tuple[str, ...]
    """The addresses of pictures that have no text."""
    text: Text

    @property
    def fragment(self) -> Fragment:
        """The pages as all of a take."""
        return replace(fragment_of(self.body, self.faces), undescribed=self.undescribed)


def draw(document: Document, shop: Shop, level: int = 0, begun: Iterable[Element] = ()) -> Drawn:
    """The pages of a document that was set with what a shop has.

    `level` is that of the last heading before them; `begun` are the elements that they go on with. Raises
    `Unfit` if there is a folio that cannot be filled in later.
    """
    table = _Table(document, pydyf.Dictionary({
        "ExtGState": pydyf.Dictionary(), "XObject": pydyf.Dictionary(), "Pattern": pydyf.Dictionary(),
        "Shading": pydyf.Dictionary(), "ColorSpace": None,
    }))
    sheets = [_text(page, table) for page in document.pages]
    used = {(font.hash, glyph) for font in document.fonts.values() for glyph in font.to_unicode}
    turnable = not is_sided(document)
    sides = [_sides(number, sheet, table, turnable=turnable) for number, sheet in enumerate(sheets)]
    for font in document.fonts.values():
        read_as_drawn(font, shop.fonts.letters)
    pieces = gather(sheets, begun)
    text = grow(root(sheets), pieces, level)
    resources = Resources(len(sheets), _opened(table.resources, table.pictures))
    body = Body(tuple(map(_leaf, sheets, sides)), tuple(map(_tag, text.tree.kids)), (resources,))
    faces = _faces(document.fonts.values(), shop.declared)
    texts = {
        name: replace(face, to_unicode={
            glyph: said for glyph, said in face.to_unicode.items() if (name, glyph) in used
        }) for name, face in faces.items()
    }
    return Drawn(body, faces, texts, tuple(_undescribed(pieces)), text)


def _text(page: Page, table: _Table) -> Sheet:
    pen = table.draw(page, text_alone(page._page_box))
    return Sheet(page, pen._tags, pen.stream)


def _sides(
    number: int, sheet: Sheet, table: _Table, *, turnable: bool
) -> tuple[Side | None, Side | None]:
    """A page as a right-hand and as a left-hand one."""
    page, other = sheet.page, turned(table.document, number) if turnable else None
    own = _side(page, page._page_box, table)
    its = _side(page, other, table) if other else None
    if its and its.shift and any(_PATTERN in chunk for chunk in sheet.chunks if isinstance(chunk, bytes)):
        its = None
    return (own, its) if page._page_box.page_type.side == "right" else (its, own)


def _side(page: Page, box: boxes.PageBox, table: _Table) -> Side:
    margins = margins_alone(box)
    pen = table.draw(page, margins)
    set_apart(margins, pen._tags, pen.stream)
    return Side(box.content_box_x() - page._page_box.content_box_x(), tuple(_joined(pen.stream)))


def _leaf(sheet: Sheet, sides: tuple[Side | None, Side | None]) -> Leaf:
    page, box = sheet.page, sheet.box
    text = tuple(_joined(sheet.chunks))
    plain = b"".join(piece for piece in text if isinstance(piece, bytes)) if len(text) == 1 else b""
    return Leaf(
        page.width, page.height, dict(page.bleed),
        (box.content_box_x(), box.content_box_y(), box.width, box.height),
        {name: tuple(corners) for name, corners in page.anchors.items()},
        tuple(Link(*link[:3]) for link in sheet.links),
        tuple(Bookmark(*bookmark) for bookmark in page.bookmarks),
        () if plain else text, zlib.compress(plain, _BEST) if plain else b"", *sides,
    )


def _joined(chunks: Iterable[object]) -> Iterator[bytes | Slot]:
    """A content stream in as few pieces as its slots allow."""
    waiting: list[bytes] = []
    for chunk in chunks:
        if isinstance(chunk, Slot):
            yield b"\n".join((*waiting, b"["))
            yield chunk
            waiting = [b"] TJ"]
        else:
            waiting.append(_bytes(chunk))
    yield b"\n".join(waiting)


def _tag(kid: Branch | Piece) -> Tag | Mark | Area:
    if isinstance(kid, Branch):
        entries, box = dict(kid.entries), None
        if kid.role == "Figure" and isinstance(layout := entries.pop("A"), dict):
            box = tuple(layout["BBox"])
        said = pydyf.Dictionary(entries).data[2:-2]  # without its brackets
        return Tag(kid.role, tuple(map(_tag, kid.kids)), said, kid.name, box)
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
        faces[font.hash] = joined((faces[font.hash], face)) if font.hash in faces else face
    return faces


def _opened(resources: pydyf.Dictionary, pictures: _Pictures) -> pydyf.Dictionary:
    """Resources with plain streams where the engine has pens and the names of pictures."""
    for kind in ("XObject", "Pattern", "Shading"):
        for name, thing in resources.get(kind, {}).items():
            drawn = _picture(pictures[name]) if thing is None else thing
            resources[kind][name] = _plain(drawn, pictures)
    for state in resources["ExtGState"].values():
        if "SMask" in state:
            state["SMask"]["G"] = resources["XObject"][state["SMask"]["G"].id]
    return resources


def _picture(picture: Mapping[str, object]) -> pydyf.Stream:
    image, ratios = picture["image"], picture["dpi_ratios"]
    return image.get_x_object(picture["interpolate"], max(ratios))  # type: ignore[attr-defined, call-overload]  # the engine has none


def _plain(thing: object, pictures: _Pictures) -> object:
    """A stream without the engine's pen, its pictures decoded, and all that it uses."""
    if not isinstance(thing, pydyf.Stream):
        return thing
    extra = pydyf.Dictionary(thing.extra)
    if "SMask" in extra:
        extra["SMask"] = _plain(extra["SMask"], pictures)
    if "Resources" in extra:
        extra["Resources"] = _opened(extra["Resources"], pictures)
    return pydyf.Stream(list(map(_bytes, thing.stream)), extra, thing.compress)


def _bytes(chunk: object) -> bytes:
    """A piece of a content stream, as pydyf writes it."""
    return chunk if isinstance(chunk, bytes) else bytes(pydyf.Array([chunk]).data[1:-1])
