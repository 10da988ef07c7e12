"""What is printed can be read, copied and searched: faces, characters, pictures, contrast, drawings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from ... import faults
from ...report import Fault
from ..beside.comparison import Comparison, Finding
from ..copy.printed import Face, Piece, Printed
from . import contrast, drawings, figures

_LEAST_PT = 4.5
"""Smaller type is for no reader; the smallest of the house is a raised comma of 6 pt."""
_LEAST_DPI = 200
"""Below this the dots of a picture can be seen in print."""
_STYLES = re.compile(
    r"([-,]|Thin|Ultra|Extra|Light|Semi|Demi|Book|Regular|Medium|Bold|Black|Heavy|Italic|Oblique)*"
)
"""What the engine writes after the name of a family."""
_SOUND_CONTROLS = frozenset("\t\n\r \u00ad\ufffe")
"""Line ends, and what the reading program gives for a hyphen that a line break made."""
_UNREADABLE = frozenset({"Cc", "Co", "Cn", "Cs"})
"""Controls, private use, unassigned and halves of characters: nobody can search for them."""


def findings(comparison: Comparison, families: Collection[str]) -> Iterator[Finding]:
    """What cannot be read; `families` are the typefaces that the stylesheets declare."""
    printed = comparison.printed
    yield from _faces(printed, families)
    yield from _missing_glyphs(printed)
    yield from _characters(printed)
    yield from _tiny(printed)
    yield from _pictures(printed)
    yield from contrast.findings(comparison)
    yield from drawings.findings(comparison)
    yield from figures.findings(comparison)


def _tiny(printed: Printed) -> Iterator[Finding]:
    """Type that nobody can read; once for each page."""
    for page in printed.pages:
        found = (piece for piece in page.pieces if piece.size_pt < _LEAST_PT and piece.text.strip())
        if (piece := next(found, None)) is not None:
            fault = faults.tiny_text(piece.text.strip(), piece.size_pt, piece.page + 1)
            yield Finding(fault, None, piece.page, piece.box)


def _faces(printed: Printed, families: Collection[str]) -> Iterator[Finding]:
    used = _first_pieces(printed)
    listed = {face.name: face for face in printed.faces}
    for name in {**listed, **used}:
        face, piece = listed.get(name, Face(name, False, False, False)), used.get(name)
        ground = (piece.page, piece.box) if piece else (None, None)
        for fault in _of_face(face, families):
            yield Finding(fault, None, *ground)


def _of_face(face: Face, families: Collection[str]) -> Iterator[Fault]:
    name = name_of(face)
    if not any(is_of(name, family) for family in families):
        yield faults.foreign_face(name)
    if not face.embedded:
        yield faults.unembedded_face(name)
    elif not face.subset:
        yield faults.whole_face(name)
    if not face.mapped:
        yield faults.unmapped_face(name)


def _first_pieces(printed: Printed) -> Mapping[str, Piece]:
    """The first piece in each face."""
    first: dict[str, Piece] = {}
    for page in printed.pages:
        for piece in page.pieces:
            first.setdefault(piece.font, piece)
    return first


def name_of(face: Face) -> str:
    """The name of a font without its subset's prefix."""
    return face.name.partition("+")[2] or face.name


def is_of(name: str, family: str) -> bool:
    """Whether a font is of a family, by its name."""
    stem = family.replace(" ", "-")
    return name.startswith(stem) and bool(_STYLES.fullmatch(name, len(stem)))


def _missing_glyphs(printed: Printed) -> Iterator[Finding]:
    for number, page in printed.numbered():
        if page.notdef:
            yield Finding(faults.empty_glyph(number + 1), None, number)


def _characters(printed: Printed) -> Iterator[Finding]:
    """One finding for each unreadable character and page."""
    for number, page in printed.numbered():
        used = set("".join(piece.text for piece in page.pieces))
        for character in sorted(used):
            if _is_unreadable(character):
                piece = next(piece for piece in page.pieces if character in piece.text)
                fault = faults.unreadable_character(ord(character), piece.text.strip(), number + 1)
                yield Finding(fault, None, number, piece.box)


def _is_unreadable(character: str) -> bool:
    if character in _SOUND_CONTROLS:
        return False
    return character == "\ufffd" or unicodedata.category(character) in _UNREADABLE


def _pictures(printed: Printed) -> Iterator[Finding]:
    for page in printed.pages:
        for shape in page.shapes:
            if shape.kind == "picture" and shape.dpi < _LEAST_DPI:
                fault = faults.coarse_picture(round(shape.dpi), _LEAST_DPI, shape.page + 1)
                yield Finding(fault, None, shape.page, shape.box)
