"""Books read back from their PDF, to be laid side by side: letters, links, names, outline, looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from ctypes import byref, c_double
from io import BytesIO

import pikepdf
import pypdfium2
from msgspec import Struct
from PIL import Image, ImageChops

TOLERANCE_PT = 0.1 * 72 / 25.4


class PageRead(Struct, frozen=True):
    """All that can be held against another page; lengths in points."""

    letters: Sequence[tuple[str, float, float]]
    links: Sequence[tuple[str, Sequence[float]]]
    picture: Image.Image


class Read(Struct, frozen=True):
    """A PDF, read back."""

    pages: Sequence[PageRead]
    outline: Sequence[tuple[int, str, int, float, float]]
    names: Mapping[str, tuple[int, float, float]]
    labels: Sequence[str]


def read(pdf: bytes) -> Read:
    """A PDF as plain data."""
    file = pikepdf.open(BytesIO(pdf))
    numbers = {page.obj.objgen: number for number, page in enumerate(file.pages)}

    def place(target: Iterable[object]) -> tuple[int, float, float]:
        page, _, x, y, *_ = target
        return numbers[page.objgen], float(x), float(y)

    found = list(file.Root.Names.Dests.Names) if "/Names" in file.Root else []
    names = {str(name): place(target) for name, target in zip(found[::2], found[1::2], strict=True)}
    with file.open_outline() as outline:
        lines = [(level, item.title, *place(item.destination)) for level, item in _lines(outline.root, 0)]
    drawn = pypdfium2.PdfDocument(pdf)
    pages = [
        PageRead(list(_letters(page)), list(_links(file.pages[number])), _look(page))
        for number, page in enumerate(drawn)
    ]
    return Read(pages, lines, names, [page.label for page in file.pages])


def _lines(items: Iterable[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, pikepdf.OutlineItem]]:
    for item in items:
        yield level, item
        yield from _lines(item.children, level + 1)


def _look(page: pypdfium2.PdfPage) -> Image.Image:
    """A page so small that it does not matter where on a dot an edge lies."""
    return page.render(scale=3).to_pil().convert("RGB").reduce(6)


def _letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float]]:
    """Every letter with its origin, in the order of the page's drawing."""
    text = page.get_textpage()
    x, y = c_double(), c_double()
    for place in range(text.count_chars()):
        letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text, place))
        if letter.strip() and not pypdfium2.raw.FPDFText_IsGenerated(text, place):
            pypdfium2.raw.FPDFText_GetCharOrigin(text, place, byref(x), byref(y))
            yield letter, x.value, y.value


def _links(page: pikepdf.Page) -> Iterator[tuple[str, Sequence[float]]]:
    for area in page.obj.get("/Annots", []):
        target = area.A.URI if "/A" in area else area.Dest
        yield str(target), [float(side) for side in area.Rect]


def assert_same(ours: Read, theirs: Read) -> None:
    """Same pages, to a tenth of a millimetre; the engine gives a link for each box, we one for each place."""
    assert len(ours.pages) == len(theirs.pages)
    for number, (page, other) in enumerate(zip(ours.pages, theirs.pages, strict=True), 1):
        found, wanted = (_sorted(one.letters) for one in (page, other))
        assert [letter for letter, *_ in found] == [letter for letter, *_ in wanted], f"page {number}"
        far = [pair for pair in zip(found, wanted, strict=True) if not _near(pair[0][1:], pair[1][1:])]
        assert far == [], f"page {number}"
        assert all(any(_linked(link, one) for one in other.links) for link in page.links), f"page {number}"
        assert all(any(_covers(one, link) for one in page.links) for link in other.links), f"page {number}"
        differing = ImageChops.difference(page.picture, other.picture)
        assert max(high for _, high in differing.getextrema()) < 32, f"page {number} looks otherwise"
    assert [line[:3] for line in ours.outline] == [line[:3] for line in theirs.outline]
    assert all(_near(one[3:], other[3:]) for one, other in zip(ours.outline, theirs.outline, strict=True))
    assert ours.names.keys() == theirs.names.keys()
    for name, (page_number, *corner) in ours.names.items():
        assert page_number == theirs.names[name][0] and _near(corner, theirs.names[name][1:]), name


def _sorted(letters: Iterable[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """In rows of half a point, so that what is drawn in another order can be compared."""
    return sorted(letters, key=lambda letter: (letter[0], round(letter[2]), letter[1]))


def _near(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= TOLERANCE_PT for a, b in zip(one, other, strict=True))


def _linked(link: tuple[str, Sequence[float]], other: tuple[str, Sequence[float]]) -> bool:
    return link[0] == other[0] and _near(link[1], other[1])


def _covers(link: tuple[str, Sequence[float]], other: tuple[str, Sequence[float]]) -> bool:
    (left, bottom, right, top), (x, y, right_, top_) = link[1], other[1]
    slack = TOLERANCE_PT
    inside = left - slack <= x and bottom - slack <= y and right_ <= right + slack and top_ <= top + slack
    return link[0] == other[0] and (inside or right_ - x < slack)
