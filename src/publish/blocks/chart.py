"""A chart of one measure by month and kind of alleged perpetrator, drawn from incidents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ..model.base import Id, Line
from ..model.codebook import Measure
from ..model.records import Selection
from .base import BaseBlock, Place


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
