"""A comparison for readers: what changed, thing by thing, in as few lines as are true.

What changed of one thing is told together, once with its reason, under the kind that matters most; words that
follow from a changed fact are not told besides. Only corrections stand apart, so that nothing else is taken
for one. Of a long passage that was reworded only its name is given; what only the house sees is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from ..house_style import in_words
from .aspects import SOURCES
from .change import Change, ChangeKind, Changes, Subject
from .passages import NAME
from .sentences import MOST_WORDS, differing

ORDER = (
    ChangeKind.CORRECTION, ChangeKind.STATUS_CHANGED, ChangeKind.UPDATED_FIGURE, ChangeKind.NEW,
    ChangeKind.DROPPED, ChangeKind.NEWLY_SOURCED, ChangeKind.MOVED, ChangeKind.REWORDED,
)
"""Kinds in the order in which a reader needs them."""
STANDING = frozenset({
    "edition", "revision", "status", "published", "follows", "isbn", "doi", "keywords", "erratum", NAME,
})
"""Aspects of an edition that tell it from another one, and so change with every edition."""
FOLLOWING = frozenset({"remark", "sentence of the chronology"})
"""Aspects whose words follow from the facts of their record."""
PRINTED = {"data cutoff": "data cut-off"}
"""Aspects whose name readers know otherwise."""
SAME_WORDS = frozenset({"form", "marks"})
"""Aspects of a passage that has the same words as before."""
TITLE_WORDS = 24
"""How many words of what is new or dropped its title may have."""


class Line(Struct, frozen=True):
    """One thing that reads otherwise."""

    aspect: str
    was: str
    now: str
    """Both are empty for what was reworded at length."""


class Item(Struct, frozen=True):
    """What changed of one thing."""

    kind: ChangeKind
    subject: Subject
    id: str
    """Its stable name; `sources` for all sources that are new."""
    title: str
    lines: tuple[Line, ...]
    why: str
    sources: tuple[str, ...]
    """Citations; of sources that are new, their ids."""
    changes: tuple[Change, ...]
    """What it is made of."""


def items(changes: Changes) -> tuple[Item, ...]:
    """What readers are told, by kind in the order of `ORDER`, then in the order of the comparison."""
    told = [change for change in changes.changes if _of_interest(change)]
    new = [change for change in told
           if change.subject is Subject.SOURCE and change.kind is ChangeKind.NEW and not change.aspect]
    found = [_item(group) for group in _grouped(change for change in told if change not in new)]
    found += [_new_sources(new)] if new else []
    return tuple(sorted(found, key=lambda item: ORDER.index(item.kind)))


def _of_interest(change: Change) -> bool:
    standing = change.subject is Subject.EDITION and change.aspect in STANDING
    return change.printed and not standing and change.aspect != "marks"


def _grouped(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """What is told together: all of one thing, corrections apart from the rest."""
    groups: dict[tuple[Subject, str, bool], list[Change]] = {}
    for change in changes:
        key = (change.subject, change.id, change.kind is ChangeKind.CORRECTION)
        groups.setdefault(key, []).append(change)
    return (tuple(group) for group in groups.values())


def _item(group: tuple[Change, ...]) -> Item:
    first = min(group, key=lambda change: ORDER.index(change.kind))
    lines = tuple(line for change in group for line in _lines(change, first))
    told = (change for change in group if first.aspect != SOURCES)  # there the line names them
    cited = tuple(dict.fromkeys(written for change in told for written in change.sources))
    why = next((change.why for change in group if change.why), "")
    return Item(first.kind, first.subject, first.id, _title(first), lines, why, cited, group)


def _new_sources(changes: Sequence[Change]) -> Item:
    """All sources that are new, as one."""
    count, names = len(changes), tuple(change.id for change in changes)
    title = f"{in_words(Decimal(count)).capitalize()} {'source' if count == 1 else 'sources'}"
    return Item(ChangeKind.NEW, Subject.SOURCE, "sources", title, (), "", names, tuple(changes))


def _title(change: Change) -> str:
    """What the thing is called; with what it says, if all of it is new or dropped and that is short."""
    if change.subject is Subject.EDITION:
        return "The edition as a whole"
    if not _told_in_title(change):
        return change.title
    value = change.now or change.was
    return value if change.title.removesuffix(" …") in value else f"{change.title}, {value}"


def _told_in_title(change: Change) -> bool:
    """Whether the title says everything."""
    of_the_files = change.subject in {Subject.RECORD, Subject.FIGURE, Subject.SOURCE}
    whole = not change.aspect and change.kind in {ChangeKind.NEW, ChangeKind.DROPPED}
    return of_the_files and whole and len(f"{change.was} {change.now}".split()) <= TITLE_WORDS


def _lines(change: Change, first: Change) -> Iterator[Line]:
    """How a change is told beside the first of its thing: nothing where title, place and sources say it."""
    if change is not first and change.aspect in FOLLOWING and first.kind is not ChangeKind.REWORDED:
        return
    if change.subject in {Subject.BLOCK, Subject.CHAPTER} and not change.aspect:
        if found := differing(*change.bare):
            yield Line("", *found)
    elif change.aspect == SOURCES:
        if (change is first and change.subject is not Subject.BLOCK) or not change.now:
            yield Line(SOURCES, change.was, change.now)
    elif change.aspect not in SAME_WORDS and not _told_in_title(change):
        long = change.words or len(f"{change.was} {change.now}".split()) > MOST_WORDS
        was, now = (differing(change.was, change.now) or ("", "")) if long else (change.was, change.now)
        yield Line(PRINTED.get(change.aspect, change.aspect), was, now)
