"""Where keys and values stand, kept small: a span is made only when someone asks for it.

A megabyte of YAML has some 150,000 places, of which a build asks for a few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from ..artifacts import Location
from ..span import Span

Box = tuple[int, int, int, int]
"""Line, column, end line, end column, as in a `Span`."""


class Places(Mapping[Location, Span]):
    """The spans of one file by location."""

    __slots__ = ("boxes", "file")

    def __init__(self, file: PurePosixPath, boxes: dict[Location, Box]) -> None:
        self.file = file
        self.boxes = boxes

    def __getitem__(self, location: Location) -> Span:
        return Span(self.file, *self.boxes[location])

    def __iter__(self) -> Iterator[Location]:
        return iter(self.boxes)

    def __len__(self) -> int:
        return len(self.boxes)

    def __contains__(self, location: object) -> bool:
        return location in self.boxes
