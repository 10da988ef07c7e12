"""The file, written: any number of objects, each found again where it is said to stand."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pydyf
import pytest

from publish.bind.writing import written


def many(things: int) -> pydyf.PDF:
    """A file of one page, with so many objects besides."""
    pdf = pydyf.PDF()
    pdf.info["Title"] = pydyf.String("Many")
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "MediaBox": pydyf.Array([0, 0, 9, 9])}))
    pdf.add_object(pydyf.Stream([b"q Q"]))
    found = [pydyf.Dictionary({"Number": number}) for number in range(things)]
    for thing in found:
        pdf.add_object(thing)
    pdf.catalog["Last"] = found[-1].reference
    return pdf


@pytest.mark.parametrize("things", [3, 70_000], ids=["a few objects", "more than two bytes can count"])
def test_every_object_is_where_the_table_says(things: int) -> None:
    content = written(many(things))
    with pikepdf.open(BytesIO(content)) as file:
        assert int(file.Root.Last.Number) == things - 1
        assert len(file.pages) == 1
        assert str(file.docinfo.Title) == "Many"
        assert bytes(file.trailer.ID[0]) == bytes(file.trailer.ID[1])
    assert content == written(many(things))
