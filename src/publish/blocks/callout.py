"""A callout: a short text set apart from the running text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ..inline import Inline, Paragraphs
from ..model.base import Line, Text
from .base import NotedBlock, Place
from .pen import Pen
from .reading import Reading


class Callout(NotedBlock):
    """A text set apart: a reading aid, a word on method, a point of law."""

    kind: Literal["callout"]
    """`callout`"""
    tone: Literal["note", "method", "law"] = "note"
    """What it is for."""
    title: Line
    """Its title."""
    text: Text
    """Its paragraphs."""

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Title and text."""
        yield ("title",), self.title
        yield ("text",), self.text

    def view(self, pen: Pen) -> CalloutView:
        """Title and paragraphs with their marks replaced."""
        return CalloutView(self.tone, pen.bare(self.title), pen.paragraphs(self.text))


class CalloutView(Struct, frozen=True):
    """What the template prints."""

    tone: str
    title: Inline
    paragraphs: Paragraphs

    def reading(self) -> Reading:
        """Title and paragraphs; the tone is a colour."""
        yield self.title
        yield self.paragraphs
