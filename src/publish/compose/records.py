"""The records as files inside the PDF: everything as JSON, the figures as a table in CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from ..artifacts import Attachment
from ..model.base import Model
from ..model.edition import Edition
from ..model.figure import Figure
from ..model.records import Record, Statistic
from ..reckoning import figures_of, total_of

FIELDS = (
    "record", "figure", "title", "date", "place", "measure", "qualifier", "best", "min", "max", "unit",
    "basis", "as_of", "origin", "attributed_to", "verification", "preferred", "sources",
)
KINDS = (
    "incidents", "statistics", "proceedings", "events", "claims", "actors", "places", "people",
    "abbreviations", "sources",
)

PRIVATE = {"sources": {"note"}, "people": {"remark"}, "places": {"remark"}, "actors": {"remark"}}
"""Fields for researchers, which are not published."""


def attachments(edition: Edition) -> tuple[Attachment, ...]:
    """The dataset of an edition."""
    name = edition.id
    return (
        Attachment(f"{name}-records.json", "application/json",
                   "All records and sources of this edition.", _json(edition)),
        Attachment(f"{name}-figures.csv", "text/csv",
                   "Every figure of this edition with its qualifier, date and sources.", _csv(edition)),
    )


def _json(edition: Edition) -> bytes:
    content = {
        "edition": edition.id,
        **{kind: [_published(kind, item) for item in getattr(edition, kind)] for kind in KINDS},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _published(kind: str, item: Model) -> dict[str, object]:
    """A record without the fields that are for researchers."""
    return item.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=PRIVATE.get(kind))


def _csv(edition: Edition) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, FIELDS, lineterminator="\n")
    writer.writeheader()
    for record in edition.records():
        for figure in _figures(edition, record):
            writer.writerow(_row(record, figure))
    return stream.getvalue().encode()


def _figures(edition: Edition, record: Record) -> Iterator[Figure]:
    yield from figures_of(record)
    total = total_of(edition, record) if isinstance(record, Statistic) else None
    if total is not None:
        yield total


def _row(record: Record, figure: Figure) -> dict[str, str]:
    plain = {name: getattr(figure, name) for name in FIELDS if hasattr(figure, name)}
    row = {
        **plain,
        "record": record.id,
        "figure": figure.name,
        "title": getattr(record, "title", ""),
        "date": getattr(record, "date", None),
        "place": getattr(record, "place", None),
        "preferred": "yes" if figure.preferred else "",
        "sources": "; ".join(figure.citations),
    }
    return {name: "" if row.get(name) is None else _guarded(str(row[name])) for name in FIELDS}


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
