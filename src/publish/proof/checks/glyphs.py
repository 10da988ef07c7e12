"""Every glyph shows the characters that it stands for: the fonts in the file are laid beside the font files.

A file can say of a 3 that it is an 8, by its table of letters or by its outlines. All else in the proof reads
the table of letters; here is proved that the outlines say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from ... import faults
from ..beside.comparison import Finding
from ..copy.printed import Face, Piece, Printed
from .faces import is_of, name_of

if TYPE_CHECKING:
    from ..beside.font_file import FontFile

_TRIED = 8
"""So many glyphs tell which of a family's files a font was cut from: more than one figure may have."""
_ROUNDING = 1.5
"""Thousandths of the type's size that a width may differ: the engine rounds it."""

Library = Mapping[str, Sequence[bytes]]
"""The font files of each family that the stylesheets declare."""


class Typefaces(Struct, frozen=True):
    """The fonts of a file, and those of the book."""

    faces: tuple[Face, ...]
    families: Library
    seal: str
    """A digest of all that the faces were read from."""

    @property
    def said(self) -> tuple[str, ...]:
        """All that is found in them follows from it."""
        files = ((name, content) for name, contents in self.families.items() for content in contents)
        return self.seal, *(f"{name} {sha256(content).hexdigest()}" for name, content in files)


def are_ours(typefaces: Typefaces) -> bool:
    """Whether nothing is found in the fonts of a file."""
    return not any(True for _ in findings(typefaces.faces, typefaces.families))


def findings(faces: Sequence[Face], families: Library, printed: Printed | None = None) -> Iterator[Finding]:
    """Fonts with glyphs that look otherwise than those of the book; once for each font.

    Where they are `printed` first is told, if that is known.
    """
    files: dict[bytes, FontFile] = {}
    for face in faces:
        name = name_of(face)
        for what in face.oddities:
            yield Finding(faults.foreign_feature(f"{what} in the face `{name}`"))
        contents = [one for family in families if is_of(name, family) for one in families[family]]
        if not face.program or not contents:
            continue  # told by the check of faces
        wrong = _wrong(face, contents, files)
        if wrong:
            piece = _piece(printed, face, wrong) if printed else None
            ground = (piece.page, piece.box) if piece else (None, None)
            yield Finding(faults.foreign_glyph(name, wrong), None, *ground)


def _wrong(face: Face, contents: Sequence[bytes], files: dict[bytes, FontFile]) -> str:
    """The characters that a font shows otherwise than the nearest of its family's files."""
    from ..beside.font_file import FontFile  # with `fontTools`, which takes 0.03 s

    try:
        embedded = FontFile(face.program)
        found: Sequence[str] = tuple(face.letters.values())
        files.update((content, FontFile(content)) for content in contents if content not in files)
        for file in sorted(map(files.__getitem__, contents), key=lambda file: file.mark != embedded.mark):
            tried = list(islice(_differences(face, embedded, file), _TRIED))
            if len(tried) < min(_TRIED, len(face.letters)):
                found = min(found, tuple(_differences(face, embedded, file)), key=len)
            if not found:
                break
    except Exception:  # a damaged font: it can break its reader in any way
        return "all letters"
    return "".join(sorted(set(found)))


def _differences(face: Face, embedded: FontFile, file: FontFile) -> Iterator[str]:
    """The characters of glyphs that look or move on like none that a font file has for them."""
    for glyph, text in face.letters.items():
        width = face.widths[glyph]
        if glyph not in embedded or not any(
            abs(width - file.width(other)) <= _ROUNDING and embedded.is_like(glyph, file, other)
            for other in _candidates(file, glyph, text)
        ):
            yield text


def _candidates(file: FontFile, glyph: int, text: str) -> Iterator[int]:
    """The glyphs of a file that can show characters, the likeliest first: the engine keeps their numbers."""
    if glyph in file and file.is_named(glyph, text):
        yield glyph
    yield from file.forms(text)


def _piece(printed: Printed, face: Face, letters: str) -> Piece | None:
    """The first text in a font with one of some characters."""
    pieces = (piece for page in printed.pages for piece in page.pieces if piece.font == face.name)
    return next((piece for piece in pieces if any(letter in piece.text for letter in letters)), None)
