"""The finished PDF: what it says of itself, what is in it, and that it is always the same."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

import small_book
from publish.artifacts import Volume
from publish.bind import bind
from publish.conformance import validate
from publish.report import Report
from publish.typeset import typeset


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    report = Report()
    book = small_book.manuscript()
    sheets = typeset(book, small_book.shelve(tmp_path_factory.mktemp("shelf")), report)
    bound = bind(sheets, book.metadata, book.attachments, report, first_body_anchor="one")
    assert [str(diagnostic) for diagnostic in report] == []
    return bound


@pytest.fixture(scope="module")
def pdf(volume: Volume) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(volume.pdf))


@pytest.mark.conformance
def test_a_volume_keeps_pdf_a_3a(volume: Volume) -> None:
    assert validate(volume.pdf, "3a") == ()


@pytest.mark.conformance
def test_a_volume_keeps_pdf_ua_1(volume: Volume) -> None:
    assert validate(volume.pdf, "ua1") == ()


def test_front_pages_have_roman_labels_and_the_body_begins_at_1(pdf: pikepdf.Pdf) -> None:
    assert [page.label for page in pdf.pages] == ["i", "1", "2"]


def test_the_printed_folios_are_the_labels(volume: Volume) -> None:
    import pypdfium2

    pages = pypdfium2.PdfDocument(volume.pdf)
    assert [page.get_textpage().get_text_range().split()[-1] for page in pages] == ["i", "1", "2"]


def test_a_volume_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.open_metadata()  # not as a context: that would write
    assert xmp["dc:title"] == "A small book & its records"
    assert xmp["dc:creator"] == ["First Author", "Second Author"]
    assert xmp["dc:description"] == "What a page may hold"
    assert xmp["pdf:Keywords"] == "test, pages"
    assert xmp["dc:identifier"] == "small-2021, revision 1.0"
    assert xmp["dc:rights"] == "© 2021. Creative Commons Attribution 4.0 <International>"
    assert xmp["xmpRights:Marked"] == "True"
    assert xmp["xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"
    assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2021-12-31T00:00:00Z"
    assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("3", "A", "1")
    assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == "D:20211231000000Z"
    assert pdf.Root.Lang == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_chapters_are_bookmarks_and_ids_are_destinations(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        (top,) = outline.root
        assert [top.title, *(item.title for item in top.children)] == ["A small book", "One", "Two"]
    names = list(map(str, pdf.Root.Names.Dests.Names))[::2]
    assert names == sorted(names) and {"one", "two", "n1", "c1", "table-1"} <= set(names)


def test_attachments_are_data_with_their_type_and_date(pdf: pikepdf.Pdf) -> None:
    assert sorted(pdf.attachments) == ["codebook.md", "records.csv"]
    records = pdf.attachments["records.csv"]
    content = records.get_file()
    assert records.relationship == pikepdf.Name.Data
    assert (records.description, content.mime_type) == ("The records", "text/csv")
    assert content.creation_date == content.mod_date == datetime(2021, 12, 31, tzinfo=UTC)
    assert content.read_bytes() == b"month,killed\nMay,35\n"
    assert pdf.attachments["codebook.md"].get_file().mime_type == "text/markdown"
    assert len(pdf.Root.AF) == 2


def test_only_the_fonts_of_the_book_are_in_it(pdf: pikepdf.Pdf) -> None:
    fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing]
    families = {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts}
    assert families == {"Text", "Label"}


_AGAIN = """
import sys
from pathlib import Path
import small_book
from publish.bind import bind
from publish.report import Report
from publish.typeset import typeset
report, book = Report(), small_book.manuscript()
sheets = typeset(book, small_book.shelve(Path(sys.argv[1])), report)
sys.stdout.buffer.write(bind(sheets, book.metadata, book.attachments, report, first_body_anchor="one").pdf)
"""


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Auckland"), ("2", "America/Lima")])
def test_another_process_place_and_time_zone_give_the_same_bytes(
    volume: Volume, tmp_path: Path, seed: str, zone: str
) -> None:
    environment = dict(
        os.environ, PYTHONHASHSEED=seed, TZ=zone, PYTHONPATH=os.pathsep.join(sys.path), LC_ALL="C"
    )
    run = subprocess.run(
        [sys.executable, "-c", _AGAIN, str(tmp_path / zone)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert run.stdout == volume.pdf


def _bound(tmp_path: Path, html: str, anchor: str = "leaf") -> list[str]:
    """What the report says once one leaf is set and, if nothing was wrong with it, bound."""
    report, book = Report(), small_book.leaf(html)
    sheets = typeset(book, small_book.shelve(tmp_path, "html { font-family: Text }"), report)
    if not report.failed:
        bind(sheets, book.metadata, (), report, first_body_anchor=anchor)
    return [f"{d.fault.code}: {d.fault.message}" for d in report]


def _svg(content: str) -> str:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{content}</svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"


def test_a_picture_within_a_picture_is_refused_too(tmp_path: Path) -> None:
    inner = _svg('<image href="file:///etc/hosts.png" width="9" height="9"/>')
    pictures = (
        '<image href="http://example.org/a.png" width="9" height="9"/>',
        '<image href="file:///etc/passwd" width="9" height="9"/>',
        '<image href="file:///styles/../secret.png" width="9" height="9"/>',
        "<style>@font-face { font-family: Far; src: url(http://example.org/a.otf) }</style>",
        f'<image href="{inner}" width="9" height="9"/>',
    )
    html = "".join(f'<img alt="x" src="{_svg(picture)}">' for picture in pictures)
    lines = _bound(
        tmp_path, f'<p id="leaf">{html} <a rel="attachment" href="http://example.org/a.zip">a</a></p>'
    )
    assert {line.split("`")[1] for line in lines if line.startswith("refused-url")} == {
        "http://example.org/a.png",
        "http://example.org/a.zip",
        "etc/passwd",
        "etc/hosts.png",
        "http://example.org/a.otf",
        "styles/../secret.png",
    }


def test_a_character_without_a_glyph_in_a_picture_is_an_error(tmp_path: Path) -> None:
    picture = _svg('<text y="9" font-family="Label">水</text>')
    assert _bound(tmp_path, f'<p id="leaf"><img alt="x" src="{picture}">') == [
        "missing-glyph: no font of this edition has `水` (U+6C34)"
    ]


def test_a_picture_without_a_text_is_an_error(tmp_path: Path) -> None:
    lines = _bound(tmp_path, f'<p id="leaf"><img src="{_svg("")}">')
    assert [line.split(":")[0] for line in lines] == ["missing-alt-text"]


def test_a_body_that_is_nowhere_is_an_error(tmp_path: Path) -> None:
    assert _bound(tmp_path, "<p>Text</p>", "body") == ["dead-anchor: nothing in the book has the id `body`"]
