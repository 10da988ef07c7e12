"""Pages: what they may be made of, and what the engine may not drop without a word."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

import small_book
from publish.artifacts import PartHtml
from publish.report import Report
from publish.typeset import Stylesheet, typeset
from publish.undisturbed import run_fast

LEAF_CSS = "html { font-family: Text }"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Stylesheet:
    return small_book.shelve(tmp_path_factory.mktemp("shelf"), LEAF_CSS)


@pytest.fixture
def said(shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Sets one leaf, with a base sheet, and gives what the report says: places, codes and sentences."""

    def no_network(*_: object) -> None:
        raise AssertionError("something asked for the network")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)

    def say(html: str = "<p>Text.</p>", css: str = "") -> list[str]:
        (shelf.project / "styles" / "base.css").write_text(f"{LEAF_CSS}\n{css}", "utf-8")
        report = Report()
        typeset(small_book.leaf(html), shelf, report)
        return [f"{d.span} {d.fault.code}: {d.fault.message}" for d in report]

    return say


def test_the_small_book_is_set_without_a_word(tmp_path: Path) -> None:
    report = Report()
    sheets = typeset(small_book.manuscript(), small_book.shelve(tmp_path), report)
    assert [str(diagnostic) for diagnostic in report] == []
    assert {name: [box.page for box in boxes] for name, boxes in sheets.anchors.items()} == {
        "front": [0],
        "one": [1],
        "c1": [1],
        "n1": [1],
        "table-1": [1],
        "two": [2],
        "figure-1": [2],
    }


def test_an_anchor_is_measured_in_millimetres(shelf: Stylesheet) -> None:
    css = "@page { size: 100mm 200mm; margin: 10mm } body, div { margin: 0 } div { height: 30mm }"
    (shelf.project / "styles" / "base.css").write_text(f"{LEAF_CSS} {css}", "utf-8")
    sheets = typeset(small_book.leaf("<div></div><div id='box'></div>"), shelf, Report())
    (box,) = sheets.anchors["box"]
    measures = (box.x_mm, box.y_mm, box.width_mm, box.height_mm)
    assert measures == pytest.approx((10, 40, 80, 30))


def test_what_pages_can_be_made_with_is_in_the_digest_of_a_style_and_nothing_else(tmp_path: Path) -> None:
    shelf = small_book.shelve(tmp_path)
    styles, before = tmp_path / "styles", shelf.digest
    for name in (b".main.css.swp", b"main.css~", b"\xff.txt"):
        (styles / os.fsdecode(name)).write_text("An editor's copy")
    assert shelf.digest == before
    digests = [before]
    for leads_to in ("one", "two"):
        (styles / "current").unlink(missing_ok=True)
        (styles / "current").symlink_to(leads_to)
        digests.append(shelf.digest)
    (styles / os.fsdecode(b"\xff.css")).write_text("p { margin: 0 }")
    assert len({*digests, shelf.digest}) == 4


REFUSED = {
    "the network, in a sheet": (
        "",
        "p { background: url(http://example.org/a.png) }",
        "http://example.org/a.png",
    ),
    "the network, in the text": (
        '<img alt="x" src="https://example.org/a.png">',
        "",
        "https://example.org/a.png",
    ),
    "another scheme": ('<img alt="x" src="ftp://example.org/a.png">', "", "ftp://example.org/a.png"),
    "a font of the network": (
        "",
        "@font-face { font-family: Far; src: url(//example.org/a.otf) }",
        "file://example.org/a.otf",
    ),
    "a sheet of the network": (
        '<link rel="stylesheet" href="http://example.org/a.css">',
        "",
        "http://example.org/a.css",
    ),
    "the disk, in a sheet": ("", "p { background: url(file:///etc/passwd) }", "etc/passwd"),
    "the disk, in the text": ('<img alt="x" src="file:///etc/passwd">', "", "etc/passwd"),
    "an absolute path": ('<img alt="x" src="/etc/passwd">', "", "etc/passwd"),
    "a way up": ('<img alt="x" src="images/../../../../secret.png">', "", "secret.png"),
    "a way up, disguised": ('<img alt="x" src="images/%2e%2e/%2E%2E/secret.png">', "", None),
    "another folder": ('<img alt="x" src="records.png">', "", "chapters/small-2021/records.png"),
    "a link that leads out": ('<img alt="x" src="images/out.png">', "", "chapters/small-2021/images/out.png"),
    "a script as data": ('<img alt="x" src="data:text/html,hello">', "", "data:text/html,hello"),
}


@pytest.mark.parametrize(("html", "css", "url"), REFUSED.values(), ids=REFUSED)
def test_a_page_is_not_made_of(
    said: Callable[..., list[str]], shelf: Stylesheet, tmp_path: Path, html: str, css: str, url: str | None
) -> None:
    picture = shelf.project / small_book.EDITION / "images" / "out.png"
    picture.unlink(missing_ok=True)
    (tmp_path / "out.png").write_bytes(b"secret")
    picture.symlink_to(tmp_path / "out.png")
    lines = said(f"<p>Text. {html}</p>", css)
    assert [line.split()[1] for line in lines if "missing-font" not in line] == ["refused-url:"]
    assert url is None or f"`{url}` may not be used" in " ".join(lines)


def test_a_refusal_names_the_place_in_the_sheet(said: Callable[..., list[str]]) -> None:
    (line,) = said(css="p { background: url(http://example.org/a.png) }")
    assert line.startswith("styles/base.css:2:21 refused-url: `http://example.org/a.png`")


def test_a_picture_below_images_is_used(said: Callable[..., list[str]], shelf: Stylesheet) -> None:
    picture = shelf.project / small_book.EDITION / "images" / "map.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    assert said('<p>Text. <img alt="A map" src="images/map.svg"></p>') == []


def test_a_missing_picture_is_an_error(said: Callable[..., list[str]]) -> None:
    (line,) = said('<p>Text.</p>\n<p><img alt="x" src="images/none.svg"></p>')
    assert line.startswith(
        "leaf.html:2:22 missing-image: picture `chapters/small-2021/images/none.svg` is not"
    )


def test_an_ignored_declaration_is_an_error_with_its_place(said: Callable[..., list[str]]) -> None:
    (line,) = said(css="p { color: black;\n    colour: red }")
    assert line.startswith("styles/base.css:3:5 ignored-css: ")
    assert line.endswith(" Ignored `colour: red`, unknown property")


@pytest.mark.parametrize(
    ("css", "place"),
    [
        ("p::nonsense { color: red }", "2:1"),
        ("a {}\np:first-word { color: red }", "3:1"),
        ("@nonsense x { p { color: red } }", "2:1"),
        ("@page { @middle { content: none } }", "2:9"),
        ("@media print { p { widht: 3mm } }", "2:20"),
        (":root { --wide: red }\np { width: var(--wide) }", "3:12"),
        ("p { width: calc(3mm + red) }", "2:5"),
        ("@font-face { src: url(fonts/a.otf) }", "2:1"),
    ],
)
def test_css_that_the_engine_does_not_know_is_an_error(
    said: Callable[..., list[str]], css: str, place: str
) -> None:
    assert [line.split(": ")[0] for line in said(css=css)] == [f"styles/base.css:{place} ignored-css"]


def test_an_imported_sheet_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    shelf = small_book.shelve(tmp_path)
    (tmp_path / "styles" / "base.css").unlink()
    report = Report()
    typeset(small_book.leaf("<p>"), shelf, report)
    assert {d.fault.message for d in report} == {"stylesheet `styles/base.css` is not there"}


def test_an_entry_sheet_that_is_not_there_is_an_error_and_no_crash(tmp_path: Path) -> None:
    report = Report()
    typeset(small_book.leaf("<p>Text</p>"), Stylesheet(tmp_path, small_book.EDITION), report)
    assert "stylesheet `styles/main.css` is not there" in {d.fault.message for d in report}


def test_a_link_to_nowhere_is_an_error(said: Callable[..., list[str]]) -> None:
    assert said('<p id="p">Text,\n<a href="#there">see there</a></p>') == [
        "leaf.html:2:9 dead-anchor: nothing in the book has the id `there`"
    ]


def test_a_page_reference_to_nowhere_is_an_error(said: Callable[..., list[str]]) -> None:
    lines = said('<p><a href="#there" data-folio="">see</a></p>', "a::after { content: attr(data-folio) }")
    assert [line.split(": ")[1] for line in lines] == ["nothing in the book has the id `there`"]


@pytest.mark.parametrize(("css", "place"), [
    ("a::after { content: 'p. ' target-counter(attr(href url), page) }", "2:27"),
    ("a::after { content: target-counter(\n attr(href), page, lower-roman) }", "2:21"),
    ("@page { @top-left { content: 'of ' counter(pages) } }", "2:36"),
    ("@page { @top-left { content: counter( pages, decimal) } }", "2:30"),
    ("@page { @top-left { content: counter(page, upper-roman) } }", "2:30"),
])
def test_a_number_of_pages_that_is_not_known_is_an_error(
    said: Callable[..., list[str]], css: str, place: str
) -> None:
    html = '<p id="p"><a href="#p">Text</a></p>'
    assert [line.partition(": ")[0] for line in said(html, css)] == [f"styles/base.css:{place} unknown-page"]
    assert said(html, f"/* {css} */ a::after {{ content: target-counter(attr(href), chapter) }}") == []


@pytest.mark.parametrize("css", [
    ".part { break-before: right }", "section.part { break-before: verso }",
    "h1, .part { break-before: left }",
])
def test_a_part_that_asks_for_a_side_is_an_error(said: Callable[..., list[str]], css: str) -> None:
    (line,) = said('<section class="part"><h1>Text</h1></section>', css)
    assert line.startswith(f"styles/base.css:2:{css.index('break') + 1} unheard-side: `section.part` asks")
    assert said('<section class="part"><h1>Text</h1></section>', ".part { break-before: page }") == []


def test_an_id_given_twice_is_an_error(said: Callable[..., list[str]]) -> None:
    (line,) = said('<p id="twice">One, <a href="#twice">see</a></p><p id="twice">Two</p>')
    assert "repeated-anchor: more than one element has the id `twice`" in line


def test_a_character_without_a_glyph_is_an_error(said: Callable[..., list[str]]) -> None:
    assert said("<p>Text</p>\n<p>水 and text</p>") == [
        "leaf.html:2:4 missing-glyph: no font of this edition has `水` (U+6C34)"
    ]


def test_a_character_is_not_borrowed_from_another_family(said: Callable[..., list[str]]) -> None:
    (line,) = said("<p>Text</p><p>₿</p>", "p { font-family: Text }")
    assert "`₿` (U+20BF)" in line


def test_a_space_or_a_hyphen_that_the_shaper_makes_is_no_error(said: Callable[..., list[str]]) -> None:
    assert said("<p>1\u202f239, 30\u00a0km, a\u2011b, a\u00adb, e\u0301, \u1ebd</p>") == []


def test_a_family_that_no_face_gives_is_an_error(said: Callable[..., list[str]]) -> None:
    assert said(css="p { font-family: Garamond, serif }") == [
        "styles/base.css:2:18 missing-font: no `@font-face` gives the family `Garamond`"
    ]


@pytest.mark.parametrize(
    ("css", "form"),
    [
        ("p { font-family: Label; font-weight: 600 }", "`Label` in semi-bold or bold upright"),
        ("p { font-family: Label; font-style: italic }", "`Label` in regular italic"),
        ("p { font-weight: bold; font-style: oblique }", "`Text` in semi-bold or bold italic"),
    ],
)
def test_a_face_that_no_rule_gives_is_an_error(said: Callable[..., list[str]], css: str, form: str) -> None:
    """The engine takes another face of the family, or thickens or slants one."""
    (line,) = said('<p id="x">Some words</p><p id="y">Others</p>', css)
    assert line.startswith("leaf.html:1:11 missing-face:")
    assert f"no `@font-face` gives {form}, in which `Some words` is set" in line


def test_a_face_that_serves_for_a_weight_is_enough(said: Callable[..., list[str]]) -> None:
    assert said("<p>Some <i>words</i></p>", "p { font-weight: 600 } i { font-weight: 300 }") == []


def test_a_font_file_that_is_not_there_is_an_error(said: Callable[..., list[str]]) -> None:
    (line,) = said(css="@font-face { font-family: Lost; src: url(fonts/lost.otf) }")
    assert "missing-font: no `@font-face` gives the family `Lost`" in line


def test_a_book_without_any_font_is_an_error_and_no_crash(tmp_path: Path) -> None:
    shelf = small_book.shelve(tmp_path)
    (tmp_path / "styles" / "faces.css").write_text("", "utf-8")
    report = Report()
    typeset(small_book.leaf("<p>Text</p>"), shelf, report)
    assert {diagnostic.fault.code for diagnostic in report} == {"missing-font"}


def test_deep_recursion_runs_in_a_large_frame() -> None:
    def depth(number: int) -> int:
        return number and 1 + depth(number - 1)

    assert run_fast(lambda: depth(900)) == 900


def test_text_beyond_the_edge_of_the_paper_is_an_error(said: Callable[..., list[str]]) -> None:
    css = "p + p { position: relative; left: 400mm }"
    (line,) = said("<p>Text</p><p>Words that stand on one line</p>", css)
    assert line.startswith("leaf.html:1:15 off-page: `Words that stand on one line` lies outside page 1")


@pytest.mark.parametrize(("cells", "found"), [(9, ["wide-table"]), (1, [])])
def test_a_table_wider_than_the_text_is_told_once(
    said: Callable[..., list[str]], cells: int, found: list[str]
) -> None:
    """Be it in the margin or beyond the paper, on one page or on several."""
    row = "<tr>" + f"<td>{'Incontrovertibility' * 2}</td>" * cells + "</tr>"
    table = f"<p>Text</p><table><caption id='t'>Words</caption>{row * 60}</table>"
    for size in ("A5", "A3 landscape"):
        lines = said(table, f"@page {{ size: {size} }} td {{ width: 30mm }}")
        assert [line.split()[1].rstrip(":") for line in lines] == found


# What fades


def test_text_that_fades_is_told_at_the_declaration(said: Callable[..., list[str]]) -> None:
    assert said('<p class="pale">Text.</p>', "p.pale { color: black; opacity: .5 }") == [
        "styles/base.css:2:24 faded-text: `opacity` makes the text of `p.pale` fade"
    ]


def test_text_in_an_element_that_fades_is_told_once(said: Callable[..., list[str]]) -> None:
    html = '<div class="pale"><p>One.</p><p>Two <em>and</em> three.</p></div>'
    (line,) = said(html, "div.pale { opacity: .5 }")
    assert "faded-text" in line and "`div.pale`" in line


def test_an_area_that_fades_without_text_is_borne(said: Callable[..., list[str]]) -> None:
    css = ".pale { opacity: .5; height: 5mm } p { opacity: 1 }"
    assert said('<div class="pale"></div><p>Text.</p>', css) == []


def test_a_file_that_a_link_would_add_to_the_pdf_is_refused(said: Callable[..., list[str]]) -> None:
    link = '<a rel="attachment" href="http://example.org/a.zip">a</a>'
    assert said(f"<p>Text,\n{link} and {link}</p>") == [
        "leaf.html:2:27 refused-url: `http://example.org/a.zip` may not be used:"
        " a link on a page adds no file to the PDF"
    ]


@pytest.mark.parametrize(("html", "css", "code"), [
    ('<p class="pale">Pale.</p>', ".pale { opacity: .5 }", "faded-text"),
    ("<p>Text</p>", "@page { @top-left { content: counter(page) '/20' } }", "unequal-figures"),
])
def test_links_to_a_part_that_cannot_be_drawn_are_no_news(
    shelf: Stylesheet, html: str, css: str, code: str
) -> None:
    (shelf.project / "styles" / "base.css").write_text(f"{LEAF_CSS}\n{css}", "utf-8")
    parts = (PartHtml("a", '<p id="a"><a href="#b">b</a></p>'), PartHtml("b", f'<div id="b">{html}</div>'))
    report = Report()
    typeset(replace(small_book.leaf(""), parts=parts), shelf, report)
    assert {diagnostic.fault.code for diagnostic in report} == {code}


def test_a_block_off_the_paper_is_told_once_at_its_own_words(said: Callable[..., list[str]]) -> None:
    """Its words stand elsewhere too, and in the sheets."""
    words = "".join(f"<p>c{'x' * 90}</p>" for _ in range(4))
    lines = said(f'<p>c</p>\n<p>c</p>\n<div id="wide">{words}</div>')
    assert [line.split(": ")[0] for line in lines] == ["leaf.html:3:19 off-page"]
