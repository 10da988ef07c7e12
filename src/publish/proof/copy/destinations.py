"""Names and lines of the outline that lead to pages, as they stand in a file (ISO 32000-1, 12.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .objects import Objects, Reference, Thing, is_reference
from .parents import name_tree

_DEEPEST = 60
"""Levels of the outline; more are a loop."""

Named = tuple[str, list[Thing]]
"""A name, and to where it leads: a page and a view of it (12.3.2.2)."""


class Entry(NamedTuple):
    """A line of the outline."""

    level: int
    title: str
    aim: list[Thing]
    """To where it leads; empty if it does not."""


def named(objects: Objects) -> Iterator[Named]:
    """Every name, in the order of the file; one that leads nowhere with an empty list."""
    tree = objects.dictionary(objects.dictionary(objects.root, "/Names"), "/Dests")
    for name, thing in name_tree(objects, tree):
        aim = objects.follow(thing)
        explicit = objects.get(aim, "/D") if isinstance(aim, dict) else aim
        yield name, explicit if isinstance(explicit, list) else []


def outline(objects: Objects) -> Iterator[Entry]:
    """Every line, from the first."""
    first = objects.dictionary(objects.root, "/Outlines").get("/First")
    yield from _entries(objects, first, 1, set())


def _entries(objects: Objects, thing: Thing, level: int, met: set[Reference]) -> Iterator[Entry]:
    while thing is not None and level < _DEEPEST and not (is_reference(thing) and thing in met):
        met |= {thing} if is_reference(thing) else set()
        entry = objects.follow(thing)
        action = objects.dictionary(entry, "/A")
        aim = objects.get(entry, "/Dest") if "/Dest" in entry else objects.get(action, "/D")
        yield Entry(level, objects.text(entry, "/Title"), aim if isinstance(aim, list) else [])
        yield from _entries(objects, entry.get("/First"), level + 1, met)
        thing = entry.get("/Next")


def is_sorted(names: list[str]) -> bool:
    """Whether names stand where a reader looks for them (7.9.6)."""
    octets = [name.encode() for name in names]
    return octets == sorted(set(octets))
