"""A callout: a short text set apart from the running text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ..model.base import Line, Text
from .base import NotedBlock, Place


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
