"""The text area of each page, told in the file: whoever reads it back can see what lies outside."""

from __future__ import annotations

from collections.abc import Sequence

import pydyf

from ..fragment import PT_PER_PX
from .leaves import BoundLeaf


def frame_text(leaves: Sequence[BoundLeaf], pdf: pydyf.PDF) -> None:
    """Gives each page its `ArtBox`: what is meaningful on it, without margins (ISO 32000-1, 14.11.2)."""
    for leaf, reference in zip(leaves, pdf.pages["Kids"][::3], strict=True):
        page = pdf.objects[int(reference)]
        page["ArtBox"] = pydyf.Array(_area(leaf))


def _area(leaf: BoundLeaf) -> tuple[float, float, float, float]:
    """Left, bottom, right and top in points from the page's lower left."""
    left, top, width, height = leaf.area
    sides = (left, leaf.height - top - height, left + width, leaf.height - top)
    left, bottom, right, top = (side * PT_PER_PX for side in sides)
    return left, bottom, right, top
