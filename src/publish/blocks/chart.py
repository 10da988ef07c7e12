"""A chart of one measure by month and kind of alleged perpetrator, drawn from incidents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..house_style import figure_in_table, listed
from ..inline import Inline
from ..model.base import Id, Line
from ..model.codebook import Measure
from ..model.records import Selection
from ..reckoning import Matrix, by_month, select
from .base import BaseBlock, Place
from .pen import Pen


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
        picture = _draw(matrix)
        return ChartView(
            pen.label(self.id), pen.bare(self.caption), self.unit, picture, _alternative(matrix, self.unit),
            pen.bare(f"[#{self.table}]"),
        )


WIDTH_MM = 124
HEIGHT_MM = 64
LEFT_MM = 10
BASE_MM = 54
TALLEST_MM = 44
BAR_SHARE = Decimal("0.62")
"""How much of a month's width its bar takes."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a bar: one kind of actor in one month. Millimetres from the top left."""

    series: int
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal


@dataclass(frozen=True, slots=True)
class Label:
    """A word in the picture, centred on `x` unless it begins there."""

    text: str
    x: Decimal
    y: Decimal


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing, in millimetres."""

    width: int
    height: int
    base: int
    left: int
    bars: tuple[Bar, ...]
    months: tuple[Label, ...]
    totals: tuple[Label, ...]
    ticks: tuple[Label, ...]
    legend: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """What the template prints."""

    label: str
    caption: Inline
    unit: str
    picture: Picture
    alternative: str
    table: Inline


def _draw(matrix: Matrix) -> Picture:
    """Stacked bars with a total above each."""
    step = Decimal(WIDTH_MM - LEFT_MM) / len(matrix.months)
    top = max((matrix.row(index).best or Decimal(0)) for index in range(len(matrix.months)))
    scale = Decimal(TALLEST_MM) / (top or 1)
    bars: list[Bar] = []
    months, totals = [], []
    for index, month in enumerate(matrix.months):
        middle = LEFT_MM + step * index + step / 2
        height = _stack(bars, matrix, index, middle - step * BAR_SHARE / 2, step * BAR_SHARE, scale)
        months.append(Label(month.name[:3], _mm(middle), Decimal(BASE_MM + 5)))
        totals.append(Label(_short(matrix, index), _mm(middle), _mm(BASE_MM - height - Decimal("1.6"))))
    room = Decimal(WIDTH_MM - LEFT_MM) / max(len(matrix.kinds), 1)
    legend = tuple(
        Label(kind.label if kind else "Not established", _mm(LEFT_MM + room * index), Decimal(HEIGHT_MM - 1))
        for index, kind in enumerate(matrix.kinds)
    )
    return Picture(WIDTH_MM, HEIGHT_MM, BASE_MM, LEFT_MM, tuple(bars), tuple(months), tuple(totals),
                   _ticks(top, scale), legend)


def _stack(
    bars: list[Bar], matrix: Matrix, index: int, left: Decimal, width: Decimal, scale: Decimal
) -> Decimal:
    """Add a month's pieces from the base up; gives the height of the whole bar."""
    height = Decimal(0)
    for series, kind in enumerate(matrix.kinds):
        piece = (matrix.cell(index, kind).best or Decimal(0)) * scale
        height += piece
        if piece:
            bars.append(Bar(series, _mm(left), _mm(BASE_MM - height), _mm(width), _mm(piece)))
    return height


def _short(matrix: Matrix, index: int) -> str:
    """The number above a bar; `≥` where it is a minimum, nothing for none."""
    total = matrix.row(index)
    if not total.best:
        return ""
    return ("≥\u00a0" if total.qualifier.label else "") + str(total.best)


def _ticks(top: Decimal, scale: Decimal) -> tuple[Label, ...]:
    step = next((size for size in (5, 10, 20, 50, 100, 200, 500) if top / size <= 6), 1000)
    return tuple(
        Label(str(value), Decimal(LEFT_MM - 2), _mm(BASE_MM - value * scale))
        for value in range(0, int(top) + 1, step)
    )


def _mm(length: Decimal) -> Decimal:
    return length.quantize(Decimal("0.01"))


def _alternative(matrix: Matrix, unit: str) -> str:
    """Every number of the picture, in words."""
    sentences = []
    for index, month in enumerate(matrix.months):
        parts = [
            f"{kind.label if kind else 'not established'} {figure_in_table(matrix.cell(index, kind))}"
            for kind in matrix.kinds if matrix.cell(index, kind).best
        ]
        if parts:
            sentences.append(f"{month.name}: {listed(parts)}")
    empty = [month.name for index, month in enumerate(matrix.months) if not matrix.row(index).best]
    text = f"Stacked bars by month. {unit}. " + ". ".join(sentences) + "."
    return text + (f" None recorded in {listed(empty)}." if empty else "")
