"""Where every id of a book landed: opened when somebody asks, which most builds never do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from .artifacts import Anchor
from .fragment import MM_PER_PX, Boxes, Fragment, Parcel


def first_pages(fragments: Sequence[Fragment]) -> Mapping[str, int]:
    """The page of the book on which each id stands first, counting from 0; no body is opened for it."""
    found: dict[str, int] = {}
    first = sum(fragment.pages for fragment in fragments)
    for fragment in reversed(fragments):
        first -= fragment.pages
        found |= {name: first + page for name, page in fragment.anchors.items()}
    return found


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
                    found[name].append(Anchor(first + page, *(side * MM_PER_PX for side in box)))
        return {name: tuple(anchors) for name, anchors in found.items()}
