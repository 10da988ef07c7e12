"""A PDF's structure as pikepdf reads it: the tree of tags, links, bookmarks, labels, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from . import destinations, foreign, parents, stated, streams
from .destinations import Entry, Named
from .drawn import MM_PER_PT
from .objects import Objects, Reference, Thing, is_reference, opened, text
from .printed import Annotation, Bookmark, Box, Content, Destination, Element, Face
from .stated import Stated
from .typeface import faces_of, hidden_features

_DEEPEST = 60
"""Levels of tags or bookmarks; more are a loop."""
UNSORTED = "destinations that are not found where they should be"
_NOTDEF = re.compile(rb"<(?:(?!0000)[0-9A-Fa-f]{4})*0000(?:[0-9A-Fa-f]{4})*>")
"""A run of glyphs with glyph 0 in it, as the engine writes them: in hexadecimal, four digits each."""


class Tagged(Struct, frozen=True):
    """What a file says of its pages."""

    labels: tuple[str, ...]
    tree: Element | None
    places: Mapping[str, Destination]
    """By name."""
    bookmarks: tuple[Bookmark, ...]
    annotations: tuple[tuple[Annotation, ...], ...]
    notdef: tuple[int, ...]
    faces: tuple[Face, ...]
    language: str
    stated: Stated
    astray: tuple[str, ...]
    problems: tuple[str, ...]
    imprints: tuple[str, ...]
    """A digest of each page, with all that is drawn on it."""


def structure(pdf: bytes) -> Tagged:
    """All of it; one of `REFUSALS` if the file cannot be opened."""
    with opened(pdf) as file:
        labels = tuple(str(page.label) for page in file.pages)
        return _all(Objects(file), pdf, labels)


def _all(objects: Objects, pdf: bytes, labels: tuple[str, ...]) -> Tagged:
    """What an open file says of its pages."""
    eye, root = Eye(objects), objects.get(objects.root, "/StructTreeRoot")
    annotations, tree, astray = eye.annotations(), None, tuple[str, ...]()
    if root is not None:
        kids = eye.kids(root, objects.root["/StructTreeRoot"])
        tree = Element("StructTreeRoot", kids, 0)
        said = parents.ways(objects, root)
        astray = tuple(eye.astray(said))
        if not parents.is_open(root.get("/ParentTreeNextKey"), said.back):
            astray += ("the tree of tags",)
    named = list(destinations.named(objects))
    if not destinations.is_sorted([name for name, _ in named]):
        eye.problems.append(UNSORTED)
    places = eye.destinations(named)
    bookmarks = eye.bookmarks(destinations.outline(objects))
    return Tagged(
        labels, tree, places, bookmarks, annotations, eye.notdef(), faces_of(objects),
        objects.text(objects.root, "/Lang"), stated.stated(objects), astray,
        (*eye.problems, *foreign.features(objects, pdf), *eye.hidden()),
        tuple(map(objects.imprint, objects.pages)),
    )


class Eye:
    """Reads some pages of an open file, and their tags; the pages are counted from `first`."""

    def __init__(self, objects: Objects, first: int = 0) -> None:
        self._objects = objects
        self._first = first
        self._pages: list[Mapping[str, Thing]] = [objects.follow(page) for page in objects.pages]
        self._numbers = {page: number for number, page in enumerate(objects.pages, first)}
        self._origins = [self._origin(page) for page in self._pages]
        self._annotations: dict[Reference, Annotation] = {}
        self.problems: list[str] = []
        """What no build writes, as far as was read."""
        self._contents = [self._content(page) for page in self._pages]
        self._marks = [streams.marked(content) for content in self._contents]
        for number, marks in enumerate(self._marks, first + 1):
            self.problems += [f"{problem} on page {number}" for problem in dict.fromkeys(marks.problems)]
        self._holders = parents.Holders()
        self._met: set[Reference] = set()
        """Tags that were read: a file in which one holds itself has no end."""

    def annotations(self) -> tuple[tuple[Annotation, ...], ...]:
        """The links of each page; they must be read before tags are."""
        return tuple(tuple(self._links(number)) for number in self._numbers.values())

    def notdef(self) -> tuple[int, ...]:
        """How many glyphs of each page stand for a missing one."""
        return tuple(map(_notdef, self._contents))

    def kids(
        self, tag: Mapping[str, Thing], reference: Reference
    ) -> tuple[Element | Content | Annotation, ...]:
        """All that a tag holds, with all that is in it."""
        return tuple(self._kids(tag, reference, 0, 0))

    def hidden(self) -> Iterator[str]:
        """What can hide text on a page."""
        known: dict[str, tuple[str, ...]] = {}
        pages = zip(self._objects.pages, self._pages, strict=True)
        for number, (page, entries) in enumerate(pages, self._first + 1):
            resources = str(entries.get("/Resources"))
            if resources not in known:  # pages share theirs
                known[resources] = tuple(hidden_features(self._objects, page))
            yield from (f"{what} on page {number}" for what in known[resources])

    def astray(self, said: parents.Ways) -> Iterator[str]:
        """What does not lead back to its tag, when all tags were read."""
        numbers = [marks.numbers for marks in self._marks]
        yield from parents.astray(self._objects, said, numbers, self._holders, self._first)

    def _kids(
        self, tag: Mapping[str, Thing], reference: Reference, page: int, depth: int
    ) -> Iterator[Element | Content | Annotation]:
        kids = self._objects.get(tag, "/K")
        if kids is None or depth > _DEEPEST:
            return
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, int):
                self._holders.marks.setdefault(page, {})[kid] = reference
                yield Content(page, kid)
            else:
                yield from self._kid(kid, reference, page, depth)

    def _kid(
        self, kid: Thing, around: Reference, page: int, depth: int
    ) -> Iterator[Element | Content | Annotation]:
        inner = self._objects.follow(kid)
        if not isinstance(inner, dict):
            self.problems.append(f"a tag on page {page + 1} whose content is elsewhere")
            return
        place = inner.get("/Pg")
        number = self._numbers.get(place, page) if isinstance(place, str) else page
        if "/S" in inner:
            if self._is_met(kid):
                self.problems.append(f"a tag on page {number + 1} that has two places")
                return
            self.problems += foreign.tag_features(self._objects, kid, around, number + 1)
            yield self._element(inner, kid if is_reference(kid) else "", number, depth)
        elif "/MCID" in inner:
            self.problems += foreign.reference_features(inner, number + 1)
            mcid = int(self._objects.get(inner, "/MCID"))
            self._holders.marks.setdefault(number, {})[mcid] = around
            yield Content(number, mcid)
        elif "/Obj" in inner:
            self.problems += foreign.reference_features(inner, number + 1)
            area = inner["/Obj"] if is_reference(inner["/Obj"]) else ""
            self.problems += self._area(area, around, number + 1)
            if area in self._annotations:
                yield self._annotations[area]

    def _area(self, area: Reference, around: Reference, page: int) -> Iterator[str]:
        """What is wrong where a tag holds the area of a link."""
        if area not in self._annotations:
            yield f"a tag on page {page} that leads to no link"
        if area in self._holders.areas:
            yield f"a link on page {page} in two tags"
        self._holders.areas[area] = around

    def _element(self, tag: Mapping[str, Thing], reference: Reference, page: int, depth: int) -> Element:
        read, role = self._objects.text, self._objects.text(tag, "/S")[1:]
        kids = tuple(self._kids(tag, reference, page, depth + 1))
        name = read(tag, "/ID")
        if "/ID" in tag:
            self._holders.names[name] = reference
        about = self._about(role, page, self._objects.get(tag, "/A")) if "/A" in tag else {}
        meaning = read(tag, "/Alt") or read(tag, "/ActualText")
        return Element(role, kids, page, read(tag, "/Lang"), meaning, read(tag, "/E"), name, **about)

    def _about(self, role: str, page: int, about: Thing) -> dict[str, Any]:
        """What the attributes of an element say; those of a build stand in one dictionary."""
        if not isinstance(about, dict):
            return {}
        if role in ("TH", "TD"):
            return self._cell(about)
        box = self._box(page, self._objects.listed(about, "/BBox")) if "/BBox" in about else None
        return {"numbering": self._objects.text(about, "/ListNumbering").lstrip("/"), "box": box}

    def _cell(self, about: Mapping[str, Thing]) -> dict[str, Any]:
        """The scope, the spans and the names of the heads of a table cell."""
        spans = (self._objects.get(about, key) for key in ("/ColSpan", "/RowSpan"))
        heads = map(self._objects.follow, self._objects.listed(about, "/Headers"))
        return {
            "scope": self._objects.text(about, "/Scope").lstrip("/"),
            "spans": tuple(1 if span is None else int(span) for span in spans),
            "headers": tuple(map(text, heads)),
        }

    def _links(self, number: int) -> Iterator[Annotation]:
        for area in self._objects.listed(self._pages[number - self._first], "/Annots"):
            link = self._objects.follow(area)
            if self._objects.get(link, "/Subtype") != "/Link" or "/Rect" not in link:
                continue
            url, name = self._aim(link)
            box = self._box(number, self._objects.listed(link, "/Rect"))
            annotation = Annotation(number, box, url, name, self._objects.text(link, "/Contents"))
            self._annotations[area if is_reference(area) else ""] = annotation
            yield annotation

    def _aim(self, link: Mapping[str, Thing]) -> tuple[str, str]:
        """The address or the destination of a link."""
        action = self._objects.get(link, "/A")
        if action is not None and "/URI" in action:
            return self._objects.text(action, "/URI"), ""
        aim = self._objects.get(link, "/Dest") if action is None else self._objects.get(action, "/D")
        return "", "" if isinstance(aim, list) else text(aim)

    def destinations(self, named: Iterable[Named]) -> Mapping[str, Destination]:
        """The places to which names lead, on these pages."""
        places = ((name, self._destination(aim)) for name, aim in named)
        return {name: place for name, place in places if place is not None}

    def bookmarks(self, entries: Iterable[Entry]) -> tuple[Bookmark, ...]:
        """The lines of the outline with their places."""
        return tuple(
            Bookmark(entry.level, entry.title, *_place(self._destination(entry.aim))) for entry in entries
        )

    def _destination(self, aim: Sequence[Thing]) -> Destination | None:
        number = self._numbers.get(aim[0]) if aim and is_reference(aim[0]) else None
        if number is None:
            return None
        if len(aim) != 5 or aim[1] != "/XYZ" or aim[4]:
            self.problems.append(f"a destination on page {number + 1} that changes the view")
        left, top = self._origins[number - self._first]
        across, down = map(self._objects.follow, (aim[2], aim[3]) if len(aim) > 3 else (left, top))
        return Destination(
            number, (float(across or 0) - left) * MM_PER_PT, (top - float(down or 0)) * MM_PER_PT
        )

    def _is_met(self, thing: Thing) -> bool:
        """Whether an object was read before; from now on it was."""
        known = is_reference(thing) and thing in self._met
        if is_reference(thing):
            self._met.add(thing)
        return known

    def _content(self, page: Mapping[str, Thing]) -> bytes:
        """The stream of a page, in one piece."""
        parts = self._objects.listed(page, "/Contents") or [page.get("/Contents")]
        return b"\n".join(self._objects.content(part) for part in parts)

    def _origin(self, page: Mapping[str, Thing]) -> tuple[float, float]:
        """The top left corner of the trimmed page, in points."""
        box = self._objects.listed(page, "/TrimBox") or self._objects.listed(page, "/MediaBox")
        return float(self._objects.follow(box[0])), float(self._objects.follow(box[3]))

    def _box(self, number: int, corners: list[Thing]) -> Box:
        x, y = self._origins[number - self._first]
        sides = [float(self._objects.follow(side)) for side in corners]
        left, right = sorted((sides[0] - x, sides[2] - x))
        top, bottom = sorted((y - sides[1], y - sides[3]))
        return Box(left * MM_PER_PT, top * MM_PER_PT, right * MM_PER_PT, bottom * MM_PER_PT)


def _notdef(content: bytes) -> int:
    """How many runs of a stream have a glyph that stands for a missing one."""
    return len(_NOTDEF.findall(content)) if b"0000" in content else 0


def _place(there: Destination | None) -> tuple[int, float, float]:
    """Page, top and left of where a bookmark leads."""
    return (-1, 0, 0) if there is None else (there.page, there.top, there.left)
