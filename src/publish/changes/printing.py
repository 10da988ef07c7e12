"""Which blocks read otherwise than before: by their own words, or by those of the records that they print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..blocks import AnyBlock
from ..blocks.chart import Chart
from ..blocks.chronology import Chronology
from ..blocks.definitions import Definitions
from ..blocks.incident_table import IncidentTable
from ..blocks.key_figures import KeyFigures
from ..blocks.proceeding_table import ProceedingTable
from ..blocks.statistic_table import StatisticTable
from ..inline import marks, parse
from ..model.records import Event, Incident, Proceeding, Record
from ..reckoning import select
from .change import Change, ChangeKind, Subject
from .passages import Match
from .telling import Two
from .voice import Voice

_CHRONICLED = frozenset({"date", "sentence of the chronology", "verification", "steps", "told as background"})
"""Aspects of a record that the chronology prints."""


def read_in_blocks(
    made: Match, two: Two, changes: Sequence[Change], own: Mapping[int, Sequence[Change]]
) -> Mapping[tuple[str, int], tuple[Change, ...]]:
    """The changes that one reads in each block of the later edition, by chapter and index."""
    by_id: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        recorded = change.subject in {Subject.RECORD, Subject.FIGURE}
        if recorded and change.printed and change.kind is not ChangeKind.MOVED:
            by_id[change.id].append(change)
    before = {spot.rank: spot.block for spot in made.earlier}
    found = {}
    for spot in made.later:
        blocks = [(spot.block, two.later)]
        if spot.rank in made.found:
            blocks.append((before[made.found[spot.rank]], two.earlier))
        of_records = (change for block, voice in blocks if by_id for change in printed(block, voice, by_id))
        read = {id(change): change for change in (*own.get(spot.rank, ()), *of_records)}
        if read:
            found[spot.chapter.id, spot.index] = tuple(read.values())
    return found


def printed(block: AnyBlock, voice: Voice, by_id: Mapping[str, Sequence[Change]]) -> Iterator[Change]:
    """Those changes of records, by their ids, that one reads in a block."""
    for _, text in block.texts():
        yield from _called(text, by_id)
    for text in getattr(block, "notes", {}).values():
        yield from _called(text, by_id)
    if isinstance(block, Chronology):
        for name, found in by_id.items():
            if _listed(voice.records.get(name), context=block.context):
                yield from (change for change in found if _chronicled(change))
        return
    for name in _named(block, voice):
        yield from by_id.get(name, ())


def _called(text: str, by_id: Mapping[str, Sequence[Change]]) -> Iterator[Change]:
    """What marks print: a figure its value, evidence everything that a note says of it."""
    for paragraph in parse(text) if "[" in text else ():
        for mark in marks(paragraph):
            for name in mark.targets if mark.kind in {"figure", "evidence"} else ():
                yield from (
                    change for change in by_id.get(name, ()) if mark.kind == "evidence" or _valued(change)
                )
                record, _, date = name.partition(".")
                if mark.kind == "figure":
                    yield from (change for change in by_id.get(record, ()) if change.aspect == date)


def _valued(change: Change) -> bool:
    return change.aspect in {"", "which count is printed", "computed total"}


def _listed(record: Record | None, *, context: bool) -> bool:
    """Whether the chronology has a line on a record."""
    match record:
        case Incident() | Event():
            return record.chronicle is not None and (context or not record.context)
        case Proceeding():
            return any(context or not step.context for step in record.steps)
        case _:
            return False


def _chronicled(change: Change) -> bool:
    whole = not change.aspect and change.subject is Subject.RECORD
    return change.aspect in _CHRONICLED or whole


def _named(block: AnyBlock, voice: Voice) -> Iterator[str]:
    """Records, figures, actors and places that a table, a chart or a list of figures prints."""
    match block:
        case IncidentTable(where=where) | Chart(where=where):
            for incident in select(voice.edition, where):
                yield from _of_incident(incident)
        case StatisticTable(figures=figures):
            for ref in figures:
                yield from (ref, ref.partition(".")[0])
        case KeyFigures(items=items):
            yield from (item.figure for item in items)
        case ProceedingTable(proceedings=proceedings):
            yield from proceedings
        case Definitions(codebook="abbreviations"):
            yield from (entry.short for entry in voice.edition.abbreviations)
        case _:
            return


def _of_incident(incident: Incident) -> Iterator[str]:
    yield incident.id
    yield from (f"{incident.id}.{figure.name}" for figure in incident.figures)
    yield from (part.actor for part in incident.actors)
    if incident.place:
        yield incident.place
