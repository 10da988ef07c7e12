"""Laid-out pages finished: drawn, and what is wrong with them told where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from .. import faults
from ..engine import REFUSAL, Remark, fault, listen, project_path, refused
from ..report import Fault, Report
from .drawing import Drawn, draw
from .edges import beyond
from .findings import PageOfTake
from .fonts import (
    BookFonts,
    faded_elements,
    missing_characters,
    missing_faces,
    missing_families,
    used_characters,
)
from .numbers import Unfit
from .places import Place, Places
from .planning import WIDEST
from .press import Press, Shop
from .settle import Settled
from .sides import Document, asked_side
from .trouble import Trouble, Wrong

_COUNTER = "counter()"
"""How the engine keeps what a sheet counts."""
_UNDRAWABLE = "faded-text"
"""The code of the error after which no page can be drawn: what fades is drawn apart, and has no tags."""
_NO_GLYPH = ".notdef glyph"
"""What the engine says of each character without a glyph as it draws it; those of texts were told by then."""


def finish(
    press: Press, settled: Settled, places: Places, report: Report, level: int = 0,
    begun: Iterable[Element] = (),
) -> Drawn | None:
    """The pages, drawn; None if they cannot be, which is an error. What is wrong with them is reported.

    `level` is that of the last heading before them; `begun` are the elements that they go on with.
    """
    document, shop = settled.document, press.shop
    _report_remarks([*press.remarks, *shop.remarks], places, report)
    _report_fonts(document, shop.fonts, places, report)
    _report_opacity(document, places, report)
    _report_troubles(settled.troubles, places, report)
    _report_breakdown(settled.broken, places, report)
    _report_off_page(document, places, report)
    _report_files(document, places, report)
    _report_side(document, places, report)
    if press.take.folio >= WIDEST:
        _report_unlike_folios(document, places, report)
    with listen() as remarks:
        drawn = _drawn(document, shop, places, report, level, begun)
    undescribed = drawn.undescribed if drawn else ()
    _report_drawing(list(_news(remarks, document, shop.fonts)), undescribed, places, report)
    return drawn


def _drawn(
    document: Document, shop: Shop, places: Places, report: Report, level: int, begun: Iterable[Element]
) -> Drawn | None:  # six parameters: those of whoever asks
    try:
        if not any(found.fault.code == _UNDRAWABLE for found in report):
            return draw(document, shop, level, begun)
    except Unfit as unfit:
        _add(report, places.of(unfit.wording), faults.unequal_figures(str(unfit)))
    return None


def _news(remarks: Sequence[Remark], document: Document, fonts: BookFonts) -> Iterator[Remark]:
    """What was said while pages were drawn, without characters that were told with the texts."""
    missing = ""
    if any(remark.template.startswith(_NO_GLYPH) for remark in remarks):
        missing = "".join(missing_characters(used_characters(document), fonts))
    for remark in remarks:
        if not remark.template.startswith(_NO_GLYPH) or remark.subject not in missing:
            yield remark


def _report_drawing(
    remarks: Sequence[Remark], undescribed: Iterable[str], places: Places, report: Report
) -> None:
    """What the engine said while it drew the pages: it opens the pictures within pictures only now."""
    urls = refused(remarks)
    for remark in remarks:
        if remark.subject not in urls or remark.template == REFUSAL:
            _add(report, places.of_url(remark.subject), fault(remark))
    for address in undescribed:
        _add(report, places.of_url(address), faults.missing_alt_text(project_path(address)))


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


def _report_troubles(troubles: Sequence[Trouble], places: Places, report: Report) -> None:
    """Notes that could not be mended."""
    for trouble in troubles:
        _add(report, places.of(f'id="{trouble.note.get("id", "")}"'), _meaning(trouble))


def _meaning(trouble: Trouble) -> Fault:
    number, page = trouble.note.get("data-number", ""), PageOfTake(trouble.page)
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
    for number, page in enumerate(document.pages):
        told = set()
        for box, name in beyond(page):
            if isinstance(box, boxes.TableBox):
                if name not in tables:
                    _add(report, places.of(f'id="{name}"'), faults.wide_table(PageOfTake(number)))
                tables.add(name)
            elif not name or name not in told:
                told.add(name)
                words = box.text.strip()
                place = places.within(name, words) if name else places.of(words)
                _add(report, place, faults.off_page(box.text, PageOfTake(number)))


def _report_files(document: Document, places: Places, report: Report) -> None:
    """Files that a link would put into the PDF: those of an edition are given to `bind`."""
    links = (link for page in document.pages for link in page.links)
    for address in dict.fromkeys(target for kind, target, *_ in links if kind == "attachment"):
        reason = "a link on a page adds no file to the PDF"
        _add(report, places.of_url(address), faults.refused_url(project_path(address), reason))


def _report_side(document: Document, places: Places, report: Report) -> None:
    """A part that asks for one side of the sheet to begin on."""
    asked = asked_side(document)
    if asked:
        element, side = asked
        names = element.get("class", "").split()
        place = places.of_declaration("break-before", names[-1] if names else element.get("id", element.tag))
        _add(report, place, faults.unheard_side(".".join((element.tag, *names)), side))


def _report_unlike_folios(document: Document, places: Places, report: Report) -> None:
    """Folios of the body in other than Arabic figures: only those are filled in."""
    margins = (box for page in document.pages for box in page._page_box.children)
    contents = {tuple(box.style["content"]) for box in margins if isinstance(box, boxes.MarginBox)}
    for kind, counted in sorted({part for content in contents for part in content if part[0] == _COUNTER}):
        if counted[0] == "page" and counted[1] != "decimal":
            words = f"{kind[:-1]}{counted[0]}, {counted[1]})"
            _add(report, places.of(words, "counter(page,"), faults.unknown_page(words))


def _add(report: Report, place: Place, meaning: Fault) -> None:
    report.add(place.span, meaning, place.subject)
