"""Change bars: a rule in the outer margin beside every block that reads otherwise than before.

Drawn when pages are known, because style sheets do not know on which side of a page its outer margin is. A
bar is an artifact (ISO 32000-1, 14.8.2.2): the annex tells in words what changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pydyf

from ..artifacts import Anchor
from ..fragment import PT_PER_PX
from .leaves import BoundLeaf

_PT_PER_MM = 72 / 25.4
_AWAY_MM = 5
"""From the edge of the text: clear of it, and well inside the trim."""
_WIDTH_PT = 1


class Bar(NamedTuple):
    """A rule from top to bottom, in points from the lower left of its page."""

    x: float
    top: float
    bottom: float


Bars = Mapping[int, Sequence[Bar]]
"""The bars of each page that has some, pages counting from 0."""


def bars_beside(
    leaves: Sequence[BoundLeaf], anchors: Mapping[str, Sequence[Anchor]], changed: Sequence[str]
) -> Bars:
    """A bar beside every box of the blocks with these ids, on each page that they take."""
    boxes: dict[int, list[Anchor]] = defaultdict(list)
    for name in changed:
        for anchor in anchors.get(f"{name}-block", anchors.get(name, ())):
            boxes[anchor.page].append(anchor)
    return {page: tuple(_bars(leaves[page], page, found)) for page, found in boxes.items()}


def draw_bars(bars: Bars, pdf: pydyf.PDF) -> None:
    """Draw the bars below what stands on their pages."""
    for number, found in bars.items():
        page = pdf.objects[int(pdf.page_references[number].split()[0])]
        lines = [f"{bar.x:.2f} {bar.top:.2f} m {bar.x:.2f} {bar.bottom:.2f} l S".encode() for bar in found]
        start = [b"/Artifact <</Type /Layout>> BDC", f"q 0 G {_WIDTH_PT} w".encode()]
        drawing = pydyf.Stream([*start, *lines, b"Q EMC"])
        pdf.add_object(drawing)
        above = page["Contents"] if isinstance(page["Contents"], list) else [page["Contents"]]
        page["Contents"] = pydyf.Array([drawing.reference, *above])


def _bars(leaf: BoundLeaf, page: int, boxes: Sequence[Anchor]) -> Iterator[Bar]:
    left = leaf.area[0] * PT_PER_PX
    right = left + leaf.area[2] * PT_PER_PX
    away, height = _AWAY_MM * _PT_PER_MM, leaf.height * PT_PER_PX
    x = right + away if page % 2 == 0 else left - away  # the first page is a recto, as in the sheets
    for top, bottom in _joined(boxes):
        yield Bar(x, height - top * _PT_PER_MM, height - bottom * _PT_PER_MM)


def _joined(boxes: Sequence[Anchor]) -> Iterator[tuple[float, float]]:
    """From where to where bars go, in millimetres from the top; blocks that follow one another share one."""
    spans = sorted((box.y_mm, box.y_mm + box.height_mm) for box in boxes if box.height_mm > 0)
    while spans:
        top, bottom = spans.pop(0)
        while spans and spans[0][0] <= bottom + _AWAY_MM:
            bottom = max(bottom, spans.pop(0)[1])
        yield top, bottom
