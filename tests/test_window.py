"""A take is taken apart into blocks, and put together again with some of them hollow."""

from __future__ import annotations

import pytest

from publish.typeset.window import copy_of


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
    assert copy_of(html) is None


def test_a_hollow_block_keeps_its_tag_and_a_part_far_away_has_no_blocks() -> None:
    copy = copy_of(
        '<html><body class="draft x"><section class="a"><p>One</p></section>\n'
        '<section class="b"><p title="a > b">Two</p><div><p>Thr<br>ee</p><svg><g/></svg></div><p>Four</p>'
        "</section><section><p>Five</p></section></body></html>"
    )
    assert copy is not None and list(copy.classes) == [["draft", "x"], ["a"], ["b"], []]
    window = copy.window((1, 1, 0), 1)
    assert (window.end, window.last) == ((1, 2), False)
    assert window.html == (
        '<html><body class="draft x"><section class="a"></section>\n'
        '<section class="b"><p title="a > b"></p><div><p>Thr<br>ee</p><svg><g/></svg></div><p></p></section>'
        "<section></section></body></html>"
    )
    assert (window.blocks, copy.window((1, 2), 1).blocks) == ((0, 3, 0), (0, 3, 0))
    assert copy.window((1, 2), 1).end == (2, 0) and copy.window((2,), 1).last
    assert copy.window((0,), 1_000).last and copy.window((0, 0), 0).end == (0, 0)


def test_a_window_of_all_blocks_is_the_take() -> None:
    html = "<body>\n<section> <p>A</p>\n <b>B</b> </section>\n\n<section>\n</section> </body>"
    copy = copy_of(html)
    assert copy is not None and copy.window((0, 0), 9).html == html
