"""Names given twice, or taken from the house."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from .. import faults
from ..artifacts import File, Location
from ..model.base import Model
from ..model.edition import Erratum
from ..model.records import Abbreviation, Actor, Person, Place
from ..model.source import Source
from ..report import Report
from ..span import Span
from .entry import Entry
from .reading import Reading

RESERVED = frozenset({
    "changes", "contents", "cover", "errata", "imprint", "lists", "slip", "sources",
})
"""Ids of the parts that the house adds."""
MADE = re.compile(r"(?:note|call)-\d+(?:-\d+)?|source-.*|.*-section-\d+|.*-note-[a-z]+(?:-call)?")
"""Ids that the house makes for notes, calls, entries and sections."""
DATES = frozenset({"date", "charged", "opened", "suspended", "verdict", "offence", "as-of"})
"""Words that a mark uses for the dates of a record."""



class Named(Struct, frozen=True):
    """A name, and where it is given."""

    name: str
    file: File
    location: Location

    @property
    def span(self) -> Span:
        """Asked for only where something is wrong: a file that is known to be sound is not read for it."""
        return self.file.place(self.location)


def repeated_names(reading: Reading, report: Report) -> None:
    """Each name stands for one thing within its family."""
    for what, family in _families(reading):
        first: dict[str, Named] = {}
        for one in family:
            if one.name in first:
                other = first[one.name].span
                fault = faults.duplicate_id(one.name, what, f"{other.file.name}, line {other.line}")
                report.add(one.span, fault, one.name)
            first.setdefault(one.name, one)


def reserved_names(reading: Reading, report: Report) -> None:
    """No chapter or block takes an id of the house's own."""
    for one in _targets(reading):
        if one.name in RESERVED or MADE.fullmatch(one.name):
            use = "the house gives it to a part or a note of the book"
            report.add(one.span, faults.reserved_id(one.name, use), one.name)


def repeated_figures(reading: Reading, report: Report) -> None:
    """Within a record, each figure has a name of its own, and none the name of a date."""
    for record in reading.records:
        seen: set[str] = set()
        for index, figure in enumerate(getattr(record.item, "figures", ())):
            span = record.span("figures", index, "id" if figure.id else "measure")
            if figure.name in seen:
                report.add(span, faults.duplicate_figure(figure.name, record.item.id), record.item.id)
            if figure.name in DATES:
                use = "marks use it for a date of the record"
                report.add(span, faults.reserved_id(figure.name, use), record.item.id)
            seen.add(figure.name)


def _families(reading: Reading) -> Iterator[tuple[str, Iterable[Named]]]:
    yield "record", (_named(entry, "id") for entry in reading.records)
    yield "name", _targets(reading)
    models: tuple[tuple[str, type[Model], str], ...] = (
        ("source", Source, "id"), ("actor", Actor, "id"), ("place", Place, "id"),
        ("person", Person, "id"), ("abbreviation", Abbreviation, "short"),
        ("erratum", Erratum, "id"),
    )
    for what, model, key in models:
        yield what, (_named(entry, key) for entry in reading.entries(model))


def _named(entry: Entry[Model], key: str) -> Named:
    return Named(str(getattr(entry.item, key)), entry.file, (*entry.location, key))


def _targets(reading: Reading) -> Iterator[Named]:
    """Chapters and blocks, in reading order."""
    for chapter in reading.chapters:
        yield Named(chapter.id, chapter.file, ())
    for _, block in reading.blocks:
        if block.item.id:
            yield _named(block, "id")
