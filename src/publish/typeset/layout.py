"""Stage `typeset`: a manuscript and the designers' sheets in, pages out.

What the engine drops or falls back on comes out as a diagnostic. No PDF is written here: that is `bind`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from .. import faults
from ..artifacts import Anchor, Manuscript, Sheets
from ..engine import REFUSAL, Remark, fault, listen, refused
from ..report import Fault, Report
from .edges import beyond
from .fonts import (
    BookFonts,
    faded_elements,
    missing_characters,
    missing_faces,
    missing_families,
    used_characters,
)
from .places import Place, Places
from .press import make_ready
from .settle import settle
from .stylesheet import Stylesheet, declared_families, read_sheets
from .trouble import Trouble, Wrong

MM_PER_PX = 25.4 / 96


def typeset(manuscript: Manuscript, stylesheet: Stylesheet, report: Report) -> Sheets:
    """The pages of a manuscript, all parts in one layout, with the page of every anchor.

    A pure function of the manuscript, the sheets, the pictures and the fonts.
    """
    places = Places(manuscript, read_sheets(stylesheet, report), stylesheet.edition)
    with listen() as first_remarks:
        press = make_ready(manuscript, stylesheet)
    settled = settle(press)
    document = settled.document
    # What is wrong in a sheet was told, with its place, when the sheets were read one by one.
    remarks = [*press.remarks, *(remark for remark in first_remarks if not remark.is_css)]
    _report_remarks(remarks, places, report)
    _report_fonts(document, press.fonts, places, report)
    _report_opacity(document, places, report)
    _report_dead_links(document, settled.troubles, places, report)
    _report_troubles(settled.troubles, places, report)
    _report_breakdown(settled.broken, places, report)
    _report_off_page(document, places, report)
    return Sheets(document, _anchors(document), declared_families(stylesheet, places.sheets), settled.repairs)


def _anchors(document: Document) -> Mapping[str, tuple[Anchor, ...]]:
    """Every id with its box on each page, in millimetres."""
    found: dict[str, list[Anchor]] = defaultdict(list)
    for number, page in enumerate(document.pages):
        for name, (left, top, right, bottom) in page.anchors.items():
            box = (left, top, right - left, bottom - top)
            found[name].append(Anchor(number, *(side * MM_PER_PX for side in box)))
    return {name: tuple(anchors) for name, anchors in found.items()}


def _report_remarks(remarks: Sequence[Remark], places: Places, report: Report) -> None:
    """What the engine said, but for what follows from a refusal."""
    urls = refused(remarks)
    for remark in remarks:
        if remark.template == REFUSAL or remark.subject not in urls:
            meaning = fault(remark)
            _add(report, _place(remark, meaning, places), meaning)


def _place(remark: Remark, meaning: Fault, places: Places) -> Place:
    if remark.is_css:
        return places.of_remark(remark)
    if meaning.code in ("dead-anchor", "repeated-anchor"):
        name = remark.subject.lstrip("#")
        return places.of(f'"#{name}"' if meaning.code == "dead-anchor" else f'id="{name}"')
    return places.of_url(remark.subject)


def _report_fonts(document: Document, fonts: BookFonts, places: Places, report: Report) -> None:
    used = used_characters(document)
    for family in missing_families(used, fonts):
        _add(report, places.of(family), faults.missing_font(family))
    for family, form, name, words in missing_faces(document, fonts):
        place = places.within(name, words) if name else places.of(family)
        _add(report, place, faults.missing_face(family, str(form), words))
    for characters in missing_characters(used, fonts):
        _add(report, places.of(*characters), faults.missing_glyph(characters))


def _report_opacity(document: Document, places: Places, report: Report) -> None:
    """Text that fades: the engine draws it apart, where it cannot be tagged, and it is hard to read."""
    for element in faded_elements(document):
        *_, name = element.rpartition(".")
        _add(report, places.of_declaration("opacity", name), faults.faded_text(element))


def _report_dead_links(
    document: Document, troubles: Sequence[Trouble], places: Places, report: Report
) -> None:
    """Links to what is not in the book; those to a lost note are told with the note."""
    anchors = {name for page in document.pages for name in page.anchors}
    anchors |= {trouble.note.get("id", "") for trouble in troubles}
    links = [link for page in document.pages for link in page.links]
    for name in sorted({target for kind, target, *_ in links if kind == "internal"} - anchors):
        _add(report, places.of(f'"#{name}"'), faults.dead_anchor(name))


def _report_troubles(troubles: Sequence[Trouble], places: Places, report: Report) -> None:
    """Notes that could not be mended."""
    for trouble in troubles:
        _add(report, places.of(f'id="{trouble.note.get("id", "")}"'), _meaning(trouble))


def _meaning(trouble: Trouble) -> Fault:
    number, page = trouble.note.get("data-number", ""), trouble.page + 1
    match trouble.wrong:
        case Wrong.LOST:
            return faults.lost_note(number, page)
        case Wrong.STRAYED:
            return faults.strayed_note(number, page, trouble.away)
        case Wrong.LONG:
            return faults.long_note(number, page)
        case _:
            return faults.broken_note(number, page, trouble.wrong)


def _report_breakdown(block: Element | None, places: Places, report: Report) -> None:
    """A block that the engine cannot set."""
    if block is None:
        return
    names = [f'id="{element.get("id")}"' for element in block.iter() if element.get("id")]
    words = [text.strip() for text in block.itertext() if text.strip()]
    meaning = faults.engine_breakdown(" ".join(words) or "the book as a whole")
    _add(report, places.of(*names[:1], *words[:1]), meaning)


def _report_off_page(document: Document, places: Places, report: Report) -> None:
    """Text must lie on the paper, and tables within the text: the engine sets what is too wide beyond it.

    A table is told once; of text, the first words of each block on a page. Words alone may stand anywhere.
    """
    tables = set()
    for number, page in enumerate(document.pages, 1):
        told = set()
        for box, name in beyond(page):
            if isinstance(box, boxes.TableBox):
                if name not in tables:
                    _add(report, places.of(f'id="{name}"'), faults.wide_table(number))
                tables.add(name)
            elif not name or name not in told:
                told.add(name)
                words = box.text.strip()
                place = places.within(name, words) if name else places.of(words)
                _add(report, place, faults.off_page(box.text, number))


def _add(report: Report, place: Place, meaning: Fault) -> None:
    report.add(place.span, meaning, place.subject)
