"""What is recorded is used: sources cited, abbreviations met in a text, records printed.

Silent while anything was dropped or could not be read: it may have been the one use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .. import faults
from ..artifacts import Node
from ..model.figure import source_of
from ..model.records import Abbreviation, Person, Statistic
from ..model.source import Source
from ..reckoning import select
from ..report import Report
from .printing import shown_by
from .reading import Part, Reading
from .reference import citations, figure_references

ELSEWHERE = frozenset({
    "records/abbreviations.yaml", "sources.yaml", "waivers.yaml", "review/carried-over.yaml",
    "review/reviewed.yaml",
})
"""Files in which an abbreviation is not *used*."""


def unused_sources(reading: Reading, report: Report) -> None:
    """Every source is cited by a record or a text."""
    cited = {source_of(citation) for _, _, citation in citations(reading)}
    cited |= {source_of(target) for gist in reading.gists for target in gist.targets("citation")}
    for entry in reading.entries(Source) if reading.whole else ():
        if entry.item.id not in cited:
            report.add(entry.span("id"), faults.unused_source(entry.item.id), entry.owner)


def unused_abbreviations(reading: Reading, report: Report) -> None:
    """Every abbreviation stands in something printed."""
    if not reading.whole:
        return
    used = {short for seen in reading.seen for short in seen.shorts}
    for entry in reading.entries(Abbreviation):
        if entry.item.short not in used:
            report.add(entry.span("short"), faults.unused_abbreviation(entry.item.short), entry.owner)


def unused_records(reading: Reading, report: Report) -> None:
    """Every record is named by a mark, or shown by a table, a sum or the chronology."""
    if not reading.whole or reading.edition is None:
        return
    named = (target for gist in reading.gists for target in gist.targets("figure", "evidence"))
    printed = {target.partition(".")[0] for target in named}
    printed |= {ref.partition(".")[0] for _, _, ref in figure_references(reading)}
    printed |= {name for seen in reading.seen for name in seen.shown}
    for entry in reading.records:
        if entry.item.id not in printed:
            report.add(entry.span("id"), faults.unused_record(entry.item.id), entry.owner)


def unused_people(reading: Reading, report: Report) -> None:
    """Every person recorded is named in something printed, be it the title of a source."""
    if not reading.whole:
        return
    printed = {name for seen in reading.seen for name in seen.people}
    for person in reading.entries(Person):
        name = _spaced(person.item.name)
        if name not in printed:
            report.add(person.span("name"), faults.unused_person(name), person.owner)


def shown(reading: Reading) -> Iterator[str]:
    """The ids of records that blocks of a part show, and those that are summed up in its lists."""
    for _, block in reading.blocks:
        yield from shown_by(reading, block.item)
    for statistic in reading.entries(Statistic) if reading.part is Part.LISTS else ():
        if statistic.item.total and reading.edition:
            yield from (incident.id for incident in select(reading.edition, statistic.item.total.where))


def named_people(reading: Reading) -> Iterator[str]:
    """The names of people that a part prints."""
    texts = [passage.text for passage in reading.passages if passage.file.path.name != "people.yaml"]
    if reading.part is Part.LISTS:
        texts += [entry.item.title for entry in reading.entries(Source)]
    return _met((_spaced(person.item.name) for person in reading.entries(Person)), _spaced(" ".join(texts)))


def abbreviations(reading: Reading) -> Iterator[str]:
    """The abbreviations that are used in the files of a part."""
    text = "\n".join(
        scalar
        for path, file in reading.source.files.items() if str(path) not in ELSEWHERE
        for scalar in _scalars(file.root)
    )
    return _met((entry.item.short for entry in reading.entries(Abbreviation)), text)


def _met(names: Iterable[str], text: str) -> Iterator[str]:
    """The names that stand in a text as whole words."""
    return (name for name in names if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _scalars(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for item in node:
            yield from _scalars(item)
    elif isinstance(node, dict):
        for value in node.values():
            yield from _scalars(value)
