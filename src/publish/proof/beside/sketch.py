"""A drawing of the manuscript, read: its areas, lines and words, in the drawing's own units.

Of SVG it knows what our drawings use: `rect`, `line`, `text`, groups that are moved, rules for an element or
a class. What it does not know it says; then nothing in the drawing can be proved.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from msgspec import Struct

DRAWING = "data:image/svg+xml;base64,"
_SVG = "{http://www.w3.org/2000/svg}"
_PLACES: Mapping[str, frozenset[str]] = {
    "rect": frozenset({"x", "y", "width", "height"}), "line": frozenset({"x1", "y1", "x2", "y2"}),
    "text": frozenset({"x", "y", "dx", "dy"}), "g": frozenset({"transform"}),
}
_LOOKS: Mapping[str, str] = {
    "fill": "#000000", "stroke": "none", "stroke-width": "1", "font-size": "16", "text-anchor": "start",
}
"""What a look is where no rule says it (SVG 1.1)."""
_LETTERING = frozenset({"font-family", "font-weight", "font-style"})
"""Looks of words that other checks prove."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"\.?[\w-]+")
_MOVE = re.compile(r"\s*translate\(\s*([-\d.]+)(?:[\s,]+([-\d.]+))?\s*\)\s*")

Colour = tuple[int, int, int]
Looks = Mapping[str, str]


class Area(Struct, frozen=True):
    """A rectangle or a straight line, from its first corner to its last."""

    name: str
    ends: tuple[float, float, float, float]
    line: bool
    fill: Colour | None
    stroke: Colour | None
    pen: float
    """How wide its outline is; 0 if it has none."""


class Words(Struct, frozen=True):
    """A text, and the point of its baseline at which it begins, ends or has its middle."""

    text: str
    x: float
    y: float
    anchor: str
    size: float
    colour: Colour | None


class Sketch(Struct, frozen=True):
    """A drawing, in the order in which it is drawn."""

    left: float
    top: float
    width: float
    height: float
    areas: tuple[Area, ...]
    words: tuple[Words, ...]


def sketch(source: str) -> Sketch:
    """The drawing in a `data:` address; `ValueError` names what cannot be read in it."""
    drawing = ElementTree.fromstring(base64.b64decode(source.removeprefix(DRAWING)))
    if unknown := set(drawing.keys()) - {"viewBox", "width", "height"}:
        raise ValueError(min(unknown))
    left, top, width, height = map(float, drawing.get("viewBox", "").split())
    rules = _rules("".join(style.text or "" for style in drawing.iter(f"{_SVG}style")))
    marks = list(_marks(drawing, rules, (0, 0)))
    areas = tuple(mark for mark in marks if isinstance(mark, Area))
    return Sketch(left, top, width, height, areas, tuple(mark for mark in marks if isinstance(mark, Words)))


def _rules(style: str) -> tuple[tuple[str, Looks], ...]:
    """What the stylesheet says of each element or class; classes last, for they outdo elements."""
    rules = []
    for selectors, said in _RULE.findall(style):
        pairs = (one.partition(":") for one in said.split(";") if one.strip())
        looks = {name.strip(): value.strip() for name, _, value in pairs}
        _known(looks, frozenset())
        for selector in map(str.strip, selectors.split(",")):
            if not _SELECTOR.fullmatch(selector):
                raise ValueError(selector)
            rules.append((selector, looks))
    if rest := _RULE.sub("", style).strip():
        raise ValueError(rest)
    return tuple(sorted(rules, key=lambda rule: rule[0].startswith(".")))


def _known(names: Mapping[str, str], others: frozenset[str]) -> None:
    if unknown := set(names) - _LETTERING - set(_LOOKS) - others:
        raise ValueError(min(unknown))


def _marks(
    around: Element, rules: tuple[tuple[str, Looks], ...], at: tuple[float, float]
) -> Iterator[Area | Words]:
    for element in around:
        tag = element.tag.removeprefix(_SVG)
        if tag == "style":
            continue
        if tag not in _PLACES or (tag != "g" and len(element)):
            raise ValueError(tag)
        if tag == "g":
            if foreign := set(element.keys()) - {"transform"}:
                raise ValueError(min(foreign))
            yield from _marks(element, rules, _moved(element, at))
            continue
        _known(element.attrib, _PLACES[tag] | {"class"})
        mark = _text(element, _looks(element, tag, rules), at) if tag == "text" else (
            _area(element, _looks(element, tag, rules), at)
        )
        if mark is not None:
            yield mark


def _moved(group: Element, at: tuple[float, float]) -> tuple[float, float]:
    move = group.get("transform", "translate(0)")
    if (found := _MOVE.fullmatch(move)) is None:
        raise ValueError(move)
    return at[0] + float(found[1]), at[1] + float(found[2] or 0)


def _looks(element: Element, tag: str, rules: tuple[tuple[str, Looks], ...]) -> Looks:
    names = {tag, *(f".{name}" for name in element.get("class", "").split())}
    looks = dict(_LOOKS) | {name: value for name, value in element.items() if name in _LOOKS}
    for selector, said in rules:
        if selector in names:
            looks |= said
    return looks


def _area(element: Element, looks: Looks, at: tuple[float, float]) -> Area | None:
    """What is seen of a rectangle or line; None for one that takes no room."""
    line = element.tag == f"{_SVG}line"
    sides = ("x1", "y1", "x2", "y2") if line else ("x", "y", "width", "height")
    x, y, u, v = (_length(element.get(side, "0")) for side in sides)
    if not line and (u <= 0 or v <= 0):
        return None
    u, v = (u, v) if line else (x + u, y + v)
    stroke = _colour(looks["stroke"])
    pen = _length(looks["stroke-width"]) if stroke else 0
    name = element.get("class", "") or ("line" if line else "rect")
    ends = (x + at[0], y + at[1], u + at[0], v + at[1])
    return Area(name, ends, line, None if line else _colour(looks["fill"]), stroke, pen)


def _text(element: Element, looks: Looks, at: tuple[float, float]) -> Words | None:
    words = " ".join((element.text or "").split())
    x, y, right, down = (_length(element.get(side, "0")) for side in ("x", "y", "dx", "dy"))
    anchor, size = looks["text-anchor"], _length(looks["font-size"])
    found = Words(words, at[0] + x + right, at[1] + y + down, anchor, size, _colour(looks["fill"]))
    return found if words else None


def _length(text: str) -> float:
    return float(text.removesuffix("px"))


def _colour(text: str) -> Colour | None:
    """Red, green and blue; None for no paint."""
    if text == "none":
        return None
    if not re.fullmatch(r"#[0-9a-f]{6}", text.lower()):
        raise ValueError(text)
    red, green, blue = bytes.fromhex(text[1:])
    return red, green, blue
