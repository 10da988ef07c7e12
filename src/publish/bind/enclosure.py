"""Files inside the PDF: the records that the book was made of, with fixed dates and their own media type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO

import pydyf
import weasyprint

from ..artifacts import Attachment


def enclosures(attachments: Sequence[Attachment], published: date) -> list[weasyprint.Attachment]:
    """Attachments for the engine, by name as PDF's name trees ask (ISO 32000-1, 7.9.6)."""
    return [_enclosure(attachment, published) for attachment in sorted(attachments, key=lambda a: a.name)]


def _enclosure(attachment: Attachment, published: date) -> weasyprint.Attachment:
    moment = datetime(published.year, published.month, published.day)
    enclosure = weasyprint.Attachment(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description,
        created=moment,
        modified=moment,
        relationship="Data",
    )
    enclosure.source = _source(attachment)  # the engine's own guesses the media type from the name
    return enclosure


@contextmanager
def _source(attachment: Attachment) -> Iterator[tuple[BytesIO, None, None, str]]:
    yield BytesIO(attachment.content), None, None, attachment.media_type


def associate(pdf: pydyf.PDF) -> None:
    """Names each file once in the catalogue's `AF`: the engine names it twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
