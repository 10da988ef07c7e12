"""The margins of a laid-out page, and those that it would have on the other side of the sheet.

Text is laid out as on right-hand pages. Where the text area of a left-hand page is as wide and as high, the
same lines stand there, only shifted; what differs are the margins, with their running heads and folios. So a
take need not be laid out again when a page more before it turns all its pages over. The only module that asks
the engine for the margins of a page (WeasyPrint 70, `layout/page.py`); the engine is not changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint import DEFAULT_OPTIONS, HTML, Page
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import LayoutContext, layout_document
from weasyprint.layout.background import Background, layout_box_backgrounds
from weasyprint.layout.page import make_margin_boxes, page_height, page_width, set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages
from weasyprint.pdf import VARIANTS
from weasyprint.pdf.metadata import DocumentMetadata

from .course import Course, Making

_SIDED = frozenset({"left", "right", "recto", "verso"})
_SLACK_PX = 0.01


class Document(weasyprint.Document):  # type: ignore[misc]  # the engine has no types
    """A document that still knows how its pages were made."""

    context: Course
    html: HTML
    first: int = 0
    """Which page of the layout its first one is, counting from 0."""

    def of_pages(self, first: int, end: int) -> Document:
        """Some of its pages, by themselves: they are drawn with typefaces of their own."""
        colours, intent = self.color_profiles, self.output_intent
        pages = self.pages[first:end]
        some = Document(pages, self.metadata, self.url_fetcher, self.font_config, colours, intent)
        some.context, some.html, some.first = self.context, self.html, self.first + first
        return some


def render(
    html: HTML, sheets: list[weasyprint.CSS], shared: Mapping[str, Any], making: Making
) -> Document:
    """What `HTML.render` gives for PDF/A with tags, with how it was made."""
    options = {**DEFAULT_OPTIONS, "stylesheets": sheets, "pdf_variant": "pdf/a-3a", "pdf_tags": True}
    options |= {name: value for name, value in VARIANTS["pdf/a-3a"][1].items() if options[name] is None}
    fonts, counters, colours = (shared[name] for name in ("font_config", "counter_style", "color_profiles"))
    context = Course(Document._build_layout_context(html, fonts, counters, colours, options), making)
    root = build_formatting_structure(
        html.etree_element, context.style_for, context.get_image_from_uri, html.base_url,
        context.target_collector, counters, context.footnotes,
    )
    context.begin(root)
    pages = [Page(box) for box in layout_document(html, root, context)]
    if not context.judged:
        making.judge(context.pages, context.whole)
    metadata = DocumentMetadata(**get_html_metadata(html))
    document = Document(pages, metadata, html.url_fetcher, fonts, colours, options["output_intent"])
    document.context, document.html = context, html
    return document


def text_alone(page: boxes.PageBox) -> boxes.PageBox:
    """A page without its margins."""
    return page.copy_with_children([box for box in page.children if not isinstance(box, boxes.MarginBox)])


def margins_alone(page: boxes.PageBox) -> boxes.PageBox:
    """A page without its text, and without a background."""
    alone = page.copy_with_children([box for box in page.children if isinstance(box, boxes.MarginBox)])
    alone.background = alone.canvas_background = None
    return alone


def turned(document: Document, number: int) -> boxes.PageBox | None:
    """A page, counting from 0, as it would be on the other side; None if it would be another one.

    Its text stays where it is: only the margins are right. They alone are to be drawn.
    """
    page = document.pages[number]._page_box
    if _is_painted(page.background) or page.canvas_background:
        return None
    context = document.context
    side = "left" if page.page_type.side == "right" else "right"
    page_type = page.page_type._replace(side=side)
    set_page_type_computed_styles(page_type, document.html, context.style_for)
    other = _sized(page, page_type, context)
    if abs(other.width - page.width) > _SLACK_PX or abs(other.height - page.height) > _SLACK_PX:
        return None
    if abs(other.content_box_y() - page.content_box_y()) > _SLACK_PX:
        return None
    context.current_page = following = document.first + number + 1
    other.children = text_alone(page).children  # running heads look into it
    margins = tuple(make_margin_boxes(context, other, context.page_maker[following][3]))
    for box in margins:
        layout_box_backgrounds(other, box, context.get_image_from_uri)
    layout_box_backgrounds(other, other, context.get_image_from_uri, layout_children=False)
    if _is_painted(other.background):
        return None
    other.children, other.canvas_background = margins, None
    return other


def is_sided(document: Document) -> bool:
    """Whether a page must begin on one side of the sheet, or the one after the last."""
    states = document.context.page_maker[document.first + 1 : document.first + len(document.pages) + 1]
    return any(next_page["break"] in _SIDED for _, next_page, *_ in states)


def asked_side(document: Document) -> tuple[Element, str] | None:
    """The element with which a document begins and which asks for one side, if there is such, and that side.

    The engine hears it of no first element. What `html` asks for is where the document was told to begin.
    """
    box = next(iter(document.pages[0]._page_box.children), None)
    while isinstance(box, boxes.BlockBox) and box.children:
        box = box.children[0]
        if isinstance(box, boxes.BlockLevelBox) and box.style["break_before"] in _SIDED:
            return box.element, box.style["break_before"]
    return None


def _is_painted(background: Background | None) -> bool:
    """Whether a page has a colour or a picture behind it; every page has a background, be it an empty one."""
    return bool(background and (background.color.alpha or any(layer.image for layer in background.layers)))


def _sized(page: boxes.PageBox, page_type: object, context: LayoutContext) -> boxes.PageBox:
    """An empty page of a type, with its margins."""
    style = context.style_for(page_type)
    style["overflow"] = page.style["overflow"]
    other = boxes.PageBox(page_type, style)
    resolve_percentages(other, style["size"])
    other.position_x = other.position_y = 0
    page_width(other, context, style["size"][0])
    page_height(other, context, style["size"][1])
    return other
