"""A table computed from proceedings: who is accused of what, before which court, with what outcome."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..model.base import Id
from .base import TabularBlock

ProceedingColumn = Literal["court", "accused", "charge", "offence", "dates", "status", "outcome", "sources"]


class ProceedingTable(TabularBlock):
    """Prosecutions and sentences, one row for each proceeding."""

    kind: Literal["proceeding-table"]
    """`proceeding-table`"""
    proceedings: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The proceedings, in order."""
    columns: Annotated[tuple[ProceedingColumn, ...], Field(min_length=1)]
    """The columns after the title."""
