"""A list of short items, bulleted or numbered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from ..inline import Inline
from ..model.base import Text
from .base import NotedBlock, Place
from .pen import Pen
from .reading import Reading, within


class List(NotedBlock):
    """A list with a sentence that leads into it."""

    kind: Literal["list"]
    """`list`"""
    lead: Text | None = None
    """The sentence before the list."""
    style: Literal["bulleted", "numbered"] = "bulleted"
    """What stands before an item."""
    items: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The items, one paragraph each."""

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Lead and items."""
        if self.lead:
            yield ("lead",), self.lead
        for index, item in enumerate(self.items):
            yield ("items", index), item

    def view(self, pen: Pen) -> ListView:
        """Lead and items with their marks replaced."""
        lead = pen.line(self.lead) if self.lead else None
        return ListView(lead, self.style == "numbered", tuple(pen.line(item) for item in self.items))


class ListView(Struct, frozen=True):
    """What the template prints."""

    lead: Inline | None
    numbered: bool
    items: tuple[Inline, ...]

    def reading(self) -> Reading:
        """Lead and items."""
        yield self.lead
        yield within(self.items, element="ol" if self.numbered else "ul")
