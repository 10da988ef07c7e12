"""The engine, made ready: the sheets and the fonts once for all takes, the tree for all layouts of one.

A fault of the engine's own comes out as `Breakdown`; one of this program's, in what the engine calls for
files and fonts, stays what it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from traceback import walk_tb
from xml.etree.ElementTree import Element

from msgspec import Struct, field
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetchingError

from ..artifacts import Take
from ..engine import Remark, listen
from .course import Judge, Making
from .fetcher import Fetcher
from .fonts import BookFonts
from .note_area import SetNotes
from .resumed import Start
from .sides import Document, render
from .stylesheet import Stylesheet
from .tree import document_of
from .window import Way, Window

_HOME = Path(__file__).parent.parent


class Breakdown(Exception):
    """The engine broke down while it laid out pages; the text is its own."""


class Shop(Struct, frozen=True):
    """What all takes share: sheets and fonts, read once."""

    stylesheet: Stylesheet
    fetcher: Fetcher
    css: CSS
    fonts: BookFonts
    shared: Mapping[str, object]
    """The fonts, counters and colours, as the engine calls them."""
    remarks: tuple[Remark, ...]
    """What the engine said of the fonts and pictures that the sheets name."""
    declared: frozenset[str]
    """The SHA-256 of each font file that the sheets declare, as hexadecimal digits."""

    def press(self, take: Take) -> Press:
        """The engine with the tree of a take."""
        return Press(take, self._tree(take.html), self, (_first_page(take),))

    def press_of(self, take: Take, window: Window, start: Start | None) -> Press:
        """The engine with the tree of a take of which only some units are filled."""
        first = () if start else (_first_page(take),)
        return Press(take, self._tree(window.html), self, first, start, None if window.last else window.end)

    def _tree(self, html: str) -> HTML:
        return document_of(html, self.stylesheet.base_url, self.fetcher)


class Press(Struct, frozen=True):
    """What all layouts of a take share."""

    take: Take
    html: HTML
    shop: Shop
    first_page: tuple[CSS, ...]
    """On which side the first page of the take is, and its folio; none if others are set."""
    start: Start | None = None
    """How the first page begins, if it is not that of the take."""
    end: Way | None = None
    """Of the first unit that is hollow after those that are filled; None if there is none."""
    remarks: list[Remark] = field(default_factory=list)
    """What the engine said of the last layout; of an earlier one it says nothing that is still true."""
    notes: SetNotes = field(default_factory=dict)
    """Those that were set, for no hold changes their lines."""

    @property
    def body(self) -> Element:
        """The element whose children are the parts of the take."""
        return next(self.html.etree_element.iter("body"))

    def lay_out(self, judge: Judge = lambda pages, whole: None) -> Document:
        """The pages of the tree as it now is, with what a judge wants to be held.

        Raises `Breakdown` and `Unresumable`.
        """
        with listen() as remarks:
            try:
                return self._render(Making(self.notes, judge, self.start, self.end, remarks))
            except Exception as error:  # whatever the engine raises: it has no error of its own
                if _is_ours(error):
                    raise
                raise Breakdown(f"{type(error).__name__} {error}".strip()) from error
            finally:
                self.remarks[:] = remarks

    def _render(self, making: Making) -> Document:
        sheets = [self.shop.css, *self.first_page]
        return render(self.html, sheets, self.shop.shared, making)


def open_shop(stylesheet: Stylesheet) -> Shop:
    """The sheets and the fonts, read."""
    fetcher, fonts = stylesheet.fetcher, BookFonts()
    shared: dict[str, object] = {
        "font_config": fonts,
        "counter_style": CounterStyle(),
        "color_profiles": {},
    }
    with listen() as remarks:
        css = _read_css(stylesheet, fetcher, shared)
    if not fonts.loaded:
        # Pango crashes without a font. The report names what is missing; these pages are never printed.
        shared["font_config"] = FontConfiguration()
    # What is wrong in a sheet is told, with its place, when the sheets are read one by one.
    said = tuple(remark for remark in remarks if not remark.is_css)
    files = (file for family in fonts.families.values() for file in family)
    declared = frozenset(hashlib.sha256(file).hexdigest() for file in files)
    return Shop(stylesheet, fetcher, css, fonts, shared, said, declared)


def _first_page(take: Take) -> CSS:
    """A sheet for the first page. The designers' are in layers, so that this one is heard."""
    side = "right" if take.recto else "left"
    return CSS(string=f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {take.folio} }}")


def _read_css(stylesheet: Stylesheet, fetcher: Fetcher, shared: Mapping[str, object]) -> CSS:
    """The designers' one entry sheet for the engine; none if it cannot be read, which was told before."""
    try:
        return CSS(url=stylesheet.url, url_fetcher=fetcher, **shared)
    except URLFetchingError:
        return CSS(string="", url_fetcher=fetcher)


def _is_ours(error: Exception) -> bool:
    """Whether an error arose in this program's own code, which the engine calls for files and fonts."""
    *_, (innermost, _) = walk_tb(error.__traceback__)
    return Path(innermost.f_code.co_filename).is_relative_to(_HOME)
