"""What is recorded is used: sources cited, abbreviations met in a text, records printed.

Silent while anything was dropped or could not be read: it may have been the one use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import faults
from ..artifacts import Node
from ..blocks.chart import Chart
from ..blocks.incident_table import IncidentTable
from ..model.edition import Edition
from ..model.figure import source_of
from ..model.records import Abbreviation, Person, Selection, Statistic
from ..model.source import Source
from ..reckoning import select
from ..report import Report
from .printing import shown_by
from .reading import Reading
from .reference import citations, figure_references

ELSEWHERE = frozenset({
    "records/abbreviations.yaml", "sources.yaml", "waivers.yaml", "review/carried-over.yaml",
    "review/reviewed.yaml",
})
"""Files in which an abbreviation is not *used*."""


def unused_sources(reading: Reading, report: Report) -> None:
    """Every source is cited by a record or a text."""
    cited = {source_of(citation) for _, _, citation in citations(reading)}
    cited |= {source_of(target) for target in _targets(reading, "citation")}
    for entry in reading.entries(Source) if reading.whole else ():
        if entry.item.id not in cited:
            report.add(entry.span("id"), faults.unused_source(entry.item.id), entry.owner)


def unused_abbreviations(reading: Reading, report: Report) -> None:
    """Every abbreviation stands in something printed."""
    if not reading.whole:
        return
    text = "\n".join(
        scalar
        for path, file in reading.source.files.items() if str(path) not in ELSEWHERE
        for scalar in _scalars(file.root)
    )
    for entry in reading.entries(Abbreviation):
        short = entry.item.short
        if short not in text or not re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text):
            report.add(entry.span("short"), faults.unused_abbreviation(short), entry.owner)


def unused_records(reading: Reading, report: Report) -> None:
    """Every record is named by a mark, or shown by a table, a sum or the chronology."""
    if not reading.whole or reading.edition is None:
        return
    printed = {target.partition(".")[0] for target in _targets(reading, "figure", "evidence")}
    printed |= {ref.partition(".")[0] for _, _, ref in figure_references(reading)}
    printed |= set(_selected(reading, reading.edition))
    for entry in reading.records:
        if entry.item.id not in printed:
            report.add(entry.span("id"), faults.unused_record(entry.item.id), entry.owner)


def unused_people(reading: Reading, report: Report) -> None:
    """Every person recorded is named in something printed, be it the title of a source."""
    if not reading.whole:
        return
    texts = [passage.text for passage in reading.passages if passage.file.path.name != "people.yaml"]
    texts += [entry.item.title for entry in reading.entries(Source)]
    printed = " ".join(" ".join(texts).split())
    for person in reading.entries(Person):
        name = " ".join(person.item.name.split())
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", printed):
            report.add(person.span("name"), faults.unused_person(name), person.owner)


def selections(reading: Reading) -> Iterator[Selection]:
    """Every selection of incidents, in blocks and in sums."""
    for _, block in reading.blocks:
        if isinstance(block.item, (IncidentTable, Chart)):
            yield block.item.where
    for statistic in reading.entries(Statistic):
        if statistic.item.total:
            yield statistic.item.total.where


def _selected(reading: Reading, edition: Edition) -> Iterator[str]:
    """The ids of records that blocks and sums show."""
    for where in selections(reading):
        yield from (incident.id for incident in select(edition, where))
    for _, block in reading.blocks:
        yield from shown_by(reading, block.item)


def _targets(reading: Reading, *kinds: str) -> Iterator[str]:
    for passage in reading.passages:
        for called in passage.called:
            if called.mark.kind in kinds:
                yield from called.mark.targets


def _scalars(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for item in node:
            yield from _scalars(item)
    elif isinstance(node, dict):
        for value in node.values():
            yield from _scalars(value)
