"""Where the marks of findings lie on the picture of a page, in per cent of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec import Struct

from ..copy.printed import Box, PrintedPage

_AIR_MM = .8
"""Between the ink and the line around it."""
_LEAST_MM = 2.5
_NUMBER_MM = 7
"""The height of a mark's number. Those that would overlap stand side by side."""


class Area(Struct, frozen=True):
    """A mark on its page; lengths in per cent of the page, as CSS writes numbers."""

    left: str
    top: str
    width: str
    height: str
    depth: int
    """The smaller a mark, the higher it lies."""
    step: int
    """In which column from the page's edge its number stands, counting from 0."""


def areas(page: PrintedPage, boxes: Sequence[Box | None]) -> Iterator[Area | None]:
    """An area for each box, and None for what has none. What lies off the page is brought to its edge."""
    drawn = [None if box is None else _within(box, page) for box in boxes]
    sizes = sorted((_size(box) for box in drawn if box), reverse=True)
    steps: list[tuple[float, int]] = []
    for box in drawn:
        if box is not None:
            steps.append((box.top, _free_step(box.top, steps)))
        yield None if box is None else _area(box, page, sizes.index(_size(box)), steps[-1][1])


def _area(box: Box, page: PrintedPage, depth: int, step: int) -> Area:
    return Area(
        _percent(box.left, page.width), _percent(box.top, page.height),
        _percent(box.width, page.width), _percent(box.height, page.height), depth, step,
    )


def _within(box: Box, page: PrintedPage) -> Box:
    """A box with some air, brought onto its page and made large enough to be seen."""
    left = min(max(box.left - _AIR_MM, 0), page.width - _LEAST_MM)
    top = min(max(box.top - _AIR_MM, 0), page.height - _LEAST_MM)
    right, bottom = min(box.right + _AIR_MM, page.width), min(box.bottom + _AIR_MM, page.height)
    return Box(left, top, max(right, left + _LEAST_MM), max(bottom, top + _LEAST_MM))


def _free_step(top: float, steps: Sequence[tuple[float, int]]) -> int:
    """The column in which a number meets no other."""
    taken = {step for other, step in steps if abs(top - other) < _NUMBER_MM}
    return next(step for step in count() if step not in taken)


def _size(box: Box) -> float:
    return box.width * box.height


def _percent(part: float, whole: float) -> str:
    return f"{part / whole * 100:.2f}"
