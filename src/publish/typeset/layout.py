"""Stage `typeset`: a manuscript and the designers' sheets in, pages out.

What the engine drops or falls back on comes out as a diagnostic. No PDF is written here: that is `bind`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from weasyprint import CSS, HTML, Document
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetchingError

from .. import faults
from ..artifacts import Anchor, Manuscript, Sheets
from ..engine import REFUSAL, Remark, fault, listen, refused
from ..report import Fault, Report
from .fetcher import Fetcher
from .fonts import BookFonts, missing_characters, missing_families, text_boxes, used_characters
from .frame import run_fast
from .places import Place, Places
from .stylesheet import Stylesheet, read_sheets

MM_PER_PX = 25.4 / 96
SLACK_PX = 1
"""How far text may reach over the edge of the paper before it counts as lost."""


def typeset(manuscript: Manuscript, stylesheet: Stylesheet, report: Report) -> Sheets:
    """The pages of a manuscript, all parts in one layout, with the page of every anchor.

    A pure function of the manuscript, the sheets, the pictures and the fonts.
    """
    places = Places(manuscript, read_sheets(stylesheet, report), stylesheet.edition)
    press = _Press(stylesheet.fetcher)
    with listen() as css_remarks:
        css = _read_css(stylesheet, press)
    with listen() as remarks:
        document = run_fast(lambda: _lay_out(manuscript, stylesheet, css, press))
    # What is wrong in a sheet was told, with its place, when the sheets were read one by one.
    remarks += [remark for remark in css_remarks if not remark.is_css]
    _report_remarks(remarks, places, report)
    _report_fonts(document, press.fonts, places, report)
    _report_dead_links(document, places, report)
    anchors = _anchors(document)
    _report_strayed_notes(anchors, places, report)
    _report_off_page(document, places, report)
    return Sheets(document, anchors)


@dataclass(frozen=True, slots=True)
class _Press:
    """What the engine shares between the sheets and the pages."""

    fetcher: Fetcher
    fonts: BookFonts = field(default_factory=BookFonts)
    counters: CounterStyle = field(default_factory=CounterStyle)
    colours: dict[str, object] = field(default_factory=dict)

    @property
    def shared(self) -> dict[str, object]:
        """The fonts, counters and colours, as the engine calls them."""
        return {"font_config": self.fonts, "counter_style": self.counters, "color_profiles": self.colours}


def _read_css(stylesheet: Stylesheet, press: _Press) -> CSS:
    """The designers' sheets for the engine; none if the entry sheet cannot be read, which was told before."""
    try:
        return CSS(url=stylesheet.url, url_fetcher=press.fetcher, **press.shared)
    except URLFetchingError:
        return CSS(string="", url_fetcher=press.fetcher)


def _lay_out(manuscript: Manuscript, stylesheet: Stylesheet, css: CSS, press: _Press) -> Document:
    html = HTML(string=manuscript.html, base_url=stylesheet.base_url, url_fetcher=press.fetcher)
    shared = dict(press.shared)
    if not press.fonts.loaded:
        # Pango crashes without a font. The report names what is missing; these pages are never printed.
        shared["font_config"] = FontConfiguration()
    return html.render(stylesheets=[css], pdf_variant="pdf/a-3a", pdf_tags=True, **shared)


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
    for character in missing_characters(used, fonts):
        _add(report, places.of(character), faults.missing_glyph(character))


def _report_dead_links(document: Document, places: Places, report: Report) -> None:
    anchors = {name for page in document.pages for name in page.anchors}
    links = [link for page in document.pages for link in page.links]
    for name in sorted({target for kind, target, *_ in links if kind == "internal"} - anchors):
        _add(report, places.of(f'"#{name}"'), faults.dead_anchor(name))


def _report_strayed_notes(
    anchors: Mapping[str, Sequence[Anchor]], places: Places, report: Report
) -> None:
    """Every note must stand on the page of its call: the engine moves some without a word."""
    for name, calls in anchors.items():
        notes = anchors.get(name.replace("call-", "note-", 1), ())
        first_call = re.fullmatch(r"call-(\d+)", name)
        if first_call and notes and notes[0].page != calls[0].page:
            fault = faults.strayed_note(int(first_call[1]), notes[0].page - calls[0].page)
            _add(report, places.of(f'id="{name}"'), fault)


def _report_off_page(document: Document, places: Places, report: Report) -> None:
    """Text must lie on the paper: the engine sets what is too wide or too long beyond its edge."""
    for number, page in enumerate(document.pages, 1):
        for box in text_boxes(page):
            across = box.position_x >= -SLACK_PX and box.position_x + box.width <= page.width + SLACK_PX
            down = box.position_y >= -SLACK_PX and box.position_y + box.height <= page.height + SLACK_PX
            if box.text.strip() and not (across and down):
                _add(report, places.of(box.text.strip()), faults.off_page(box.text, number))


def _add(report: Report, place: Place, meaning: Fault) -> None:
    report.add(place.span, meaning, place.subject)
