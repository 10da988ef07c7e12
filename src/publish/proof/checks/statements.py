"""What the file says of itself and of the files in it is what the manuscript says, and no more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from ... import faults
from ...artifacts import Attachment, Manuscript, Metadata
from ..beside.comparison import Finding
from ..copy.printed import Enclosure, Printed
from ..copy.stated import Stated

_RELATIONSHIP = "Data"
_CREATOR = "publish"
_SCHEMA = (
    "PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "part", "Integer",
    "internal", "Part of ISO 14289 to which the file conforms",
)
"""The description of the one schema that PDF/A does not know (ISO 19005-3, 6.6.2.3.3)."""
Statements = Mapping[str, tuple[str, ...]]


def findings(manuscript: Manuscript, printed: Printed | Stated) -> Iterator[Finding]:
    """Statements and attachments that are lost, foreign or other than in the manuscript."""
    producer = tuple(filter(None, [printed.entries.get("Producer", "")]))
    packet, entries = _packet(manuscript.metadata, producer), _entries(manuscript.metadata, producer)
    yield from _differences("XMP packet", packet, printed.packet)
    yield from _differences(
        "information dictionary", entries, {name: (value,) for name, value in printed.entries.items()}
    )
    yield from _attachments(manuscript, printed.enclosures)


def _packet(metadata: Metadata, producer: tuple[str, ...]) -> Statements:
    moment = f"{metadata.published:%Y-%m-%d}T00:00:00Z"
    return _stated({
        "dc:title": (metadata.title,), "dc:creator": metadata.authors, "dc:description": (metadata.subject,),
        "dc:identifier": (metadata.identifier,), "dc:language": (metadata.language,),
        "dc:rights": (metadata.licence,), "xmpRights:Marked": ("True",),
        "xmpRights:WebStatement": (metadata.licence_url,), "pdf:Keywords": (", ".join(metadata.keywords),),
        "pdf:Producer": producer, "xmp:CreatorTool": (_CREATOR,), "xmp:CreateDate": (moment,),
        "xmp:ModifyDate": (moment,), "pdfaid:part": ("3",), "pdfaid:conformance": ("A",),
        "pdfuaid:part": ("1",), "pdfaExtension:schemas": _SCHEMA,
    })


def _entries(metadata: Metadata, producer: tuple[str, ...]) -> Statements:
    return _stated({
        "Title": (metadata.title,), "Author": (", ".join(metadata.authors),), "Subject": (metadata.subject,),
        "Keywords": (", ".join(metadata.keywords),), "Creator": (_CREATOR,), "Producer": producer,
        "CreationDate": (_moment(metadata),), "ModDate": (_moment(metadata),),
    })


def _stated(statements: Statements) -> Statements:
    """Without those that say nothing."""
    kept = {name: tuple(filter(None, values)) for name, values in statements.items()}
    return {name: values for name, values in kept.items() if values}


def _moment(metadata: Metadata) -> str:
    return f"D:{metadata.published:%Y%m%d}000000Z"


def _differences(where: str, expected: Statements, printed: Statements) -> Iterator[Finding]:
    """Each statement that differs; the digest is told by itself, as another state of the chapters."""
    for name in sorted((expected.keys() | printed.keys()) - {"xmpMM:InstanceID"}):
        said, wanted = printed.get(name, ()), expected.get(name, ())
        if [" ".join(one.split()) for one in said] != [" ".join(one.split()) for one in wanted]:
            yield Finding(faults.wrong_statement(where, name, "; ".join(said), "; ".join(wanted)))


def _attachments(manuscript: Manuscript, enclosures: tuple[Enclosure, ...]) -> Iterator[Finding]:
    """The records in the file are those that the book was made from."""
    given = {enclosure.name: enclosure for enclosure in enclosures}
    known = {attachment.name: attachment for attachment in manuscript.attachments}
    for name, attachment in known.items():
        if name not in given or given[name].digest != hashlib.sha256(attachment.content).hexdigest():
            yield Finding(faults.changed_attachment(name))
        else:
            for what in _misdescribed(given[name], attachment, _moment(manuscript.metadata)):
                yield Finding(faults.misdescribed_attachment(name, what))
    for name in given.keys() - known.keys():
        yield Finding(faults.foreign_feature(f"the attachment `{name}`"))
    if len(given) != len(enclosures):
        yield Finding(faults.foreign_feature("two attachments of one name"))


def _misdescribed(enclosure: Enclosure, attachment: Attachment, moment: str) -> Iterator[str]:
    if enclosure.media_type != attachment.media_type:
        yield "media type"
    if enclosure.description != attachment.description:
        yield "description"
    if enclosure.relationship != _RELATIONSHIP:
        yield "relationship to the book"
    if set(enclosure.dates) != {moment}:
        yield "date"
    if not enclosure.whole:
        yield "size, checksum or place"
