"""The engine, made ready once for all layouts of a book: its tree, its sheets, its fonts.

A fault of the engine's own comes out as `Breakdown`; one of this program's, in what the engine calls for
files and fonts, stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from traceback import walk_tb
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML, Document
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetchingError

from ..artifacts import Manuscript
from ..engine import Remark, listen
from ..undisturbed import run_fast
from .fetcher import Fetcher
from .fonts import BookFonts
from .stylesheet import Stylesheet

_HOME = Path(__file__).parent.parent


class Breakdown(Exception):
    """The engine broke down while it laid out pages; the text is its own."""


@dataclass(frozen=True, slots=True)
class Press:
    """What all layouts of a book share."""

    html: HTML
    css: CSS
    fonts: BookFonts
    shared: dict[str, object]
    """The fonts, counters and colours, as the engine calls them."""
    first_body: str = ""
    """The id of the part whose first page is page 1."""
    remarks: list[Remark] = field(default_factory=list)
    """What the engine said of the last layout; of an earlier one it says nothing that is still true."""

    @property
    def body(self) -> Element:
        """The element whose children are the parts of the book."""
        return next(self.html.etree_element.iter("body"))

    def lay_out(self) -> Document:
        """The pages of the tree as it now is; raises `Breakdown`."""
        with listen() as remarks:
            try:
                return run_fast(self._render)
            except Exception as error:  # whatever the engine raises: it has no error of its own
                if _is_ours(error):
                    raise
                raise Breakdown(f"{type(error).__name__} {error}".strip()) from error
            finally:
                self.remarks[:] = remarks

    def _render(self) -> Document:
        return self.html.render(stylesheets=[self.css], pdf_variant="pdf/a-3a", pdf_tags=True, **self.shared)


def make_ready(manuscript: Manuscript, stylesheet: Stylesheet) -> Press:
    """The manuscript, the sheets and the fonts, read."""
    fetcher, fonts = stylesheet.fetcher, BookFonts()
    shared: dict[str, object] = {
        "font_config": fonts,
        "counter_style": CounterStyle(),
        "color_profiles": {},
    }
    css = _read_css(stylesheet, fetcher, shared)
    if not fonts.loaded:
        # Pango crashes without a font. The report names what is missing; these pages are never printed.
        shared["font_config"] = FontConfiguration()
    html = HTML(string=manuscript.html, base_url=stylesheet.base_url, url_fetcher=fetcher)
    return Press(html, css, fonts, shared, manuscript.first_body)


def _read_css(stylesheet: Stylesheet, fetcher: Fetcher, shared: dict[str, object]) -> CSS:
    """The designers' sheets for the engine; none if the entry sheet cannot be read, which was told before."""
    try:
        return CSS(url=stylesheet.url, url_fetcher=fetcher, **shared)
    except URLFetchingError:
        return CSS(string="", url_fetcher=fetcher)


def _is_ours(error: Exception) -> bool:
    """Whether an error arose in this program's own code, which the engine calls for files and fonts."""
    *_, (innermost, _) = walk_tb(error.__traceback__)
    return Path(innermost.f_code.co_filename).is_relative_to(_HOME)
