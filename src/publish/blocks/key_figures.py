"""Key figures: a few numbers, each with what it counts and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from ..house_style import date_in_text, figure_in_table
from ..inline import Flag, Inline, Words
from ..model.base import FigureRef, Model, Text
from .base import BaseBlock, Place
from .grid import FLAGS
from .pen import Pen
from .reading import Own, Reading, within


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

    def view(self, pen: Pen) -> KeyFiguresView:
        """Each number with its label, date and sources."""
        return KeyFiguresView(tuple(_printed(pen, item) for item in self.items))


class PrintedFigure(Struct, frozen=True):
    """One key figure."""

    value: str
    flag: Flag | None
    label: Inline
    as_of: str
    sources: Inline
    see: Inline | None

    def reading(self) -> Reading:
        """The number with its mark, what it counts, and in one line date, sources and where to look."""
        yield self.value
        yield self.flag
        yield self.label
        dated = (Own("As of "), self.as_of, Own(". ")) if self.as_of else ()
        further = (Own(" See "), self.see, Own(".")) if self.see else ()
        yield within(*dated, self.sources, *further)


class KeyFiguresView(Struct, frozen=True):
    """What the template prints."""

    items: tuple[PrintedFigure, ...]


def _printed(pen: Pen, item: KeyFigure) -> PrintedFigure:
    figure = pen.figure(item.figure)
    return PrintedFigure(
        figure_in_table(figure) + ("\u00a0%" if figure.unit == "per cent" else ""),
        FLAGS.get(figure.verification),
        pen.bare(item.label),
        date_in_text(figure.as_of) if figure.as_of else "",
        (Words("Sum over incidents."),) if pen.computed(item.figure) else _closed(pen.cite(figure.citations)),
        pen.bare(item.see) if item.see else None,
    )


def _closed(runs: Inline) -> Inline:
    return (*runs, Words("."))
