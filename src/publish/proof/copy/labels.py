"""The folios that a file gives its pages (ISO 32000-1, 12.4.2): Roman ones, then Arabic ones."""

from __future__ import annotations

from .cutting import Uncut
from .objects import Objects, Thing
from .parents import numbers

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_STYLES = {"/r", "/D"}


def labels_of(objects: Objects, pages: int) -> tuple[str, ...]:
    """The label of each page; `Uncut` if they are made otherwise than those of a build."""
    ranges = [(first, objects.follow(about)) for first, about in
              numbers(objects, objects.get(objects.root, "/PageLabels"))]
    firsts = [first for first, _ in ranges]
    if not all(map(_is_plain, ranges)) or firsts[:1] != [0] or firsts != sorted(set(firsts)):
        raise Uncut("folios of another form")
    found: list[str] = []
    for (first, about), end in zip(ranges, [*firsts[1:], pages], strict=True):
        write = roman if about["/S"] == "/r" else str
        found += [write(number) for number in range(1, end - first + 1)]
    return tuple(found[:pages])


def _is_plain(range_: tuple[int, Thing]) -> bool:
    _, about = range_
    return isinstance(about, dict) and set(about) == {"/S"} and about["/S"] in _STYLES


def roman(number: int) -> str:
    """A number below four hundred in small Roman figures."""
    numeral = ""
    for value, letters in _ROMAN:
        numeral += letters * (number // value)
        number %= value
    return numeral
