"""An item of an edition with the place where it stands, and the names that editors gave."""

from __future__ import annotations

from collections.abc import Collection
from typing import Generic, TypeVar

from msgspec import Struct

from ..artifacts import File, Location
from ..model.base import Model
from ..span import Span
from .hints import closest

M = TypeVar("M", bound=Model, covariant=True)
N = TypeVar("N", bound=Model)


class Entry(Struct, Generic[M], frozen=True):
    """A sound item and where it was read."""

    file: File
    location: Location
    item: M
    owner: str
    """The id that a waiver names: of the record, block or chapter that it is or belongs to."""

    def part(self, way: Location, item: N) -> Entry[N]:
        """An item within this one."""
        return Entry(self.file, self.location + way, item, self.owner)

    def span(self, *way: str | int) -> Span:
        """The place of the item, or of a value in it; of what is around it where it was not written."""
        return self.file.place(self.location + way)


class Names(Struct, frozen=True):
    """The names that a reference may use, those of dropped items included."""

    known: frozenset[str]
    whole: bool = True
    """False where a file could not be read: then any name may be right."""

    def lacks(self, name: str) -> bool:
        """Whether a name is certainly wrong."""
        return self.whole and name not in self.known

    def __or__(self, other: Names) -> Names:
        return Names(self.known | other.known, self.whole and other.whole)


def nearest(written: str, known: Collection[str]) -> str | None:
    """The known name most like the written one, for `did you mean`."""
    return closest(written, sorted(known))
