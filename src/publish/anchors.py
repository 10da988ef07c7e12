"""Where every id of a book landed: opened when somebody asks, which most builds never do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from .artifacts import Anchor
from .fragment import Boxes, Fragment, Parcel

_MM_PER_PX = 25.4 / 96


class Anchors(Mapping[str, tuple[Anchor, ...]]):
    """Every id with its box on each page of the book, in millimetres."""

    def __init__(self, fragments: Iterable[Fragment]) -> None:
        fragments = tuple(fragments)
        firsts = accumulate((fragment.pages for fragment in fragments), initial=0)
        self._parcels: tuple[tuple[int, Parcel[Boxes]], ...] = tuple(
            (first, fragment.boxes) for first, fragment in zip(firsts, fragments, strict=False)
        )

    def __getitem__(self, name: str) -> tuple[Anchor, ...]:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def _found(self) -> Mapping[str, tuple[Anchor, ...]]:
        found: dict[str, list[Anchor]] = defaultdict(list)
        for first, parcel in self._parcels:
            for name, boxes in parcel.opened.items():
                for page, (left, top, right, bottom) in boxes:
                    box = (left, top, right - left, bottom - top)
                    found[name].append(Anchor(first + page, *(side * _MM_PER_PX for side in box)))
        return {name: tuple(anchors) for name, anchors in found.items()}
