"""The pages of a real edition in the preview: where what stands on them is written."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

import tiny_edition
from previews import FOLDER, LOSS, book, line_of, page, write_edition
from publish.preview import Made, Reading
from publish.preview.desk import Proved, Shown
from publish.preview.drawing import Gallery
from publish.preview.ground import place
from publish.preview.made import Book, Spot, packed
from publish.preview.making import PlainMaker
from publish.preview.searching import find, folded
from publish.preview.whereabouts import earlier, moved, place_of, read, unread
from publish.proof import Box
from publish.span import Span


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    project = write_edition(tmp_path_factory.mktemp("project"))
    made, reading = PlainMaker(project).make(FOLDER, lambda stage: None)
    assert isinstance(made, Made) and isinstance(reading, Reading)
    assert made.book, made.marks
    return Shown(1, 3, book=made.book, proved=Proved(made.book, reading))


def spot_of(shown: Shown, tag: str, opening: str) -> tuple[int, Spot]:
    """A spot, and its page."""
    assert shown.book and shown.reading
    return next((number, spot) for number in range(len(shown.book.pages))
                for spot in shown.reading.spots(number) if spot.tag == tag and spot.text.startswith(opening))


@pytest.mark.parametrize(("tag", "opening", "name", "words"), [
    ("p", "Much remains", "abuses.yaml", "Much remains"),
    ("h2", "Armed groups", "abuses.yaml", "Armed groups"),
    ("note", "2 The mission", "abuses.yaml", "kind: prose"),
    ("p", "a As the UN", "abuses.yaml", "As the UN"),
    ("td", "what a group does", "abuses.yaml", "what a group does"),
    ("li", "the second", "abuses.yaml", "the first, the second"),
    ("h1", "Abuses and violations", "abuses.yaml", "title"),
    ("td", "Attack on Sinda", "records/incidents.yaml", "Attack on Sinda"),
    ("td", "at least 23", "abuses.yaml", "- kind: incident-table"),
    ("h1", "Mali 2020", "edition.yaml", "title"),
    ("li", "Amnesty International", "sources.yaml", "- id: AIR"),
])
def test_what_stands_on_a_page_is_found_where_it_is_written(
    shown: Shown, tag: str, opening: str, name: str, words: str
) -> None:
    assert shown.book and shown.reading
    _, spot = spot_of(shown, tag, opening)
    span = place(spot, shown.reading.ground, shown.book.texts)
    assert f"{span.file}:{span.line}" == line_of(name, words)


def test_a_spot_is_where_its_words_are_printed(shown: Shown) -> None:
    assert shown.book
    gallery = Gallery()
    gallery.hang(shown.book)
    number, spot = spot_of(shown, "p", "Much remains")
    digest = shown.book.pages[number].digest
    [found] = find(gallery.searched(digest), "Much remains")
    [[box]] = gallery.boxes(digest, [(found.start, found.end)])
    across, down = box.overlap(spot.box)
    assert across > .9 * box.width
    assert down > .5 * box.height


def test_an_entry_of_the_contents_leads_to_its_page(shown: Shown) -> None:
    _, entry = spot_of(shown, "li", "1 Abuses and violations")
    number, _ = spot_of(shown, "h1", "Abuses and violations")
    assert shown.reading and shown.reading.ground.leads(entry) == number


def test_a_chart_is_found_where_no_word_of_it_stands(shown: Shown) -> None:
    assert shown.book and shown.reading
    blocks = [shown.reading.ground.block(spot) for number in range(len(shown.book.pages))
              for spot in shown.reading.spots(number) if spot.tag == "block"]
    assert line_of("abuses.yaml", "- kind: chart") in [f"{block.file}:{block.line}" for block in blocks]


# Before the proof


def shown_since(shown: Shown, book: Book) -> Shown:
    """Other pages, which nobody has proved yet."""
    return Shown(2, 4, proving=True, book=book, proved=shown.proved)


def edited(shown: Shown, number: int, name: str, text: str) -> Book:
    """The book with one page that looks otherwise, and one file that reads otherwise."""
    assert shown.book
    pages = list(shown.book.pages)
    pages[number] = page("other")
    return Book("Mali 2020", b"", tuple(pages), (), {**shown.book.texts, FOLDER / name: text})


def test_a_page_that_did_not_change_has_the_spots_it_had_and_one_that_changed_has_none(shown: Shown) -> None:
    number, spot = spot_of(shown, "p", "Much remains")
    later = shown_since(shown, edited(shown, 0, "edition.yaml", ""))
    page_read = read(later, number)
    assert page_read and spot in page_read.spots
    assert read(later, 0) is None
    assert (unread(later), unread(shown)) == ((0,), ())
    assert read(Shown(2, 4, proving=True, book=shown.book), number) is None


def test_a_spot_of_a_page_that_was_not_proved_again_is_where_it_is_written_now(shown: Shown) -> None:
    text = tiny_edition.FILES["abuses.yaml"]
    words = text.index("Much remains")
    above = text.rindex("- kind:", 0, words)
    longer = f"{text[:above]}# a line\n# and another\n{text[above:]}"
    number, spot = spot_of(shown, "p", "Much remains")
    later = shown_since(shown, edited(shown, 0, "abuses.yaml", longer))
    page_read = read(later, number)
    assert page_read
    span = place_of(later, page_read, spot)
    assert longer.split("\n")[span.line - 1][span.column - 1:].startswith("Much remains")


@pytest.mark.parametrize(("now", "line"), [("a\nb\nc\nd", 3), ("a\nx\nb\nc\nd", 4), ("b\nc\nd", 2),
                                           ("a\nb\nc\nd\ne", 3), ("a\nb\nother\nd", 3), ("", 3)])
def test_a_place_moves_with_the_lines_before_it(now: str, line: int) -> None:
    span = Span(PurePosixPath("chapter.yaml"), 3, 1, 3, 2)
    assert moved(span, "a\nb\nc\nd", now).line == line


def test_what_the_proof_before_found_is_told_on_the_page_that_looks_as_it_did() -> None:
    before = Proved(book("one", "two"), Reading((LOSS,)))
    assert earlier(Shown(book=book("new", "one"), proved=before))[0].page == 1
    assert earlier(Shown(book=book("new", "two"), proved=before))[0].page is None
    assert earlier(Shown(book=before.book, proved=before)) == ()
    assert earlier(Shown(book=book("new", "one"), proved=before, stale=True)) == ()


def test_spots_are_as_they_were_packed() -> None:
    spot = Spot(Box(1, 2, 3, 4), "p", "words", "abuses", 3)
    reading = Reading((), packed([[spot], []]))
    assert (reading.spots(0), reading.spots(1), reading.spots(2)) == ((spot,), (), ())


# Words


@pytest.mark.parametrize(("text", "wanted", "found"), [
    ("Attack on Sinda", "sinda", ["Sinda"]),
    ("le Général", "general", ["Général"]),
    ("civil\u0002\r\nians were", "civilians", ["civil- ians"]),
    ("twenty-five men", "twenty-five", ["twenty-five"]),
    ("the army’s men", "army's", ["army’s"]),
    ("two\r\nlines", "two lines", ["two lines"]),
    ("aaaa", "aa", ["aa", "aa"]),
    ("anything", " ", []),
    ("anything", "", []),
])
def test_words_are_found_as_people_remember_them(text: str, wanted: str, found: list[str]) -> None:
    assert [one.text for one in find(folded(text), wanted)] == found
