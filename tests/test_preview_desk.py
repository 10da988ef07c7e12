"""The desk of the preview: what is shown, when it is made anew, and what a newer change breaks off."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from previews import FAULT, FAULTY, LOSS, PATIENCE_SECONDS, READ, Print, Table, book, page, pages
from publish.preview import Made, Reading
from publish.preview.changing import Change, first_change
from publish.preview.made import Book
from publish.proof import Box


@pytest.fixture
def table() -> Iterator[Table]:
    table = Table()
    yield table
    table.desk.close()


def test_changes_while_pages_are_set_are_made_once_and_the_newest_wins(table: Table) -> None:
    table.change()
    table.hand.begun.get(timeout=PATIENCE_SECONDS)
    for _ in range(5):
        table.change()
    table.hand.given.put(pages("old"))
    table.until(lambda shown: shown.version == 1)
    shown = table.make(pages("new"))
    assert (shown.book, shown.version) == (book("new"), 2)
    table.prove()
    time.sleep(.05)  # were more asked for, it would begin now
    assert (table.hand.made, table.desk.shown.making) == (2, False)


def test_nothing_is_made_while_the_files_are_the_same(table: Table) -> None:
    table.change()
    table.finish(pages("one"))
    table.desk.ask()  # a file was saved as it was
    table.change()
    table.finish(pages("two"))
    assert table.hand.made == 2


def test_pages_are_shown_before_they_are_proved(table: Table) -> None:
    table.change()
    shown = table.make(pages("one"))
    assert (shown.book, shown.making, shown.proving) == (book("one"), False, True)
    assert (shown.reading, shown.found) == (None, ())
    shown = table.prove(READ)
    assert (shown.reading, shown.found, shown.proving) == (READ, (LOSS,), False)


def test_a_newer_change_has_the_proof_broken_off_and_what_it_gave_is_never_taken_for_that_of_newer_pages(
    table: Table
) -> None:
    table.change()
    table.make(pages("one"))
    table.prove(READ)
    table.change()
    table.make(pages("two"))
    overtaken = table.hand.overtaken
    table.change()
    assert table.hand.overtaken == overtaken + 1
    table.hand.given.put(None)
    shown = table.make(pages("three"))
    assert (shown.book, shown.reading, shown.found) == (book("three"), None, ())
    assert shown.proved and shown.proved.book == book("one")


def test_a_file_that_is_saved_as_it_was_breaks_nothing_off(table: Table) -> None:
    table.change()
    table.make(pages("one"))
    overtaken = table.hand.overtaken
    table.desk.ask()
    assert table.hand.overtaken == overtaken
    assert table.prove(READ).reading == READ


def test_of_a_change_that_came_before_its_pages_were_shown_no_proof_is_waited_for(table: Table) -> None:
    table.change()
    table.hand.begun.get(timeout=PATIENCE_SECONDS)
    table.change()
    table.hand.given.put(pages("old"))  # and no reading: to wait for one would be to wait for ever
    table.until(lambda shown: shown.version == 1)
    assert table.make(pages("new")).book == book("new")


def test_what_is_changed_and_changed_back_is_made_again_if_its_proof_was_broken_off(table: Table) -> None:
    table.change()
    table.make(pages("one"))
    before, table.key = table.key, "another"
    table.desk.ask()
    table.key = before
    table.desk.ask()
    table.hand.given.put(None)
    table.finish(pages("one"))
    assert table.desk.shown.reading == Reading()


def test_errors_keep_the_last_pages_and_go_when_they_are_mended(table: Table) -> None:
    table.change()
    table.make(pages("good"))
    table.prove(READ)
    table.change()
    faulty = table.make(FAULTY)
    assert (faulty.book, faulty.found, faulty.stale) == (book("good"), (FAULT,), True)
    table.change()
    mended = table.finish(pages("good"))
    assert (mended.found, mended.stale, mended.change) == ((), False, None)


def test_pages_whose_proof_failed_are_not_proved_and_those_before_still_are(table: Table) -> None:
    table.change()
    table.make(pages("one"))
    table.prove(READ)
    table.change()
    table.make(pages("two"))
    shown = table.prove(Reading((FAULT,), broken=True))
    assert (shown.reading, shown.proving, shown.found) == (None, False, (FAULT,))
    assert shown.proved and shown.proved.reading == READ


def test_the_stage_under_way_is_told(table: Table) -> None:
    table.change()
    assert table.until(lambda shown: shown.stage == "typeset").making
    table.make(pages("one"))
    assert table.until(lambda shown: shown.stage == "proof").proving
    shown = table.prove()
    assert not shown.making and not shown.proving


@pytest.mark.parametrize("broken", [Made((FAULT,), broken=True), Reading((FAULT,), broken=True)])
def test_after_a_fault_of_ours_the_same_files_are_tried_again(table: Table, broken: Made | Reading) -> None:
    table.change()
    if isinstance(broken, Made):
        table.make(broken)
    else:
        table.make(pages("one"))
        table.prove(broken)
    table.desk.ask(saved=False)  # nobody saved; it would fail again and again
    time.sleep(.05)
    assert table.hand.made == 1
    table.desk.ask()
    assert table.finish(pages("one")).reading == Reading()


# What changed


@pytest.mark.parametrize(("before", "after", "change"), [
    ("a b c", "a b c", None),
    ("a b c", "a x c", 1),
    ("a b c", "a x b c", 1),
    ("a b c", "a b", 1),
    ("a", "a b", 1),
])
def test_the_first_page_that_changed_is_told(before: str, after: str, change: int | None) -> None:
    found = first_change(book(*before.split()), book(*after.split()), Print())
    assert (found and found.page) == change


def test_a_page_on_which_only_numbers_moved_is_not_what_somebody_wrote() -> None:
    before = book("12 as before", "chapter")
    assert first_change(before, book("13 as before", "more"), Print()) == Change(1, Box(20, 0, 90, 9))
    assert first_change(before, book("13 as before", "chapter"), Print()) == Change(0)


def test_what_is_gathered_from_other_pages_is_not_what_somebody_wrote() -> None:
    def gathered(contents: str, chapter: str) -> Book:
        return replace(book(), pages=(page(contents, written=False), page(chapter)))

    before = gathered("old heading", "old heading and text")
    after = gathered("new heading", "new heading and text")
    assert first_change(before, after, Print()) == Change(1, Box(20, 0, 90, 9))
    assert first_change(before, gathered("new heading", "old heading and text"), Print()) == Change(0)


def test_a_page_that_is_put_before_the_chapters_changes_none_of_them() -> None:
    before = book("one", "two")
    after = replace(before, pages=(page("list", written=False), *before.pages))
    assert first_change(before, after, Print()) == Change(0)


def test_on_the_page_that_changed_the_line_is_told() -> None:
    found = first_change(book("one two three"), book("one two four"), Print())
    assert found == Change(0, Box(20, 20, 90, 29))
