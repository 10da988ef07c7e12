"""Text that nobody sees, by whatever means it was hidden: the proof draws the page and looks."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from proof_book import sabotaged, sound
from publish.proof.beside.comparison import Comparison
from publish.proof.checks import contrast

PAGE = 5


def codes(comparison: Comparison) -> set[str]:
    """The codes of what is found on the changed page."""
    found = list(contrast.findings(comparison))
    assert {finding.page for finding in found} <= {PAGE}
    return {finding.fault.code for finding in found}


def with_state(operators: bytes, **states: Dictionary) -> Comparison:
    """The book with operators before the text of a page, and graphics states that they can call."""
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[PAGE]
        for state in states.values():
            if "/SMask" in state and state.SMask != Name("/None"):
                state.SMask.G = _drawing(pdf, b".1 g -2000 -2000 4000 4000 re f", Name.DeviceGray)
        page.Resources.ExtGState = Dictionary({**dict(page.Resources.ExtGState), **_named(states)})
        page.Contents = pdf.make_stream(operators + b"\n" + page.Contents.read_bytes())

    return sabotaged(change)


def in_a_drawing(before: bytes, *, group: bool) -> Comparison:
    """The book with all of a page in one drawing, and operators before it."""
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[PAGE]
        drawing = _drawing(pdf, page.Contents.read_bytes(), Name.DeviceRGB if group else None)
        drawing.Resources = page.Resources
        faded = Dictionary(Faded=Dictionary(ca=.1, CA=.1), Sound=Dictionary(ca=1))
        page.Resources = Dictionary(XObject=Dictionary(Whole=drawing), ExtGState=faded)
        page.Contents = pdf.make_stream(before + b" /Whole Do")

    return sabotaged(change)


def _drawing(pdf: pikepdf.Pdf, content: bytes, colours: Name | None) -> pikepdf.Stream:
    stream = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 2_000, 2_000]))
    if colours is not None:
        stream.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=colours)
    return stream


def _named(states: dict[str, Dictionary]) -> dict[str, Dictionary]:
    return {f"/{name}": state for name, state in states.items()}


def test_all_text_of_a_sound_book_is_seen() -> None:
    assert codes(sound()) == set()
    texts = [piece for page in sound().printed.pages for piece in page.pieces if piece.text.strip().isalnum()]
    assert min(piece.ink for piece in texts) > 2 * contrast._LEAST_INK


@pytest.mark.parametrize(("opacity", "code"), [(.4, "pale-text"), (.02, "hidden-text")])
def test_text_that_fades_is_seen(opacity: float, code: str) -> None:
    def fade(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[PAGE]
        states = dict(page.Resources.ExtGState)
        faded = {name: Dictionary(ca=opacity) if "/ca" in state else state for name, state in states.items()}
        page.Resources = Dictionary({**dict(page.Resources), "/ExtGState": Dictionary(faded)})

    assert code in codes(sabotaged(fade))


def test_text_under_a_mask_is_seen() -> None:
    mask = Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity))
    assert {"masked-text", "hidden-text"} & codes(with_state(b"/Masked gs", Masked=mask))


@pytest.mark.parametrize("mode", ["Screen", "ColorDodge", "Difference", "Luminosity"])
def test_text_that_is_mixed_with_its_ground_is_seen(mode: str) -> None:
    assert "masked-text" in codes(with_state(b"/Mixed gs", Mixed=Dictionary(BM=Name(f"/{mode}"))))


def test_a_state_that_changes_nothing_is_borne() -> None:
    plain = Dictionary(BM=Name.Normal, ca=1, SMask=Name("/None"))
    assert codes(with_state(b"/Plain gs", Plain=plain)) == set()


@pytest.mark.parametrize("group", [True, False])
def test_text_in_a_drawing_that_fades_is_seen(group: bool) -> None:
    assert {"pale-text", "hidden-text"} & codes(in_a_drawing(b"/Faded gs", group=group))
    assert codes(in_a_drawing(b"/Sound gs", group=group)) == set()


def over(operators: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[PAGE]
        ground = Dictionary(PatternType=2, Shading=Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 600, 0]),
            Function=Dictionary(
                FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([1, 1, .9]), N=1,
            ),
            Extend=Array([True, True]),
        ))
        page.Resources.Pattern = Dictionary(Paper=ground)
        page.Resources.Shading = Dictionary(Paper=ground.Shading)
        page.Contents = pdf.make_stream(b"q\n" + page.Contents.read_bytes() + b"\nQ\n" + operators)

    return change


@pytest.mark.parametrize("operators", [
    b"/Paper sh", b"/Pattern cs /Paper scn 0 0 2000 2000 re f", b"1 G 2000 w 0 0 m 2000 2000 l S",
    b"q 2000 0 0 2000 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q", b"1 g 0 0 2000 2000 re f",
    b"0 g 0 0 2000 2000 re f",
], ids=["shading", "pattern", "line", "picture", "white", "black"])
def test_text_that_something_hides_is_seen(operators: bytes) -> None:
    assert "hidden-text" in codes(sabotaged(over(operators)))


def test_text_with_a_white_rim_as_wide_as_its_letters_is_seen() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[PAGE]
        page.Contents = pdf.make_stream(b"2 Tr 1 G 9 w\n" + page.Contents.read_bytes())

    assert "hidden-text" in codes(sabotaged(change))


def test_one_hidden_word_in_a_line_is_seen() -> None:
    piece = max((one for one in sound().pieces if one.page == PAGE), key=lambda one: one.box.width)
    middle = (piece.box.left + piece.box.right) / 2

    def change(pdf: pikepdf.Pdf) -> None:
        top, points = float(pdf.pages[PAGE].mediabox[3]), 72 / 25.4
        x, y = middle * points, top - (piece.box.bottom + 1) * points
        over(f"1 g {x} {y} 60 {(piece.box.height + 2) * points} re f".encode())(pdf)

    assert "hidden-text" in codes(sabotaged(change))
