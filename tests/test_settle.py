"""Notes come home: what the engine does wrong at the foot of a page, and the holds that mend it.

The pages have room for ten lines of 10 px, so that a break can be placed by counting lines.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

import small_book
from publish.artifacts import PartHtml, Sheets
from publish.fragment import Slot
from publish.report import Report
from publish.trace import as_text
from publish.typeset import Stylesheet, settle, typeset
from publish.typeset.press import Press, _is_ours
from publish.typeset.survey import survey

CSS = """\
@page { size: 300px 101px; margin: 0; @footnote { margin: 0; padding-bottom: .01pt } }
html { font-family: Text; font-size: 8px; line-height: 10px; orphans: 2; widows: 2 }
body, p, h2, ul, li { margin: 0; padding: 0; font-size: 8px; font-weight: 400 }
h2 { break-after: avoid }
.callout { break-inside: avoid }
.note { float: footnote; footnote-policy: line }
.note::footnote-call { content: none; line-height: 0; vertical-align: baseline }
.note::footnote-marker { content: attr(data-number) " " }
.reference-page::after { content: attr(data-folio); font-variant-numeric: tabular-nums }
"""

BLOCK = "<style>.note { footnote-policy: block !important }</style>"
"""The policy that keeps a paragraph with its notes, and breaks down where that cannot be."""

Lay = Callable[[str], tuple[Sheets, list[str]]]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Stylesheet:
    return small_book.shelve(tmp_path_factory.mktemp("shelf"), CSS)


@pytest.fixture
def lay(shelf: Stylesheet) -> Lay:
    """Sets one leaf; gives the pages and what the report says."""

    def set_leaf(html: str) -> tuple[Sheets, list[str]]:
        report = Report()
        sheets = typeset(small_book.leaf(html), shelf, report)
        return sheets, [f"{d.span} {d.fault.code}: {d.fault.message}" for d in report]

    return set_leaf


def note(number: int, lines: int = 1) -> str:
    """A call, and its note of some lines."""
    body = "<br>".join(["note"] * lines)
    return (
        f'<a class="call" href="#note-{number}" id="call-{number}">{number}</a>'
        f'<span class="note" id="note-{number}" data-number="{number}">{body}</span>'
    )


def paragraph(lines: int, **calls: str) -> str:
    """A paragraph of some lines; `line_3=note(1)` sets a call in the third."""
    texts = [f"line{calls.get(f'line_{number}', '')}" for number in range(1, lines + 1)]
    return f"<p class='text'>{'<br>'.join(texts)}</p>\n"


def pages(sheets: Sheets, *names: str) -> list[int]:
    """The page of each id, counting from 0."""
    return [sheets.anchors[name][0].page for name in names]


def _held(sheets: Sheets) -> list[tuple[str, str, str]]:
    return [(repair.note, repair.block, repair.hold) for repair in sheets.repairs]


def test_a_book_without_trouble_is_laid_out_once(lay: Lay) -> None:
    sheets, said = lay(paragraph(5, line_1=note(1)) + paragraph(9, line_3=note(2)))
    assert (sheets.repairs, said) == ((), [])


def test_a_strayed_note_comes_home(lay: Lay) -> None:
    """Seven lines, a note of two, a line: the next line, of the same paragraph, pushes the note away."""
    sheets, said = lay(paragraph(7, line_1=note(1, 2)) + paragraph(6))
    assert said == []
    assert pages(sheets, "call-1", "note-1") == [0, 0]
    assert _held(sheets) == [("note-1", "p.text", "orphans: 3")]


def test_a_lost_note_comes_back(lay: Lay) -> None:
    """The line that pushed the other note away has a call: the engine forgets its note."""
    sheets, said = lay(paragraph(7, line_1=note(1, 2)) + paragraph(6, line_2=note(2)))
    assert said == []
    assert pages(sheets, "call-1", "note-1", "call-2", "note-2") == [0, 0, 1, 1]


def test_a_note_comes_home_from_before_a_block_that_does_not_break(lay: Lay) -> None:
    """The engine tries the callout on the first page, pushes the note away, and moves the callout anyway."""
    sheets, said = lay(paragraph(7, line_1=note(1, 2)) + f"<div class='callout'>{paragraph(6)}</div>")
    assert said == []
    assert pages(sheets, "call-1", "note-1") == [0, 0]
    assert _held(sheets) == [("note-1", "div.callout", "orphans: 99")]


def test_a_note_comes_home_from_before_a_row(lay: Lay) -> None:
    cell = paragraph(5).replace("<p", "<td style='padding: 0'").replace("</p", "</td")
    rows = f"<table style='border-spacing: 0'><tr style='break-inside: avoid'>{cell}</tr></table>"
    sheets, said = lay(paragraph(7, line_1=note(1, 2)) + rows)
    assert said == []
    assert pages(sheets, "call-1", "note-1") == [0, 0]
    assert _held(sheets) == [("note-1", "tr", "orphans: 99")]


def test_a_break_that_a_hold_has_shifted_is_held_too(lay: Lay) -> None:
    """The first hold moves two lines to the second page, which breaks otherwise then."""
    first = paragraph(8, line_1=note(1)) + paragraph(6)
    second = paragraph(1, line_1=note(2, 2)) + paragraph(8)
    sheets, said = lay(first + second)
    assert said == []
    assert pages(sheets, "call-1", "note-1", "call-2", "note-2") == [0, 0, 1, 1]
    assert [repair.layout for repair in sheets.repairs] == [1, 2]


def test_what_cannot_be_held_together_is_moved_with_its_heading(lay: Lay) -> None:
    """The sheet forbids the smaller hold."""
    stubborn = "<style>.text { orphans: 2 !important }</style>"
    text = paragraph(6, line_1=note(1, 2)) + "<h2>Heading</h2>" + paragraph(6)
    sheets, said = lay(f"<section>{stubborn}\n{text}</section>")
    assert said == []
    assert pages(sheets, "call-1", "note-1") == [0, 0]
    assert _held(sheets) == [("note-1", "p.text", "orphans: 3"), ("note-1", "h2", "break-before: page")]


def test_far_apart_notes_come_home_in_one_further_layout(lay: Lay) -> None:
    stray = "<section style='break-before: page'>{}</section>\n"
    text = [paragraph(7, line_1=note(number, 2)) + paragraph(6) for number in (1, 2, 3)]
    sheets, said = lay("".join(stray.format(one) for one in text))
    assert said == []
    assert [(repair.note, repair.layout) for repair in sheets.repairs] == [
        ("note-1", 1),
        ("note-2", 1),
        ("note-3", 1),
    ]


def test_the_trace_shows_what_was_held(lay: Lay) -> None:
    sheets, _ = lay(paragraph(7, line_1=note(1, 2)) + paragraph(6))
    assert "- Repair {note: note-1; block: p.text; hold: orphans: 3; layout: 1}" in as_text(sheets.repairs)


def test_a_note_longer_than_a_page_is_an_error(lay: Lay) -> None:
    _, said = lay(paragraph(7, line_1=note(1, 12)))
    assert said[0].startswith("leaf.html:1:88 long-note: note 1 and the line of its call, on page 1 of")


def test_a_block_on_which_the_engine_breaks_down_is_named(lay: Lay) -> None:
    """With the policy `block` it asserts that the notes of a paragraph fit on one page."""
    crowded = paragraph(6, line_1=note(1, 3), line_3=note(2, 9))
    _, said = lay(f"<section>{BLOCK}\n{paragraph(3)}{crowded}{paragraph(3)}</section>")
    assert len(said) == 1
    assert said[0].startswith("leaf.html:3:") and "breaks down on this block: `line 1 note" in said[0]


def test_links_to_what_is_lost_with_that_block_are_no_news(shelf: Stylesheet) -> None:
    crowded = paragraph(6, line_1=note(1, 3), line_3=note(2, 9))
    parts = (
        PartHtml("leaf", '<p id="leaf"><a href="#call-1">see</a></p>'),
        PartHtml("other", f"<section>{BLOCK}\n{paragraph(3)}{crowded}{paragraph(3)}</section>"),
    )
    report = Report()
    typeset(replace(small_book.leaf(""), parts=parts), shelf, report)
    assert [diagnostic.fault.code for diagnostic in report] == ["engine-breakdown"]


def test_a_hold_on_which_the_engine_breaks_down_is_let_go(lay: Lay) -> None:
    crowded = paragraph(4, line_1=note(1, 6), line_3=note(2, 6))
    sheets, said = lay(f"<section>{BLOCK}\n{paragraph(3)}{crowded}{paragraph(3)}</section>")
    assert [line.split()[1] for line in said] == ["strayed-note:", "strayed-note:"]
    assert "note-1" not in {repair.note for repair in sheets.repairs}


def test_a_fault_of_ours_is_not_taken_for_the_engines(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Press, "_render", lambda press, making: _is_ours(press))
    with pytest.raises(AttributeError):
        lay(paragraph(3))


def test_a_page_of_one_line_gets_more_lines_of_its_paragraph(lay: Lay) -> None:
    """Eleven lines, of which the sheets allow one alone."""
    alone = paragraph(11).replace("<p ", "<p style='orphans: 1; widows: 1' ")
    sheets, said = lay(f"<section>{alone}</section>")
    assert said == []
    assert [repair[2] for repair in _held(sheets)] == ["widows: 3"]


def test_a_heading_that_begins_its_page_keeps_a_block_that_would_leave_it(lay: Lay) -> None:
    """The callout fills more than the page; moved as a whole, it left the heading alone."""
    sheets, _ = lay(f"<section><h2>Head</h2><div class='callout' id='it'>{paragraph(10)}</div></section>")
    assert _held(sheets)[0] == ("", "div.callout", "break-inside: auto")
    assert pages(sheets, "it") == [0]


def test_a_part_that_is_short_in_all_is_left_as_it_is(lay: Lay) -> None:
    alone = f"<section style='break-before: page'>{paragraph(1)}</section>"
    sheets, _ = lay(alone + alone)
    assert sheets.repairs == ()


def test_layouts_that_help_no_note_come_to_an_end(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets that put every line on a page of its own, where no note has room."""
    layouts: list[int] = []
    monkeypatch.setattr(settle, "survey", lambda pages: (layouts.append(1), survey(pages))[1])
    narrow = "<style>p { line-height: 60px !important }</style>"
    crowded = (paragraph(3, line_1=note(n, 4), line_2=note(n + 50, 4)) for n in range(1, 20))
    _, said = lay(narrow + "".join(crowded))
    assert len(layouts) <= 8
    assert any("-note: note" in line for line in said)


_REFERENCE = '<a class="reference-page" href="#target" data-folio=""></a>'


def _tipping(width: int) -> str:
    """A book whose target stands on page 10 where "9" is printed, and on page 9 where "10" is.

    A paragraph of three lines does not break, and moves to page 9; one of four has two lines on page 8.
    """
    wide = f'<span style="display: inline-block; width: {width}px">wide</span>'
    tipping = f"<p>{wide} {_REFERENCE}<br>line<br>line</p>"
    before = "".join(paragraph(10) for _ in range(7)) + paragraph(7) + f"<p>{_REFERENCE}</p>"
    return before + tipping + paragraph(7) + '<p id="target">target</p>' + paragraph(14)


def _rooms(sheets: Sheets) -> list[int]:
    """For how many figures each reference to a page has room."""
    drawings = [leaf.text for fragment in sheets.fragments for leaf in fragment.body.opened.leaves]
    return [piece.room for drawing in drawings for piece in drawing if isinstance(piece, Slot)]


def test_a_folio_that_moves_its_target_keeps_the_room_it_had(lay: Lay) -> None:
    """With room for one figure the target moves to page 10, so it is given two; then it is on page 9."""
    sheets, said = lay(_tipping(292))
    assert (sheets.repairs, said) == ((), [])
    assert (pages(sheets, "target"), _rooms(sheets)) == ([8], [2, 2])


def test_a_folio_that_keeps_no_room_never_settles(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    """Why it keeps it: there is no folio with which this book would agree."""
    monkeypatch.setattr("publish.typeset.planning._GROWING", 99)
    monkeypatch.setattr("publish.typeset.stage._ROUNDS", 3)
    sheets, _ = lay(_tipping(292))
    folio = pages(sheets, "target")[0] + 1
    assert {room == len(str(folio)) for room in _rooms(sheets)} == {False}


def test_a_folio_that_moves_nothing_has_the_room_that_it_needs(lay: Lay) -> None:
    sheets, said = lay(_tipping(280))
    assert (sheets.repairs, said) == ((), [])
    assert (pages(sheets, "target"), _rooms(sheets)) == ([9], [2, 2])
