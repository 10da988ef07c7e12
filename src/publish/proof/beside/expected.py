"""What a finished PDF must hold: the text and the elements of the manuscript, in reading order.

Made from the composed HTML alone: no layout and no PDF is looked at. What only pages can tell (a page
number, a leader, a list marker) is a `Slot` in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from html.parser import HTMLParser
from itertools import pairwise

from msgspec import Struct

from ...artifacts import Manuscript, PartHtml
from ...folio import NUMBERED_BY_PAGE
from .letters import squeeze

VOID = frozenset({"img", "br", "col", "hr", "meta", "link"})
BLOCKS = frozenset({
    "section", "nav", "header", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt",
    "dd",
    "table", "caption", "colgroup", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img",
})
"""Elements that part words, whether or not a space stands between them."""

_PRINTED = frozenset({"data-origin", "data-number"})
"""Attributes that the sheets print before an element's text; no element has both."""


class SlotKind(StrEnum):
    """What may stand in the text that only pages can tell."""

    PAGE = "page"
    """The folio of the page where something is."""
    LEADER = "leader"
    """Dots to the end of the line, or none."""
    MARKER = "marker"
    """The bullet or number of a list item, or none."""


class Slot(Struct, frozen=True):
    """A place in the text that the page fills in."""

    at: int
    """How many characters stand before it."""
    kind: SlotKind
    node: int


class Node(Struct):
    """An element of the manuscript; complete when the manuscript is read."""

    number: int
    tag: str
    attributes: Mapping[str, str]
    part: str
    line: int
    """The line in its part's HTML."""
    parent: int
    """The number of the element around it; -1 for a part."""
    language: str
    start: int
    """The first character of its text."""
    end: int = -1
    """The character after its text."""
    classes: frozenset[str] = frozenset()
    """Its classes."""

    def __post_init__(self) -> None:
        self.classes = frozenset(self.attributes.get("class", "").split())

    @property
    def id(self) -> str:
        """Its id; empty if it has none."""
        return self.attributes.get("id", "")


class Expected(Struct, frozen=True):
    """The manuscript as it must be printed."""

    text: str
    """All characters that are printed, without spaces and without what comes and goes with the line."""
    words: tuple[int, ...]
    """Where each word begins in the text."""
    holders: tuple[tuple[int, int], ...]
    """Where a run of text begins, and the number of the element that holds it."""
    slots: tuple[Slot, ...]
    nodes: tuple[Node, ...]
    ids: Mapping[str, int]
    """The number of the element with an id."""
    language: str

    def holder(self, at: int) -> Node:
        """The innermost element around a character."""
        index = bisect_right(self.holders, (at, len(self.nodes))) - 1
        return self.nodes[self.holders[max(index, 0)][1]]

    def slots_at(self, at: int) -> tuple[Slot, ...]:
        """The slots before a character."""
        first = bisect_left(self.slots, at, key=lambda slot: slot.at)
        return self.slots[first:bisect_right(self.slots, at, key=lambda slot: slot.at)]

    def word(self, at: int) -> tuple[int, int]:
        """The first character of the word around a character, and the one after it."""
        index = bisect_right(self.words, at)
        return self.words[index - 1], self.words[index] if index < len(self.words) else len(self.text)

    def text_of(self, node: Node) -> str:
        """The words of an element, with the spaces between them."""
        first = bisect_right(self.words, node.start)
        inside = self.words[first:bisect_left(self.words, node.end)]
        return " ".join(self.text[one:other] for one, other in pairwise([node.start, *inside, node.end]))

    def subject(self, node: Node) -> str:
        """The id of an element or of the nearest one around it that has one."""
        return next((one.id for one in self.lineage(node) if one.id), "")

    def lineage(self, node: Node) -> Iterator[Node]:
        """An element and all around it, from within."""
        yield node
        while node.parent >= 0:
            node = self.nodes[node.parent]
            yield node


def expect(manuscript: Manuscript) -> Expected:
    """The text and elements of a manuscript, part by part."""
    return expect_parts(manuscript.parts, manuscript.metadata.language)


def expect_parts(parts: Iterable[PartHtml], language: str) -> Expected:
    """The text and elements of some parts of a manuscript, which is in a language."""
    reader = _Reader(language)
    for part in parts:
        reader.read(part)
    return Expected(
        "".join(reader.text), tuple(reader.words), tuple(reader.holders), tuple(reader.slots),
        tuple(reader.nodes), {node.id: node.number for node in reader.nodes if node.id}, language,
    )


class _Reader(HTMLParser):
    """Reads the parts of a manuscript one after the other."""

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.words: list[int] = []
        self.holders: list[tuple[int, int]] = []
        self.slots: list[Slot] = []
        self.nodes: list[Node] = []
        self._open: list[Node] = []
        self._language = language
        self._part = ""
        self._length = 0
        self._parted = True
        """Whether a space or an edge stands before the next character."""

    def read(self, part: PartHtml) -> None:
        """Read one part."""
        self.reset()
        self._part, self._parted = part.id, True
        self.feed(part.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        around = self._open[-1] if self._open else None
        language = attributes.get("lang") or (around.language if around else self._language)
        node = Node(len(self.nodes), tag, attributes, self._part, self.getpos()[0],
                    around.number if around else -1, language, self._length)
        self.nodes.append(node)
        self._parted = self._parted or tag in BLOCKS
        if tag == "li":
            self.slots.append(Slot(self._length, SlotKind.MARKER, node.number))
        if tag in VOID:
            node.end = self._length
        else:
            self._open.append(node)
        self._print_number(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        node = self._open[-1]
        if node.tag != tag:
            raise ValueError(f"{node.part}.html:{self.getpos()[0]}: </{tag}> closes <{node.tag}>")
        if node.classes & NUMBERED_BY_PAGE:
            self.slots += [Slot(self._length, kind, node.number) for kind in (SlotKind.LEADER, SlotKind.PAGE)]
        node.end = self._length
        self._open.pop()
        self._parted = self._parted or tag in BLOCKS

    def handle_data(self, text: str) -> None:
        if self._open:
            self._print(text, self._open[-1])

    def _print_number(self, node: Node) -> None:
        """A number that the sheets print before an element's text."""
        for name in _PRINTED & node.attributes.keys():
            number = node.attributes[name]
            self._parted = True
            self._print(number, node)
            self._parted = True

    def _print(self, text: str, node: Node) -> None:
        self._parted = self._parted or text[:1].isspace()
        for index, word in enumerate(text.split()):
            self._parted = self._parted or index > 0
            if printed := squeeze(word):
                self._print_word(printed, node)
        self._parted = self._parted or text[-1:].isspace()

    def _print_word(self, word: str, node: Node) -> None:
        if self._parted:
            self.words.append(self._length)
            self._parted = False
        if not self.holders or self.holders[-1][1] != node.number:
            self.holders.append((self._length, node.number))
        self.text.append(word)
        self._length += len(word)
