"""The way back from a page to its tags: the ParentTree and the IDTree (ISO 32000-1, 14.7.4.4 and 14.7.2).

Screen readers go down the tree to read a book, and this way to tell what is under the pointer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from .objects import Objects, Reference, Thing, is_reference, text

_DEEPEST = 60


class Holders(Struct):
    """Which tag holds what, as the tree has it from its top."""

    marks: dict[int, dict[int, Reference]] = field(default_factory=dict)
    """By page, and by number of the marked content."""
    areas: dict[Reference, Reference] = field(default_factory=dict)
    """By the area of a link."""
    names: dict[str, Reference] = field(default_factory=dict)
    """By ID."""


class Ways(Struct, frozen=True):
    """What a file says of the way back."""

    back: Mapping[int, Thing]
    """The ParentTree: by key a tag, or the tags of a page."""
    names: Sequence[tuple[str, Thing]]
    """The IDTree: names with their tags, in order."""
    is_sorted: bool
    """Whether readers find each key of the ParentTree."""


def ways(objects: Objects, root: Mapping[str, Thing]) -> Ways:
    """Those of a file, by the root of its tags."""
    tree = objects.dictionary(root, "/ParentTree")
    names = list(name_tree(objects, objects.dictionary(root, "/IDTree")))
    return Ways(dict(numbers(objects, tree)), names, _is_sorted(objects, tree))


def is_open(next_key: Thing, back: Iterable[int]) -> bool:
    """Whether a file knows the first key that its ParentTree has not yet used (14.7.2, table 322)."""
    return isinstance(next_key, int) and next_key > max(back, default=-1)


def astray(
    objects: Objects, said: Ways, marks: list[list[int]], holders: Holders, first: int = 0
) -> Iterator[str]:
    """Ways that are lost or lead to another tag than the one around the text; `marks` are in the streams.

    Pages are counted from `first`.
    """
    back = said.back
    keys: list[int] = []
    for number, (page, inside) in enumerate(
        zip(map(objects.follow, objects.pages), marks, strict=True), first
    ):
        held = holders.marks.get(number, {})
        keys.append(page.get("/StructParents", -1))
        if sorted(inside) != sorted(held) or _listed(objects.follow(back.get(keys[-1]))) != held:
            yield f"the text of page {number + 1}"
        for area in objects.listed(page, "/Annots"):
            keys.append(objects.follow(area).get("/StructParent", -1))
            if not is_reference(area) or back.get(keys[-1], "") != holders.areas.get(area):
                yield f"a link on page {number + 1}"
    if sorted(keys) != sorted(back):
        yield "the tree of tags"
    elif not said.is_sorted:
        yield "a key of the tree of tags"
    if said.names != sorted(holders.names.items()):
        yield "a name of a tag"


def _listed(tags: Thing) -> Mapping[int, Reference]:
    """The tags of a page, by the number of what they hold."""
    return {mcid: tag for mcid, tag in enumerate(tags) if tag} if isinstance(tags, list) else {}


def numbers(objects: Objects, node: Thing, depth: int = 0) -> Iterator[tuple[int, Thing]]:
    """The keys and values of a number tree (7.9.7)."""
    if node is None or depth > _DEEPEST:
        return
    entries = objects.listed(node, "/Nums")
    yield from zip(map(int, entries[::2]), entries[1::2], strict=False)
    for kid in objects.listed(node, "/Kids"):
        yield from numbers(objects, objects.follow(kid), depth + 1)


def _is_sorted(objects: Objects, tree: Mapping[str, Thing]) -> bool:
    """Whether keys rise, and each branch tells its lowest and its highest: readers look for keys by these."""
    branches = list(map(objects.follow, objects.listed(tree, "/Kids")))
    keys = [key for branch in branches for key, _ in numbers(objects, branch)]
    return all(is_told(objects, branch) for branch in branches) and keys == sorted(set(keys))


def is_told(objects: Objects, branch: Thing) -> bool:
    """Whether the keys of a branch rise, and it tells the lowest and the highest (7.9.7)."""
    keys = [key for key, _ in numbers(objects, branch)]
    told = [objects.follow(limit) for limit in objects.listed(branch, "/Limits")]
    return bool(keys) and keys == sorted(set(keys)) and told == [keys[0], keys[-1]]


def name_tree(objects: Objects, node: Mapping[str, Thing], depth: int = 0) -> Iterator[tuple[str, Thing]]:
    """The names and values of a name tree (7.9.6); a value can be a reference."""
    names = objects.listed(node, "/Names")
    for index in range(0, len(names) - 1, 2):
        yield text(objects.follow(names[index])), names[index + 1]
    if depth < _DEEPEST:
        for kid in objects.listed(node, "/Kids"):
            yield from name_tree(objects, objects.follow(kid), depth + 1)
