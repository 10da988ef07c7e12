"""Fonts in a PDF that say one thing and show another, and how the proof sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from struct import pack

import pikepdf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from proof_book import built, sabotaged, sound
from publish.proof.beside.charstring import is_whole, plain_glyph
from publish.proof.beside.comparison import Comparison
from publish.proof.beside.font_file import FontFile
from publish.proof.checks import glyphs

SERIF, SANS = "Linux-Libertine", "Source-Sans-3,"
Change = Callable[[pikepdf.Pdf], None]


def told(comparison: Comparison) -> list[tuple[str, str]]:
    """The code and the sentence of each finding."""
    found = glyphs.findings(comparison.printed.faces, built().sheets.families, comparison.printed)
    return [(finding.fault.code, finding.fault.message) for finding in found]


def font_of(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    fonts = (font for page in pdf.pages for font in dict(page.Resources.Font).values())
    return next(font for font in fonts if str(font.BaseFont).endswith("+" + name))


def glyphs_of(font: pikepdf.Object, letter: str) -> Iterator[int]:
    """The numbers of the glyphs that stand for a letter."""
    for glyph, letters in re.findall(rb"<(\w{4})> <(\w+)>", font.ToUnicode.read_bytes()):
        if bytes.fromhex(letters.decode()).decode("utf-16-be") == letter:
            yield int(glyph, 16)


def described(font: pikepdf.Object) -> pikepdf.Object:
    return font.DescendantFonts[0].FontDescriptor


def program_of(font: pikepdf.Object) -> pikepdf.Object:
    key = "/FontFile2" if "/FontFile2" in described(font) else "/FontFile3"
    return described(font)[key]


def renamed_letters(name: str, old: str, new: str) -> Change:
    """Every glyph of one letter stands for another."""
    def change(pdf: pikepdf.Pdf) -> None:
        font = font_of(pdf, name)
        table = font.ToUnicode.read_bytes()
        before, after = (f"> <{ord(letter):04x}>".encode() for letter in (old, new))
        assert before in table
        font.ToUnicode.write(table.replace(before, after))

    return change


def redrawn(name: str, old: str, new: str) -> Change:
    """Every glyph of one letter looks like one of another; widths stay."""
    def change(pdf: pikepdf.Pdf) -> None:
        font = font_of(pdf, name)
        file = TTFont(BytesIO(program_of(font).read_bytes()))
        pattern = next(glyphs_of(font, new))
        for glyph in glyphs_of(font, old):
            _draw(file, glyph, pattern)
        stream = BytesIO()
        file.save(stream)
        program_of(font).write(stream.getvalue())

    return change


def _draw(file: TTFont, glyph: int, pattern: int) -> None:
    names, shapes = file.getGlyphOrder(), file.getGlyphSet()
    record = DecomposingRecordingPen(shapes)
    shapes[names[pattern]].draw(record)
    if "glyf" in file:
        pen = TTGlyphPen(None)
        record.replay(pen)
        file["glyf"][names[glyph]] = pen.glyph()
        return
    outline, strings = T2CharStringPen(None, shapes), file["CFF "].cff[0].CharStrings
    record.replay(outline)
    strings[names[glyph]].bytecode = None
    strings[names[glyph]].program = outline.getCharString().program


def test_the_fonts_of_a_sound_book_show_what_they_say() -> None:
    faces = {face.name.partition("+")[2] for face in sound().printed.faces}
    assert {SERIF, SANS} <= faces
    assert told(sound()) == []


@pytest.mark.parametrize("name", [SERIF, SANS])
def test_a_letter_that_stands_for_another_is_found(name: str) -> None:
    (found,) = told(sabotaged(renamed_letters(name, "e", "o")))
    assert found == ("foreign-glyph", f"the face `{name}` in the PDF draws `o` otherwise than its font file")


@pytest.mark.parametrize("name", [SERIF, SANS])
def test_an_outline_that_is_anothers_is_found(name: str) -> None:
    (found,) = told(sabotaged(redrawn(name, "e", "o")))
    assert found == ("foreign-glyph", f"the face `{name}` in the PDF draws `e` otherwise than its font file")


def test_a_figure_that_looks_like_another_is_found_with_its_page() -> None:
    changed = sabotaged(redrawn(SERIF, "3", "2"))
    (found,) = glyphs.findings(changed.printed.faces, built().sheets.families, changed.printed)
    assert (found.fault.code, "`3`" in found.fault.message) == ("foreign-glyph", True)
    assert found.page is not None
    pieces = changed.printed.pages[found.page].pieces
    assert any("3" in piece.text and piece.box == found.box for piece in pieces)


def test_a_letter_that_leaves_no_room_for_the_next_is_found() -> None:
    def narrow(pdf: pikepdf.Pdf) -> None:
        font = font_of(pdf, SERIF)
        glyph = next(glyphs_of(font, "e"))
        font.DescendantFonts[0].W = Array([*font.DescendantFonts[0].W, glyph, glyph, 5])

    (found,) = told(sabotaged(narrow))
    assert found[0] == "foreign-glyph" and "`e`" in found[1]


def test_a_damaged_font_is_found() -> None:
    def damage(pdf: pikepdf.Pdf) -> None:
        program = program_of(font_of(pdf, SERIF))
        program.write(program.read_bytes()[:2_000])

    (found,) = told(sabotaged(damage))
    assert found[0] == "foreign-glyph"


def swap_by_table(pdf: pikepdf.Pdf) -> None:
    inner = font_of(pdf, SANS).DescendantFonts[0]
    inner.CIDToGIDMap = pdf.make_stream(b"".join(number.to_bytes(2, "big") for number in range(3_000)))


def map_by_range(pdf: pikepdf.Pdf) -> None:
    table = font_of(pdf, SERIF).ToUnicode
    table.write(table.read_bytes() + b"\n1 beginbfrange\n<0010> <0020> <0041>\nendbfrange")


def map_twice(pdf: pikepdf.Pdf) -> None:
    font = font_of(pdf, SERIF)
    glyph = next(glyphs_of(font, "e"))
    font.ToUnicode.write(
        font.ToUnicode.read_bytes() + f"\n1 beginbfchar\n<{glyph:04x}> <0065>\nendbfchar".encode()
    )


def encode_otherwise(pdf: pikepdf.Pdf) -> None:
    font_of(pdf, SERIF).Encoding = Name("/Identity-V")


@pytest.mark.parametrize("change", [swap_by_table, map_by_range, map_twice, encode_otherwise])
def test_another_way_to_call_a_glyph_is_found(change: Change) -> None:
    assert "foreign-feature" in [code for code, _ in told(sabotaged(change))]


def test_a_font_that_only_a_drawing_uses_is_looked_at() -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1, 1]), BaseFont=Name.Odd)
        drawing = pdf.make_stream(
            b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]),
            Resources=Dictionary(Font=Dictionary(Odd=pdf.make_indirect(font))),
        )
        pdf.pages[5].Resources.XObject = Dictionary({"/Odd": drawing})

    assert "Odd" in [face.name for face in sabotaged(hide).printed.faces]


# What is compared before anything is drawn


@pytest.mark.parametrize(("code", "plain", "same"), [
    ("8b8c 15 0e", "8b8c 15 0e", True), ("f7008b8c 15 0e", "8b8c 15 0e", True),  # its width before it
    ("8b 01 8b8c 15 0e", "8b8c 15 0e", False), ("8b8b8b8c 15 0e", "8b8c 15 0e", False),
    ("8b8c8d 15 0e", "8b8c 15 0e", False), ("8b8b8b8b 0e", "8b8b8b 0e", False),
], ids=["same", "width", "hint", "two-numbers", "other", "no-move"])
def test_a_glyph_is_whole_if_only_its_width_stands_before_it(code: str, plain: str, same: bool) -> None:
    assert is_whole(bytes.fromhex(code), bytes.fromhex(plain)) == same


def test_a_glyph_made_of_others_is_told_by_its_parts_and_their_places() -> None:
    parts = {1: b"e", 2: b"acute", 3: b"grave", 4: b"acute"}

    def made(*glyphs: int, right: int = 5, hinted: int = 0) -> bytes:
        """The letter and its accents, each at a place."""
        head, rest = pack(">hhhhh", -1, 0, 0, 9, 9), len(glyphs)
        placed = [pack(">HHbb", 0x20 * (at < rest) | hinted * (at == rest), glyph, right, 0)
                  for at, glyph in enumerate(glyphs, 1)]
        return plain_glyph(head + b"".join(placed) + b"\0\1\2" * bool(hinted), parts.__getitem__)

    assert made(1, 2) == made(1, 4) == made(1, 2, hinted=0x100)
    assert len({made(1, 2), made(1, 3), made(1), made(2, 1), made(1, 2, right=6)}) == 5


# What a character may look like


def forms(family: str, number: int, text: str) -> list[str]:
    """What a font file calls the glyphs that can show characters."""
    file = FontFile(built().sheets.families[family][number])
    return [file.name(glyph) for glyph in file.forms(text)]


@pytest.mark.parametrize(("text", "name"), [
    ("3", "three"), ("3", "three.oldstyle"), ("3", "three.superior"), ("a", "a.sc"), ("fi", "f_i"),
    ("ffi", "f_f_i"), ("Th", "T_h"), ("e\u0301", "eacute"),
])
def test_alternates_and_ligatures_are_forms_of_their_characters(text: str, name: str) -> None:
    assert name in forms("Linux Libertine", 0, text)


@pytest.mark.parametrize(("text", "name"), [
    ("3", "eight"), ("3", "eight.oldstyle"), ("8", "three"), ("fl", "f_i"), ("f", "f_i"), ("no", "n"),
])
def test_other_glyphs_are_not(text: str, name: str) -> None:
    assert name not in forms("Linux Libertine", 0, text)


def test_no_figure_is_a_form_of_another() -> None:
    """The semi-bold italic has substitutions that make a 6 an old-style 0."""
    for family in ("Linux Libertine", "Source Sans 3"):
        for number in range(4):
            found = [forms(family, number, figure) for figure in "0123456789"]
            assert len(frozenset().union(*found)) == sum(map(len, found))
