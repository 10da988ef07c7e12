"""Where parts begin: on a new page, or on the page where the part before them ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

import pypdfium2
import pytest
from msgspec import Struct
from msgspec.structs import replace

from nouns import Written, edition_of, prose, resolved_edition
from publish.artifacts import Annex, Manuscript, Resolved, ToldErratum
from publish.compose import compose
from publish.inline import Words
from publish.report import Report
from publish.typeset import Stylesheet, typeset
from small_book import bound

PROJECT = Path(__file__).parent.parent
TURNED: Written = {
    "kind": "table", "id": "t-1", "caption": "Caption", "landscape": True,
    "columns": [{"head": "First"}, {"head": "Second"}], "rows": [["a", "b"]],
}


def book(*chapters: Sequence[Written], run_on: str = "", plain: str = "") -> Resolved:
    """Chapters `a`, `b`, `c`, … of some blocks; those named run on, or bear no number."""
    named = zip("abcdefgh", chapters, strict=False)
    return resolved_edition(edition_of([
        {"id": name, "title": f"Title {name}", "blocks": list(blocks), "run_on": name in run_on,
         "numbered": name not in plain}
        for name, blocks in named
    ]))


class Sheet(Struct, frozen=True):
    """One page: what stands above its text, in it, and below."""

    head: str
    text: str
    foot: str


def pages(manuscript: Manuscript) -> tuple[Mapping[str, int], list[Sheet]]:
    """The index of the page on which each part begins, and every page, the first of chapter `a` being 0."""
    report = Report()
    sheets = typeset(manuscript, Stylesheet(PROJECT, PurePosixPath("chapters/tests")), report)
    assert [str(one) for one in report] == []
    front = sheets.anchors["a"][0].page
    pdf = bound(manuscript, sheets)
    texts = [_sheet(pdf[index]) for index in range(front, len(pdf))]
    return {name: boxes[0].page - front for name, boxes in sheets.anchors.items()}, texts


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    text, head, foot = page.get_textpage(), page.get_height() - EDGE, EDGE
    return Sheet(
        text.get_text_bounded(bottom=head).strip(),
        text.get_text_bounded(bottom=foot, top=head).strip(),
        text.get_text_bounded(top=foot).strip(),
    )


EDGE = 74
"""Points: less than the text leaves above and below it, on upright and turned pages."""
SHORT, LONG = [prose("Some words.")], [prose("Some words in a line. " * 260)]


@pytest.mark.parametrize(("first", "second"), [
    (LONG, LONG), ([*SHORT, TURNED, *SHORT], LONG), (LONG, [*LONG, TURNED, *LONG]),
], ids=["on the first pages", "after a turned table", "with a turned table"])
def test_a_chapter_that_runs_on_begins_where_the_one_before_it_ends(
    first: Sequence[Written], second: Sequence[Written]
) -> None:
    begun, found = pages(compose(book(first, second, SHORT, SHORT, run_on="b")))
    assert "Chapter 2" in found[begun["b"]].text.partition("Some words")[2]
    heads = [found[begun[name]].text.partition("\r")[0] for name in "acd"]
    assert heads == ["Chapter 1", "Chapter 3", "Chapter 4"]
    assert [page.foot for page in found] == [str(number) for number, _ in enumerate(found, 1)]
    openers = {begun[name] for name in ("a", "c", "d", "sources")}
    assert {number for number, page in enumerate(found) if not page.head} == openers


@pytest.mark.parametrize("draft", [False, True])
def test_a_part_that_is_set_alone_has_its_running_heads(draft: bool) -> None:
    whole = compose(book(LONG * 2), draft=draft)
    alone = replace(whole, parts=tuple(part for part in whole.parts if part.id == "a"))
    assert [page.head for page in pages(alone)[1]] == ["", "Review", "Title a", "Review"]


ERRATUM = ToldErratum((Words("A"),), None, "", (Words("x"),), (Words("y"),), (Words("z"),), "Factual",
                      date(2021, 5, 2), 1)
ANNEX = Annex("Last year", ())
BARE = book(SHORT, SHORT, plain="b")


@pytest.mark.parametrize(("found", "run_on"), [
    (book(SHORT, SHORT, SHORT, run_on="c"), {"c"}),
    (BARE, {"sources"}),
    (book(SHORT, SHORT, plain="a"), set()),
    (book(SHORT, plain="a"), set()),
    (book(SHORT, [TURNED], plain="b"), set()),
    (replace(BARE, errata=(ERRATUM,)), set()),
    (replace(BARE, annex=ANNEX), {"sources"}),
    (replace(BARE, errata=(ERRATUM,), annex=ANNEX), {"changes", "sources"}),
], ids=["a chapter", "sources after a list", "sources after a number", "sources after the first pages",
        "sources after a turned table", "sources after errata", "sources after changes", "all lists"])
def test_a_part_says_whether_it_runs_on(found: Resolved, run_on: set[str]) -> None:
    parts = compose(found).parts
    assert {part.id for part in parts if part.run_on} == run_on
    assert {part.id for part in parts if "part-run-on" in part.html.partition(">")[0]} == run_on
