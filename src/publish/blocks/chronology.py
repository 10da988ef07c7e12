"""The chronology of the period: computed from incidents, events and steps of proceedings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from msgspec import Struct

from ..house_style import NBSP, date_in_text, month_in_text
from ..inline import Flag, Inline
from ..model.base import Text
from ..model.codebook import Verification
from ..model.edtf import Edtf
from ..model.records import Event, Incident
from .base import BaseBlock, Place
from .grid import FLAGS
from .pen import Pen
from .reading import Cells, Own, Reading, cell


class Chronology(BaseBlock):
    """Every record with a sentence for the chronology, by date and month."""

    kind: Literal["chronology"]
    """`chronology`"""
    lead: Text | None = None
    """The sentence before it."""
    context: bool = False
    """Whether dates outside the coverage period are listed too."""

    def texts(self) -> Iterator[tuple[Place, str]]:
        """The lead; the sentences are the records' own."""
        if self.lead:
            yield ("lead",), self.lead

    def view(self, pen: Pen) -> ChronologyView:
        """Every dated sentence, by month."""
        entries = sorted(self._entries(pen), key=lambda entry: (entry[0].first, entry[1]))
        months = groupby(entries, key=lambda entry: (entry[0].start.year, entry[0].start.month))
        return ChronologyView(
            pen.line(self.lead) if self.lead else None,
            tuple(
                Month(_month_name(year, month), tuple(_dated(pen, entry) for entry in group))
                for (year, month), group in months
            ),
        )

    def _entries(self, pen: Pen) -> Iterator[Entry]:
        edition = pen.edition
        dated: tuple[Incident | Event, ...] = (*edition.incidents, *edition.events)
        for record in dated:
            if record.chronicle and (self.context or not record.context):
                yield record.date, record.chronicle, record.verification
        for proceeding in edition.proceedings:
            for step in proceeding.steps:
                if self.context or not step.context:
                    yield step.date, step.text, proceeding.verification


Entry = tuple[Edtf, str, Verification]


class Dated(Struct, frozen=True):
    """One line of the chronology."""

    when: str
    text: Inline
    flag: Flag | None

    def reading(self) -> Reading:
        """A row: the day, and what happened, with the mark of its standing."""
        yield Cells((cell(self.when, "row"), cell((*self.text, *([self.flag] if self.flag else [])))))


class Month(Struct, frozen=True):
    """The lines of one month."""

    name: str
    lines: tuple[Dated, ...]

    def reading(self) -> Reading:
        """The month across both columns, and its lines."""
        yield Cells((cell(self.name, "rowgroup", 2),))
        yield self.lines


class ChronologyView(Struct, frozen=True):
    """What the template prints."""

    lead: Inline | None
    months: tuple[Month, ...]

    def reading(self) -> Reading:
        """The lead, and a table of two columns."""
        yield self.lead
        yield Cells((cell(Own("Date"), "col"), cell(Own("Event"), "col")))
        yield self.months


def _month_name(year: int, month: int | None) -> str:
    return f"{month_in_text(month)}{NBSP}{year}" if month else f"{year}, month not known"


def _dated(pen: Pen, entry: Entry) -> Dated:
    when, text, verification = entry
    return Dated(date_in_text(when, {"no-year"}), pen.bare(text), FLAGS.get(verification))
