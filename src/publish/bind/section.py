"""A take's part of the file: its *section*, with all objects that belong to this take alone.

A pure function of the fragment and of its place. What the rest of the book must know of it are its *symbols*:
what the tables of the whole book are joined from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ..fragment import Body, Fragment
from ..undisturbed import run_fast
from .bars import add_bars
from .leaves import BoundLeaf, add_contents, bound, destinations
from .place import Place
from .resources import add_resources
from .structure import add_structure
from .writing import Lot, Piece, piece_of

_BLOCK = 256
"""Numbers are given out in blocks of no fewer."""


class Line(Struct, frozen=True):
    """A line of the outline."""

    level: int
    label: str
    destination: bytes
    closed: bool


class Symbols(Struct, frozen=True):
    """What the book must know of a section."""

    pages: tuple[bytes, ...]
    """References."""
    tops: tuple[bytes, ...]
    """What stands for its topmost tags in the list of their parent."""
    parents: bytes
    """The reference of its leaf of the tree of parents."""
    destinations: Mapping[str, bytes]
    """Each id, with its entry in the tree of names."""
    names: Mapping[str, bytes]
    """Each ID of a tag, with its entry in the tree of IDs."""
    outline: tuple[Line, ...]


class Section(Struct, frozen=True):
    """A section, written."""

    piece: Piece
    symbols: Symbols


class SectionJob(Struct, frozen=True):
    """A fragment, and where it is to be bound."""

    fragment: Fragment
    place: Place

    @property
    def said(self) -> tuple[str, ...]:
        """All that its section follows from, but for the program."""
        return self.fragment.body.digest, *self.place.said

    @property
    def end_object(self) -> int:
        """The number after the last one that the section may have: where the next begins.

        A page has its dictionary, its text with an opening of its own, its margins and its bars; a take the
        end of all texts, its leaf of the tree of parents, and the stream of objects.
        """
        needed = self.fragment.objects + 5 * self.fragment.pages + 3
        block = max(_BLOCK, 1 << needed.bit_length() - 2)  # the longer a take, the more an edit may add to it
        return self.place.first_object + -(-needed // block) * block


def write_section(job: SectionJob) -> Section:
    """The section of a fragment at its place in a file."""
    section = run_fast(lambda: _section(job.fragment.body.opened, job.place))
    if sum(section.piece.numbers[-1]) > job.end_object:
        raise RuntimeError("a section has more objects than there are numbers for it")
    return section


def _section(body: Body, place: Place) -> Section:
    lot = Lot(place.first_object)
    leaves = bound(body.leaves, place, lot)
    common = {"ColorSpace": place.book.colours, "Font": place.book.fonts}
    begin, known = 0, dict[bytes, bytes]()
    for resources in body.resources:
        reference, end = add_resources(resources.things, common, lot, known), begin + resources.leaves
        for one in leaves[begin:end]:
            one.page["Resources"] = reference
        begin = end
    add_contents(leaves, lot)
    add_bars(leaves, place.first_page, place.changed, lot)
    tree = add_structure(body.tags, leaves, place.book.document, lot)
    piece = piece_of(lot)
    return Section(piece, Symbols(
        tuple(one.page.reference for one in leaves), tree.tops, tree.parents, dict(destinations(leaves)),
        tree.names, tuple(_outline(leaves)),
    ))


def _outline(leaves: Sequence[BoundLeaf]) -> Iterator[Line]:
    for one in leaves:
        for level, label, target, state in one.leaf.bookmarks:
            yield Line(level, label, one.destination(*target), state == "closed")
