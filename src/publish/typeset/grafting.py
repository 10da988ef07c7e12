"""Stints joined: the pages of all of them as one fragment, as if they had been set in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from ..fragment import Area, Body, Face, Fragment, Mark, Resources, Tag, fragment_of, joined
from .stint import Stint

Kid = Tag | Mark | Area
_TABLE, _FOOT, _NOTE, _LIST = "Table", "TFoot", "Note", "L"


class _Unlike(Exception):
    """Tags of one stint and of the next that should be one are not alike."""


def grafted(stints: Sequence[Stint]) -> Fragment | None:
    """The pages of all as one fragment; None if their tags do not fit."""
    try:
        tags = _all_tags(stints)
    except _Unlike:
        return None
    leaves = tuple(leaf for stint in stints for leaf in stint.body.leaves)
    body = Body(leaves, tags, tuple(_shared(one for stint in stints for one in stint.body.resources)))
    faces: dict[str, Face] = {}
    every = [stint.texts for stint in stints] + [stint.faces for stint in stints]
    for name, face in (face for found in every for face in found.items()):
        faces[name] = joined((faces[name], face)) if name in faces else face
    repairs = tuple(repair for stint in stints for repair in stint.repairs)
    return replace(fragment_of(body, faces), repairs=repairs)


def _shared(resources: Iterable[Resources]) -> Iterator[Resources]:
    """Those of pages that follow one another and use nothing, once."""
    waiting: Resources | None = None
    for one in resources:
        if waiting and not _used(waiting) and not _used(one):
            waiting = waiting._replace(leaves=waiting.leaves + one.leaves)
            continue
        if waiting:
            yield waiting
        waiting = one
    if waiting:
        yield waiting


def _used(resources: Resources) -> bool:
    return any(resources.things.values())


def _all_tags(stints: Sequence[Stint]) -> tuple[Kid, ...]:
    """The tags of all pages; raises `_Unlike`."""
    tags: tuple[Kid, ...] = ()
    pages = depth = 0
    loose = False
    for stint in stints:
        if stint.goes_on != depth:
            raise _Unlike
        shifted = tuple(_shifted(tag, pages) for tag in stint.body.tags)
        tags = _grafted(tags, shifted, depth + (loose and stint.begins_loose))
        pages, depth, loose = pages + len(stint.body.leaves), stint.stays_open, stint.ends_loose
    if not all_differ([name for tag in tags for name in _names(tag)]):
        raise _Unlike
    return tags


def all_differ(names: Sequence[str]) -> bool:
    """Whether none is given twice."""
    return len(names) == len(set(names))


def _grafted(tags: tuple[Kid, ...], others: tuple[Kid, ...], depth: int) -> tuple[Kid, ...]:
    """Tags with those of the pages after them, which go on with so many of them; raises `_Unlike`."""
    if not depth:
        if tags and isinstance(tags[-1], Tag) and tags[-1].role == _FOOT:
            raise _Unlike  # it is drawn on the first page of a table, and read behind all of them
        return tags + others
    first = others[0] if others else None
    if not isinstance(first, Tag):
        raise _Unlike
    end = len(tags)
    while first.role == _TABLE and end > 1 and isinstance(note := tags[end - 1], Tag) and note.role == _NOTE:
        end -= 1  # notes of its caption
    last = tags[end - 1] if end else None
    if not isinstance(last, Tag) or _bare(last) != _bare(first):
        raise _Unlike
    whole = last._replace(kids=_grafted(last.kids, first.kids, depth - 1))
    return (*tags[: end - 1], whole, *tags[end:], *others[1:])


def _bare(tag: Tag) -> Tag:
    """The same without what is in it, nor what is told by its first entry."""
    return tag._replace(kids=(), entries=b"" if tag.role == _LIST else tag.entries)


def _shifted(kid: Kid, pages: int) -> Kid:
    """The same so many pages later."""
    if isinstance(kid, Tag):
        return kid._replace(kids=tuple(_shifted(inner, pages) for inner in kid.kids))
    return kid._replace(leaf=kid.leaf + pages)


def _names(kid: Kid) -> Iterable[str]:
    if isinstance(kid, Tag):
        if kid.name is not None:
            yield kid.name
        for inner in kid.kids:
            yield from _names(inner)
