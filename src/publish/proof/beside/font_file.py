"""A font file of the book, and what its glyphs look like: what the font in a PDF is laid beside.

Font files are read here, from bytes that are handed in. `fontTools` is a part of the engine; here it
only reads tables.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from io import BytesIO
from itertools import chain
from string import ascii_letters, digits
from struct import unpack_from
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from .cff import CompactFont
from .charstring import is_whole, plain_glyph

Shape = tuple[object, ...]
"""The steps of an outline, in thousandths of the type's size."""
Ligature = tuple[tuple[int, ...], int]
"""The glyphs that follow its first one, and its own."""

_SINGLE, _ALTERNATE, _LIGATURE, _EXTENSION = 1, 3, 4, 7
"""Kinds of substitution (OpenType, GSUB)."""
_STEPS = 3
"""Substitutions after one another: a figure is made tabular, then old-style."""
_NAMED = ascii_letters + digits
_SHAPED_WITHOUT_GLYPH = {"\u2011": "\u2010", "\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u00ad": "-"}
"""HarfBuzz prints the second where a font lacks the first."""


class FontFile:
    """One font file, of which only what is asked for is read; a glyph is known by its number."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._font = TTFont(BytesIO(content), lazy=True)
        self._count = int(unpack_from(">H", self._font.reader["maxp"], 4)[0])
        self._font.setGlyphOrder(range(self._count))  # its tables then give numbers, and need no names
        self._scale = 1000 / self._font["head"].unitsPerEm
        self._shapes: dict[int, Shape] = {}
        self._forms: dict[str, frozenset[int]] = {}
        self._names: dict[int, str] = {}

    def __contains__(self, glyph: int) -> bool:
        """Whether the file has so many glyphs."""
        return 0 <= glyph < self._count

    @property
    def mark(self) -> bytes:
        """Its revision, dates and bounds: they tell it from others of its family, and stay when it is cut."""
        head = bytes(self._font.reader["head"])
        return head[4:8] + head[18:46]

    def is_like(self, glyph: int, other: FontFile, its: int) -> bool:
        """Whether a glyph looks like one of another file; the bytes that draw them are compared first."""
        if self._scale == other._scale and self._is_same(glyph, other, its):
            return True
        return self._shape(glyph) == other._shape(its)

    def width(self, glyph: int) -> float:
        """How far a glyph moves on, in thousandths of the type's size."""
        table, count = self._moves
        return float(unpack_from(">H", table, 4 * min(glyph, count - 1))[0] * self._scale)

    def is_named(self, glyph: int, text: str) -> bool:
        """Whether the file's name of a glyph tells that it shows characters: `three.oldstyle`, `f_f_i`."""
        if len(text) == 1 and self._letters.get(ord(text)) == glyph:
            return True
        name = self.name(glyph)
        parts = name.partition(".")[0].split("_")
        return len(parts) == len(text) and all(
            self._letter_name(letter) in (part, name) for letter, part in zip(text, parts, strict=True)
        )

    def name(self, glyph: int) -> str:
        """What the file calls a glyph."""
        if glyph not in self._names:
            name = self._compact.name(glyph) if self._compact else None
            self._names[glyph] = self._named.getGlyphName(glyph) if name is None else name
        return self._names[glyph]

    def forms(self, text: str) -> frozenset[int]:
        """All glyphs that characters can be shown with: alternates and ligatures included."""
        if text not in self._forms:
            self._forms[text] = frozenset(self._without_others(text, self._find_forms(text)))
        return self._forms[text]

    def _letter_name(self, letter: str) -> str | None:
        glyph = self._letters.get(ord(letter))
        return None if glyph is None else self.name(glyph)

    def _is_same(self, glyph: int, other: FontFile, its: int) -> bool:
        """Whether two glyphs are drawn by the same bytes; what is drawn by others may still look the same."""
        if self._compact and other._compact:
            code, plain = self._compact.codes[glyph], other._compact.plain(its)
            return is_whole(code, plain) or self._compact.plain(glyph) == plain
        if "glyf" in self._font and "glyf" in other._font:
            return self._plain_glyph(glyph) == other._plain_glyph(its)
        return False

    def _shape(self, glyph: int) -> Shape:
        """The outline of a glyph, and how large the file says that it is."""
        if glyph not in self._shapes:
            pen = DecomposingRecordingPen(self._outlines)
            self._outlines[self._named.getGlyphName(glyph)].draw(pen)
            self._shapes[glyph] = (self._scale, *pen.value) if pen.value else ()
        return self._shapes[glyph]

    def _plain_glyph(self, glyph: int) -> bytes:
        table, places = self._glyphs
        return plain_glyph(table[places[glyph]:places[glyph + 1]], self._plain_glyph)

    def _find_forms(self, text: str) -> Iterator[int]:
        if len(text) == 1:
            while ord(text) not in self._letters and text in _SHAPED_WITHOUT_GLYPH:
                text = _SHAPED_WITHOUT_GLYPH[text]
            yield from self._alternates(self._letters.get(ord(text)))
            return
        composed = unicodedata.normalize("NFC", text)
        if len(composed) == 1:
            yield from self.forms(composed)
        for at in range(1, len(text)):
            for first in self.forms(text[:at]):
                for rest, ligature in self._ligatures.get(first, ()):
                    if self._is_spelled(rest, text[at:]):
                        yield from self._alternates(ligature)

    def _is_spelled(self, glyphs: Sequence[int], text: str) -> bool:
        """Whether glyphs, one after the other, can show some characters."""
        if not glyphs or len(glyphs) > len(text):
            return False
        if len(glyphs) == 1:
            return glyphs[0] in self.forms(text)
        return any(
            glyphs[0] in self.forms(text[:at]) and self._is_spelled(glyphs[1:], text[at:])
            for at in range(1, len(text))
        )

    def _alternates(self, glyph: int | None) -> Iterator[int]:
        """A glyph, and those that a feature can put into its place."""
        found = frozenset(() if glyph is None else (glyph,))
        for _ in range(_STEPS):
            found |= frozenset(chain.from_iterable(self._singles.get(one, ()) for one in found))
        yield from found

    def _without_others(self, text: str, glyphs: Iterable[int]) -> Iterator[int]:
        """Glyphs but those that by their names show another letter: substitutions of a font can be wrong."""
        if len(text) > 1 or text not in _NAMED:
            yield from glyphs
            return
        others = set(self._letter_names.values())
        others -= {self._letter_names.get(letter) for letter in (text.lower(), text.upper())}
        yield from (glyph for glyph in glyphs if self.name(glyph).partition(".")[0] not in others)

    @cached_property
    def _letter_names(self) -> Mapping[str, str]:
        """The names of letters and figures."""
        found = {letter: self._letters.get(ord(letter)) for letter in _NAMED}
        return {letter: self.name(glyph) for letter, glyph in found.items() if glyph is not None}

    @cached_property
    def _named(self) -> Any:
        """The same file, with the names of its glyphs."""
        return TTFont(BytesIO(self._content), lazy=True)

    @cached_property
    def _outlines(self) -> Any:
        return self._named.getGlyphSet()

    @cached_property
    def _compact(self) -> CompactFont | None:
        """The CFF glyphs of a file that has one set of subroutines."""
        found = CompactFont(self._font.reader["CFF "]) if "CFF " in self._font else None
        return found if found is not None and found.is_plain else None

    @cached_property
    def _glyphs(self) -> tuple[bytes, Sequence[int]]:
        """All TrueType glyphs, and where each begins."""
        return bytes(self._font.reader["glyf"]), self._font["loca"].locations

    @cached_property
    def _moves(self) -> tuple[bytes, int]:
        """The table of widths, and how many are in it: the last goes for all that follow."""
        return self._font.reader["hmtx"], unpack_from(">H", self._font.reader["hhea"], 34)[0]

    @cached_property
    def _letters(self) -> Mapping[int, int]:
        return self._font.getBestCmap() or {}

    @cached_property
    def _singles(self) -> Mapping[int, frozenset[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for kind, table in self._substitutions:
            if kind == _SINGLE:
                for glyph, other in table.mapping.items():
                    found[glyph].add(other)
            elif kind == _ALTERNATE:
                for glyph, others in table.alternates.items():
                    found[glyph].update(others)
        return {glyph: frozenset(others) for glyph, others in found.items()}

    @cached_property
    def _ligatures(self) -> Mapping[int, Sequence[Ligature]]:
        found: dict[int, list[Ligature]] = defaultdict(list)
        for kind, table in self._substitutions:
            if kind == _LIGATURE:
                for first, ligatures in table.ligatures.items():
                    found[first] += [(tuple(one.Component), one.LigGlyph) for one in ligatures]
        return found

    @cached_property
    def _substitutions(self) -> Sequence[tuple[int, Any]]:
        if "GSUB" not in self._font or not self._font["GSUB"].table.LookupList:
            return ()
        tables = chain.from_iterable(one.SubTable for one in self._font["GSUB"].table.LookupList.Lookup)
        inner = [one.ExtSubTable if one.LookupType == _EXTENSION else one for one in tables]
        return [(one.LookupType, one) for one in inner]
