"""A PDF's structure as pikepdf reads it: the tree of tags, links, bookmarks, labels, attachments.

Only this module and `typeface.py` know pikepdf.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from .drawn import MM_PER_PT
from .printed import Annotation, Bookmark, Box, Content, Destination, Element, Face
from .typeface import faces_of, hidden_features

Thing = Any  # pikepdf's objects have no useful types
REFUSALS = (pikepdf.PdfError, pikepdf.PasswordError)
_ACTIVE = ("/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Collection")
_STEPS = ("/URI", "/GoTo")
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
    attachments: Mapping[str, str]
    problems: tuple[str, ...]


def structure(pdf: bytes) -> Tagged:
    """All of it; `pikepdf.PdfError` if the file cannot be opened."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return _Eye(file).all()


class _Eye:
    """Reads one open file."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file = file
        self._root = file.Root
        self._pages = list(file.pages)
        self._numbers = {page.objgen: number for number, page in enumerate(self._pages)}
        self._origins = [_origin(page) for page in self._pages]
        self._annotations: dict[tuple[int, int], Annotation] = {}
        self._problems: list[str] = []
        self._met: set[tuple[int, int]] = set()
        """Tags and bookmarks that were read: a file in which one holds itself has no end."""

    def all(self) -> Tagged:
        """What the file says of its pages."""
        annotations = tuple(tuple(self._links(number)) for number in range(len(self._pages)))
        xmp = self._file.open_metadata()
        root = self._root.get("/StructTreeRoot")
        return Tagged(
            tuple(str(page.label) for page in self._pages),
            None if root is None else self._tree(root),
            dict(self._destinations()), tuple(self._outline()), annotations,
            tuple(self._count_notdef(page) for page in self._pages), faces_of(self._pages),
            str(self._root.get("/Lang", "")), str(xmp.get("dc:title") or ""),
            str(xmp.get("dc:identifier") or ""),
            str(xmp.get("xmpMM:InstanceID") or "").removeprefix("urn:sha256:"),
            dict(self._attachments()), (*self._problems, *self._features()),
        )

    def _features(self) -> Iterator[str]:
        """What no build writes: it can hide the text, or do something."""
        yield from (f"`{key[1:]}`" for key in _ACTIVE if key in self._root)
        if "/JavaScript" in self._root.get("/Names", pikepdf.Dictionary()):
            yield "a script"
        if self._file.is_encrypted:
            yield "a lock"
        marks = self._root.get("/MarkInfo", pikepdf.Dictionary())
        if not marks.get("/Marked", False) or marks.get("/Suspects", False):
            yield "tags that it does not vouch for"
        for number, page in enumerate(self._pages, 1):
            features = (*_page_features(page), *hidden_features(page))
            yield from (f"{what} on page {number}" for what in features)

    def _tree(self, root: Thing) -> Element:
        roles = {str(name): str(role) for name, role in dict(root.get("/RoleMap", {})).items()}
        kids = tuple(self._kids(root, 0, 0, roles))
        return Element("StructTreeRoot", kids, 0)

    def _kids(
        self, thing: Thing, page: int, depth: int, roles: Mapping[str, str]
    ) -> Iterator[Element | Content | Annotation]:
        kids = thing.get("/K")
        if kids is None or depth > _DEEPEST:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield Content(page, kid)
            else:
                yield from self._kid(kid, page, depth, roles)

    def _kid(
        self, kid: Thing, page: int, depth: int, roles: Mapping[str, str]
    ) -> Iterator[Element | Content | Annotation]:
        place = kid.get("/Pg")
        number = page if place is None else self._numbers.get(place.objgen, page)
        role = kid.get("/S")
        if role is not None:
            if self._is_met(kid):
                self._problems.append(f"a tag on page {number + 1} has two places")
                return
            yield self._element(kid, number, depth, str(role), roles)
        elif (mcid := kid.get("/MCID")) is not None:
            yield Content(number, int(mcid))
        elif (target := kid.get("/Obj")) is not None:
            if (annotation := self._annotations.get(target.objgen)) is not None:
                yield annotation
            else:
                self._problems.append(f"a tag on page {number + 1} leads to no link")

    def _element(self, thing: Thing, page: int, depth: int, role: str, roles: Mapping[str, str]) -> Element:
        standard = roles.get(role, role).lstrip("/")
        kids = tuple(self._kids(thing, page, depth + 1, roles))
        scope, spans = _cell(thing) if standard in ("TH", "TD") else ("", (1, 1))
        return Element(
            standard, kids, page, _text(thing, "/Lang"), _text(thing, "/Alt") or _text(thing, "/ActualText"),
            _text(thing, "/E"), _text(thing, "/ID"), scope, spans,
        )

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
        names = self._root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        for name, aim in () if names is None else _name_tree(names, 0):
            explicit = aim.get("/D") if isinstance(aim, pikepdf.Dictionary) else aim
            if isinstance(explicit, pikepdf.Array) and (place := self._destination(explicit)) is not None:
                yield name, place

    def _destination(self, aim: Thing) -> Destination | None:
        number = self._numbers.get(aim[0].objgen) if len(aim) and hasattr(aim[0], "objgen") else None
        if number is None:
            return None
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
            yield Bookmark(level, _text(entry, "/Title"), *((place.page, place.top) if place else (-1, 0)))
            yield from self._bookmarks(entry.get("/First"), level + 1)
            entry = entry.get("/Next")

    def _is_met(self, thing: Thing) -> bool:
        """Whether an object was read before; from now on it was."""
        known = thing.objgen in self._met
        if thing.objgen != (0, 0):
            self._met.add(thing.objgen)
        return known

    def _count_notdef(self, page: Thing) -> int:
        """In how many runs of text glyph 0 is shown."""
        contents = page.get("/Contents")
        streams = contents if isinstance(contents, pikepdf.Array) else [contents]
        return sum(len(_NOTDEF.findall(stream.read_bytes())) for stream in streams if stream is not None)

    def _attachments(self) -> Iterator[tuple[str, str]]:
        for name, attachment in self._file.attachments.items():
            yield name, hashlib.sha256(attachment.get_file().read_bytes()).hexdigest()

    def _box(self, number: int, rectangle: Thing) -> Box:
        x, y = self._origins[number]
        left, right = sorted(float(rectangle[side]) - x for side in (0, 2))
        top, bottom = sorted(y - float(rectangle[side]) for side in (1, 3))
        return Box(*(side * MM_PER_PT for side in (left, top, right, bottom)))


def _page_features(page: Thing) -> Iterator[str]:
    if page.get("/Rotate", 0) or page.get("/UserUnit", 1) != 1:
        yield "a turn or another scale"
    crop, media = page.get("/CropBox"), page.get("/MediaBox")
    if crop is not None and [float(side) for side in crop] != [float(side) for side in media]:
        yield "a cut"
    if "/AA" in page:
        yield "an action"
    for thing in page.get("/Annots", []):
        action = thing.get("/A", pikepdf.Dictionary())
        if thing.get("/Subtype") != "/Link":
            yield f"an annotation of the kind `{str(thing.get('/Subtype'))[1:]}`"
        elif {"/AA", "/AP"} & set(thing.keys()) or not _leads(action):
            yield "a link that does more than lead"


def _leads(action: Thing) -> bool:
    """Whether an action leads to a place or an address, and does nothing else."""
    return action.get("/S", "/URI") in _STEPS and "/Next" not in action


def _origin(page: Thing) -> tuple[float, float]:
    """The top left corner of the trimmed page, in points."""
    box = page.get("/TrimBox") or page.get("/MediaBox")
    return float(box[0]), float(box[3])


def _text(thing: Thing, key: str) -> str:
    value = thing.get(key)
    return "" if value is None else str(value)


def _cell(thing: Thing) -> tuple[str, tuple[int, int]]:
    """The scope and the spans of a table cell."""
    attributes = thing.get("/A")
    scope, across, down = "", 1, 1
    for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(one, pikepdf.Dictionary):
            scope = _text(one, "/Scope").lstrip("/") or scope
            across, down = int(one.get("/ColSpan", across)), int(one.get("/RowSpan", down))
    return scope, (across, down)


def _name_tree(node: Thing, depth: int) -> Iterator[tuple[str, Thing]]:
    """The names and values of a name tree (ISO 32000-1, 7.9.6)."""
    names = node.get("/Names", [])
    for index in range(0, len(names) - 1, 2):
        yield str(names[index]), names[index + 1]
    if depth < _DEEPEST:
        for kid in node.get("/Kids", []):
            yield from _name_tree(kid, depth + 1)
