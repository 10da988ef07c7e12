"""Markdown: only what this house prints, and links that readers can open."""

from __future__ import annotations

import re

from .. import faults
from ..inline import parse, plain
from ..report import Report
from .passage import PLAIN
from .reading import Reading

UNSUPPORTED = {
    "heading": ("a heading", "use `heading:` of a block of the kind `prose`"),
    "list": ("a list", "use a block of the kind `list`"),
    "quote": ("a block quotation", "use quotation marks, or a block of the kind `callout`"),
    "table": ("a table", "use a block of the kind `table`"),
    "rule": ("a line across the page", "take it out; headings divide"),
    "code": ("code", "take out the backticks"),
    "image": ("a picture", "take it out; there is no block for pictures yet"),
    "html": ("HTML", "take it out; use *emphasis* or a mark"),
}
"""Each kind of Markdown that is not printed, as the message calls it, and what to do instead."""

_MARKDOWN = re.compile(
    r"""^[ ]{0,3}(?:
        (?P<heading>\#{1,6}\s)
      | (?P<rule>(?:-{3,}|={3,}|\*{3,}|_{3,})[ ]*$)
      | (?P<list>(?:[-+*]|\d{1,2}[.)])[ ]+\S)
      | (?P<quote>>)
      | (?P<table>\|.*\|)
      )
      | (?P<image>!\[)
      | (?P<html></?[A-Za-z][^<>\n]*>|<!--)
      | (?P<code>`)
    """,
    re.MULTILINE | re.VERBOSE,
)
_BEGIN = re.compile(r"\n[ ]{0,3}[-+*=_>|#\d]")
_SIGN = re.compile(r"[`<!]")
"""How a line begins, or what it has in it, if it has such Markdown; these two are quick to look for."""
_LINK = re.compile(r"(?<=\])\(\s*<?([^)\s>]*)")
_BROKEN = re.compile(
    r"(?:\[(?:[^\[\]]|\[[^\[\]]*\])*)?\]\(\s*<?([^()\s>]*)(?:\([^()\n]*\)|[^()\n])*\)?"
)
"""A link as editors write it, with whatever stands in its address, or the end of one."""
_OPEN = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\]+", re.IGNORECASE)


def unsupported_markdown(reading: Reading, report: Report) -> None:
    """No headings, lists, quotations, tables, pictures, code or HTML inside a text."""
    for passage in reading.passages:
        if passage.role in PLAIN or not (_SIGN.search(passage.bare) or _BEGIN.search(f"\n{passage.bare}")):
            continue
        for found in _MARKDOWN.finditer(passage.bare):
            what, instead = UNSUPPORTED[found.lastgroup or "html"]
            start = found.end() - len(found[0].lstrip())
            report.add(
                passage.span_at(start, start + len(found[0].strip())),
                faults.unsupported_markdown(what, instead), passage.subject,
            )


def broken_links(reading: Reading, report: Report) -> None:
    """Every link is whole; one whose address is refused is left to `refused_links`."""
    for passage in reading.passages:
        if passage.role in PLAIN or "](" not in passage.text:
            continue
        if not any("](" in plain(paragraph) for paragraph in parse(passage.text)):
            continue
        for found in _BROKEN.finditer(passage.text):
            if _OPEN.fullmatch(found[1]) and _is_raw(found[0]):
                report.add(passage.span_at(*found.span()), faults.broken_link(found[0]), passage.subject)


def _is_raw(written: str) -> bool:
    """Whether a link would be printed as typed."""
    return any("](" in plain(paragraph) for paragraph in parse(written))


def refused_links(reading: Reading, report: Report) -> None:
    """Links lead to the web or to a mail address."""
    for passage in reading.passages:
        if passage.role in PLAIN or "](" not in passage.text:
            continue
        for found in _LINK.finditer(passage.text):
            if not _OPEN.fullmatch(found[1]):
                span = passage.span_at(*found.span(1)) if found[1] else passage.span_at(*found.span())
                report.add(span, faults.refused_link(found[1]), passage.subject)
