"""Which characters are compared, and which count as one: those that a face prints with one glyph.

A file has one reading for each glyph. Where a face has a ligature for three full stops that is its ellipsis
too, or raises the figure of a call to what it prints for `²`, the reading is that of whichever came first.
What looks otherwise is told apart: `½` is not `1/2`, nor `Ⅳ` `IV`.
"""

from __future__ import annotations

import re
from unicodedata import normalize

SPACE = re.compile(r"\s+")
_UNPRINTED = dict.fromkeys((
    *map(ord, "\u00ad\u2060\u200b\u200c\u200d\u200e\u200f\ufeff\ufffe"), *range(0xFE00, 0xFE10)
))
"""Characters that come and go with the line, or are never seen: soft hyphens, joiners, marks of direction and
of form."""
LINE_END_HYPHEN = "\u2010"
"""What the engine prints where it breaks a word."""
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_LIGATURES = {
    ord(letter): normalize("NFKC", letter) for letter in "…‼⁇⁈⁉℃℉\ufb00\ufb01\ufb02\ufb03\ufb04\ufb06"
} | {0xFB05: "ſt"}
"""Characters that a face also prints for several others in a row."""
_SQUEEZED = _UNPRINTED | _HYPHENS | _LIGATURES
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_SHARED = {letter: normalize("NFKC", letter) for letter in _RAISED} | {
    "\u03bc": "\u00b5", "\u2206": "\u0394", "\u03d5": "\u03c6", "\u207c": "\u02ed",
}
"""The same for one character: figures and letters of calls are raised, and some are twice in Unicode."""
_SHARING = re.compile(f"[{''.join(_SHARED)}]")
_LEFTWARD = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
RIGHT_TO_LEFT = re.compile(rf"{_LEFTWARD}(?:\W*{_LEFTWARD})*")
"""Hebrew, Arabic and their kin, with what stands between."""


def squeeze(text: str) -> str:
    """Text without spaces and without what comes and goes with the line."""
    if text.isascii():
        return text if text.isalnum() else "".join(text.split())  # most words: the rest costs far more
    return normalize("NFC", SPACE.sub("", text).translate(_SQUEEZED))


def squeeze_printed(text: str) -> str:
    """The same for a run of printed text, without the hyphen that ends its line."""
    return squeeze(text.rstrip().removesuffix(LINE_END_HYPHEN))


def alike(text: str) -> str:
    """As many characters, with one for all that share a glyph.

    Words from right to left get an order of their own: programs give them as written or as seen.
    """
    shared = _SHARING.sub(lambda sign: _SHARED[sign[0]], text)
    return RIGHT_TO_LEFT.sub(lambda run: "".join(sorted(run[0])), shared)
