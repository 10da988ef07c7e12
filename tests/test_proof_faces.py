"""Faces, characters, pictures, contrast and drawings of a PDF: each rule is shown a file that breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pikepdf
import pytest
from msgspec.structs import replace

from proof_book import sabotaged, sound
from publish.proof.beside.comparison import Comparison
from publish.proof.checks import contrast, faces
from publish.proof.copy.printed import Box, Piece, PrintedPage, Shape

FAMILIES = ("Linux Libertine", "Source Sans 3")


def codes(comparison: Comparison) -> list[tuple[str, int | None]]:
    """The code of each finding and its page."""
    return [(finding.fault.code, finding.page) for finding in faces.findings(comparison, FAMILIES)]


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The fonts of the first page, in the order of their names."""
    return [font for _, font in sorted(dict(pdf.pages[0].Resources.Font).items())]


def with_page(number: int, change: Callable[[PrintedPage], PrintedPage]) -> Comparison:
    """The sound book with one page changed."""
    book = sound()
    pages = list(book.printed.pages)
    pages[number] = change(pages[number])
    return replace(book, printed=replace(book.printed, pages=tuple(pages)))


def with_shape(shape: Shape) -> Comparison:
    return with_page(shape.page, lambda page: replace(page, shapes=(shape, *page.shapes)))


def with_pieces(number: int, change: Callable[[Piece], Piece]) -> Comparison:
    return with_page(
        number, lambda page: replace(page, pieces=tuple(change(piece) for piece in page.pieces))
    )


def rewrite(page: pikepdf.Page, old: bytes, new: bytes) -> None:
    """Put something else into a page's content stream, the first time that it stands there."""
    content = page.Contents.read_bytes()
    assert re.search(old, content)
    page.Contents.write(re.sub(old, new, content, count=1))


def test_a_sound_book_can_be_read() -> None:
    assert codes(sound()) == []


# Faces


def test_a_face_that_no_stylesheet_declares_is_found() -> None:
    found = list(faces.findings(sound(), ["Linux Libertine"]))
    assert {finding.fault.code for finding in found} == {"foreign-face"}
    assert all("`Source-Sans-3" in finding.fault.message for finding in found)
    assert 0 in {finding.page for finding in found}


@pytest.mark.parametrize("family", ["Linux Libertine O", "Source Sans", "Libertine", "Sans 3"])
def test_a_family_with_a_similar_name_is_another(family: str) -> None:
    assert {finding.fault.code for finding in faces.findings(sound(), [family])} == {"foreign-face"}


def test_a_face_that_is_not_in_the_file_is_found() -> None:
    def take_out(pdf: pikepdf.Pdf) -> None:
        described = fonts(pdf)[0].DescendantFonts[0].FontDescriptor
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in described:
                del described[key]

    assert "unembedded-face" in [code for code, _ in codes(sabotaged(take_out))]


def test_a_face_without_its_table_of_letters_is_found() -> None:
    def take_out(pdf: pikepdf.Pdf) -> None:
        del fonts(pdf)[0]["/ToUnicode"]

    assert ("unmapped-face", 0) in codes(sabotaged(take_out))


def test_a_face_with_all_its_letters_is_found() -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        font = fonts(pdf)[0]
        font.BaseFont = pikepdf.Name("/" + str(font.BaseFont).partition("+")[2])

    assert "whole-face" in {code for code, _ in codes(sabotaged(rename))}


def test_a_face_that_pages_do_not_list_is_found() -> None:
    first = sound().printed.pages[2].pieces[0]
    changed = with_pieces(2, lambda piece: piece._replace(font="Helvetica") if piece == first else piece)
    assert codes(changed) == [("foreign-face", 2), ("unembedded-face", 2), ("unmapped-face", 2)]


# Characters


def test_a_missing_glyph_is_found() -> None:
    def empty(pdf: pikepdf.Pdf) -> None:
        rewrite(pdf.pages[4], rb"<[0-9a-f]{4}", b"<0000")

    assert ("empty-glyph", 4) in codes(sabotaged(empty))


@pytest.mark.parametrize("character", ["\x00", "\ufffd", "\ue000", "\ud800", "\u0378"])
def test_a_sign_that_is_no_character_is_found(character: str) -> None:
    first = sound().printed.pages[3].pieces[0]
    changed = with_pieces(
        3, lambda piece: piece._replace(text=piece.text + character) if piece == first else piece
    )
    finding, = faces.findings(changed, FAMILIES)
    assert (finding.fault.code, finding.page, finding.box) == ("unreadable-character", 3, first.box)
    assert f"U+{ord(character):04X}" in finding.fault.message


# Pictures


@pytest.mark.parametrize(("dpi", "found"), [
    (199.0, [("coarse-picture", 5)]), (200.0, []), (72.0, [("coarse-picture", 5)]),
])
def test_a_picture_has_at_least_200_dots_to_the_inch(dpi: float, found: list[tuple[str, int]]) -> None:
    assert codes(with_shape(Shape(5, 0, "picture", Box(20, 20, 60, 60), (0, 0, 0, 0), dpi, -1))) == found


# Contrast


def test_white_text_on_paper_is_found_with_its_element() -> None:
    book = sound()
    piece = next(piece for piece in book.pieces if piece.page == 5)
    changed = with_pieces(5, lambda one: one._replace(colour=(255, 255, 255, 255)) if one == piece else one)
    changed = replace(changed, pieces=tuple(
        one._replace(colour=(255, 255, 255, 255)) if one == piece else one for one in book.pieces
    ))
    finding, = faces.findings(changed, FAMILIES)
    assert (finding.fault.code, finding.page, finding.box) == ("pale-text", 5, piece.box)
    assert "1.0 to 1" in finding.fault.message
    assert finding.node == book.node_at(book.starts[book.pieces.index(piece)])


def test_a_pale_colour_in_the_content_stream_is_found() -> None:
    def bleach(pdf: pikepdf.Pdf) -> None:
        rewrite(pdf.pages[6], rb"\nBT\n", b"\n.6 .6 .6 rg\nBT\n")

    found = codes(sabotaged(bleach))
    assert found and set(found) == {("pale-text", 6)}


def test_invisible_text_is_found() -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        rewrite(pdf.pages[6], rb"\nBT\n", b"\n3 Tr\nBT\n")

    found = codes(sabotaged(hide))
    assert found and set(found) == {("invisible-text", 6)}


@pytest.mark.parametrize(("colour", "opacity", "found"), [
    ((0, 0, 0), 255, {"pale-text"}),
    ((60, 60, 60), 255, {"pale-text"}),
    ((239, 227, 207), 255, set()),
    ((0, 0, 0), 25, set()),
    ((0, 0, 0), 180, {"pale-text"}),
    ((0, 0, 0), 0, set()),
])
def test_text_is_measured_against_the_area_under_it(
    colour: tuple[int, int, int], opacity: int, found: set[str]
) -> None:
    page = sound().printed.pages[6]
    area = Shape(6, 0, "fill", Box(0, 0, page.width, page.height), (*colour, opacity), 0, -1)
    assert {code for code, _ in codes(with_shape(area))} == found


def test_only_the_topmost_area_counts() -> None:
    page = sound().printed.pages[6]
    whole = Box(0, 0, page.width, page.height)
    black, white = (Shape(6, 0, "fill", whole, (part, part, part, 255), 0, -1) for part in (0, 255))
    covered = with_page(6, lambda page: replace(page, shapes=(black, white, *page.shapes)))
    assert codes(covered) == []


def test_an_area_drawn_later_or_beside_the_text_does_not_count() -> None:
    page = sound().printed.pages[6]
    later = Shape(6, 99_999, "fill", Box(0, 0, page.width, page.height), (0, 0, 0, 255), 0, -1)
    beside = Shape(6, 0, "fill", Box(0, 0, 5, page.height), (0, 0, 0, 255), 0, -1)
    assert codes(with_shape(later)) == [("misdrawn-picture", 6)]  # the chart is covered
    assert codes(with_shape(beside)) == []


def test_large_text_needs_less() -> None:
    piece = sound().pieces[0]._replace(colour=(140, 140, 140, 255))
    assert piece.size_pt < 14

    def codes_at(size: float, font: str) -> list[str]:
        big = piece._replace(size_pt=size, font=font)
        changed = with_page(piece.page, lambda page: replace(page, shapes=(), pieces=(big,)))
        return [finding.fault.code for finding in contrast.findings(changed)]

    assert codes_at(17.9, piece.font) == ["pale-text"] and codes_at(18, piece.font) == []
    assert codes_at(14, "A+B-Bold") == [] and codes_at(14, "A+B-Semi-Bold") == ["pale-text"]


# Drawings


def figure_piece() -> Piece:
    """A number in the book's chart."""
    book = sound()
    mcids = {
        (shape.page, shape.mcid)
        for page in book.printed.pages for shape in page.shapes if shape.kind == "drawing" and shape.mcid >= 0
    }
    return next(
        piece for page in book.printed.pages for piece in page.pieces
        if (piece.page, piece.mcid) in mcids and piece.text.strip().isdigit()
    )


@pytest.mark.parametrize("change", [
    lambda piece: piece._replace(text="99"),
    lambda piece: piece._replace(text=""),
    lambda piece: piece._replace(text=piece.text * 2),
])
def test_a_changed_number_in_a_chart_is_found(change: Callable[[Piece], Piece]) -> None:
    piece = figure_piece()
    changed = with_pieces(piece.page, lambda one: change(one) if one == piece else one)
    finding, = faces.findings(changed, FAMILIES)
    assert (finding.fault.code, finding.page) == ("changed-drawing", piece.page)
    assert finding.node is not None and finding.node.tag == "img"


def test_a_word_too_many_in_a_chart_is_found() -> None:
    piece = figure_piece()
    extra = piece._replace(order=99_999, text="and more")
    changed = with_page(piece.page, lambda page: replace(page, pieces=(*page.pieces, extra)))
    assert codes(changed) == [("changed-drawing", piece.page)]
