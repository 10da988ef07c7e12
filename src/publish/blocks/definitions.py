"""Terms and what they mean: from the models, from the abbreviations, or typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import model_validator

from ..model.base import Line, Model, Text
from .base import BaseBlock, Place

Codebook = Literal[
    "abbreviations", "verification", "attribution", "qualifier", "basis", "violation", "measure",
    "actor-kind", "legal-status",
]


class Definition(Model):
    """A term typed by hand."""

    term: Line
    """The term."""
    text: Text
    """What it means."""


class Definitions(BaseBlock):
    """A list of terms with what they mean."""

    kind: Literal["definitions"]
    """`definitions`"""
    lead: Text | None = None
    """The sentence before the list."""
    codebook: Codebook | None = None
    """Where the terms come from: the abbreviations, or one of the models' word lists, as used."""
    items: tuple[Definition, ...] = ()
    """Terms typed by hand."""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if bool(self.codebook) == bool(self.items):
            raise ValueError("definitions have either a `codebook` or typed `items`")
        return self

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Lead and typed meanings."""
        if self.lead:
            yield ("lead",), self.lead
        for index, item in enumerate(self.items):
            yield ("items", index, "text"), item.text
