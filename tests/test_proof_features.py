"""What can hide a finished text, replace it or act: none of it is ever in a file that a build made."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

import proof_book
from publish.proof import prove


def codes(change: Callable[[pikepdf.Pdf], None]) -> set[str]:
    """The codes of all findings in the book's PDF after a change."""
    book, stream = proof_book.built(), BytesIO()
    with proof_book.opened(book.volume.pdf) as pdf:
        change(pdf)
        pdf.save(stream)
    proof = prove(stream.getvalue(), book.manuscript, book.checked.resolved, book.sheets.families)
    return {finding.fault.code for finding in proof.findings} - {"hyphen-ladder", "short-page"}


def note_over_text(pdf: pikepdf.Pdf) -> None:
    place = Array([90, 90, 400, 700])
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=place, Contents=String("x"))
    pdf.pages[5].Annots = Array([*pdf.pages[5].get("/Annots", []), pdf.make_indirect(note)])


def set_on(page: int, key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page].obj[key] = value

    return change


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def unvouched(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["more.txt"] = b"more"


def drawn(operators: bytes, after: bytes) -> Callable[[pikepdf.Pdf], None]:
    """The text of a page with operators before it and after it."""
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[5]
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(operators + content + after)

    return change


def spoken(pdf: pikepdf.Pdf) -> None:
    dictionaries = (thing for thing in pdf.objects if isinstance(thing, Dictionary))
    paragraph = next(thing for thing in dictionaries if thing.get("/S") == "/P" and "/K" in thing)
    paragraph.ActualText = String("Nobody was killed.")


def test_the_sound_book_has_nothing_of_the_kind() -> None:
    assert codes(lambda pdf: None) == set()


@pytest.mark.parametrize(
    "change",
    [
        note_over_text, script, unvouched, attachment, set_on(5, "/Rotate", 90), set_on(5, "/UserUnit", 2),
        set_on(5, "/CropBox", Array([0, 400, 595, 842])), set_on(5, "/AA", Dictionary()),
    ],
    ids=["note", "script", "unvouched", "attachment", "turned", "scaled", "cut", "action"],
)
def test_what_no_build_puts_there_is_told(change: Callable[[pikepdf.Pdf], None]) -> None:
    assert "foreign-feature" in codes(change)


def test_text_that_is_clipped_away_is_told() -> None:
    assert "invisible-text" in codes(drawn(b"q 0 0 1 1 re W n ", b" Q"))


def test_text_that_is_only_an_outline_for_clipping_is_told() -> None:
    assert "invisible-text" in codes(drawn(b"7 Tr ", b""))


def test_type_that_nobody_can_read_is_told() -> None:
    assert "tiny-text" in codes(drawn(b"q .1 0 0 .1 0 0 cm ", b" Q"))


def test_a_tag_that_says_something_else_is_told() -> None:
    assert "wrong-speech" in codes(spoken)


def test_text_under_an_area_of_its_own_tag_is_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[5]
        content = page.Contents.read_bytes()
        end = content.index(b"EMC", content.index(b"/MCID 0"))
        area = b" q 1 1 1 rg -2000 -2000 4000 4000 re f Q "
        page.Contents = pdf.make_stream(content[:end] + area + content[end:])

    assert "covered-text" in codes(change)
