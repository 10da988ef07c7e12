"""Which chapter is the first to print a record.

A record is printed where a mark, a table, a sum or the chronology shows it, and with it whatever it names in
turn: figures in its remark, actors, places, people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..artifacts import Location
from ..blocks import AnyBlock
from ..blocks.chart import Chart
from ..blocks.chronology import Chronology
from ..blocks.incident_table import IncidentTable
from ..blocks.proceeding_table import ProceedingTable
from ..carrying import name_of
from ..model.base import Model
from ..model.edition import RecordKind
from ..model.records import Person, Statistic
from ..reckoning import select
from .entry import Entry
from .lists import FIELD_OF, RECORDS
from .passage import Passage, passages_of_block, passages_of_record
from .reading import ChapterEntry, Reading
from .reference import figure_references, references

Key = tuple[RecordKind, str]
"""A record by the list that it stands in and its id."""


def key_of(item: Model) -> Key:
    """A record by its kind and id."""
    return RecordKind(FIELD_OF[type(item)]), name_of(item)


def first_printed(reading: Reading) -> Mapping[Key, str]:
    """The chapter that first prints each record, by id; those that none prints are not there."""
    names, found = _names_by_record(reading), dict[Key, str]()
    for chapter in reading.chapters:
        waiting = list(_printed_by(reading, chapter))
        while waiting:
            key = waiting.pop()
            if key not in found:
                found[key] = chapter.id
                waiting += names[key]
    return found


def shown_by(reading: Reading, block: AnyBlock) -> Iterator[str]:
    """The ids of the records that a block shows without a mark."""
    if isinstance(block, (IncidentTable, Chart)) and reading.edition:
        yield from (incident.id for incident in select(reading.edition, block.where))
    if isinstance(block, ProceedingTable):
        yield from block.proceedings
    if isinstance(block, Chronology):
        for record in reading.records:
            if getattr(record.item, "chronicle", None) or getattr(record.item, "steps", ()):
                yield record.item.id


def _printed_by(reading: Reading, chapter: ChapterEntry) -> Iterator[Key]:
    """What the blocks of a chapter print by themselves."""
    texts = []
    for block in chapter.blocks:
        passages = tuple(passages_of_block(block, chapter.numbered))
        texts += [passage.text for passage in passages]
        yield from _keys(reading, (*_marked(passages), *shown_by(reading, block.item)))
    named = (ref for entry, _, ref in figure_references(reading) if entry.file is chapter.file)
    yield from _keys(reading, named)
    yield from _people(reading, " ".join(" ".join(texts).split()))


def _marked(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        for called in passage.called:
            if called.mark.kind in {"figure", "evidence"}:
                yield from called.mark.targets


def _keys(reading: Reading, names: Iterable[str]) -> Iterator[Key]:
    """The records behind `record` or `record.figure`."""
    for name in names:
        entry = reading.record.get(name.partition(".")[0])
        if entry is not None:
            yield key_of(entry.item)


def _people(reading: Reading, text: str) -> Iterator[Key]:
    for person in reading.entries(Person):
        if re.search(rf"(?<!\w){re.escape(' '.join(person.item.name.split()))}(?!\w)", text):
            yield key_of(person.item)


def _names_by_record(reading: Reading) -> Mapping[Key, list[Key]]:
    """What each record, actor, place and person names in turn."""
    owners: dict[tuple[object, Location], Key] = {
        (entry.file.path, entry.location): key_of(entry.item)
        for model in reading.lists.items if FIELD_OF[model] in set(RecordKind)
        for entry in reading.entries(model)
    }
    found: dict[Key, list[Key]] = defaultdict(list)
    for reference in references(reading):
        owner = owners.get((reference.entry.file.path, reference.entry.location[:2]))
        if owner and reference.name:
            found[owner].append((RecordKind(FIELD_OF[reference.model]), reference.name))
    for record in reading.records:
        found[key_of(record.item)] += _keys(reading, _told_by(reading, record))
    return found


def _told_by(reading: Reading, record: Entry[Model]) -> Iterator[str]:
    """The records that a record's own texts, parts and sums print."""
    item = record.item
    if not isinstance(item, RECORDS):
        return
    yield from _marked(passages_of_record(record))  # type: ignore[arg-type]  # one of RECORDS
    yield from (figure.part_of for figure in getattr(item, "figures", ()) if figure.part_of)
    if isinstance(item, Statistic) and item.total and reading.edition:
        yield from (incident.id for incident in select(reading.edition, item.total.where))
