"""HTML as a tree, with the standard library alone."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from msgspec import Struct, field

_EMPTY = {"meta", "col", "img", "br"}
"""Elements without an end tag."""


class Element(Struct):
    """An element with what stands in it, in order."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The names in its `class`."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def link(self) -> str:
        """The id that it leads to; empty if it leads nowhere in the book."""
        address = self.attributes.get("href", "")
        return address[1:] if address.startswith("#") else ""

    @property
    def elements(self) -> list[Element]:
        """What stands in it and is no text."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """Itself and all elements within it, in order."""
        yield self
        for child in self.elements:
            yield from child.walk()


def read_tree(html: str) -> Element:
    """The tree of a manuscript, in which every element is closed; raises `ValueError` if one is not."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    if len(parser.open) != 1:
        raise ValueError(f"<{parser.open[-1].tag}> is not closed")
    return parser.open[0]


class _Parser(HTMLParser):
    """Keeps the elements that are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A child of what is open; open itself unless it never has an end."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if self.open[-1].tag != tag:
            raise ValueError(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, text: str) -> None:
        """Text of what is open."""
        self.open[-1].children.append(text)
