"""The tree of a manuscript's HTML, read as XML where both are read alike: that takes a tenth of the time.

HTML is forgiving: it closes what is left open, moves what stands where it may not, and has elements that are
never closed. A text that gives no occasion for any of it has the same tree as XML. What is written otherwise
is left to the engine's own reader. The only module that makes the engine a document without its reader
(WeasyPrint 70, `HTML`).
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError, XMLParser

import cssselect2
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from .paragraph import NAMED, PHRASES

_BLANK = " \t\n"
_BODY = re.compile(r"<body[^<>]*>")
_END = "</body>"
_HOLE = "b"
_VOID = re.compile(r"<(br|col|hr|img)((?: [a-z-]+=\"[^\"<>\n\t]*\")*) ?/?>")
_OTHER = re.compile(
    rf"/>|<[!?]|{NAMED}|<[^<>]*[\n\t][^<>]*>|<[^<>]*:[a-z]+="
    "|[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]"
)
"""What the two read otherwise, or may: closed elements, remarks, names of characters, blank space in tags."""
_ITEMS = {
    "li": ("ol", "ul"), "dt": ("dl",), "dd": ("dl",), "caption": ("table",), "colgroup": ("table",),
    "col": ("colgroup",), "thead": ("table",), "tbody": ("table",), "tfoot": ("table",),
    "tr": ("thead", "tbody", "tfoot"), "th": ("tr",), "td": ("tr",),
}
"""Elements that stand in some others only; those of a `dl` also in its groups."""
_ALIKE = PHRASES | {"br", "img"}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FLOW = _HEADINGS | {
    "div", "dl", "figcaption", "figure", "footer", "header", "hr", "nav", "ol", "p", "section", "table", "ul",
}
_BARE = frozenset(("table", "colgroup", "thead", "tbody", "tfoot", "tr"))
"""Elements that have no text of their own, and no children but items."""


class _Read(HTML):  # type: ignore[misc]  # the engine has no types
    """A document with a tree that is read already."""

    def __init__(self, root: Element, base_url: str, fetcher: URLFetcher) -> None:  # not super(), which reads
        self.base_url, self.url_fetcher, self.media_type = base_url, fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def document_of(html: str, base_url: str, fetcher: URLFetcher) -> HTML:
    """What `HTML` reads of a text."""
    root = tree_of(html)
    if root is None:
        return HTML(string=html, base_url=base_url, url_fetcher=fetcher)
    return _Read(root, base_url, fetcher)


def tree_of(html: str) -> Element | None:
    """The tree of a document; None if it is not certain to be that which HTML has."""
    begin, end = _BODY.search(html), html.rfind(_END)
    if begin is None or end < begin.end() or "<base" in html[: begin.end()]:
        return None
    read = _body_of(html[begin.end() : end])
    if read is None:
        return None
    root = deepcopy(_around(html[: begin.end()], html[end:]))
    body = root[-1]
    if [(one.tag, len(one), one.text) for one in body] != [(_HOLE, 0, None)]:
        return None
    after = body[0].tail or ""
    body.text, body[:] = read.text, list(read)
    body[-1].tail = f"{body[-1].tail or ''}{after}" or None
    return root


def _body_of(text: str) -> Element | None:
    """What is in a body; None if it may be read otherwise, or if it has no elements."""
    closed = _VOID.sub(r"<\1\2></\1>", text)
    if closed.count("<") != closed.count(">") or _OTHER.search(closed):
        return None
    parser = XMLParser()
    try:
        parser.feed("<body>")
        parser.feed(closed)
        parser.feed("</body>")
        body: Element = parser.close()
    except ParseError:
        return None
    return body if len(body) and _is_plain(body, "", frozenset()) else None


def _is_plain(element: Element, parent: str, around: frozenset[str]) -> bool:
    """Whether nothing in an element is closed by what follows it, or would be moved elsewhere."""
    tag = element.tag
    inside = around | {tag} if tag in ("a", "p") or tag in _HEADINGS else around
    if tag in _BARE and (element.text or "").strip(_BLANK):
        return False
    for child in element:
        name = child.tag
        if name in _ITEMS:
            fits = (parent if tag == "div" else tag) in _ITEMS[name]
        elif name in _FLOW:
            fits = tag not in _BARE and not inside
        else:
            fits = name in _ALIKE and tag not in _BARE and (name != "a" or "a" not in inside)
        if not fits or (tag in _BARE and (child.tail or "").strip(_BLANK)):
            return False
        if not all(map(_is_lower, child.attrib)) or not _is_plain(child, tag, inside):
            return False
    return True


def _is_lower(name: str) -> bool:
    return name == name.lower()


@lru_cache(8)
def _around(before: str, after: str) -> Element:
    """A document with a hole in its body, as the engine reads it."""
    root: Element = HTML(string=f"{before}<{_HOLE}></{_HOLE}>{after}").etree_element
    return root
