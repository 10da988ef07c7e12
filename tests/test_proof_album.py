"""The album of a proof, on plain data, and the command that writes it."""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pikepdf
import pytest
from msgspec.structs import replace

import proof_book
from publish.commands.proving import opener
from publish.pipeline import Mark
from publish.proof.album.album import Leaf, Subject, album, leaf
from publish.proof.album.areas import areas
from publish.proof.album.tally import Tally, tally
from publish.proof.copy.printed import Box, Piece, PrintedPage
from publish.report import Diagnostic, Fault, Severity
from publish.span import Span

PROJECT = Path(__file__).parents[1]
CHAPTER = PurePosixPath("chapters/tiny-2020/abuses.yaml")
BOX = Box(20, 30, 120, 34)
SUBJECT = Subject(
    "dist/tiny-2020.pdf", "../tiny-2020.pdf", "tiny-2020", "Tiny: a book", "tiny-2020, edition 1, revision 0",
    3, 12_345, "0f" * 32, Tally(1_204, 7, 40, 30, 2),
)


def page(*words: str, label: str = "1", artifact: str = "") -> PrintedPage:
    black = (0, 0, 0, 255)
    pieces = [
        Piece(0, number, text, BOX, 33, 10.5, "Serif", black, -1 if text == artifact else number,
              text == artifact)
        for number, text in enumerate(words)
    ]
    return PrintedPage(label, 210, 297, Box(0, 0, 210, 297), tuple(pieces), (), (), 0)


LEAVES = (
    Leaf(page("Abuses ", "of civilians"), "page-001.png", 910, 1286),
    Leaf(page(), "page-002.png", 910, 1286),
    Leaf(page("The end"), "page-003.png", 910, 1286),
)


def mark(
    number: int | None, box: Box | None = BOX, said: str = "`35` is printed as `53`",
    severity: Severity = Severity.ERROR,
) -> Mark:
    fault = Fault("changed-words", severity, said, "look at `content`")
    return Mark(number, box, Diagnostic(Span(CHAPTER, 24, 5), fault))


def shown(*marks: Mark, leaves: Sequence[Leaf] = LEAVES, subject: Subject = SUBJECT) -> str:
    return album(subject, leaves, marks, opener({}))


class Reader(HTMLParser):
    """Every element with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Mapping[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(html: str, tag: str = "", name: str = "") -> list[Mapping[str, str | None]]:
    """The attributes of the elements of a kind, or of a class."""
    found = Reader(html).found
    return [
        attributes for kind, attributes in found
        if tag in {"", kind} and (not name or name in (attributes.get("class") or "").split())
    ]


EVERYTHING = (
    mark(None, None, "`records.csv` is not what the records give"), mark(1),
    mark(1, Box(30, 31, 60, 33), severity=Severity.WARNING), mark(1, None), mark(2),
)


# What it says


def test_with_nothing_wrong_it_says_what_was_compared() -> None:
    html = shown()
    assert "<h1>Nothing is wrong</h1>" in html
    assert "Compared with the chapters: 1,204 words, 7 notes, 40 links and 30 cells in 2 tables." in html
    assert not elements(html, name="entry")


def test_it_says_how_many_errors_and_warnings_there_are() -> None:
    assert '<h1 class="wrong">4 errors and 1 warning</h1>' in shown(*EVERYTHING)


def test_it_names_file_edition_revision_size_and_digest() -> None:
    html = shown()
    for fact in ("dist/tiny-2020.pdf", "tiny-2020, edition 1, revision 0", "chapters/tiny-2020", "0f" * 32,
                 "3 pages, 7 notes, 40 links, 12 kB"):
        assert fact in html


def test_of_a_file_without_an_edition_it_says_that_nothing_was_compared() -> None:
    html = shown(mark(None, None), subject=replace(SUBJECT, edition="", identifier="", title="", tally=None))
    assert "nothing could be compared" in html
    assert "<dd>Nothing</dd>" in html


def test_the_tally_counts_what_the_manuscript_holds() -> None:
    counted = tally(proof_book.sound().expected)
    assert counted.notes == proof_book.built().checked.resolved.notes
    assert counted.words > 1_000 and counted.cells > 390 and counted.tables > 2 and counted.links > 20


def test_the_same_proof_gives_the_same_album() -> None:
    assert shown(*EVERYTHING) == shown(*EVERYTHING)


# Findings


def test_findings_are_numbered_from_the_first_page_down_and_those_without_a_place_come_first() -> None:
    low, high = mark(1, Box(20, 200, 30, 204), "low"), mark(1, Box(20, 100, 30, 104), "high")
    html = shown(low, high, mark(None, None, "of the file"))
    assert re.findall(r'<p class="said">(.*?)</p>', html) == ["of the file", "high", "low"]
    assert html.index("of the file") < html.index('id="page-1"')


def test_a_mark_leads_to_its_entry_and_back() -> None:
    html = shown(*EVERYTHING)
    marks = {one["id"]: one["href"] for one in elements(html, "a", "mark")}
    assert marks == {"mark-3": "#finding-3", "mark-4": "#finding-4", "mark-5": "#finding-5"}
    assert [one["href"] for one in elements(html, "a", "number")] == ["#mark-3", "#mark-4", "#mark-5"]


def test_a_finding_leads_to_its_line() -> None:
    html = shown(mark(1))
    assert f'<a href="../../{CHAPTER}">{CHAPTER}:24:5</a>' in html


def test_a_finding_on_a_page_that_is_not_there_is_about_the_file() -> None:
    assert "About the file as a whole" in shown(mark(7))


def test_the_same_finding_is_shown_once() -> None:
    assert len(elements(shown(mark(1), mark(1)), name="entry")) == 1


def test_severity_is_told_by_more_than_colour() -> None:
    html = shown(*EVERYTHING)
    assert html.count("<b>warning</b>") == 1 and html.count("<b>error</b>") == 4
    (warning,) = elements(html, "a", "warning")
    assert warning["aria-label"] == "Finding 4, warning: 35 is printed as 53"


def test_what_editors_and_files_say_is_never_markup() -> None:
    evil = "</style><script>alert(1)</script>{{ 7 * 7 }}"
    html = shown(
        mark(1, said=f"`{evil}` is wrong"), mark(None, None, evil),
        leaves=[replace(LEAVES[0], page=page(evil))] * 3, subject=replace(SUBJECT, title=evil, file=evil),
    )
    assert "alert(1)</script>" not in html and "49" not in html
    assert len(elements(html, "script")) == 1


# Where marks lie


def test_a_box_lies_in_per_cent_of_its_page() -> None:
    (area,) = areas(page(), [Box(21.8, 30.5, 104.2, 60.2)])
    assert area and (area.left, area.top, area.width, area.height) == ("10.00", "10.00", "40.00", "10.54")


def test_a_box_off_the_page_is_brought_to_its_edge() -> None:
    (area,) = areas(page(), [Box(500, -80, 520, -70)])
    assert area and float(area.top) == 0
    assert float(area.left) > 98 and float(area.left) + float(area.width) == pytest.approx(100)


def test_a_small_mark_lies_above_a_large_one() -> None:
    large, small = areas(page(), [Box(20, 20, 120, 120), Box(40, 40, 50, 50)])
    assert large and small and small.depth > large.depth


def test_numbers_that_would_overlap_stand_side_by_side() -> None:
    boxes = [Box(20, 50, 40, 54), None, Box(90, 55, 99, 59), Box(20, 60, 40, 64)]
    assert [area and area.step for area in areas(page(), boxes)] == [0, None, 1, 0]


# The page as a page


def test_every_page_is_a_picture_with_its_size_and_its_first_words() -> None:
    pictures = elements(shown(*EVERYTHING), "img")
    assert [picture["src"] for picture in pictures] == ["page-001.png", "page-002.png", "page-003.png"]
    assert [picture["alt"] for picture in pictures] == [
        "Page 1. It begins: Abuses of civilians", "Page 2", "Page 3. It begins: The end"
    ]
    assert {(one["width"], one["height"], one["loading"]) for one in pictures} == {("910", "1286", "lazy")}


def test_a_picture_knows_its_size() -> None:
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 910, 1286)
    assert leaf(page(), "page-001.png", png) == Leaf(page(), "page-001.png", 910, 1286)


def test_a_running_head_is_not_what_a_page_begins_with() -> None:
    html = shown(leaves=[replace(LEAVES[0], page=page("Head", "The text", artifact="Head"))])
    assert 'alt="Page 1. It begins: The text"' in html


@pytest.mark.parametrize("marks", [(), EVERYTHING], ids=["sound", "wrong"])
def test_every_link_within_the_page_leads_somewhere(marks: tuple[Mark, ...]) -> None:
    html = shown(*marks)
    ids = [one["id"] for one in elements(html) if "id" in one]
    assert len(ids) == len(set(ids))
    links = {one["href"] for one in elements(html, "a")}
    assert {link[1:] for link in links if link and link.startswith("#")} <= set(ids)
    named = {one["aria-labelledby"] for one in elements(html) if "aria-labelledby" in one}
    assert named <= set(ids)


def test_it_has_landmarks_a_language_and_headings() -> None:
    html = shown(*EVERYTHING)
    (language,) = elements(html, "html")
    assert language["lang"] == "en"
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(elements(html, landmark)) == 1
    headings = [tag for tag, _ in Reader(html).found if re.fullmatch("h[1-6]", tag)]
    assert headings == ["h1", *["h2"] * 5]


def test_it_needs_nothing_from_elsewhere() -> None:
    html = shown(*EVERYTHING)
    assert not re.search(r"https?:|@import|url\(", html)
    assert not elements(html, "link")
    assert [one for one in elements(html) if "style" in one] == []


def test_no_template_says_that_something_is_safe() -> None:
    for path in (PROJECT / "src/publish/proof").glob("album*.html"):
        text = path.read_text()
        assert "safe" not in text and len(text.splitlines()) <= 40


# What opens an editor's file


SPAN = Span(PurePosixPath("chapters/a b/c.yaml"), 3, 7)


@pytest.mark.parametrize("environment", [
    {"EDITOR": "code --wait"}, {"EDITOR": "/usr/bin/code"}, {"PUBLISH_EDITOR": "code", "EDITOR": "vim"},
])
def test_a_program_that_has_addresses_is_given_line_and_column(environment: Mapping[str, str]) -> None:
    where = (Path.cwd() / "chapters").as_posix().lstrip("/")
    assert opener(environment)(SPAN) == f"vscode://file/{where}/a%20b/c.yaml:3:7"


@pytest.mark.parametrize("environment", [
    {}, {"EDITOR": ""}, {"EDITOR": "vim"}, {"PUBLISH_EDITOR": "vim", "EDITOR": "code"},
])
def test_for_any_other_the_browser_opens_the_file(environment: Mapping[str, str]) -> None:
    assert opener(environment)(SPAN) == "../../chapters/a%20b/c.yaml"


# The command


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A project with the book's edition, and a picture of an earlier album."""
    shutil.copy(PROJECT / "tasks.py", tmp_path)
    folder = tmp_path / "chapters" / "tiny-2020"
    folder.mkdir(parents=True)
    for name, text in proof_book.files().items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    pictures = tmp_path / "dist" / "proof"
    pictures.mkdir(parents=True)
    (pictures / "page-999.png").write_bytes(b"old")
    yield tmp_path


def prove(folder: Path, pdf: bytes, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "copy.pdf").write_bytes(pdf)
    return subprocess.run(
        [sys.executable, "-m", "invoke", "proof", "copy.pdf", "--format", "plain", *arguments],
        cwd=folder, text=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(PROJECT / "src")},
    )


def with_an_empty_page(pdf: bytes) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.pages[7].Contents = file.make_stream(b"")
        file.save(stream)
    return stream.getvalue()


def test_a_file_is_proved_against_the_edition_that_it_names(project: Path) -> None:
    ran = prove(project, with_an_empty_page(proof_book.built().volume.pdf))
    assert (ran.returncode, ran.stderr) == (1, "")
    assert re.search(r"^chapters/tiny-2020/long\.yaml:\d+:\d+: error\[lost-words\]", ran.stdout, re.M)
    pages = len(proof_book.sound().printed.pages)
    assert re.search(rf"^copy\.pdf: {pages} pages, \d+ notes, \d+ links, \d+ kB; dist/proof/index\.html$",
                     ran.stdout, re.M)
    html = (project / "dist/proof/index.html").read_text()
    assert "lost-words" in html and "chapters/tiny-2020" in html
    pictures = sorted(path.name for path in (project / "dist/proof").rglob("*.png"))
    assert pictures == [f"page-{number:03}.png" for number in range(1, pages + 1)]


def test_a_file_of_somebody_else_is_shown_but_not_proved(project: Path) -> None:
    stream = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(stream)
    ran = prove(project, stream.getvalue())
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith(
        "copy.pdf:1:1: error[foreign-pdf]: the file names no edition; say which it is with `--edition`: "
        "`tiny-2020`\n"
    )
    assert "nothing could be compared" in (project / "dist/proof/index.html").read_text()


def locked(pdf: bytes) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(stream, encryption=pikepdf.Encryption(owner="one", user="other"))
    return stream.getvalue()


@pytest.mark.parametrize(("kind", "said"), [
    ("text", "it is no PDF"), ("cut", "it is damaged or cut off"), ("locked", "a password locks it"),
])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(project: Path, kind: str, said: str) -> None:
    pdf = proof_book.built().volume.pdf
    ran = prove(project, {"text": b"Dear all", "cut": pdf[:9_000], "locked": locked(pdf)}[kind])
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith(f"copy.pdf:1:1: error[unreadable-copy]: this file cannot be read: {said};")
    assert (project / "dist/proof/page-999.png").exists()


def test_a_file_that_is_not_there_is_told_in_a_sentence(project: Path) -> None:
    (project / "copy.pdf").mkdir()
    ran = subprocess.run(
        [sys.executable, "-m", "invoke", "proof", "copy.pdf"], cwd=project, text=True, capture_output=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT / "src")},
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", "There is no file `copy.pdf`.\n")
