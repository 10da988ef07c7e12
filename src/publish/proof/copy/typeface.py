"""The fonts of a PDF, and what can be hidden among the resources of a page.

A font is read only as the engine writes it: glyphs are called by their numbers in the font file (ISO 32000-1,
9.7.4.2), and a table says one by one which characters they stand for (9.10.3). All else is an oddity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from .objects import Objects, Reference, Thing, is_reference
from .printed import Face

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_LISTS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_LETTER = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
_OTHER_LISTS = re.compile(rb"bfrange|usecmap|cidchar|cidrange|notdef")
_WIDTH = 1000
"""Of a glyph for which the file gives none (ISO 32000-1, 9.7.4.3)."""
_DEEPEST = 20
"""Drawings in drawings; more are a loop."""


def faces_of(objects: Objects) -> tuple[Face, ...]:
    """Every font that a page, or a drawing on one, can be set in."""
    return tuple(face_of(objects, objects.follow(font)) for font in fonts_of(objects))


def fonts_of(objects: Objects) -> Sequence[Thing]:
    """The same fonts as they stand in the file: what refers to them, or they themselves."""
    fonts: dict[object, Thing] = {}
    for resources in _all_resources(objects, objects.pages):
        for font in objects.dictionary(resources, "/Font").values():
            fonts[font if is_reference(font) else id(font)] = font
    return tuple(fonts.values())


def is_composite(thing: Thing) -> bool:
    """Whether something is a font as the engine writes them (9.7)."""
    return isinstance(thing, dict) and thing.get("/Type") == "/Font" and "/DescendantFonts" in thing


def hidden_features(objects: Objects, page: Reference) -> Iterator[str]:
    """What no build puts among the resources of a page: it can make text fade, or show it only to some."""
    for resources in _all_resources(objects, [page]):
        for state in map(objects.follow, objects.dictionary(resources, "/ExtGState").values()):
            if "/Font" in state:
                yield "a font that is set by the way"
            if "/TR" in state or "/TR2" in state:
                yield "a table that changes colours"
        if objects.dictionary(resources, "/Properties"):
            yield "a layer or a table of marks"


def _all_resources(objects: Objects, pages: Sequence[Reference]) -> Iterator[Mapping[str, Thing]]:
    """The resources of pages and of the drawings in them, each once."""
    met: set[Reference] = set()
    waiting = [(objects.follow(page).get("/Resources"), 0) for page in pages]
    while waiting:
        thing, depth = waiting.pop()
        if depth > _DEEPEST or _is_met(thing, met):
            continue
        resources = objects.follow(thing) or {}
        yield resources
        for kind in ("/XObject", "/Pattern"):
            for drawing in objects.dictionary(resources, kind).values():
                if not _is_met(drawing, met):
                    waiting.append((objects.follow(drawing).get("/Resources"), depth + 1))


def _is_met(thing: Thing, met: set[Reference]) -> bool:
    """Whether an object was read before; from now on it was."""
    known = is_reference(thing) and thing in met
    if is_reference(thing):
        met.add(thing)
    return known


def face_of(objects: Objects, font: Mapping[str, Thing]) -> Face:
    """A font, with all that is read of it."""
    inner = next(map(objects.follow, objects.listed(font, "/DescendantFonts")), font)
    described = objects.dictionary(inner, "/FontDescriptor")
    name = objects.text(font, "/BaseFont").lstrip("/")
    programs = [described[key] for key in _PROGRAMS if key in described]
    listed = objects.content(font.get("/ToUnicode"))
    mapped = objects.get(font, "/ToUnicode") is not None
    return Face(
        name, bool(programs), bool(_SUBSET.match(name)), mapped,
        objects.content(programs[0]) if programs else b"", _letters(listed), _Widths(objects, inner),
        tuple(_oddities(objects, font, inner, listed)) if programs and mapped else (),
    )


def _letters(table: bytes) -> Mapping[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be", "replace")
        for block in _LISTS.findall(table) for glyph, letters in _LETTER.findall(block)
    }


def _oddities(
    objects: Objects, font: Mapping[str, Thing], inner: Mapping[str, Thing], table: bytes
) -> Iterator[str]:
    """Other ways to call a glyph than by its number."""
    if objects.get(font, "/Subtype") != "/Type0" or objects.get(font, "/Encoding") != "/Identity-H":
        yield "an encoding of its own"
    if objects.get(inner, "/CIDToGIDMap") not in (None, "/Identity"):
        yield "a table that swaps signs"
    blocks = _LISTS.findall(table)
    named = [glyph.lower() for block in blocks for glyph, _ in _LETTER.findall(block)]
    rest = b"".join(_LETTER.sub(b"", block) for block in blocks).strip()
    if rest or _OTHER_LISTS.search(table) or len(named) != len(set(named)):
        yield "a table of letters in another form"


class _Widths(dict[int, float]):
    """How far each glyph moves on (ISO 32000-1, 9.7.4.3)."""

    def __init__(self, objects: Objects, font: Mapping[str, Thing]) -> None:
        super().__init__()
        self._usual = float(objects.get(font, "/DW") if "/DW" in font else _WIDTH)
        listed = [objects.follow(thing) for thing in objects.listed(font, "/W")]
        while listed:
            first, second = int(listed.pop(0)), listed.pop(0)
            if isinstance(second, list):
                self.update((first + index, float(width)) for index, width in enumerate(second))
            else:
                self.update(dict.fromkeys(range(first, int(second) + 1), float(listed.pop(0))))

    def __missing__(self, glyph: int) -> float:
        return self._usual
