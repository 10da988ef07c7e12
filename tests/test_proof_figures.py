"""A chart in the finished PDF is the one that was drawn, and how the proof sees that it is not."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable

import pytest
from msgspec.structs import replace

from proof_book import restyled, sound
from publish.proof.beside.comparison import Comparison
from publish.proof.beside.expected import Node
from publish.proof.beside.sketch import DRAWING, sketch
from publish.proof.checks import figures
from publish.proof.checks.drawings import contents, figure_pairs
from publish.proof.copy.printed import Box, Content, Piece, Shape

Shapes = Iterable[Shape]
(PICTURE, FIGURE), = figure_pairs(sound())
PAGE = sound().printed.pages[FIGURE.page]
OWN = contents(FIGURE)
BARS = {(138, 75, 18, 255), (61, 74, 87, 255)}


def found(comparison: Comparison) -> list[str]:
    return [finding.fault.code for finding in figures.findings(comparison)]


def redrawn(shapes: Shapes = PAGE.shapes, pieces: Iterable[Piece] = PAGE.pieces) -> list[str]:
    """What is found if other things are drawn on the page of the chart."""
    book = sound()
    pages = list(book.printed.pages)
    pages[FIGURE.page] = replace(PAGE, shapes=tuple(shapes), pieces=tuple(pieces))
    return found(replace(book, printed=replace(book.printed, pages=tuple(pages))))


def is_own(one: Shape | Piece) -> bool:
    return Content(one.page, one.mcid) in OWN


def bar() -> Shape:
    """The area of the first bar."""
    own = filter(is_own, PAGE.shapes)
    return next(shape for shape in own if shape.kind == "fill" and shape.colour in BARS)


def moved(box: Box, right: float = 0, down: float = 0) -> Box:
    return Box(box.left + right, box.top + down, box.right + right, box.bottom + down)


def with_bar(change: Callable[[Shape], Iterable[Shape]]) -> list[str]:
    """What is found if all that is drawn for the first bar is drawn otherwise."""
    first = bar()
    return redrawn(
        other for shape in PAGE.shapes
        for other in (change(shape) if is_own(shape) and shape.order == first.order else [shape])
    )


def test_the_chart_of_a_sound_book_is_silent() -> None:
    assert found(sound()) == redrawn() == []


BAR_FAULTS: dict[str, Callable[[Shape], Iterable[Shape]]] = {
    "halved": lambda shape: [shape._replace(
        box=shape.box._replace(top=max(shape.box.top, (bar().box.top + bar().box.bottom) / 2)),
    )],
    "removed": lambda shape: [],
    "added": lambda shape: [shape, shape._replace(order=9_999, box=moved(shape.box, 20))],
    "in another month": lambda shape: [shape._replace(box=moved(shape.box, 9.5))],
    "half a millimetre off": lambda shape: [shape._replace(box=moved(shape.box, .5))],
    "white": lambda shape: [shape._replace(colour=(255, 255, 255, 255))],
    "of another colour": lambda shape: [shape._replace(colour=(61, 74, 87, 255))],
    "faded": lambda shape: [shape._replace(colour=(*shape.colour[:3], 60))],
    "without its outline": lambda shape: [shape] if shape.kind == "fill" else [],
    "crossed": lambda shape: [shape, shape._replace(kind="stroke", box=Box(57, 65, 58, 66))],
}


@pytest.mark.parametrize("change", BAR_FAULTS.values(), ids=BAR_FAULTS)
def test_a_bar_that_is_printed_otherwise_is_told(change: Callable[[Shape], Iterable[Shape]]) -> None:
    assert with_bar(change) == ["misdrawn-picture"]


@pytest.mark.parametrize("colour", [(26, 26, 26, 255), (200, 192, 180, 255)], ids=["axis", "grid"])
def test_a_line_that_is_gone_is_told(colour: tuple[int, int, int, int]) -> None:
    gone = {shape.order for shape in PAGE.shapes if is_own(shape) and shape.colour == colour}
    assert gone
    assert redrawn(shape for shape in PAGE.shapes if shape.order not in gone) == ["misdrawn-picture"]


def test_bars_that_stand_in_each_others_month_are_told() -> None:
    first, second = [shape for shape in PAGE.shapes if is_own(shape) and shape.colour in BARS][:2]
    way = second.box.left - first.box.left
    ways = {first.order: way, second.order: -way}
    assert redrawn(
        shape._replace(box=moved(shape.box, ways.get(shape.order, 0))) for shape in PAGE.shapes
    ) == ["misdrawn-picture"]


def _month(name: str) -> list[Piece]:
    """The letters of a month."""
    own = [piece for piece in PAGE.pieces if is_own(piece)]
    at = "".join(piece.text.strip()[:1] or " " for piece in own).index(name)
    return own[at:at + len(name)]


def test_months_that_have_changed_their_places_are_told() -> None:
    january, february = _month("Jan"), _month("Feb")
    way = february[0].box.left - january[0].box.left
    ways = dict.fromkeys(january, way) | dict.fromkeys(february, -way)
    assert redrawn(pieces=[
        piece._replace(box=moved(piece.box, ways.get(piece, 0))) for piece in PAGE.pieces
    ]) == ["misdrawn-picture"]


@pytest.mark.parametrize("change", [
    lambda piece: piece._replace(baseline=piece.baseline + 1),
    lambda piece: piece._replace(box=moved(piece.box, 2)),
    lambda piece: piece._replace(size_pt=piece.size_pt * 1.3),
    lambda piece: piece._replace(colour=(200, 0, 0, 255)),
], ids=["lower", "beside", "larger", "red"])
def test_a_letter_of_a_chart_that_stands_otherwise_is_told(change: Callable[[Piece], Piece]) -> None:
    letter = _month("Mar")[1]
    changed = [change(piece) if piece == letter else piece for piece in PAGE.pieces]
    assert redrawn(pieces=changed) == ["misdrawn-picture"]


def test_letters_in_another_order_are_told() -> None:
    first, _, last = _month("Jan")
    boxes = {first: last.box, last: first.box}
    assert redrawn(pieces=[piece._replace(box=boxes.get(piece, piece.box)) for piece in PAGE.pieces]) == [
        "misdrawn-picture"
    ]


@pytest.mark.parametrize("order", [0, 9_999], ids=["under", "over"])
def test_an_area_that_is_no_part_of_a_chart_but_lies_in_it_is_told(order: int) -> None:
    foreign = bar()._replace(order=order, mcid=-1, box=moved(bar().box, 20))
    assert redrawn([*PAGE.shapes, foreign]) == ["misdrawn-picture"]


def test_ground_under_all_of_a_figure_is_silent() -> None:
    assert FIGURE.box
    ground = bar()._replace(order=0, mcid=-1, box=FIGURE.box)
    assert redrawn([ground, *PAGE.shapes]) == []
    assert redrawn([*PAGE.shapes, ground._replace(order=9_999)]) == ["misdrawn-picture"]


@pytest.mark.parametrize("transform", [
    "scaleX(-1)", "rotate(180deg)", "scaleY(-1)", "scale(.5)", "translateX(5mm)", "skewX(5deg)",
])
def test_a_chart_that_a_stylesheet_turns_or_moves_is_told(transform: str) -> None:
    assert found(restyled(f".chart-picture {{ transform: {transform} }}")) == ["misdrawn-picture"]


@pytest.mark.parametrize("css", ["width: 70%", "height: 40mm", "margin-left: 3mm", "max-width: 80mm"])
def test_a_chart_that_is_set_smaller_in_its_proportions_is_silent(css: str) -> None:
    assert found(restyled(f".chart-picture {{ {css} }}")) == []


def _address(inside: str) -> str:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{inside}</svg>'
    return DRAWING + b64encode(drawing.encode()).decode()


@pytest.mark.parametrize(("inside", "unknown"), [
    ('<path d="M 0 0 C 1 1 2 2 3 3"/>', "path"),
    ('<rect rx="1" width="2" height="2"/>', "rx"),
    ('<g transform="rotate(5)"><line x1="1"/></g>', "rotate"),
    ("<style>rect { opacity: .5 }</style>", "opacity"),
    ("<style>g rect { fill: none }</style>", "g rect"),
    ('<rect width="2" height="2" fill="url(#a)"/>', "url"),
    ("<text>one <tspan>two</tspan></text>", "text"),
])
def test_what_cannot_be_read_in_a_drawing_is_named(inside: str, unknown: str) -> None:
    with pytest.raises(ValueError, match=unknown):
        sketch(_address(inside))


def test_a_drawing_that_cannot_be_read_is_told() -> None:
    book = sound()
    curve: Node = replace(PICTURE, attributes={**PICTURE.attributes, "src": _address('<path d="M 0 0"/>')})
    nodes = tuple(curve if node == PICTURE else node for node in book.expected.nodes)
    assert found(replace(book, expected=replace(book.expected, nodes=nodes))) == ["unproved-drawing"]
