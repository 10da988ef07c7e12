"""A table computed from incidents: row by row, or counted by month and kind of actor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from ..house_style import date_in_table, date_in_text, listed
from ..inline import Inline, Words
from ..model.codebook import ActorKind, Attribution, Measure
from ..model.records import Incident, Selection
from ..reckoning import (
    NOT_ADDED,
    Matrix,
    add,
    as_figure,
    by_month,
    figure_for,
    perpetrator_kind,
    select,
)
from .base import TabularBlock
from .grid import (
    FLAGS,
    NOTHING,
    Cell,
    Grid,
    Row,
    assemble,
    computed_cell,
    figure_cell,
    figure_head,
    place_name,
    source_line,
    words,
)
from .pen import Lettering, Pen

IncidentColumn = Literal["date", "incident", "place", "act", "actor", "attribution", "status", "sources"]


class IncidentTable(TabularBlock):
    """Incidents as rows, with figures as columns and totals computed."""

    kind: Literal["incident-table"]
    """`incident-table`"""
    where: Selection
    """Which incidents."""
    view_by: Annotated[Literal["incidents", "months"], Field(alias="view")] = "incidents"
    """One row for each incident, or one for each month with deaths by kind of alleged perpetrator."""
    columns: tuple[IncidentColumn, ...] = ("date", "incident")
    """Columns of words, in order; the first names the row."""
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]
    """Columns of figures, in order. With `view: months`, the one measure that is added up."""
    group: Literal["none", "actor"] = "none"
    """Whether rows stand in groups by kind of alleged perpetrator, each with a subtotal."""
    totals: bool = True
    """Whether a row of totals closes the table."""
    remarks: bool = True
    """Whether the remarks of figures stand below the table as lettered notes."""

    def view(self, pen: Pen) -> Grid:
        """The grid, rows and totals computed."""
        lettering = pen.lettering(self.id, self.caption, self.notes)
        incidents = select(pen.edition, self.where)
        if self.view_by == "months":
            heads, groups = _months(self, pen, lettering, incidents)
        else:
            heads = [words(HEADS[column], column) for column in self.columns]
            heads += [figure_head(_head(measure)) for measure in self.measures]
            groups = list(_grouped(self, pen, lettering, incidents))
        cited = tuple(citation for incident in incidents for citation in _citations(self, incident))
        source = () if "sources" in self.columns else source_line(self, pen, cited)
        return assemble(self, lettering, heads, groups, source)


HEADS: dict[IncidentColumn, str] = {
    "date": "Date", "incident": "Incident", "place": "Place", "act": "Act", "actor": "Alleged actor",
    "attribution": "Attribution", "status": "Verification", "sources": "Sources",
}


def _head(measure: Measure) -> str:
    return measure.label[:1].upper() + measure.label[1:]


def _citations(block: IncidentTable, incident: Incident) -> tuple[str, ...]:
    """The citations of what the table prints: the incident's and its printed figures'."""
    figures = (figure_for(incident, measure) for measure in block.measures)
    cited = tuple(citation for figure in figures if figure for citation in figure.citations)
    return cited or incident.citations


def _grouped(
    block: IncidentTable, pen: Pen, lettering: Lettering, incidents: Sequence[Incident]
) -> Iterator[list[Row]]:
    """Groups of rows by kind of actor, or one group; then the totals."""
    if block.group == "none":
        yield [_row(block, pen, lettering, incident) for incident in incidents]
    for kind in _kinds(pen, incidents) if block.group == "actor" else ():
        members = [incident for incident in incidents if perpetrator_kind(pen.edition, incident) is kind]
        name = kind.label if kind else "Actor not established"
        span = len(block.columns) + len(block.measures)
        rows = [Row((Cell((Words(name),), span=span),), "group")]
        rows += [_row(block, pen, lettering, incident) for incident in members]
        yield [*rows, *([_sum_row(block, members, f"{name}, total", "subtotal")] if len(members) > 1 else [])]
    if block.totals:
        yield [_sum_row(block, incidents, "Total", "total")]


def _kinds(pen: Pen, incidents: Sequence[Incident]) -> list[ActorKind | None]:
    present = {perpetrator_kind(pen.edition, incident) for incident in incidents}
    return [kind for kind in (*ActorKind, None) if kind in present]


def _row(block: IncidentTable, pen: Pen, lettering: Lettering, incident: Incident) -> Row:
    texts = [Cell(_text(column, block, pen, incident)) for column in block.columns]
    figures = [
        figure_cell(figure_for(incident, measure), lettering, remarks=block.remarks)
        for measure in block.measures
    ]
    return Row((*texts, *figures))


def _sum_row(block: IncidentTable, incidents: Sequence[Incident], name: str, role: str) -> Row:
    """Sums of every measure; a measure that nobody counted has none."""
    cells = [Cell((Words(name),), span=len(block.columns))]
    for measure in block.measures:
        terms = [
            figure for incident in incidents
            if measure not in NOT_ADDED and (figure := figure_for(incident, measure))
        ]
        total = as_figure(add(terms), measure, "people", terms)
        cells.append(computed_cell(total) if terms else Cell((Words(NOTHING),), figure=True))
    return Row(tuple(cells), role)


def _text(column: IncidentColumn, block: IncidentTable, pen: Pen, incident: Incident) -> Inline:
    if column == "sources":
        return pen.cite(incident.citations)
    if column == "status" and incident.verification in FLAGS:
        return (Words(incident.verification.label), FLAGS[incident.verification])
    texts: dict[IncidentColumn, Callable[[], str]] = {
        "date": lambda: date_in_table(incident.date),
        "incident": lambda: incident.title,
        "place": lambda: place_name(pen.edition.places, incident.place),
        "act": lambda: listed([violation.label for violation in incident.violations]),
        "actor": lambda: _actors(block, pen, incident),
        "attribution": lambda: _attributions(pen, incident),
        "status": lambda: incident.verification.label,
    }
    return (Words(texts[column]()),)


def _actors(block: IncidentTable, pen: Pen, incident: Incident) -> str:
    """The alleged actors, and on whose word unless that has a column of its own."""
    names = {actor.id: actor.short or actor.name for actor in pen.edition.actors}
    wordings = [part.wording or names[part.actor] for part in incident.actors if part.role == "perpetrator"]
    actors = listed(list(dict.fromkeys(wordings))) or Attribution.UNKNOWN.label
    word = _attributions(pen, incident)
    if "attribution" in block.columns or word == Attribution.UNKNOWN.label:
        return actors
    return f"{actors} ({word})"


def _attributions(pen: Pen, incident: Incident) -> str:
    names = {actor.id: actor.short or actor.name for actor in pen.edition.actors}
    found = [
        part.attribution.label + (f" by {names[part.attributed_by]}" if part.attributed_by else "")
        for part in incident.actors if part.role == "perpetrator"
    ]
    return listed(list(dict.fromkeys(found))) or Attribution.UNKNOWN.label


def _months(
    block: IncidentTable, pen: Pen, lettering: Lettering, incidents: Sequence[Incident]
) -> tuple[list[Cell], list[list[Row]]]:
    """Heads and rows of deaths by month and kind of alleged perpetrator."""
    matrix = by_month(pen.edition, incidents, block.measures[0])
    kinds = [figure_head(kind.label if kind else "Not established") for kind in matrix.kinds]
    heads = [words("Month"), *kinds, figure_head("Total")]
    rows = [_month_row(matrix, lettering, index) for index in range(len(matrix.months))]
    total = Row((words("Total"), *(computed_cell(matrix.column(kind)) for kind in matrix.kinds),
                 computed_cell(matrix.all())), "total")
    return heads, [rows, [total]]


def _month_row(matrix: Matrix, lettering: Lettering, index: int) -> Row:
    month = matrix.months[index]
    name: Inline = (Words(month.name),)
    for incident in month.spilling:
        name += lettering.note(
            f"{incident.id}.months",
            f"Includes {date_in_text(incident.date)} ({incident.title})."
        )
    cells = [computed_cell(matrix.cell(index, kind)) for kind in matrix.kinds]
    return Row((Cell(name), *cells, computed_cell(matrix.row(index))))
