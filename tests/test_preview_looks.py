"""By what a page is known: pages that look the same have one digest, and no others have it."""

from __future__ import annotations

from pathlib import Path

import pydyf
import pytest
from msgspec.structs import replace

import tiny_edition
from previews import FOLDER, write_edition
from publish.fragment import Body, Leaf, Resources, Side, Slot, fragment_of
from publish.preview import Made
from publish.preview.drawing import Gallery
from publish.preview.looks import Eye, looks_of
from publish.preview.made import Book
from publish.preview.making import PlainMaker

MARGIN = Slot("", b"<", tuple(b"%d" % figure for figure in range(10)), (b"", b""), b">", 500, 0)
FORM = pydyf.Stream([b"0 0 9 9 re", b"/a.5 gs f"], {
    "Type": "/XObject", "Resources": {"ExtGState": {"a.5": pydyf.Dictionary({"ca": .5})}, "Font": None},
})


def leaf(text: bytes = b"/x0 Do", margins: tuple[bytes | Slot, ...] = (b"head", MARGIN)) -> Leaf:
    recto, verso = Side(0, margins), Side(9, margins)
    return Leaf(794, 1123, {"top": 0}, (0, 0, 700, 1000), {}, (), (), (text,), b"", recto, verso)


def body(one: Leaf, **forms: object) -> Body:
    return Body((one,), (), (Resources(1, {"XObject": forms, "ExtGState": {}}),))


@pytest.mark.parametrize(("other", "same"), [
    (body(leaf(), x0=FORM), True),
    (body(leaf(b"/x7 Do"), x0=pydyf.Stream([b"other"]), x7=FORM), True),
    (body(leaf(b"/x0 Do"), x0=FORM, x1=FORM), True),
    (body(leaf(b"/x0 Do 0 g"), x0=FORM), False),
    (body(leaf(), x0=pydyf.Stream([b"0 0 9 8 re", b"/a.5 gs f"], FORM.extra)), False),
    (body(leaf(), x0=pydyf.Stream(FORM.stream, FORM.extra | {"BBox": [0, 0, 1, 1]})), False),
    (body(leaf(), x0=pydyf.Stream(FORM.stream, FORM.extra | {
        "Resources": {"ExtGState": {"a.5": pydyf.Dictionary({"ca": .6})}}})), False),
    (body(leaf(margins=(b"foot", MARGIN)), x0=FORM), False),
    (body(replace(leaf(), width=700), x0=FORM), False),
])
def test_a_look_is_that_of_what_is_drawn_whatever_its_names_are(other: Body, same: bool) -> None:
    assert (looks_of(body(leaf(), x0=FORM)) == looks_of(other)) is same


def test_a_page_has_a_look_for_either_side_and_keeps_its_slots() -> None:
    [look] = looks_of(body(leaf()))
    assert look.recto and look.verso and look.recto.digest != look.verso.digest
    assert look.recto.slots == (MARGIN,)
    [turned] = looks_of(body(replace(leaf(), verso=None)))
    assert turned.verso is None


def test_what_is_remembered_of_looks_is_what_is_seen() -> None:
    eye, takes = Eye(), [fragment_of(body(leaf(b"%d" % number))) for number in range(3)]
    seen = [looks_of(take.body.opened) for take in takes]
    assert list(eye.looks(takes)) == list(eye.looks(takes)) == seen
    assert list(eye.looks(takes[::-1])) == seen[::-1]
    assert list(eye.looks([])) == [] and list(eye.looks(takes[:1])) == seen[:1]


# Real pages


def book_of(project: Path) -> Book:
    made = next(PlainMaker(project).make(FOLDER, lambda stage: None))
    assert isinstance(made, Made) and made.book, made.marks
    return made.book


def pictures(book: Book) -> list[bytes | None]:
    gallery = Gallery()
    gallery.hang(book)
    return [gallery.picture(page.digest, 500) for page in book.pages]


def test_pages_with_one_digest_look_the_same_and_those_with_others_do_not(tmp_path: Path) -> None:
    """Where pages are added, on the other side of the sheet, and where drawings get other names."""
    project = write_edition(tmp_path / "project")
    chapter = project / FOLDER / "abuses.yaml"
    text = tiny_edition.FILES["abuses.yaml"]
    first = text.index("  - kind:")
    long = "  - kind: prose\n    text: |\n" + "      The words of a page that is new.\n" * 300
    seen: dict[str, bytes | None] = {}
    looks: dict[bytes | None, str] = {}
    for changed in (text, text.replace("Much remains", "Little remains"), text[:first] + long + text[first:]):
        chapter.write_text(changed)
        book = book_of(project)
        for page, picture in zip(book.pages, pictures(book), strict=True):
            assert picture and seen.setdefault(page.digest, picture) == picture
            assert looks.setdefault(picture, page.digest) == page.digest
    assert len(seen) > len(book.pages)
