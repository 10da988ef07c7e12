"""The fonts of a PDF as pikepdf reads them, and what can be hidden among the resources of a page.

A font is read only as the engine writes it: glyphs are called by their numbers in the font file (ISO 32000-1,
9.7.4.2), and a table says one by one which characters they stand for (9.10.3). All else is an oddity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf

from .printed import Face

Thing = Any  # pikepdf's objects have no useful types
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_LISTS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_LETTER = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
_OTHER_LISTS = re.compile(rb"bfrange|usecmap|cidchar|cidrange|notdef")
_WIDTH = 1000
"""Of a glyph for which the file gives none (ISO 32000-1, 9.7.4.3)."""
_DEEPEST = 20
"""Drawings in drawings; more are a loop."""


def faces_of(pages: Sequence[Thing]) -> tuple[Face, ...]:
    """Every font that a page, or a drawing on one, can be set in."""
    fonts: dict[object, Thing] = {}
    for resources in _all_resources(pages):
        for font in _entries(resources, "/Font"):
            fonts[font.objgen if font.is_indirect else id(font)] = font
    return tuple(_face(font) for font in fonts.values())


def hidden_features(page: Thing) -> Iterator[str]:
    """What no build puts among the resources of a page: it can make text fade, or show it only to some."""
    for resources in _all_resources([page]):
        for state in _entries(resources, "/ExtGState"):
            if "/Font" in state:
                yield "a font that is set by the way"
            if "/TR" in state or "/TR2" in state:
                yield "a table that changes colours"
        if any(_entries(resources, "/Properties")):
            yield "a layer or a table of marks"


def _all_resources(pages: Sequence[Thing]) -> Iterator[Thing]:
    """The resources of pages and of the drawings in them, each once."""
    met: set[tuple[int, int]] = set()
    waiting = [(page.get("/Resources"), 0) for page in pages]
    while waiting:
        resources, depth = waiting.pop()
        if resources is None or depth > _DEEPEST or (resources.is_indirect and resources.objgen in met):
            continue
        met.add(resources.objgen)
        yield resources
        for drawing in (*_entries(resources, "/XObject"), *_entries(resources, "/Pattern")):
            if not drawing.is_indirect or drawing.objgen not in met:
                met.add(drawing.objgen)
                waiting.append((drawing.get("/Resources"), depth + 1))


def _entries(resources: Thing, kind: str) -> Iterator[Thing]:
    entries = resources.get(kind)
    yield from () if entries is None else dict(entries).values()


def _face(font: Thing) -> Face:
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    described = inner.get("/FontDescriptor", {})
    name = str(font.get("/BaseFont", "")).lstrip("/")
    programs = [described[key] for key in _PROGRAMS if key in described]
    table = font.get("/ToUnicode")
    listed = table.read_bytes() if isinstance(table, pikepdf.Stream) else b""
    return Face(
        name, bool(programs), bool(_SUBSET.match(name)), table is not None,
        bytes(programs[0].read_bytes()) if programs else b"", _letters(listed), _Widths(inner),
        tuple(_oddities(font, inner, listed)) if programs and table is not None else (),
    )


def _letters(table: bytes) -> Mapping[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be", "replace")
        for block in _LISTS.findall(table) for glyph, letters in _LETTER.findall(block)
    }


def _oddities(font: Thing, inner: Thing, table: bytes) -> Iterator[str]:
    """Other ways to call a glyph than by its number."""
    if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
        yield "an encoding of its own"
    if inner.get("/CIDToGIDMap", "/Identity") != "/Identity":
        yield "a table that swaps signs"
    blocks = _LISTS.findall(table)
    named = [glyph.lower() for block in blocks for glyph, _ in _LETTER.findall(block)]
    rest = b"".join(_LETTER.sub(b"", block) for block in blocks).strip()
    if rest or _OTHER_LISTS.search(table) or len(named) != len(set(named)):
        yield "a table of letters in another form"


class _Widths(dict[int, float]):
    """How far each glyph moves on (ISO 32000-1, 9.7.4.3)."""

    def __init__(self, font: Thing) -> None:
        super().__init__()
        self._usual = float(font.get("/DW", _WIDTH))
        listed = list(font.get("/W", []))
        while listed:
            first, second = int(listed.pop(0)), listed.pop(0)
            if isinstance(second, pikepdf.Array):
                self.update((first + index, float(width)) for index, width in enumerate(second))
            else:
                self.update(dict.fromkeys(range(first, int(second) + 1), float(listed.pop(0))))

    def __missing__(self, glyph: int) -> float:
        return self._usual
