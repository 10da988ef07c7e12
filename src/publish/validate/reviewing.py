"""What came from the edition before: whether somebody has looked at it, and what the lists of that say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from .. import faults
from ..carrying import (
    CARRIED_OVER,
    WORDS,
    Carried,
    ChapterHead,
    Standing,
    Survey,
    day_of,
    is_untouched,
    name_of,
)
from ..model.base import Model
from ..model.edition import FILES, CarriedOver, RecordKind, Reviewed, Status
from ..report import Report
from ..span import Span
from .entry import Entry, nearest
from .printing import Key, first_printed
from .reading import ChapterEntry, Reading

MODELS = dict(FILES.values())
MOST = 20
"""How many records that were not reviewed are said one by one."""

Listed = Entry[CarriedOver] | Entry[Reviewed]


def unreviewed_records(reading: Reading, report: Report) -> None:
    """A final edition has no record that nobody looked at."""
    if reading.imprint is None or reading.imprint.item.status is not Status.FINAL:
        return
    found = survey(reading)
    for record in found.left[:MOST]:
        command = f"invoke edition.review {found.named(record)} --by NAME --edition {found.edition}"
        fault = faults.unreviewed_record(WORDS[record.kind], record.id, command, record.as_of)
        report.add(record.span, fault, record.id)
    if more := len(found.left[MOST:]):
        report.add(found.left[MOST].span, faults.many_unreviewed_records(more, found.edition))


def unlisted_reviews(reading: Reading, report: Report) -> None:
    """A final edition that follows another says what it took over."""
    imprint, names = reading.imprint, {str(path) for path in reading.source.files}
    if imprint is None or imprint.item.status is not Status.FINAL or CARRIED_OVER in names:
        return
    if imprint.item.follows and reading.names[CarriedOver].whole:
        report.add(imprint.span("follows"), faults.unlisted_review(imprint.item.follows), imprint.owner)


def unknown_reviews(reading: Reading, report: Report) -> None:
    """What the lists name is recorded."""
    for entry in _listed(reading):
        name, kind = entry.item.record, entry.item.kind
        names = reading.names[MODELS[kind]]
        if names.lacks(name):
            fault = faults.unknown_reviewed_record(name, WORDS[kind], nearest(name, names.known))
            report.add(entry.span("record"), fault, name)


def repeated_reviews(reading: Reading, report: Report) -> None:
    """Each record stands in the lists once."""
    seen: dict[Key, Span] = {}
    for entry in _listed(reading):
        key = entry.item.kind, entry.item.record
        if key in seen:
            where = f"{seen[key].file.name}, line {seen[key].line}"
            report.add(entry.span("record"), faults.repeated_review(entry.item.record, where), key[1])
        seen.setdefault(key, entry.span("record"))


def survey(reading: Reading) -> Survey:
    """Every record that came from the edition before, with the standing of its review."""
    carried, printed = tuple(_carried(reading)), dict[Key, str]()
    if carried:
        printed.update(first_printed(reading))
    imprint = reading.imprint
    start = imprint.item.coverage.start if imprint else date.min
    return Survey(
        edition=reading.source.folder.name,
        follows=(imprint.item.follows if imprint else None) or "",
        records=tuple(_record(entry, one, printed, start) for entry, one in carried),
        chapters=tuple(_head(chapter) for chapter in reading.chapters),
    )


def _listed(reading: Reading) -> Iterator[Listed]:
    yield from reading.entries(CarriedOver)
    yield from reading.entries(Reviewed)


def _carried(reading: Reading) -> Iterator[tuple[Entry[Model], Listed]]:
    """Records that the lists name, in the order of the records; each once."""
    listed = {(entry.item.kind, entry.item.record): entry for entry in _listed(reading)}
    for kind in RecordKind:
        for entry in reading.entries(MODELS[kind]):
            if one := listed.pop((kind, name_of(entry.item)), None):
                yield entry, one


def _record(entry: Entry[Model], listed: Listed, printed: Mapping[Key, str], start: date) -> Carried:
    one, day = listed.item, day_of(entry.item)
    stale = day is not None and day.last is not None and day.last < start
    return Carried(
        id=one.record,
        kind=one.kind,
        standing=_standing(entry.item, one),
        span=entry.span("id"),
        chapter=printed.get((one.kind, one.record), ""),
        as_of=str(day) if stale else "",
        review=one if isinstance(one, Reviewed) else None,
    )


def _standing(record: Model, listed: CarriedOver | Reviewed) -> Standing:
    if isinstance(listed, Reviewed):
        return Standing.REVIEWED
    return Standing.LEFT if is_untouched(listed, record) else Standing.EDITED


def _head(chapter: ChapterEntry) -> ChapterHead:
    head = chapter.chapter
    return ChapterHead(chapter.id, head.title if head else chapter.id, (head and head.owner) or "")
