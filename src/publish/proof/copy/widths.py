"""How wide words are by their letters alone, as the font tells it of its glyphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import repeat

from .printed import Face

_HYPHENS = "-\u2010\u2011"
"""One glyph prints them, and readers give any of them for it."""
_UNITS = 1000
"""To the type's size (ISO 32000-1, 9.7.3)."""


class Widths(dict[str, float]):
    """How wide each word is at a size of 1, with ligatures as one glyph; reckoned once.

    Where several glyphs stand for the same character, such as the figures of a call, the widest counts; of
    capitals the narrowest, which are small ones. What the font has no glyph for takes no room: readers guess
    it, or take an accented letter apart.
    """

    def __init__(self, faces: Sequence[Face] = ()) -> None:
        super().__init__()
        self._signs: dict[str, float] = {}
        for face in faces:
            for glyph, sign in face.letters.items():
                width = face.widths[glyph] / _UNITS
                choose = min if sign.isupper() else max
                self._signs[sign] = choose(self._signs.get(sign, width), width)
        hyphen = max(self._signs.get(sign, 0) for sign in _HYPHENS)
        self._signs = dict.fromkeys(_HYPHENS, hyphen) | self._signs
        ligatures = sorted((sign for sign in self._signs if len(sign) > 1), key=len, reverse=True)
        self._sign = re.compile("|".join([*map(re.escape, ligatures), "."]), re.DOTALL)
        """A sign of the font, the longest with which a word goes on."""

    def __missing__(self, word: str) -> float:
        width = self[word] = float(sum(map(self._signs.get, self._sign.findall(word), repeat(0.0))))
        return width


def widths(faces: Sequence[Face]) -> Mapping[str, Widths]:
    """Those of each font, by its name."""
    names = {face.name for face in faces}
    return {name: Widths([face for face in faces if face.name == name]) for name in names}
