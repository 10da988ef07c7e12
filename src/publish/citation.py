"""How a source is cited: in full at its first citation, in short after, and as an entry of the list.

The only module that knows the form of a citation; a CSL engine can take its place, since sources
are CSL items. The full form follows the order author, title, symbol or container, date, locator.
"""

from __future__ import annotations

from .house_style import date_in_text
from .inline import Inline, Link, Quoted, Run, Words, Work
from .model.source import Source, SourceType

SET_IN_ITALICS = {SourceType.REPORT, SourceType.BOOK, SourceType.CASE, SourceType.LEGISLATION}


def full(source: Source, locator: str = "") -> Inline:
    """The full form, for the first citation; without a full stop."""
    parts: list[Inline] = [(Words(source.people),), (title(source),)]
    parts += [(part,) for part in _whereabouts(source)]
    parts.append((Words(date_in_text(source.issued)),))
    return _by_comma([*parts, *_located(locator)])


def short(source: Source, locator: str = "") -> Inline:
    """The short form, for every later citation: author, and symbol or short title."""
    if source.number and source.type in SET_IN_ITALICS:
        what: Inline = (Words(source.number),)
    elif source.type is SourceType.CHAPTER and source.title_short:
        what = (Work(source.language, source.title_short),)
    else:
        what = (title(source, short=True),)
    return _by_comma([(Words(source.people_short),), what, *_located(locator)])


def brief(source: Source) -> Inline:
    """The form for source lines and cells: author, and symbol or date, enough to find the entry."""
    return (Words(f"{source.people_short}, {source.number or date_in_text(source.issued)}"),)


def entry(source: Source) -> Inline:
    """The entry in the list of sources, with address and what was consulted."""
    runs: list[Run] = [*_entry_head(source)]
    if source.url:
        runs += [Words(" "), Link(source.url, source.url), Words(".")]
    if source.archive:
        runs += [Words(" Archived: "), Link(source.archive, source.archive), Words(".")]
    if source.seen != "passage":
        runs.append(Words(f" Consulted: {source.seen}."))
    return tuple(runs)


def title(source: Source, *, short: bool = False) -> Work | Quoted:
    """The title: italics for works that stand alone, quotation marks for parts of something."""
    text = (short and source.title_short) or source.title
    form = Work if source.type in SET_IN_ITALICS else Quoted
    return form(source.language, text)


def _entry_head(source: Source) -> Inline:
    parts: list[Inline] = [(Words(source.people),), (title(source),)]
    parts += [(part,) for part in _whereabouts(source)]
    if source.publisher_place:
        parts.append((Words(source.publisher_place),))
    parts.append((Words(date_in_text(source.issued)),))
    return (*_by_comma(parts), Words("."))


def _whereabouts(source: Source) -> list[Work | Words]:
    """What stands between title and date: genre, the work it is in, symbol, publisher."""
    found: list[Work | Words] = []
    if source.genre:
        found.append(Words(source.genre.lower() if source.genre.split()[0].isalpha() else source.genre))
    if source.container_title:
        found.append(Work(source.language, source.container_title))
    if source.number:
        found.append(Words(source.number))
    if source.publisher and source.publisher not in {source.container_title, source.people}:
        found.append(Words(source.publisher))
    return found


def _located(locator: str) -> list[Inline]:
    return [(Words(locator.replace(" ", "\u00a0")),)] if locator else []


def _by_comma(parts: list[Inline]) -> Inline:
    runs: Inline = ()
    for part in parts:
        runs = (*runs, Words(", "), *part) if runs else part
    return runs
