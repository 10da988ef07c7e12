"""References in data: each must name something that is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .. import faults
from ..artifacts import Location
from ..blocks.base import TabularBlock
from ..blocks.chart import Chart
from ..blocks.incident_table import IncidentTable
from ..blocks.key_figures import KeyFigures
from ..blocks.proceeding_table import ProceedingTable
from ..blocks.statistic_table import StatisticTable
from ..model.base import Model
from ..model.edition import ChangeNote
from ..model.figure import source_of
from ..model.records import Actor, Claim, Event, Incident, Person, Place, Proceeding, Statistic
from ..model.source import Source
from ..report import Report
from .entry import Entry, nearest
from .lookup import fault_of_figure
from .reading import Reading


class Reference(NamedTuple):
    """A name written in an item, and the kind of thing it must be."""

    entry: Entry[Model]
    way: Location
    name: str | None
    model: type[Model]


WORDS: Mapping[type[Model], str] = {
    Actor: "actor", Place: "place", Person: "person", Incident: "incident", Proceeding: "proceeding",
}


def unknown_names(reading: Reading, report: Report) -> None:
    """Actors, places, people, incidents and proceedings are recorded."""
    for entry, way, name, model in references(reading):
        names = reading.names[model]
        if name is not None and names.lacks(name):
            fault = faults.unknown_name(name, WORDS[model], nearest(name, names.known))
            report.add(entry.span(*way), fault, entry.owner)


def unknown_sources(reading: Reading, report: Report) -> None:
    """Every citation in a record names a source."""
    names = reading.names[Source]
    for entry, way, citation in citations(reading):
        name = source_of(citation)
        if names.lacks(name):
            fault = faults.unknown_source(name, nearest(name, names.known))
            report.add(entry.span(*way), fault, entry.owner)


def unknown_figures(reading: Reading, report: Report) -> None:
    """Figures named in data, in blocks and by their parts, exist."""
    for entry, way, ref in figure_references(reading):
        if fault := fault_of_figure(reading, ref):
            report.add(entry.span(*way), fault, entry.owner)


def unknown_tables(reading: Reading, report: Report) -> None:
    """A chart names a table of the book."""
    other = {block.item.id for _, block in reading.blocks if not isinstance(block.item, TabularBlock)}
    tables = {block.item.id for _, block in reading.blocks if isinstance(block.item, TabularBlock)}
    for _, block in reading.blocks:
        if isinstance(block.item, Chart):
            name = block.item.table
            if reading.targets.lacks(name) or name in other - tables:
                fault = faults.unknown_name(name, "table", nearest(name, tables))
                report.add(block.span("table"), fault, block.owner)


def circles(reading: Reading, report: Report) -> None:
    """Nothing lies in itself: no place, no actor, no figure."""
    for model in (Place, Actor):
        entries = {str(getattr(entry.item, "id", "")): entry for entry in reading.entries(model)}
        edges = {name: getattr(entry.item, "parent", None) for name, entry in entries.items()}
        for chain in _circles(edges):
            fault = faults.circular_reference(" → ".join(chain))
            report.add(entries[chain[0]].span("parent"), fault, chain[0])
    figures = {f"{record.item.id}.{entry.item.name}": entry for record, entry in reading.figures}
    for chain in _circles({ref: entry.item.part_of for ref, entry in figures.items()}):
        fault = faults.circular_reference(" → ".join(chain))
        report.add(figures[chain[0]].span("part_of"), fault, chain[0].partition(".")[0])


def citations(reading: Reading) -> Iterator[tuple[Entry[Model], Location, str]]:
    """Every citation written in data."""
    owners: list[Entry[Model]] = [*reading.records, *(figure for _, figure in reading.figures)]
    owners += reading.entries(ChangeNote)
    for owner in owners:
        for index, citation in enumerate(getattr(owner.item, "citations", ())):
            yield owner, ("citations", index), citation
    for person in reading.entries(Person):
        for number, standing in enumerate(person.item.standings):
            for index, citation in enumerate(standing.citations):
                yield person, ("standings", number, "citations", index), citation


def figure_references(reading: Reading) -> Iterator[tuple[Entry[Model], Location, str]]:
    """Every `record.figure` written in data."""
    for _, block in reading.blocks:
        if isinstance(block.item, KeyFigures):
            for index, item in enumerate(block.item.items):
                yield block, ("items", index, "figure"), item.figure
        if isinstance(block.item, StatisticTable):
            for index, ref in enumerate(block.item.figures):
                yield block, ("figures", index), ref
    for _, figure in reading.figures:
        if figure.item.part_of:
            yield figure, ("part_of",), figure.item.part_of


def references(reading: Reading) -> Iterator[Reference]:
    """Every name of an actor, place, person, incident or proceeding written in data."""
    yield from _of_people_and_places(reading)
    yield from _of_records(reading)
    for _, block in reading.blocks:
        if isinstance(block.item, (IncidentTable, Chart)):
            yield from _selected(block, ("where",), block.item.where.incidents)
        if isinstance(block.item, ProceedingTable):
            for index, name in enumerate(block.item.proceedings):
                yield Reference(block, ("proceedings", index), name, Proceeding)


def _of_people_and_places(reading: Reading) -> Iterator[Reference]:
    for place in reading.entries(Place):
        yield Reference(place, ("parent",), place.item.parent, Place)
    for actor in reading.entries(Actor):
        yield Reference(actor, ("parent",), actor.item.parent, Actor)
    for person in reading.entries(Person):
        for index, standing in enumerate(person.item.standings):
            yield Reference(person, ("standings", index, "court"), standing.court, Actor)


def _of_records(reading: Reading) -> Iterator[Reference]:
    for record in reading.records:
        item = record.item
        if isinstance(item, (Incident, Statistic, Event)):
            yield Reference(record, ("place",), item.place, Place)
        if isinstance(item, Claim):
            yield Reference(record, ("attributed_to",), item.attributed_to, Actor)
        if isinstance(item, Incident):
            for index, part in enumerate(item.actors):
                yield Reference(record, ("actors", index, "actor"), part.actor, Actor)
                yield Reference(record, ("actors", index, "attributed_by"), part.attributed_by, Actor)
        if isinstance(item, Proceeding):
            yield Reference(record, ("court",), item.court, Actor)
            for index, name in enumerate(item.people):
                yield Reference(record, ("people", index), name, Person)
        if isinstance(item, Statistic) and item.total:
            yield from _selected(record, ("total", "where"), item.total.where.incidents)
    for _, figure in reading.figures:
        yield Reference(figure, ("origin",), figure.item.origin, Actor)
        yield Reference(figure, ("attributed_to",), figure.item.attributed_to, Actor)


def _selected(entry: Entry[Model], way: Location, names: tuple[str, ...] | None) -> Iterator[Reference]:
    for index, name in enumerate(names or ()):
        yield Reference(entry, (*way, "incidents", index), name, Incident)


def _circles(edges: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Each circle once, from the first of its members that is met."""
    done: set[str] = set()
    for start in edges:
        chain: list[str] = []
        name: str | None = start
        while name is not None and name not in done:
            done.add(name)
            chain.append(name)
            name = edges.get(name)
        if name in chain:
            yield [*chain[chain.index(name):], name]
