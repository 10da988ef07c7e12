"""A paragraph in pieces: those before an edit stay as they are, and so do those after it."""

from __future__ import annotations

import pytest

from publish.typeset.paragraph import BEGIN, END, Spot, pieces_of

TEXT = (
    "One two&amp; three four five six seven eight nine ten eleven twelve thirteen "
    '<a href="#a">four <i>teen</i></a> fifteen, sixteen.<span>A note.</span>'
    " Seventeen eighteen nineteen twenty; that is all there is to say."
)
HTML = f'<p class="text">{TEXT}</p>\n  '
SKELETON = '<p class="text">. 1<a href="#a">. 1<i>..1</i></a> .1<span>..1</span> .1</p>\n  '
ENDS = [Spot(0, 12), Spot(2, 9), END]


def test_a_paragraph_is_told_apart_by_its_words_and_by_its_elements() -> None:
    pieces = list(pieces_of(HTML))
    assert [end for end, _ in pieces] == ENDS and sorted(ENDS) == ENDS
    assert "".join(text for _, text in pieces) == f"{SKELETON} 0 {TEXT}</p>\n  "
    second = 'thirteen <a href="#a">four <i>teen</i></a> fifteen, sixteen.<span>A note.</span>'
    assert pieces[1][1].startswith(f"{second} Seventeen ") and pieces[2][1] == "to say.</p>\n  "
    assert [end for end, _ in pieces_of(f'<p>{"a " * 12}<b>{"b " * 50}</b> {"c " * 14}</p>')] == [
        Spot(1), Spot(1, 12), END,
    ]


@pytest.mark.parametrize(("begin", "rest"), [
    (BEGIN, TEXT), (Spot(0, 2), TEXT[13:]), (Spot(0, 12, 4), TEXT[TEXT.index("thirteen") :]),
    (Spot(0, 13), TEXT[TEXT.index("<a") :]), (Spot(1, 1), TEXT[TEXT.index("sixteen") :]),
    (Spot(2), TEXT[TEXT.index(" Seventeen") :]), (Spot(2, 11), ""),
])
def test_what_stands_before_a_place_is_in_no_piece_from_there_on(begin: Spot, rest: str) -> None:
    pieces = list(pieces_of(HTML, begin))
    assert "".join(text for _, text in pieces) == f"{SKELETON} {begin.letters} {rest}</p>\n  "
    assert [end for end, _ in pieces] == [end for end in ENDS if end > begin]


@pytest.mark.parametrize("begin", [Spot(2, 40), Spot(9), Spot(9, 40, 2)])
def test_a_place_that_is_not_there_has_nothing_behind_it(begin: Spot) -> None:
    """Places are tried that a paragraph had before it was edited."""
    assert list(pieces_of(HTML, begin)) == [(END, f"{SKELETON} {begin.letters} </p>\n  ")]


def test_a_piece_follows_from_no_words_that_stand_elsewhere() -> None:
    before = [text for _, text in pieces_of(HTML)]
    later = [text for _, text in pieces_of(HTML.replace("note", "remark"))]
    assert later[0] == before[0] and later[1] != before[1] and later[2] == before[2]
    after = [text for _, text in pieces_of(HTML.replace("two", "several"), Spot(1, 1))]
    assert after == [text for _, text in pieces_of(HTML, Spot(1, 1))]


@pytest.mark.parametrize(("old", "new"), [
    ("nineteen", "<b>nineteen</b>"), ("A note.", ""), ("A note.", " "), ("A note.", "A note. "),
    ('"#a"', '"#b"'), ("</p>\n", "</p>"), ('class="text"', 'class="other"'),
])
def test_every_piece_follows_from_all_tags_and_from_where_there_is_text(old: str, new: str) -> None:
    (_, before), *_ = pieces_of(HTML)
    (_, after), *_ = pieces_of(HTML.replace(old, new, 1))
    assert before != after


@pytest.mark.parametrize(("old", "new"), [
    ("<p ", "<div "), ("nineteen", "nine<br>teen"), ("<i>", '<i dir="rtl">'), ("two", "שלום"),
    ("two", "two&nbsp;"), ("two", "two\u200b"), ("two", "&#32;"), ("two", "<!-- two -->"), ("<i>", "<u>"),
    ("</i>", ""), (TEXT[60:], ""), ("<p ", " <p "), ("two", "กขค"), ("two", "two\u202e"),
    ("two", "t\u00adwo"), ("two", "δύο"),
])
def test_what_may_follow_from_all_of_it_is_in_one_piece(old: str, new: str) -> None:
    html = HTML.replace(old, new, 1)
    assert list(pieces_of(html)) == [(END, html)]
    assert list(pieces_of(html, Spot(1, 2))) == [(END, f"(1, 2, 0) {html}")]  # for it is told by nothing else
