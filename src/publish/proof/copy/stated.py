"""What a PDF says of itself to catalogues: the XMP packet, the entries of old, the attachments.

Nothing is judged here. Values are strings as they stand in the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from msgspec import Struct

from .objects import Objects, Thing, decoded
from .parents import name_tree
from .printed import Enclosure

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc", "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp", "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM", "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid", "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
}

Statements = Mapping[str, tuple[str, ...]]
"""The values of each property by its name, such as `dc:title`."""


class Stated(Struct, frozen=True):
    """What a file says of itself."""

    title: str
    identifier: str
    """Edition and revision."""
    digest: str
    """Of the manuscript that it was made of."""
    packet: Statements
    """The XMP packet."""
    entries: Mapping[str, str]
    """The document information dictionary."""
    enclosures: tuple[Enclosure, ...]


def stated(objects: Objects) -> Stated:
    """All of it."""
    known = packet(objects)
    return Stated(
        " ".join(known.get("dc:title", ())), " ".join(known.get("dc:identifier", ())),
        " ".join(known.get("xmpMM:InstanceID", ())).removeprefix("urn:sha256:"), known, entries(objects),
        tuple(enclosures(objects)),
    )


def packet(objects: Objects) -> Statements:
    """The XMP packet; empty if there is none that can be read, with the comments of one as `comment`."""
    written = objects.content(objects.root.get("/Metadata"))
    try:
        top = ElementTree.fromstring(written)
    except ElementTree.ParseError:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    descriptions = [description for rdf in top for description in rdf]
    for description in descriptions:
        for name, values in _properties(description):
            found[name] = found.get(name, ()) + values
    strange = any(thing.tag != f"{_RDF}RDF" for thing in top) or len(top) != 1
    strange |= any(thing.tag != f"{_RDF}Description" for thing in descriptions)
    loose = [text for thing in (top, *top, *descriptions) for text in (thing.text, thing.tail) if text]
    if strange or written.count(b"<?xpacket begin") != 1 or b"<!--" in written or "".join(loose).strip():
        found["comment"] = ("more than statements",)
    return found


def _properties(description: ElementTree.Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in description.attrib.items():
        if name != f"{_RDF}about":
            yield _short(name), (value,)
    for thing in description:
        yield _short(thing.tag), tuple(_values(thing))


def _values(thing: ElementTree.Element) -> Iterator[str]:
    """All that is said in a property; what is in another language than that of the file, with its name."""
    for inner in thing.iter():
        language = inner.get(_LANG, "x-default")
        yield from (value for name, value in inner.attrib.items() if name not in (_LANG, f"{_RDF}parseType"))
        if inner.text and not inner.text.isspace():
            yield inner.text if language == "x-default" else f"{language}: {inner.text}"
        if inner is not thing and inner.tail and not inner.tail.isspace():
            yield inner.tail


def _short(name: str) -> str:
    space, _, local = name.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(space, space)}:{local}"


def entries(objects: Objects) -> Mapping[str, str]:
    """The document information dictionary (ISO 32000-1, 14.3.3)."""
    about = objects.dictionary(objects.trailer, "/Info")
    return {key[1:]: objects.text(about, key) for key in about}


def enclosures(objects: Objects) -> Iterator[Enclosure]:
    """The attachments by name, in the order of the names (7.11.4)."""
    names = objects.dictionary(objects.dictionary(objects.root, "/Names"), "/EmbeddedFiles")
    associated = objects.listed(objects.root, "/AF")
    for index, (name, thing) in enumerate(name_tree(objects, names)):
        place = associated.index(thing) if associated.count(thing) == 1 else -1
        yield _enclosure(objects, name, objects.follow(thing), place == index)


def _enclosure(objects: Objects, name: str, thing: Mapping[str, Thing], associated: bool) -> Enclosure:
    embedded = objects.dictionary(thing, "/EF")
    content = objects.content(embedded.get("/F"))
    inner = objects.dictionary(embedded, "/F") if content else {}
    about = objects.dictionary(inner, "/Params")
    names = {name, objects.text(thing, "/F"), objects.text(thing, "/UF")}
    checksum = hashlib.md5(content, usedforsecurity=False).digest()
    return Enclosure(
        name if len(names) == 1 else ", ".join(sorted(names)),
        hashlib.sha256(content).hexdigest(),
        objects.text(inner, "/Subtype")[1:],
        objects.text(thing, "/Desc"),
        objects.text(thing, "/AFRelationship")[1:],
        tuple(objects.text(about, key) for key in ("/CreationDate", "/ModDate")),
        associated and objects.get(about, "/Size") == len(content)
        and objects.text(about, "/CheckSum") == decoded(checksum)
        and set(embedded) == {"/F"},
    )
