"""A chart of one measure by month and kind of alleged perpetrator, drawn from incidents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ..house_style import figure_in_table, listed
from ..inline import Inline
from ..model.base import Id, Line
from ..model.codebook import Measure
from ..model.records import Selection
from ..reckoning import Matrix, by_month, select
from .bars import Picture, draw, name
from .base import BaseBlock, Place
from .pen import Pen
from .reading import Own, Reading, within


class Chart(BaseBlock):
    """Stacked bars, one for each month; the alternative text is made from the same numbers."""

    kind: Literal["chart"]
    """`chart`"""
    id: Id
    """The name that cross-references use: `[#id]`."""
    caption: Line
    """What the chart shows."""
    unit: Line
    """What the numbers count."""
    where: Selection
    """Which incidents."""
    measure: Measure
    """What is added up."""
    table: Id
    """The table that holds the same numbers."""

    def texts(self) -> Iterator[tuple[Place, str]]:
        """The caption."""
        yield ("caption",), self.caption

    def view(self, pen: Pen) -> ChartView:
        """Bars in millimetres, with the sentence that says the same in words."""
        matrix = by_month(pen.edition, select(pen.edition, self.where), self.measure)
        picture = draw(matrix)
        return ChartView(
            pen.label(self.id), pen.bare(self.caption), self.unit, picture, _alternative(matrix, self.unit),
            pen.bare(f"[#{self.table}]"),
        )


class ChartView(Struct, frozen=True):
    """What the template prints."""

    label: str
    caption: Inline
    unit: str
    picture: Picture
    alternative: str
    table: Inline

    def reading(self) -> Reading:
        """The caption, the picture in words, and where its numbers are; the picture is measured by itself."""
        yield self.label
        yield self.caption
        yield self.unit
        yield within(element="img", attributes={"alt": self.alternative})
        yield within(Own("The numbers behind this chart are in "), self.table, Own("."))


def _alternative(matrix: Matrix, unit: str) -> str:
    """Every number of the picture, in words."""
    sentences = []
    for index, month in enumerate(matrix.months):
        parts = [
            f"{name(kind)} {figure_in_table(matrix.cell(index, kind))}"
            for kind in matrix.kinds if matrix.cell(index, kind).best != 0
        ]
        if parts:
            sentences.append(f"{month.name}: {listed(parts)}")
    empty = [month.name for index, month in enumerate(matrix.months) if matrix.row(index).best == 0]
    text = f"Stacked bars by month. {unit}. " + ". ".join(sentences) + "."
    return text + (f" None recorded in {listed(empty)}." if empty else "")
