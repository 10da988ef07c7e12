"""Notes come home: what the engine does wrong at the foot of a page, and the holds that mend it.

The pages have room for ten lines of 10 px, so that a break can be placed by counting lines.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

import small_book
from publish.artifacts import Sheets
from publish.report import Report
from publish.trace import as_text
from publish.typeset import Stylesheet, typeset

CSS = """\
@page { size: 300px 101px; margin: 0; @footnote { margin: 0; padding-bottom: .01pt } }
html { font-family: Text; font-size: 8px; line-height: 10px; orphans: 2; widows: 2 }
body, p, h2, ul, li { margin: 0; padding: 0; font-size: 8px; font-weight: 400 }
h2 { break-after: avoid }
.callout { break-inside: avoid }
.note { float: footnote; footnote-policy: line }
.note::footnote-call { content: none; line-height: 0; vertical-align: baseline }
.note::footnote-marker { content: attr(data-number) " " }
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Stylesheet:
    return small_book.shelve(tmp_path_factory.mktemp("shelf"), CSS)


@pytest.fixture
def laid(shelf: Stylesheet) -> Callable[[str], tuple[Sheets, list[str]]]:
    """Sets one leaf; gives the pages and what the report says."""

    def lay(html: str) -> tuple[Sheets, list[str]]:
        report = Report()
        sheets = typeset(small_book.leaf(html), shelf, report)
        return sheets, [f"{d.span} {d.fault.code}: {d.fault.message}" for d in report]

    return lay


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


def test_a_book_without_trouble_is_laid_out_once(laid: Callable[[str], tuple[Sheets, list[str]]]) -> None:
    sheets, said = laid(paragraph(5, line_1=note(1)) + paragraph(9, line_3=note(2)))
    assert (sheets.repairs, said) == ((), [])


def test_a_strayed_note_comes_home(laid: Callable[[str], tuple[Sheets, list[str]]]) -> None:
    """Seven lines, a note of two, a line: the next line, of the same paragraph, pushes the note away."""
    sheets, said = laid(paragraph(7, line_1=note(1, 2)) + paragraph(6))
    assert said == []
    assert pages(sheets, "call-1", "note-1") == [0, 0]
    assert [(repair.note, repair.block, repair.hold) for repair in sheets.repairs] == [
        ("note-1", "p.text", "orphans: 3")
    ]


def test_a_lost_note_comes_back(laid: Callable[[str], tuple[Sheets, list[str]]]) -> None:
    """The line that pushed the other note away has a call: the engine forgets its note."""
    sheets, said = laid(paragraph(7, line_1=note(1, 2)) + paragraph(6, line_2=note(2)))
    assert said == []
    assert pages(sheets, "call-1", "note-1", "call-2", "note-2") == [0, 0, 1, 1]


def test_the_trace_shows_what_was_held(laid: Callable[[str], tuple[Sheets, list[str]]]) -> None:
    sheets, _ = laid(paragraph(7, line_1=note(1, 2)) + paragraph(6))
    assert "- Repair {note: note-1; block: p.text; hold: orphans: 3; layout: 1}" in as_text(sheets.repairs)


def test_a_note_longer_than_a_page_is_an_error(laid: Callable[[str], tuple[Sheets, list[str]]]) -> None:
    _, said = laid(paragraph(7, line_1=note(1, 12)))
    assert "leaf.html:1:88 long-note: note 1 is longer than a page" in said
