"""The glyphs of a CFF font by their numbers: the bytes that draw them, and their names.

Nothing is read but what is asked for; of a large font only a few glyphs are. See Adobe's Technical Note 5176.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from struct import unpack_from
from typing import Any

from fontTools.cffLib import cffStandardStrings

from .charstring import plain_charstring, value

_CHARSET, _CHARSTRINGS, _PRIVATE, _SUBROUTINES = 15, 17, 18, 19
_ESCAPE, _SHORT, _LONG, _REAL = 12, 28, 29, 30
_COLLECTION = 1230
"""The escaped operator of a font with several sets of subroutines."""
_KNOWN_CHARSETS = 3
"""Numbers below are no places, but sets that are not in the file."""


class Index(Sequence[bytes]):
    """A list of byte strings, each cut out when it is asked for (chapter 5)."""

    def __init__(self, table: bytes, at: int) -> None:
        self._table, self._at = table, at + 3
        self._count = int(unpack_from(">H", table, at)[0])
        self._size = table[at + 2] if self._count else 0
        self._before = at + 2 + (self._count + 1) * self._size
        self.end = self._place(self._count) if self._count else at + 2

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: Any) -> Any:
        if not 0 <= number < self._count:
            raise IndexError(number)
        return self._table[self._place(number):self._place(number + 1)]

    def _place(self, number: int) -> int:
        at = self._at + number * self._size
        return self._before + int.from_bytes(self._table[at:at + self._size], "big")


class CompactFont:
    """The one font of a `CFF` table."""

    def __init__(self, table: bytes) -> None:
        self._table = table
        tops = Index(table, Index(table, table[2]).end)
        self._strings = Index(table, tops.end)
        self._shared = Index(table, self._strings.end)
        self._top = _entries(tops[0])
        self.is_plain = _COLLECTION not in self._top
        """Whether it has one set of subroutines."""
        self.codes = Index(table, self._top[_CHARSTRINGS][0])

    def plain(self, glyph: int) -> bytes:
        """The bytes of a glyph without hints and calls."""
        return plain_charstring(self.codes[glyph], *self._subroutines)

    @cached_property
    def _subroutines(self) -> tuple[Sequence[bytes], Sequence[bytes]]:
        """Its own, and those for all fonts of its table."""
        size, place = self._top[_PRIVATE]
        own = _entries(self._table[place:place + size]).get(_SUBROUTINES)
        return Index(self._table, place + own[0]) if own else (), self._shared

    def name(self, glyph: int) -> str | None:
        """What the font calls a glyph; None if its names are written otherwise than one by one."""
        place = self._top.get(_CHARSET, (0,))[0]
        if not glyph:
            return ".notdef"
        if place < _KNOWN_CHARSETS or self._table[place]:
            return None
        number = int(unpack_from(">H", self._table, place + 2 * glyph - 1)[0])
        standard: Sequence[str] = cffStandardStrings
        if number < len(standard):
            return standard[number]
        return str(self._strings[number - len(standard)], "latin-1")


def _entries(code: bytes) -> Mapping[int, Sequence[int]]:
    """The numbers of each operator of a DICT (chapter 4); 0 for what is not whole."""
    found, operands, at = dict[int, list[int]](), list[int](), 0
    while at < len(code):
        first = code[at]
        if first < _SHORT:
            length = 2 if first == _ESCAPE else 1
            found[100 * first + code[at + 1] if first == _ESCAPE else first] = operands
            operands = []
        elif first == _REAL:
            length = 1
            while length == 1 or code[at + length - 1] & 15 != 15:
                length += 1
            operands.append(0)
        elif first == _LONG:
            length = 5
            operands.append(unpack_from(">i", code, at + 1)[0])
        else:
            length = 3 if first == _SHORT else 1 if first < 247 else 2
            operands.append(value(code[at:at + length]))
        at += length
    return found
