"""The way back from a page to its tags: the ParentTree and the IDTree (ISO 32000-1, 14.7.4.4 and 14.7.2).

Screen readers go down the tree to read a book, and this way to tell what is under the pointer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Thing = Any  # pikepdf's objects have no useful types
Number = tuple[int, int]
"""By which a file knows an object."""
_DEEPEST = 60
_NONE = (0, 0)


@dataclass(slots=True)
class Holders:
    """Which tag holds what, as the tree has it from its top."""

    marks: dict[int, dict[int, Number]] = field(default_factory=dict)
    """By page, and by number of the marked content."""
    areas: dict[Number, Number] = field(default_factory=dict)
    """By the area of a link."""
    names: dict[str, Number] = field(default_factory=dict)
    """By ID."""


def astray(root: Thing, pages: list[Thing], marks: list[list[int]], holders: Holders) -> Iterator[str]:
    """Ways that are lost or lead to another tag than the one around the text; `marks` are in the streams."""
    back = dict(_numbers(root.get("/ParentTree"), 0))
    keys: list[int] = []
    for number, (page, inside) in enumerate(zip(pages, marks, strict=True)):
        held = holders.marks.get(number, {})
        keys.append(page.get("/StructParents", -1))
        if sorted(inside) != sorted(held) or _listed(back.get(keys[-1])) != held:
            yield f"the text of page {number + 1}"
        for link in page.get("/Annots", []):
            keys.append(link.get("/StructParent", -1))
            if keys[-1] not in back or back[keys[-1]].objgen != holders.areas.get(link.objgen, _NONE):
                yield f"a link on page {number + 1}"
    if sorted(keys) != sorted(back) or root.get("/ParentTreeNextKey", -1) <= max(back, default=-1):
        yield "the tree of tags"
    yield from _misnamed(root, holders.names)


def _listed(tags: Thing | None) -> Mapping[int, Number]:
    """The tags of a page, by the number of what they hold."""
    if not isinstance(tags, pikepdf.Array):
        return {}
    return {mcid: tag.objgen for mcid, tag in enumerate(tags) if isinstance(tag, pikepdf.Dictionary)}


def _misnamed(root: Thing, names: Mapping[str, Number]) -> Iterator[str]:
    listed = list(name_tree(root["/IDTree"], 0)) if "/IDTree" in root else []
    if [(name, tag.objgen) for name, tag in listed] != sorted(names.items()):
        yield "a name of a tag"


def _numbers(node: Thing | None, depth: int) -> Iterator[tuple[int, Thing]]:
    """The keys and values of a number tree (7.9.7)."""
    if node is None or depth > _DEEPEST:
        return
    entries = list(node.get("/Nums", []))
    yield from zip(map(int, entries[::2]), entries[1::2], strict=False)
    for kid in node.get("/Kids", []):
        yield from _numbers(kid, depth + 1)


def name_tree(node: Thing, depth: int = 0) -> Iterator[tuple[str, Thing]]:
    """The names and values of a name tree (7.9.6)."""
    names = node.get("/Names", [])
    for index in range(0, len(names) - 1, 2):
        yield str(names[index]), names[index + 1]
    if depth < _DEEPEST:
        for kid in node.get("/Kids", []):
            yield from name_tree(kid, depth + 1)
