"""Tables of long words and of many columns: no wider than the text, and read back as they were written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import tiny_edition
from publish.pipeline import Built, check_source, print_checked
from publish.report import Report

PROJECT = Path(__file__).parent.parent

LONG = (
    "counterrevolutionaries", "incomprehensibilities", "internationalisation", "misrepresentations",
    "pneumonoultramicroscopicsilicovolcanoconiosis",
)
WIDE: Mapping[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {
    "words": (LONG, [LONG[::-1], LONG]),
    "figures": (("Place", *["Forcibly disappeared"] * 8), [("the clerks", *["[~1,234,567]"] * 8)]),
    "rows": (("Subject", *LONG[:4]), [("Row", "cell", "cell", "cell", "cell")] * 70),
}
"""Heads and rows of each table."""


def _table(name: str) -> str:
    heads, rows = WIDE[name]
    aligned = "figure" if name == "figures" else "text"
    columns = "\n".join(
        f"      - {{head: {head}, align: {aligned if at else 'text'}}}" for at, head in enumerate(heads)
    )
    cells = "\n".join(f"      - [{', '.join(map(repr, row))}]" for row in rows)
    return f"""\
  - kind: table
    id: t-wide-{name}
    caption: Many {name}
    columns:
{columns}
    rows:
{cells}
"""


@cache
def book() -> tuple[Built, Report]:
    files, report = dict(tiny_edition.FILES), Report()
    files["wide.yaml"] = "title: Wide tables\nblocks:\n" + "".join(map(_table, WIDE))
    files["edition.yaml"] = files["edition.yaml"].replace("  - abuses\n", "  - abuses\n  - wide\n")
    checked = check_source(tiny_edition.source_of(files, report), report, lambda stage: None)
    assert checked, [str(diagnostic) for diagnostic in report]
    built = print_checked(PROJECT, checked, report, lambda stage: None)
    assert built, [str(diagnostic) for diagnostic in report]
    return built, report


def test_nothing_is_wrong_with_a_book_of_wide_tables() -> None:
    built, report = book()
    assert [str(diagnostic) for diagnostic in report] == []
    assert built.sound


def test_long_words_are_broken_in_cells_and_in_repeated_heads() -> None:
    printed = book()[0].proved.proof.printed
    broken = [piece for page in printed.pages for piece in page.pieces if piece.text.endswith("-")]
    assert {piece.artifact for piece in broken} == {True, False}
