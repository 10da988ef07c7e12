"""The drawing of a chart: stacked bars, one for each month, with a total above each.

All lengths are millimetres, so that the stylesheet of the drawing has nothing to reckon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal

from msgspec import Struct

from ..house_style import figure_in_column, numeral
from ..model.codebook import ActorKind, Qualifier
from ..model.figure import Figure
from ..reckoning import Matrix
from .lift import AIR_MM, Room, lifted

WIDTH_MM = 124
LEFT_MM = 10
"""The least that is left for the numbers of the scale."""
BASE_MM = 40
"""Where the bars stand, unless the numbers above them need more room."""
TALLEST_MM = 33
LEGEND_MM = 10
"""How far below the bars the first line of the legend stands; then one every `LEGEND_LINE_MM`."""
LEGEND_LINE_MM = 4
LETTER_MM = Decimal("1.35")
"""The width of a letter of the legend, on average."""
FIGURE_MM = Decimal("1.6")
"""The width of a figure or letter above a bar or of the scale: hardly any is wider."""
CAP_MM = Decimal("2.2")
"""The height of a figure."""
LINE_MM = Decimal("3.4")
"""Between the lines of a number that needs two."""
KEY_MM = 6
"""The width of a key's square, with the space before its words and after them."""
BAR_SHARE = Decimal("0.62")
"""How much of a month's width its bar takes."""
SIGNS = {Qualifier.AT_LEAST: "≥", Qualifier.MORE_THAN: ">", Qualifier.ABOUT: "≈", Qualifier.UP_TO: "≤"}
"""Qualifiers where there is no room for words."""


class Bar(Struct, frozen=True):
    """A piece of a bar: one kind of actor in one month. Millimetres from the top left."""

    kind: str
    """The kind of actor, by which the drawing chooses the colour: one kind has one colour in every chart."""
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal


class Label(Struct, frozen=True):
    """A word in the picture, centred on `x` unless it begins there."""

    text: str
    x: Decimal
    y: Decimal
    kind: str = ""
    """For a word of the legend: the kind of actor."""


class Picture(Struct, frozen=True):
    """The drawing, in millimetres."""

    width: int
    height: int
    base: int
    left: int
    bars: tuple[Bar, ...]
    months: tuple[Label, ...]
    papers: tuple[Bar, ...]
    """What keeps the lines of the scale out of the totals."""
    totals: tuple[Label, ...]
    ticks: tuple[Label, ...]
    legend: tuple[Label, ...]


def draw(matrix: Matrix) -> Picture:
    """Stacked bars with a total above each."""
    heights = [_height(matrix.row(index)) for index in range(len(matrix.months))]
    top = max(heights)
    scale = Decimal(TALLEST_MM) / (top or 1)
    left = max(LEFT_MM, _whole(len(numeral(top.to_integral())) * FIGURE_MM) + 3)
    columns = _columns([height * scale for height in heights], left)
    totals = _totals(matrix, columns, left)
    base = max([BASE_MM, *(_whole(room.top) for _, room in totals)])
    bars = [bar for index, column in enumerate(columns) for bar in _stack(matrix, index, column, scale, base)]
    months = [
        Label(month.short, _mm(column.middle), Decimal(base + 5))
        for month, column in zip(matrix.months, columns, strict=True)
    ]
    legend = _legend(matrix.kinds, left, base + LEGEND_MM)
    height_mm = int(legend[-1].y) + 1 if legend else base + LEGEND_MM
    papers = tuple(_paper(room, base) for _, room in totals)
    return Picture(
        WIDTH_MM, height_mm, base, left, tuple(bars), tuple(months), papers,
        tuple(_written(totals, base)), _ticks(top, scale, left, base), legend,
    )


def _columns(heights: Sequence[Decimal], left: int) -> list[Room]:
    """The room of every bar."""
    step = Decimal(WIDTH_MM - left) / len(heights)
    half = step * BAR_SHARE / 2
    middles = (left + step * index + step / 2 for index in range(len(heights)))
    return [
        Room(middle - half, middle + half, Decimal(0), height)
        for middle, height in zip(middles, heights, strict=True)
    ]


def _stack(matrix: Matrix, index: int, column: Room, scale: Decimal, base: int) -> Iterator[Bar]:
    """A month's pieces from the base up."""
    height = Decimal(0)
    for kind in matrix.kinds:
        piece = _height(matrix.cell(index, kind)) * scale
        height += piece
        if piece:
            width = column.right - column.left
            yield Bar(str(kind or "none"), _mm(column.left), _mm(base - height), _mm(width), _mm(piece))


def _totals(matrix: Matrix, columns: Sequence[Room], left: int) -> list[tuple[tuple[str, ...], Room]]:
    """The lines of each total, and their room: the lowest bars are served first, and keep theirs near."""
    taken, totals = list(columns), []
    for index in sorted(range(len(columns)), key=lambda index: columns[index].top):
        if text := _short(matrix, index):
            lines = _lines(text, columns)
            room = lifted(_above(columns[index], lines, left), taken)
            taken.append(room)
            totals.append((lines, room))
    return sorted(totals, key=lambda total: total[1].left)


def _lines(text: str, columns: Sequence[Room]) -> tuple[str, ...]:
    """A range in two lines if in one it would reach the bars beside its own."""
    width = columns[0].right - columns[0].left
    if len(text) * FIGURE_MM < width * (2 / BAR_SHARE - 1) or "–" not in text:
        return (text,)
    low, high = text.split("–")
    return f"{low}–", high


def _above(column: Room, lines: Sequence[str], left: int) -> Room:
    """Where a total would best stand: over the middle of its bar, but within the drawing."""
    half = max(map(len, lines)) * FIGURE_MM / 2
    middle = min(max(column.middle, left + half), WIDTH_MM - half)
    foot = column.top + AIR_MM
    return Room(middle - half, middle + half, foot, foot + AIR_MM + CAP_MM + LINE_MM * (len(lines) - 1))


def _paper(room: Room, base: int) -> Bar:
    width, height = room.right - room.left, room.top - room.foot
    return Bar("paper", _mm(room.left), _mm(base - room.top), _mm(width), _mm(height))


def _written(totals: Sequence[tuple[tuple[str, ...], Room]], base: int) -> Iterator[Label]:
    """The lines of totals, each on its own baseline."""
    for lines, room in totals:
        for number, line in enumerate(reversed(lines)):
            yield Label(line, _mm(room.middle), _mm(base - room.foot - AIR_MM - LINE_MM * number))


def _height(figure: Figure) -> Decimal:
    """The number that a bar can show; of a range the lowest."""
    return figure.best or figure.min or Decimal(0)


def _short(matrix: Matrix, index: int) -> str:
    """The number above a bar with a sign for its qualifier; nothing for none."""
    total = matrix.row(index)
    if total.best == 0:
        return ""
    if total.best is None or total.qualifier not in SIGNS:
        return figure_in_column(total)
    return f"{SIGNS[total.qualifier]}\u00a0{numeral(total.best)}"


def _legend(kinds: Sequence[ActorKind | None], left: int, y: int) -> tuple[Label, ...]:
    """The kinds of actor in lines from `y` down, each as wide as its letters need."""
    legend: list[Label] = []
    x = Decimal(left)
    for kind in kinds:
        width = len(name(kind)) * LETTER_MM + KEY_MM
        if x + width > WIDTH_MM and legend:
            x, y = Decimal(left), y + LEGEND_LINE_MM
        legend.append(Label(name(kind), _mm(x), Decimal(y), str(kind or "none")))
        x += width
    return tuple(legend)


def name(kind: ActorKind | None) -> str:
    """A kind of actor as the drawing and its text name it."""
    return kind.label if kind else "Not established"


def _ticks(top: Decimal, scale: Decimal, left: int, base: int) -> tuple[Label, ...]:
    sizes = (digit * 10**power for power in range(12) for digit in (1, 2, 5))
    step = next(size for size in sizes if top / size <= 6)
    return tuple(
        Label(numeral(Decimal(value)), Decimal(left - 2), _mm(base - value * scale))
        for value in range(0, int(top) + 1, step)
    )


def _whole(length: Decimal) -> int:
    """Whole millimetres that hold a length."""
    return int(length.to_integral(ROUND_CEILING))


def _mm(length: Decimal) -> Decimal:
    return length.quantize(Decimal("0.01"))
