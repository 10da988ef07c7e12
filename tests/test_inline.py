"""Text in a line: marks, Markdown, and nothing that an editor did not write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish import inline
from publish.inline import (
    SIGILS,
    Emphasis,
    Inline,
    Link,
    Mark,
    Quoted,
    Reference,
    Words,
    marks,
    parse,
    parse_line,
    plain,
    references_in,
)


@pytest.mark.parametrize(("sigil", "kind"), SIGILS.items())
def test_each_sigil_begins_a_mark(sigil: str, kind: str) -> None:
    (run,) = parse_line(f"[{sigil}name]")
    assert run == Mark(kind, "name", f"[{sigil}name]")


def test_a_mark_has_targets_and_options() -> None:
    (mark,) = marks(parse_line("[=sinda.killed|unit, capital]"))
    assert (mark.targets, mark.options) == (("sinda.killed",), ("unit", "capital"))


def test_a_mark_may_name_several_targets() -> None:
    (mark,) = marks(parse_line("[@SC952, para. 3; AIR]"))
    assert mark.targets == ("SC952, para. 3", "AIR")


def test_a_folded_mark_is_one_mark() -> None:
    (mark,) = marks(parse_line("[@SC952,\npara. 3]"))
    assert mark.targets == ("SC952, para. 3",)


def test_marks_are_found_within_emphasis_and_in_order() -> None:
    found = [mark.body for mark in marks(parse_line("[=a.b] *x [=c.d] **[=e.f]*** [=g.h]"))]
    assert found == ["a.b", "c.d", "e.f", "g.h"]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("*x*", (Emphasis((Words("x"),)),)),
        ("**x**", (Emphasis((Words("x"),), strong=True),)),
        ("a *b* c", (Words("a "), Emphasis((Words("b"),)), Words(" c"))),
        ("[x](https://example.org)", (Link("https://example.org", "x"),)),
        ("[*x* y](https://example.org)", (Link("https://example.org", "x y"),)),
        ("a\nb", (Words("a b"),)),
        ("\\*x\\*", (Words("*x*"),)),
        ("\\[=a.b]", (Words("[=a.b]"),)),
    ],
)
def test_markdown(text: str, runs: Inline) -> None:
    assert parse_line(text) == runs


@pytest.mark.parametrize(
    ("straight", "typographic"),
    [
        ('"x"', "“x”"),
        ("'x'", "‘x’"),
        ("the house's", "the house’s"),
        ("\"a 'b' c\"", "“a ‘b’ c”"),
    ],
)
def test_quotation_marks_become_typographic(straight: str, typographic: str) -> None:
    assert plain(parse_line(straight)) == typographic


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "# x",
        "- x",
        "1. x",
        "`x`",
        "![x](y.png)",
        "&amp;",
        "---",
        "{{ x }}",
        "| a | b |",
        "https://example.org",
    ],
)
def test_what_the_house_does_not_know_stays_as_it_is_written(text: str) -> None:
    assert "".join(run.text for run in parse_line(text) if isinstance(run, Words | Link)).strip("!") in text


def test_paragraphs_are_divided_by_empty_lines() -> None:
    assert parse("a\nb\n\nc") == ((Words("a b"),), (Words("c"),))
    assert plain(parse_line("a\n\nb")) == "a b"


def test_plain_text_has_no_calls() -> None:
    runs: Inline = (
        Words("a "),
        Quoted("en", "b"),
        Reference("t", "Table 1", paged=True),
        Mark("note", "n", "[^n]"),
    )
    assert plain(runs) == "a bTable 1"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=60))
def test_any_text_can_be_parsed(text: str) -> None:
    for paragraph in parse(text):
        assert isinstance(plain(paragraph), str)


@given(st.text("abc .,;()", max_size=30))
def test_plain_words_come_out_as_they_went_in(text: str) -> None:
    assert plain(parse_line(text)).split() == text.split()


@given(
    st.text(st.characters(codec="utf-8"), max_size=30)
    | st.text("a\x00 \t\n\x1c\u2028\u00a0\\*_\"'&<`()!.", max_size=12)
)
def test_a_line_that_is_not_parsed_reads_as_if_it_were(text: str) -> None:
    parsed = tuple(
        inline._runs(token.children or []) for token in inline._MARKDOWN.parse(text) if token.type == "inline"
    )
    assert parse(text) == parsed


def test_a_line_with_a_sign_is_parsed() -> None:
    for sign in "*_[]\\\"'":
        assert not inline._PLAIN.fullmatch(f"a {sign} b"), sign
    assert inline._PLAIN.fullmatch("a – b, (c) & d: 1.")


@given(st.text("[]#;| ab\n", max_size=20))
def test_whatever_a_text_refers_to_is_among_what_it_may_refer_to(text: str) -> None:
    named = {name for mark in marks(parse_line(text)) if mark.kind == "reference" for name in mark.targets}
    assert named <= set(references_in(text))


@given(st.text("[]^@#=!:~|;, a.\n", max_size=30))
def test_a_mark_is_found_wherever_its_token_stands(text: str) -> None:
    for mark in marks(parse_line(text)):
        assert mark.token in text
