"""The drawing of a chart has nothing but what is measured, and its colours can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

_SVG = "{http://www.w3.org/2000/svg}"
_ATTRIBUTES = {
    "svg": {"viewBox", "width", "height"},
    "style": set(),
    "line": {"class", "x1", "y1", "x2", "y2"},
    "text": {"class", "x", "y", "dy"},
    "rect": {"class", "x", "y", "width", "height"},
    "g": {"transform"},
}
"""What a drawing may have; anything else could move, hide or stretch what is measured."""
_FILL = re.compile(r"\.([\w-]+)\s*\{\s*fill:\s*(#[0-9a-f]+)\s*\}")
_PAPER = "#ffffff"


def foreign_shapes(drawing: Element) -> Iterator[tuple[str, str]]:
    """Shapes and attributes that nothing measures, paper over a bar, a picture out of proportion."""
    barred = False
    for shape in drawing.iter():
        tag, kind = shape.tag.removeprefix(_SVG), shape.get("class", "")
        if tag not in _ATTRIBUTES or set(shape.keys()) - _ATTRIBUTES[tag]:
            yield "the shape", f"{tag} {' '.join(shape.keys())}"
        barred = barred or kind.startswith("piece ")
        if barred and kind == "paper":
            yield "the paper", "over a bar"
    _, _, width, height = (drawing.get("viewBox", "") + " 0 0 0 0").split()[:4]
    if (drawing.get("width"), drawing.get("height")) != (f"{width}mm", f"{height}mm"):
        yield "the size", f"{drawing.get('width')} by {drawing.get('height')}"


def same_colours(drawing: Element, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Kinds of actor that have no colour, or that of another."""
    style = "".join(one.text or "" for one in drawing.iter(f"{_SVG}style"))
    fills = dict(_FILL.findall(style))
    taken = {_PAPER}
    for kind in kinds:
        if (fill := fills.get(kind, _PAPER)) in taken:
            yield "the colour", kind
        taken.add(fill)
