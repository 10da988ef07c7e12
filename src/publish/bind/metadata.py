"""What the PDF says of itself, in the one XMP packet that validators read.

The engine writes identification for one standard only. A file can keep PDF/A-3a and PDF/UA-1 at once, if the
packet names both and describes the schema of the second (ISO 19005-3, 6.6.2.3.3).
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from weasyprint.pdf.metadata import DocumentMetadata

from ..artifacts import Metadata

CREATOR = "publish"

_UA = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""

_RIGHTS = """\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:identifier>{identifier}</dc:identifier>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{licence}</rdf:li></rdf:Alt></dc:rights>
<xmpRights:Marked>True</xmpRights:Marked>
<xmpRights:WebStatement>{licence_url}</xmpRights:WebStatement>
<xmpMM:InstanceID>urn:sha256:{digest}</xmpMM:InstanceID>
</rdf:Description>
"""


class VolumeMetadata(DocumentMetadata):  # type: ignore[misc]  # the engine has no types
    """The engine's metadata, with a packet that names both standards, the licence and the identifier."""

    def __init__(self, metadata: Metadata) -> None:
        super().__init__(
            title=metadata.title,
            authors=list(metadata.authors),
            description=metadata.subject,
            keywords=list(metadata.keywords),
            generator=CREATOR,
            created=f"{metadata.published:%Y-%m-%d}T00:00:00Z",
            modified=f"{metadata.published:%Y-%m-%d}T00:00:00Z",
            lang=metadata.language,
        )
        self._metadata = metadata

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        """The packet: the engine's own, with ours before its end."""
        packet: bytes = super().generate_rdf_metadata(variant, version, conformance)
        end = b"</rdf:RDF>"
        if packet.count(end) != 1:
            raise RuntimeError("the engine's XMP packet does not end as expected")
        return packet.replace(end, (_UA + _rights(self._metadata)).encode() + end)


def _rights(metadata: Metadata) -> str:
    return _RIGHTS.format(
        identifier=escape(metadata.identifier),
        language=escape(metadata.language),
        licence=escape(metadata.licence),
        licence_url=escape(metadata.licence_url),
        digest=metadata.digest,
    )
