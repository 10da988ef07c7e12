"""A take is taken apart into blocks, and put together again with some of them hollow."""

from __future__ import annotations

import pytest

from publish.typeset.paragraph import END, Spot
from publish.typeset.window import copy_of
from stint_kit import asks_nothing


@pytest.mark.parametrize("html", [
    "<body>Loose<section><p>A</p></section></body>",
    "<body><section>Loose<p>A</p></section></body>",
    "<body><section><p>A</p>loose</section></body>",
    "<body><section><p>A</p></section><hr></body>",
    "<body><section><hr><p>A</p></section></body>",
    "<body><section><p>A<p>B</p></section></body>",
    "<body><section><p>A</p></body>",
    "<body><section><p>A</b></section></body>",
])
def test_a_take_that_is_not_blocks_in_parts_is_not_taken_apart(html: str) -> None:
    assert copy_of(html, asks_nothing) is None


def test_a_hollow_block_keeps_its_tag_and_a_part_far_away_has_no_blocks() -> None:
    copy = copy_of(
        '<html><body class="draft x"><section class="a"><p>One</p></section>\n'
        '<section class="b"><p title="a > b">Two</p><div><p>Thr<br>ee</p><svg><g/></svg></div><p>Four</p>'
        "</section><section><p>Five</p></section></body></html>", asks_nothing
    )
    assert copy is not None and list(copy.classes) == [["draft", "x"], ["a"], ["b"], []]
    window = copy.window_to((1, 1, 0), (1, 1, 1))
    assert (window.end, window.last) == ((1, 2), False)
    assert window.html == (
        '<html><body class="draft x"><section class="a"></section>\n'
        '<section class="b"><p title="a > b"></p><div><p>Thr<br>ee</p><svg><g/></svg></div><p></p></section>'
        "<section></section></body></html>"
    )
    assert (window.blocks, copy.window((1, 2), 1).blocks) == ((0, 3, 0), (0, 3, 0))
    assert copy.window((1, 2), 1).end == (2, 0) and copy.window((2,), 1).last
    assert copy.window((0,), 1_000).last and copy.window((0, 0), 0).end == (0, 0)


def test_a_block_is_filled_in_part_as_far_as_it_can_be_taken_apart() -> None:
    copy = copy_of(
        "<body><section><div> <p>One</p>\n<p>Two</p><p>Three</p> </div><div><p>Four</p><p>Five</p></div>"
        "<div>Six<p>Seven</p></div></section></body>", asks_nothing
    )
    assert copy is not None
    one, two = "<div> <p></p>\n<p>Two</p><p></p> </div>", "<div> <p></p>\n<p>Two</p><p>Three</p> </div>"
    rest, begun = "<div></div></section></body>", "<div><p>Four</p><p></p></div>"
    window = copy.window_to((0, 0, 1, 5), (0, 0, 1))
    assert (window.end, window.begun, window.blocks) == ((0, 0, 2), (((0, 0), 3),), (3,))
    assert window.html == f"<body><section>{one}<div></div>{rest}"
    window = copy.window_to((0, 0, 1), (0, 0, 2))
    assert (window.end, window.begun) == ((0, 1), (((0, 0), 3),))
    assert window.html == f"<body><section>{two}<div></div>{rest}"
    window = copy.window_to((0, 0, 1), (0, 1, 0))
    assert (window.end, window.begun) == ((0, 1, 1), (((0, 0), 3), ((0, 1), 2)))
    assert window.html == f"<body><section>{two}{begun}{rest}"
    assert copy.window((0, 1), 1).end == copy.window_to((0, 1), (0, 1, 1)).end == (0, 2)
    window = copy.window((0, 0, 1), 1)
    assert (window.end, window.begun) == ((0, 1), (((0, 0), 3),))
    assert copy.window((0, 0, 2), 4, (0, 0)) == copy.window((0, 0), 9) != copy.window((0, 0, 2), 6, (0, 0))
    assert copy.window_to((0, 1, 1), (0, 2)).last and copy.window((0, 2), 1).begun == ()


def test_a_paragraph_of_which_little_matters_is_filled_in_part() -> None:
    words = " ".join(["word"] * 90)
    text = f'{words} <em class="asked">word</em> {words}<span class="note">A <i>note</i>.</span> {words}'
    html = f'<body><section><p class="long">{text}</p>\n<p>Next</p></section></body>'
    copy, other = copy_of(html, asks_nothing), copy_of(html, lambda classes: "asked" in classes)
    assert copy is not None and other is not None
    spot = Spot(0, 12)
    window = copy.window_to((0, 0), (0, 0), spot)
    filled = " ".join(["word"] * (12 + 60)) + ' <em class="asked"></em><span class="note"><i></i></span>'
    assert window.html == f'<body><section><p class="long">{filled}</p>\n<p></p></section></body>'
    assert (window.end, window.limit, window.last) == ((0, 1), ((0, 0), Spot(0, 72)), False)
    assert window.reaches(((0, 0), Spot(0, 72))) and window.reaches(((0, 0, 4), spot))
    assert not window.reaches(((0, 0), Spot(0, 73))) and not window.reaches(((0, 1), spot))
    whole = copy.window_to((0, 0), (0, 0))
    assert whole.limit is None and text in whole.html and whole.reaches(((0, 0), END))
    for window in (
        copy.window_to((0, 0), (0, 0), Spot(2, 36)), other.window_to((0, 0), (0, 0), spot),
        copy.window_to((0, 0), (0, 0, 1), spot),
    ):
        assert window == whole


def test_a_window_of_all_blocks_is_the_take() -> None:
    html = "<body>\n<section> <p>A</p>\n <b>B</b> </section>\n\n<section>\n</section> </body>"
    copy = copy_of(html, asks_nothing)
    assert copy is not None and copy.window((0, 0), 9).html == html


def test_a_block_is_told_apart_by_its_children_unless_a_sheet_asks_what_is_in_it() -> None:
    copy = copy_of(
        '<body><section><div id="a"> <p>One</p>\n<p class="b">Two<br></p></div><div>3</div><p><b>4</b></p>\n'
        '<div><table><th>5</th></table><p>6</p></div><div><p class="asked">7</p></div></section></body>',
        lambda classes: "asked" in classes,
    )
    assert copy is not None
    units, whole = copy.units, (
        "<div>3</div>", "<p><b>4</b></p>\n", "<div><table><th>5</th></table><p>6</p></div>",
        '<div><p class="asked">7</p></div>',
    )
    assert units.frame == (
        '<body><section><div id="a"></div><div></div><p></p>\n<div></div><div></div></section></body>'
    )
    one, two = "<p>One</p>\n", '<p class="b">Two<br></p>'
    frame = '<div id="a"> <p></p>\n<p class="b"></p></div>'
    assert [text for _, text in units.begun((0,))] == [frame + one, two, *whole]
    assert list(units.begun((0, 0, 1, 9))) == [
        (((0, 0, 1), END), frame + two), *((((0, place + 1), END), text) for place, text in enumerate(whole))
    ]
    assert [way for (way, _), _ in units.begun((0, 3, 0, 1))] == [(0, 3), (0, 4)]


@pytest.mark.parametrize(("block", "nameless"), [("<div>", True), ('<div id="a">', False)])
def test_cells_that_head_others_are_numbered_within_a_block_with_an_id(block: str, nameless: bool) -> None:
    copy = copy_of(f"<body><section>{block}<table><th>A</th></table></div></section></body>", asks_nothing)
    assert copy is not None and copy.has_nameless_heads is nameless
