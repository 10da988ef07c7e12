"""What changed from one edition to another, by stable ids, told once and in plain words.

Two nouns go in, one comes out; nothing is read and nothing printed, and the way in which a file is written is
no matter. Every difference between the two models is covered by at least one change, if only by one that no
reader sees (`Change.printed`). How a change is called is decided in `judging`.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ..house_style import ordinal
from ..model.edition import Edition
from .change import Change, ChangeKind, Changes, Subject
from .noting import noted
from .passages import NAME, match, passages_changed
from .plain_words import plainly
from .printing import read_in_blocks
from .recorded import OTHERS, RECORDS, lists_changed, name_of
from .renaming import Renamed, align
from .settling import settled
from .telling import Theme, Two, fields_changed, told
from .tidy import same
from .voice import Voice, title_of

KEPT = ("waivers", "carried_over", "reviewed", "changes")
"""Lists that editors keep for themselves; each is told as one."""


def compare(earlier: Edition, later: Edition) -> Changes:
    """Everything that changed from the earlier edition, or revision, to the later one."""
    before, after, names = align(earlier, later)
    before, after = settled(before), settled(after)
    two = Two(Voice(before), Voice(after))
    made = match(before, after)
    tale = passages_changed(made, two)
    others = [*lists_changed(two, OTHERS)]
    rest = [*_renamed(names, two.later), *_imprint_changed(two), *_errata(two), *_kept(earlier, later)]
    notes = later.changes
    free = tuple(note for note in notes if note.subject not in two.later.records)
    found = [(change, notes) for change in (*lists_changed(two, RECORDS), *tale.changes, *rest)]
    found += [(change, free) for change in others]
    told_of = {id(change): noted(change, of_it) for change, of_it in found}
    of_block = {
        rank: [told_of.get(id(change), change) for change in changes]
        for rank, changes in tale.of_block.items()
    }
    ordered = tuple(sorted(told_of.values(), key=_order))
    return Changes(
        called(earlier), called(later), ordered, read_in_blocks(made, two, ordered, of_block)
    )


def called(edition: Edition) -> str:
    """An edition as readers know it: `Mali 2021 Review, first edition, revision 1`."""
    imprint = edition.imprint
    revision = f", revision {imprint.revision}" if imprint.revision else ""
    return f"{imprint.title}, {ordinal(imprint.edition).lower()} edition{revision}"


_SUBJECTS = tuple(Subject)


def _order(change: Change) -> tuple[bool, int]:
    dropped = change.kind is ChangeKind.DROPPED and not change.aspect
    return dropped, _SUBJECTS.index(change.subject)


_MOVING = ("edition", "revision", "status", "coverage", "data_cutoff", "published", "follows", "isbn", "doi")
"""Fields of the imprint that say where an edition stands."""


def _imprint_changed(two: Two) -> Iterator[Change]:
    """What `edition.yaml` says; the order of the chapters is told by the chapters."""
    before, after = two.earlier.edition, two.later.edition
    theme = Theme(Subject.EDITION, "edition", after.imprint.title)
    if before.id != after.id:
        yield told(ChangeKind.REWORDED, theme, NAME, before.id, after.id, printed=False)
    pair = before.imprint, after.imprint
    for change in fields_changed(theme, pair, two, frozenset({"chapters", "lexicon", "format"})):
        kind = ChangeKind.STATUS_CHANGED if change.aspect.replace(" ", "_") in _MOVING else change.kind
        yield replace(change, kind=kind, printed=change.aspect not in {"follows", "keywords"})
    if {chapter.id for chapter in before.chapters} == {chapter.id for chapter in after.chapters}:
        astray = [", ".join(_astray(edition)) for edition in (before, after)]
        if astray[0] != astray[1]:
            yield told(ChangeKind.REWORDED, theme, "list of chapters", *astray, printed=False)
    for field in ("format", "lexicon"):
        was, now = (_unordered(getattr(imprint, field)) for imprint in pair)
        if not same(was, now):
            gone, come = [item for item in was if item not in now], [item for item in now if item not in was]
            yield told(ChangeKind.REWORDED, theme, field, plainly(tuple(gone), two.earlier),
                       plainly(tuple(come), two.later), printed=False)


def _astray(edition: Edition) -> list[str]:
    """Chapters that are listed and not there, or there and not listed; sound files never give any."""
    return sorted(set(edition.imprint.chapters) ^ {chapter.id for chapter in edition.chapters})


def _unordered(value: object) -> list[object]:
    return sorted(value, key=str) if isinstance(value, tuple) else [value]


def _errata(two: Two) -> Iterator[Change]:
    """Errors that a revision owns up to."""
    before = {erratum.id: erratum for erratum in two.earlier.edition.errata}
    after = {erratum.id: erratum for erratum in two.later.edition.errata}
    for name in (*after, *(name for name in before if name not in after)):
        theme = Theme(Subject.EDITION, name, "Errata")
        if name in before and name in after:
            yield from fields_changed(theme, (before[name], after[name]), two)
        else:
            kind = ChangeKind.NEW if name in after else ChangeKind.DROPPED
            was, now = (
                f"{found.was} → {found.now}" if found else "" for found in (before.get(name), after.get(name))
            )
            yield told(kind, theme, "erratum", was, now)


def _kept(earlier: Edition, later: Edition) -> Iterator[Change]:
    """Lists of the editors' own."""
    theme = Theme(Subject.EDITION, "edition", later.imprint.title)
    for field in KEPT:
        was, now = (_unordered(getattr(edition, field)) for edition in (earlier, later))
        if not same(was, now):
            name = field.replace("_", " ") if field != "changes" else "notes on changes"
            counts = (f"{len(side)} {'entry' if len(side) == 1 else 'entries'}" for side in (was, now))
            yield told(ChangeKind.REWORDED, theme, name, *counts, printed=False)


def _renamed(names: Renamed, voice: Voice) -> Iterator[Change]:
    """Things that have another id, and figures that stand in another record."""
    for family, found in names.families.items():
        titles = _titles(family, voice)
        for old, new in found.items():
            subject, title = titles[new]
            yield told(ChangeKind.REWORDED, Theme(subject, new, title), NAME, old, new, printed=False)
    for old, new in names.figures.items():
        theme = Theme(Subject.FIGURE, new, voice.reference(new))
        if old.partition(".")[0] == new.partition(".")[0]:
            yield told(ChangeKind.REWORDED, theme, NAME, old, new, printed=False)
        else:
            yield told(ChangeKind.MOVED, theme, "record", voice.title(old.partition(".")[0]),
                       voice.title(new.partition(".")[0]))


def _titles(family: str, voice: Voice) -> dict[str, tuple[Subject, str]]:
    edition = voice.edition
    if family == "targets":
        chapters = {chapter.id for chapter in edition.chapters}
        return {
            name: (Subject.CHAPTER if name in chapters else Subject.BLOCK, voice.text(title))
            for name, title in voice.titles.items()
        }
    items = tuple(edition.records()) if family == "records" else getattr(edition, family)
    subject = Subject.SOURCE if family == "sources" else Subject.RECORD
    return {name_of(item): (subject, title_of(item, voice)) for item in items}
