"""Letters that fonts and programs treat in their own way: sound text stays silent, other text does not.

Each text is set in a chapter's title, heading, prose, italics, bold, note, caption and cell, and proved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from unicodedata import category, normalize

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import replace

import tiny_edition
from publish.pipeline import Built, check_source, print_checked
from publish.proof.beside.aligning import compare
from publish.proof.beside.expected import expect
from publish.proof.beside.letters import alike, squeeze
from publish.proof.checks import words
from publish.proof.copy.reading import read
from publish.report import Report
from publish.typeset.fonts import BookFonts
from publish.typeset.tags.glyphs import letters_of

PROJECT = Path(__file__).parent.parent

SOUND = {
    "full stops and ellipses": "He said ... and then … and .... too, wait…what …end...",
    "raised figures and parts": "Of m² and km³, H₂O, ½ of it, ª and º, № of x²",
    "ligatures": "Eﬁcient oﬀers ﬂow, efficient offers flow, ﬃ ﬆ œuvre Æ, what?! Qu Th 5 °C ℃",
    "Roman numerals": "Article Ⅳ and ⅷ and IV",
    "accents without a composed form": "Kɛ̀lɛ̀ jɔ́ ŋ ɲɔ̀gɔn ɔ̂ ɛ̌ à̰ ẹ́ Ɛ̀ ɛ̀́ ăɣ ǝ ḍ ṭ ẓ",
    "letters taken apart": normalize("NFD", "Ségou, Ménaka, à Koulouba, ẹ́"),
    "hyphens": "Co‑operation, self‐help, well-off, infor\u00adma\u00adtion, zero\u200bwidth",
    "spaces": "Many\u00a0people, few\u202fpeople, a\u2009thin one",
    "one glyph for two letters": "µ and μ, ∆ and Δ, Å and Å, K and \u212a, − and –",
    "forms": "A heart\ufe0e, ≥\ufe0f of it",
}

_CHAPTER = """\
title: "{title}"
blocks:
  - kind: prose
    heading: "{text}"
    text: "{text} and *{text}* and **{text}**.[^a]"
    notes: {{a: "{text}"}}
  - kind: prose
    heading: Other
    text: Words.
  - kind: table
    id: t-letters
    caption: "{text}"
    columns: [{{head: Word}}, {{head: What}}]
    rows: [["{text}", word]]
"""


def _built(text: str, title: str = "") -> tuple[Built | None, list[str]]:
    """A book with a text in every place, and what is said of it; numbers are typed on purpose."""
    written = text if text.isalpha() else " ".join(_typed(word) for word in text.split(" "))
    files = dict(tiny_edition.FILES)
    files["letters.yaml"] = _CHAPTER.format(title=title or "Letters", text=written)
    files["edition.yaml"] = files["edition.yaml"].replace("  - abuses\n", "  - abuses\n  - letters\n")
    report = Report()
    checked = check_source(tiny_edition.source_of(files, report), report, lambda stage: None)
    book = print_checked(PROJECT, checked, report, lambda stage: None) if checked else None
    quiet = ("loose-line", "long-running-head")
    return book, [f"{one.span}: {one.fault.code}: {one.fault.message}" for one in report
                  if one.fault.code not in quiet]


def _typed(word: str) -> str:
    return f"[~{word}]" if any(letter in "0123456789₂" for letter in word) else word


@cache
def _book() -> Built:
    book, _ = _built(SOUND["accents without a composed form"])
    assert book
    return book


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_sound_letters_raise_no_alarm(text: str) -> None:
    plain = "".join(letter for letter in text if letter not in "5₂")
    book, said = _built(text, title=plain)
    assert (book is not None, said) == (True, [])


def test_what_a_font_file_says_is_read_once_and_recalled_for_that_file_alone() -> None:
    upright, italic = (
        (PROJECT / f"styles/fonts/linux-libertine/{name}.otf").read_bytes()
        for name in ("LinLibertine_R", "LinLibertine_RI")
    )
    kept: dict[tuple[str, ...], object] = {}
    made: list[object] = []

    def recall(work: str, said: Sequence[str], make: Callable[[], object]) -> object:
        if (work, *said) not in kept:
            made.append(make())
            kept[(work, *said)] = made[-1]
        return kept[(work, *said)]

    fonts, others = BookFonts(), BookFonts()
    for one in (fonts, others):
        one.recall_by(recall)
        one.families |= {"Upright": [upright], "Italic": [italic]}
    found = fonts.letters(upright)
    assert found == letters_of(upright) and found.accents
    assert fonts.letters(italic) != found
    assert fonts.repertoire("Upright") != fonts.repertoire("Italic")
    assert made == [found, fonts.letters(italic), *map(fonts.repertoire, ("Upright", "Italic"))]
    kept.update((key, "as it was kept") for key in kept)
    assert others.letters(upright) == others.repertoire("Upright") == "as it was kept"
    assert fonts.letters(upright) is found and len(made) == 4


@pytest.mark.parametrize(
    ("written", "printed"), [("Kɛ̀lɛ̀", "Kɛ̀lɛ"), ("Kɛ̀lɛ̀", "Kɛ̀lɛ́"), ("ŋ", "n"), ("ɲɔ̀gɔn", "ɲɔgɔn")]
)
def test_another_letter_or_a_lost_accent_is_found(written: str, printed: str) -> None:
    """The PDF is right, and the manuscript is not: to the proof it is the same."""
    book = _book()
    parts = tuple(
        replace(part, html=part.html.replace(written, printed)) for part in book.manuscript.parts
    )
    manuscript = replace(book.manuscript, parts=parts)
    found = list(words.findings(compare(expect(manuscript), read(book.volume.pdf))))
    assert len(found) >= 8


@pytest.mark.parametrize(
    ("one", "other"),
    [("½", "1/2"), ("Ⅳ", "IV"), ("œ", "oe"), ("H₂O", "H2O"), ("ª", "a"), ("①", "1"), ("é", "e")],
)
def test_what_looks_otherwise_is_told_apart(one: str, other: str) -> None:
    assert alike(squeeze(one)) != alike(squeeze(other))


def test_an_accented_letter_is_found_by_a_search() -> None:
    document = pypdfium2.PdfDocument(BytesIO(_book().volume.pdf))
    text = " ".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    assert normalize("NFC", text).count("jɔ́ ŋ") >= 8


@pytest.mark.parametrize("face", sorted(PROJECT.glob("styles/fonts/*/*.[ot]tf")), ids=lambda path: path.stem)
def test_characters_that_share_a_glyph_are_compared_as_one(face: Path) -> None:
    glyphs: dict[str, set[str]] = {}
    for code, glyph in (TTFont(face).getBestCmap() or {}).items():
        if category(chr(code)) not in ("Co", "Cf", "Zs"):
            glyphs.setdefault(glyph, set()).add(alike(squeeze(chr(code))))
    assert [shared for shared in glyphs.values() if len(shared) > 1] == []


@pytest.mark.parametrize(
    ("text", "first"),
    [("محمد علي", "ح"), ("ⵜⴰⵎⴰⵛⴻⵇ", "ⴰ"), ("😀 and 👩‍👧 and 🇲🇱", "🇱"), ("ߒߞߏ", "ߏ"), ("ＡＢＣ", "Ａ")],
)
def test_a_script_that_no_font_has_is_told_once_at_the_editors_words(text: str, first: str) -> None:
    book, said = _built(text)
    (line,) = said
    assert book is None
    assert line.startswith("chapters/tiny-2020/letters.yaml:3:5: missing-glyph: no font of this edition has")
    assert f"`{first}` (U+" in line


def test_a_script_in_a_title_alone_is_told_at_its_chapter() -> None:
    _, (line,) = _built("Words", title="The name ⵣ")
    assert line.startswith("chapters/tiny-2020/letters.yaml:1:1: missing-glyph")
