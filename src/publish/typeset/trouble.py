"""What is wrong with the notes of laid-out pages.

A note is right if it stands whole, once, in order, at the foot of the page of its call. The engine says
nothing when one is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from xml.etree.ElementTree import Element

from msgspec import Struct

from .survey import SLACK_PX, Leaf, SetNote


class Wrong(StrEnum):
    """What can be wrong with a note."""

    LOST = "is nowhere"
    STRAYED = "stands on another page than its call"
    REPEATED = "is set more than once"
    DISORDERED = "stands out of order"
    CROWDED = "runs into the text or another note, or out of the page"
    LONG = "does not fit on one page with the line of its call"


_Setting = Mapping[Element, Sequence[tuple[int, SetNote]]]
"""Every note with the pages that it stands on."""


class Trouble(Struct, frozen=True):
    """One note that is not right."""

    note: Element
    wrong: Wrong
    page: int
    """The page of its call, counting from 0."""
    away: int = 0
    """How many pages after its call it stands."""


def troubles(leaves: Sequence[Leaf]) -> tuple[Trouble, ...]:
    """Every note that is not right, in the order of the pages."""
    setting: dict[Element, list[tuple[int, SetNote]]] = defaultdict(list)
    for leaf in leaves:
        for note in leaf.notes:
            setting[note.element].append((leaf.number, note))
    frame = max((leaf.frame for leaf in leaves), default=0.0)
    return tuple(trouble for leaf in leaves for trouble in (*_astray(leaf, setting, frame), *_misset(leaf)))


def _astray(leaf: Leaf, setting: _Setting, frame: float) -> Iterator[Trouble]:
    """Notes called on this page that do not stand on it, or not on it alone."""
    for note in leaf.calls:
        match setting.get(note, ()):
            case []:
                yield Trouble(note, Wrong.LOST, leaf.number)
            case [(page, _)]:
                if page != leaf.number:
                    wrong = Wrong.STRAYED if _fits(note, leaf, setting, frame) else Wrong.LONG
                    yield Trouble(note, wrong, leaf.number, page - leaf.number)
            case _:
                yield Trouble(note, Wrong.REPEATED, leaf.number)


def _fits(note: Element, leaf: Leaf, setting: _Setting, frame: float) -> bool:
    """Whether a page has room for the line of a call, its note, and the notes before it in the line."""
    line = leaf.calls[note]
    together = [other for other, at in leaf.calls.items() if at is line]
    needed = together[: together.index(note) + 1]
    notes = sum(found.height for other in needed for _, found in setting.get(other, ()))
    return bool(line.height + frame + notes <= leaf.height)


def _misset(leaf: Leaf) -> Iterator[Trouble]:
    """Notes on this page that overlap something, or are out of order."""
    ceilings = (leaf.text_bottom, *(note.bottom for note in leaf.notes))
    for note, ceiling in zip(leaf.notes, ceilings, strict=False):
        if _outside(note, leaf) or note.top < ceiling - SLACK_PX:
            yield Trouble(note.element, Wrong.CROWDED, leaf.number)
    turn = {note: number for number, note in enumerate(leaf.calls)}
    at_home = [note.element for note in leaf.notes if note.element in turn]
    for before, after in pairwise(at_home):
        if turn[after] < turn[before]:
            yield Trouble(after, Wrong.DISORDERED, leaf.number)


def _outside(note: SetNote, leaf: Leaf) -> bool:
    return (
        note.top < leaf.head - SLACK_PX
        or note.bottom > leaf.foot + SLACK_PX
        or note.right > leaf.edge + SLACK_PX
    )
