"""What an HTML element is in a PDF: its standard type, and what is said of it (ISO 32000-1, 14.8.4 and 14.9).

An element is looked at by itself here; where it stands in the tree is settled in `branch`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

import pydyf

from .marks import Piece

Entries = Mapping[str, object]
"""Entries of a structure element, as pydyf writes them."""

_SVG = "{http://www.w3.org/2000/svg}"
_ROLES = {
    "section": "Sect", "nav": "Sect", "article": "Art", "figure": "Div", "aside": "Div",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6", "p": "P",
    "blockquote": "BlockQuote", "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR",
    "th": "TH", "td": "TD", "img": "Figure", f"{_SVG}svg": "Figure", "figcaption": "Caption",
    "a": "Link", "em": "Span", "strong": "Span", "q": "Quote", "code": "Code",
}  # fmt: skip
_PHRASES = {"span", "i", "b", "u", "s", "abbr", "cite", "dfn", "small", "sub", "sup", "time"}
"""Wrappers within a line."""

_NOTES = {"note", "tabular-note"}
_NOTE_LETTER = "tabular-note-letter"
_SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}
_BULLETS = {"•": "/Disc", "◦": "/Circle", "▪": "/Square"}


def role(element: Element) -> str | None:
    """The standard type; None for a wrapper, whose content belongs to what is around it."""
    return "Note" if _classes(element) & _NOTES else _ROLES.get(element.tag)


def wrapper_role(element: Element) -> str:
    """The standard type of a wrapper of which something is said."""
    return "Span" if element.tag in _PHRASES else "Div"


def said(element: Element, language: str | None) -> Entries:
    """Its language, if it is another one, and what a voice says for a sign or a short form."""
    title = element.get("title")
    entries = {
        "Lang": language,
        "E": title if element.tag == "abbr" else None,
        "Alt": title if "mark" in _classes(element) else None,
    }
    return {key: pydyf.String(text) for key, text in entries.items() if text}


def is_floating_note(element: Element) -> bool:
    """Whether it is a note that stands at the foot of a page, out of the order of the text."""
    return "note" in _classes(element)


def is_note_letter(element: Element) -> bool:
    """Whether it is the letter of a note under a table."""
    return _NOTE_LETTER in _classes(element)


def alternative(picture: Element) -> str:
    """The text for those who cannot see a picture; empty if there is none."""
    return picture.get("alt") or picture.findtext(f"{_SVG}title") or ""


def figure(picture: Element, pieces: Iterable[Piece]) -> Entries:
    """The text of a picture, and where it stands, in the page's own units (14.8.5.4.3)."""
    box = next((piece.picture_pt for piece in pieces if piece.picture_pt), (0, 0, 0, 0))
    layout = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(box)})
    text = alternative(picture)
    return {"Alt": pydyf.String(text), "A": layout} if text else {"A": layout}


def cell(element: Element, headers: Iterable[str]) -> Entries:
    """What a cell heads or spans, and the names of the cells that head it (14.8.5.7)."""
    table: dict[str, object] = {"O": "/Table"}
    if element.tag == "th":
        table["Scope"] = _SCOPES.get(element.get("scope", ""), "/Column")
    for attribute, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if span(element, attribute) != 1:
            table[key] = span(element, attribute)
    if names := [pydyf.String(name) for name in headers]:
        table["Headers"] = pydyf.Array(names)
    return {"A": pydyf.Dictionary(table)} if len(table) > 1 else {}


def span(element: Element, attribute: str) -> int:
    """How many columns or rows a cell takes."""
    written = element.get(attribute, "1")
    return max(1, int(written)) if written.isdigit() else 1


def numbering(label: str) -> Entries:
    """How a list is numbered, read off its first label (14.8.5.5)."""
    sign = label.strip()[:1]
    kind = "/Decimal" if sign.isdigit() else _BULLETS.get(sign, "/None")
    return {"A": pydyf.Dictionary({"O": "/List", "ListNumbering": kind})}


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())
