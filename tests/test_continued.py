"""Tables over several pages: every later page says what it goes on with, and no page says so that need not.

Every row says which one it is, so that the text of a page tells which tables stand on it and where they
begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pytest

from nouns import Written, incident, prose, resolved
from publish.compose import compose
from publish.model.codebook import ActorKind
from publish.report import Report
from publish.typeset import Stylesheet, typeset
from small_book import bound

PROJECT = Path(__file__).parent.parent
FRONT = 4
"""Pages before the text: cover, imprint, contents, lists."""
LABEL = re.compile(r"\S+ \d+ \(continued\)")
MONTHS = ("January", "February", "March", "April", "May", "June", "July")


def pages_of(*blocks: Written, **records: Sequence[Written]) -> list[str]:
    """The text of every page after the front matter, set with the house's own sheets."""
    report = Report()
    shelf = Stylesheet(PROJECT, PurePosixPath("chapters/tests"))
    manuscript = compose(resolved(*blocks, **records))
    sheets = typeset(manuscript, shelf, report)
    assert [str(one) for one in report] == []
    book = bound(manuscript, sheets)
    texts = [book[index].get_textpage().get_text_range() for index in range(FRONT, len(book))]
    return [text.replace("\u00a0", " ").replace("\r", "") for text in texts]


def table(number: int, rows: int, **written: object) -> Written:
    """A table whose rows say which they are at both ends; every fifth has three lines."""
    return {
        "kind": "table",
        "id": f"t-{number}",
        "caption": f"Caption {number}",
        "columns": [{"head": "First"}, {"head": "Second", "width": "wide"}],
        "rows": [[f"row{number}.{row}", f"{words(20 if row % 5 else 60)} end{number}.{row}"]
                 for row in range(rows)],
        **written,
    }


def words(count: int) -> str:
    return " ".join(["word"] * count)


def wanted(text: str) -> list[str]:
    """The label that a page needs: of the table whose row comes first on it, unless it is the first row."""
    first = re.search(r"row(\d+)\.(\d+)", text)
    return [f"Table {first[1]} (continued)"] if first and first[2] != "0" else []


def assert_well_divided(pages: Sequence[str]) -> None:
    assert [LABEL.findall(text) for text in pages] == [wanted(text) for text in pages]
    for text in pages:
        begun, ended = re.findall(r"row(\d+\.\d+)", text), re.findall(r"end(\d+\.\d+)", text)
        assert begun == ended, "a row is divided"
        assert text.count("First Second") == len({row.split(".")[0] for row in begun}), "a head without rows"
        assert all(f"row{number}.0" in text for number in re.findall(r"^Table (\d+) Caption", text, re.M))


def test_each_later_page_of_a_table_says_which_table_it_is() -> None:
    pages = pages_of(prose(words(200)), table(1, 50), prose(words(900)))
    assert_well_divided(pages)
    first, *later, last = [LABEL.findall(text) for text in pages]
    assert (first, last) == ([], [])
    assert later.count(["Table 1 (continued)"]) > 1


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_that_begins_or_ends_with_a_page_is_not_continued(landscape: bool) -> None:
    tables = [table(number, 5 + number, landscape=landscape) for number in range(1, 21)]
    pages = pages_of(prose(words(4)), *tables, prose(words(4)))
    assert_well_divided(pages)
    assert {bool(wanted(text)) for text in pages} == {True, False}


def test_a_table_may_begin_where_another_ends() -> None:
    pages = pages_of(*(table(number, 33) for number in range(1, 7)))
    assert_well_divided(pages)
    both = [text for text in pages if LABEL.search(text) and re.search(r"^Table \d Caption", text, re.M)]
    assert both


def test_notes_stay_with_the_last_rows() -> None:
    notes: Written = {"n": words(120)}
    tables = [table(number, 20 + number, notes=notes, source=f"foot{number}") for number in range(1, 10)]
    for one in tables:
        one["rows"][0][0] += "[^n]"  # type: ignore[index]  # a list of lists
    pages = pages_of(*tables)
    assert_well_divided(pages)
    for number in range(1, 10):
        (foot,) = [text for text in pages if f"Sources: foot{number}." in text]
        assert f"row{number}.{19 + number}" in foot


def raids(count: int) -> list[Written]:
    """Incidents through seven months, by actors of two kinds; their sentences say which they are."""
    return [
        incident(
            f"raid-{number}", {"best": 3}, title=f"raid{number}",
            date=f"2020-{1 + number * 7 // count:02}-{1 + number % 28:02}",
            actors=[{**UNKNOWN, "actor": f"{KINDS[number % len(KINDS)]}"}],
            chronicle=f"said{number} {words(7 + number % 30)}",
        )
        for number in range(count)
    ]


UNKNOWN: Written = {"role": "perpetrator", "attribution": "unknown"}
KINDS = tuple(ActorKind)[:7]
ACTORS: list[Written] = [{"id": f"{kind}", "name": kind.label, "kind": f"{kind}"} for kind in KINDS]


def test_a_page_that_begins_within_a_month_names_the_month() -> None:
    pages = pages_of({"kind": "chronology"}, prose(words(700)), incidents=raids(120), actors=ACTORS)
    month, labels = "", []
    for text in pages:
        after_head = text.partition("Date Event\n")[2]
        begins = re.match(rf"({'|'.join(MONTHS)}) 2020\n", after_head)
        labels.append([f"{month} (continued)"] if after_head and not begins else [])
        month = (re.findall(rf"^((?:{'|'.join(MONTHS)}) 2020)\n", text, re.M) or [month])[-1]
    assert [LABEL.findall(text) for text in pages] == labels
    assert {len(label) for label in labels[1:]} == {0, 1}


@pytest.mark.parametrize("before", range(100, 700, 60))
def test_the_head_of_a_group_or_a_month_is_never_left_alone(before: int) -> None:
    grouped: Written = {"kind": "incident-table", "id": "t-1", "caption": "Caption 1", "where": {},
                        "columns": ["incident", "date"], "measures": ["killed"], "group": "actor"}
    pages = pages_of(prose(words(before)), grouped, prose(words(before)), {"kind": "chronology"},
                     incidents=raids(60), actors=ACTORS)
    groups = "|".join(kind.label for kind in KINDS)
    for text in pages:
        for after in re.findall(rf"^(?:{groups}|Incident Date Killed)\n(.*)", text, re.M):
            assert re.match(rf"raid\d+ |(?:{groups})$", after)
        for after in re.findall(rf"^(?:{'|'.join(MONTHS)}) 2020\n(.*)", text, re.M):
            assert "said" in after


@pytest.mark.parametrize("lines", range(38, 42))
def test_a_term_of_two_lines_never_breaks_over_pages(lines: int) -> None:
    """What floats does not count where a page ends: its text has one line, and there is room for one."""
    term = {"term": "firstline secondline", "text": "Meaning."}
    before = prose(text="\n\n".join(["Word."] * lines))
    texts = pages_of(before, {"kind": "definitions", "items": [term]}, table(1, 1))
    assert sum("firstline" in text for text in texts) == 1
    assert [text for text in texts if "firstline" in text] == [text for text in texts if "secondline" in text]


def test_a_long_foot_begins_below_the_last_row_and_runs_on() -> None:
    """More notes than a page holds: kept whole, they leave the last row alone on a page of its own."""
    called = [[f"row1.{row}[^n{row}]", f"end1.{row}"] for row in range(40)]
    notes = {f"n{row}": f"foot{row} {words(60)}" for row in range(40)}
    pages = pages_of({**table(1, 0), "rows": called, "notes": notes})
    last = next(text for text in pages if "end1.39" in text)
    assert "foot0" in last
    assert len(re.findall(r"end1\.", last)) > 3
