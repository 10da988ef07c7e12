"""Errata, and the rule that a published edition changes only with errata.

What changed is found by comparing the edition with the record of its last release; silent where there is
none, or while anything of the edition was dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from .. import faults
from ..changes.agreeing import agrees, before_and_after
from ..changes.aspects import SOURCES
from ..changes.change import Change, ChangeKind, Subject
from ..changes.compare import compare
from ..changes.digest import FOLLOWING, STANDING
from ..changes.recorded import COMPUTED
from ..changes.whereabouts import themes
from ..model.edition import Erratum, ErratumKind
from ..past import release_before
from ..release.snapshot import Snapshot
from ..report import Report
from ..span import Span
from .changing import places
from .entry import Entry, nearest
from .reading import Reading

OWED = frozenset({
    ChangeKind.UPDATED_FIGURE, ChangeKind.CORRECTION, ChangeKind.STATUS_CHANGED, ChangeKind.NEW,
    ChangeKind.DROPPED,
})
"""Kinds of change that readers of the release must be told of."""
BLAME = frozenset({"who is named", "who says so", "who counted"})
"""Aspects of who is held responsible, or whose word it is."""
ERRATA = "Errata"
"""The title under which a comparison tells of errata."""


def revisions(reading: Reading, report: Report) -> None:
    """The edition's revision is that of its last erratum, and there is something that it corrects."""
    if reading.imprint is None or not reading.complete(Erratum):
        return
    stated = reading.imprint.item.revision
    highest = max((entry.item.revision for entry in reading.entries(Erratum)), default=0)
    if highest < stated:
        report.add(reading.imprint.span("revision"), faults.unequal_revision(stated, highest), "edition")
    for entry in reading.entries(Erratum):
        if entry.item.revision > stated:
            fault = faults.premature_erratum(entry.item.revision, stated)
            report.add(entry.span("revision"), fault, entry.item.id)
    if highest and reading.edition and release_before(reading.edition, reading.releases) is None:
        report.add(reading.imprint.span("revision"), faults.unrecorded_release(stated), "edition")


def dates_of_errata(reading: Reading, report: Report) -> None:
    """Nothing is put right before it is published."""
    published = reading.imprint.item.published if reading.imprint else None
    for entry in reading.entries(Erratum):
        if published and entry.item.date < published:
            fault = faults.erratum_before_publication(str(entry.item.date), str(published))
            report.add(entry.span("date"), fault, entry.item.id)


def unknown_places(reading: Reading, report: Report) -> None:
    """Every erratum is on something that this revision or an earlier one has."""
    if reading.edition is None or not reading.whole or not reading.entries(Erratum):
        return
    editions = (reading.edition, *(release.content for release in reading.releases.values()))
    known = {theme.id for edition in editions for theme in themes(edition)}
    for entry in reading.entries(Erratum):
        if entry.item.where not in known:
            fault = faults.unknown_erratum_place(entry.item.where, nearest(entry.item.where, known))
            report.add(entry.span("where"), fault, entry.item.id)


def unowned_changes(reading: Reading, report: Report) -> None:
    """What reads otherwise than in the last release has an erratum, and each new erratum is on a change."""
    release = _last(reading)
    if release is None or reading.edition is None or not reading.whole:
        return
    changes = compare(release.content, reading.edition).changes
    new = [entry for entry in reading.entries(Erratum)
           if entry.item.revision > release.content.imprint.revision]
    _altered_errata(changes, reading, report)
    unfit = {entry.item.where for entry in _mismatched(new, changes, report)}
    for change in changes:
        if _owed(change) and change.id not in unfit and not any(agrees(one.item, change) for one in new):
            _report_unowned(change, reading, report)
    listed = {entry.item.where for entry in new}
    reworded = {change.id: change for change in reversed(changes) if _reworded(change)}
    owed = {change.id for change in changes if _owed(change)}
    for name, change in reworded.items():
        if name not in listed | owed:
            fault = faults.unlisted_rewording(change.title, release.revision)
            report.add(_place(change, reading), fault, name)


def _last(reading: Reading) -> Snapshot | None:
    """The last release of this edition, of whatever revision."""
    number = reading.imprint.item.edition if reading.imprint else 0
    found = [release for key, release in reading.releases.items() if key[0] == number]
    return found[-1] if found else None


def _altered_errata(changes: Sequence[Change], reading: Reading, report: Report) -> None:
    """Report errata that were released and read otherwise now."""
    spans = {entry.item.id: entry.span() for entry in reading.entries(Erratum)}
    altered = dict.fromkeys(change.id for change in changes if _told_of_errata(change)
                            and (change.kind is not ChangeKind.NEW or change.aspect != "erratum"))
    for name in altered:
        imprint = reading.imprint
        assert imprint, "changes need an imprint"
        report.add(spans.get(name, imprint.span("revision")), faults.altered_erratum(name), name)


def _mismatched(
    new: Sequence[Entry[Erratum]], changes: Sequence[Change], report: Report
) -> Iterator[Entry[Erratum]]:
    """Report errata that agree with no change of what they name."""
    for entry in new:
        own = [change for change in changes if change.id == entry.item.where and change.printed
               and not _told_of_errata(change)]
        if any(agrees(entry.item, change) for change in own):
            continue
        sides = before_and_after(own[0]) if own else ("", "")
        report.add(entry.span("was"), faults.mismatched_erratum(entry.item.where, *sides), entry.item.id)
        yield entry


def _report_unowned(change: Change, reading: Reading, report: Report) -> None:
    what = f"{change.title}, {change.aspect}" if change.aspect else change.title
    was, now = before_and_after(change)
    fault = faults.unowned_change(what, was, now, _to_copy(change, reading))
    report.add(_place(change, reading), fault, change.id)


def _to_copy(change: Change, reading: Reading) -> str:
    """The erratum that is missing, but for what only an editor knows."""
    last = _last(reading)
    revision = last.content.imprint.revision + 1 if last else 1
    kind = ErratumKind.ATTRIBUTION if change.aspect in BLAME else ErratumKind.FACTUAL
    name = change.id.replace(".", "-").replace("#", "-").lower()
    was, now = (json.dumps(side, ensure_ascii=False) for side in before_and_after(change))
    return (
        f"{{id: {name}, revision: {revision}, where: {json.dumps(change.id)}, was: {was}, now: {now}, "
        f"reason: …, kind: {kind}, date: …}}"
    )


def _place(change: Change, reading: Reading) -> Span:
    imprint = reading.imprint
    assert imprint, "changes need an imprint"
    return dict(places(reading)).get((change.subject, change.id), imprint.span("revision"))


def _owed(change: Change) -> bool:
    """Whether a change needs an erratum."""
    if not change.printed or change.aspect in {COMPUTED, SOURCES, *FOLLOWING}:
        return False
    if change.subject is Subject.EDITION:
        return change.kind is ChangeKind.STATUS_CHANGED and change.aspect not in STANDING
    return change.kind in OWED


def _reworded(change: Change) -> bool:
    """Whether a change may be one of words only."""
    silent = change.aspect in {COMPUTED, "marks", "form"} or change.kind is ChangeKind.MOVED
    standing = change.subject is Subject.EDITION and (change.aspect in STANDING or _told_of_errata(change))
    return change.printed and not silent and not standing and not _owed(change)


def _told_of_errata(change: Change) -> bool:
    return change.subject is Subject.EDITION and change.title == ERRATA
