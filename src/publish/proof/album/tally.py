"""How much was proved, in numbers: what an editor is told when nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import astuple

from ...house_style import listed, numeral
from ..beside.expected import Expected


class Tally(Struct, frozen=True):
    """How much of a manuscript was looked for in a file."""

    words: int
    notes: int
    links: int
    cells: int
    tables: int

    def __str__(self) -> str:
        cells = f"{counted(self.cells, 'cell')} in {counted(self.tables, 'table')}"
        return listed([
            counted(self.words, "word"), counted(self.notes, "note"), counted(self.links, "link"), cells
        ])


def tally(expected: Expected) -> Tally:
    """How much a manuscript holds."""
    nodes = expected.nodes
    return Tally(
        len(expected.words),
        sum("note" in node.classes for node in nodes),
        sum(node.tag == "a" and "href" in node.attributes for node in nodes),
        sum(node.tag in {"td", "th"} for node in nodes),
        sum(node.tag == "table" for node in nodes),
    )


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """How much several hold together."""
    return Tally(*map(sum, zip(*map(astuple, tallies), strict=True)))


def counted(number: int, noun: str) -> str:
    """`1 note`, `1,204 notes`."""
    return f"{numeral(Decimal(number))} {noun}{'' if number == 1 else 's'}"
