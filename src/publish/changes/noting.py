"""What editors say of a change, in `changes.yaml`: its reason, and whether the earlier edition was wrong.

A note for a record speaks of all that the record says, not of its figures: each of these has a note of its
own (`sinda.killed`). `correction` makes a correction of whatever reads otherwise, so that a wrong citation
is one too; what is new, dropped or moved as a whole stays so, with the reason. `update` says that the world
moved on: a charge amended, a place that now lies in another region, is then *status changed*. A fact of the
past that reads otherwise (a date, a place, an act, an actor) stays a correction whatever a note says of the
record; the note gives the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..model.edition import ChangeNote, ChangeReason
from .change import Change, ChangeKind, Subject
from .recorded import COMPUTED

AMENDABLE = frozenset({
    "charge", "court", "who is accused", "accused people", "outcome", "rank", "place that it lies in",
    "sort of actor", "body that it belongs to",
})
"""Aspects that the world itself may change, without the earlier edition having been wrong."""
_WHOLE = {ChangeKind.NEW, ChangeKind.DROPPED}


def noted(change: Change, notes: Sequence[ChangeNote]) -> Change:
    """A change with the reason and the kind that its note gives."""
    note = next((note for note in notes if note.subject == change.id), None)
    if note is None or change.aspect == COMPUTED or change.subject is Subject.EDITION:
        return change
    sources = tuple(dict.fromkeys((*change.sources, *note.citations)))
    return replace(change, kind=_kind(change, note.kind), why=note.why, sources=sources)


def _kind(change: Change, reason: ChangeReason) -> ChangeKind:
    whole = change.kind is ChangeKind.MOVED or (change.kind in _WHOLE and not change.aspect)
    if reason is ChangeReason.CORRECTION:
        return change.kind if whole or not change.printed else ChangeKind.CORRECTION
    amended = change.kind is ChangeKind.CORRECTION and change.aspect in AMENDABLE
    return ChangeKind.STATUS_CHANGED if amended else change.kind
