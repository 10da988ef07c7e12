"""Prose: paragraphs, with a heading if one is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from ..inline import Inline, Paragraphs
from ..model.base import Line, Text
from .base import NotedBlock, Place
from .pen import Pen
from .reading import Reading, within


class Prose(NotedBlock):
    """Paragraphs of text."""

    kind: Literal["prose"]
    """`prose`"""
    heading: Line | None = None
    """A heading above the text; the contents list it."""
    level: Annotated[int, Field(ge=2, le=3)] = 2
    """2 for a section, 3 for a subsection."""
    text: Text
    """Paragraphs in Markdown with inline marks, divided by empty lines."""

    def printed_id(self, chapter: str, index: int) -> str:
        """Its id in the book; a section that has none of its own is named after its place."""
        named = self.id or not self.heading
        return super().printed_id(chapter, index) if named else f"{chapter}-section-{index + 1}"

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Heading and text."""
        if self.heading:
            yield ("heading",), self.heading
        yield ("text",), self.text

    def view(self, pen: Pen) -> ProseView:
        """Heading and paragraphs with their marks replaced."""
        heading = pen.bare(self.heading) if self.heading else None
        return ProseView(heading, self.level, pen.paragraphs(self.text))


class ProseView(Struct, frozen=True):
    """What the template prints."""

    heading: Inline | None
    level: int
    paragraphs: Paragraphs

    def reading(self) -> Reading:
        """A heading of its level, if there is one, and the paragraphs."""
        if self.heading:
            yield within(self.heading, element=f"h{self.level}")
        yield self.paragraphs
