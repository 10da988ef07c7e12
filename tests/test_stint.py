"""A take set a few pages at a time is the take set in one piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar
from xml.etree.ElementTree import Element

import pytest
from msgspec.structs import replace
from weasyprint.formatting_structure import boxes

import small_book
from publish.artifacts import PartHtml, Take
from publish.fragment import Fragment, Restyled
from publish.typeset import Stylesheet
from publish.typeset.fonts import text_boxes
from publish.typeset.press import Press, Shop, open_shop
from publish.typeset.resumed import Start
from publish.typeset.settle import Settled
from publish.typeset.sides import Document
from publish.typeset.stint import Found, Outcome, Stint, _is_ahead
from publish.typeset.survey import Leaf as Surveyed
from publish.typeset.survey import SetNote
from publish.typeset.window import Way, Window, copy_of
from random_takes import random_take, take_of
from stint_kit import PAGES, SHEET, UNNAMED, Notebook, asks_nothing, in_stints, looks, take_with, whole

T = TypeVar("T")

@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Stylesheet:
    return small_book.shelve(tmp_path_factory.mktemp("stints"), SHEET)


@pytest.fixture(scope="module")
def plain_shelf(tmp_path_factory: pytest.TempPathFactory) -> Stylesheet:
    return small_book.shelve(tmp_path_factory.mktemp("plain"), UNNAMED)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many characters as they have, and takes of a few of them."""
    monkeypatch.setattr("publish.typeset.relay.PAGE", 900)


@pytest.fixture
def unmended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages as the first layout has them: a repair may look at more of a take than a stint has."""
    for module in ("layout", "stint"):
        monkeypatch.setattr(f"publish.typeset.{module}.settle", _laid_out)


def _laid_out(press: Press) -> Settled:
    return Settled(press.lay_out(), (), ())


def test_pages_are_those_of_the_take_in_one_piece(
    shelf: Stylesheet, plain_shelf: Stylesheet, unmended: None
) -> None:
    starts: list[Start] = []
    for seed, styled in ((5, shelf), (6, shelf), (1, plain_shelf), (8, plain_shelf)):
        take, notebook = random_take(Random(seed), 24), Notebook()
        assert looks(in_stints(styled, take, notebook)) == looks(whole(styled, take))
        assert Outcome.FAULTY not in notebook.made and len(notebook.stints) > 4
        starts += [stint.next.start for stint in notebook.stints if stint.next and stint.next.start]
    assert {len(start.way) for start in starts} == {1, 2, 3, 4, 5}
    assert {bool(start.line) for start in starts} == {True, False}
    assert {start.asked["break"] for start in starts} == {"any", "auto"}


def test_pages_are_whole_as_long_as_nothing_hollow_is_on_them_or_on_the_next(shelf: Stylesheet) -> None:
    take, shop = random_take(Random(0), 24), open_shop(shelf)
    copy, wholes, ends = copy_of(take.html, asks_nothing), [], []
    assert copy is not None
    every = _texts(shop.press(take).lay_out())
    for length in (1, 3_000, 6_000, 9_000):
        document = shop.press_of(take, copy.window((0, 0), length), None).lay_out()
        count, pages = document.context.whole, _texts(document)
        assert pages[:count] == every[:count]
        wholes.append(count)
        ends.append(pages[count] == every[count])
    assert wholes[0] < wholes[1] < wholes[2] < wholes[3] < len(every) and not all(ends)


@pytest.mark.parametrize(("around", "way"), [("", (0, 1)), ("<div>", (0, 0, 1))])
def test_a_page_on_which_a_hollow_unit_was_tried_is_not_whole(
    plain_shelf: Stylesheet, around: str, way: Way
) -> None:
    lines = "A line.<br>" * 13
    tied = '<p style="break-after: avoid">Tied.</p>'
    inner = f'{around}<p>{lines}</p>{tied}<div style="min-height: 70px"><p>{lines}</p></div>'
    inner += around.replace("<", "</")
    take = take_of((PartHtml("one", f'<section id="one" data-title="One">{inner}</section>'),))
    copy, shop = copy_of(take.html, asks_nothing), open_shop(plain_shelf)
    assert copy is not None
    window = copy.window_to((0, 0), way)
    assert window.end == (*way[:-1], 2)
    document = shop.press_of(take, window, None).lay_out()
    assert len(_texts(document)[0]) < len(_texts(shop.press(take).lay_out())[0])
    assert document.context.whole == 0 and list(document.context.ways())[1:] == [way]


def _texts(document: Document) -> list[list[tuple[str, float]]]:
    return [[(box.text, box.position_y) for box in text_boxes(page)] for page in document.pages]


def test_an_edit_has_few_pages_set_anew(shelf: Stylesheet, unmended: None) -> None:
    take, notebook = random_take(Random(101), 30), Notebook()
    in_stints(shelf, take, notebook)
    count, before = len(notebook.stints), len(notebook.made)
    parts = (replace(take.parts[0], html=_with_a_word_changed(take.parts[0].html)), take.parts[1])
    edited = in_stints(shelf, take_of(parts), notebook)
    assert 0 < len(notebook.made) - before < count / 3
    assert looks(edited) == looks(in_stints(shelf, take_of(parts)))


def _with_a_word_changed(html: str) -> str:
    """A figure in the middle, in the place of another."""
    place = html.index(" 12 ", len(html) // 2)
    return f"{html[:place]} 21 {html[place + 4 :]}"


@pytest.mark.parametrize("fault", ["\u4e00", '<img src="images/none.png" alt="None">'])
def test_what_is_wrong_is_told_as_of_the_whole(shelf: Stylesheet, fault: str, unmended: None) -> None:
    take, notebook = random_take(Random(3), 14), Notebook()
    one, two = take.parts
    faulty = take_of((one, replace(two, html=two.html.replace("municipalities", fault, 1))))
    found = in_stints(shelf, faulty, notebook)
    assert found.findings and found == whole(shelf, faulty)
    assert notebook.made[-1] is Outcome.FAULTY


@pytest.mark.parametrize("block", [
    '<p id="a#">*<div>*</div></p>',  # the parser ends a paragraph where a block begins
    '<p id="a#">*<span style="float: footnote">*</span></p>',  # the engine counts notes if the sheets do not
    '<div id="a#" class="block"><p>*</p></div><style>section { bookmark-label: content() }</style>',
])
def test_what_does_not_follow_from_filled_blocks_alone_has_the_take_set_in_one_piece(
    plain_shelf: Stylesheet, block: str, unmended: None
) -> None:
    take, notebook = take_with(block), Notebook()
    assert in_stints(plain_shelf, take, notebook) == whole(plain_shelf, take)
    assert notebook.made == [Outcome.FAULTY]


def test_a_name_that_is_given_twice_has_the_take_set_in_one_piece(
    plain_shelf: Stylesheet, unmended: None
) -> None:
    take, notebook = take_with('<div id="a#"><p id="twice">*</p></div>'), Notebook()
    assert in_stints(plain_shelf, take, notebook).findings and notebook.made == []


def test_text_that_stands_loose_on_two_pages_is_one_paragraph(
    plain_shelf: Stylesheet, unmended: None
) -> None:
    take, notebook = take_with('<div id="a#">*</div>', 24), Notebook()
    assert looks(in_stints(plain_shelf, take, notebook)) == looks(whole(plain_shelf, take))
    assert len(notebook.stints) > 1 and notebook.stints[0].ends_loose


@pytest.mark.parametrize("block", [
    f'<table id="a#"><caption>*</caption><tbody>{"<tr><td>a<br>b<br>c</td></tr>" * 3}</tbody></table>',
    '<dl id="a#"><dt>A term</dt><dt>Another</dt><dd>*</dd><dd>*</dd></dl><p>*</p><p>*</p>',
])
def test_no_stint_ends_behind_a_caption_or_a_term(
    plain_shelf: Stylesheet, unmended: None, monkeypatch: pytest.MonkeyPatch, block: str
) -> None:
    take, notebook = take_with(f"<div>{block}</div>", 12), Notebook()
    for pages in (1.7, 8):
        monkeypatch.setattr("publish.typeset.relay._MANY", pages)
        assert looks(in_stints(plain_shelf, take, notebook)) == looks(whole(plain_shelf, take))
    assert len(notebook.stints) > 4


def test_the_foot_of_a_table_is_read_behind_the_rows_of_all_pages(
    plain_shelf: Stylesheet, unmended: None
) -> None:
    groups, foot = "<tbody><tr><td>*</td></tr></tbody>" * 4, "<tfoot><tr><td>A foot</td></tr></tfoot>"
    take = take_with(f'<div id="a#"><table>{groups}{foot}</table></div>', 9)
    assert looks(in_stints(plain_shelf, take)) == looks(whole(plain_shelf, take))


def test_no_stint_ends_behind_a_note_that_a_later_page_calls() -> None:
    leaves, note = tuple(Surveyed(number, 0, 9, 9) for number in range(3)), Element("span")
    leaves[1].notes.append(SetNote(note, 0, 1, 1))
    leaves[2].calls[note] = boxes.LineBox
    assert [_is_ahead(leaves[:number]) for number in (1, 2, 3)] == [False, True, False]


def test_a_glyph_is_read_as_in_the_text_wherever_it_stands_first(
    plain_shelf: Stylesheet, unmended: None
) -> None:
    small = "font-variant-caps: all-small-caps"
    styled = f'<style>@page {{ @top-right {{ content: "a"; {small} }} }}</style>'
    take, notebook = take_with(f'<p id="a#">*<b style="{small}; font-weight: 400">#</b></p>', 14), Notebook()
    one, = take.parts
    take = take_of((replace(one, html=one.html.replace(">13<", ">A<").replace("</p>", f"{styled}</p>", 1)),))
    found = in_stints(plain_shelf, take, notebook).faces
    assert found == whole(plain_shelf, take).faces and len(notebook.stints) > 1
    assert any("A" in face.to_unicode.values() for face in found.values())


def test_the_same_pages_are_not_set_again_in_search_of_a_page_to_begin_with(
    plain_shelf: Stylesheet, unmended: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_: list[tuple[Window, str]] = []

    def press_of(shop: Shop, take: Take, window: Window, start: Start | None) -> Press:
        set_.append((window, start.name if start else ""))
        return Press(take, shop._tree(window.html), shop, (), start, None if window.last else window.end)

    monkeypatch.setattr(Shop, "press_of", press_of)
    cells = "<tr><td><div>*</div><div>*</div></td></tr>" * 8
    in_stints(plain_shelf, take_with(f'<div id="a#"><table>{cells}</table></div>', 3))
    assert len(set_) == len(set(set_)) > 1


def test_what_was_held_is_told_if_it_moved_to_the_next_stint(plain_shelf: Stylesheet) -> None:
    take, notebook = random_take(Random(11), 8), Notebook()
    held = [one.hold for one in in_stints(plain_shelf, take, notebook).repairs]
    assert held == ["break-before: page"]
    assert len(notebook.stints) > 1


def test_pages_that_were_made_of_another_picture_are_not_remembered(
    shelf: Stylesheet, unmended: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook()

    def changing(work: str, said: Sequence[str], make: Callable[[], T]) -> T:
        monkeypatch.setattr(Stylesheet, "digest", "another")
        return notebook(work, said, make)

    with pytest.raises(Restyled):
        in_stints(shelf, random_take(Random(5), 14), changing)
    assert not any(key[0] in PAGES for key in notebook.kept)


@pytest.fixture
def tampered(shelf: Stylesheet, unmended: None) -> Callable[[Callable[[Stint], Stint]], list[Fragment]]:
    """What comes of a take whose first stint is remembered as another than was made; and the take whole."""
    take, notebook = random_take(Random(5), 14), Notebook()
    in_stints(shelf, take, notebook)

    def tamper(change: Callable[[Stint], Stint]) -> list[Fragment]:
        said, first = next((said, one) for said, one in notebook.kept.items() if isinstance(one, Found))
        assert isinstance(first, Found) and isinstance(first.one, Stint)
        notebook.kept[said] = replace(first, one=change(first.one))
        return [in_stints(shelf, take, notebook), whole(shelf, take)]

    return tamper


def test_a_stint_after_which_no_page_can_be_begun_is_set_anew(
    tampered: Callable[[Callable[[Stint], Stint]], list[Fragment]]
) -> None:
    def elsewhere(first: Stint) -> Stint:
        assert first.next and first.next.start
        return replace(first, next=replace(first.next, start=replace(first.next.start, way=(0, 1, 9))))

    found, wanted = tampered(elsewhere)
    assert looks(found) == looks(wanted)


@pytest.mark.parametrize("change", [{"stays_open": 0}, {"stays_open": 3}])
def test_tags_that_do_not_fit_have_the_take_set_in_one_piece(
    tampered: Callable[[Callable[[Stint], Stint]], list[Fragment]], change: dict[str, int]
) -> None:
    found, wanted = tampered(lambda first: replace(first, **change))  # type: ignore[arg-type]  # each a number
    assert found == wanted


def test_a_part_of_which_a_sheet_asks_what_is_in_it_is_set_in_one_piece(shelf: Stylesheet) -> None:
    notebook, (one, two) = Notebook(), random_take(Random(5), 14).parts
    named = replace(two, html=two.html.replace("<section", '<section class="callout"'))
    in_stints(shelf, take_of((one, named)), notebook)
    assert notebook.made == []
