"""Runs as HTML: the only module that makes `Markup`. Every word of an editor passes `escape`.

Nothing is nested inside a link; classes stand on the `a`.
"""

from __future__ import annotations

import base64

from markupsafe import Markup, escape

from ..inline import (
    Acronym,
    Call,
    Emphasis,
    Flag,
    Foreign,
    Inline,
    LetterCall,
    Link,
    Quoted,
    Reference,
    Run,
    Words,
    Work,
)

HOLDS_SPACE = (Emphasis, Acronym, Foreign, Work, Link, Reference)
"""Elements that may begin with the space before them."""


def inline(runs: Inline) -> Markup:
    """Runs as phrasing content; calls that touch are parted by a comma.

    The space before an element is set inside it: where a text ends in a space that does not fit the
    line, the engine leaves one word alone on it.
    """
    pieces: list[Markup] = []
    for before, run, after in zip((None, *runs), runs, (*runs[1:], None), strict=False):
        if isinstance(run, Call | LetterCall) and isinstance(before, Call | LetterCall):
            pieces.append(Markup('<span class="call-comma">,</span>'))
        if isinstance(run, Words):
            pieces.append(escape(run.text.removesuffix(" ") if isinstance(after, HOLDS_SPACE) else run.text))
        else:
            spaced = isinstance(before, Words) and before.text.endswith(" ")
            pieces.append(_element(run, " " if spaced and isinstance(run, HOLDS_SPACE) else ""))
    return Markup("").join(pieces)


def rendered(html: str) -> Markup:
    """What one of our templates gave, for another template to print; its texts are escaped already."""
    return Markup(html)


def svg_uri(drawing: str) -> str:
    """A drawing as a `data:` address."""
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()


def _element(run: Run, space: str) -> Markup:
    match run:
        case Emphasis(children, strong):
            tag = Markup("strong" if strong else "em")
            return Markup("<{0}>{1}{2}</{0}>").format(tag, space, inline(children))
        case Acronym(text):
            return Markup('<abbr class="acronym">{}{}</abbr>').format(space, text)
        case Foreign(language, text):
            return Markup('<i class="foreign" lang="{}">{}{}</i>').format(language, space, text)
        case Work(language, text):
            return Markup('<i class="work" lang="{}">{}{}</i>').format(language, space, text)
        case Quoted(language, text):
            return Markup('“<span class="quoted" lang="{}">{}</span>”').format(language, text)
        case Flag(symbol, meaning):
            return Markup('<span class="mark" title="{1}">{0}</span>').format(symbol, meaning)
        case Link() | Reference() | Call() | LetterCall():
            return _linked(run, space)
        case _:
            raise LookupError(f"{run} reached compose: resolve should have replaced it")


def _linked(run: Link | Reference | Call | LetterCall, space: str) -> Markup:
    match run:
        case Link(url, text):
            return _address(url, text, space)
        case Reference(target, label, paged):
            return _reference(target, label, paged, space)
        case Call(number, call_id, note_id, note):
            called = Markup('<a class="call" href="#{}" id="{}">{}</a>').format(note_id, call_id, number)
            return called + (_note(number, call_id, note_id, note) if note is not None else Markup(""))
        case LetterCall(letter, call_id, note_id):
            identity = Markup(' id="{}"').format(call_id) if call_id else Markup("")
            return Markup('<a class="tabular-call" href="#{}"{}>{}</a>').format(note_id, identity, letter)


def _address(url: str, text: str, space: str) -> Markup:
    """A link to the web; on paper its address stands in brackets after the words."""
    link = Markup('<a class="url" href="{}">{}{}</a>')
    if text == url:
        return link.format(url, space, url)
    return Markup("{}{} ({})").format(space, text, link.format(url, "", url))


def _reference(target: str, label: str, paged: bool, space: str) -> Markup:
    """A label and, after it, the words before the page number; the sheets print the number."""
    if not label:
        link = Markup('<a class="reference-page" href="#{}" data-folio="">{}page\u00a0</a>')
        return link.format(target, space)
    named = Markup('<a class="reference" href="#{}">{}{}</a>').format(target, space, label)
    page = Markup('<a class="reference-page" href="#{}" data-folio=""> on page\u00a0</a>').format(target)
    return named + page if paged else named


def _note(number: int, call_id: str, note_id: str, text: Inline) -> Markup:
    body = '<span class="note" id="{}" data-number="{}">{}<a class="note-return" href="#{}">↑</a></span>'
    return Markup(body).format(note_id, number, inline(text), call_id)
