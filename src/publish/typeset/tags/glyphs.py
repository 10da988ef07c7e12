"""What each glyph of a font is read as, put right before it is written.

The engine reads a glyph as the letters it stood for when it was first drawn. Of a letter with an accent that
has no glyph of its own (`ɛ̀`, `ɔ́`), it gives all to the accent and nothing to the letter, from then on: a
search would find neither. Here each gets what the font itself says of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from io import BytesIO
from unicodedata import category, combining, normalize

from fontTools.ttLib import TTFont
from msgspec import Struct
from weasyprint.pdf.fonts import Font

_PRIVATE = "Co"
_ACCENT = 3
"""The class of accents in a font's table of classes (OpenType, GDEF)."""


class Letters(Struct, frozen=True):
    """What a font says of its glyphs."""

    characters: Mapping[int, tuple[str, ...]]
    """The characters that a glyph is given for, in the order of Unicode."""
    accents: frozenset[int]


def read_as_drawn(font: Font, letters_in: Callable[[bytes], Letters]) -> None:
    """Give glyphs that stand for a part of an accented letter that part."""
    for glyph, text in font.to_unicode.items():
        if not text or any(map(combining, normalize("NFD", text))):
            font.to_unicode[glyph] = _part(glyph, text, letters_in(font.file_content))


def _part(glyph: int, text: str, letters: Letters) -> str:
    """What a glyph is of a text that may be drawn with several."""
    own = letters.characters.get(glyph, ())
    if own:
        return text if normalize("NFC", text) in {normalize("NFC", one) for one in own} else own[0]
    if glyph in letters.accents:
        return "".join(filter(combining, normalize("NFD", text)))
    return text


def letters_of(file: bytes) -> Letters:
    """What is read off a font file."""
    font = TTFont(BytesIO(file), lazy=True)
    characters: dict[int, list[str]] = defaultdict(list)
    for code, name in sorted((font.getBestCmap() or {}).items()):
        if category(chr(code)) != _PRIVATE:
            characters[font.getGlyphID(name)].append(chr(code))
    classes = font["GDEF"].table.GlyphClassDef if "GDEF" in font else None
    accents = (name for name, kind in (classes.classDefs.items() if classes else ()) if kind == _ACCENT)
    return Letters(
        {glyph: tuple(own) for glyph, own in characters.items()}, frozenset(map(font.getGlyphID, accents))
    )
