"""The file, written: any number of objects, each found again where it is said to stand."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pydyf
import pytest

from publish.bind.writing import Lot, Piece, file_of, packed, piece_of


def frame() -> tuple[pydyf.PDF, Piece]:
    """A file of one page, and its objects written, with the numbers from 1."""
    pdf = pydyf.PDF()
    pdf.info["Title"] = pydyf.String("Many")
    box, nothing = pydyf.Array([0, 0, 9, 9]), pydyf.Dictionary()
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "MediaBox": box, "Resources": nothing}))
    pdf.add_object(pdf.info)
    return pdf, piece_of(Lot(len(pdf.objects)), pdf.objects[1:])


def many(things: int, first: int) -> Piece:
    """So many objects, numbered from a first one, after a stream."""
    lot = Lot(first)
    lot.add_object(packed(b"q Q"))
    for number in range(things):
        lot.add_object(pydyf.Dictionary({"Number": number}))
    return piece_of(lot)


@pytest.mark.parametrize("things", [3, 70_000], ids=["a few objects", "more than two bytes can count"])
def test_every_object_is_where_the_table_says(things: int) -> None:
    pdf, own = frame()
    later = 20 + things
    one, other = many(things, 10), many(2, later)
    trailer = {"Root": pdf.catalog.reference, "Info": pdf.info.reference}
    content = file_of([one, other, own], later + 9, trailer)
    with pikepdf.open(BytesIO(content)) as file:
        for first, count in ((10, things), (later, 2)):
            assert file.get_object(first, 0).read_bytes() == b"q Q"
            assert int(file.get_object(first + count, 0).Number) == count - 1
        assert len(file.pages) == 1
        assert str(file.docinfo.Title) == "Many"
        assert bytes(file.trailer.ID[0]) == bytes(file.trailer.ID[1])
        assert file.check_pdf_syntax() == []
        numbers = {thing.objgen[0] for thing in file.objects if isinstance(thing, pikepdf.Object)}
    assert numbers == {*range(1, 6), *range(10, 12 + things), *range(later, later + 4), later + 9}


def test_a_piece_is_the_same_bytes_wherever_it_stands() -> None:
    pdf, own = frame()
    one, other = many(3, 20), many(2, 40)
    for pieces in ([one, other, own], [other, own], [other, one, own]):
        content = file_of(pieces, 60, {"Root": pdf.catalog.reference})
        start = content.index(other.content)
        assert content[start : start + len(other.content)] == other.content
        with pikepdf.open(BytesIO(content)) as file:
            assert int(file.get_object(42, 0).Number) == 1


def test_numbers_that_no_object_has_are_in_no_range() -> None:
    assert many(2, 7).numbers == ((7, 4),)
    assert piece_of(Lot(9), pydyf.PDF().objects[1:]).numbers == ((1, 2), (9, 1))
