"""The dataset in the file says of every figure what the records say.

`statements` proves that the file holds the attachments of the manuscript; here they are held against the
records.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from ... import faults
from ...artifacts import Attachment, Manuscript
from ...model.edition import Edition
from ...model.figure import Figure
from ...model.records import Statistic
from ...reckoning import figures_of, total_of
from ..beside.comparison import Finding

_LISTS = (
    "incidents", "statistics", "proceedings", "events", "claims", "actors", "places", "people", "sources",
)
_ENDS = ("best", "min", "max")
Row = tuple[str, ...]


def findings(edition: Edition, manuscript: Manuscript) -> Iterator[Finding]:
    """A dataset that lacks a record or a figure, or has it otherwise."""
    for attachment in manuscript.attachments:
        true = _records_agree if attachment.media_type == "application/json" else _figures_agree
        try:
            agrees = true(edition, attachment)
        except (ValueError, KeyError, TypeError):  # it is no JSON, or of another shape
            agrees = False
        if not agrees:
            yield Finding(faults.changed_attachment(attachment.name))


def _records_agree(edition: Edition, attachment: Attachment) -> bool:
    """Whether the JSON has every record once, in order, with its figures."""
    content = json.loads(attachment.content)
    ids = all(
        [item["id"] for item in content[name]] == [item.id for item in getattr(edition, name)]
        for name in _LISTS
    )
    return bool(ids) and all(
        _written(item) == _meant(record)
        for name in ("incidents", "statistics", "proceedings", "events")
        for item, record in zip(content[name], getattr(edition, name), strict=True)
    )


def _written(item: Any) -> list[Row]:  # Any: what JSON holds
    return [
        (one["measure"], one.get("qualifier", "exactly"), *(str(one.get(end, "")) for end in _ENDS),
         one["unit"], "; ".join(one["citations"]))
        for one in item.get("figures", ())
    ]


def _meant(record: Any) -> list[Row]:  # Any: a record of one of four kinds
    return [
        (str(one.measure), str(one.qualifier), *_ends(one), one.unit, "; ".join(one.citations))
        for one in figures_of(record)
    ]


def _figures_agree(edition: Edition, attachment: Attachment) -> bool:
    """Whether the table has a row for every figure and every sum, in order."""
    table = csv.DictReader(io.StringIO(attachment.content.decode()))
    rows = [(row["record"], row["figure"], row["best"], row["min"], row["max"], row["unit"]) for row in table]
    return rows == list(_rows(edition))


def _rows(edition: Edition) -> Iterator[Row]:
    for record in edition.records():
        figures = list(figures_of(record))
        total = total_of(edition, record) if isinstance(record, Statistic) else None
        for figure in [*figures, *([total] if total else [])]:
            yield (record.id, figure.name, *_ends(figure), figure.unit)


def _ends(figure: Figure) -> Row:
    return tuple("" if (end := getattr(figure, name)) is None else str(end) for name in _ENDS)
