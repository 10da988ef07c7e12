"""What every block kind shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from ..model.base import Id, Line, Model, Text

Notes = Annotated[dict[Id, Text], Field(default_factory=dict)]
"""Notes by name; the text calls one with `[^name]`."""

Place = tuple[str | int, ...]
"""The way from a block to one of its values, as in the YAML file."""


class BaseBlock(Model):
    """A block: one thing on the page."""

    id: Id | None = None
    """The name that cross-references use: `[#id]`."""

    def printed_id(self, chapter: str, index: int) -> str:
        """Its id in the book; a block that has none of its own is named after its place."""
        return self.id or f"{chapter}-block-{index + 1}"

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Every text that may bear marks, in reading order, with the way to it."""
        yield from ()


class NotedBlock(BaseBlock):
    """A block whose text may call notes of its own."""

    notes: Notes
    """Notes by name; the text calls one with `[^name]`."""


class TabularBlock(BaseBlock):
    """A table, typed or computed; its notes are lettered and stand below it."""

    id: Id
    """The name that cross-references use: `[#id]`."""
    caption: Line
    """What the table shows; figures of records by mark."""
    unit: Line | None = None
    """What the numbers count."""
    notes: Notes
    """Notes by name; a cell or the caption calls one with `[^name]`; they are lettered."""
    landscape: bool = False
    """Whether it stands on a page of its own, turned."""
    source: Text | None = None
    """The source line below the table; a computed table makes its own if this is left out."""

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Caption and source line; kinds add their own texts."""
        yield ("caption",), self.caption
        if self.source:
            yield ("source",), self.source
