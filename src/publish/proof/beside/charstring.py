"""The bytes of a glyph that draw it: two glyphs with the same ones look the same, and none need be drawn.

Subroutines are put in and hints left out, as the engine does it when it cuts a font. What differs may still
look the same, and must be drawn to tell. For TrueType see the OpenType specification, `glyf`; for CFF,
Adobe's Technical Note 5177.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import unpack_from

Subroutines = Sequence[bytes]

_STEMS, _MASKS, _CALLS, _RETURN, _ESCAPE = (1, 3, 18, 23), (19, 20), (10, 29), 11, 12
_MOVES = {21: 2, 22: 1, 4: 1}
"""Operators that begin an outline, with how many operands they need: one more is the glyph's width."""
_SHORT = 28
_DEEPEST = 10


def plain_charstring(code: bytes, own: Subroutines, shared: Subroutines) -> bytes:
    """A CFF glyph without hints and calls; `own` are its font's subroutines, `shared` those of all fonts."""
    flat = _Flat((own, shared))
    flat.take(code, 0)
    return b"".join(flat.drawn)


def plain_glyph(glyph: bytes) -> bytes | None:
    """A TrueType glyph without its instructions; None for one that is made of others."""
    if len(glyph) < 12:
        return b""
    contours = unpack_from(">h", glyph)[0]
    if contours < 0:
        return None
    ends = 10 + 2 * contours
    after = ends + 2 + unpack_from(">H", glyph, ends)[0]
    return (glyph[:ends] + glyph[after:]).rstrip(b"\0")


class _Flat:
    """A glyph on the way to one run of operators."""

    def __init__(self, subroutines: tuple[Subroutines, Subroutines]) -> None:
        self.drawn: list[bytes] = []
        self._subroutines = subroutines
        self._operands: list[bytes] = []
        self._stems = 0

    def take(self, code: bytes, depth: int) -> None:
        """All operators of a glyph, or of a subroutine in it."""
        at, end = 0, len(code)
        while at < end and depth <= _DEEPEST:
            first = code[at]
            if first >= 32 or first == _SHORT:
                length = _length(first)
                self._operands.append(code[at:at + length])
            elif first in _CALLS:
                length = 1
                self.take(self._subroutine(first), depth + 1)
            elif first == _RETURN:
                return
            else:
                length = 2 if first == _ESCAPE else 1
                length += self._operate(first, code[at:at + length])
            at += length

    def _operate(self, first: int, operator: bytes) -> int:
        """Take an operator with its operands; how many bytes of a mask follow it."""
        operands, self._operands = self._operands, []
        if first in _STEMS or first in _MASKS:
            self._stems += len(operands) // 2
            return (self._stems + 7) // 8 if first in _MASKS else 0
        self.drawn += operands[-_MOVES[first]:] if first in _MOVES else operands
        self.drawn.append(operator)
        return 0

    def _subroutine(self, operator: int) -> bytes:
        number, listed = _number(self._operands.pop()), self._subroutines[_CALLS.index(operator)]
        bias = 107 if len(listed) < 1240 else 1131 if len(listed) < 33900 else 32768
        return listed[number + bias]


def _length(first: int) -> int:
    """How many bytes a number has."""
    if first == _SHORT:
        return 3
    return 1 if first < 247 else 2 if first < 255 else 5


def _number(operand: bytes) -> int:
    first = operand[0]
    if first == _SHORT:
        return int(unpack_from(">h", operand, 1)[0])
    if first < 247:
        return first - 139
    return (first - 247) * 256 + operand[1] + 108 if first < 251 else -(first - 251) * 256 - operand[1] - 108
