"""A PDF's structure as pikepdf reads it: the tree of tags, links, bookmarks, labels, attachments.

Only this module and `typeface.py` know pikepdf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pikepdf

from . import foreign, parents, stated, streams
from .drawn import MM_PER_PT
from .printed import Annotation, Bookmark, Box, Content, Destination, Element, Enclosure, Face
from .typeface import faces_of, hidden_features

Thing = Any  # pikepdf's objects have no useful types
REFUSALS = (pikepdf.PdfError, pikepdf.PasswordError)
_DEEPEST = 60
"""Levels of tags or bookmarks; more are a loop."""
_NOTDEF = re.compile(rb"<(?:(?!0000)[0-9A-Fa-f]{4})*0000(?:[0-9A-Fa-f]{4})*>")
"""A run of glyphs with glyph 0 in it, as the engine writes them: in hexadecimal, four digits each."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a file says of its pages."""

    labels: tuple[str, ...]
    tree: Element | None
    destinations: Mapping[str, Destination]
    bookmarks: tuple[Bookmark, ...]
    annotations: tuple[tuple[Annotation, ...], ...]
    notdef: tuple[int, ...]
    faces: tuple[Face, ...]
    language: str
    title: str
    identifier: str
    digest: str
    packet: stated.Statements
    entries: Mapping[str, str]
    enclosures: tuple[Enclosure, ...]
    astray: tuple[str, ...]
    problems: tuple[str, ...]


def structure(pdf: bytes) -> Tagged:
    """All of it; `pikepdf.PdfError` if the file cannot be opened."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return _Eye(file, pdf).all()


class _Eye:
    """Reads one open file."""

    def __init__(self, file: pikepdf.Pdf, pdf: bytes) -> None:
        self._file = file
        self._pdf = pdf
        self._root = file.Root
        self._pages = list(file.pages)
        self._numbers = {page.objgen: number for number, page in enumerate(self._pages)}
        self._origins = [_origin(page) for page in self._pages]
        self._annotations: dict[tuple[int, int], Annotation] = {}
        self._problems: list[str] = []
        self._contents = [_content(page) for page in self._pages]
        self._holders = parents.Holders()
        self._met: set[tuple[int, int]] = set()
        """Tags and bookmarks that were read: a file in which one holds itself has no end."""

    def all(self) -> Tagged:
        """What the file says of its pages."""
        annotations = tuple(tuple(self._links(number)) for number in range(len(self._pages)))
        root = self._root.get("/StructTreeRoot")
        tree = None if root is None else self._tree(root)
        packet = stated.packet(self._file)
        return Tagged(
            tuple(str(page.label) for page in self._pages), tree,
            dict(self._destinations()), tuple(self._outline()), annotations,
            tuple(len(_NOTDEF.findall(content)) for content in self._contents), faces_of(self._pages),
            str(self._root.get("/Lang", "")), " ".join(packet.get("dc:title", ())),
            " ".join(packet.get("dc:identifier", ())),
            " ".join(packet.get("xmpMM:InstanceID", ())).removeprefix("urn:sha256:"), packet,
            stated.entries(self._file), tuple(stated.enclosures(self._file)), tuple(self._astray(root)),
            (*self._problems, *foreign.features(self._file, self._pdf), *self._hidden()),
        )

    def _hidden(self) -> Iterator[str]:
        """What can hide text on a page."""
        for number, page in enumerate(self._pages, 1):
            yield from (f"{what} on page {number}" for what in hidden_features(page))

    def _astray(self, root: Thing | None) -> Iterator[str]:
        """What does not lead back to its tag; what no build marks in streams is noted."""
        numbers = []
        for number, content in enumerate(self._contents, 1):
            marks = streams.marked(content)
            numbers.append(marks.numbers)
            self._problems += [f"{problem} on page {number}" for problem in dict.fromkeys(marks.problems)]
        if root is not None:
            yield from parents.astray(root, self._pages, numbers, self._holders)

    def _tree(self, root: Thing) -> Element:
        return Element("StructTreeRoot", tuple(self._kids(root, 0, 0)), 0)

    def _kids(self, thing: Thing, page: int, depth: int) -> Iterator[Element | Content | Annotation]:
        kids = thing.get("/K")
        if kids is None or depth > _DEEPEST:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                self._holders.marks.setdefault(page, {})[kid] = thing.objgen
                yield Content(page, kid)
            else:
                yield from self._kid(kid, thing, page, depth)

    def _kid(
        self, kid: Thing, around: Thing, page: int, depth: int
    ) -> Iterator[Element | Content | Annotation]:
        place = kid.get("/Pg")
        number = page if place is None else self._numbers.get(place.objgen, page)
        role = kid.get("/S")
        if role is not None:
            if self._is_met(kid):
                self._problems.append(f"a tag on page {number + 1} that has two places")
                return
            self._problems += foreign.tag_features(kid, around, number + 1)
            yield self._element(kid, number, depth, str(role)[1:])
        elif (mcid := kid.get("/MCID")) is not None:
            self._problems += foreign.reference_features(kid, number + 1)
            self._holders.marks.setdefault(number, {})[int(mcid)] = around.objgen
            yield Content(number, int(mcid))
        elif (target := kid.get("/Obj")) is not None:
            self._problems += foreign.reference_features(kid, number + 1)
            self._problems += self._area(target, around, number + 1)
            if (annotation := self._annotations.get(target.objgen)) is not None:
                yield annotation

    def _area(self, area: Thing, around: Thing, page: int) -> Iterator[str]:
        """What is wrong where a tag holds the area of a link."""
        if area.objgen not in self._annotations:
            yield f"a tag on page {page} that leads to no link"
        if area.objgen in self._holders.areas:
            yield f"a link on page {page} in two tags"
        self._holders.areas[area.objgen] = around.objgen

    def _element(self, thing: Thing, page: int, depth: int, role: str) -> Element:
        kids = tuple(self._kids(thing, page, depth + 1))
        keys = thing.keys()
        if "/ID" in keys:
            self._holders.names[str(thing.ID)] = thing.objgen
        language, alternative, actual, expansion, name = (
            str(thing[key]) if key in keys else "" for key in ("/Lang", "/Alt", "/ActualText", "/E", "/ID")
        )
        element = Element(role, kids, page, language, alternative or actual, expansion, name)
        return self._with_attributes(element, thing.A) if "/A" in keys else element

    def _with_attributes(self, element: Element, about: Thing) -> Element:
        """The element with what its attributes say; those of a build stand in one dictionary."""
        if not isinstance(about, pikepdf.Dictionary):
            return element
        if element.role in ("TH", "TD"):
            return replace(element, **_cell(about))
        box = self._box(element.page, about.BBox) if "/BBox" in about else None
        return replace(element, numbering=_text(about, "/ListNumbering").lstrip("/"), box=box)

    def _links(self, number: int) -> Iterator[Annotation]:
        for thing in self._pages[number].get("/Annots", []):
            if thing.get("/Subtype") != "/Link" or "/Rect" not in thing:
                continue
            url, name = self._aim(thing)
            annotation = Annotation(
                number, self._box(number, thing.Rect), url, name, _text(thing, "/Contents")
            )
            self._annotations[thing.objgen] = annotation
            yield annotation

    def _aim(self, link: Thing) -> tuple[str, str]:
        """The address or the destination of a link or bookmark."""
        action = link.get("/A")
        if action is not None and "/URI" in action:
            return str(action.URI), ""
        aim = link.get("/Dest") if action is None else action.get("/D")
        return "", "" if aim is None or isinstance(aim, pikepdf.Array) else str(aim)

    def _destinations(self) -> Iterator[tuple[str, Destination]]:
        named = self._root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        listed = [] if named is None else list(parents.name_tree(named))
        names = [name.encode() for name, _ in listed]
        if names != sorted(set(names)):
            self._problems.append("destinations that are not found where they should be")
        for name, aim in listed:
            explicit = aim.get("/D") if isinstance(aim, pikepdf.Dictionary) else aim
            if isinstance(explicit, pikepdf.Array) and (place := self._destination(explicit)) is not None:
                yield name, place

    def _destination(self, aim: Thing) -> Destination | None:
        number = self._numbers.get(aim[0].objgen) if len(aim) and hasattr(aim[0], "objgen") else None
        if number is None:
            return None
        if len(aim) != 5 or aim[1] != "/XYZ" or aim[4]:
            self._problems.append(f"a destination on page {number + 1} that changes the view")
        left, top = self._origins[number]
        across, down = (aim[2], aim[3]) if len(aim) > 3 else (left, top)
        return Destination(
            number, (float(across or 0) - left) * MM_PER_PT, (top - float(down or 0)) * MM_PER_PT
        )

    def _outline(self) -> Iterator[Bookmark]:
        outlines = self._root.get("/Outlines")
        if outlines is not None:
            yield from self._bookmarks(outlines.get("/First"), 1)

    def _bookmarks(self, entry: Thing | None, level: int) -> Iterator[Bookmark]:
        while entry is not None and level < _DEEPEST and not self._is_met(entry):
            aim = entry.get("/Dest") if "/Dest" in entry else entry.get("/A", {}).get("/D")
            place = self._destination(aim) if isinstance(aim, pikepdf.Array) else None
            yield Bookmark(level, _text(entry, "/Title"), *_place(place))
            yield from self._bookmarks(entry.get("/First"), level + 1)
            entry = entry.get("/Next")

    def _is_met(self, thing: Thing) -> bool:
        """Whether an object was read before; from now on it was."""
        known = thing.objgen in self._met
        if thing.objgen != (0, 0):
            self._met.add(thing.objgen)
        return known


    def _box(self, number: int, rectangle: Thing) -> Box:
        x, y = self._origins[number]
        left, right = sorted(float(rectangle[side]) - x for side in (0, 2))
        top, bottom = sorted(y - float(rectangle[side]) for side in (1, 3))
        return Box(*(side * MM_PER_PT for side in (left, top, right, bottom)))


def _content(page: Thing) -> bytes:
    """The stream of a page, in one piece."""
    contents = page.get("/Contents")
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts if part is not None)


def _place(there: Destination | None) -> tuple[int, float, float]:
    """Page, top and left of where a bookmark leads."""
    return (-1, 0, 0) if there is None else (there.page, there.top, there.left)


def _origin(page: Thing) -> tuple[float, float]:
    """The top left corner of the trimmed page, in points."""
    box = page.get("/TrimBox") or page.get("/MediaBox")
    return float(box[0]), float(box[3])


def _text(thing: Thing, key: str) -> str:
    value = thing.get(key)
    return "" if value is None else str(value)


def _cell(about: Thing) -> dict[str, Any]:
    """The scope, the spans and the names of the heads of a table cell."""
    return {
        "scope": _text(about, "/Scope").lstrip("/"),
        "spans": (int(about.get("/ColSpan", 1)), int(about.get("/RowSpan", 1))),
        "headers": tuple(map(str, about.get("/Headers", []))),
    }
