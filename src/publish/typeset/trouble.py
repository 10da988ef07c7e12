"""What is wrong with the notes of laid-out pages.

A note is right if it stands whole, once, in order, at the foot of the page of its call. The engine says
nothing when one is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from xml.etree.ElementTree import Element

from .survey import SLACK_PX, Leaf, SetNote


class Wrong(StrEnum):
    """What can be wrong with a note."""

    LOST = "is nowhere"
    STRAYED = "stands on another page than its call"
    REPEATED = "is set more than once"
    DISORDERED = "stands out of order"
    CROWDED = "runs into the text or another note, or out of the page"
    LONG = "is longer than a page"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One note that is not right."""

    note: Element
    wrong: Wrong
    page: int
    """The page of its call, counting from 0."""
    away: int = 0
    """How many pages after its call it stands."""


def troubles(leaves: Sequence[Leaf]) -> tuple[Trouble, ...]:
    """Every note that is not right, in the order of the pages."""
    pages: dict[Element, list[int]] = defaultdict(list)
    for leaf in leaves:
        for note in leaf.notes:
            pages[note.element].append(leaf.number)
    return tuple(trouble for leaf in leaves for trouble in (*_astray(leaf, pages), *_misset(leaf)))


def _astray(leaf: Leaf, pages: Mapping[Element, Sequence[int]]) -> Iterator[Trouble]:
    """Notes called on this page that do not stand on it, or not on it alone."""
    for note in leaf.calls:
        match pages.get(note, ()):
            case []:
                yield Trouble(note, Wrong.LOST, leaf.number)
            case [page]:
                if page != leaf.number:
                    yield Trouble(note, Wrong.STRAYED, leaf.number, page - leaf.number)
            case _:
                yield Trouble(note, Wrong.REPEATED, leaf.number)


def _misset(leaf: Leaf) -> Iterator[Trouble]:
    """Notes on this page that are too long, overlap something, or are out of order."""
    ceilings = (leaf.text_bottom, *(note.bottom for note in leaf.notes))
    for note, ceiling in zip(leaf.notes, ceilings, strict=False):
        if note.bottom - note.top > leaf.foot - leaf.head:
            yield Trouble(note.element, Wrong.LONG, leaf.number)
        elif _outside(note, leaf) or note.top < ceiling - SLACK_PX:
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
