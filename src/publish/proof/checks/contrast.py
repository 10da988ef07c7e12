"""Every text stands out against what lies under it, as far as WCAG 2.1 asks at level AA (1.4.3).

Every text is seen, too, where the page is drawn: that tells what no look at colours does.

What lies under a text is looked at in the middle of its ink and near the corners: the topmost area drawn
before it, or else white paper. Areas that let light through are laid over one another, each as its box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.expected import Node
from ..copy.printed import Box, Piece, PrintedPage, Shape, is_legible
from .drawings import picture_around

Colour = tuple[int, int, int, int]
_PAPER: Colour = (255, 255, 255, 255)
_BARE: Set[tuple[Colour, ...]] = frozenset({()})
"""Nothing under a text but paper."""
_OPAQUE = 255
_LARGE_PT, _LARGE_BOLD_PT = 18, 14
"""From these sizes on a text is large by WCAG's definition."""
_ENOUGH, _ENOUGH_FOR_LARGE = 4.5, 3.0
_THIN_MM = 1.0
"""No text fits into an area narrower than this: it is a rule."""
_INSIDE_MM = 0.2
"""So far from its corners a text is looked at: ink may stick a little out of the area on which it stands."""


_LEAST_INK = 6
"""Mean difference from dot to dot where text is seen, of 255: 19 and more in sound books, 0 on a blank."""


def findings(comparison: Comparison) -> Iterator[Finding]:
    """Texts that cannot be seen, or hardly; one for each element, page and colour."""
    yield from _hidden(comparison)
    told = set()
    for page in comparison.printed.pages:
        for piece, ratio in _pale(page):
            node = _node(comparison, piece)
            if (key := (piece.page, node and node.number, piece.colour)) not in told:
                told.add(key)
                yield _finding(piece, ratio, node)


def _hidden(comparison: Comparison) -> Iterator[Finding]:
    """Texts that leave too little ink on the drawn page, by whatever means; one for each element and page."""
    told = set()
    for page in comparison.printed.pages:
        for piece in page.pieces:
            seen = not piece.masked and piece.ink >= _LEAST_INK
            if seen or not piece.colour[3] or not is_legible(piece.text):
                continue  # what has no ink by its own colour is told for that
            node = _node(comparison, piece)
            if (key := (piece.page, node and node.number, piece.masked)) not in told:
                told.add(key)
                say = faults.masked_text if piece.masked else faults.hidden_text
                yield Finding(say(piece.text.strip(), piece.page + 1), node, piece.page, piece.box)


def _pale(page: PrintedPage) -> Iterator[tuple[Piece, float]]:
    """The texts of a page that stand out too little, with how much they do."""
    areas = [shape for shape in page.shapes if _is_area(shape)]
    for piece in page.pieces:
        under_it = _under(piece, areas) if areas else _BARE
        ratio = min(_contrast(piece.colour, *under) for under in under_it)
        if ratio < _needed(piece.size_pt, piece.font) and not piece.text.isspace():
            yield piece, ratio


def _is_area(shape: Shape) -> bool:
    return shape.kind == "fill" and shape.colour[3] > 0 and min(shape.box.width, shape.box.height) > _THIN_MM


def _under(piece: Piece, areas: Sequence[Shape]) -> Set[tuple[Colour, ...]]:
    """The colours under a text, wherever it is looked at, from the lowest; none for bare paper."""
    near = [area for area in areas if area.order < piece.order and min(area.box.overlap(piece.box)) > 0]
    if not near:
        return _BARE
    return {tuple(area.colour for area in near if _holds(area.box, *point)) for point in _points(piece.box)}


def _points(ink: Box) -> Iterator[tuple[float, float]]:
    """The middle of some ink, and four places near its corners."""
    across, down = (ink.left + ink.right) / 2, (ink.top + ink.bottom) / 2
    aside, away = max(0, ink.width / 2 - _INSIDE_MM), max(0, ink.height / 2 - _INSIDE_MM)
    yield across, down
    for x in (across - aside, across + aside):
        yield from ((x, down - away), (x, down + away))


def _holds(area: Box, x: float, y: float) -> bool:
    return area.left <= x <= area.right and area.top <= y <= area.bottom


@cache
def _needed(size_pt: float, font: str) -> float:
    bold = "Bold" in font and "Semi" not in font
    return _ENOUGH_FOR_LARGE if size_pt >= (_LARGE_BOLD_PT if bold else _LARGE_PT) else _ENOUGH


@cache
def _contrast(text: Colour, *under: Colour) -> float:
    """The contrast ratio of a text and what lies under it, from 1 to 21 (WCAG 2.1); 0 for no ink at all."""
    if text[3] == 0:
        return 0
    ground = _PAPER
    for colour in under:
        ground = _laid_over(colour, ground)
    lights = sorted((_luminance(_laid_over(text, ground)), _luminance(ground)))
    return (lights[1] + .05) / (lights[0] + .05)


def _laid_over(colour: Colour, ground: Colour) -> Colour:
    share = colour[3] / _OPAQUE
    red, green, blue = (
        round(over * share + below * (1 - share)) for over, below in zip(colour[:3], ground[:3], strict=True)
    )
    return red, green, blue, _OPAQUE


def _luminance(colour: Colour) -> float:
    """Relative luminance (WCAG 2.1, definitions)."""
    red, green, blue = (_linear(part / 255) for part in colour[:3])
    return .2126 * red + .7152 * green + .0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= .03928 else ((part + .055) / 1.055) ** 2.4)


def _node(comparison: Comparison, piece: Piece) -> Node | None:
    """The element of the manuscript that a piece belongs to; None for what a margin holds."""
    if piece not in comparison.pieces:
        return picture_around(comparison, piece)
    return comparison.node_at(comparison.starts[comparison.pieces.index(piece)])


def _finding(piece: Piece, ratio: float, node: Node | None) -> Finding:
    text, page = piece.text.strip(), piece.page + 1
    fault = (
        faults.pale_text(text, ratio, _needed(piece.size_pt, piece.font), page) if ratio
        else faults.invisible_text(text, page)
    )
    return Finding(fault, node, piece.page, piece.box)
