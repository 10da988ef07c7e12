"""A section of a finished PDF read back, from an excerpt of the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import cached_property, partial

from msgspec import Struct

from ...recall import Recall
from . import drawn, foreign, parents
from .cutting import references_in
from .framed import Portion
from .objects import REFUSALS, Objects, Reference, is_reference, opened
from .printed import Element, Face, Printed, PrintedPage
from .tagged import Eye
from .typeface import fonts_of, is_composite
from .widths import Widths

_HEADS = re.compile(rb"\d+ 0 obj\n(<<.*?>>)\nstream\n", re.DOTALL)
_LEAF = frozenset({"/Limits", "/Nums"})


class Cutting:
    """A PDF of a section, cut out when it is read or sent to whoever reads it: most sections are known."""

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make

    def __reduce__(self) -> tuple[Callable[[bytes], Cutting], tuple[bytes]]:
        return _cut_out, (self.content,)

    @cached_property
    def content(self) -> bytes:
        """The file."""
        return self._make()


def _cut_out(content: bytes) -> Cutting:
    return Cutting(lambda: content)


class Excerpt(Struct, frozen=True):
    """A section, and what must be known of the file around it."""

    pdf: Cutting
    first: int
    """The number of its first page, from 0."""
    portion: Portion
    document: Reference
    """The tag of the whole book, of which it has some."""
    leads: frozenset[Reference]
    """To what its objects may lead beside their own."""
    faces: tuple[Face, ...]
    """The file's fonts."""
    widths: Mapping[str, Widths]
    """Of their words, by their names."""
    language: str
    recall: Recall
    """Gives pages that were read before, to whoever reads them: it must be of a kind that can be pickled."""


class Copy(Struct, frozen=True):
    """A section read back, and what must be known of it."""

    printed: Printed
    size_pt: tuple[float, ...]
    """The shorter and the longer side of its pages."""
    keys: tuple[int, ...]
    """The first and the last by which it leads from pages and links to tags."""
    used: frozenset[Reference]
    """To what its objects lead, of what they may."""


def read_excerpt(excerpt: Excerpt) -> Copy:
    """All that the proof looks at; `ValueError` if it cannot be read as a PDF."""
    try:
        with opened(excerpt.pdf.content) as file:
            return _read(excerpt, Objects(file))
    except (*REFUSALS, *drawn.REFUSALS) as refusal:
        raise ValueError(str(refusal)) from refusal


def _read(excerpt: Excerpt, objects: Objects) -> Copy:
    portion, eye = excerpt.portion, Eye(objects, excerpt.first)
    annotations = eye.annotations()
    kids = eye.kids({"/K": list(portion.tops)}, excerpt.document)
    tree = Element("StructTreeRoot", (Element("Document", kids, 0),), 0)
    leaf = objects.dictionary(objects.all, portion.back)
    back = dict(parents.numbers(objects, leaf))
    said = parents.Ways(back, list(portion.names), parents.is_told(objects, leaf) and leaf.keys() == _LEAF)
    astray = tuple(eye.astray(said))
    places, bookmarks = eye.destinations(portion.places), eye.bookmarks(portion.entries)
    pages = tuple(
        PrintedPage(
            label, page.width, page.height, page.area, page.pieces, page.shapes, links, notdef
        )
        for page, label, links, notdef in zip(
            _drawn(excerpt, objects), portion.labels, annotations, eye.notdef(), strict=True
        )
    )
    met = foreign.reached(objects, (*portion.pages, *portion.tops, portion.back))
    problems = (
        *eye.problems, *foreign.foreign_keys(objects), *foreign.page_features(objects, excerpt.first),
        *eye.hidden(), *_unbound(excerpt, objects, met),
    )
    printed = Printed(
        pages, tree, places, bookmarks, excerpt.faces, excerpt.language, "", "", "", {}, {}, (),
        len(excerpt.pdf.content), astray, problems, excerpt.first,
    )
    keys = sorted(back)
    return Copy(
        printed, tuple(foreign.sizes(objects)[0]), (*keys[:1], *keys[-1:]), frozenset(met & excerpt.leads)
    )


def _drawn(excerpt: Excerpt, objects: Objects) -> Iterator[drawn.DrawnPage]:
    """What is drawn on each page."""
    with closing(drawn.Reader(excerpt.pdf.content, excerpt.widths, excerpt.first)) as reader:
        for number, page in enumerate(objects.pages):
            said = str(excerpt.first + number), objects.imprint(page)
            yield excerpt.recall("draw", said, partial(reader.page, number))


def _unbound(excerpt: Excerpt, objects: Objects, met: set[Reference]) -> Iterator[str]:
    """Objects of the section to which nothing of it leads, and what leads to another one."""
    own = objects.all.keys() - excerpt.leads
    if foreign.orphans(objects, met) - excerpt.leads - {objects.trailer["/Root"]}:
        yield "objects to which nothing leads"
    kinds = {one: objects.text(objects.dictionary(objects.all, one), "/Type") for one in own}
    said = [objects.content(one) for one, kind in kinds.items() if kind == "/ObjStm"]
    said += _HEADS.findall(excerpt.pdf.content)
    if not references_in(said) <= own | excerpt.leads:
        yield "a section that leads into another"
    if objects.pages != excerpt.portion.pages:
        yield "pages that are elsewhere"
    for font in fonts_of(objects):
        if not (is_reference(font) and font in excerpt.leads and is_composite(objects.follow(font))):
            yield "a font of its own"
