"""Pictures of pages for the web: the cover, and the first pages side by side."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image

WIDTH_PX = 1200
FIRST_PAGES = 4
_GAP_PX = 24
_GROUND = (232, 229, 224)
"""A warm grey, so that white pages stand out."""


def cover(pdf: bytes) -> bytes:
    """The first page as a PNG, 1,200 pixels wide."""
    return _png(_drawn(pdf, [0], WIDTH_PX)[0])


def preview(pdf: bytes) -> bytes:
    """The first pages in two columns on one PNG, 1,200 pixels wide."""
    width = (WIDTH_PX - 3 * _GAP_PX) // 2
    pages = _drawn(pdf, range(FIRST_PAGES), width)
    rows = [pages[at:at + 2] for at in range(0, len(pages), 2)]
    height = _GAP_PX + sum(max(page.height for page in row) + _GAP_PX for row in rows)
    sheet = Image.new("RGB", (WIDTH_PX, height), _GROUND)
    top = _GAP_PX
    for row in rows:
        for column, page in enumerate(row):
            sheet.paste(page, (_GAP_PX + column * (width + _GAP_PX), top))
        top += max(page.height for page in row) + _GAP_PX
    return _png(sheet)


def _drawn(pdf: bytes, wanted: Sequence[int], width_px: int) -> list[Image.Image]:
    """Pages of a PDF, by number from 0, as pictures; those that it has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(document[number], width_px) for number in wanted if number < len(document)]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage, width_px: int) -> Image.Image:
    picture: Image.Image = page.render(scale=width_px / page.get_width()).to_pil().convert("RGB")
    return picture.crop((0, 0, width_px, picture.height))


def _png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
