"""What sheets ask of elements says whether blocks may be hollow."""

from __future__ import annotations

import pytest

from publish.typeset.looking_in import inside


@pytest.mark.parametrize("css", [
    ".a:has(b) + .c {}", ".a:has(b)~.c {}", ".a:not(:has(b)) ~ c {}", "a:has(b) {}", ":empty {}",
    ".a:has(b) { & + c {} }", "@media print { .a:empty + b {} }", "@layer x { p { counter-increment: p } }",
    "@page :first {}", "@page a:first { margin: 1px }", "@page :nth(2) {}", ".a { width: 3vw }",
    "@page { @top-left { content: target-text('#a') } }", ".a { position: fixed }",
    "q::before { content: no-open-quote }", ".a { content: target-counter(attr(href), page) }",
    ".a::before { content: open-quote }", ".a::first-letter { float: left }", ".a > b:first-letter {}",
    ".a::after { content: counter(footnote) }", ".a { string-set: x counters(page, '.') }",
    ".a { & p::after { content: counter(page) } }",
    ".a:has(~ b) {}", ".a:not(:has(b, + c)) {}", ".a:nth-child(2 of .b:has(c)) {}",
    ".a:is(.b:has(c) *) {}", ".a:not(.b:empty > c, .d) {}",
])
def test_a_sheet_that_asks_what_is_far_away_has_takes_set_in_one_piece(css: str) -> None:
    assert inside([css]) is None


def test_a_sheet_may_ask_what_is_in_an_element_with_a_class() -> None:
    found = inside([
        "@page :nth(1 of body) { margin: 0 } .a:has(b).c > .d + .e {}",
        ".x + .f:not(:has(b, c + d)), p + p {}", ".f:is(:has(> b), .d:empty) {}",
        "li::marker { content: counter(list-item) } @page { @top-left { content: counter(page) } }",
    ])
    assert found is not None and set(found.classes) == {frozenset("ac"), frozenset("f")}
    assert found.asks(["a", "b", "c"]) and found.asks(["f"]) and not found.asks(["a", "x"])
