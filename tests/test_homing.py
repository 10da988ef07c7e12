"""What is found on pages comes home to a file, and may be waived if nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

import proof_book
from publish import faults
from publish.homing import Mark, home, waive
from publish.model.edition import Waiver
from publish.report import Diagnostic, Fault, Report
from publish.span import Span

PLACE = Span(PurePosixPath("chapters/tiny-2020/long.yaml"), 6, 3)


def mark(fault: Fault) -> Mark:
    return Mark(3, None, Diagnostic(PLACE, fault, "long"))


def waiver(check: str) -> Waiver:
    return Waiver(
        check=check, record="long", reason="It was looked at.", by="The editor", date=date(2021, 4, 30),
        expires=date(2021, 12, 31),
    )


def waived(fault: Fault, check: str) -> tuple[list[Mark], Report]:
    report = Report()
    source = proof_book.built().checked.source
    return list(waive([mark(fault)], [waiver(check)], source, report)), report


def test_a_waived_loose_line_is_passed_over() -> None:
    marks, report = waived(faults.hyphen_ladder(3, "a line", 10), "hyphen-ladder")
    assert (marks, len(report)) == ([], 0)


def test_lost_words_cannot_be_waived() -> None:
    marks, _ = waived(faults.lost_words("a line", "paragraph", False), "lost-words")
    assert [one.diagnostic.fault.code for one in marks] == ["lost-words"]


def test_a_waiver_that_covers_nothing_on_the_pages_is_reported() -> None:
    _, report = waived(faults.lost_words("a line", "paragraph", False), "short-page")
    assert [diagnostic.fault.code for diagnostic in report] == ["unused-waiver"]


def test_a_fault_in_a_sheet_stays_there_though_a_chapter_has_its_name() -> None:
    book = proof_book.built()
    sheet = Span(PurePosixPath("styles/blocks/long.css"), 40)
    assert home(book.checked.source, book.manuscript).of_block(
        Diagnostic(sheet, faults.missing_font("Font"))
    ).span == sheet


@pytest.mark.parametrize("line", [0, 10_000])
def test_a_finding_in_no_block_stays_where_it_is(line: int) -> None:
    book = proof_book.built()
    found = Diagnostic(Span(PurePosixPath("nothing.html"), line), faults.missing_font("Font"))
    assert home(book.checked.source, book.manuscript).of_block(found).span.file.name == "nothing.html"
