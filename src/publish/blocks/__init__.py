"""The block kinds. A kind is four files under one name: `table.py` (its model), `table.html` (its
template), `styles/blocks/table.css` and `schema/blocks/table.yaml` (its specimens)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .callout import Callout
from .chart import Chart
from .chronology import Chronology
from .definitions import Definitions
from .incident_table import IncidentTable
from .key_figures import KeyFigures
from .list import List
from .proceeding_table import ProceedingTable
from .prose import Prose
from .statistic_table import StatisticTable
from .table import Table

AnyBlock = Annotated[
    Prose
    | List
    | Table
    | IncidentTable
    | StatisticTable
    | ProceedingTable
    | Chronology
    | KeyFigures
    | Chart
    | Callout
    | Definitions,
    Field(discriminator="kind"),
]
