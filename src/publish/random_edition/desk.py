"""What the chapters of a random edition are written with: a writer, a count of lines, a pack of kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from . import blocks, tables
from .blocks import Block
from .extent import Extent, lines
from .writer import Writer

PACK = (
    "list", "list", "list", "callout", "callout", "callout", "definitions", "key-figures",
    "table", "table", "table", "incident-table", "chart", "statistic-table", "proceeding-table",
)
"""Kinds of block beside prose, as often as they occur. They are drawn like cards: all come up in turn."""
SMALL_PACK = PACK[:8]
"""Kinds for an edition so small that a list of tables would be a large part of it."""
SMALL = 8
"""How many pages an edition has that is not small."""


class Desk(Struct):
    """Grows as the chapters are written, in reading order."""

    writer: Writer
    extent: Extent
    pages: int
    spent: float = 0.0
    """Lines written so far."""
    told: float = 0.0
    """Lines of running text among them."""
    pack: list[str] = field(default_factory=list)
    """Kinds that are still to come up before all are shuffled again."""

    def laid(self, block: Block, *, running: bool = False) -> Block:
        """A block, its lines counted."""
        found = lines(block, self.extent)
        self.spent += found
        self.told += found if running else 0.0
        return block

    def drawn(self, room: float) -> list[Block]:
        """Blocks of another kind than prose, not much longer than the room if that can be."""
        if not self.pack:
            pack = PACK if self.pages >= SMALL else SMALL_PACK
            self.pack = self.writer.dice.sample(pack, len(pack))
        most_rows = max(3, min(70, round(room + self.extent.lines * min(2.0, self.pages / 25))))
        turned = self.pages >= 12 and self.writer.happens(0.2)
        return MAKERS[self.pack.pop()](self.writer, most_rows, turned)


MAKERS: Mapping[str, Callable[[Writer, int, bool], list[Block]]] = {
    "list": lambda writer, _, __: [blocks.bullets(writer)],
    "callout": lambda writer, _, __: [blocks.callout(writer)],
    "definitions": lambda writer, _, __: [blocks.definitions(writer)],
    "key-figures": lambda writer, _, __: [blocks.key_figures(writer)],
    "table": lambda writer, rows, turned: [tables.table(writer, rows, landscape=turned)],
    "incident-table": lambda writer, rows, turned: [
        tables.incident_table(writer, rows // 2, landscape=turned)
    ],
    "statistic-table": lambda writer, _, __: [tables.statistic_table(writer)],
    "proceeding-table": lambda writer, _, turned: [tables.proceeding_table(writer, landscape=turned)],
    "chart": lambda writer, _, __: tables.months_and_chart(writer),
}
"""Each kind by a writer, the most rows of a table, and whether it is turned."""
