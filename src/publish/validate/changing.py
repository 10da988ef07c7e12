"""What changed since the edition before, and the notes on it: each note on a change, each change with its
reason.

Silent where the earlier edition was not handed in, or while anything of this one was dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import faults
from ..changes.change import Change, ChangeKind, Changes, Subject
from ..changes.recorded import COMPUTED, LISTS, name_of
from ..model.edition import FILES, ChangeNote, Edition, Status
from ..reckoning import figures_of
from ..report import Report
from ..span import Span
from .entry import nearest
from .reading import Reading

EXPLAINED = frozenset({ChangeKind.UPDATED_FIGURE, ChangeKind.CORRECTION})
"""Kinds of change that need a reason."""
SWORN = frozenset({"statement", "sentence of the chronology", "who is named"})
"""Aspects of a record whose words are the fact: only an editor can say whether other words mean the same."""


def repeated_notes(reading: Reading, report: Report) -> None:
    """Nothing has two notes."""
    first: dict[str, Span] = {}
    for entry in reading.entries(ChangeNote):
        name, span = entry.item.subject, entry.span("subject")
        if name in first:
            report.add(span, faults.repeated_change_note(name, f"line {first[name].line}"), name)
        first.setdefault(name, span)


def idle_notes(reading: Reading, report: Report) -> None:
    """Every note is on something that is there and that changed."""
    changes = _changes(reading)
    if changes is None or reading.earlier is None or reading.edition is None:
        return
    changed = {change.id for change in changes.changes if change.subject is not Subject.EDITION}
    known = {*_names(reading.earlier), *_names(reading.edition)}
    for entry in reading.entries(ChangeNote):
        name = entry.item.subject
        if name not in changed | known:
            fault = faults.unknown_change_subject(name, nearest(name, changed))
            report.add(entry.span("subject"), fault, name)
        elif name not in changed:
            report.add(entry.span("subject"), faults.idle_change_note(name), name)


def unexplained_changes(reading: Reading, report: Report) -> None:
    """Every updated figure, correction and reworded statement has a reason; in a draft it may still come."""
    changes = _changes(reading)
    if changes is None or reading.imprint is None:
        return
    final = reading.imprint.item.status is Status.FINAL
    say = faults.unexplained_change if final else faults.unexplained_change_in_draft
    noted = {entry.item.subject for entry in reading.entries(ChangeNote)}
    found = dict(reversed([*places(reading)]))
    for change in changes.changes:
        if _owed(change) and change.id not in noted and _told(change):
            what = f"{change.title}, {change.aspect}" if change.aspect else change.title
            span = found.get((change.subject, change.id), reading.imprint.span("follows"))
            report.add(span, say(what, change.was, change.now, change.id), change.id)


def _owed(change: Change) -> bool:
    """Whether readers are owed a reason."""
    reworded = change.kind is ChangeKind.REWORDED and change.subject is Subject.RECORD
    return change.kind in EXPLAINED or (reworded and change.aspect in SWORN)


def _told(change: Change) -> bool:
    """Whether a change is one for readers, and one that an editor can explain."""
    return change.printed and change.aspect != COMPUTED and change.subject is not Subject.EDITION


def _changes(reading: Reading) -> Changes | None:
    return reading.changes if reading.whole else None


def _names(edition: Edition) -> Iterator[str]:
    """Everything that a note can be on."""
    for field in LISTS:
        for item in getattr(edition, field):
            yield name_of(item)
            yield from (f"{item.id}.{figure.name}" for figure in figures_of(item))
    for chapter in edition.chapters:
        yield chapter.id
        yield from (block.id or f"{chapter.id}#{index}" for index, block in enumerate(chapter.blocks, 1))


def places(reading: Reading) -> Iterator[tuple[tuple[Subject, str], Span]]:
    """Where the things stand that can change."""
    for field, model in FILES.values():
        if field in LISTS:
            subject = Subject.SOURCE if field == "sources" else Subject.RECORD
            for item in reading.entries(model):
                yield (subject, name_of(item.item)), item.span()
    for record, figure in reading.figures:
        yield (Subject.FIGURE, f"{record.item.id}.{figure.item.name}"), figure.span()
    for chapter in reading.chapters:
        for index, block in enumerate(chapter.blocks, 1):
            yield (Subject.BLOCK, block.item.id or f"{chapter.id}#{index}"), block.span()
