"""A manuscript's text without its looks, for other typesetting systems: what `typst` and `latex` write down.

In goes the HTML that the build sets, out come blocks in their order. What an editor wrote is kept to the
word; what any system makes by itself is left to it: contents and lists, the numbers of notes and their
calls, folios, running heads. An element that is not known is a plain paragraph. Drawings are an empty frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct, field

from .tree import Element, read_tree

Style = Literal["emphasis", "strong", "raised"]


class Words(Struct, frozen=True):
    """Text that runs on."""

    text: str


class Styled(Struct, frozen=True):
    """Text in another style."""

    style: Style
    text: Inline


class Note(Struct, frozen=True):
    """A footnote, where it is called."""

    text: Inline


class Folio(Struct, frozen=True):
    """The number of the page on which a target stands."""

    target: str


Inline = tuple[Words | Styled | Note | Folio, ...]


class Part(Struct, frozen=True):
    """The begin of a part; `fresh` if a page begins with it, `first` if folio 1 does."""

    fresh: bool
    first: bool


class Heading(Struct, frozen=True):
    """A title, from the first level to the third."""

    level: int
    text: Inline
    targets: tuple[str, ...]


class Paragraph(Struct, frozen=True):
    """Running text."""

    text: Inline
    targets: tuple[str, ...]
    small: bool = False


class Listing(Struct, frozen=True):
    """Items with numbers or bullets."""

    items: tuple[Inline, ...]
    numbered: bool
    small: bool


class Cell(Struct, frozen=True):
    """A cell, over so many columns."""

    text: Inline
    span: int
    head: bool


Row = tuple[Cell, ...]


class Table(Struct, frozen=True):
    """A table; without a caption it is in no list."""

    caption: Inline
    targets: tuple[str, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide the columns are, in comparison: by their longest text."""
        count = max(sum(cell.span for cell in row) for row in (*self.head, *self.body))
        found = [_LEAST_WIDTH] * count
        for row in (*self.head, *self.body):
            at = 0
            for cell in row:
                if cell.span == 1:
                    found[at] = max(found[at], min(len(plain(cell.text)), _MOST_WIDTH))
                at += cell.span
        return tuple(found)


class Picture(Struct, frozen=True):
    """A drawing, of which only the room is kept, and its caption."""

    caption: Inline
    targets: tuple[str, ...]


class Made(Struct, frozen=True):
    """What every system makes by itself."""

    what: Literal["contents", "lists"]


Block = Part | Heading | Paragraph | Listing | Table | Picture | Made


class Text(Struct, frozen=True):
    """A whole book."""

    title: str
    blocks: tuple[Block, ...]


_LEAST_WIDTH, _MOST_WIDTH = 8, 60
_LEVELS = {"h1": 1, "h2": 2, "h3": 3}
_STYLES: dict[str, Style] = {"em": "emphasis", "i": "emphasis", "strong": "strong", "dt": "strong"}
_RAISED = {"call", "call-comma", "tabular-call", "tabular-note-letter", "mark"}
_SMALL = {"tabular-foot", "part-sources", "part-imprint"}
_SPACE = re.compile(r"[ \t\n]+")
_PIECES = {"a", "abbr", "em", "i", "span", "strong"}
"""Elements within a line; the text of all others is a paragraph of its own."""


def read_text(html: str) -> Text:
    """The text of a manuscript."""
    root = read_tree(html)
    reader = _Reader({link.link for link in root.walk() if "reference-page" in link.classes})
    body = next(element for element in root.walk() if element.tag == "body")
    return Text(body.attributes.get("data-edition", ""), tuple(reader.blocks(root)))


def plain(text: Inline) -> str:
    """Words alone, as they stand in the line, without those of notes."""
    return "".join(
        piece.text if isinstance(piece, Words) else plain(piece.text) if isinstance(piece, Styled) else ""
        for piece in text
    )


class _Reader(Struct):
    """Goes through the elements in their order."""

    wanted: set[str]
    """The ids to which a page number is printed."""
    waiting: list[str] = field(default_factory=list)
    """Wanted ids of elements that began, for the next block that has words."""
    small: bool = False

    def blocks(self, element: Element) -> Iterator[Block]:
        """What an element and those within it are."""
        if element.attributes.get("id") in self.wanted and element.tag not in _PIECES:
            self.waiting.append(element.attributes["id"])
        if element.tag in ("head", "colgroup"):
            return
        if element.tag == "nav":
            yield Made("contents" if "part-contents" in element.classes else "lists")
        elif element.tag == "table":
            yield self._table(element)
        elif element.tag in ("ol", "ul"):
            yield Listing(tuple(inline(item) for item in element.elements), element.tag == "ol", self.small)
        elif element.tag in _LEVELS or "chapter-opener" in element.classes:
            yield Heading(_LEVELS.get(element.tag, 1), inline(element), self._targets())
        elif element.tag == "figure":
            yield from self._figure(element)
        else:
            yield from self._others(element)

    def _others(self, element: Element) -> Iterator[Block]:
        """An element that holds blocks, or words."""
        if "part" in element.classes:
            yield Part("part-run-on" not in element.classes, "part-first-body" in element.classes)
        before, self.small = self.small, self.small or bool(_SMALL & element.classes)
        line: list[Element | str] = []
        for child in (*element.children, None):
            if child is not None and (isinstance(child, str) or child.tag in _PIECES):
                line.append(child)
                continue
            if text := _trimmed(_pieces(line)):
                yield Paragraph(_styled(element, text), self._targets(), self.small)
            line = []
            if child is not None:
                yield from self.blocks(child)
        self.small = before

    def _figure(self, element: Element) -> Iterator[Block]:
        caption, *others = element.elements
        yield Picture(inline(caption), self._targets())
        for other in others:
            if text := inline(other):
                yield Paragraph(text, (), small=True)

    def _table(self, element: Element) -> Table:
        caption: Inline = ()
        rows: dict[str, list[Row]] = {"thead": [], "tbody": []}
        for child in element.elements:
            if child.tag == "caption":
                caption = inline(child)
                self.waiting += [name for name in [child.attributes.get("id", "")] if name in self.wanted]
            elif child.tag in rows:
                rows[child.tag] += [_row(row) for row in child.elements]
        return Table(caption, self._targets(), tuple(rows["thead"]), tuple(rows["tbody"]))

    def _targets(self) -> tuple[str, ...]:
        """The wanted ids that have not had their block yet."""
        found, self.waiting = tuple(self.waiting), []
        return found


def _row(element: Element) -> Row:
    return tuple(
        Cell(inline(cell), int(cell.attributes.get("colspan", "1")), cell.tag == "th")
        for cell in element.elements
    )


def inline(element: Element) -> Inline:
    """The words of an element, with single spaces."""
    return _trimmed(_pieces(element.children))


def _pieces(children: Sequence[Element | str]) -> Inline:
    """What stands in the line; where a note is called, its call is left out."""
    found: list[Words | Styled | Note | Folio] = []
    for child in children:
        if isinstance(child, str):
            found.append(Words(_SPACE.sub(" ", child)))
        elif "note-return" in child.classes or child.tag == "img":
            continue
        elif "note" in child.classes:
            found[-1:] = [Note(_trimmed(_pieces(child.children)))]
        else:
            found += _styled(child, _pieces(child.children))
    return tuple(found)


def _styled(element: Element, text: Inline) -> Inline:
    if "reference-page" in element.classes:
        return (*text, Folio(element.link))
    style = "raised" if _RAISED & element.classes else _STYLES.get(element.tag)
    return (Styled(style, text),) if style else text


def _trimmed(text: Inline) -> Inline:
    """Without spaces at its ends; nothing at all if nothing else is there."""
    found = list(text)
    if found and isinstance(first := found[0], Words):
        found[0] = Words(first.text.lstrip(" "))
    if found and isinstance(last := found[-1], Words):
        found[-1] = Words(last.text.rstrip(" "))
    return tuple(piece for piece in found if piece != Words(""))
