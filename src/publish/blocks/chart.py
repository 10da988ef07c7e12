"""A chart of one measure by month and kind of alleged perpetrator, drawn from incidents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..house_style import figure_in_table, listed, numeral
from ..inline import Inline
from ..model.base import Id, Line
from ..model.codebook import ActorKind, Measure, Qualifier
from ..model.figure import Figure
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
LEFT_MM = 10
BASE_MM = 40
TALLEST_MM = 33
LEGEND_MM = 50
"""Where the first line of the legend stands; then one every `LEGEND_LINE_MM`."""
LEGEND_LINE_MM = 4
LETTER_MM = Decimal("1.35")
"""The width of a letter of the legend, on average."""
KEY_MM = 6
"""The width of a key's square, with the space before its words and after them."""
BAR_SHARE = Decimal("0.62")
"""How much of a month's width its bar takes."""
SIGNS = {Qualifier.AT_LEAST: "≥", Qualifier.MORE_THAN: ">", Qualifier.ABOUT: "≈", Qualifier.UP_TO: "≤"}
"""Qualifiers where there is no room for words."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a bar: one kind of actor in one month. Millimetres from the top left."""

    kind: str
    """The kind of actor, by which the drawing chooses the colour: one kind has one colour in every chart."""
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
    kind: str = ""
    """For a word of the legend: the kind of actor."""


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
    top = max(_height(matrix.row(index)) for index in range(len(matrix.months)))
    scale = Decimal(TALLEST_MM) / (top or 1)
    bars: list[Bar] = []
    months, totals = [], []
    for index, month in enumerate(matrix.months):
        middle = LEFT_MM + step * index + step / 2
        height = _stack(bars, matrix, index, middle - step * BAR_SHARE / 2, step * BAR_SHARE, scale)
        months.append(Label(month.short, _mm(middle), Decimal(BASE_MM + 5)))
        totals.append(Label(_short(matrix, index), _mm(middle), _mm(BASE_MM - height - Decimal("1.6"))))
    legend = _legend(matrix.kinds)
    height_mm = int(legend[-1].y) + 1 if legend else LEGEND_MM
    return Picture(WIDTH_MM, height_mm, BASE_MM, LEFT_MM, tuple(bars), tuple(months), tuple(totals),
                   _ticks(top, scale), legend)


def _stack(
    bars: list[Bar], matrix: Matrix, index: int, left: Decimal, width: Decimal, scale: Decimal
) -> Decimal:
    """Add a month's pieces from the base up; gives the height of the whole bar."""
    height = Decimal(0)
    for kind in matrix.kinds:
        piece = _height(matrix.cell(index, kind)) * scale
        height += piece
        if piece:
            bars.append(Bar(str(kind or "none"), _mm(left), _mm(BASE_MM - height), _mm(width), _mm(piece)))
    return height


def _height(figure: Figure) -> Decimal:
    """The number that a bar can show; of a range the lowest."""
    return figure.best or figure.min or Decimal(0)


def _short(matrix: Matrix, index: int) -> str:
    """The number above a bar with a sign for its qualifier; nothing for none."""
    total = matrix.row(index)
    if total.best == 0:
        return ""
    if total.best is None or total.qualifier not in SIGNS:
        return figure_in_table(total)
    return f"{SIGNS[total.qualifier]}\u00a0{numeral(total.best)}"


def _legend(kinds: Sequence[ActorKind | None]) -> tuple[Label, ...]:
    """The kinds of actor in lines, each as wide as its letters need."""
    legend: list[Label] = []
    x, y = Decimal(LEFT_MM), LEGEND_MM
    for kind in kinds:
        width = len(_name(kind)) * LETTER_MM + KEY_MM
        if x + width > WIDTH_MM and legend:
            x, y = Decimal(LEFT_MM), y + LEGEND_LINE_MM
        legend.append(Label(_name(kind), _mm(x), Decimal(y), str(kind or "none")))
        x += width
    return tuple(legend)


def _name(kind: ActorKind | None) -> str:
    return kind.label if kind else "Not established"


def _ticks(top: Decimal, scale: Decimal) -> tuple[Label, ...]:
    sizes = (digit * 10**power for power in range(12) for digit in (1, 2, 5))
    step = next(size for size in sizes if top / size <= 6)
    return tuple(
        Label(numeral(Decimal(value)), Decimal(LEFT_MM - 2), _mm(BASE_MM - value * scale))
        for value in range(0, int(top) + 1, step)
    )


def _mm(length: Decimal) -> Decimal:
    return length.quantize(Decimal("0.01"))


def _alternative(matrix: Matrix, unit: str) -> str:
    """Every number of the picture, in words."""
    sentences = []
    for index, month in enumerate(matrix.months):
        parts = [
            f"{_name(kind)} {figure_in_table(matrix.cell(index, kind))}"
            for kind in matrix.kinds if matrix.cell(index, kind).best != 0
        ]
        if parts:
            sentences.append(f"{month.name}: {listed(parts)}")
    empty = [month.name for index, month in enumerate(matrix.months) if matrix.row(index).best == 0]
    text = f"Stacked bars by month. {unit}. " + ". ".join(sentences) + "."
    return text + (f" None recorded in {listed(empty)}." if empty else "")
