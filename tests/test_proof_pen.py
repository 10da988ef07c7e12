"""What pdfium tells of the runs of text on a page, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from pikepdf import Dictionary, Name

from proof_book import built
from publish.proof.copy.pen import Handle, Pen, handle_of, kind_of, objects, objects_in

_BROKEN = b"BT /Plain 12 Tf 50 90 Td (A well-) Tj 0 -14 Td (known word of ) Tj 0 -14 Td (three lines) Tj ET"


def _runs(things: Iterator[Handle]) -> Iterator[Handle]:
    for thing in things:
        if kind_of(thing) == raw.FPDF_PAGEOBJ_FORM:
            yield from _runs(objects_in(thing))
        elif kind_of(thing) == raw.FPDF_PAGEOBJ_TEXT:
            yield thing


def _told(pdf: bytes) -> Iterator[tuple[str | None, str]]:
    """Each run of a PDF as it is told with all of its page, and alone."""
    pen, document = Pen(), pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        told = pen.words_by_run(handle_of(text))
        for run in _runs(objects(handle_of(page))):
            yield told.get(run.value), pen.words(run, handle_of(text))
        text.close()
        page.close()
    document.close()


def _page(content: bytes) -> bytes:
    stream = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 120))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(Plain=font))
        page.Contents = pdf.make_stream(content)
        pdf.save(stream)
    return stream.getvalue()


def test_runs_told_at_once_are_those_told_one_by_one() -> None:
    """With the spaces that pdfium guesses after them."""
    told = list(_told(built().volume.pdf))
    assert [together for together, alone in told if together not in {None, alone}] == []
    assert sum(together is None for together, _ in told) < .1 * len(told)
    assert any(alone.endswith(" ") for _, alone in told)


def test_a_hyphen_that_ends_a_line_is_told_as_it_is_printed() -> None:
    lines = ("A well-", "known word of ", "three lines")
    assert list(_told(_page(_BROKEN))) == [(line, line) for line in lines]
