"""What a file says of the book as a whole, and what of that falls to each of its sections."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256

import msgspec
from msgspec import Struct

from ...artifacts import FileSection
from . import destinations, foreign, parents, stated
from .cutting import Cut, Uncut, cut, homes_of
from .destinations import Entry, Named
from .labels import labels_of
from .objects import REFUSALS, Objects, Reference, Thing, is_reference, number_of, opened
from .printed import Face
from .stated import Stated
from .tagged import UNSORTED
from .typeface import face_of, is_composite

_PAGES = frozenset({b"/Type", b"/Pages", b"/Kids", b"/Count"})
_NAME = re.compile(rb"/[^\s/<>\[\]()]+")
_DOCUMENT = frozenset({"/Type", "/S", "/P", "/K"})
_WAYS = frozenset({"/Kids"})


class Portion(Struct, frozen=True):
    """What the book's own part of a file says of the pages and tags of a section."""

    pages: tuple[Reference, ...]
    labels: tuple[str, ...]
    tops: tuple[Reference, ...]
    """Its topmost tags."""
    back: Reference
    """Its leaf of the tree that leads from pages to tags."""
    names: tuple[tuple[str, Thing], ...]
    """The IDs of its tags."""
    places: tuple[Named, ...]
    """The names that lead to its pages."""
    entries: tuple[Entry, ...]
    """The lines of the outline that lead to its pages."""


class Framed(Struct, frozen=True, dict=True):
    """A file cut into sections, and its own part, read."""

    cut: Cut
    sections: tuple[FileSection, ...]
    objects: Objects
    """Those of the book's own part."""
    document: Reference
    """The tag that holds all others."""
    shared: frozenset[Reference]
    """The objects that sections refer to, such as fonts: nothing else leads to them, but for colours."""
    faces: tuple[Face, ...]
    portions: tuple[Portion, ...]
    next_key: Thing
    """The first that the tree from pages to tags says it has not used."""
    problems: tuple[str, ...]
    """What no build writes."""
    stated: Stated
    """What the file says of itself."""

    @cached_property
    def seal(self) -> str:
        """A digest of the shared objects, as hexadecimal digits."""
        numbers = sorted(map(number_of, self.shared))
        said = (b"%d %b" % (number, self.cut.bytes_of(number)) for number in numbers)
        return sha256(b"".join(said)).hexdigest()

    @cached_property
    def language(self) -> str:
        """Of the book."""
        return self.objects.text(self.objects.root, "/Lang")

    def excerpt(self, index: int) -> bytes:
        """A PDF of a section alone."""
        section, portion = self.sections[index], self.portions[index]
        pages, root = number_of(self.objects.root["/Pages"]), self.cut.root
        listed = " ".join(portion.pages).encode()
        own = {number: self.cut.bytes_of(number) for number in sorted(map(number_of, self.shared))}
        own[pages] = b"<</Type /Pages /Kids [%b] /Count %d>>" % (listed, section.pages)
        own[number_of(self.document)] = b"<</Type /StructElem /S /Document>>"
        own[root] = b"<</Type /Catalog /Pages %d 0 R>>" % pages
        return self.cut.excerpt(section, own, root)

    @cached_property
    def leads(self) -> frozenset[Reference]:
        """To what objects of sections may lead beside their own."""
        return self.shared | {self.objects.root["/Pages"], self.document}


def framed(pdf: bytes, sections: Sequence[FileSection]) -> Framed:
    """A file and its sections; `Uncut` if they are not where they are said to be, or in another order."""
    file = cut(pdf, sections)
    try:
        with opened(file.frame(sections)) as frame:
            return _read(file, tuple(sections), Objects(frame, file.numbers_beside(sections)))
    except (*REFUSALS, KeyError, TypeError) as problem:
        raise Uncut(str(problem)) from problem


def _read(file: Cut, sections: tuple[FileSection, ...], objects: Objects) -> Framed:
    top = objects.dictionary(objects.root, "/StructTreeRoot")
    document, ways = _document(objects, top), objects.dictionary(top, "/ParentTree")
    if ways.keys() != _WAYS:
        raise Uncut("a tree from pages to tags of another form")
    named, entries = list(destinations.named(objects)), list(destinations.outline(objects))
    if _leads_on((*(aim for _, aim in named), *(entry.aim for entry in entries))):
        raise Uncut("a place that is told elsewhere")
    names = list(parents.name_tree(objects, objects.dictionary(top, "/IDTree")))
    problems = list(foreign.tag_features(objects, document, objects.root["/StructTreeRoot"], 1))
    if not destinations.is_sorted([name for name, _ in named]):
        problems.append(UNSORTED)
    if names != sorted(names) or len(dict(names)) != len(names):
        problems.append("tags that are not found where they should be")
    problems += foreign.file_features(objects, file.pdf)
    shared = shared_objects(objects)
    if not foreign.reached(objects, shared) <= shared:
        raise Uncut("something that sections share and that leads elsewhere")
    faces = tuple(
        face_of(objects, thing) for reference, thing in objects.all.items()
        if reference in shared and is_composite(thing)
    )
    tops, back = objects.listed(objects.follow(document), "/K"), objects.listed(ways, "/Kids")
    return Framed(
        file, sections, objects, document, shared, faces,
        _portions(file, objects, sections, (tops, back), (names, named, entries)),
        top.get("/ParentTreeNextKey"), tuple(problems), stated.stated(objects),
    )


def _document(objects: Objects, top: Mapping[str, Thing]) -> Reference:
    """The tag that holds all others."""
    documents = objects.listed(top, "/K")
    if len(documents) != 1 or not is_reference(documents[0]):
        raise Uncut("not one document")
    document = objects.follow(documents[0])
    if objects.text(document, "/S") != "/Document" or document.keys() != _DOCUMENT:
        raise Uncut("tags that are in no document, or in one of which more is said")
    reference: Reference = documents[0]
    return reference


def _portions(
    file: Cut, objects: Objects, sections: Sequence[FileSection], tags: tuple[list[Thing], list[Thing]],
    told: tuple[list[tuple[str, Thing]], list[Named], list[Entry]],
) -> tuple[Portion, ...]:  # five parameters: what is in the file, and what was read of it
    """What falls to each section: of the topmost tags and the ways back, of names, places and the outline."""
    whole = _Whole(sections)
    pages = _pages(file, objects, whole)
    tops, ways = map(whole.in_order, tags)
    names, named, entries = told
    lines = whole.of([entry.aim[0] if entry.aim else None for entry in entries])
    if lines != sorted(lines):
        raise Uncut("an outline in another order than the pages")
    titles, goals, ids = (defaultdict[int, list[Thing]](list) for _ in range(3))
    for index, entry in zip(lines, entries, strict=True):
        titles[index].append(entry)
    for index, one in zip(whole.of([aim[0] if aim else None for _, aim in named]), named, strict=True):
        goals[index].append(one)
    for index, one in zip(whole.of([tag for _, tag in names]), names, strict=True):
        ids[index].append(one)
    labels = labels_of(objects, len(objects.listed(objects.dictionary(objects.root, "/Pages"), "/Kids")))
    return tuple(
        Portion(
            pages[index], labels[one.first_page:one.first_page + one.pages], tuple(tops[index]),
            _only(ways[index]), tuple(ids[index]), tuple(goals[index]), tuple(titles[index]),
        )
        for index, one in enumerate(sections)
    )


def _pages(file: Cut, objects: Objects, whole: _Whole) -> Sequence[tuple[Reference, ...]]:
    """The pages of each section."""
    tree = objects.dictionary(objects.root, "/Pages")
    kids = objects.listed(tree, "/Kids")
    names = _NAME.findall(file.bytes_of(number_of(objects.root["/Pages"])))  # qpdf hands some on to the pages
    if not _PAGES.issuperset(names) or tree.get("/Count") != len(kids) != 0:
        raise Uncut("a tree of pages of another form")
    found = whole.in_order(kids)
    if any(len(found[index]) != one.pages for index, one in enumerate(whole.sections)):
        raise Uncut("sections with other pages")
    return [tuple(found[index]) for index in range(len(whole.sections))]


class _Whole(Struct, frozen=True, dict=True):
    """All sections, by what refers to their objects."""

    sections: Sequence[FileSection]

    @cached_property
    def _homes(self) -> Sequence[int]:
        """For each number the section of its object; -1 for none."""
        return homes_of(self.sections)

    def of(self, references: Sequence[Thing]) -> list[int]:
        """The section to which each refers; `Uncut` if one refers to none."""
        homes = self._homes
        numbers = [number_of(thing) if is_reference(thing) else -1 for thing in references]
        found = [homes[number] if 0 <= number < len(homes) else -1 for number in numbers]
        if -1 in found:
            raise Uncut("something that leads to no section")
        return found

    def in_order(self, references: Sequence[Thing]) -> Mapping[int, list[Reference]]:
        """References by section; `Uncut` if they are in another order."""
        homes = self.of(references)
        if homes != sorted(homes):
            raise Uncut("sections in another order")
        found: dict[int, list[Reference]] = defaultdict(list)
        for index, reference in zip(homes, references, strict=True):
            found[index].append(reference)
        return found


def _leads_on(aims: Iterable[Sequence[Thing]]) -> bool:
    """Whether a view of a page is not told in place: sections do not know all objects."""
    told = {thing if isinstance(thing, str) else type(thing) for aim in aims for thing in aim[1:]}
    return not told.isdisjoint((list, dict)) or any(map(is_reference, told))


def _only(found: Sequence[Reference]) -> Reference:
    if len(found) != 1:
        raise Uncut("a section without a way back to its tags, or with two")
    return found[0]


def shared_objects(objects: Objects) -> frozenset[Reference]:
    """The objects to which nothing but sections leads, and the colours."""
    trailer = [thing for thing in map(objects.trailer.get, ("/Root", "/Info")) if is_reference(thing)]
    intents = foreign.reached(objects, _references(objects.listed(objects.root, "/OutputIntents"), objects))
    return frozenset(foreign.orphans(objects, trailer)) | (intents & objects.all.keys())


def _references(things: Collection[Thing], objects: Objects) -> Iterator[Reference]:
    for thing in things:
        if is_reference(thing):
            yield thing
        elif isinstance(thing, dict):
            yield from filter(is_reference, thing.values())


def digest_of(portion: Portion) -> str:
    """A digest of all that is said of a section, as hexadecimal digits."""
    said = (
        portion.pages, portion.labels, portion.tops, portion.back, portion.names, portion.places,
        portion.entries,
    )
    return sha256(msgspec.json.encode(said)).hexdigest()
