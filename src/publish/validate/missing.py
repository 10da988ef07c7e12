"""Whole list files that are missing: said once, and not again for every name that they would give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec.structs import replace

from .. import faults
from ..blocks.chart import Chart
from ..blocks.incident_table import IncidentTable
from ..blocks.statistic_table import StatisticTable
from ..model.base import Model
from ..model.edition import FILES
from ..model.records import Incident, Statistic
from ..model.source import Source
from ..report import Report
from ..span import Span
from .entry import Names
from .hints import listed
from .lists import RECORDS
from .reading import Reading
from .reference import WORDS, citations, figure_references, references

MANY = 3
"""How many unknown records are mistakes of their own; more are a file that is missing."""
_NAMED: frozenset[type[Model]] = frozenset({*WORDS, Source, Statistic})
"""The kinds of which data can name an item."""


def report_missing_lists(reading: Reading, report: Report) -> Reading:
    """The reading in which no name is certainly wrong that a missing file may give; each file is reported."""
    absent = {
        name: model
        for name, (_, model) in FILES.items()
        if PurePosixPath(name) not in reading.source.files and reading.names[model].whole
    }
    needed = set(absent.values()) & _NAMED
    needed &= set(_needed(reading)) if needed else set()
    for name, model in absent.items():
        if model in needed:
            report.add(Span(reading.source.folder / name), faults.missing_records_file(f"`{name}`"))
    maybe = [name for name, model in absent.items() if model in RECORDS]
    if maybe and not needed & set(RECORDS) and len(set(_unknown_records(reading))) > MANY:
        needed |= {absent[name] for name in maybe}
        report.add(Span(reading.source.folder / maybe[0]), faults.missing_records_file(listed(maybe)))
    if not needed:
        return reading
    unknown = {model: Names(frozenset(), whole=False) for model in needed}
    lists = replace(reading.lists, names={**reading.names, **unknown})
    return replace(reading, lists=lists, whole=False)


def _needed(reading: Reading) -> Iterator[type[Model]]:
    """The kinds of which an item is named."""
    yield from (reference.model for reference in references(reading) if reference.name is not None)
    if any(citations(reading)) or any("citation" in gist.named for gist in reading.gists):
        yield Source
    shown = (entry for entry in figure_references(reading) if isinstance(entry[0].item, StatisticTable))
    if any(reading.record_names.lacks(ref.partition(".")[0]) for _, _, ref in shown):
        yield Statistic
    if any(isinstance(block.item, (IncidentTable, Chart)) for _, block in reading.blocks):
        yield Incident


def _unknown_records(reading: Reading) -> Iterator[str]:
    """The ids that no record has, of marks and of data."""
    refs = [ref for _, _, ref in figure_references(reading)]
    for gist in reading.gists:
        refs += gist.targets("figure", "evidence")
    yield from (name for ref in refs if reading.record_names.lacks(name := ref.partition(".")[0]))
