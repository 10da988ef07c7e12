"""A sound book that breaks over pages, built once for each test process; for the tests of the proof.

The tiny edition with one more chapter: notes in prose and lists, a table over three pages, hyphenated
paragraphs, a foreign phrase. `sabotaged` changes the finished PDF, so that a check can be shown to see it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pikepdf

import tiny_edition
from publish.bind import bind
from publish.pipeline import Built, check_source, print_checked
from publish.proof.beside.aligning import compare
from publish.proof.beside.comparison import Comparison
from publish.proof.beside.expected import expect
from publish.proof.copy.reading import read
from publish.report import Report
from publish.typeset import Stylesheet, typeset

PROJECT = Path(__file__).parent.parent

_SENTENCE = (
    "The representatives of neighbouring municipalities remembered uninterrupted consultations about "
    "responsibility, accompanied by extraordinarily complicated administrative correspondence."
)
_NOTE = "A note of some length that says where this was read and what was left out of it [@AIR]"


def _paragraph(number: int) -> str:
    letter = chr(ord("a") + number)
    return f"{_SENTENCE} {_SENTENCE}[^{letter}] {_SENTENCE} [:fr Le grand voyage] ends it, see [#t-long]."


def _long_chapter() -> str:
    letters = [chr(ord("a") + number) for number in range(8)]
    paragraphs = "\n\n".join(f"      {_paragraph(number)}" for number in range(8))
    notes = "\n".join(f"      {letter}: {_NOTE}, paragraph {letter}." for letter in letters)
    rows = "\n".join(
        f"      - [Row {chr(97 + number // 26)}{chr(97 + number % 26)}, what stands in it, more]"
        for number in range(130)
    )
    return f"""\
title: Long things
blocks:
  - kind: prose
    heading: Long paragraphs
    text: |
{paragraphs}
    notes:
{notes}
  - kind: list
    style: numbered
    lead: "It follows:"
    items: ["the first[^item]", the second, the third]
    notes: {{item: A note that an item calls.}}
  - kind: table
    id: t-long
    caption: A long table[^table]
    columns: [{{head: Name}}, {{head: What}}, {{head: More}}]
    rows:
{rows}
    notes: {{table: It is long.}}
  - kind: prose
    heading: After the table
    text: "{_SENTENCE} See [#f-killed] and [#long]."
"""


def files() -> dict[str, str]:
    """The edition's YAML files by name."""
    changed = dict(tiny_edition.FILES)
    changed["long.yaml"] = _long_chapter()
    changed["edition.yaml"] = changed["edition.yaml"].replace("  - abuses\n", "  - abuses\n  - long\n")
    return changed


@cache
def built() -> Built:
    """The finished book."""
    report = Report()
    checked = check_source(tiny_edition.source_of(files(), report), report, lambda stage: None)
    assert checked, [str(diagnostic) for diagnostic in report]
    book = print_checked(PROJECT, checked, report, lambda stage: None)
    assert book, [str(diagnostic) for diagnostic in report]
    return book


@cache
def sound() -> Comparison:
    """The finished book beside its manuscript."""
    return compared(built().volume.pdf)


def compared(pdf: bytes) -> Comparison:
    """A PDF beside the book's manuscript."""
    return compare(expect(built().manuscript), read(pdf))


def sabotaged(change: Callable[[pikepdf.Pdf], None]) -> Comparison:
    """The book's PDF after a change, beside its manuscript."""
    stream = BytesIO()
    with opened(built().volume.pdf) as pdf:
        change(pdf)
        pdf.save(stream)
    return compared(stream.getvalue())


def opened(file: bytes) -> pikepdf.Pdf:
    """A PDF to be changed, in which each page has its content in one stream."""
    pdf = pikepdf.open(BytesIO(file))
    for page in pdf.pages:
        page.contents_coalesce()
    return pdf


@cache
def restyled(css: str) -> Comparison:
    """The book set with more rules after those of its stylesheets, beside its manuscript."""
    book, report = built(), Report()
    with TemporaryDirectory() as folder:
        project = Path(folder)
        copytree(PROJECT / "styles", project / "styles")
        with (project / "styles" / "draft.css").open("a") as last:
            last.write(css)
        sheets = typeset(book.manuscript, Stylesheet(project, book.checked.source.folder), report)
        first = book.manuscript.first_body
        metadata, attachments = book.manuscript.signed, book.manuscript.attachments
        volume = bind(sheets, metadata, attachments, report, first_body_anchor=first)
    return compared(volume.pdf)
