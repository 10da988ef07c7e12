"""Runs as HTML: the only module that makes `Markup`. Every word of an editor passes `escape`.

Nothing is nested inside a link, because PDF/UA-1 (ISO 14289-1, 7.18.5) wants a link's text in the
link itself; classes therefore stand on the `a`.
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
    Mark,
    Quoted,
    Reference,
    Run,
    Words,
    Work,
)


def inline(runs: Inline) -> Markup:
    """Runs as phrasing content; calls that touch are parted by a comma."""
    pieces: list[Markup] = []
    for before, run in zip((None, *runs), runs, strict=False):
        if isinstance(run, Call | LetterCall) and isinstance(before, Call | LetterCall):
            pieces.append(Markup('<span class="call-comma">,</span>'))
        pieces.append(_run(run))
    return Markup("").join(pieces)


def rendered(html: str) -> Markup:
    """What one of our templates gave, for another template to print; its texts are escaped already."""
    return Markup(html)


def svg_uri(drawing: str) -> str:
    """A drawing as a `data:` address."""
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()


def _run(run: Run) -> Markup:
    match run:
        case Words(text):
            return escape(text)
        case Emphasis(children, strong):
            tag = "strong" if strong else "em"
            return Markup("<{0}>{1}</{0}>").format(Markup(tag), inline(children))
        case Acronym(text):
            return Markup('<abbr class="acronym">{}</abbr>').format(text)
        case Foreign(language, text):
            return Markup('<i class="foreign" lang="{}">{}</i>').format(language, text)
        case Work(language, text):
            return Markup('<i class="work" lang="{}">{}</i>').format(language, text)
        case Quoted(language, text):
            return Markup('“<span class="quoted" lang="{}">{}</span>”').format(language, text)
        case Flag(symbol, meaning):
            return Markup('<span class="mark" title="{1}">{0}</span>').format(symbol, meaning)
        case Mark():
            raise LookupError(f"the mark {run.token} reached compose: resolve should have replaced it")
        case _:
            return _linked(run)


def _linked(run: Link | Reference | Call | LetterCall) -> Markup:
    match run:
        case Link(url, text):
            return Markup('<a class="url" href="{}">{}</a>').format(url, text)
        case Reference(target, label, paged):
            named = Markup('<a class="reference" href="#{}">{}</a>').format(target, label) if label else Markup("")
            page = Markup('<a class="reference-page" href="#{}">{}page\u00a0</a>')
            return named + (page.format(target, " on " if label else "") if paged else Markup(""))
        case Call(number, call_id, note_id, note):
            called = Markup('<a class="call" href="#{}" id="{}">{}</a>').format(note_id, call_id, number)
            return called + (_note(number, call_id, note_id, note) if note is not None else Markup(""))
        case LetterCall(letter, call_id, note_id):
            identity = Markup(' id="{}"').format(call_id) if call_id else Markup("")
            return Markup('<a class="tabular-call" href="#{}"{}>{}</a>').format(note_id, identity, letter)


def _note(number: int, call_id: str, note_id: str, text: Inline) -> Markup:
    body = '<span class="note" id="{}" data-number="{}">{} <a class="note-return" href="#{}">↑</a></span>'
    return Markup(body).format(note_id, number, inline(text), call_id)
