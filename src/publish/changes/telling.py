"""Changes of one thing that both editions have, aspect by aspect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct
from pydantic import BaseModel

from ..model.records import Selection, Total
from .aspects import SOURCES, Aspect, aspects_of
from .change import Change, ChangeKind, Subject
from .plain_words import apart, plainly
from .tidy import same, tidy
from .voice import Emphatic, Voice
from .wordwise import side_by_side

T = TypeVar("T")


class Theme(Struct, frozen=True):
    """What changed: its sort, its stable name, and what readers call it."""

    subject: Subject
    id: str
    title: str


class Two(Struct, frozen=True):
    """The voices of the two editions."""

    earlier: Voice
    later: Voice


def fields_changed(
    theme: Theme, pair: tuple[BaseModel, BaseModel], two: Two, apart: frozenset[str] = frozenset()
) -> Iterator[Change]:
    """A change for every aspect of a pair that differs, but for the fields that are told `apart`."""
    earlier, later = pair
    if earlier == later:
        return
    for aspect in aspects_of(type(later), apart | {"id"}):
        if not all(same(getattr(earlier, field), getattr(later, field)) for field in aspect.fields):
            yield _changed(theme, aspect, pair, two)


def _changed(theme: Theme, aspect: Aspect, pair: tuple[BaseModel, BaseModel], two: Two) -> Change:
    earlier, later = pair
    before, after = getattr(earlier, aspect.fields[0]), getattr(later, aspect.fields[0])
    judged = [tuple(getattr(item, field) for field in aspect.judged) for item in pair]
    first, second = judged if aspect.judged else (before, after)
    kind = aspect.judge(first, second, two.earlier, two.later)
    if isinstance(before, Total) and isinstance(after, Total):
        before, after = _added_up(before, after)
    listed = isinstance(before, tuple) and isinstance(after, tuple) and not aspect.say
    if listed and kind is not ChangeKind.MOVED:
        before, after = _without(before, after), _without(after, before)
    was = aspect.say(earlier, two.earlier) if aspect.say else plainly(before, two.earlier, aspect.fields[0])
    now = aspect.say(later, two.later) if aspect.say else plainly(after, two.later, aspect.fields[0])
    printed = aspect.printed
    if was == now and isinstance(before, str) and not isinstance(before, StrEnum):
        looks = [Emphatic(voice.edition).text(str(text or "")) for voice, text in
                 ((two.earlier, before), (two.later, after))]
        printed = printed and looks[0] != looks[1]
        was, now = looks if looks[0] != looks[1] else apart(before, after, (two.earlier, two.later))
    elif was == now:
        values = [tuple(getattr(item, field) for field in aspect.fields) for item in pair]
        was, now = apart(values[0], values[1], (two.earlier, two.later), aspect.fields[0])
    if kind is ChangeKind.REWORDED and not (was and now):
        kind = ChangeKind.NEW if now else ChangeKind.DROPPED
    return told(kind, theme, aspect.name, was, now, worded=aspect.worded, printed=printed,
                sources=tuple(getattr(later, "citations", ())))


def told(
    kind: ChangeKind, theme: Theme, aspect: str, was: str, now: str, *, worded: bool = False,
    printed: bool = True, sources: Sequence[str] = (), why: str = "",
) -> Change:  # one argument for each thing that a change says
    """A change of a theme; the words of a text are laid side by side."""
    words = side_by_side(was, now) if worded and was and now else ()
    return Change(
        kind, theme.subject, theme.id, theme.title, aspect, was, now, words, why, tuple(sources), printed
    )


def sourcing(theme: Theme, before: Sequence[str], after: Sequence[str], two: Two) -> Iterator[Change]:
    """What a statement rests on: new sources, other places in them, sources taken out, another order."""
    if same(before, after):
        return
    gone, come = _without(tuple(before), tuple(after)), _without(tuple(after), tuple(before))
    if not gone and not come:
        gone, come, kind = tuple(before), tuple(after), ChangeKind.MOVED
    else:
        kind = ChangeKind.NEWLY_SOURCED if come else ChangeKind.DROPPED
    was, now = two.earlier.cited(gone), two.later.cited(come)
    yield told(kind, theme, SOURCES, was, now, sources=after)


def _without(items: tuple[T, ...], others: tuple[T, ...]) -> tuple[T, ...]:
    known = [tidy(other) for other in others]
    return tuple(item for item in items if tidy(item) not in known)


def _added_up(was: Total, now: Total) -> tuple[object, object]:
    """What is added up; where only the incidents differ, those that left and those that came."""
    lists = was.where.incidents, now.where.incidents
    if None in lists or was.model_copy(update={"where": now.where}) != now:
        return was, now
    if was.where.model_copy(update={"incidents": lists[1]}) != now.where:
        return was, now
    gone, come = (_without(one or (), other or ()) for one, other in (lists, lists[::-1]))
    return Selection(incidents=gone) if gone else None, Selection(incidents=come) if come else None
