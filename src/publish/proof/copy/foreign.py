"""What no build writes into a PDF: it can hide the text or say another, or do something.

Builds write few kinds of objects, each with few keys; whatever else is in a file is told, whether or not
anybody thought of it. Nothing is known here of the manuscript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

Thing = Any  # pikepdf's objects have no useful types
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
_PRINTED = 4
"""The flag of an annotation that is seen on screens and on paper, and can be clicked."""
_MARKED = re.compile(rb"\b(?:BDC|BMC|MP|DP)\b")
_UNREFERENCED = ("/XRef", "/ObjStm")
_REFERENCE = re.compile(rb"(?<![\d.])(\d+) \d+ R\b")
_HEAD = re.compile(rb"(?:^|[\r\n])(\d+) \d+ obj\b")


def features(file: pikepdf.Pdf, pdf: bytes) -> Iterator[str]:
    """Each as it is told."""
    if "/JavaScript" in file.Root.get("/Names", pikepdf.Dictionary()):
        yield "a script"
    if file.is_encrypted:
        yield "a lock"
    marks = file.Root.get("/MarkInfo", pikepdf.Dictionary())
    if not marks.get("/Marked", False) or set(marks.keys()) != {"/Marked"}:
        yield "tags that it does not vouch for"
    preferences = file.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not preferences.get("/DisplayDocTitle", False) or set(preferences.keys()) != {"/DisplayDocTitle"}:
        yield "a window that does not show its title, or hides more"
    if not _has_our_colours(file):
        yield "colours that are told otherwise than by the sRGB profile"
    yield from _objects(file)
    yield from _hidden(file, pdf)
    yield from _pages(file)


def _has_our_colours(file: pikepdf.Pdf) -> bool:
    """Whether one profile says what the colours are (ISO 19005-3, 6.2.3), and is one for screens in sRGB."""
    intents = file.Root.get("/OutputIntents", pikepdf.Array())
    if len(intents) != 1 or intents[0].get("/S") != "/GTS_PDFA1":
        return False
    profile = intents[0].get("/DestOutputProfile")
    named = "sRGB" in str(intents[0].get("/OutputConditionIdentifier", ""))
    head = profile.read_bytes()[:40] if isinstance(profile, pikepdf.Stream) else b""
    return named and head[12:20] == b"mntrRGB " and head[36:] == b"acsp"  # ICC.1:2010, 7.2


def tag_features(tag: Thing, around: Thing, page: int) -> Iterator[str]:
    """What no tag of a build has: attributes for which its role does not ask, a parent without it."""
    if tag.objgen == (0, 0) or tag.get("/P", tag).objgen != around.objgen:
        yield f"a tag on page {page} that does not know where it stands"
    if (about := tag.get("/A")) is not None:
        owner, keys = _ATTRIBUTES.get(str(tag.S)[1:], ("", frozenset()))
        known = isinstance(about, pikepdf.Dictionary) and about.get("/O") == f"/{owner}"
        if not known or set(about.keys()) - keys:
            yield f"a tag `{str(tag.S)[1:]}` on page {page} of which more is said"


def reference_features(reference: Thing, page: int) -> Iterator[str]:
    """What no reference of a tag to marked content or to a link has, such as a stream of its own."""
    if not any(set(reference.keys()) <= keys for keys in _REFERENCE_KEYS):
        yield f"a tag on page {page} whose content is elsewhere"


def _objects(file: pikepdf.Pdf) -> Iterator[str]:
    """Keys that the objects of a kind never have; each once."""
    told: set[str] = set()
    for thing in file.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            keys = set(thing.keys())
            kind = _kind(thing, keys)
            more = keys - _KNOWN[kind] if kind in _KNOWN else keys & _NOWHERE_ELSE
            told |= {f"`{key[1:]}` in {_NAMES.get(kind, 'an object')}" for key in more}
            if "/BBox" in keys and isinstance(thing, pikepdf.Stream) and _MARKED.search(thing.read_bytes()):
                told.add("a drawing with marked content")
    yield from sorted(told)


def _kind(thing: Thing, keys: set[str]) -> str:
    if "/Type" in keys:
        return str(thing.Type)[1:]
    if "/Rect" in keys:
        return "Annot"
    if "/S" in keys and "/P" in keys:
        return "StructElem"
    return "bookmark" if {"/Title", "/Parent"} <= keys else ""


def _hidden(file: pikepdf.Pdf, pdf: bytes) -> Iterator[str]:
    """What the file keeps behind what it shows: earlier states of it, and objects to which nothing leads."""
    heads = _HEAD.findall(pdf)
    ends = pdf.count(b"startxref"), pdf.count(b"%%EOF")
    if ends != (1, 1) or "/Prev" in file.trailer or len(heads) != len(set(heads)):
        yield "an earlier state of itself"
    if not pdf.startswith(b"%PDF-") or not pdf.rstrip().endswith(b"%%EOF"):
        yield "something before its beginning or after its end"
    if _orphans(file):
        yield "objects to which nothing leads"


def _orphans(file: pikepdf.Pdf) -> set[int]:
    """The numbers of objects that are not reached from the trailer (ISO 32000-1, 7.5.5)."""
    leads: dict[int, Thing] = {}
    containers = set()
    for thing in file.objects:
        number = thing.objgen[0]
        whole = isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream))
        if whole and str(thing.get("/Type", "")) in _UNREFERENCED:
            containers.add(number)
        leads[number] = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    waiting = [thing.objgen[0] for thing in (file.trailer.get("/Root"), file.trailer.get("/Info")) if thing]
    reached = set(waiting)
    while waiting:
        lead = leads.get(waiting.pop())
        found = set() if lead is None else set(map(int, _REFERENCE.findall(lead.unparse(resolved=True))))
        waiting += found - reached
        reached |= found
    return leads.keys() - reached - containers - {0}


def _pages(file: pikepdf.Pdf) -> Iterator[str]:
    """Pages of another size than the first, though one that lies on its side is of the same."""
    sizes = [sorted(_box(page, "/MediaBox")[2:]) for page in file.pages]
    for number, (page, size) in enumerate(zip(file.pages, sizes, strict=True), 1):
        yield from (f"{what} on page {number}" for what in _page(page))
        if size != sizes[0] or _box(page, "/MediaBox")[:2] != (0, 0):
            yield f"another size of page {number}"


def _page(page: Thing) -> Iterator[str]:
    if page.get("/Rotate", 0) or page.get("/UserUnit", 1) != 1:
        yield "a turn or another scale"
    whole = _box(page, "/MediaBox")
    if any(key in page and _box(page, key) != whole for key in ("/CropBox", "/TrimBox", "/BleedBox")):
        yield "a cut"
    if page.get("/Tabs") != "/S":
        yield "an order of its own for keyboards"
    if "/AA" in page:
        yield "an action"
    for thing in page.get("/Annots", []):
        if thing.get("/Subtype") != "/Link":
            yield f"an annotation of the kind `{str(thing.get('/Subtype'))[1:]}`"
        elif not _is_plain(thing):
            yield "a link that does more than lead"


def _is_plain(link: Thing) -> bool:
    """Whether a link leads to one place or address, has no frame, and does nothing else."""
    action = link.get("/A")
    leads = "/Dest" in link if action is None else "/Dest" not in link and _leads(action)
    frame = link.get("/BS", pikepdf.Dictionary())
    return leads and link.get("/F") == _PRINTED and set(frame.keys()) == {"/W"} and frame.W == 0


def _leads(action: Thing) -> bool:
    return action.get("/S") == "/URI" and set(action.keys()) <= _ACTION


def _box(page: Thing, key: str) -> tuple[float, ...]:
    return tuple(float(side) for side in page.get(key, []))
