"""The outline (ISO 32000-1, 12.3.3): the bookmarks of all takes as one tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pydyf
from msgspec import Struct, field

from .section import Line
from .writing import Lot


class _Branch(Struct):
    """A line with those below it."""

    line: Line
    below: list[_Branch] = field(default_factory=list)


def add_outline(lines: Iterable[Line], lot: Lot) -> bytes | None:
    """Writes the outline; gives its reference, or None if there is none."""
    branches = _tree(lines)
    if not branches:
        return None
    root = pydyf.Dictionary()
    reference = lot.add_object(root)
    root["Count"] = _fill(root, branches, lot)
    return reference


def _tree(lines: Iterable[Line]) -> list[_Branch]:
    """A line stands below the last one of a lower level, whatever levels are left out between them."""
    top: list[_Branch] = []
    way: list[_Branch] = []
    for line in lines:
        while way and way[-1].line.level >= line.level:
            way.pop()
        branch = _Branch(line)
        (way[-1].below if way else top).append(branch)
        way.append(branch)
    return top


def _fill(parent: pydyf.Dictionary, branches: Sequence[_Branch], lot: Lot) -> int:
    """Hangs branches from their parent; gives how many lines are seen when that is opened."""
    things = [pydyf.Dictionary() for _ in branches]
    seen = len(branches)
    for branch, thing in zip(branches, things, strict=True):
        thing.update({
            "Title": pydyf.String(branch.line.label), "Dest": branch.line.destination,
            "Parent": parent.reference,
        })
        lot.add_object(thing)
        if branch.below:
            below = _fill(thing, branch.below, lot)
            thing["Count"] = -below if branch.line.closed else below
            seen += 0 if branch.line.closed else below
    for before, after in pairwise(things):
        before["Next"], after["Prev"] = after.reference, before.reference
    parent["First"], parent["Last"] = things[0].reference, things[-1].reference
    return seen
