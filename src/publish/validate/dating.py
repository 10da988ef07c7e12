"""Dates: within the coverage, in an order that can be, and given where a statement needs one.

Dates are compared by the days that they can mean: a complaint is made only where no reading is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from .. import faults
from ..model.base import Model
from ..model.codebook import ClaimKind, Measure
from ..model.edition import Imprint
from ..model.edtf import Edtf
from ..model.figure import Figure, source_of
from ..model.records import Claim, Event, Incident, Person, Proceeding, Statistic, Step
from ..model.source import Source
from ..report import Report
from ..span import Span
from .entry import Entry
from .reading import Reading
from .reference import citations

STANDING = frozenset({Measure.DISPLACED, Measure.REFUGEES, Measure.CLOSED, Measure.AFFECTED})
"""Measures of a state, not of an event: their figures hold for a day."""

ORDER = (
    ("offence", "charged"), ("offence", "opened"), ("offence", "verdict"), ("charged", "opened"),
    ("charged", "suspended"), ("charged", "verdict"), ("opened", "suspended"), ("opened", "verdict"),
    ("verdict", "as_of"),
)
"""Dates of a proceeding, the earlier first."""

DATE_WORDS = {"offence": "the offence", "charged": "the charge", "opened": "the opening of the trial",
              "suspended": "its suspension", "verdict": "the verdict", "as_of": "the date of the status"}

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Dated(NamedTuple):
    """Something with a date, and whether it is told as background."""

    date: Edtf
    context: bool
    span: Span
    context_span: Span
    owner: str


def outside_coverage(reading: Reading, report: Report) -> None:
    """What is told lies in the period covered, or is called background."""
    if reading.imprint is None:
        return
    period = reading.imprint.item.coverage
    for one in _dated(reading):
        first, last = one.date.first, one.date.last or date.max
        if not one.context and (last < period.start or first > period.end):
            fault = faults.outside_coverage(str(one.date), str(period.start), str(period.end))
            report.add(one.span, fault, one.owner)
        if one.context and period.start <= first and last <= period.end:
            report.add(one.context_span, faults.needless_context(str(one.date)), one.owner)


def order_of_proceedings(reading: Reading, report: Report) -> None:
    """Offence, charge, trial and verdict come in this order."""
    for entry in reading.entries(Proceeding):
        for first, second in ORDER:
            earlier, later = getattr(entry.item, first), getattr(entry.item, second)
            if earlier and later and _after(earlier, later):
                words = (DATE_WORDS[first], str(earlier), DATE_WORDS[second], str(later))
                report.add(entry.span(second), faults.impossible_order(*words), entry.owner)


def order_of_standings(reading: Reading, report: Report) -> None:
    """A person's legal standings are listed by date, and none lies after publication."""
    published = reading.imprint.item.published if reading.imprint else date.max
    for person in reading.entries(Person):
        for index, (one, other) in enumerate(pairwise(person.item.standings), 1):
            if _after(one.as_of, other.as_of):
                fault = faults.impossible_order("a standing", str(one.as_of), "the next", str(other.as_of))
                report.add(person.span("standings", index, "as_of"), fault, person.owner)
        for index, standing in enumerate(person.item.standings):
            if standing.as_of.first > published:
                words = ("the standing", str(standing.as_of), "the day of publication", str(published))
                span = person.span("standings", index, "as_of")
                report.add(span, faults.impossible_order(*words), person.owner)


def dates_after_publication(reading: Reading, report: Report) -> None:
    """Nothing holds for, or was read on, a day after publication; nothing was read before it was issued."""
    published = reading.imprint.item.published if reading.imprint else date.max
    for entry, key, what, day in _days(reading):
        if day.first > published:
            words = (what, str(day), "the day of publication", str(published))
            report.add(entry.span(key), faults.impossible_order(*words), entry.owner)
    for source in reading.entries(Source):
        issued, accessed = source.item.issued, source.item.accessed
        if accessed and _after(issued, accessed):
            words = ("the day of issue", str(issued), "the day of reading", str(accessed))
            report.add(source.span("accessed"), faults.impossible_order(*words), source.owner)


def dates_of_sources(reading: Reading, report: Report) -> None:
    """No source is later than the cut-off, nor earlier than what it reports."""
    issued = {entry.item.id: entry.item.issued for entry in reading.entries(Source)}
    for source in reading.entries(Source):
        cutoff = reading.imprint.item.data_cutoff if reading.imprint else date.max
        if source.item.issued.first > cutoff:
            fault = faults.late_source(str(source.item.issued), str(cutoff))
            report.add(source.span("issued"), fault, source.owner)
    begun = {
        (entry.file.path, entry.location): entry.item.date
        for entry in reading.records if isinstance(entry.item, (Incident, Event))
    }
    for entry, way, citation in citations(reading):
        name, event = source_of(citation), begun.get((entry.file.path, entry.location[:2]))
        if event and name in issued and _after(event, issued[name]):
            fault = faults.report_before_event(name, str(issued[name]), str(event))
            report.add(entry.span(*way), fault, entry.owner)


def dates_of_edition(reading: Reading, report: Report) -> None:
    """Coverage, cut-off and publication follow one another; the title's year is covered or explained."""
    imprint = reading.imprint
    if imprint is None:
        return
    item, period = imprint.item, imprint.item.coverage
    published = ("the day of publication", str(item.published))
    if item.data_cutoff > item.published:
        fault = faults.impossible_order("the data cut-off", str(item.data_cutoff), *published)
        report.add(imprint.span("data_cutoff"), fault, imprint.owner)
    if item.published < period.end:
        fault = faults.impossible_order("the end of the coverage", str(period.end), *published)
        report.add(imprint.span("published"), fault, imprint.owner)
    for year in _uncovered_years(item):
        fault = faults.unexplained_title_year(year, str(period.start), str(period.end))
        report.add(imprint.span("title"), fault, imprint.owner)


def missing_dates(reading: Reading, report: Report) -> None:
    """Absences and standing figures say for which day they hold."""
    for claim in reading.entries(Claim):
        if claim.item.kind is ClaimKind.ABSENCE and claim.item.as_of is None:
            report.add(claim.span("kind"), faults.undated_absence(), claim.owner)
    for record, figure in reading.figures:
        measure, undated = figure.item.measure, figure.item.as_of is None
        if isinstance(record.item, Statistic) and measure in STANDING and undated:
            report.add(figure.span("measure"), faults.undated_figure(str(measure)), figure.owner)


def _dated(reading: Reading) -> Iterator[Dated]:
    for entry in reading.records:
        item = entry.item
        if isinstance(item, (Incident, Event)):
            yield Dated(item.date, item.context, entry.span("date"), entry.span("context"), item.id)
        if isinstance(item, Proceeding):
            for index, step in enumerate(item.steps):
                yield _step(entry.part(("steps", index), step))


def _days(reading: Reading) -> Iterator[tuple[Entry[Model], str, str, Edtf]]:
    """Every day for which something holds or on which a source was read: its place, its key, its words."""
    figures = (figure for _, figure in reading.figures)
    dated: tuple[Entry[Proceeding | Claim | Figure], ...] = (
        *reading.entries(Proceeding), *reading.entries(Claim), *figures
    )
    for entry in dated:
        if entry.item.as_of:
            yield entry, "as_of", "the date for which this holds", entry.item.as_of
    for source in reading.entries(Source):
        if source.item.accessed:
            yield source, "accessed", "the day of reading", source.item.accessed


def _step(entry: Entry[Step]) -> Dated:
    return Dated(entry.item.date, entry.item.context, entry.span("date"), entry.span("context"), entry.owner)


def _uncovered_years(imprint: Imprint) -> list[str]:
    if imprint.coverage_note:
        return []
    covered = range(imprint.coverage.start.year, imprint.coverage.end.year + 1)
    return [year for year in _YEAR.findall(imprint.title) if int(year) not in covered]


def _after(first: Edtf, second: Edtf) -> bool:
    """Whether the first begins after the last day that the second can mean."""
    return second.last is not None and first.first > second.last
