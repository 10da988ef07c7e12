"""A list of short items, bulleted or numbered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ..model.base import Text
from .base import NotedBlock, Place


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
