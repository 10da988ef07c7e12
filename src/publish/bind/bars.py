"""Change bars: a rule in the outer margin beside every block that reads otherwise than before.

Drawn when pages are known, because style sheets do not know on which side of a page its outer margin is. A
bar is an artifact (ISO 32000-1, 14.8.2.2): the annex tells in words what changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pydyf

from ..fragment import PT_PER_PX, Rectangle
from .leaves import BoundLeaf
from .writing import Lot

_PX_PER_MM = 96 / 25.4
_AWAY_MM = 5
"""From the edge of the text: clear of it, and well inside the trim."""
_WIDTH_PT = 1


class _Bar(NamedTuple):
    """A rule from top to bottom, in points from the lower left of its page."""

    x: float
    top: float
    bottom: float


def add_bars(leaves: Sequence[BoundLeaf], first_page: int, changed: Sequence[str], lot: Lot) -> None:
    """Draws a bar beside every box of the blocks with these ids, below what stands on their pages."""
    known = {name for one in leaves for name in one.leaf.anchors}
    blocks = [f"{name}-block" if f"{name}-block" in known else name for name in changed]
    for number, one in enumerate(leaves, first_page):
        boxes = [one.leaf.anchors[name] for name in blocks if name in one.leaf.anchors]
        if boxes:
            drawing = lot.add_object(_drawn(_bars(one, number, boxes)))
            one.page["Contents"] = pydyf.Array((drawing, *one.page["Contents"]))


def _drawn(bars: Iterator[_Bar]) -> pydyf.Stream:
    lines = [f"{bar.x:.2f} {bar.top:.2f} m {bar.x:.2f} {bar.bottom:.2f} l S".encode() for bar in bars]
    start = [b"/Artifact <</Type /Layout>> BDC", f"q 0 G {_WIDTH_PT} w".encode()]
    return pydyf.Stream([*start, *lines, b"Q EMC"])


def _bars(one: BoundLeaf, number: int, boxes: Sequence[Rectangle]) -> Iterator[_Bar]:
    left = one.area[0] * PT_PER_PX
    right = left + one.area[2] * PT_PER_PX
    away = _AWAY_MM * _PX_PER_MM * PT_PER_PX
    x = right + away if number % 2 == 0 else left - away  # the first page is a recto, as in the sheets
    for top, bottom in _joined(boxes):
        yield _Bar(x, (one.height - top) * PT_PER_PX, (one.height - bottom) * PT_PER_PX)


def _joined(boxes: Sequence[Rectangle]) -> Iterator[tuple[float, float]]:
    """From where to where bars go, from the top; blocks that follow one another share one."""
    spans = sorted((top, bottom) for _, top, _, bottom in boxes if bottom > top)
    while spans:
        top, bottom = spans.pop(0)
        while spans and spans[0][0] <= bottom + _AWAY_MM * _PX_PER_MM:
            bottom = max(bottom, spans.pop(0)[1])
        yield top, bottom
