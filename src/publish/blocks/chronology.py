"""The chronology of the period: computed from incidents, events and steps of proceedings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ..model.base import Text
from .base import BaseBlock, Place


class Chronology(BaseBlock):
    """Every record with a sentence for the chronology, by date and month."""

    kind: Literal["chronology"]
    """`chronology`"""
    lead: Text | None = None
    """The sentence before it."""
    context: bool = False
    """Whether dates outside the coverage period are listed too."""

    def texts(self) -> Iterator[tuple[Place, str]]:
        """The lead; the sentences are the records' own."""
        if self.lead:
            yield ("lead",), self.lead
