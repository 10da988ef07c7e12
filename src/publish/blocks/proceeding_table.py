"""A table computed from proceedings: who is accused of what, before which court, with what outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import Field

from ..house_style import date_in_table, date_in_text
from ..inline import Inline, Words
from ..model.base import Id
from ..model.edtf import Edtf
from ..model.records import Proceeding
from .base import TabularBlock
from .grid import FLAGS, NOTHING, Cell, Grid, Row, assemble, source_line, words
from .pen import Lettering, Pen

ProceedingColumn = Literal["court", "accused", "charge", "offence", "dates", "status", "outcome", "sources"]


class ProceedingTable(TabularBlock):
    """Prosecutions and sentences, one row for each proceeding."""

    kind: Literal["proceeding-table"]
    """`proceeding-table`"""
    proceedings: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The proceedings, in order."""
    columns: Annotated[tuple[ProceedingColumn, ...], Field(min_length=1)]
    """The columns after the title."""

    def view(self, pen: Pen) -> Grid:
        """The grid, one row for each proceeding."""
        lettering = pen.lettering(self.id, self.caption, self.notes)
        by_id = {proceeding.id: proceeding for proceeding in pen.edition.proceedings}
        chosen = [by_id[name] for name in self.proceedings]
        rows = [_row(self, pen, lettering, proceeding) for proceeding in chosen]
        heads = [words("Proceeding"), *(words(HEADS[column], column) for column in self.columns)]
        cited = tuple(citation for proceeding in chosen for citation in proceeding.citations)
        return assemble(self, lettering, heads, [rows], source_line(self, pen, cited))


HEADS: dict[ProceedingColumn, str] = {
    "court": "Court", "accused": "Accused", "charge": "Charge", "offence": "Alleged acts",
    "dates": "Steps", "status": "Status", "outcome": "Outcome", "sources": "Sources",
}


def _row(block: ProceedingTable, pen: Pen, lettering: Lettering, proceeding: Proceeding) -> Row:
    title: Inline = (Words(proceeding.title),)
    if proceeding.verification in FLAGS:
        title += (FLAGS[proceeding.verification],)
    if proceeding.remark:
        title += lettering.note(proceeding.id, proceeding.remark)
    return Row((Cell(title), *(Cell(_cell(column, pen, proceeding)) for column in block.columns)))


def _cell(column: ProceedingColumn, pen: Pen, proceeding: Proceeding) -> Inline:
    if column == "sources":
        return pen.cite(proceeding.citations)
    names = {actor.id: actor.short or actor.name for actor in pen.edition.actors}
    texts: dict[ProceedingColumn, Callable[[], str]] = {
        "court": lambda: names.get(proceeding.court or "", NOTHING),
        "accused": lambda: proceeding.accused,
        "charge": lambda: proceeding.charge,
        "offence": lambda: _date(proceeding.offence),
        "dates": lambda: _steps(proceeding),
        "status": lambda: f"{proceeding.status.label} (at {date_in_text(proceeding.as_of)})",
        "outcome": lambda: proceeding.outcome,
    }
    return (Words(texts[column]()),)


def _date(when: Edtf | None) -> str:
    return date_in_table(when) if when else NOTHING


def _steps(proceeding: Proceeding) -> str:
    dated = (
        ("charged", proceeding.charged), ("opened", proceeding.opened),
        ("suspended", proceeding.suspended), ("judgment", proceeding.verdict),
    )
    return "; ".join(f"{what} {date_in_text(when)}" for what, when in dated if when) or NOTHING
