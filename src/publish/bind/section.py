"""A take's part of the file: its *section*, with all objects that belong to this take alone.

A pure function of the fragment and of its place. What the rest of the book must know of it are its *symbols*:
what the tables of the whole book are joined from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..fragment import Area, Fragment, Leaf, Mark, Slot, Tag
from .bars import add_bars
from .leaves import BoundLeaf, add_contents, bound, destinations
from .place import Place
from .resources import add_resources, count_resources
from .structure import add_structure
from .writing import Lot, Piece, piece_of

_BLOCK = 256
"""Numbers are given out in blocks of so many."""
_SLACK = 1 / 16
"""More numbers than it needs, for a take that may grow a little: no later one is numbered anew then."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline."""

    level: int
    label: str
    destination: bytes
    closed: bool


@dataclass(frozen=True, slots=True)
class Symbols:
    """What the book must know of a section."""

    pages: tuple[bytes, ...]
    """References."""
    tops: tuple[bytes, ...]
    """What stands for its topmost tags in the list of their parent."""
    parents: bytes
    """The reference of its leaf of the tree of parents."""
    destinations: Mapping[str, bytes]
    """For each id, what leads to it."""
    names: Mapping[str, bytes]
    """For each ID of a tag, the reference of that."""
    outline: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section, written."""

    piece: Piece
    symbols: Symbols


def section_of(fragment: Fragment, place: Place) -> Section:
    """The section of a fragment at its place in a file."""
    lot = Lot(place.first_object)
    leaves = bound(fragment.leaves, place, lot)
    common = {"ColorSpace": place.book.colours, "Font": place.book.fonts}
    resources = add_resources(fragment.resources, common, lot)
    for one in leaves:
        one.page["Resources"] = resources
    add_contents(leaves, lot)
    add_bars(leaves, place.first_page, place.changed, lot)
    tree = add_structure(fragment.tags, leaves, place.book.document, lot)
    piece = piece_of(lot)
    if lot.end > end_of(fragment, place.first_object):
        raise RuntimeError("a section has more objects than there are numbers for it")
    return Section(piece, Symbols(
        tuple(one.page.reference for one in leaves), tree.tops, tree.parents, dict(destinations(leaves)),
        tree.names, tuple(_outline(leaves)),
    ))


def _outline(leaves: Sequence[BoundLeaf]) -> Iterator[Line]:
    for one in leaves:
        for level, label, target, state in one.leaf.bookmarks:
            yield Line(level, label, one.destination(*target), state == "closed")


def printed_targets(fragment: Fragment) -> frozenset[str]:
    """The ids whose folios it prints."""
    drawings = (drawing for leaf in fragment.leaves for drawing in (leaf.text, *_margins(leaf)))
    return frozenset(
        piece.target for drawing in drawings for piece in drawing if isinstance(piece, Slot) and piece.target
    )


def _margins(leaf: Leaf) -> Iterator[tuple[bytes | Slot, ...]]:
    return (side.margins for side in (leaf.recto, leaf.verso) if side is not None)


def end_of(fragment: Fragment, first_object: int) -> int:
    """The number after the last one that a section may have: where the next begins."""
    needed = _objects(fragment)
    return first_object + -(-(needed + int(needed * _SLACK)) // _BLOCK) * _BLOCK


def _objects(fragment: Fragment) -> int:
    """As many objects as a section may come to.

    A page has its dictionary, its text with an opening of its own, its margins and its bars; a take the end
    of all texts, its leaf of the tree of parents, and the stream of objects.
    """
    areas = sum(len(leaf.links) for leaf in fragment.leaves)
    tags = sum(map(_tags, fragment.tags))
    return 5 * len(fragment.leaves) + areas + tags + count_resources(fragment.resources) + 3


def _tags(tag: Tag | Mark | Area) -> int:
    return 1 + sum(map(_tags, tag.kids)) if isinstance(tag, Tag) else 0
