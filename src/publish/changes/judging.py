"""What sort of change it is, told as a rights editor must tell it.

*What happened does not change with time.* If a date, a place, an act, an actor, a charge or an accused of the
past reads otherwise, one of the two editions is wrong, and readers who relied on the earlier one must be told
so: without a note such a change is a **correction**. It is none where the earlier statement still holds and
more is known: a date within the date given before, a place within the place, one more actor or act, a charge
brought since, an act that a court has since established, a siege that outlasted the period told of. These are
told as *status changed* (where a fact stands) or *new*. To take back an actor, an act or an established
attribution is always a correction.

A **number** moves on as more is known; without a note it is an *updated figure*, never a correction,
because only the editor knows that the earlier count was wrong. **Words** are *reworded*: remarks, titles,
sentences; whether they mean the same, only an editor can say. A note in `changes.yaml` gives the reason
and may call any of these a correction; see `noting` for what it cannot do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from ..model.codebook import Attribution, Role
from ..model.edtf import Edtf
from ..model.records import Incident
from .change import ChangeKind
from .voice import Voice

Judge = Callable[[object, object, Voice, Voice], ChangeKind]
"""The kind of a change, by the earlier and the later value and what speaks for each edition."""

_STRENGTH = (
    Attribution.UNKNOWN, Attribution.ALLEGED, Attribution.ATTRIBUTED_BY_SOURCE, Attribution.ADMITTED,
    Attribution.ESTABLISHED_BY_COURT,
)


def always(kind: ChangeKind) -> Judge:
    """One kind, whatever changed."""
    return lambda *_: kind


def of_date(earlier: object, later: object, *_: Voice) -> ChangeKind:
    """A date of the past: known more precisely, or put right."""
    if earlier is None:
        return ChangeKind.STATUS_CHANGED
    if isinstance(earlier, Edtf) and isinstance(later, Edtf) and more_precise(earlier, later):
        return ChangeKind.STATUS_CHANGED
    return ChangeKind.CORRECTION


def more_precise(earlier: Edtf, later: Edtf) -> bool:
    """Whether a date lies within the one given before, and is no less certain."""
    last, bound = later.last, earlier.last
    within = earlier.first <= later.first and (bound is None or (last is not None and last <= bound))
    certain = not (later.start.circa and not earlier.start.circa)
    return within and certain and later.text != earlier.text


def of_period(earlier: object, later: object, before: Voice, after: Voice) -> ChangeKind:
    """When something happened: it may also have gone on after the period that was told of."""
    if isinstance(earlier, Edtf) and isinstance(later, Edtf) and earlier.start == later.start:
        end, covered = earlier.last, before.edition.imprint.coverage.end
        on = later.last is None or (end is not None and later.last > end)
        if end is not None and end >= covered and on:
            return ChangeKind.STATUS_CHANGED
    return of_date(earlier, later, before, after)


def of_standing_date(earlier: object, later: object, *_: Voice) -> ChangeKind:
    """The day for which something holds: moved on, or put back."""
    back = isinstance(earlier, Edtf) and isinstance(later, Edtf) and later.first < earlier.first
    return ChangeKind.CORRECTION if back else ChangeKind.STATUS_CHANGED


def of_place(earlier: object, later: object, _: Voice, voice: Voice) -> ChangeKind:
    """Where it was: known more precisely, or put right."""
    if earlier is None:
        return ChangeKind.STATUS_CHANGED
    above, seen = voice.parents.get(str(later)), set[str]()
    while above and above not in seen:
        if above == earlier:
            return ChangeKind.STATUS_CHANGED
        seen.add(above)
        above = voice.parents.get(above)
    return ChangeKind.CORRECTION


def of_first(earlier: object, _: object, *__: Voice) -> ChangeKind:
    """Something of the past that one may not have known: told for the first time, or put right."""
    return ChangeKind.STATUS_CHANGED if earlier is None else ChangeKind.CORRECTION


def of_members(kept: ChangeKind) -> Judge:
    """A list of which some were added (new), taken out (dropped), both (`kept`), or put in another order."""
    def judged(earlier: object, later: object, *_: Voice) -> ChangeKind:
        before, after = _members(earlier), _members(later)
        if sorted(before) == sorted(after):
            return ChangeKind.MOVED
        if set(before) <= set(after):
            return ChangeKind.NEW
        taken = kept if kept is ChangeKind.CORRECTION else ChangeKind.DROPPED
        return taken if set(after) <= set(before) else kept
    return judged


def of_actors(earlier: object, later: object, *_: Voice) -> ChangeKind:
    """Who is named for an act, and on whose word."""
    assert isinstance(earlier, tuple) and isinstance(later, tuple), "the field of an incident"
    before = {(part.actor, part.role): part for part in earlier}
    after = {(part.actor, part.role): part for part in later}
    if not before.keys() <= after.keys():
        return ChangeKind.CORRECTION
    pairs = [(part, after[key]) for key, part in before.items() if part != after[key]]
    if not pairs:
        return ChangeKind.NEW if after.keys() - before.keys() else ChangeKind.MOVED
    if all(part.model_copy(update={"wording": None}) == other.model_copy(update={"wording": None})
           for part, other in pairs):
        return ChangeKind.REWORDED
    risen = (_STRENGTH.index(other.attribution) > _STRENGTH.index(part.attribution) for part, other in pairs)
    return ChangeKind.STATUS_CHANGED if all(risen) else ChangeKind.CORRECTION


def actors_in_words(incident: object, voice: Voice) -> str:
    """Who is named for an incident: `Dozos (attributed by MINUSMA); the prosecutor (authority)`."""
    assert isinstance(incident, Incident), "only incidents have actors"
    said = []
    for part in incident.actors:
        name, word = part.wording or voice.actor(part.actor), part.attribution.label
        word += f" by {voice.actor(part.attributed_by)}" if part.attributed_by else ""
        said.append(f"{name} ({word})" if part.role is Role.PERPETRATOR else f"{name} ({part.role.label})")
    return "; ".join(said)


def _members(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, Collection) else []
