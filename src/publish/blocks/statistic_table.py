"""A table computed from statistics, one row for each figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import Field

from ..house_style import date_in_table, unit_of
from ..model.base import FigureRef
from ..model.figure import Figure
from ..model.records import Statistic
from .base import TabularBlock
from .grid import NOTHING, Cell, Grid, Row, assemble, figure_cell, figure_head, place_name, source_line, words
from .pen import Lettering, Pen

StatisticColumn = Literal["value", "unit", "place", "as-of", "basis", "origin", "status"]


class StatisticTable(TabularBlock):
    """Published figures side by side; they are not added up."""

    kind: Literal["statistic-table"]
    """`statistic-table`"""
    figures: Annotated[tuple[FigureRef, ...], Field(min_length=1)]
    """The figures, each a row, in order."""
    columns: Annotated[tuple[StatisticColumn, ...], Field(min_length=1)] = (
        "value", "unit", "as-of", "basis", "origin",
    )
    """The columns after the title."""

    def view(self, pen: Pen) -> Grid:
        """The grid, one row for each figure."""
        lettering = pen.lettering(self.id, self.caption, self.notes)
        rows = [_row(self, pen, lettering, ref) for ref in self.figures]
        heads = [words("Measure"), *(
            figure_head(HEADS[column]) if column == "value" else words(HEADS[column], column)
            for column in self.columns
        )]
        cited = tuple(citation for ref in self.figures for citation in pen.figure(ref).citations)
        return assemble(self, lettering, heads, [rows], source_line(self, pen, cited))


HEADS: dict[StatisticColumn, str] = {
    "value": "Number", "unit": "Unit", "place": "Area", "as-of": "As of", "basis": "Basis",
    "origin": "Counted by", "status": "Verification",
}


def _row(block: StatisticTable, pen: Pen, lettering: Lettering, ref: str) -> Row:
    figure = pen.figure(ref)
    record = _statistic(pen, ref)
    title = record.title if record else ref
    cells = [_cell(column, pen, lettering, ref, figure, record) for column in block.columns]
    return Row((words(title), *cells))


def _cell(
    column: StatisticColumn, pen: Pen, lettering: Lettering, ref: str, figure: Figure,
    record: Statistic | None,
) -> Cell:
    if column == "value":
        return figure_cell(figure, lettering)
    names = {actor.id: actor.short or actor.name for actor in pen.edition.actors}
    texts: dict[StatisticColumn, Callable[[], str]] = {
        "unit": lambda: unit_of(figure),
        "place": lambda: place_name(pen.edition.places, record.place if record else None),
        "as-of": lambda: date_in_table(figure.as_of) if figure.as_of else NOTHING,
        "basis": lambda: figure.basis.label,
        "origin": lambda: names.get(figure.origin or figure.attributed_to or "", NOTHING),
        "status": lambda: figure.verification.label,
    }
    return words(texts[column]())


def _statistic(pen: Pen, ref: str) -> Statistic | None:
    record_id = ref.partition(".")[0]
    return next((record for record in pen.edition.statistics if record.id == record_id), None)
