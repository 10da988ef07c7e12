"""What is looked up while the tree grows: which piece belongs where, and in which order it is read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct

from .header import headers
from .marks import Piece
from .role import is_floating_note, role

_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


class Reading(Struct, frozen=True):
    """The pieces by element, with their places in reading order, and what depends on the whole text."""

    own: Mapping[Element, Sequence[tuple[int, Piece]]]
    """The pieces of each element itself."""
    begins: Mapping[Element, int]
    """The place of the first piece of an element and all in it; an element that is nowhere has none."""
    languages: Mapping[Element, str]
    """The language of each element that has another than what it stands in."""
    levels: Mapping[Element, str]
    """`H1` to `H6` for each heading, without gaps (ISO 14289-1, 7.4.2)."""
    headers: Mapping[Element, Sequence[Element]]
    """The cells that head a cell."""
    names: Mapping[Element, str]
    """The IDs of those cells, and of notes that have none of their own."""


def read(root: Element, pieces: Sequence[Piece], level: int = 0) -> Reading:
    """All look-ups for one text; `level` is that of the last heading before it."""
    own: dict[Element, list[tuple[int, Piece]]] = defaultdict(list)
    for place, piece in enumerate(pieces):
        own[piece.element].append((place, piece))
    begins, heading = _begins(root, own), headers(root)
    languages = dict(_languages(root, root.get("lang", "")))
    levels = _levels(root, begins, level)
    return Reading(own, begins, languages, levels, heading, _names(root, heading))


def _begins(root: Element, own: Mapping[Element, Sequence[tuple[int, Piece]]]) -> Mapping[Element, int]:
    """A note at the foot of the page counts for itself, not for what it stands in."""
    begins: dict[Element, int] = {}
    for element in reversed(list(root.iter())):
        places = [begins[child] for child in element if child in begins and not is_floating_note(child)]
        places += [place for place, _ in own[element][:1]] if element in own else []
        if places:
            begins[element] = min(places)
    return begins


def _languages(element: Element, around: str) -> Iterator[tuple[Element, str]]:
    """`en` within `en-GB` says nothing new."""
    language = element.get("lang", around)
    if f"{around}-".startswith(f"{language}-"):
        language = around
    else:
        yield element, language
    for child in element:
        yield from _languages(child, language)


def _levels(root: Element, begins: Mapping[Element, int], last: int) -> Mapping[Element, str]:
    levels: dict[Element, str] = {}
    for element in root.iter():
        if element in begins and role(element) in _HEADINGS:
            last = min(int(element.tag[1]), last + 1)
            levels[element] = f"H{last}"
    return levels


def _names(root: Element, heading: Mapping[Element, Sequence[Element]]) -> Mapping[Element, str]:
    """Each begins with the nearest id around it: it does not depend on what stands elsewhere."""
    used = {head for heads in heading.values() for head in heads}
    counted: Counter[str] = Counter()
    names: dict[Element, str] = {}
    for element, home in _homes(root, next((one.get("id", "") for one in root.iter() if one.get("id")), "")):
        if element in used or (role(element) == "Note" and not element.get("id")):
            kind = f"{home}-head" if element in used else f"{home}-note"
            names[element] = f"{kind}-{counted[kind]}"
            counted[kind] += 1
    return names


def _homes(element: Element, home: str) -> Iterator[tuple[Element, str]]:
    """Each element in reading order, with the nearest id of what it is in."""
    yield element, home
    for child in element:
        yield from _homes(child, element.get("id") or home)
