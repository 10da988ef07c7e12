"""The bytes of a glyph that draw it: two glyphs with the same ones look the same, and none need be drawn.

Subroutines are put in and hints left out, as the engine does it when it cuts a font. What differs may still
look the same, and must be drawn to tell. For TrueType see the OpenType specification, `glyf`; for CFF,
Adobe's Technical Note 5177.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from struct import pack, unpack_from

Subroutines = Sequence[bytes]

_STEMS, _MASKS, _CALLS, _RETURN = (1, 3, 18, 23), (19, 20), (10, 29), 11
_MOVES = {21: 2, 22: 1, 4: 1}
"""Operators that begin an outline, with how many operands they need: one more is the glyph's width."""
_SHORT = 28
_DEEPEST = 10
_NUMBER = re.compile(rb"[\x20-\xf6]|[\xf7-\xfe].|\x1c..|\xff....", re.DOTALL)
_STEP = re.compile(
    rb"((?:[\x20-\xf6]+|[\xf7-\xfe].|\x1c..|\xff....)*+)(\x0c.|[^\x0c\x1c\x20-\xff])", re.DOTALL
)
"""Operands and their operator."""
_HANDLED = frozenset((*_STEMS, *_MASKS, *_CALLS, _RETURN, *_MOVES))
"""Operators that are not taken as they stand."""

_WORDS, _MORE, _HINTED = 0x0001, 0x0020, 0x0100
"""Flags of a part of a glyph: how long its numbers are, whether another follows, whether hints do."""
_SCALES = ((0x0008, 2), (0x0040, 4), (0x0080, 8))
"""Flags of a part that is scaled, and how many bytes tell how."""


def plain_charstring(code: bytes, own: Subroutines, shared: Subroutines) -> bytes:
    """A CFF glyph without hints and calls; `own` are its font's subroutines, `shared` those of all fonts."""
    flat = _Flat((own, shared))
    flat.take(code, 0)
    return b"".join(flat.drawn)


def is_whole(code: bytes, plain: bytes) -> bool:
    """Whether a CFF glyph is its own plain form, but for its width, which stands before it."""
    if code == plain or not code.endswith(plain):
        return code == plain
    first = _STEP.match(plain)  # only before a move is one more number the width
    is_move = first is not None and first[2][0] in _MOVES
    return is_move and _NUMBER.fullmatch(code, 0, len(code) - len(plain)) is not None


def plain_glyph(glyph: bytes, part: Callable[[int], bytes]) -> bytes:
    """A TrueType glyph without its instructions; `part` gives the plain form of one that it is made of."""
    if len(glyph) < 12:
        return b""
    contours = unpack_from(">h", glyph)[0]
    if contours < 0:
        return b"".join(_parts(glyph, part))
    ends = 10 + 2 * contours
    after = ends + 2 + unpack_from(">H", glyph, ends)[0]
    return (glyph[:ends] + glyph[after:]).rstrip(b"\0")


def _parts(glyph: bytes, part: Callable[[int], bytes]) -> Iterator[bytes]:
    """What a glyph is made of, and where each part is put."""
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, number = unpack_from(">HH", glyph, at)
        end = at + 4 + (4 if flags & _WORDS else 2)
        end += next((length for flag, length in _SCALES if flags & flag), 0)
        drawn = part(number)
        yield pack(">HI", flags & ~_HINTED, len(drawn)) + glyph[at + 4:end] + drawn
        at = end


class _Flat:
    """A glyph on the way to one run of operators."""

    def __init__(self, subroutines: tuple[Subroutines, Subroutines]) -> None:
        self.drawn: list[bytes] = []
        self._subroutines = subroutines
        self._operands = b""
        self._stems = 0

    def take(self, code: bytes, depth: int) -> None:
        """All operators of a glyph, or of a subroutine in it."""
        at, end, step = 0, len(code), _STEP.match
        while at < end and depth <= _DEEPEST:
            found = step(code, at)
            if found is None:  # numbers without an operator, or a part of one
                self._operands += code[at:]
                return
            at = found.end()
            operands, operator = found.groups()
            if operator[0] not in _HANDLED and not self._operands:
                self.drawn.append(found[0])
                continue
            self._operands += operands
            if operator[0] in _CALLS:
                self.take(self._subroutine(operator[0]), depth + 1)
            elif operator[0] == _RETURN:
                return
            else:
                at += self._operate(operator)

    def _operate(self, operator: bytes) -> int:
        """Take an operator with its operands; how many bytes of a mask follow it."""
        operands, self._operands = self._operands, b""
        first = operator[0]
        if first in _STEMS or first in _MASKS:
            self._stems += len(_NUMBER.findall(operands)) // 2
            return (self._stems + 7) // 8 if first in _MASKS else 0
        if first in _MOVES:
            operands = b"".join(_NUMBER.findall(operands)[-_MOVES[first]:])
        self.drawn.append(operands + operator)
        return 0

    def _subroutine(self, operator: int) -> bytes:
        last = _NUMBER.findall(self._operands)[-1]
        self._operands = self._operands[:-len(last)]
        number, listed = value(last), self._subroutines[_CALLS.index(operator)]
        bias = 107 if len(listed) < 1240 else 1131 if len(listed) < 33900 else 32768
        return listed[number + bias]


def value(number: bytes) -> int:
    """An operand, but for one of 32 bits; the dictionaries of a font write theirs alike."""
    first = number[0]
    if first == _SHORT:
        return int(unpack_from(">h", number, 1)[0])
    if first < 247:
        return first - 139
    return (first - 247) * 256 + number[1] + 108 if first < 251 else -(first - 251) * 256 - number[1] - 108
