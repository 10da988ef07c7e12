"""Calls, lists, running heads, sizes and the joints of words in the finished PDF."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial

import pytest
from msgspec.structs import replace

from proof_book import restyled, sound
from publish.proof.beside.comparison import Comparison, Finding
from publish.proof.beside.expected import Node, SlotKind
from publish.proof.checks import calls, heads, joints, margins, markers, sizes
from publish.proof.checks.passages import Line, Passage, setting
from publish.proof.copy.printed import Face, Piece
from publish.proof.copy.widths import Widths

Change = Callable[[Piece], Piece]


def drawn(pieces: Collection[Piece], change: Change) -> Comparison:
    """The book with some runs of text drawn otherwise."""
    chosen = set(pieces)
    pages = tuple(
        replace(page, pieces=tuple(change(piece) if piece in chosen else piece for piece in page.pieces))
        for page in sound().printed.pages
    )
    changed = tuple(change(piece) if piece in chosen else piece for piece in sound().pieces)
    return replace(sound(), pieces=changed, printed=replace(sound().printed, pages=pages))


def moved(piece: Piece, right: float = 0, down: float = 0) -> Piece:
    box = piece.box
    there = box._replace(
        left=box.left + right, right=box.right + right, top=box.top + down, bottom=box.bottom + down
    )
    return piece._replace(box=there, baseline=piece.baseline + down)


def codes(found: Iterable[Finding]) -> set[str]:
    return {finding.fault.code for finding in found}


def first(name: str) -> Node:
    """The first element with a class."""
    return next(node for node in sound().expected.nodes if name in node.classes)


def called(book: Comparison) -> list[Finding]:
    return list(calls.findings(book, setting(book)))


def joined(book: Comparison) -> list[Finding]:
    return list(joints.findings(book, setting(book)))


def headed(book: Comparison) -> list[Finding]:
    return list(heads.findings(book, setting(book)))


def sized(book: Comparison) -> list[Finding]:
    return list(sizes.findings(book, setting(book)))


def paragraph() -> Passage:
    """A paragraph of many lines."""
    return next(
        one for one in setting(sound()).flow if "prose-text" in one.node.classes and len(one.lines) > 5
    )


def hyphened() -> Line:
    """The first line of the paragraph that ends in a hyphen."""
    return next(line for line in paragraph().lines if line.pieces[-1].text.endswith("\u2010"))


def marker_pieces() -> list[Piece]:
    """The first printed run of each numbered item, which is its number."""
    return [
        sound().piece_at(start) for slot, (start, end) in sound().fillings.items()
        if slot.kind is SlotKind.MARKER and sound().text[start:end][-1:] == "."
    ]


def test_a_sound_book_is_silent() -> None:
    assert called(sound()) + joined(sound()) + headed(sound()) + sized(sound()) == []
    assert list(markers.findings(sound())) == []


# Calls


def test_calls_of_notes_and_tables_that_stand_on_the_line_are_seen() -> None:
    """Fourteen with note 7 would be read as 147."""
    flat = restyled("""
        .call, .tabular-call {
          font-variant-position: normal; font-variant-numeric: lining-nums; padding: 0;
        }
    """)
    found = called(flat)
    assert codes(found) == {"lowered-call"}
    assert {name for one in found if one.node for name in one.node.classes} >= {"call", "tabular-call"}


def test_a_call_under_its_line_is_seen() -> None:
    (piece,) = sound().pieces_of(first("call"))
    (found,) = called(drawn([piece], lambda one: one._replace(box=moved(one, down=1.4).box)))
    assert found.fault.code == "lowered-call"


def test_a_raised_call_as_large_as_the_text_is_seen() -> None:
    (piece,) = sound().pieces_of(first("call"))
    tall = piece.box._replace(top=piece.box.bottom - .45 * piece.size_pt * 25.4 / 72)
    assert codes(called(drawn([piece], lambda one: one._replace(box=tall)))) == {"lowered-call"}


def test_a_mark_as_large_as_the_text_is_seen() -> None:
    (piece,) = sound().pieces_of(first("mark"))
    large = drawn([piece], lambda one: one._replace(size_pt=10.5))
    assert codes(called(large)) == {"lowered-call"}


def test_a_call_in_one_run_with_the_text_before_it_is_seen() -> None:
    """As a file would have it that was drawn by other hands: one string, and no second place."""
    (piece,) = sound().pieces_of(first("call"))
    at = sound().pieces.index(piece)
    one = sound().pieces[at - 1]._replace(text=sound().pieces[at - 1].text + piece.text)
    fused = replace(
        sound(), pieces=(*sound().pieces[:at - 1], one, *sound().pieces[at + 1:]),
        starts=(*sound().starts[:at], *sound().starts[at + 1:]),
    )
    assert "lowered-call" in codes(called(fused))


# Lists


def test_items_without_their_numbers_are_seen() -> None:
    found = list(markers.findings(restyled(".list-numbered { list-style-type: none; }")))
    assert codes(found) == {"wrong-marker"}
    assert len(found) == len(marker_pieces())


def test_bullets_for_numbers_and_numbers_from_five_are_seen() -> None:
    bulleted = restyled(".list-numbered { list-style-type: disc; }")
    assert "has `•` before it, not `1.`" in next(markers.findings(bulleted)).fault.message
    later = restyled(".list-numbered { counter-reset: list-item 4; }")
    assert "has `5.` before it, not `1.`" in next(markers.findings(later)).fault.message


def test_a_number_where_none_belongs_is_seen() -> None:
    """The bullet of an item, filled by the number of another list."""
    slots = [slot for slot in sound().fillings if slot.kind is SlotKind.MARKER]
    number = next(span for span in sound().fillings.values() if sound().text[slice(*span)] == "2.")
    changed = replace(sound(), fillings=dict(sound().fillings) | {slots[0]: number})
    assert "wrong-marker" in codes(markers.findings(changed))


def test_a_number_beside_another_line_is_seen() -> None:
    found = list(markers.findings(drawn(marker_pieces()[:1], lambda piece: moved(piece, down=6))))
    assert codes(found) == {"strayed-marker"}


# Running heads


def test_right_pages_without_their_running_head_are_seen() -> None:
    found = headed(restyled("@page body:right { @top-right { content: none; } }"))
    assert codes(found) == {"wrong-running-head"}
    assert {(one.page or 0) % 2 for one in found} == {0}


def test_the_running_head_of_the_other_side_is_seen() -> None:
    """The edition's title belongs somewhere, so `margins` bears it everywhere."""
    swapped = restyled("@page body:right { @top-right { content: string(edition); } }")
    assert list(margins.findings(swapped)) == []
    assert codes(headed(swapped)) == {"wrong-running-head"}


def test_a_running_head_at_the_inner_edge_is_seen() -> None:
    assert codes(headed(restyled("@page { @top-left { text-align: right; } }"))) == {"wrong-running-head"}


def test_pages_that_do_not_say_what_runs_on_are_seen() -> None:
    found = headed(restyled('.tabular-title { string-set: continued ""; }'))
    assert codes(found) == {"lost-continuation"}
    assert len(found) == 3


def test_the_label_of_another_table_is_seen() -> None:
    other = restyled('.tabular-title { string-set: continued "Table 1 (continued)"; }')
    assert "lost-continuation" in codes(headed(other))


# Words at their joints


def test_words_broken_without_a_hyphen_are_seen() -> None:
    found = joined(restyled('html, .tabular-table th, .tabular-table td { hyphenate-character: ""; }'))
    assert codes(found) == {"broken-word"}
    assert len(found) > 20


def test_one_lost_hyphen_is_seen() -> None:
    piece = hyphened().pieces[-1]
    bare = drawn([piece], lambda one: one._replace(text=one.text.rstrip("\u2010")))
    assert codes(joined(bare)) == {"broken-word"}


def test_a_word_may_go_on_after_a_dash_or_a_slash() -> None:
    piece = hyphened().pieces[-1]
    for sign in "-–—/":
        ended = drawn([piece], partial(_ended_with, sign))
        assert joined(ended) == []


def _ended_with(sign: str, piece: Piece) -> Piece:
    return piece._replace(text=piece.text.rstrip("\u2010") + sign)


def test_spaces_squeezed_to_nothing_are_seen() -> None:
    found = joined(restyled(".prose-text { word-spacing: -.24em; text-align: left; }"))
    assert codes(found) == {"touching-words"}
    assert "prose-text" in {name for one in found if one.node for name in one.node.classes}


def test_two_runs_pushed_together_over_their_space_are_seen() -> None:
    line = next(line for line in paragraph().lines if len(line.pieces) > 2)
    pushed = drawn(line.pieces[2:], lambda piece: moved(piece, right=-.45 * line.size))
    assert codes(joined(pushed)) == {"touching-words"}


def test_words_are_as_wide_as_the_glyphs_of_their_font() -> None:
    """A ligature, an accent that a reader guessed, a small capital, and a figure beside that of a call."""
    letters = {1: "f", 2: "i", 3: "fi", 4: "C", 5: "C", 6: "1", 7: "1", 8: "\u2010"}
    glyphs = {1: 300, 2: 250, 3: 500, 4: 650, 5: 450, 6: 300, 7: 480, 8: 330}
    font = Widths([Face("Font", True, True, True, letters=letters, widths=glyphs)])
    assert font["fi"] == pytest.approx(.5)
    assert font["if"] == pytest.approx(.55)
    assert font["i\u0301"] == pytest.approx(.25)
    assert font["C-1"] == pytest.approx(.45 + .33 + .48)


def test_letters_pressed_together_are_seen() -> None:
    assert "pressed-letters" in codes(joined(restyled(".prose-text { letter-spacing: -.12em; }")))


# Sizes


def test_a_note_in_other_type_than_the_rest_is_seen() -> None:
    pieces = sound().pieces_of(first("note"))
    found = sized(drawn(pieces, lambda piece: piece._replace(size_pt=9.5)))
    assert codes(found) == {"odd-size"}


def test_notes_as_large_as_the_text_and_headings_as_small_are_seen() -> None:
    large = restyled("""
        .note, .tabular-note { font-size: 10.5pt; line-height: 13.5pt; }
        .prose-heading { font-size: 10pt; }
    """)
    found = [one for one in sized(large) if one.fault.code == "misjudged-size"]
    kinds = {name for one in found if one.node for name in one.node.classes}
    assert kinds == {"note", "tabular-note", "prose-heading"}
