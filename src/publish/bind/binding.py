"""Stage `bind`: pages in, one PDF out that is PDF/A-3a and PDF/UA-1 at once.

The same pages always give the same bytes: dates come from the metadata, and nothing is read from the machine.
Nothing is laid out here, and no file is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from types import SimpleNamespace

import pydyf
import weasyprint
from weasyprint.pdf import VARIANTS, generate_pdf

from .. import faults
from ..artifacts import Anchor, Attachment, Metadata, Sheets, Volume
from ..engine import Remark, fault, listen
from ..folio import folio_of
from ..report import Report
from ..span import Span
from .bars import Bars, bars_beside, draw_bars
from .enclosure import associate, enclosures
from .faces import fonts
from .frame import frame_text
from .leaves import BoundLeaf, add_packed_texts, bound
from .metadata import VolumeMetadata
from .repair import leave_pictures_sharp
from .resources import add_resources
from .structure import add_structure
from .writing import written

_SPAN = Span(PurePosixPath("volume.pdf"))
_TOLD_BY_TYPESET = ("No anchor #", "Anchor defined twice")
_COLOURS = "srgb"
"""The output intent that PDF/A asks for."""
_VARIANT = "pdf/a-3a"
_OPTIONS = weasyprint.DEFAULT_OPTIONS | VARIANTS[_VARIANT][1] | {"pdf_variant": _VARIANT, "pdf_tags": True}
"""What `Document.write_pdf` makes of them, but for the writing."""
_NO_FONTS = SimpleNamespace(font_map=None)
"""The fonts that forms would be set in."""


def bind(
    sheets: Sheets,
    metadata: Metadata,
    attachments: Sequence[Attachment],
    report: Report,
    *,
    first_body_anchor: str,
    changed: Sequence[str] = (),
) -> Volume:  # six parameters: each comes from another stage
    """One PDF of all fragments. Folios are Roman before the page of `first_body_anchor`, then begin again.

    A bar stands in the outer margin beside the blocks whose ids are in `changed`.
    """
    front_pages = _front_pages(sheets.anchors, first_body_anchor, report)
    folios = {name: folio_of(boxes[0].page, front_pages) for name, boxes in sheets.anchors.items()}
    leaves = bound(sheets.fragments, front_pages, folios)
    document = weasyprint.Document(leaves, VolumeMetadata(metadata), None, _NO_FONTS, {}, _COLOURS)
    document.fonts = fonts(sheets.fragments, sheets.families)
    bars = bars_beside(leaves, sheets.anchors, changed)
    with listen() as remarks:
        pdf = generate_pdf(document, None, 1, **_OPTIONS | {
            "attachments": enclosures(attachments, metadata.published),
        })
        _finish(leaves, sheets, pdf, front_pages, bars)
    _report(remarks, report)
    return Volume(written(pdf), len(leaves), sheets.anchors)


def _finish(
    leaves: Sequence[BoundLeaf], sheets: Sheets, pdf: pydyf.PDF, front_pages: int, bars: Bars
) -> None:  # five parameters: each is known to `bind` alone
    """The last touches before the file is written."""
    add_packed_texts(leaves, pdf)
    add_resources(sheets.fragments, pdf)
    associate(pdf)
    leave_pictures_sharp(pdf)
    pdf.catalog["PageLabels"] = _page_labels(front_pages)
    frame_text(leaves, pdf)
    add_structure(leaves, sheets.fragments, pdf)
    draw_bars(bars, pdf)


def _page_labels(front_pages: int) -> pydyf.Dictionary:
    """Roman folios for front pages, from i; arabic ones for the rest, from 1 (ISO 32000-1, 12.4.2)."""
    roman = [0, pydyf.Dictionary({"S": "/r"})] if front_pages else []
    arabic = [front_pages, pydyf.Dictionary({"S": "/D"})]
    return pydyf.Dictionary({"Nums": pydyf.Array(roman + arabic)})


def _front_pages(anchors: Mapping[str, Sequence[Anchor]], first_body_anchor: str, report: Report) -> int:
    """How many pages stand before the body."""
    if first_body_anchor in anchors:
        return anchors[first_body_anchor][0].page
    report.add(_SPAN, faults.dead_anchor(first_body_anchor))
    return 0


def _report(remarks: Sequence[Remark], report: Report) -> None:
    """What the engine said of fonts and links; it draws nothing here, and opens no file."""
    for remark in remarks:
        if not remark.template.startswith(_TOLD_BY_TYPESET):
            report.add(_SPAN, fault(remark))
