"""How many lines of its page a block will take, judged from its texts without setting it."""

from __future__ import annotations

import re
from math import ceil

from msgspec import Struct

from ..artifacts import Node
from .blocks import Block


class Extent(Struct, frozen=True):
    """The size of a page."""

    lines: int
    letters: int
    """How many letters stand in a line of text; a note has more."""


EXTENTS = {"A4": Extent(49, 76), "A5": Extent(35, 68)}

NOTE_LETTERS = 1.18
"""How many letters of a note stand where one of the text does."""
NOTE_LINE = 0.8
"""The height of a line of notes."""
MADE_NOTE = 130
"""Letters of a note that is made from records."""
SPACES = {"prose": 0.0, "list": 2.0, "callout": 4.5, "definitions": 2.5, "key-figures": 2.5}
"""Lines round a kind of block and between its parts; for all other kinds 5."""


def lines(block: Block, extent: Extent) -> float:
    """The lines of a block with its notes."""
    kind = str(block["kind"])
    found = SPACES.get(kind, 5.0) + _notes(block, extent)
    if "heading" in block:
        found += 2.5 + ceil(len(str(block["heading"])) / (extent.letters * 0.8))
    if kind == "chart":
        return found + (18 if extent.lines > 40 else 16)
    if kind == "key-figures":
        return found + 2.7 * _count(block["items"])
    if kind in {"incident-table", "statistic-table", "proceeding-table"}:
        found += _computed(block, kind)
    elif kind == "table":
        found += sum(_row(row, extent) for row in _list(block["rows"]))
    else:
        found += sum(_paragraph(text, extent) for text in _texts(block))
    return max(found, ceil(found / extent.lines) * extent.lines) if "landscape" in block else found


def _notes(block: Block, extent: Extent) -> float:
    """The lines of notes, the block's own and those made from records."""
    width, small = extent.letters * NOTE_LETTERS, block["kind"] in {"table", "incident-table"}
    own = block.get("notes")
    texts = [str(text) for text in own.values()] if isinstance(own, dict) else []
    made = 0 if small else sum(len(re.findall(r"\[[!@]", text)) for text in _texts(block))
    return NOTE_LINE * (sum(ceil(len(text) / width) for text in texts) + made * ceil(MADE_NOTE / width))


def _texts(block: Block) -> list[str]:
    """Paragraphs of running text."""
    found = [text for key in ("lead", "text") if key in block for text in str(block[key]).split("\n\n")]
    for item in _list(block.get("items")):
        found.append(str(item.get("text", "")) if isinstance(item, dict) else str(item))
    return found


def _paragraph(text: str, extent: Extent) -> float:
    bare = re.sub(r"\[[\^!@][^\[\]]*\]", "", text)
    return ceil(len(bare) / extent.letters)


def _row(row: Node, extent: Extent) -> float:
    cells = _list(row)
    letters = extent.letters * 1.15 / max(1, len(cells))
    return 0.25 + 0.75 * max(ceil(len(str(cell)) / letters) for cell in cells)


def _computed(block: Block, kind: str) -> float:
    """Rows of tables that are made from records."""
    if kind == "statistic-table":
        return 1.2 * _count(block["figures"])
    if kind == "proceeding-table":
        return 4.0 * _count(block["proceedings"])
    where = block["where"]
    rows = _count(where["incidents"]) if isinstance(where, dict) else 0
    return 14.0 if block.get("view") == "months" else 2.0 * rows


def _list(node: Node) -> list[Node]:
    return node if isinstance(node, list) else []


def _count(node: Node) -> int:
    return len(_list(node))
