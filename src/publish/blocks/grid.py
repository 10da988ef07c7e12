"""The table as all tabular kinds hand it to the template, and how its cells are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from ..house_style import figure_in_column
from ..inline import Flag, Inline, Words
from ..model.codebook import Verification
from ..model.figure import Figure
from ..model.records import Place
from .base import TabularBlock
from .pen import LetteredNote, Lettering, Pen
from .reading import Cells, Own, Reading, cell, within

FLAGS = {
    Verification.SINGLE_SOURCE: Flag("†", "single source"),
    Verification.CONTESTED: Flag("‡", "sources disagree"),
}
"""The verification marks; verified and corroborated facts bear none."""

NOTHING = "–"
"""What a cell prints where no figure is recorded."""


class Cell(Struct, frozen=True):
    """One cell; `figure` cells align on their last digit."""

    text: Inline
    figure: bool = False
    span: int = 1
    column: str = "words"
    """For a head: what stands in the column, by which the sheets choose its width."""


class Row(Struct, frozen=True):
    """One row: `row`, `group` (a heading across), `subtotal` or `total`."""

    cells: tuple[Cell, ...]
    role: str = "row"

    def reading(self) -> Reading:
        """Cells, of which the first is the head of the row or, in a heading across, of the group."""
        if self.role == "group":
            yield Cells(tuple(cell(one.text, "rowgroup", max(one.span, 1)) for one in self.cells))
        else:
            scopes = ("row" if index == 0 else "" for index in range(len(self.cells)))
            yield Cells(tuple(
                cell(one.text, scope, one.span) for one, scope in zip(self.cells, scopes, strict=True)
            ))


class Grid(Struct, frozen=True):
    """A whole table; its rows come in groups, each of which is a `tbody`."""

    label: str
    caption: Inline
    unit: str
    heads: tuple[Cell, ...]
    groups: tuple[tuple[Row, ...], ...]
    notes: tuple[LetteredNote, ...]
    source: Inline
    legend: tuple[Flag, ...]
    landscape: bool

    def names(self, name: str) -> tuple[str, ...]:
        """The ids of the caption, to which links lead, and of all that belongs to the table."""
        return name, f"{name}-block"

    def reading(self) -> Reading:
        """The caption, every cell, and below the table its notes, then its marks, then its sources."""
        yield self.label
        yield within(self.caption, attributes={"data-label": self.label})
        yield self.unit
        yield Cells(tuple(cell(head.text, "col") for head in self.heads))
        yield from (row for group in self.groups for row in group)
        yield self.notes
        if self.legend:
            entries = ((Own("; " if index else ""), flag.symbol, flag.meaning)
                       for index, flag in enumerate(self.legend))
            yield within(*(part for entry in entries for part in entry), Own("."))
        if self.source:
            yield within(Own("Sources: "), self.source, Own("."))


def words(text: str, column: str = "words") -> Cell:
    """A cell of plain words; for a head, with what stands in its column."""
    return Cell((Words(text),), column=column)


def figure_head(text: str) -> Cell:
    """The head of a column of figures."""
    return Cell((Words(text),), figure=True, column="figure")


def figure_cell(figure: Figure | None, lettering: Lettering, *, remarks: bool = True) -> Cell:
    """A figure with its verification mark, and a lettered note for its remark."""
    if figure is None:
        return Cell((Words(NOTHING),), figure=True)
    runs: Inline = (Words(figure_in_column(figure)),)
    if figure.verification in FLAGS:
        runs += (FLAGS[figure.verification],)
    if figure.remark and remarks:
        runs += lettering.note(figure.remark, figure.remark)
    return Cell(runs, figure=True)


def computed_cell(figure: Figure) -> Cell:
    """A computed figure with the verification mark of its weakest term."""
    runs: Inline = (Words(figure_in_column(figure)),)
    if figure.verification in FLAGS:
        runs += (FLAGS[figure.verification],)
    return Cell(runs, figure=True)


def assemble(
    block: TabularBlock, lettering: Lettering, heads: Sequence[Cell], groups: Iterable[Sequence[Row]],
    source: Inline,
) -> Grid:
    """The grid of a block whose rows are written."""
    bodies = tuple(tuple(group) for group in groups)
    flags = {run for group in bodies for row in group for cell in row.cells for run in cell.text
             if isinstance(run, Flag)}
    return Grid(
        lettering.label, lettering.caption, block.unit or "", tuple(heads), bodies, lettering.notes, source,
        tuple(sorted(flags, key=lambda flag: flag.symbol)), block.landscape,
    )


def source_line(block: TabularBlock, pen: Pen, cited: tuple[str, ...]) -> Inline:
    """The source line that an editor wrote, or else the sources that are cited."""
    return pen.bare(block.source.removesuffix(".")) if block.source else pen.cite(cited)


def place_name(places: Iterable[Place], place_id: str | None, *, region: bool = True) -> str:
    """A place's name, followed by the region or district it lies in: `Sinda, Mopti region`."""
    by_id = {place.id: place for place in places}
    place = by_id.get(place_id or "")
    if place is None:
        return "not recorded"
    above = place
    while above.parent and above.parent in by_id and by_id[above.parent].level not in {"country"}:
        above = by_id[above.parent]
    if not region or above is place:
        return place.name if place.level.label == "" or not region else f"{place.name} {place.level.label}"
    return f"{place.name}, {above.name}" + (f" {above.level.label}" if above.level.label else "")
