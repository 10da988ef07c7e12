"""Figures: one speaks for each measure, conflicts are told, parts are not counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from .. import faults
from ..blocks.chart import Chart
from ..blocks.incident_table import IncidentTable
from ..model.base import Model
from ..model.codebook import Measure, Qualifier, Verification
from ..model.figure import Figure
from ..model.records import Incident, Record, Selection, Statistic
from ..reckoning import figure_for, figure_named, select
from ..report import Report
from .entry import Entry
from .hints import listed
from .reading import Part, Reading
from .seen import Disputed

ROUND_DIGITS = 2
"""How many digits before the noughts a round number has: 370,000, not 287,496."""


def preferences(reading: Reading, report: Report) -> None:
    """Where a record has several figures of one measure, one is preferred, and a reason is given."""
    for record in reading.records:
        for measure, figures in _by_measure(record).items():
            preferred = [one for one in figures if one.item.preferred]
            if len(preferred) > 1:
                fault = faults.two_preferred(measure, record.item.id)
                report.add(preferred[1].span("preferred"), fault, record.owner)
            rivals = _rivals(record.item, [one.item for one in figures])
            if not preferred and rivals:
                names = listed([one.name for one in rivals])
                fault = faults.undecided_figure(measure, record.item.id, names)
                report.add(figures[0].span("measure"), fault, record.owner)
    for _, one in reading.figures:
        if one.item.preferred and not one.item.preference_reason:
            report.add(one.span("preferred"), faults.unreasoned_preference(one.item.name), one.owner)


def conflicts(reading: Reading, report: Report) -> None:
    """What is contested says how."""
    for record, one in reading.figures:
        if one.item.verification is Verification.CONTESTED and not _disclosed(record.item, one.item):
            fault = faults.undisclosed_conflict(f"{record.item.id}.{one.item.name}")
            report.add(one.span("verification"), fault, record.owner)
    for record in reading.records:
        item = record.item
        if getattr(item, "verification", None) is Verification.CONTESTED and not item.remark:
            report.add(record.span("verification"), faults.undisclosed_conflict(item.id), record.owner)


def uncalled_conflicts(reading: Reading, report: Report) -> None:
    """A contested figure that a text prints has the remark on its conflict in some note of the edition."""
    called = {name for seen in reading.seen for name in seen.told}
    for seen in reading.seen if reading.whole else ():
        for one in seen.disputed:
            if one.name not in called:
                report.add(one.span, faults.uncalled_conflict(one.name), one.subject)


def disputed(reading: Reading) -> Iterator[Disputed]:
    """Every mark that prints a contested figure."""
    for passage in reading.passages:
        for one in passage.called:
            if one.mark.kind != "figure" or not one.mark.targets:
                continue
            name = _name(reading, one.mark.targets[0])
            figure = _figure(reading, name)
            if figure and figure.verification is Verification.CONTESTED:
                yield Disputed(name, passage.span(one.mark.token, one.occurrence), passage.subject)


def told(reading: Reading) -> Iterator[str]:
    """The figures whose conflict is told by a note: their own, or their record's if that has a remark."""
    for passage in reading.passages:
        for one in passage.called:
            for target in one.mark.targets if one.mark.kind == "evidence" else ():
                yield _name(reading, target)
                entry = reading.record.get(target)
                figures: tuple[Figure, ...] = getattr(entry.item, "figures", ()) if entry else ()
                if entry and (getattr(entry.item, "remark", None) or isinstance(entry.item, Statistic)):
                    yield from (f"{target}.{figure.name}" for figure in figures)


def parts_and_wholes(reading: Reading, report: Report) -> None:
    """No part is greater than its whole."""
    for record, one in reading.figures:
        whole = _figure(reading, one.item.part_of or "")
        part = one.item
        if whole and part.best is not None and whole.best is not None and part.best > whole.best:
            if whole.qualifier in {Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.ABOUT}:
                continue
            name = f"{record.item.id}.{part.name}"
            fault = faults.greater_part(name, f"{part.best:,}", part.part_of or "", f"{whole.best:,}")
            report.add(one.span("best"), fault, record.owner)


def sums(reading: Reading, report: Report) -> None:
    """Every selection meets something, and no sum adds a part to its whole."""
    for entry, way, where, measures, summed in _selections(reading):
        names = reading.names[Incident]
        if reading.edition is None or not names.whole or names.known - _sound(reading):
            return
        incidents = select(reading.edition, where)
        terms = {f"{one.id}.{figure.name}": figure for one in incidents for figure in _terms(one, measures)}
        if not terms:
            report.add(entry.span(*way), faults.empty_selection(), entry.owner)
        for ref, figure in terms.items() if summed else ():
            for whole in _wholes(reading, figure):
                if whole in terms and terms[whole].measure is figure.measure:
                    report.add(entry.span(*way), faults.double_count(ref, whole), entry.owner)


def statistics(reading: Reading, report: Report) -> None:
    """A statistic has either published figures or a total."""
    for entry in reading.entries(Statistic):
        if bool(entry.item.figures) == bool(entry.item.total):
            fault = faults.unfounded_statistic(entry.item.id, both=bool(entry.item.total))
            report.add(entry.span("id"), fault, entry.owner)


def numbers(reading: Reading, report: Report) -> None:
    """`about` goes with round numbers; one goes with the singular."""
    for _, one in reading.figures:
        best = one.item.best
        if best is None:
            continue
        if one.item.qualifier is Qualifier.ABOUT and not _round(best):
            report.add(one.span("best"), faults.false_precision(f"{best:,}"), one.owner)
        if best == 1 and not one.item.unit_one and one.item.unit != "per cent":
            report.add(one.span("unit"), faults.missing_singular(one.item.unit), one.owner)


def _by_measure(record: Entry[Record]) -> Mapping[str, list[Entry[Figure]]]:
    found: dict[str, list[Entry[Figure]]] = {}
    for index, figure in enumerate(getattr(record.item, "figures", ())):
        found.setdefault(str(figure.measure), []).append(record.part(("figures", index), figure))
    return found


def _rivals(record: Record, figures: list[Figure]) -> list[Figure]:
    """Figures among which a reader, a table or a sum must choose; parts of a whole do not compete."""
    rivals = [figure for figure in figures if figure.part_of is None]
    contested = any(figure.verification is Verification.CONTESTED for figure in rivals)
    undecided = isinstance(record, Incident) and rivals and figure_for(record, rivals[0].measure) is None
    return rivals if len(rivals) > 1 and (contested or undecided) else []


def _disclosed(record: Record, figure: Figure) -> bool:
    return bool(figure.remark or getattr(record, "remark", None))


def _name(reading: Reading, ref: str) -> str:
    """A figure by its own name, if it was called by its measure."""
    figure = _figure(reading, ref)
    return f"{ref.partition('.')[0]}.{figure.name}" if figure else ref


def _figure(reading: Reading, ref: str) -> Figure | None:
    record_id, _, name = ref.partition(".")
    entry = reading.record.get(record_id)
    return figure_named(entry.item, name) if entry else None


def _selections(
    reading: Reading,
) -> Iterator[tuple[Entry[Model], tuple[str, ...], Selection, tuple[Measure, ...], bool]]:
    """Each selection of a part with its place, the measures that it is for, and whether they are added up."""
    for _, block in reading.blocks:
        if isinstance(block.item, IncidentTable):
            item = block.item
            summed = item.totals or item.view_by == "months" or item.group != "none"
            yield block, ("where",), item.where, item.measures, summed
        if isinstance(block.item, Chart):
            yield block, ("where",), block.item.where, (block.item.measure,), True
    for entry in reading.entries(Statistic) if reading.part is Part.LISTS else ():
        if total := entry.item.total:
            yield entry, ("total", "where"), total.where, (total.measure,), True


def _terms(incident: Incident, measures: Iterable[Measure]) -> Iterator[Figure]:
    for measure in measures:
        if figure := figure_for(incident, measure):
            yield figure


def _wholes(reading: Reading, figure: Figure) -> Iterator[str]:
    """Everything that a figure is part of, from near to far."""
    seen: set[str] = set()
    whole: Figure | None = figure
    while whole and whole.part_of and whole.part_of not in seen:
        seen.add(whole.part_of)
        yield whole.part_of
        whole = _figure(reading, whole.part_of)


def _sound(reading: Reading) -> frozenset[str]:
    return frozenset(entry.item.id for entry in reading.entries(Incident))


def _round(number: Decimal) -> bool:
    digits = f"{number:f}".replace(".", "").strip("0")
    return number < 100 or len(digits) <= ROUND_DIGITS + digits.endswith("5")
