"""Whatever editors write is text in the HTML: never a tag, an attribute, a link or a style of its own."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nouns import Written, edition, edition_of, incident, prose, resolved_edition, source
from publish import specimen_book
from publish.artifacts import Manuscript, PartHtml
from publish.compose import compose
from publish.compose.markup import inline
from publish.inline import Link, Mark, Words, Work
from publish.model.edition import Author
from publish.report import Report
from publish.resolve import resolve
from publish.span import Span
from publish.validate import validate

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "src" / "publish"
TEMPLATES = sorted(
    [*PACKAGE.glob("blocks/*.html"), *PACKAGE.glob("parts/*.html"), *PACKAGE.glob("blocks/*.svg")]
)
VOID = {"img", "br", "meta", "link", "hr", "col"}
EVIL = "<script>alert('x')</script> \"quoted\" & <b onclick=x> {{ 7 * 7 }} {% raw %}"

Element = tuple[str, dict[str, str | None], tuple[str, ...]]


class Elements(HTMLParser):
    """Every element with its attributes and the elements around it; refuses what does not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute stands twice in {tag}: {attrs}"
        self.found.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def html_of(*blocks: Written, **records: list[Written]) -> str:
    return compose(resolved_edition(edition(*blocks, **records))).html


def elements(html: str) -> list[Element]:
    return Elements(html.removeprefix("<!DOCTYPE html>\n")).found


def tags(html: str) -> set[str]:
    return {tag for tag, _, _ in elements(html)}


PLAIN = html_of(prose("Text.", heading="Head"))


# Escaping


def evil_book() -> Manuscript:
    """A book in which every text that an editor can write is evil."""
    raid = incident(
        "raid", {"best": 1, "unit": EVIL, "unit_one": EVIL, "remark": EVIL}, title=EVIL, chronicle=EVIL
    )
    grid: Written = {"where": {}, "measures": ["killed"], "caption": EVIL, "unit": EVIL}
    blocks: list[Written] = [
        prose(
            f"{EVIL}[^n] [:fr {EVIL}] *{EVIL}* [=raid.killed|unit][!raid.killed][@A, {EVIL}]",
            heading=EVIL,
            notes={"n": EVIL},
        ),
        {"kind": "list", "lead": EVIL, "items": [EVIL]},
        {
            "kind": "table",
            "id": "t",
            "caption": f"{EVIL}[^n]",
            "columns": [{"head": EVIL}],
            "rows": [[EVIL]],
            "source": EVIL,
            "notes": {"n": EVIL},
        },
        {"kind": "incident-table", "id": "i", **grid, "columns": ["incident", "actor", "sources"]},
        {"kind": "chronology", "lead": EVIL},
        {
            "kind": "chart",
            "id": "f",
            "caption": EVIL,
            "unit": EVIL,
            "where": {},
            "measure": "killed",
            "table": "t",
        },
        {"kind": "callout", "title": EVIL, "text": EVIL},
        {"kind": "definitions", "lead": EVIL, "items": [{"term": EVIL, "text": EVIL}]},
    ]
    actor = {"actor": "group", "role": "perpetrator", "attribution": "alleged", "wording": EVIL}
    whole = edition_of(
        [{"id": "one", "title": EVIL, "running_head": EVIL, "blocks": blocks}],
        incidents=[{**raid, "actors": [actor]}],
        actors=[{"id": "group", "name": EVIL, "kind": "armed-group"}],
        sources=[source("A", title=EVIL, number=EVIL, publisher=EVIL, author=[{"literal": EVIL}], seen=EVIL)],
    )
    imprint = whole.imprint.model_copy(
        update={
            "title": EVIL,
            "subtitle": EVIL,
            "series": EVIL,
            "authors": (Author(name=EVIL),),
            "contact": EVIL,
            "isbn": EVIL,
            "coverage_note": EVIL,
            "corrections": EVIL,
            "disclaimers": (EVIL,),
        }
    )
    return compose(resolved_edition(whole.model_copy(update={"imprint": imprint})), draft=True)


def test_no_text_of_an_editor_becomes_an_element() -> None:
    found = elements(evil_book().html)
    assert {"script", "b"} & {tag for tag, _, _ in found} == set()
    assert [
        attributes for _, attributes, _ in found if any(name.startswith("on") for name in attributes)
    ] == []


def test_no_text_of_an_editor_is_read_as_a_template() -> None:
    html = evil_book().html
    assert "49" not in html
    assert "{{ 7 * 7 }}" in html


def test_the_drawing_of_a_chart_escapes_too() -> None:
    (address,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', evil_book().html)
    drawing = base64.b64decode(unquote(address)).decode()
    assert tags(drawing) <= {"svg", "style", "line", "rect", "text", "g"}


def test_an_attribute_cannot_be_left() -> None:
    ((tag, attributes, _),) = elements(str(inline((Link('https://example.org/"onclick="x', 'a"b'),))))
    assert (tag, attributes) == ("a", {"class": "url", "href": 'https://example.org/"onclick="x'})


def test_a_language_cannot_leave_its_attribute() -> None:
    ((_, attributes, _),) = elements(str(inline((Work('en" onclick="x', "Title"),))))
    assert set(attributes) == {"class", "lang"}


@pytest.mark.parametrize(
    "text",
    [
        '[x](https://example.org/"onclick="alert(1))',
        "[x](https://example.org '\" onclick=\"y')",
        '["><script>](https://x.org)',
        '*<i class="note">*',
        "<style>* { display: none }</style>",
        "</p></section>",
        "<!-- x",
        "]]>",
        "&lt;b&gt;",
        '[:fr" style="color:red x]',
        "[~<b>]",
        '[~" style="x]',
    ],
)
def test_markdown_and_marks_inject_nothing(text: str) -> None:
    found = elements(html_of(prose(text)))
    names = {name for _, attributes, _ in found for name in attributes}
    assert {tag for tag, _, _ in found} - tags(PLAIN) <= {"a", "em", "i"}
    assert names <= {
        "class", "href", "id", "lang", "charset", "title",
        "data-edition", "data-folio", "data-title", "data-number",
    }


def test_a_css_escape_in_an_attribute_that_css_prints_stays_text() -> None:
    head = 'x" } * { display: none } \\22'
    whole = edition_of([{"id": "one", "title": "One", "running_head": head, "blocks": [prose("x")]}])
    found = elements(compose(resolved_edition(whole)).html)
    assert head in [attributes.get("data-title") for _, attributes, _ in found]


@settings(max_examples=60)
@given(st.text(st.sampled_from("<>&\"'[]()*\\{}%=^ab:/#"), min_size=1, max_size=25).filter(str.strip))
def test_no_text_brings_in_an_element(text: str) -> None:
    runs = tuple(run for run in (Words(text), Link(text, text), Work("en", text)))
    assert tags(str(inline(runs))) == {"a", "i"}


def test_a_mark_that_was_never_resolved_is_a_fault_of_ours() -> None:
    with pytest.raises(LookupError, match="should have replaced it"):
        inline((Mark("figure", "a.b", "[=a.b]"),))


# The book as a whole


@pytest.fixture(scope="module")
def specimens() -> Manuscript:
    report = Report()
    good = [one for one in specimen_book.specimens(PROJECT, report) if one.rejects is None]
    book = specimen_book.book(PROJECT, good, report)
    found = validate(book, report)
    assert found is not None
    return compose(resolve(book, found))


def test_nothing_stands_within_a_link(specimens: Manuscript) -> None:
    assert [element for element in elements(specimens.html) if "a" in element[2]] == []


def test_every_link_within_the_book_has_its_target(specimens: Manuscript) -> None:
    found = elements(specimens.html)
    ids = [attributes["id"] for _, attributes, _ in found if "id" in attributes]
    aims = {
        str(attributes["href"])[1:]
        for tag, attributes, _ in found
        if tag == "a" and str(attributes["href"]).startswith("#")
    }
    assert len(ids) == len(set(ids))
    assert aims - set(ids) == set()


def test_every_picture_has_an_alternative_text(specimens: Manuscript) -> None:
    pictures = [attributes for tag, attributes, _ in elements(specimens.html) if tag == "img"]
    assert pictures
    assert all(attributes["alt"] for attributes in pictures)


def test_every_head_of_a_table_has_its_scope(specimens: Manuscript) -> None:
    heads = [attributes for tag, attributes, _ in elements(specimens.html) if tag == "th"]
    assert {attributes.get("scope") for attributes in heads} == {"col", "row", "rowgroup"}


def test_nothing_has_a_style_of_its_own(specimens: Manuscript) -> None:
    assert [attributes for _, attributes, _ in elements(specimens.html) if "style" in attributes] == []


def test_a_draft_says_where_each_block_was_written() -> None:
    found = elements(compose(resolved_edition(edition(prose("x"))), draft=True).html)
    assert [attributes["data-origin"] for _, attributes, _ in found if "data-origin" in attributes] == [
        "chapters/tests/one.yaml:1:1"
    ]


def test_two_runs_give_the_same_bytes() -> None:
    assert html_of(prose("Text.", heading="Head")) == PLAIN


# The records inside the PDF


def test_no_cell_of_the_csv_is_taken_for_a_formula() -> None:
    raid = incident("raid", {"best": 1, "unit": "=1+1", "unit_one": "x"}, title="@SUM(A1)")
    whole = compose(resolved_edition(edition(incidents=[raid])))
    csv = next(one.content.decode() for one in whole.attachments if one.name.endswith(".csv"))
    assert "'=1+1" in csv
    assert "'@SUM(A1)" in csv


# The templates


def lines_with(pattern: str) -> Iterator[str]:
    for path in TEMPLATES:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(pattern, line):
                yield f"{path.name}:{number}: {line.strip()}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_more_than_forty_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 40


def test_no_template_says_that_something_is_safe() -> None:
    assert list(lines_with(r"\|\s*safe|autoescape|Markup")) == []


def test_no_template_has_inline_style() -> None:
    assert list(lines_with(r"\sstyle=")) == []


def test_no_template_reckons() -> None:
    assert list(lines_with(r"\{[{%][^}]*[\w\])]\s+[+*/%-]\s+[\w(\[]")) == []


def test_every_attribute_is_quoted() -> None:
    assert list(lines_with(r"\s[a-z-]+=\{\{")) == []


def test_a_part_knows_which_block_stands_on_a_line() -> None:
    first, second = Span(PurePosixPath("a.yaml"), 4, 5), Span(PurePosixPath("a.yaml"), 9, 5)
    part = PartHtml("a", "", ((3, first), (7, second)))
    assert [part.origin(line) for line in (1, 3, 6, 7, 90)] == [None, first, first, second, second]
