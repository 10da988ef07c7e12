"""The chapters of a random edition: sections at two levels, filled until their lines are spent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..artifacts import Node
from . import blocks
from .blocks import Block
from .desk import Desk
from .grammar import capital, phrase

Chapter = dict[str, Node]

FRONT_PAGES = 4.5
"""Cover, imprint, the first page of contents, and the ends of pages."""
LISTED = 1.5
"""Lines of contents and lists that a page of text needs."""
SOURCE = 3.2
"""Lines of a source in the list of sources."""
DATE = 2.0
"""Lines of an entry in the chronology."""
_HEAD = 50
"""Letters of a title that is its own running head."""
RUN_ON = 0.2
"""The share of the chapters that begin on the page where the one before ends."""
FULL = 0.8
"""The share of a page that is filled: tables and headings leave the rest empty."""


def chapters(desk: Desk) -> dict[str, Chapter]:
    """All chapters by name, in order; the first and the last may be without a number."""
    count = max(1, min(50, round(desk.pages / desk.writer.dice.choice((5, 8, 14)))))
    names = [f"chapter-{number}" for number in range(1, count + 1)]
    desk.writer.targets += names
    chronicled = desk.pages >= 12 and desk.writer.happens(0.6)
    body = _body(desk, chronicled=chronicled)
    made = {
        name: _chapter(desk, body * number / count, plain=number == 1 and desk.pages > 8)
        for number, name in enumerate(names, 1)
    }
    if chronicled:
        made["dates"] = {"title": "Dates", "numbered": "false", "blocks": [blocks.chronology(desk.writer)]}
    for before, chapter in pairwise(made.values()):
        if not _ends_turned(before) and desk.writer.happens(RUN_ON):
            chapter |= {"run_on": "true", "blocks": chapter.pop("blocks")}
    return made


def _ends_turned(chapter: Chapter) -> bool:
    """Whether a chapter ends with a table on a turned page, where nothing else can begin."""
    found = chapter["blocks"]
    assert isinstance(found, list)
    return isinstance(found[-1], dict) and "landscape" in found[-1]


def _body(desk: Desk, *, chronicled: bool) -> float:
    """The lines that are left for chapters of text."""
    archive, page = desk.writer.archive, desk.extent.lines
    apart = SOURCE * len(archive.sources) + (DATE * archive.dated if chronicled else 0.0)
    return max(0.3 * page, FULL * ((desk.pages - FRONT_PAGES) * page - LISTED * desk.pages - apart))


def _chapter(desk: Desk, until: float, *, plain: bool) -> Chapter:
    """A chapter that ends when so many lines of the book are spent; a plain one may be without a number."""
    plain = plain and desk.writer.happens(0.5)
    title = capital(phrase(desk.writer.dice, desk.writer.dice.choice(("short", "title"))))
    head: Chapter = {"running_head": f"{title[:_HEAD].rpartition(' ')[0]} …"} if len(title) > _HEAD else {}
    found: list[Node] = list(_sections(desk, until))
    return {"title": title, **head, **({"numbered": "false"} if plain else {}), "blocks": found}


def _sections(desk: Desk, until: float) -> Iterator[Block]:
    """An opening, then sections of about equal length; a section may have subsections."""
    begun, room = desk.spent, until - desk.spent
    count = min(9, round(room / desk.writer.dice.choice((30, 60, 110))))
    steps = count + 1 if count > 1 else 1
    yield desk.laid(blocks.prose(desk.writer), running=True)
    yield from _filling(desk, begun + room / steps)
    for number in range(2, steps + 1):
        yield desk.laid(blocks.section(desk.writer, 2), running=True)
        yield from _subsections(desk, begun + room * number / steps)


def _subsections(desk: Desk, until: float) -> Iterator[Block]:
    """Two or more subsections if there is room for them, else blocks alone."""
    begun, room = desk.spent, until - desk.spent
    count = desk.writer.dice.randint(2, 4) if room > 40 and desk.writer.happens(0.5) else 0
    yield from _filling(desk, begun + room / (count + 1))
    for number in range(1, count + 1):
        yield desk.laid(blocks.section(desk.writer, 3), running=True)
        yield from _filling(desk, begun + room * (number + 1) / (count + 1))


def _filling(desk: Desk, until: float) -> Iterator[Block]:
    """Blocks until the lines are spent: running text while its share is too small, then others."""
    while desk.spent < until:
        if desk.told <= desk.writer.manner.prose * desk.spent or desk.writer.happens(0.1):
            yield desk.laid(blocks.prose(desk.writer), running=True)
        else:
            yield from (desk.laid(block) for block in desk.drawn(until - desk.spent))
