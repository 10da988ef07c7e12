"""How much of each text is seen on the drawn page: whatever hides it, it leaves no ink.

A page is drawn small and in grey. Where letters are, each dot differs from the next; where they are hidden,
faded or left out, there is one colour, or one that runs slowly into another, whatever means was used.
"""

from __future__ import annotations

from math import ceil

from PIL import Image, ImageChops

from .printed import Box

DPI = 72
"""Dots to the inch at which pages are drawn: letters of 6 points can still be told from paper."""
_DOTS = DPI / 25.4
"""Dots to the millimetre."""


def edges(page: Image.Image) -> Image.Image:
    """How much each dot of a page differs from its neighbours, in grey."""
    across, down = ImageChops.offset(page, 1, 0), ImageChops.offset(page, 0, 1)
    return ImageChops.lighter(ImageChops.difference(page, across), ImageChops.difference(page, down))


def least_ink(drawn: Image.Image, box: Box, stretch_mm: float) -> float:
    """The mean difference from dot to dot along the stretch of a text that has the least of it, of 255."""
    left, top, right, bottom = box
    width, height = drawn.size
    sides = (
        max(0, int(left * _DOTS)), max(0, int(top * _DOTS)),
        min(width, ceil(right * _DOTS)), min(height, ceil(bottom * _DOTS)),
    )
    if sides[0] >= sides[2] or sides[1] >= sides[3]:
        return 0
    stretches = max(1, int((right - left) / stretch_mm))
    # Pillow's own wrapping of this would take twice as long as all the rest.
    least, _ = drawn.im.resize((stretches, 1), Image.Resampling.BOX, sides).getextrema()
    return float(least)
