"""Folios on a laid-out page: which texts hold one, and the glyphs of the figures that may take their place.

When a take is set it is not known which folios its pages will have, nor those that it sends readers to. So a
text is set with as many figures as the folio has, and drawn with room for any other folio of as many. That
needs figures of one width. The only module that asks the engine how it would set another text (WeasyPrint 70,
`text/line_break.py` and `draw/text.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from ..folio import FOLIO
from ..fragment import Slot

_COUNTED = ("counter()", ("page", "decimal"))
"""How the engine keeps `counter(page)`."""
_FIGURES = "0123456789"
_LEADS = {"right": 1, "end": 1, "center": 0.5}
_NUMBER = re.compile(r"[0-9]+")
_CODE = re.compile(rb"[0-9a-f]{4}")
_GLYPHS = re.compile(rb"<([0-9a-f]*)>")


class Unfit(Exception):
    """A folio that cannot be filled in later; the text is how it was set."""

    def __init__(self, box: boxes.TextBox) -> None:
        super().__init__(box.text)
        referring = box.element is not None and FOLIO in box.element.attrib
        self.wording = f"attr({FOLIO}" if referring else "counter(page"
        """How the sheets ask for it."""


class Number(NamedTuple):
    """A folio in a text."""

    target: str
    """The id of what stands on the page; empty for the page that the text is on."""
    printed: str
    """As it was set."""
    after: int
    """How many characters of the text follow it."""
    lead: float
    """Which part of the room that it does not need is to stand before the text."""


def numbers(box: boxes.PageBox) -> Mapping[boxes.TextBox, Number]:
    """The texts of a page that hold a folio in Arabic figures; raises `Unfit` for one beside others."""
    return dict((*_references(box), *_folios(box)))


def drawn(text: bytes, number: Number, box: boxes.TextBox, stream: Stream) -> Slot | None:
    """A string that the engine shows, as a slot; None if it is not the one that holds the folio.

    Raises `Unfit` if the figures are not of one width.
    """
    figures, width = _figures(box, stream)
    codes = [
        (run.start(1) + code.start(), run.start(1) + code.end(), code[0])
        for run in _GLYPHS.finditer(text) for code in _CODE.finditer(run[1])
    ]
    last = len(codes) - number.after
    found = codes[max(last - len(number.printed), 0) : last]
    if [code for _, _, code in found] != [figures[int(figure)] for figure in number.printed]:
        return None
    gaps = tuple(text[end:start] for (_, end, _), (start, _, _) in pairwise(found))
    start, end = found[0][0], found[-1][1]
    return Slot(number.target, text[:start], figures, gaps, text[end:], width, number.lead)


def _references(page: boxes.PageBox) -> Iterator[tuple[boxes.TextBox, Number]]:
    for box in page.descendants():
        if isinstance(box, boxes.TextBox) and box.element is not None and "::" in box.element_tag:
            folio = box.element.get(FOLIO, "")
            if folio.isdecimal() and box.text.endswith(folio):
                yield box, Number(box.element.get("href", "").removeprefix("#"), folio, 0, 1)


def _folios(page: boxes.PageBox) -> Iterator[tuple[boxes.TextBox, Number]]:
    for margin in page.children:
        if isinstance(margin, boxes.MarginBox) and _COUNTED in tuple(margin.style["content"]):
            for box in margin.descendants():
                if isinstance(box, boxes.TextBox) and box.text.strip():
                    yield box, _own(box)


def _own(box: boxes.TextBox) -> Number:
    text, found = box.text, _NUMBER.findall(box.text)
    if len(found) != 1:
        raise Unfit(box)
    align = box.style["text_align_all"]
    lead = _LEADS.get(align, 0)
    return Number("", found[0], len(text) - text.index(found[0]) - len(found[0]), lead)


def _figures(box: boxes.TextBox, stream: Stream) -> tuple[tuple[bytes, ...], int]:
    """The codes of the ten figures as a text would show them, and their width in thousandths of the size.

    Raises `Unfit` if they are not of one width, or come from several fonts.
    """
    layout = Layout(box.style)
    layout.set_text(_FIGURES)
    line, _ = layout.get_first_line()
    item = line.runs[0].data
    glyphs = item.glyphs
    font, size = stream.add_font(item.item.analysis.font)
    codes, widths = [], set()
    for figure, shape in zip(_FIGURES, glyphs.glyphs[0 : glyphs.num_glyphs], strict=False):
        widths.add(shape.geometry.width)
        font.to_unicode.setdefault(shape.glyph, figure)
        if shape.glyph not in font.widths:
            pango.pango_font_get_glyph_extents(
                item.item.analysis.font, shape.glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[shape.glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        codes.append(b"%04x" % shape.glyph)
    whole = line.runs[0].next == ffi.NULL and len(codes) == len(_FIGURES)
    if not whole or len(widths) > 1:
        raise Unfit(box)
    return tuple(codes), round(widths.pop() * 1000 * FROM_UNITS / size)
