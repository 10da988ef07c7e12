"""Where things stand on the pages of the finished PDF, and how the proof sees that they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pikepdf
import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Operator

from proof_book import sabotaged, sound
from publish.proof.beside.comparison import Comparison, Finding
from publish.proof.checks import folios, margins, places
from publish.proof.copy.printed import Box, Piece, Shape

PX_PER_MM = 96 / 25.4
"""The engine writes lengths in CSS pixels, from the top of the page."""
Instructions = list[pikepdf.ContentStreamInstruction]


def codes(found: Iterable[Finding]) -> set[str]:
    return {finding.fault.code for finding in found}


def piece_of(comparison: Comparison, text: str) -> Piece:
    """The last run of text that begins so: before it, the contents name it."""
    found = [piece for piece in comparison.pieces if piece.text.strip().startswith(text)]
    return found[-1]


def rewritten(number: int, change: Callable[[Instructions], Instructions]) -> Comparison:
    """The book with another content stream on one page."""
    def sabotage(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[number]
        found = change(list(pikepdf.parse_content_stream(page)))  # type: ignore[arg-type]  # no inline images
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(found))

    return sabotaged(sabotage)


def set_at(instructions: Instructions, piece: Piece) -> int:
    """Which instruction sets the place of a run of text."""
    def distance(at: int) -> float:
        x, y = (float(number) / PX_PER_MM for number in list(instructions[at].operands)[4:])
        return abs(x - piece.box.left) + abs(y - piece.baseline)

    return min((at for at, one in enumerate(instructions) if str(one.operator) == "Tm"), key=distance)


def shifted(piece: Piece, right: float, down: float) -> Comparison:
    """The book with one run of text at another place, so many millimetres away."""
    def shift(instructions: Instructions) -> Instructions:
        at = set_at(instructions, piece)
        *matrix, x, y = map(float, instructions[at].operands)
        moved = [*matrix, x + right * PX_PER_MM, y + down * PX_PER_MM]
        instructions[at] = pikepdf.ContentStreamInstruction(moved, Operator("Tm"))
        return instructions

    return rewritten(piece.page, shift)


def remarked(piece: Piece, tag: str, properties: dict[str, int]) -> Comparison:
    """The book with another mark around one run of text."""
    def remark(instructions: Instructions) -> Instructions:
        upto = set_at(instructions, piece)
        at = max(at for at, one in enumerate(instructions[:upto]) if str(one.operator) == "BDC")
        mark = [Name(tag), Dictionary({f"/{key}": value for key, value in properties.items()})]
        instructions[at] = pikepdf.ContentStreamInstruction(mark, Operator("BDC"))
        return instructions

    return rewritten(piece.page, remark)


def framed(number: int, box: Box) -> Comparison:
    """The book with another text area on a page, in millimetres from its top left."""
    def sabotage(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[number]
        top = float(page.mediabox[3])
        sides = box.left, top - box.bottom * PX_PER_MM * .75, box.right, top - box.top * PX_PER_MM * .75
        points = sides[0] * PX_PER_MM * .75, sides[1], sides[2] * PX_PER_MM * .75, sides[3]
        page.ArtBox = Array(points)

    return sabotaged(sabotage)


def test_everything_stands_in_its_place_in_a_sound_book() -> None:
    assert list(places.findings(sound())) == []
    assert list(folios.findings(sound())) == []
    assert list(margins.findings(sound())) == []


# Places


def test_text_off_the_paper_is_seen() -> None:
    heading = piece_of(sound(), "After the table")
    (found,) = places.findings(shifted(heading, -60, 0))
    assert (found.fault.code, found.page) == ("off-page", heading.page)
    assert found.node is not None and found.node.tag == "h2"


def test_text_beside_the_text_area_is_seen() -> None:
    heading = piece_of(sound(), "After the table")
    room = Box(heading.box.left + 5, 20, 200, 270)
    found = list(places.findings(framed(heading.page, room)))
    assert "outside-text" in codes(found)
    assert {finding.page for finding in found} == {heading.page}


def test_an_overhang_is_borne() -> None:
    heading = piece_of(sound(), "After the table")
    room = Box(heading.box.left + .5, 20, 200, 270)
    found = list(places.findings(framed(heading.page, room)))
    assert heading.box not in [finding.box for finding in found]


def test_text_over_text_is_seen() -> None:
    heading = piece_of(sound(), "After the table")
    page = sound().printed.pages[heading.page]
    below = min(piece.baseline for piece in page.pieces if piece.baseline > heading.baseline + 2)
    found = list(places.findings(shifted(heading, 0, below - heading.baseline)))
    assert codes(found) == {"overprinted-text"}
    assert "After the table" in found[0].fault.message


def test_labels_of_a_drawing_over_each_other_are_told_by_their_words() -> None:
    """A drawing's text is drawn letter by letter."""
    page = next(page for page in sound().printed.pages if any(_is_letter(piece) for piece in page.pieces))
    letters = [piece for piece in page.pieces if _is_letter(piece)]
    label = [piece for piece in letters if piece.baseline == letters[0].baseline]
    doubled = [piece._replace(order=piece.order + 10_000) for piece in label]
    pages = tuple(
        replace(one, pieces=(*one.pieces, *doubled)) if one is page else one for one in sound().printed.pages
    )
    (found,) = places.findings(replace(sound(), printed=replace(sound().printed, pages=pages)))
    assert found.fault.code == "overprinted-text"
    assert max(len(words) for words in found.fault.message.split("`")[1::2]) > 1


def _is_letter(piece: Piece) -> bool:
    return piece.mcid >= 0 and piece not in sound().pieces and piece.text.isalpha() and len(piece.text) == 1


def test_a_coloured_area_over_text_is_seen() -> None:
    heading = piece_of(sound(), "After the table")
    painted = rewritten(heading.page, lambda instructions: _painted(instructions, heading.box))
    found = list(places.findings(painted))
    assert (found[0].fault.code, found[0].page) == ("covered-text", heading.page)
    assert found[0].node is not None and found[0].node.tag == "h2"


def _painted(instructions: Instructions, box: Box) -> Instructions:
    """A white rectangle, drawn after all else."""
    sides = [side * PX_PER_MM for side in (box.left, box.top, box.width, box.height)]
    paint: list[tuple[list[float], str]] = [
        ([.75, 0, 0, .75, 0, 0], "cm"), ([1, 1, 1], "rg"), (sides, "re"), ([], "f"),
    ]
    added = [pikepdf.ContentStreamInstruction(numbers, Operator(name)) for numbers, name in paint]
    return instructions + added


def test_a_picture_under_text_is_seen() -> None:
    heading = piece_of(sound(), "After the table")
    picture = Shape(heading.page, 0, "picture", heading.box, (0, 0, 0, 0), 300, -1)
    found = list(places.findings(with_shape(picture)))
    assert "covered-text" in codes(found)


def test_a_picture_in_the_margin_is_seen() -> None:
    picture = Shape(6, 0, "picture", Box(-1, 100, 5, 110), (0, 0, 0, 0), 300, -1)
    (found,) = places.findings(with_shape(picture))
    assert (found.fault.code, found.page, found.box) == ("outside-text", 6, picture.box)


def with_shape(shape: Shape) -> Comparison:
    """The book with one shape more."""
    pages = list(sound().printed.pages)
    pages[shape.page] = replace(pages[shape.page], shapes=(*pages[shape.page].shapes, shape))
    return replace(sound(), printed=replace(sound().printed, pages=tuple(pages)))


# Folios


def test_a_page_without_its_folio_is_seen() -> None:
    page = sound().printed.pages[7]
    folio = next(piece for piece in page.pieces if piece.artifact and piece.text.strip() == page.label)
    found = list(folios.findings(shifted(folio, 0, -30)))
    assert "lost-folio" in codes(found)
    assert {finding.page for finding in found} == {7}


def test_labels_with_a_gap_are_seen() -> None:
    def sabotage(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 4, Dictionary(S=Name.D, St=2)]))

    found = [one for one in folios.findings(sabotaged(sabotage)) if one.fault.code == "broken-folios"]
    assert found[0].page == 4
    assert found[0].fault.message == "page 5 of the PDF is numbered `2`, not `1`"


# Margins


def test_text_that_is_said_to_be_an_artifact_is_seen() -> None:
    heading = piece_of(sound(), "After the table")
    page = heading.page
    found = list(margins.findings(remarked(heading, "/Artifact", {})))
    assert ("artifact-in-text", page) in {(one.fault.code, one.page) for one in found}


def test_a_running_head_of_another_page_is_seen() -> None:
    page = next(page for page in sound().printed.pages if any(_is_head(piece) for piece in page.pieces))
    head = next(piece for piece in page.pieces if _is_head(piece))
    foreign = tuple(
        piece._replace(text="Sources") if piece is head else piece for piece in page.pieces
    )
    pages = tuple(replace(one, pieces=foreign) if one is page else one for one in sound().printed.pages)
    book = replace(sound(), printed=replace(sound().printed, pages=pages))
    found = list(margins.findings(book))
    assert [(one.fault.code, one.page) for one in found] == [("foreign-running-head", head.page)]


def _is_head(piece: Piece) -> bool:
    return piece.artifact and piece.text.strip() == "Long things"


def test_a_running_head_in_the_text_is_seen() -> None:
    head = next(piece for page in sound().printed.pages for piece in page.pieces if _is_head(piece))
    found = list(margins.findings(shifted(head, 0, 100)))
    assert [(one.fault.code, one.page) for one in found] == [("artifact-in-text", head.page)]


def test_the_repeated_head_of_a_table_is_seen_where_no_table_runs_on() -> None:
    repeated = [number for number, page in enumerate(sound().printed.pages) if _repeats_a_head(page.pieces)]
    assert len(repeated) > 1
    pages = list(sound().printed.pages)
    first = pages[repeated[0]]
    pages[2] = replace(pages[2], pieces=(*pages[2].pieces, *first.pieces))
    found = list(margins.findings(replace(sound(), printed=replace(sound().printed, pages=tuple(pages)))))
    assert ("artifact-in-text", 2) in {(one.fault.code, one.page) for one in found}


def _repeats_a_head(pieces: Iterable[Piece]) -> bool:
    return any(piece.artifact and piece.text.strip() == "What" for piece in pieces)


def test_text_without_a_tag_is_seen() -> None:
    heading = piece_of(sound(), "After the table")
    found = list(margins.findings(remarked(heading, "/Span", {"MCID": 9_999})))
    assert [(one.fault.code, one.page) for one in found] == [("untagged-text", heading.page)]
    assert "After the table" in found[0].fault.message


# Lines and runs of colour


def with_drawn(text: str, drawing: str, *, before: bool = False) -> Comparison:
    """The book with something drawn beside a text; its box is in the drawing as `{x} {y} {w} {h}`."""
    piece = piece_of(sound(), text)
    box = piece.box
    names = {
        "x": box.left, "y": box.top, "w": box.width, "h": box.height, "base": piece.baseline,
        "right": box.right, "middle": piece.baseline - .25 * piece.size_pt * .353,
        "centre": (box.left + box.right) / 2, "below": piece.baseline + .2 * piece.size_pt * .353,
    }
    sides = {name: side * PX_PER_MM for name, side in names.items()}
    operators = f"q .75 0 0 .75 0 0 cm {drawing.format(**sides)} Q".encode()

    def sabotage(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[piece.page]
        content = page.Contents.read_bytes()
        flip = b"1 0 0 -1 0 %f cm " % (float(page.mediabox[3]) / .75)
        operators_there = operators.replace(b"cm ", b"cm " + flip, 1)
        parts = (operators_there, content) if before else (content_in_group(content), operators_there)
        page.Contents = pdf.make_stream(b"\n".join(parts))
        page.Resources.Shading = Dictionary(Sunset=Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 600, 0]),
            Extend=Array([True, True]),
            Function=Dictionary(
                FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([.9, 1, 1]), N=1,
            ),
        ))

    return sabotaged(sabotage)


def content_in_group(content: bytes) -> bytes:
    return b"q\n" + content + b"\nQ"


STRUCK = [
    "1 w {x} {middle} m {right} {middle} l S",
    "0 0 1 RG .4 w {x} {middle} m {right} {middle} l S",
    "{x} {middle} {w} 1 re f",
    "1 w {centre} {y} m {centre} {base} l S",
]
"""Lines through a text: black, thin and blue, an area as thin as a line, down."""


@pytest.mark.parametrize("drawing", STRUCK)
@pytest.mark.parametrize("before", [True, False])
def test_a_line_through_text_is_seen(drawing: str, before: bool) -> None:
    (found,) = places.findings(with_drawn("After the table", drawing, before=before))
    assert found.fault.code == "struck-text" and found.node is not None and found.node.tag == "h2"


@pytest.mark.parametrize("drawing", [
    "1 w {x} {below} m {right} {below} l S", "1 w {x} {y} m {right} {y} l S", "1 w {x} {y} m {x} {base} l S",
    "0 0 1 RG 0 0 1 rg {x} {below} {w} .5 re f",
], ids=["underline", "overline", "beside", "underlying area"])
def test_a_line_beside_text_is_none_through_it(drawing: str) -> None:
    assert list(places.findings(with_drawn("After the table", drawing))) == []


def test_a_slanting_line_over_text_is_seen() -> None:
    found = places.findings(with_drawn("After the table", "4 w {x} {base} m {right} {y} l S"))
    assert codes(found) & {"covered-text", "struck-text"}


def test_a_thick_line_over_text_is_seen() -> None:
    drawing = "1 1 1 RG 30 w {x} {middle} m {right} {middle} l S"
    found = places.findings(with_drawn("After the table", drawing))
    assert "covered-text" in codes(found)


@pytest.mark.parametrize("before", [True, False])
def test_a_run_of_colours_on_text_or_under_it_is_seen(before: bool) -> None:
    drawing = "{x} {y} {w} {h} re W n /Sunset sh"
    found = list(places.findings(with_drawn("After the table", drawing, before=before)))
    assert codes(found) == {"covered-text"}
    assert "a run of colours" in found[0].fault.message


def test_a_line_that_an_area_hides_from_a_text_on_it_is_borne() -> None:
    drawing = "1 w {x} {middle} m {right} {middle} l S 1 1 1 rg {x} {y} {w} 40 re f"
    assert list(places.findings(with_drawn("After the table", drawing, before=True))) == []
