"""Change bars: beside changed blocks, and nothing else, in the outer margin of every page that they take."""

from __future__ import annotations

import ctypes
from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium

from following_edition import built, checked
from publish.artifacts import Anchor
from publish.commands.building import Wishes
from publish.conformance import validate
from publish.pipeline import Built
from publish.proof import Box

MM_PER_PT = 25.4 / 72
Bar = tuple[float, float, float]
"""Where it stands from the left, its top and its bottom, in millimetres from the top left."""


@cache
def bars() -> tuple[tuple[Bar, ...], ...]:
    """The upright lines of each page that stand beside the text."""
    return _bars_of(built(bars=True))


def _bars_of(book: Built) -> tuple[tuple[Bar, ...], ...]:
    areas = [page.area for page in book.proved.proof.printed.pages]
    pages = pypdfium2.PdfDocument(book.volume.pdf)
    return tuple(tuple(_bars(page, area)) for page, area in zip(pages, areas, strict=True))


def _bars(page: pypdfium2.PdfPage, area: Box) -> list[Bar]:
    found, height = [], page.get_height() * MM_PER_PT
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (side * MM_PER_PT for side in thing.get_bounds())
        thick = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(thing.raw, thick)
        outside = right < area.left or left > area.right
        if right - left < 1 and top - bottom > 2 and thick.value == 1 and outside:
            found.append(((left + right) / 2, height - top, height - bottom))
    return found


def boxes(name: str) -> tuple[Anchor, ...]:
    """Where a block stands."""
    anchors = built(bars=True).volume.anchors
    return anchors.get(f"{name}-block", anchors.get(name, ()))


def block_ids() -> list[str]:
    return [block.id for chapter in checked().resolved.chapters for block in chapter.blocks]


def beside(anchor: Anchor) -> bool:
    """Whether a bar stands along all of a box."""
    return any(top <= anchor.y_mm + .5 and bottom >= anchor.y_mm + anchor.height_mm - .5
               for _, top, bottom in bars()[anchor.page])


def touched(anchor: Anchor) -> bool:
    """Whether a bar stands along the middle of a box."""
    middle = anchor.y_mm + anchor.height_mm / 2
    return any(top < middle < bottom for _, top, bottom in bars()[anchor.page])


def test_a_bar_stands_beside_every_changed_block_on_every_page_that_it_takes() -> None:
    changed = checked().resolved.changed
    assert {"armed", "courts", "how-to", "t-killed", "f-killed"} <= set(changed)
    assert max(len(boxes(name)) for name in changed) > 1
    assert [name for name in changed if not all(map(beside, boxes(name)))] == []


def test_no_bar_stands_beside_what_reads_as_before() -> None:
    unchanged = set(block_ids()) - set(checked().resolved.changed)
    assert "t-words" in unchanged and "t-displaced" in unchanged
    assert [name for name in unchanged if any(map(touched, boxes(name)))] == []


def test_the_parts_that_the_house_makes_have_no_bars() -> None:
    first, last = built().volume.anchors[checked().resolved.chapters[0].id][0].page, boxes("changes")[0].page
    pages = bars()
    assert not any(pages[:first]) and not any(pages[last:])


def test_bars_stand_in_the_outer_margin_of_rectos_and_versos() -> None:
    pages = built(bars=True).proved.proof.printed.pages
    seen = set()
    for number, found in enumerate(bars()):
        area = pages[number].area
        for x, _, _ in found:
            recto = number % 2 == 0
            assert x > area.right if recto else x < area.left
            seen.add(recto)
    assert seen == {True, False}


def test_a_book_without_bars_has_none_and_the_same_words() -> None:
    assert built().manuscript.changed == ()
    assert built().manuscript.html == built(bars=True).manuscript.html
    assert not any(_bars_of(built()))


def test_a_book_with_bars_keeps_pdf_a_3a_and_pdf_ua_1() -> None:
    assert validate(built(bars=True).volume.pdf, "3a") == ()
    assert validate(built(bars=True).volume.pdf, "ua1") == ()


def test_bars_are_a_wish_of_the_build_with_a_file_of_its_own() -> None:
    assert Wishes(change_bars=True).names == ("change_bars",)
    assert Wishes(change_bars=True).file("mali-2022") == "mali-2022-bars.pdf"
    assert Wishes(draft=True, change_bars=True).file("mali-2022") == "mali-2022-draft-bars.pdf"
    assert Wishes(trace=True).file("mali-2022") == "mali-2022.pdf"
