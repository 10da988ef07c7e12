"""What no build writes into a PDF: it can hide the text or say another, or do something.

Builds write few kinds of objects, each with few keys; whatever else is in a file is told, whether or not
anybody thought of it. Nothing is known here of the manuscript.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from .objects import Objects, Reference, Thing, is_reference

_PAGE = ("Type", "Parent", "MediaBox", "TrimBox", "BleedBox", "ArtBox", "Contents", "Resources", "Annots",
         "StructParents", "Tabs")
_CATALOG = ("Type", "Pages", "Lang", "MarkInfo", "Metadata", "Names", "Outlines", "OutputIntents",
            "PageLabels", "StructTreeRoot", "ViewerPreferences", "AF")
_ENTRY = ("Title", "Parent", "Prev", "Next", "First", "Last", "Count", "Dest")


def _keys(*names: str) -> frozenset[str]:
    return frozenset(f"/{name}" for name in names)


_KNOWN: Mapping[str, frozenset[str]] = {
    "Catalog": _keys(*_CATALOG),
    "Pages": _keys("Type", "Kids", "Count", "Parent"),
    "Page": _keys(*_PAGE),
    "Annot": _keys("Type", "Subtype", "Rect", "Contents", "BS", "F", "A", "Dest", "StructParent"),
    "StructTreeRoot": _keys("Type", "K", "ParentTree", "ParentTreeNextKey", "IDTree"),
    "StructElem": _keys("Type", "S", "P", "Pg", "K", "ID", "Lang", "Alt", "E", "A"),
    "Filespec": _keys("Type", "F", "UF", "Desc", "EF", "AFRelationship"),
    "EmbeddedFile": _keys("Type", "Subtype", "Params", "Length", "Filter", "DecodeParms"),
    "bookmark": _keys(*_ENTRY),
}
"""The keys of each kind of object."""
_NAMES: Mapping[str, str] = {
    "Catalog": "the catalogue", "Pages": "the tree of pages", "Page": "a page", "Annot": "a link",
    "StructTreeRoot": "the tree of tags", "StructElem": "a tag", "Filespec": "an attachment",
    "EmbeddedFile": "an attachment", "bookmark": "a bookmark",
}
_NOWHERE_ELSE = _keys(
    "Metadata", "AF", "AA", "JS", "JavaScript", "OC", "PieceInfo", "Alternates", "OPI", "Ref", "ActualText",
    "Alt", "E", "Lang", "StructParent", "StructParents", "Properties", "RoleMap", "ClassMap", "AcroForm",
)
"""Keys that no font, picture, drawing or colour has."""
_ACTION = _keys("Type", "S", "URI")
_TABLE = _keys("O", "Scope", "ColSpan", "RowSpan", "Headers")
_ATTRIBUTES: Mapping[str, tuple[str, frozenset[str]]] = {
    "TH": ("Table", _TABLE), "TD": ("Table", _TABLE - _keys("Scope")),
    "L": ("List", _keys("O", "ListNumbering")), "Figure": ("Layout", _keys("O", "BBox")),
}
"""For each role the owner of its attributes, and which they are."""
_REFERENCE_KEYS = _keys("Type", "Pg", "MCID"), _keys("Type", "Pg", "Obj")
_CUTS = ("/CropBox", "/TrimBox", "/BleedBox")
_PRINTED = 4
"""The flag of an annotation that is seen on screens and on paper, and can be clicked."""
_MARKED = re.compile(rb"\b(?:BDC|BMC|MP|DP)\b")
_UNREFERENCED = ("/XRef", "/ObjStm")
_HEAD = re.compile(rb"(\d+) \d+")
_WORD = re.compile(rb"\w")


def features(objects: Objects, pdf: bytes) -> Iterator[str]:
    """Each as it is told."""
    yield from file_features(objects, pdf)
    if orphans(objects, [thing for thing in map(objects.trailer.get, ("/Root", "/Info")) if thing]):
        yield "objects to which nothing leads"
    yield from page_features(objects)


def file_features(objects: Objects, pdf: bytes) -> Iterator[str]:
    """What is seen without a look at pages, or at what leads where; `pdf` is the whole file."""
    root = objects.root
    if "/JavaScript" in objects.dictionary(root, "/Names"):
        yield "a script"
    if "/Encrypt" in objects.trailer:
        yield "a lock"
    if objects.dictionary(root, "/MarkInfo") != {"/Marked": True}:
        yield "tags that it does not vouch for"
    if objects.dictionary(root, "/ViewerPreferences") != {"/DisplayDocTitle": True}:
        yield "a window that does not show its title, or hides more"
    if not _has_our_colours(objects):
        yield "colours that are told otherwise than by the sRGB profile"
    yield from foreign_keys(objects)
    yield from _hidden(objects, pdf)


def _has_our_colours(objects: Objects) -> bool:
    """Whether one profile says what the colours are (ISO 19005-3, 6.2.3), and is one for screens in sRGB."""
    intents = [objects.follow(thing) for thing in objects.listed(objects.root, "/OutputIntents")]
    if len(intents) != 1 or objects.get(intents[0], "/S") != "/GTS_PDFA1":
        return False
    head = objects.content(intents[0].get("/DestOutputProfile"))[:40]
    named = "sRGB" in objects.text(intents[0], "/OutputConditionIdentifier")
    return named and head[12:20] == b"mntrRGB " and head[36:] == b"acsp"  # ICC.1:2010, 7.2


def tag_features(objects: Objects, tag: Thing, around: Reference, page: int) -> Iterator[str]:
    """What no tag of a build has: attributes for which its role does not ask, a parent without it."""
    entries = objects.follow(tag)
    if not is_reference(tag) or entries.get("/P") != around:
        yield f"a tag on page {page} that does not know where it stands"
    if "/A" in entries:
        about, role = objects.get(entries, "/A"), objects.text(entries, "/S")[1:]
        owner, keys = _ATTRIBUTES.get(role, ("", frozenset()))
        if not isinstance(about, dict) or objects.get(about, "/O") != f"/{owner}" or about.keys() - keys:
            yield f"a tag `{role}` on page {page} of which more is said"


def reference_features(reference: Mapping[str, Thing], page: int) -> Iterator[str]:
    """What no reference of a tag to marked content or to a link has, such as a stream of its own."""
    if not any(reference.keys() <= keys for keys in _REFERENCE_KEYS):
        yield f"a tag on page {page} whose content is elsewhere"


def foreign_keys(objects: Objects) -> Iterator[str]:
    """Keys that the objects of a kind never have; each once."""
    told: set[str] = set()
    for reference, thing in objects.all.items():
        if not isinstance(thing, dict):
            continue
        kind = _kind(objects, thing)
        more = thing.keys() - _KNOWN[kind] if kind in _KNOWN else thing.keys() & _NOWHERE_ELSE
        told.update(f"`{key[1:]}` in {_NAMES.get(kind, 'an object')}" for key in more)
        if "/BBox" in thing and _MARKED.search(objects.content(reference)):
            told.add("a drawing with marked content")
    yield from sorted(told)


def _kind(objects: Objects, thing: Mapping[str, Thing]) -> str:
    if "/Type" in thing:
        return objects.text(thing, "/Type")[1:]
    if "/Rect" in thing:
        return "Annot"
    if "/S" in thing and "/P" in thing:
        return "StructElem"
    return "bookmark" if "/Title" in thing and "/Parent" in thing else ""


def _hidden(objects: Objects, pdf: bytes) -> Iterator[str]:
    """What the file keeps behind what it shows: earlier states of it."""
    heads = list(_heads(pdf))
    ends = pdf.count(b"startxref"), pdf.count(b"%%EOF")
    if ends != (1, 1) or "/Prev" in objects.trailer or len(heads) != len(set(heads)):
        yield "an earlier state of itself"
    if not pdf.startswith(b"%PDF-") or not pdf.rstrip().endswith(b"%%EOF"):
        yield "something before its beginning or after its end"


def _heads(pdf: bytes) -> Iterator[bytes]:
    """The numbers of all that looks like an object: a line begins with it."""
    for before, after in pairwise(pdf.split(b" obj")):  # an expression would stop at each line
        line = before[max(before.rfind(b"\n"), before.rfind(b"\r")) + 1:]
        if (head := _HEAD.fullmatch(line)) and not _WORD.match(after):
            yield head[1]


def orphans(objects: Objects, roots: Iterable[Reference]) -> set[Reference]:
    """The objects that are not reached from some; from the trailer, all are (ISO 32000-1, 7.5.5)."""
    return {
        reference for reference in objects.all.keys() - reached(objects, roots)
        if objects.text(objects.dictionary(objects.all, reference), "/Type") not in _UNREFERENCED
    }


def reached(objects: Objects, roots: Iterable[Reference]) -> set[Reference]:
    """These objects and all to which they lead; also such as are not in the file."""
    waiting = list(roots)
    met = set(waiting)
    while waiting:
        found = objects.led_to(waiting.pop()) - met
        waiting += found
        met |= found
    return met


def sizes(objects: Objects) -> list[list[float]]:
    """The shorter and the longer side of each page, in points: one that lies on its side is no larger."""
    return [sorted(_box(objects, objects.follow(page), "/MediaBox")[2:]) for page in objects.pages]


def page_features(objects: Objects, first: int = 0) -> Iterator[str]:
    """What no page of a build has; they are counted from `first`, and all are as large as the first here."""
    pages, sides = [objects.follow(page) for page in objects.pages], sizes(objects)
    for number, (page, size) in enumerate(zip(pages, sides, strict=True), first + 1):
        yield from (f"{what} on page {number}" for what in _page(objects, page))
        if size != sides[0] or _box(objects, page, "/MediaBox")[:2] != (0, 0):
            yield f"another size of page {number}"


def _page(objects: Objects, page: Mapping[str, Thing]) -> Iterator[str]:
    if "/Rotate" in page or "/UserUnit" in page:
        yield "a turn or another scale"
    whole = _box(objects, page, "/MediaBox")
    if any(key in page and _box(objects, page, key) != whole for key in _CUTS):
        yield "a cut"
    if objects.get(page, "/Tabs") != "/S":
        yield "an order of its own for keyboards"
    if "/AA" in page:
        yield "an action"
    for area in map(objects.follow, objects.listed(page, "/Annots")):
        kind = objects.text(area, "/Subtype")
        if kind != "/Link":
            yield f"an annotation of the kind `{kind[1:]}`"
        elif not _is_plain(objects, area):
            yield "a link that does more than lead"


def _is_plain(objects: Objects, area: Mapping[str, Thing]) -> bool:
    """Whether a link leads to one place or address, has no frame, and does nothing else."""
    action = objects.get(area, "/A")
    leads = "/Dest" in area if action is None else "/Dest" not in area and _leads(objects, action)
    return leads and objects.get(area, "/F") == _PRINTED and objects.dictionary(area, "/BS") == {"/W": 0}


def _leads(objects: Objects, action: Mapping[str, Thing]) -> bool:
    return objects.get(action, "/S") == "/URI" and action.keys() <= _ACTION


def _box(objects: Objects, page: Mapping[str, Thing], key: str) -> tuple[float, ...]:
    return tuple(float(objects.follow(side)) for side in objects.listed(page, key))
