"""Words, spaces and notes of a finished PDF: what is lost, added, changed or moved is seen and named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

import pikepdf
import pytest
from msgspec.structs import replace

import proof_book
from publish.inline import Words
from publish.proof.beside.aligning import compare
from publish.proof.beside.comparison import Comparison, Finding
from publish.proof.beside.expected import expect
from publish.proof.checks import completeness, notes, spaces, words
from publish.proof.copy.printed import Piece
from publish.token_place import find_passage


def test_a_sound_book_has_lost_nothing() -> None:
    book = proof_book.sound()
    assert not book.differences
    assert len(book.expected.words) > 2_000
    assert [*words.findings(book), *spaces.findings(book), *notes.findings(book)] == []


def test_a_lost_line_is_told_at_its_paragraph() -> None:
    piece = _piece("administrative correspondence")
    (finding,) = words.findings(_without(piece))
    assert finding.fault.code == "lost-words"
    assert "in this paragraph is not in the finished PDF" in finding.fault.message
    assert (finding.page, _origin(finding)) == (piece.page, "long.yaml")


def test_a_lost_cell_is_told_as_one() -> None:
    (finding,) = words.findings(_without(_piece("Row bc")))
    assert "this cell, `Row bc`, is not in the finished PDF" in finding.fault.message


def test_every_cell_of_a_lost_row_is_told() -> None:
    first = proof_book.sound().pieces.index(_piece("Row bc"))
    row = proof_book.sound().pieces[first:first + 3]
    assert [finding.fault.code for finding in words.findings(_without(*row))] == ["lost-words"] * 3


def test_a_lost_caption_is_told_as_one() -> None:
    (finding,) = words.findings(_without(_piece("A long table")))
    assert "`A long table` in this caption" in finding.fault.message


def test_a_changed_figure_is_told_with_both_readings() -> None:
    """The call of note 9 now shows the figure 8."""
    other, right = (_call(str(number)) for number in (8, 9))
    (finding,) = words.findings(_showing(right, other))
    assert finding.fault.code == "changed-words"
    assert finding.page == right.page


def test_a_line_printed_twice_is_told() -> None:
    piece = _piece("The representatives of neighbouring")
    (finding,) = words.findings(proof_book.sabotaged(lambda pdf: _show_again(pdf, piece)))
    assert (finding.fault.code, finding.page) == ("repeated-words", piece.page)


def test_words_that_nobody_wrote_are_told() -> None:
    sound = proof_book.built().manuscript
    manuscript = replace(sound, parts=tuple(
        replace(part, html=part.html.replace("After the table", "After it", 1)) for part in sound.parts
    ))
    assert manuscript != sound
    found = {finding.fault.code for finding in words.findings(
        compare(expect(manuscript), proof_book.sound().printed)
    )}
    assert found & {"foreign-words", "changed-words"}


def test_a_paragraph_read_too_early_is_told() -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        section = _sections(pdf)[-2]
        block = next(kid for kid in section.K if len(kid.get("/K", [])) > 5)
        block.K[2], block.K[3] = block.K[3], block.K[2]

    found = words.findings(proof_book.sabotaged(swap))
    assert "misplaced-words" in {finding.fault.code for finding in found}


def test_words_run_together_are_told() -> None:
    piece = _piece("See ")
    book = _changed(piece, piece._replace(text=piece.text.replace(" ", "", 1)))
    assert [finding.fault.code for finding in spaces.findings(book)] == ["joined-words"]


def test_a_word_with_a_space_in_it_is_told() -> None:
    piece = _piece("administrative correspondence")
    book = _changed(piece, piece._replace(text=piece.text.replace("strative", "stra tive", 1)))
    (finding,) = spaces.findings(book)
    assert finding.fault.message.startswith("`administrative` has a space within it")


def test_a_lost_note_is_told_at_its_call() -> None:
    book = proof_book.sound()
    note = book.pieces_of(book.expected.nodes[book.expected.ids["note-9"]])
    (finding,) = notes.findings(_without(*note))
    assert (finding.fault.code, finding.subject) == ("lost-note", "call-9")


def test_a_note_without_its_call_is_told() -> None:
    assert [finding.fault.code for finding in notes.findings(_without(_call("9")))] == ["lost-call"]


@pytest.mark.parametrize(("moved", "code"), [(slice(None), "strayed-note"), (slice(-1, None), "torn-note")])
def test_a_note_on_another_page_is_told(moved: slice, code: str) -> None:
    book = proof_book.sound()
    note = book.pieces_of(book.expected.nodes[book.expected.ids["note-9"]])
    away = set(note[moved])
    pieces = tuple(piece._replace(page=piece.page + 1) if piece in away else piece for piece in book.pieces)
    assert [finding.fault.code for finding in notes.findings(replace(book, pieces=pieces))] == [code]


def test_a_table_note_after_its_table_s_page_is_told() -> None:
    book = proof_book.sound()
    (node,) = [node for node in book.expected.nodes if node.id == "t-long-note-a"]
    note = set(book.pieces_of(node))
    pieces = tuple(piece._replace(page=piece.page + 1) if piece in note else piece for piece in book.pieces)
    (finding,) = notes.findings(replace(book, pieces=pieces))
    assert finding.fault.code == "parted-table-note"


def test_a_text_that_a_template_leaves_out_is_told() -> None:
    built = proof_book.built()
    expected = expect(built.manuscript)
    assert list(completeness.findings(built.checked.resolved, built.manuscript, expected)) == []
    chapter = built.checked.resolved.chapters[-1]
    block = chapter.blocks[0]
    more = replace(block, view=replace(block.view, paragraphs=((Words("Nobody prints this."),),)))
    resolved = replace(built.checked.resolved, chapters=(
        *built.checked.resolved.chapters[:-1], replace(chapter, blocks=(more, *chapter.blocks[1:])),
    ))
    (finding,) = completeness.findings(resolved, built.manuscript, expected)
    assert finding.fault.message.startswith("`Nobody prints this.` is turned into ")


def _piece(beginning: str) -> Piece:
    """The first piece, on the last page that has one, that holds some words."""
    found = [piece for piece in proof_book.sound().pieces if beginning in piece.text]
    return next(piece for piece in found if piece.page == found[-1].page)


def _call(number: str) -> Piece:
    book = proof_book.sound()
    return book.pieces_of(book.expected.nodes[book.expected.ids[f"call-{number}"]])[0]


def _origin(finding: Finding) -> str:
    assert finding.node
    part = next(part for part in proof_book.built().manuscript.parts if part.id == finding.node.part)
    origin = part.origin(finding.node.line)
    return origin.file.name if origin else ""


def _changed(old: Piece, new: Piece) -> Comparison:
    """The book as if it were read otherwise at one piece."""
    printed = proof_book.sound().printed
    pages = tuple(
        replace(page, pieces=tuple(new if piece is old else piece for piece in page.pieces))
        for page in printed.pages
    )
    return compare(proof_book.sound().expected, replace(printed, pages=pages))


def _without(*pieces: Piece) -> Comparison:
    """The book's PDF without what draws these pieces."""
    return proof_book.sabotaged(lambda pdf: _for_each(pdf, pieces, lambda shown: []))


def _showing(piece: Piece, other: Piece) -> Comparison:
    """The book's PDF with the glyphs of one piece in the place of another's."""
    def change(pdf: pikepdf.Pdf) -> None:
        taken: list[pikepdf.ContentStreamInstruction] = []
        _for_each(pdf, [other], lambda shown: taken.append(shown) or [shown])  # type: ignore[func-returns-value]  # notes what is shown
        _for_each(pdf, [piece], lambda shown: taken[:1])

    return proof_book.sabotaged(change)


def _show_again(pdf: pikepdf.Pdf, piece: Piece) -> None:
    _for_each(pdf, [piece], lambda shown: [shown, shown])


def _for_each(
    pdf: pikepdf.Pdf, pieces: Sequence[Piece],
    change: Callable[[pikepdf.ContentStreamInstruction], list[pikepdf.ContentStreamInstruction]],
) -> None:
    """Change the operators that show these pieces."""
    for number in {piece.page for piece in pieces}:
        page = pdf.pages[number]
        wanted = {_turn(piece) for piece in pieces if piece.page == number}
        kept: list[pikepdf.ContentStreamInstruction] = []
        mcid, shown = -1, 0
        for one in pikepdf.parse_content_stream(page):
            operator = str(one.operator)
            if operator == "BDC":
                mcid, shown = int(one.operands[1].get("/MCID", -1)), 0
            shown += operator in ("Tj", "TJ")
            kept += change(one) if operator in ("Tj", "TJ") and (mcid, shown) in wanted else [one]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def _turn(piece: Piece) -> tuple[int, int]:
    """Its marked content, and which of its pieces it is, counting from 1."""
    same = [one for one in proof_book.sound().printed.pages[piece.page].pieces if one.mcid == piece.mcid]
    return piece.mcid, same.index(piece) + 1


def _sections(pdf: pikepdf.Pdf) -> Sequence[pikepdf.Object]:
    return [kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/Sect"]


def test_a_printed_passage_is_found_where_it_was_written() -> None:
    file = proof_book.built().checked.source.files[PurePosixPath("long.yaml")]
    block = file.place(("blocks", 3))
    lines = file.text.split("\n")
    span = find_passage(file, block, "9 The representatives of neighbouring municipalities remembered")
    assert lines[span.line - 1][span.column - 1:].startswith("The representatives of neighbouring")
    assert block.line < span.line <= block.end_line
    assert find_passage(file, block, "Words that nobody wrote here at all") == block
