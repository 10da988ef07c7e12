"""What the manuscript and the printed copy have in common, and what was found in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from ...report import Fault
from ..copy.printed import Box, Piece, Printed
from .expected import Expected, Node, Slot
from .surroundings import Surroundings


class Finding(Struct, frozen=True):
    """Something that is wrong in the finished file."""

    fault: Fault
    node: Node | None = None
    """The element of the manuscript that it is about."""
    page: int | None = None
    """Counting from 0; None if it is about the file."""
    box: Box | None = None
    subject: str = ""
    """The id of the block or note that it is about, for waivers."""
    words: str = ""
    """Those of the element, by which they are found where an editor wrote them."""


def told(finding: Finding, expected: Expected) -> Finding:
    """A finding with all that is said of it where the elements around are not known."""
    node = finding.node
    if node is None:
        return finding
    return replace(finding, subject=finding.subject or expected.subject(node), words=expected.text_of(node))


class Stretch(Struct, frozen=True):
    """A run of characters that stands in both texts."""

    expected: int
    printed: int
    length: int


class Difference(Struct, frozen=True):
    """Expected characters that are not printed here, and printed ones that are not expected here."""

    expected: tuple[int, int]
    printed: tuple[int, int]


class Comparison(Struct, frozen=True, dict=True):
    """A manuscript and its finished PDF, with what in the one is what in the other."""

    expected: Expected
    printed: Printed
    pieces: tuple[Piece, ...]
    """The printed runs of text in reading order, by the tree of tags; those in figures left out."""
    text: str
    """Their characters, without what comes and goes with the line."""
    starts: tuple[int, ...]
    """Where each piece begins in the text."""
    spaces: frozenset[int]
    """The characters of the text before which a piece has a space."""
    stretches: tuple[Stretch, ...]
    differences: tuple[Difference, ...]
    fillings: Mapping[Slot, tuple[int, int]]
    """What stands in each slot: a range of the printed text; a slot that was not reached is missing."""
    beyond: Surroundings | None = None
    """The book around, if this is a section of one."""

    def piece_at(self, at: int) -> Piece:
        """The piece that holds a character of the printed text."""
        return self.pieces[max(0, bisect_right(self.starts, at) - 1)]

    def printed_at(self, at: int) -> int | None:
        """Where a character of the expected text is printed; None if it is not."""
        index = bisect_right(self._expected_starts, at) - 1
        if index < 0:
            return None
        stretch = self.stretches[index]
        offset = at - stretch.expected
        return stretch.printed + offset if offset < stretch.length else None

    def expected_at(self, at: int) -> int | None:
        """Which expected character a printed one is; None if it is none."""
        index = bisect_right(self._printed_starts, at) - 1
        if index < 0:
            return None
        stretch = self.stretches[index]
        offset = at - stretch.printed
        return stretch.expected + offset if offset < stretch.length else None

    def node_at(self, at: int) -> Node:
        """The element of the manuscript around a printed character, or around the nearest one before it."""
        if at not in self._nodes:
            self._nodes[at] = self._node_at(at)
        return self._nodes[at]

    def _node_at(self, at: int) -> Node:
        index = max(0, bisect_right(self._printed_starts, at) - 1)
        if not self.stretches:
            return self.expected.nodes[0]
        stretch = self.stretches[index]
        offset = min(max(0, at - stretch.printed), stretch.length - 1)
        return self.expected.holder(stretch.expected + offset)

    def pieces_of(self, node: Node) -> tuple[Piece, ...]:
        """The pieces that hold the text of an element, in reading order; none if it is not printed."""
        first = self._first_printed(range(node.start, node.end))
        last = self._first_printed(range(node.end - 1, node.start - 1, -1))
        if first is None or last is None:
            return ()
        return self.pieces[bisect_right(self.starts, first) - 1:bisect_right(self.starts, last)]

    def _first_printed(self, characters: range) -> int | None:
        return next((at for at in map(self.printed_at, characters) if at is not None), None)

    @cached_property
    def page_of(self) -> Mapping[str, int]:
        """The page on which the text of each element with an id begins, by id."""
        found = {}
        for name, number in self.expected.ids.items():
            if pieces := self.pieces_of(self.expected.nodes[number]):
                found[name] = pieces[0].page
        return found

    @cached_property
    def _nodes(self) -> dict[int, Node]:
        """The elements that were asked for already: many checks ask for those where the same pieces begin."""
        return {}

    @cached_property
    def _expected_starts(self) -> Sequence[int]:
        return [stretch.expected for stretch in self.stretches]

    @cached_property
    def _printed_starts(self) -> Sequence[int]:
        return [stretch.printed for stretch in self.stretches]
