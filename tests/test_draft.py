"""A draft: every page says that it is one, every block where it was written, and nothing leaves the paper."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pypdfium2

import tiny_edition
from publish.pipeline import Built, check_source, print_checked
from publish.report import Report

PROJECT = Path(__file__).parent.parent


@cache
def draft() -> tuple[Built, Report]:
    """The tiny edition as a draft, with one table on a turned page."""
    files, report = dict(tiny_edition.FILES), Report()
    name = next(name for name, text in files.items() if "kind: table\n" in text)
    files[name] = files[name].replace("kind: table\n", "kind: table\n    landscape: true\n")
    checked = check_source(tiny_edition.source_of(files, report), report, lambda stage: None)
    assert checked, [str(diagnostic) for diagnostic in report]
    book = print_checked(PROJECT, checked, report, lambda stage: None, draft=True)
    assert book, [str(diagnostic) for diagnostic in report]
    return book, report


def pages() -> list[str]:
    """The text of every page, without spaces: the engine spaces out the letters of the mark."""
    book = pypdfium2.PdfDocument(draft()[0].volume.pdf)
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in book]


def test_a_draft_with_a_turned_table_proves_without_errors() -> None:
    book, report = draft()
    assert book.sound, [str(diagnostic) for diagnostic in report]
    shapes = [(page.width, page.height) for page in book.proved.proof.printed.pages]
    assert any(width > height for width, height in shapes)


def test_every_page_of_a_draft_says_so() -> None:
    assert [page for page in pages() if page.count("DRAFT") != 1] == []


def test_every_block_of_a_draft_says_where_it_was_written() -> None:
    book, _ = draft()
    origins = re.findall(r'data-origin="([^"]+)"', book.manuscript.html)
    printed = "".join(pages())
    assert len(origins) > 10
    assert [origin for origin in origins if origin not in printed] == []
