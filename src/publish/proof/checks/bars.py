"""A chart shows its numbers: every bar is as long as the sum over the records, which is reckoned again here.

Lengths are measured in the drawing as the manuscript has it, in millimetres.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property, partial
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from msgspec import Struct

from ... import faults
from ...artifacts import Resolved
from ...blocks.bars import SIGNS, name
from ...blocks.chart import Chart
from ...house_style import figure_in_column, numeral
from ...model.edition import Edition
from ...model.figure import Figure
from ...reckoning import Matrix, by_month, select
from ..beside.comparison import Finding
from ..beside.expected import Expected, Node
from .bar_form import foreign_shapes, same_colours

_DRAWING = "data:image/svg+xml;base64,"
_SVG = "{http://www.w3.org/2000/svg}"
TOLERANCE_MM = 0.05
"""Lengths are rounded to a hundredth, some of them several times; less than this nobody sees."""
_NOWHERE = -1e6
_LETTER_MM = 1.8
"""The most that a figure takes of the width of the drawing."""

Untruth = tuple[str, str]
"""What does not show its number, and the words by which it is known."""


class _Column(Struct, frozen=True):
    """What one month must show."""

    month: str
    pieces: tuple[tuple[str, float], ...]
    """The kinds of actor that have a number, from the base up."""
    total: str

    @property
    def height(self) -> float:
        """All its numbers."""
        return sum(number for _, number in self.pieces)


class Charted:
    """A chart, and what it must show: that is reckoned when it is looked at, or sent to whoever looks."""

    def __init__(self, part: str, id: str, said: str, reckon: Callable[[], Matrix]) -> None:
        """`said` is all that `reckon` follows from."""
        self.part, self.id, self.said = part, id, said
        self._reckon = reckon

    def __reduce__(self) -> tuple[Callable[..., Charted], tuple[str, str, str, Matrix]]:
        return _reckoned, (self.part, self.id, self.said, self.matrix)

    @cached_property
    def matrix(self) -> Matrix:
        """Its numbers."""
        return self._reckon()


def _reckoned(part: str, id: str, said: str, matrix: Matrix) -> Charted:
    return Charted(part, id, said, lambda: matrix)


def charted(resolved: Resolved) -> Iterator[Charted]:
    """Every chart of an edition."""
    edition = resolved.edition
    for chapter in edition.chapters:
        for block in chapter.blocks:
            if isinstance(block, Chart):
                reckon = partial(_matrix, edition, block)
                asked = f"{resolved.digest} {block.where!r} {block.measure}"
                said = asked if resolved.digest else repr(reckon())
                yield Charted(chapter.id, block.id or "", said, reckon)


def _matrix(edition: Edition, chart: Chart) -> Matrix:
    return by_month(edition, select(edition, chart.where), chart.measure)


def findings(charts: Collection[Charted], expected: Expected) -> Iterator[Finding]:
    """Charts whose drawing shows something else than the records."""
    pictures = [node for node in expected.nodes if node.tag == "img"]
    if len(charts) != len(pictures):
        return  # told by `completeness`: each picture has its alternative text
    for chart, picture in zip(charts, pictures, strict=True):
        for what, text in untruths(picture, chart.matrix):
            fault = faults.untrue_drawing(what, text, _label(expected, picture))
            yield Finding(fault, picture, subject=chart.id)


def _label(expected: Expected, picture: Node) -> str:
    """How the book calls a chart."""
    around = expected.nodes[picture.parent:picture.number]
    return next((expected.text_of(node) for node in around if "chart-number" in node.classes), "the chart")


def untruths(picture: Node, matrix: Matrix) -> Iterator[Untruth]:
    """What in a drawing does not show a matrix; only the first of each sort is sure to be told."""
    source = picture.attributes.get("src", "")
    if not source.startswith(_DRAWING):
        yield "the picture", "no drawing"
        return
    drawing = ElementTree.fromstring(base64.b64decode(source.removeprefix(_DRAWING)))
    columns = [_column(matrix, index) for index in range(len(matrix.months))]
    yield from foreign_shapes(drawing)
    yield from same_colours(drawing, [str(kind or "none") for kind in matrix.kinds])
    yield from _legend(drawing, matrix)
    months = _texts(drawing, "middle")
    if [text.text for text in months] != [column.month for column in columns]:
        yield "the row of months", ", ".join(text.text or "" for text in months)
        return
    middles = [_length(text, "x") for text in months]
    yield from _even(middles, columns)
    yield from _bars(drawing, columns, middles)
    yield from _totals(drawing, columns, middles)


def _column(matrix: Matrix, index: int) -> _Column:
    cells = ((str(kind or "none"), _shown(matrix.cell(index, kind))) for kind in matrix.kinds)
    pieces = tuple((kind, number) for kind, number in cells if number)
    return _Column(matrix.months[index].short, pieces, _total(matrix.row(index)))


def _shown(figure: Figure) -> float:
    """The number that a bar can show; of a range the lowest."""
    return float(figure.best or figure.min or 0)


def _total(total: Figure) -> str:
    """The number above a bar, with a sign for its qualifier; nothing for none."""
    if total.best == 0:
        return ""
    if total.best is not None and total.qualifier in SIGNS:
        return f"{SIGNS[total.qualifier]}\u00a0{numeral(total.best)}"
    return figure_in_column(total)


def _legend(drawing: Element, matrix: Matrix) -> Iterator[Untruth]:
    """Every kind of actor has its key, in order."""
    wanted = [(str(kind or "none"), name(kind)) for kind in matrix.kinds]
    keys = [(key.find(f"{_SVG}rect"), key.find(f"{_SVG}text")) for key in drawing.iter(f"{_SVG}g")]
    found = [
        ("" if square is None else square.get("class", ""), "" if words is None else words.text or "")
        for square, words in keys
    ]
    if found != wanted:
        yield "the legend", ", ".join(words for _, words in found)


def _even(middles: Sequence[float], columns: Sequence[_Column]) -> Iterator[Untruth]:
    """Months stand at equal distances, from left to right."""
    steps = [after - before for before, after in pairwise(middles)]
    for step, column in zip(steps, columns, strict=False):
        if step <= 0 or abs(step - steps[0]) > TOLERANCE_MM:
            yield "the place after the month", column.month
            return


def _bars(drawing: Element, columns: Sequence[_Column], middles: Sequence[float]) -> Iterator[Untruth]:
    """Each piece stands on the one below, in the middle of its month, as high as its number."""
    pieces = [rect for rect in drawing.iter(f"{_SVG}rect") if rect.get("class", "").startswith("piece ")]
    wanted = [(index, kind, number) for index, one in enumerate(columns) for kind, number in one.pieces]
    if [rect.get("class", "").removeprefix("piece ") for rect in pieces] != [kind for _, kind, _ in wanted]:
        yield "the order of the bars", ", ".join(rect.get("class", "") for rect in pieces[:6])
        return
    base, scale = _base(drawing), _scale(pieces, columns)
    foot, before = base, -1
    for rect, (index, kind, number) in zip(pieces, wanted, strict=True):
        foot = foot if index == before else base
        top, height, width = (_length(rect, side) for side in ("y", "height", "width"))
        middle = _length(rect, "x") + width / 2
        off = max(
            abs(height - number * scale), abs(top + height - foot), abs(middle - middles[index]),
            abs(width - _length(pieces[0], "width")),
        )
        if off > TOLERANCE_MM:
            yield f"the bar of {columns[index].month}", kind
        foot, before = top, index
    yield from _ticks(drawing, columns, base, scale)


def _axis(drawing: Element) -> Element:
    """The line on which the bars stand; if there is none, one that is nowhere."""
    lines = (line for line in drawing.iter(f"{_SVG}line") if line.get("class") == "axis")
    return next(lines, Element("line"))


def _base(drawing: Element) -> float:
    """How low the axis lies; nowhere if it is not level."""
    axis = _axis(drawing)
    return _length(axis, "y1") if axis.get("y1") == axis.get("y2") else _NOWHERE


def _scale(pieces: Sequence[Element], columns: Sequence[_Column]) -> float:
    """Millimetres for one, by the highest column."""
    tallest = max(columns, key=lambda column: column.height)
    first = sum(len(column.pieces) for column in columns[:columns.index(tallest)])
    heights = [_length(rect, "height") for rect in pieces[first:first + len(tallest.pieces)]]
    return sum(heights) / tallest.height if tallest.height else 0


def _ticks(
    drawing: Element, columns: Sequence[_Column], base: float, scale: float
) -> Iterator[Untruth]:
    """The numbers of the scale stand where bars of their height would end, each with its line."""
    ticks = _texts(drawing, "end")
    lines = [line for line in drawing.iter(f"{_SVG}line") if line.get("class") == "grid"]
    highest = max((column.height for column in columns), default=0)
    if len(lines) != len(ticks) or len(ticks) < (2 if highest >= 1 else 1):
        yield "the scale", ", ".join(tick.text or "" for tick in ticks)
        return
    for tick, line in zip(ticks, lines, strict=True):
        number = (tick.text or "").replace(",", "")
        places = [_length(tick, "y"), _length(line, "y1"), _length(line, "y2")]
        right = base - float(number) * scale if number.isdecimal() else -1
        if any(abs(place - right) > TOLERANCE_MM for place in places):
            yield "the scale", tick.text or ""


def _totals(drawing: Element, columns: Sequence[_Column], middles: Sequence[float]) -> Iterator[Untruth]:
    """Over each bar its total, in one line or two; none is left over."""
    left = list(_texts(drawing, "middle total"))
    for column, middle in zip(columns, middles, strict=True):
        if column.total:
            near = _near(drawing, column.total, middle)
            lines = _lines_of(column.total, [one for one in left if abs(_length(one, "x") - middle) <= near])
            left = [line for line in left if line not in lines]
            if not lines:
                yield "the total above the bar", column.month
    for line in left:
        yield "the number", line.text or ""


def _lines_of(total: str, lines: Sequence[Element]) -> Sequence[Element]:
    """The line that a total is, or the two, of which the lower is drawn first."""
    for lower, upper in zip(lines, [*lines[1:], None], strict=False):
        if lower.text == total:
            return [lower]
        if upper is not None and f"{upper.text}{lower.text}" == total and upper.get("x") == lower.get("x"):
            return [lower, upper] if _length(upper, "y") < _length(lower, "y") else []
    return []


def _near(drawing: Element, total: str, middle: float) -> float:
    """How far from the middle of its bar a total may stand: not at all, unless an edge is close."""
    axis = _axis(drawing)
    half = len(total) * _LETTER_MM / 2
    room = min(middle - _length(axis, "x1"), _length(axis, "x2") - middle)
    return half if room < half else TOLERANCE_MM


def _texts(drawing: Element, kind: str) -> Sequence[Element]:
    return [text for text in drawing.iter(f"{_SVG}text") if text.get("class") == kind]


def _length(element: Element, name: str) -> float:
    """A length of the drawing; one that is no number is nowhere."""
    try:
        return float(element.get(name, ""))
    except ValueError:
        return _NOWHERE
