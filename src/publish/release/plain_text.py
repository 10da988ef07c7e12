"""The book as plain text, for mail, for search and for those to whom a page is no help.

Made from the manuscript, with the folios that the pages gave: titles are underlined, notes stand behind their
part, a table is one line for each row. Lines have at most 76 characters, but for rows and addresses.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from html.parser import HTMLParser

from ..artifacts import Manuscript, PartHtml
from ..folio import NUMBERED_BY_PAGE

WIDTH = 76
Folio = Callable[[str], str]
"""The folio of the page on which an id stands."""

_VOID = frozenset({"img", "col", "br"})
_PARAGRAPHS = frozenset({
    "section", "nav", "header", "div", "p", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "figure",
    "figcaption", "table", "caption",
})
_UNDERLINED = {"h1": "=", "h2": "-"}
_CALLS = frozenset({"call", "tabular-call", "tabular-note-letter"})
_LEFT_OUT = frozenset({"note-return", "sources-backlinks"})
"""What is of no use where nothing can be followed."""


def plain_text(manuscript: Manuscript, folio: Folio) -> str:
    """All parts in order, each followed by its notes."""
    return "\n\n\n".join(filter(None, (_part(part, folio) for part in manuscript.parts))) + "\n"


def _part(part: PartHtml, folio: Folio) -> str:
    reader = _Reader(folio)
    reader.feed(part.html)
    reader.close()
    notes = ["Notes", *(_wrapped(note, 6) for note in reader.notes)] if reader.notes else []
    return "\n\n".join([*reader.paragraphs, *notes])


def _wrapped(text: str, hang: int) -> str:
    """Lines of at most the width, all but the first indented."""
    return textwrap.fill(
        text, WIDTH, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False,
    )


class _Reader(HTMLParser):
    """Gathers the paragraphs and the notes of one part."""

    def __init__(self, folio: Folio) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.notes: list[str] = []
        self._folio = folio
        self._open: list[tuple[str, frozenset[str], str]] = []
        """Tag, classes and target of each element that is open."""
        self._texts: list[list[str]] = [[]]
        """What is gathered; the text of a note lies on that of its paragraph."""
        self._cells: list[str] = []
        self._items: list[int] = []
        """For each list that is open, how many items were begun; a list without numbers counts below 0."""
        self._lead = ""
        """What stands before the next paragraph: a bullet or a number."""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        classes = frozenset(attributes.get("class", "").split())
        if tag == "img":
            self._write(attributes.get("alt", ""))
        if tag in _VOID:
            return
        if tag in _PARAGRAPHS:
            self._end_paragraph()
        self._open.append((tag, classes, attributes.get("href", "").removeprefix("#")))
        if "note" in classes:
            self._texts.append([f"[{attributes.get('data-number', '')}] "])
        elif classes & _CALLS:
            self._write("[")
        else:
            self._begin_item(tag, attributes)

    def _begin_item(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Count the items of lists."""
        if tag in {"ol", "ul"}:
            self._items.append(0 if tag == "ol" else -1_000_000)
        elif tag == "li":
            self._items[-1] += 1
            counted = f"{self._items[-1]}." if self._items[-1] > 0 else "-"
            bare = "contents-" in attributes.get("class", "")  # what has no number there has none
            given = attributes.get("data-number", "" if bare else counted)
            self._lead = f"{given} " if given else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        _, classes, target = self._open.pop()
        if classes & _CALLS:
            self._write("]")
        if classes & NUMBERED_BY_PAGE:
            self._write(("" if "reference-page" in classes else ", page ") + self._folio(target))
        if "note" in classes:
            self.notes.append(_one_line(self._texts.pop()))
        elif tag in {"ol", "ul"}:
            self._items.pop()
        self._end(tag)

    def _end(self, tag: str) -> None:
        """End a cell, a row or a paragraph."""
        if tag in {"td", "th"}:
            self._cells.append(_one_line(self._texts[-1]))
            self._texts[-1].clear()
        elif tag == "tr":
            self.paragraphs.append(" | ".join(self._cells))
            self._cells.clear()
        elif tag == "dt":
            self._lead = f"{_one_line(self._texts[-1])}: "
            self._texts[-1].clear()
        elif tag in _PARAGRAPHS:
            self._end_paragraph(_UNDERLINED.get(tag, ""))

    def handle_data(self, text: str) -> None:
        if not any(classes & _LEFT_OUT for _, classes, _ in self._open):
            self._write(text)

    def _write(self, text: str) -> None:
        self._texts[-1].append(text)

    def _end_paragraph(self, rule: str = "") -> None:
        text = _one_line(self._texts[-1])
        self._texts[-1].clear()
        if not text:
            return
        lead, self._lead = self._lead, ""
        paragraph = _wrapped(lead + text, min(len(lead), 4))
        if rule:
            paragraph += "\n" + rule * max(map(len, paragraph.splitlines()))
        self.paragraphs.append(paragraph)


def _one_line(pieces: Sequence[str]) -> str:
    return " ".join("".join(pieces).replace("\u00ad", "").split())
