"""Key figures: a few numbers, each with what it counts and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ..model.base import FigureRef, Model, Text
from .base import BaseBlock, Place


class KeyFigure(Model):
    """One number with its label."""

    figure: FigureRef
    """The figure; it is printed with its qualifier."""
    label: Text
    """What it counts, as a phrase."""
    see: Text | None = None
    """Where the text treats it: `[#target]`."""


class KeyFigures(BaseBlock):
    """A set of key figures; source and as-of date are printed by themselves."""

    kind: Literal["key-figures"]
    """`key-figures`"""
    items: Annotated[tuple[KeyFigure, ...], Field(min_length=1)]
    """The figures, in order."""

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Labels and cross-references."""
        for index, item in enumerate(self.items):
            yield ("items", index, "label"), item.label
            if item.see:
                yield ("items", index, "see"), item.see
