"""The lines of the finished PDF: their order, where pages break, how they are filled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import pairwise

import pikepdf
from msgspec.structs import replace

from proof_book import built, sabotaged, sound
from publish.proof.beside.comparison import Comparison, Finding
from publish.proof.checks import beginnings, lines
from publish.proof.checks.passages import Passage, setting
from publish.proof.copy.printed import Piece

Change = Callable[[Piece], Piece]


def told(book: Comparison) -> list[Finding]:
    """What is found; that the book has ladders of hyphens is known."""
    return [finding for finding in lines.findings(book) if finding.fault.code != "hyphen-ladder"]


def changed(pieces: Collection[Piece], change: Change) -> Comparison:
    """The book with some runs of text drawn otherwise."""
    chosen = set(pieces)
    drawn = tuple(change(piece) if piece in chosen else piece for piece in sound().pieces)
    return replace(sound(), pieces=drawn)


def paged(pieces: Collection[Piece], by: int) -> Comparison:
    """The book with some runs of text on another page."""
    return changed(pieces, lambda piece: piece._replace(page=piece.page + by))


def pieces_in(passage: Passage, chosen: slice = slice(None)) -> list[Piece]:
    """The runs of text in some lines of a passage."""
    return [piece for line in passage.lines[chosen] for piece in line.pieces]


def passage_of(tag: str, text: str) -> Passage:
    """The last passage of such elements that begins so."""
    return [
        passage for passage in setting(sound()).flow
        if passage.node.tag == tag and passage.lines[0].pieces[0].text.strip().startswith(text)
    ][-1]


def paragraph() -> Passage:
    """A paragraph of many lines on one page."""
    found = [one for one in setting(sound()).flow if "prose-text" in one.node.classes and len(one.lines) > 5]
    return next(one for one in found if [other.node for other in found].count(one.node) == 1)


def seen(found: Iterable[Finding]) -> set[tuple[str, int | None]]:
    return {(finding.fault.code, finding.page) for finding in found}


def test_nothing_is_wrong_with_the_lines_of_a_sound_book() -> None:
    assert told(sound()) == []


def test_all_text_is_in_lines() -> None:
    book = setting(sound())
    shown = [piece for passage in (*book.flow, *book.notes) for piece in pieces_in(passage)]
    assert len(shown) > 800
    assert set(shown) == {piece for piece in sound().pieces if piece.text.strip()}


def test_notes_are_not_in_the_flow() -> None:
    book = setting(sound())
    assert {passage.node.classes for passage in book.notes} == {frozenset({"note"})}
    assert not any("note" in passage.node.classes for passage in book.flow)


# Order


def test_a_line_read_before_the_one_above_it_is_seen() -> None:
    passage = paragraph()
    above = passage.lines[0].baseline - passage.lines[-1].baseline - 1
    found = told(changed(pieces_in(passage, slice(-1, None)), lambda piece: _moved(piece, above)))
    assert ("unordered-text", passage.page) in seen(found)
    assert found[0].node is passage.node


def _moved(piece: Piece, down: float) -> Piece:
    box = piece.box._replace(top=piece.box.top + down, bottom=piece.box.bottom + down)
    return piece._replace(box=box, baseline=piece.baseline + down)


def test_words_read_from_right_to_left_are_seen() -> None:
    line = next(line for passage in setting(sound()).flow for line in passage.lines if len(line.pieces) > 2)
    last = line.pieces[-1]
    moved = last.box._replace(left=line.box.left - 20, right=line.box.left - 20 + last.box.width)
    found = told(changed([last], lambda piece: piece._replace(box=moved)))
    assert ("unordered-text", last.page) in seen(found)


def test_tags_in_another_order_than_the_page_are_seen() -> None:
    """The first two paragraphs of a section change places in the tree."""
    def sabotage(pdf: pikepdf.Pdf) -> None:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        parents = [one.P for one in elements if one.get("/S") == "/P"]
        parent = max(parents, key=lambda element: len(element.K))
        kids = list(parent.K)
        one, other = [index for index, kid in enumerate(kids) if kid.get("/S") == "/P"][:2]
        kids[one], kids[other] = kids[other], kids[one]
        parent.K = pikepdf.Array(kids)

    found = told(sabotaged(sabotage))
    assert "unordered-text" in {finding.fault.code for finding in found}


def test_cells_side_by_side_are_in_order() -> None:
    """A row's second cell begins as high as its first."""
    row = [passage for passage in setting(sound()).flow if passage.node.tag in {"th", "td"}]
    assert any(after.box.top <= before.box.top for before, after in pairwise(row))


def test_a_note_above_text_of_its_page_is_seen() -> None:
    note = setting(sound()).notes[0]
    found = told(changed(pieces_in(note), lambda piece: _moved(piece, 40 - note.box.top)))
    assert ("misplaced-note", note.page) in seen(found)
    assert next(one for one in found if one.fault.code == "misplaced-note").node is note.node


def test_notes_in_another_order_than_their_numbers_are_seen() -> None:
    notes = setting(sound()).notes
    first, second = next((one, other) for one, other in pairwise(notes) if one.page == other.page)
    down = second.box.bottom - first.box.top
    found = told(changed(pieces_in(first), lambda piece: _moved(piece, down)))
    assert ("misplaced-note", first.page) in seen(found)


# Breaks


def test_a_heading_left_behind_is_seen() -> None:
    heading = passage_of("h2", "After the table")
    found = told(paged(pieces_in(heading), -1))
    (finding,) = [one for one in found if one.fault.code == "stranded-heading" and one.node is heading.node]
    assert finding.page == heading.page - 1
    assert "After the table" in finding.fault.message


def test_a_caption_left_behind_is_seen() -> None:
    caption = passage_of("caption", "Table")
    assert ("stranded-heading", caption.page - 1) in seen(told(paged(pieces_in(caption), -1)))


def test_a_line_alone_at_the_foot_is_seen() -> None:
    passage = paragraph()
    found = told(paged(pieces_in(passage, slice(0, 1)), -1))
    assert ("lone-first-line", passage.page - 1) in seen(found)


def test_a_line_alone_at_the_head_is_seen() -> None:
    passage = paragraph()
    found = told(paged(pieces_in(passage, slice(-1, None)), 1))
    assert ("lone-last-line", passage.page + 1) in seen(found)


def test_two_lines_on_either_page_are_borne() -> None:
    passage = paragraph()
    codes = {one.fault.code for one in told(paged(pieces_in(passage, slice(0, 2)), -1))}
    assert not codes & {"lone-first-line", "lone-last-line"}


def test_a_head_without_a_row_is_seen() -> None:
    head = [one for one in setting(sound()).flow if one.node.attributes.get("scope") == "col"]
    last = [one for one in head if one.page == head[-1].page]
    found = told(paged([piece for one in last for piece in pieces_in(one)], -1))
    assert ("lone-table-head", last[0].page - 1) in seen(found)


def test_a_torn_row_is_seen() -> None:
    cell = passage_of("th", "Row bc")
    (finding,) = [one for one in told(paged(pieces_in(cell), -1)) if one.fault.code == "torn-row"]
    assert (finding.page, finding.node) == (cell.page - 1, cell.node)


def test_a_page_with_two_lines_is_seen() -> None:
    """All but the last two lines of the page are drawn on the one before it."""
    page = paragraph().page
    flow = [line for passage in setting(sound()).flow if passage.page == page for line in passage.lines]
    moved = [piece for line in flow[:-2] for piece in line.pieces]
    found = [one for one in told(paged(moved, -1)) if one.fault.code == "short-page"]
    assert [(one.page, one.fault.message) for one in found] == [
        (page, f"page {page + 1} of the PDF has two lines of text")
    ]


def test_a_chapter_on_the_page_of_another_is_seen_unless_it_runs_on() -> None:
    edition, book = built().checked.edition, sound()
    assert list(beginnings.findings(beginnings.sharing(edition), book)) == []
    part = next(node for node in book.expected.nodes if node.id == "long")
    moved, page = paged(book.pieces_of(part)[:1], -1), book.pieces_of(part)[0].page
    (finding,) = beginnings.findings(beginnings.sharing(edition), moved)
    assert (finding.fault.code, finding.node, finding.page) == ("shared-page", part, page - 1)
    *others, last = edition.chapters
    running = edition.model_copy(update={"chapters": (*others, last.model_copy(update={"run_on": True}))})
    assert list(beginnings.findings(beginnings.sharing(running), moved)) == []


# Lines


def test_more_than_two_hyphens_in_a_row_are_seen() -> None:
    """The book's own long words make them."""
    found = [one for one in lines.findings(sound()) if one.fault.code == "hyphen-ladder"]
    assert {one.node.tag for one in found if one.node} == {"p"}
    assert all(int(one.fault.message.split()[0]) > 2 for one in found)


def test_hyphens_that_the_text_has_are_not_counted() -> None:
    passage = paragraph()
    pieces = [line.pieces[-1] for line in passage.lines]
    plain = changed(pieces, lambda piece: piece._replace(text=piece.text.rstrip("\u2010 ") + "x"))
    found = [one for one in lines.findings(plain) if one.fault.code == "hyphen-ladder"]
    assert passage.node not in [one.node for one in found]


def test_a_loose_line_is_seen() -> None:
    """Letters of two thirds of their width would leave holes between words."""
    passage = paragraph()
    pieces = pieces_in(passage, slice(1, 2))
    found = told(changed(pieces, lambda piece: piece._replace(letters=piece.letters * .66)))
    assert seen(found) == {("loose-line", passage.page)}


def test_the_last_line_of_a_paragraph_is_never_loose() -> None:
    passage = paragraph()
    pieces = pieces_in(passage, slice(-1, None))
    assert told(changed(pieces, lambda piece: piece._replace(letters=0))) == []
