"""What sort of change it is where a court case moves on, or is told otherwise than before.

A legal position holds for a day. A later position at a later day is news; another one for the same day, or
one taken back, says that one of the two editions is wrong. So it is with who says something: on a source
that is new, another may speak.
"""

from __future__ import annotations

from ..model.edtf import Edtf
from ..model.figure import Figure, source_of
from ..model.records import Claim, Standing, Step
from .change import ChangeKind
from .judging import more_precise
from .voice import Voice


def of_position(earlier: object, later: object, *_: Voice) -> ChangeKind:
    """A position with the day for which it holds: moved on with time, known more precisely, or put right."""
    assert isinstance(earlier, tuple) and isinstance(later, tuple), "the position and its day"
    (position, day), (new_position, new_day) = earlier, later
    assert isinstance(day, Edtf) and isinstance(new_day, Edtf), "a position holds for a day"
    precise = position == new_position and more_precise(day, new_day)
    return ChangeKind.STATUS_CHANGED if _after(day, new_day) or precise else ChangeKind.CORRECTION


def of_standings(earlier: object, later: object, *_: Voice) -> ChangeKind:
    """Where a person stood, by date: later standings are news, the earlier ones must remain as they were."""
    assert isinstance(earlier, tuple) and isinstance(later, tuple), "the field of a person"
    gone: list[Standing] = [one for one in earlier if one not in later]
    come: list[Standing] = [one for one in later if one not in earlier]
    if gone and [_position(one) for one in gone] == [_position(one) for one in come]:
        return ChangeKind.NEWLY_SOURCED
    for old in gone:
        new = next((one for one in come if _carries_on(old, one)), None)
        if new is None:
            return ChangeKind.CORRECTION
        come.remove(new)
    return ChangeKind.STATUS_CHANGED


def on_other_sources(earlier: Claim | Figure, later: Claim | Figure) -> bool:
    """Whether something rests on a source that it did not rest on before."""
    known = {source_of(citation) for citation in earlier.citations}
    return any(source_of(citation) not in known for citation in later.citations)


def of_speaker(earlier: object, later: object, *_: Voice) -> ChangeKind:
    """Who says so, with the sources: on a new source another may speak, and nothing was wrong."""
    assert isinstance(earlier, tuple) and isinstance(later, tuple), "who says so, and where"
    known = {source_of(citation) for citation in earlier[1]}
    if any(source_of(citation) not in known for citation in later[1]):
        return ChangeKind.NEWLY_SOURCED
    return ChangeKind.STATUS_CHANGED if earlier[0] is None else ChangeKind.CORRECTION


def of_steps(earlier: object, later: object, *_: Voice) -> ChangeKind:
    """What happened in a case, by date: a step more is new, one that reads otherwise is put right."""
    assert isinstance(earlier, tuple) and isinstance(later, tuple), "the field of a proceeding"
    gone: list[Step] = [step for step in earlier if step not in later]
    come: list[Step] = [step for step in later if step not in earlier]
    for old in gone:
        new = next((step for step in come if step.text == old.text and _no_other_day(old, step)), None)
        if new is None:
            return ChangeKind.CORRECTION
        come.remove(new)
    return ChangeKind.STATUS_CHANGED if gone else ChangeKind.NEW


def _position(standing: Standing) -> tuple[object, ...]:
    return standing.status, standing.as_of, standing.court


def _carries_on(old: Standing, new: Standing) -> bool:
    """Whether a standing may stand in the place of another without the other having been wrong."""
    if _after(old.as_of, new.as_of):
        return True
    more = old.court in {None, new.court} and old.status == new.status
    return more and (old.as_of == new.as_of or more_precise(old.as_of, new.as_of))


def _no_other_day(old: Step, new: Step) -> bool:
    return old.date == new.date or more_precise(old.date, new.date)


def _after(day: Edtf, other: Edtf) -> bool:
    """Whether the other day lies after all that the first can mean."""
    return day.last is not None and other.first > day.last
