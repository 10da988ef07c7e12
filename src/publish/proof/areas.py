"""Where the marks of findings lie on the picture of a page, in per cent of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .printed import Box, PrintedPage

_NEAR_MM = 7
"""Marks that begin nearer to each other have their numbers side by side."""
_NUMBER_MM = 14
"""The width of a mark's number, on a page as narrow as a telephone."""
_AIR_MM = .8
"""Between the ink and the line around it."""
_LEAST_MM = 2.5


@dataclass(frozen=True, slots=True)
class Area:
    """A mark on its page; lengths in per cent of the page, as CSS writes numbers."""

    left: str
    top: str
    width: str
    height: str
    depth: int
    """The smaller a mark, the higher it lies."""
    step: int
    """How many numbers of other marks stand between its own number and the mark."""
    at_edge: bool
    """Whether there is no room for a number to its left."""


def areas(page: PrintedPage, boxes: Sequence[Box | None]) -> Iterator[Area | None]:
    """An area for each box, and None for what has none. What lies off the page is brought to its edge."""
    drawn = [None if box is None else _within(box, page) for box in boxes]
    sizes = sorted((_size(box) for box in drawn if box), reverse=True)
    for index, box in enumerate(drawn):
        near = sum(_is_near(box, other) for other in drawn[:index] if box and other)
        yield None if box is None else _area(box, page, sizes.index(_size(box)), near)


def _area(box: Box, page: PrintedPage, depth: int, step: int) -> Area:
    return Area(
        _percent(box.left, page.width), _percent(box.top, page.height),
        _percent(box.width, page.width), _percent(box.height, page.height), depth, step,
        box.left < _NUMBER_MM,
    )


def _within(box: Box, page: PrintedPage) -> Box:
    """A box with some air, brought onto its page and made large enough to be seen."""
    left = min(max(box.left - _AIR_MM, 0), page.width - _LEAST_MM)
    top = min(max(box.top - _AIR_MM, 0), page.height - _LEAST_MM)
    right, bottom = min(box.right + _AIR_MM, page.width), min(box.bottom + _AIR_MM, page.height)
    return Box(left, top, max(right, left + _LEAST_MM), max(bottom, top + _LEAST_MM))


def _is_near(box: Box, other: Box) -> bool:
    return abs(box.left - other.left) < _NEAR_MM and abs(box.top - other.top) < _NEAR_MM


def _size(box: Box) -> float:
    return box.width * box.height


def _percent(part: float, whole: float) -> str:
    return f"{part / whole * 100:.2f}"
