"""A table computed from incidents: row by row, or counted by month and kind of actor."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..model.codebook import Measure
from ..model.records import Selection
from .base import TabularBlock

IncidentColumn = Literal["date", "incident", "place", "act", "actor", "attribution", "status", "sources"]


class IncidentTable(TabularBlock):
    """Incidents as rows, with figures as columns and totals computed."""

    kind: Literal["incident-table"]
    """`incident-table`"""
    where: Selection
    """Which incidents."""
    view: Literal["incidents", "months"] = "incidents"
    """One row for each incident, or one for each month with deaths by kind of alleged perpetrator."""
    columns: tuple[IncidentColumn, ...] = ("date", "incident")
    """Columns of words, in order; the first names the row."""
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]
    """Columns of figures, in order. With `view: months`, the one measure that is added up."""
    group: Literal["none", "actor"] = "none"
    """Whether rows stand in groups by kind of alleged perpetrator, each with a subtotal."""
    totals: bool = True
    """Whether a row of totals closes the table."""
