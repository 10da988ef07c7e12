"""Notes that no page can hold are told before pages are set, those made from records too."""

from __future__ import annotations

import pytest

from nouns import Written, incident, prose, resolved
from publish.note_room import LOST, MOST_WORDS, report_notes, words_in
from publish.report import Report


def said(*blocks: Written, **records: list[Written]) -> list[str]:
    """What is reported of the notes of one chapter: place, code and sentence."""
    report = Report()
    report_notes(resolved(*blocks, **records), report)
    return [f"{one.span} {one.fault.code}: {one.fault.message}" for one in report]


def words(count: int) -> str:
    return " ".join(["word"] * count)


def noted(text: str, **counts: int) -> Written:
    """Prose with notes of so many words."""
    return prose(text, notes={name: words(count) for name, count in counts.items()})


PLACE = "chapters/tests/one.yaml:1:1"


def test_a_note_may_have_as_many_words_as_fit_a_page() -> None:
    assert said(noted("So.[^a]", a=MOST_WORDS)) == []


def test_a_note_with_more_words_is_refused() -> None:
    assert said(noted("So.[^a] And so.[^b]", a=9, b=MOST_WORDS + 1)) == [
        f"{PLACE} wordy-note: note 2 has 301 words; a page has room for a note of 300"
    ]


def test_a_note_made_from_records_is_as_long_as_it_is_printed() -> None:
    raid = incident("raid", {"best": 3, "remark": words(MOST_WORDS)})
    assert said(prose("So.[!raid.killed]"), incidents=[raid]) == [
        f"{PLACE} wordy-note: note 1 has 307 words; a page has room for a note of 300"
    ]


def test_a_remark_that_an_earlier_note_gives_is_not_counted_again() -> None:
    raid = incident("raid", {"best": 3, "remark": words(200)})
    assert said(prose("So.[!raid.killed][!raid.killed]"), incidents=[raid]) == []


@pytest.mark.parametrize("text", ["So.[^a][^b][^c]", "So.[^a] And so, they said,[^b] it went on.[^c]"])
def test_notes_of_one_line_that_are_too_long_together_are_refused(text: str) -> None:
    assert said(noted(text, a=100, b=100, c=100)) == [
        f"{PLACE} crowded-notes: notes 1 to 3 have {300 + 2 * LOST} words; "
        "one line of text has room for notes of 300"
    ]


def test_notes_of_several_lines_may_be_as_long_as_several_pages() -> None:
    text = f"So. {words(20)}.[^a] {words(20)}.[^b] {words(20)}.[^c]"
    assert said(noted(text, a=290, b=290, c=290)) == []


def test_notes_of_several_items_are_not_in_one_line() -> None:
    notes = {"a": words(290), "b": words(290)}
    assert said({"kind": "list", "items": ["a[^a]", "b[^b]"], "notes": notes}) == []


def test_a_second_call_brings_no_second_note() -> None:
    assert said(noted("So[^a] and *so*.[^a]", a=200)) == []


def test_the_address_of_a_link_is_printed_and_counts() -> None:
    link = f"[the page](https://example.org/{'x' * 1800})"
    (found,) = said(prose("So.[^a]", notes={"a": link}))
    assert found.startswith(f"{PLACE} wordy-note: note 1 has 305 words")


def test_a_long_word_counts_for_several() -> None:
    assert words_in("It is an international matter of https://example.org/a-long-address") == 5 + 2 + 5
