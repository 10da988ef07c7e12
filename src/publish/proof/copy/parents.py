"""The way back from a page to its tags: the ParentTree and the IDTree (ISO 32000-1, 14.7.4.4 and 14.7.2).

Screen readers go down the tree to read a book, and this way to tell what is under the pointer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from .objects import Objects, Reference, Thing, is_reference, text

_DEEPEST = 60


@dataclass(slots=True)
class Holders:
    """Which tag holds what, as the tree has it from its top."""

    marks: dict[int, dict[int, Reference]] = field(default_factory=dict)
    """By page, and by number of the marked content."""
    areas: dict[Reference, Reference] = field(default_factory=dict)
    """By the area of a link."""
    names: dict[str, Reference] = field(default_factory=dict)
    """By ID."""


def astray(
    objects: Objects, root: Mapping[str, Thing], marks: list[list[int]], holders: Holders
) -> Iterator[str]:
    """Ways that are lost or lead to another tag than the one around the text; `marks` are in the streams."""
    tree = objects.get(root, "/ParentTree")
    back = dict(_numbers(objects, tree, 0))
    keys: list[int] = []
    for number, (page, inside) in enumerate(zip(map(objects.follow, objects.pages), marks, strict=True)):
        held = holders.marks.get(number, {})
        keys.append(page.get("/StructParents", -1))
        if sorted(inside) != sorted(held) or _listed(objects.follow(back.get(keys[-1]))) != held:
            yield f"the text of page {number + 1}"
        for area in objects.listed(page, "/Annots"):
            keys.append(objects.follow(area).get("/StructParent", -1))
            if not is_reference(area) or back.get(keys[-1], "") != holders.areas.get(area):
                yield f"a link on page {number + 1}"
    if sorted(keys) != sorted(back) or root.get("/ParentTreeNextKey", -1) <= max(back, default=-1):
        yield "the tree of tags"
    elif not _is_sorted(objects, tree):
        yield "a key of the tree of tags"
    yield from _misnamed(objects, root, holders.names)


def _listed(tags: Thing) -> Mapping[int, Reference]:
    """The tags of a page, by the number of what they hold."""
    return {mcid: tag for mcid, tag in enumerate(tags) if tag} if isinstance(tags, list) else {}


def _misnamed(
    objects: Objects, root: Mapping[str, Thing], names: Mapping[str, Reference]
) -> Iterator[str]:
    listed = list(name_tree(objects, objects.dictionary(root, "/IDTree")))
    if listed != sorted(names.items()):
        yield "a name of a tag"


def _numbers(objects: Objects, node: Thing, depth: int) -> Iterator[tuple[int, Thing]]:
    """The keys and values of a number tree (7.9.7)."""
    if node is None or depth > _DEEPEST:
        return
    entries = objects.listed(node, "/Nums")
    yield from zip(map(int, entries[::2]), entries[1::2], strict=False)
    for kid in objects.listed(node, "/Kids"):
        yield from _numbers(objects, objects.follow(kid), depth + 1)


def _is_sorted(objects: Objects, tree: Thing) -> bool:
    """Whether keys rise, and each branch tells its lowest and its highest: readers look for keys by these."""
    keys: list[int] = []
    for kid in objects.listed(tree, "/Kids") if isinstance(tree, dict) else ():
        branch = objects.follow(kid)
        inside = [key for key, _ in _numbers(objects, branch, 0)]
        told = [objects.follow(limit) for limit in objects.listed(branch, "/Limits")]
        if not inside or told != [inside[0], inside[-1]]:
            return False
        keys += inside
    return all(before < after for before, after in pairwise(keys))


def name_tree(objects: Objects, node: Mapping[str, Thing], depth: int = 0) -> Iterator[tuple[str, Thing]]:
    """The names and values of a name tree (7.9.6); a value can be a reference."""
    names = objects.listed(node, "/Names")
    for index in range(0, len(names) - 1, 2):
        yield text(objects.follow(names[index])), names[index + 1]
    if depth < _DEEPEST:
        for kid in objects.listed(node, "/Kids"):
            yield from name_tree(objects, objects.follow(kid), depth + 1)
