"""A stretch of the book as it is read: words, what is said of them, and where they are divided.

It is made twice, from what was resolved (`wanted`) and from the manuscript (`passage_of`), by ways that share
nothing but this form.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from ...folio import FOLIO, NUMBERED_BY_PAGE
from .expected import BLOCKS, Expected, Node
from .letters import squeeze

PLAIN = frozenset({
    "section", "nav", "header", "div", "p", "span", "a", "li", "dl", "dt", "dd", "table", "caption",
    "colgroup", "col", "thead", "tbody", "tr", "figure", "figcaption",
})
"""Elements that say nothing by themselves, only by their attributes; cells are named with their place."""
_SILENT = frozenset({"class", "src"})
"""Attributes that say nothing: of looks, and of pictures, which are measured by themselves."""


class Trait(NamedTuple):
    """Something said of words: that they are a link to somewhere, a cell of the third row, in French."""

    start: int
    end: int
    """-1 where it does not matter, as for an id."""
    name: str
    """An attribute, or `element`."""
    said: str


class Passage(Struct, frozen=True):
    """A stretch of the book; places count characters without spaces, from its beginning."""

    words: tuple[str, ...]
    traits: tuple[Trait, ...]
    """In the order of their places."""
    edges: frozenset[int]
    """Where an element may begin or end that parts words."""
    items: frozenset[int]
    """Where one must begin."""


def trait(start: int, end: int, name: str, said: str) -> Trait:
    """A trait; of an id only the place where it begins matters."""
    return Trait(start, -1 if name == "id" else end, name, said)


def named_cell(tag: str, row: int, column: int) -> str:
    """A cell with its place."""
    return f"{tag} in row {row}, column {column}"


def passage_of(expected: Expected, nodes: Sequence[Node], end: int) -> Passage:
    """A stretch of the manuscript: these elements, and the text up to a place."""
    start = nodes[0].start
    origin = len(squeeze(nodes[0].attributes.get("data-origin", "")))
    traits = [
        trait(_begin(node.start - start, origin, name), min(node.end, end) - start, name, said)
        for node, name, said in _said(nodes)
    ]
    edges = frozenset(
        place - start for node in nodes if node.tag in BLOCKS for place in (node.start, min(node.end, end))
    )
    return Passage(tuple(_words(expected, start, end)), tuple(sorted(traits)), edges, frozenset())


def _begin(start: int, origin: int, name: str) -> int:
    """Where a trait begins; a block's own id may stand before or after the note of its origin."""
    return 0 if name == "id" and start <= origin else start


def _words(expected: Expected, start: int, end: int) -> Iterator[str]:
    first, last = bisect_left(expected.words, start), bisect_left(expected.words, end)
    for one, other in pairwise([*expected.words[first:last], end]):
        yield expected.text[one:other]


def _said(nodes: Sequence[Node]) -> Iterator[tuple[Node, str, str]]:
    """What elements and attributes say, in the order of the manuscript."""
    row = column = 0
    for node in nodes:
        if node.tag == "tr":
            row, column = row + 1, 1
        elif node.tag in ("th", "td"):
            yield node, "element", named_cell(node.tag, row, column)
            span = node.attributes.get("colspan", "")
            column += int(span) if span.isdecimal() else 1
        elif node.tag not in PLAIN:
            yield node, "element", node.tag
        if node.classes & NUMBERED_BY_PAGE and FOLIO not in node.attributes:
            yield node, FOLIO, "missing"
        for name, said in node.attributes.items():
            if name == FOLIO and said == "" and node.classes & NUMBERED_BY_PAGE:
                continue  # it is filled in when the pages are set
            if name not in _SILENT and (name, said) != ("colspan", "1"):
                yield node, name, said
