"""A font file of the book, and what its glyphs look like: what the font in a PDF is laid beside.

Font files are read here, from bytes that are handed in. `fontTools` is a part of the engine; here it
only reads tables.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from io import BytesIO
from itertools import chain
from string import ascii_letters, digits
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from .charstring import plain_charstring, plain_glyph

Shape = tuple[object, ...]
"""The steps of an outline, in thousandths of the type's size."""
Ligature = tuple[tuple[str, ...], str]
"""The names of the glyphs that follow its first one, and its own."""

_SINGLE, _ALTERNATE, _LIGATURE, _EXTENSION = 1, 3, 4, 7
"""Kinds of substitution (OpenType, GSUB)."""
_STEPS = 3
"""Substitutions after one another: a figure is made tabular, then old-style."""
_NAMED = ascii_letters + digits
_SHAPED_WITHOUT_GLYPH = {"\u2011": "\u2010", "\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u00ad": "-"}
"""HarfBuzz prints the second where a font lacks the first."""


class _Codes(Sequence[bytes]):
    """The bytes of subroutines, each read when it is called."""

    def __init__(self, listed: Any) -> None:
        self._listed = listed

    def __len__(self) -> int:
        return len(self._listed)

    def __getitem__(self, index: Any) -> Any:
        return self._listed[index].bytecode


class FontFile:
    """One font file, of which only what is asked for is read."""

    def __init__(self, content: bytes) -> None:
        self._font = TTFont(BytesIO(content), lazy=True)
        self._names: Sequence[str] = self._font.getGlyphOrder()
        self._scale = 1000 / self._font["head"].unitsPerEm
        self._is_drawn = False
        self._shapes: dict[str, Shape] = {}
        self._forms: dict[str, frozenset[str]] = {}

    def name_of(self, glyph: int) -> str | None:
        """The name of a glyph by its number; None if the file has fewer."""
        return self._names[glyph] if glyph < len(self._names) else None

    def is_like(self, name: str, other: FontFile, its: str) -> bool:
        """Whether a glyph looks like one of another file; the bytes that draw them are compared first."""
        if self._scale == other._scale:
            mine = self._bytes(name)
            if mine is not None and mine == other._bytes(its):
                return True
        return self._shape(name) == other._shape(its)

    def width(self, name: str) -> float:
        """How far a glyph moves on, in thousandths of the type's size."""
        return float(self._font["hmtx"][name][0] * self._scale)

    def is_named(self, name: str, text: str) -> bool:
        """Whether the file's name of a glyph tells that it shows characters: `three.oldstyle`, `f_f_i`."""
        parts = name.partition(".")[0].split("_")
        return len(parts) == len(text) and all(
            self._letters.get(ord(letter)) in (part, name) for letter, part in zip(text, parts, strict=True)
        )

    def forms(self, text: str) -> frozenset[str]:
        """The names of all glyphs that characters can be shown with: alternates and ligatures included."""
        if text not in self._forms:
            self._forms[text] = frozenset(self._find_forms(text)) - self._others(text)
        return self._forms[text]

    def _shape(self, name: str) -> Shape:
        """The outline of a glyph, and how large the file says that it is."""
        if name not in self._shapes:
            self._is_drawn = True
            pen = DecomposingRecordingPen(self._glyphs)
            self._glyphs[name].draw(pen)
            self._shapes[name] = (self._scale, *pen.value) if pen.value else ()
        return self._shapes[name]

    def _bytes(self, name: str) -> bytes | None:
        """The bytes that draw a glyph; None if they do not tell all."""
        if "glyf" in self._font:
            table, places = self._outlines
            glyph = self._font.getGlyphID(name)
            return plain_glyph(table[places[glyph]:places[glyph + 1]])
        if self._strings is None or self._is_drawn:  # what is drawn loses its bytes
            return None
        return plain_charstring(self._strings[name].bytecode, *self._subroutines)

    def _find_forms(self, text: str) -> Iterator[str]:
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

    def _is_spelled(self, names: Sequence[str], text: str) -> bool:
        """Whether glyphs, one after the other, can show some characters."""
        if not names or len(names) > len(text):
            return False
        if len(names) == 1:
            return names[0] in self.forms(text)
        return any(
            names[0] in self.forms(text[:at]) and self._is_spelled(names[1:], text[at:])
            for at in range(1, len(text))
        )

    def _alternates(self, name: str | None) -> Iterator[str]:
        """A glyph, and those that a feature can put into its place."""
        found = frozenset(() if name is None else (name,))
        for _ in range(_STEPS):
            found |= frozenset(chain.from_iterable(self._singles.get(one, ()) for one in found))
        yield from found

    @cached_property
    def _glyphs(self) -> Any:
        return self._font.getGlyphSet()

    @cached_property
    def _outlines(self) -> tuple[bytes, Sequence[int]]:
        """All TrueType glyphs, and where each begins."""
        return bytes(self._font.reader["glyf"]), self._font["loca"].locations

    @cached_property
    def _strings(self) -> Mapping[str, Any] | None:
        """The CFF glyphs of a file that has one set of subroutines."""
        top = self._font["CFF "].cff[0] if "CFF " in self._font else None
        return None if top is None or hasattr(top, "FDArray") else top.CharStrings

    @cached_property
    def _subroutines(self) -> tuple[Sequence[bytes], Sequence[bytes]]:
        fonts = self._font["CFF "].cff
        return _Codes(getattr(fonts[0].Private, "Subrs", ())), _Codes(fonts.GlobalSubrs)

    def _others(self, text: str) -> frozenset[str]:
        """Glyphs that by their names show another letter or figure: substitutions of a font can be wrong."""
        if len(text) > 1 or text not in _NAMED:
            return frozenset()
        own = {self._letters.get(ord(letter)) for letter in (text.lower(), text.upper())}
        stems = {self._letters.get(ord(letter)) for letter in _NAMED} - own
        return frozenset(name for name in self._names if name.partition(".")[0] in stems)

    @cached_property
    def _letters(self) -> Mapping[int, str]:
        return self._font.getBestCmap() or {}

    @cached_property
    def _singles(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for kind, table in self._substitutions:
            if kind == _SINGLE:
                for name, other in table.mapping.items():
                    found[name].add(other)
            elif kind == _ALTERNATE:
                for name, others in table.alternates.items():
                    found[name].update(others)
        return {name: frozenset(others) for name, others in found.items()}

    @cached_property
    def _ligatures(self) -> Mapping[str, Sequence[Ligature]]:
        found: dict[str, list[Ligature]] = defaultdict(list)
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
