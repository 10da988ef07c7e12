"""A table computed from statistics, one row for each figure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..model.base import FigureRef
from .base import TabularBlock

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
