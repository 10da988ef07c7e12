"""Words in a drawing find room: each is raised until it lies over nothing else."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

AIR_MM = Decimal("0.8")
"""Between a word and what lies below it."""


class Room(Struct, frozen=True):
    """What a word or a bar takes up: millimetres from the left, and above the base of the drawing."""

    left: Decimal
    right: Decimal
    foot: Decimal
    top: Decimal

    @property
    def middle(self) -> Decimal:
        """Half-way between left and right."""
        return (self.left + self.right) / 2

    def meets(self, other: Room) -> bool:
        """Whether two lie over each other."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.foot < other.top and other.foot < self.top

    def standing_at(self, foot: Decimal) -> Room:
        """The same, with its foot at another height."""
        return replace(self, foot=foot, top=self.top - self.foot + foot)


def lifted(room: Room, taken: Collection[Room]) -> Room:
    """The lowest free room at or above a place."""
    while tops := [other.top for other in taken if room.meets(other)]:
        room = room.standing_at(min(tops) + AIR_MM)
    return room
