"""Stints do not depend on how many pages are laid out at once, nor on what was remembered of other takes."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

import small_book
from publish.artifacts import PartHtml, Take
from publish.typeset import Stylesheet
from publish.typeset.course import Judge
from publish.typeset.press import Breakdown, Press
from publish.typeset.sides import Document
from publish.typeset.stint import Outcome
from random_takes import random_take, take_of, words
from stint_kit import PAGES, SHEET, UNNAMED, Notebook, in_stints, looks, take_with

WORD = re.compile(r"(?<= )(the|of)(?= )")
PARAGRAPH = re.compile(r"<p class=\"[a-z]*\">.*?</p>")
BLOCK = re.compile(r"\n<(div|p) class=\"block.*")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Stylesheet:
    return small_book.shelve(tmp_path_factory.mktemp("relay"), SHEET)


@pytest.fixture(scope="module")
def plain_shelf(tmp_path_factory: pytest.TempPathFactory) -> Stylesheet:
    return small_book.shelve(tmp_path_factory.mktemp("plain-relay"), UNNAMED)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.typeset.relay.PAGE", 900)


def test_however_many_pages_are_laid_out_at_once_the_same_come_out(
    plain_shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, found, made = random_take(Random(2), 24), [], []
    for pages in (1.7, 3, 20):
        monkeypatch.setattr("publish.typeset.relay._MANY", pages)
        notebook = Notebook()
        found.append(looks(in_stints(plain_shelf, take, notebook)))
        made.append(sorted(str(key) for key in notebook.kept if key[0] in PAGES))
    assert found[0] == found[1] == found[2]
    assert made[0] == made[1] == made[2]
    assert Outcome.ASTRAY in notebook.made and len(notebook.stints) > 4


@pytest.mark.parametrize("seed", [0, 1])
def test_after_any_edit_the_same_pages_come_out_as_if_nothing_were_remembered(
    shelf: Stylesheet, plain_shelf: Stylesheet, seed: int
) -> None:
    dice, styled = Random(seed), (shelf, plain_shelf)[seed % 2]
    take, notebook = random_take(dice, 16), Notebook()
    in_stints(styled, take, notebook)
    recalled = 0
    for _ in range(3):
        take, before = edited(take, dice), len(notebook.made)
        found = in_stints(styled, take, notebook)
        fresh = Notebook()
        assert looks(found) == looks(in_stints(styled, take, fresh))
        recalled += len(fresh.made) - (len(notebook.made) - before)
    assert recalled > 0


def test_a_word_or_a_paragraph_of_a_long_block_has_few_pages_set_anew(plain_shelf: Stylesheet) -> None:
    dice, notebook = Random(0), Notebook()
    blocks = [[words(dice, 40) for _ in range(count)] for count in (20, 4)]

    def set_anew() -> int:
        before, within = len(notebook.made), (
            "".join(f"<p>{text}</p>" for text in texts) for texts in blocks
        )
        htmls = (f'<div id="block-{number}">{html}</div>' for number, html in enumerate(within))
        html = f'<section id="one" data-title="One">{"".join(htmls)}</section>'
        take = take_of((PartHtml("one", html),))
        found = in_stints(plain_shelf, take, notebook)
        assert found.pages > 5 and looks(found) == looks(in_stints(plain_shelf, take))
        return len(notebook.made) - before

    assert set_anew() > 5
    blocks[0][11] = blocks[0][11].replace("12", "21", 1)
    assert 0 < set_anew() <= 4
    blocks[1].insert(3, words(dice, 9))
    assert 0 < set_anew() <= 4


def test_three_pages_that_one_edit_has_set_anew_are_laid_out_at_once(
    plain_shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice, notebook, laid_out = Random(0), Notebook(), []
    texts = [words(dice, 250) for _ in range(6)]
    lay_out = Press.lay_out

    def lay_out_and_tell(press: Press, *judge: Judge) -> Document:
        document = lay_out(press, *judge)
        laid_out.append(len(document.pages))
        return document

    monkeypatch.setattr(Press, "lay_out", lay_out_and_tell)
    in_stints(plain_shelf, _prose(texts, "u"), notebook)
    before = len(notebook.made)
    laid_out.clear()
    texts[2] = texts[2].replace("12", "21", 1)  # it is on two pages, and was tried on the one before
    found = in_stints(plain_shelf, _prose(texts, "u"), notebook)
    assert (len(notebook.made) - before, len(laid_out)) == (3, 1)
    assert looks(found) == looks(in_stints(plain_shelf, _prose(texts, "u")))


@pytest.mark.parametrize(("place", "set_anew"), [(3, 1), (230, 2), (310, 1), (590, 2), (670, 1)])
def test_a_page_follows_from_no_words_of_a_paragraph_that_are_far_away(
    plain_shelf: Stylesheet, place: int, set_anew: int
) -> None:
    """Five pages have some of it; a word of the first lines of one of them is tried on the page before.

    An accent has one byte more, but is no wider: what follows is the same, and begins elsewhere in the text.
    """
    notebook, texts = Notebook(), [words(Random(4), count) for count in (120, 700, 120)]
    in_stints(plain_shelf, _prose(texts), notebook)
    starts, before = [stint.start for stint in notebook.stints], len(notebook.made)
    assert [start.spot and start.spot.words for start in starts if start] == [34, 204, 394, 569, 34]
    said = texts[1].split(" ")
    place = said.index("the", place)
    texts[1] = " ".join((*said[:place], "thé", *said[place + 1 :]))
    found = in_stints(plain_shelf, _prose(texts), notebook)
    assert looks(found) == looks(in_stints(plain_shelf, _prose(texts)))
    assert len(notebook.made) - before == set_anew
    assert in_stints(plain_shelf, _prose(texts), notebook) == found
    assert len(notebook.made) - before == set_anew


MANY = words(Random(4), 900).split()
NOTED = '<a id="c1" href="#n1">1</a><span class="note" id="n1" data-number="1">{}</span>'


def _said(*ranges: tuple[int, int]) -> list[str]:
    return [" ".join(MANY[first:end]) for first, end in ranges]


def _long(css: str, *paragraphs: str) -> tuple[str, str]:
    """A sheet, and paragraphs in which `*` is edited."""
    return css, "".join(f'<p id="q-{number}">{text}<em></em></p>' for number, text in enumerate(paragraphs))


@pytest.mark.parametrize(("css", "html", "old", "new"), [
    (*_long("p { hyphens: none }", *_said((0, 120)), "{} <em>*</em> {}".format(*_said((0, 198), (198, 600)))),
     "municipalities", "municipalitees"),
    (*_long("p { hyphens: none }", *_said((0, 120)),
            '{} <a href="#q-0">municipalities *</a> {}'.format(*_said((0, 198), (198, 600)))),
     *_said((0, 30), (0, 45))),
    (*_long("p { hyphens: none } p, .note { footnote-policy: block }", *_said((0, 60)),
            "{}{} {}".format(*_said((0, 75)), NOTED.format("*"), *_said((75, 120))), *_said((0, 300))),
     *_said((0, 60)), "short"),
    (*_long("", "{} <em>x</em> municipalities {} * {}".format(*_said((0, 20), (20, 520), (520, 800)))),
     "extraordinary", "extra\u00adordinary"),
    (*_long("", "* " + _said((0, 30))[0], "{} <em>x</em> municipalities {} extra\u00adordinary {}".format(
        *_said((0, 10), (10, 610), (620, 700))), *_said((0, 50))), "the", "thé"),
    ("#x { bookmark-level: 2; bookmark-label: content() }",
     '<div class="block" id="x"><p id="a">* {}</p><p id="b">{}</p></div><p id="c">{}</p>'.format(
         *_said((0, 30), (0, 400), (0, 120))), "the", "thé"),
    (*_long("p { hyphens: none; orphans: 1; widows: 3 } @page :right { margin: 20px 10px 14px 16px }"
            " @page :left { margin: 20px 210px 14px 30px }", *_said((0, 20)), "*", *_said((0, 120))),
     *_said((20, 440), (20, 177))),
    (*_long("p { hyphens: none }", _said((0, 120))[0] + " *", _said((120, 700))[0] + " Α"),
     *_said((0, 10), (0, 60))),
    ("p { hyphens: none } p + p { text-indent: 0 } .lead { break-after: avoid }",
     '<p>{}</p><div class="lead"><p>{}</p><div style="height: 100px"></div><p>*</p></div><p>{}</p>'.format(
         *_said((0, 120), (300, 340), (400, 700))), "A line of text.", ""),
    *((f"p {{ hyphens: none }} p + p {{ text-indent: 0 }} .end {{ {style} }}",
       f'<p>{_said((0, 90))[0]}</p><div class="end"><p style="{last}">*</p></div>'
       + "".join(f"<p>{text}</p>" for text in _said(*((at, at + 50) for at in range(0, 600, 50)))),
       *_said((400, 460), (400, 610))) for style, last in (
           ("padding-bottom: 100px", ""), ("min-height: 150px", ""), ("border-bottom: 90px solid", ""),
           ("border: 1px solid", "margin-bottom: 80px"), ("display: flow-root", "margin-bottom: 80px"))),
])
def test_what_a_page_may_read_further_on_or_print_of_it_has_it_set_anew(
    tmp_path: Path, css: str, html: str, old: str, new: str
) -> None:
    """Phrases that begin a page, notes that move a whole paragraph, soft hyphens, titles, other widths.

    A page that begins without lines; room that is wanted behind a paragraph.
    """
    shelf, notebook = small_book.shelve(tmp_path, UNNAMED + css), Notebook()
    texts = (html.replace("*", word, 1) for word in (old, new))
    before, after = (
        take_of((PartHtml("one", f'<section id="one" data-title="One">{text}</section>'),)) for text in texts
    )
    in_stints(shelf, before, notebook)
    assert notebook.stints
    assert looks(in_stints(shelf, after, notebook)) == looks(in_stints(shelf, after, Notebook()))


def test_of_a_paragraph_that_is_tried_at_the_foot_of_a_page_no_more_is_laid_out_than_matters(
    plain_shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook, laid_out, lay_out = Notebook(), [], Press.lay_out

    def lay_out_and_tell(press: Press, *judge: Judge) -> Document:
        document = lay_out(press, *judge)
        laid_out.append((len(document.pages), sum(map(len, press.body.itertext()))))
        return document

    texts = [words(Random(4), count) for count in (120, 1_400, 120)]
    in_stints(plain_shelf, _prose(texts), notebook)
    monkeypatch.setattr(Press, "lay_out", lay_out_and_tell)
    before = len(notebook.made)
    texts[0] = texts[0].replace("the", "thé", 1)
    found = in_stints(plain_shelf, _prose(texts), notebook)
    ((pages, characters),) = laid_out
    assert (pages, len(notebook.made) - before) == (2, 1) and len(texts[0]) < characters < len(texts[1]) / 3
    assert looks(found) == looks(in_stints(plain_shelf, _prose(texts)))
    laid_out.clear()
    texts[0] = words(Random(4), 20)  # there is room for more of the second one than was seen before
    found = in_stints(plain_shelf, _prose(texts), notebook)
    (_, few), (_, many), *_ = laid_out
    assert few < characters < many
    assert looks(found) == looks(in_stints(plain_shelf, _prose(texts)))


def _prose(texts: list[str], inner: str = "em") -> Take:
    """Paragraphs with an element, by which they may be told apart or not."""
    html = "".join(f'<p id="p-{number}">{text}<{inner}></{inner}></p>' for number, text in enumerate(texts))
    return take_of((PartHtml("one", f'<section id="one" data-title="One">{html}</section>'),))


@pytest.mark.parametrize(("style", "plain", "styled"), [
    ("orphans: 2; widows: 3", [2], [4]),
    ("orphans: 4; widows: 4", [1], [6]),
    ("break-before: avoid", [1, 1], [1, 1, 1, 1, 1]),
    ("float: left; width: 100%", [1], [6]),
])
def test_lines_that_what_follows_them_may_take_along_are_no_page(
    plain_shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch,
    style: str, plain: list[int], styled: list[int],
) -> None:
    monkeypatch.setattr("publish.typeset.relay.PAGE", 126)
    notebook = Notebook()
    for tied in (1, 13):  # lines that fit on the second page, and lines that do not
        blocks = [_lines(count, "") for count in (18, *plain)] + [_lines(count, style) for count in styled]
        blocks += [_lines(tied, "break-before: avoid; break-inside: avoid"), *[_lines(8, "")] * 6]
        inner = "".join(f'<div style="margin: 0">{block}</div>' for block in blocks)
        take = take_of((PartHtml("one", f'<section id="one" data-title="One">{inner}</section>'),))
        found = in_stints(plain_shelf, take, notebook)
        assert looks(found) == looks(in_stints(plain_shelf, take, Notebook()))
    assert notebook.stints


def _lines(count: int, style: str) -> str:
    lines = "A line.<br>" * (count - 1)
    return f'<p style="text-indent: 0; {style}">{lines}A line.</p>'


def test_what_was_wrong_on_a_later_page_is_wrong_no_more_once_that_is_edited(
    plain_shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, notebook = take_with('<div id="a#"><p>*</p></div>', 14), Notebook()
    in_stints(plain_shelf, take, notebook)
    one, = take.parts
    sound = one.html.replace('"a5"><p>', '"a5"><p>A word. ')
    faulty = sound.replace('"a9"><p>', '"a9"><p><img src="images/none.png" alt="None">')
    assert in_stints(plain_shelf, take_of((replace(one, html=faulty),)), notebook).findings
    monkeypatch.setattr("publish.typeset.layout._set_whole", None)
    assert in_stints(plain_shelf, take_of((replace(one, html=sound),)), notebook).pages > 2


@pytest.mark.parametrize(("first", "many"), [
    ('<p style="display: none">*</p>', 1.7), ('<p style="float: left">*</p>A', 1.7),
    ('<p style="display: inline-block">*</p>', 1.7), ('<p style="display: inline-block">*</p>', 8),
])
def test_a_page_may_begin_in_a_block_that_cannot_be_taken_apart(
    plain_shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch, first: str, many: float
) -> None:
    monkeypatch.setattr("publish.typeset.relay._MANY", many)
    block = f'<div id="a#">{first.replace("*", "A word.")}{"<p>*</p>" * 24}</div>'
    take, notebook = take_with(block, 2), Notebook()
    wanted = looks(in_stints(plain_shelf, take))
    monkeypatch.setattr("publish.typeset.layout._set_whole", None)
    assert looks(in_stints(plain_shelf, take, notebook)) == wanted
    one, = take.parts
    place = one.html.rindex(" 12 ")
    changed = take_of((replace(one, html=f"{one.html[:place]} 21 {one.html[place + 4 :]}"),))
    found = looks(in_stints(plain_shelf, changed, notebook))
    assert found == looks(in_stints(plain_shelf, changed, Notebook())) != wanted


@pytest.mark.parametrize(("pages", "in_one_piece"), [(3, False), (0, True)])
def test_a_breakdown_counts_only_if_no_more_was_laid_out_than_was_needed(
    plain_shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch, pages: int, in_one_piece: bool
) -> None:
    take, lay_out = take_with('<div id="a#"><p>*</p></div>', 24), Press.lay_out
    notebook, wanted = Notebook(), looks(in_stints(plain_shelf, take))

    def break_down(press: Press, *judge: Judge) -> Document:
        texts = [text for text in press.body.itertext() if text.strip()]
        if press.start is None and press.end is None:
            return lay_out(press, *judge)  # the take in one piece
        if sum(map(len, texts)) > 900 * pages:
            raise Breakdown("too much")
        return lay_out(press, *judge)

    monkeypatch.setattr(Press, "lay_out", break_down)
    assert looks(in_stints(plain_shelf, take, notebook)) == wanted
    assert (not notebook.stints) is in_one_piece


def test_a_breakdown_after_an_edit_counts_only_if_it_is_one_where_nothing_is_remembered(
    plain_shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice, notebook, lay_out, refused = Random(0), Notebook(), Press.lay_out, []
    texts = [words(dice, 250) for _ in range(8)]
    in_stints(plain_shelf, _prose(texts), notebook)

    def break_down(press: Press, *judge: Judge) -> Document:
        length = sum(map(len, press.body.itertext()))
        if length > 5_000:
            refused.append(length)
            raise Breakdown("too much")
        return lay_out(press, *judge)

    monkeypatch.setattr(Press, "lay_out", break_down)
    texts[3:6] = [text.replace("12", "21", 1) for text in texts[3:6]]
    found = in_stints(plain_shelf, _prose(texts), notebook)
    assert refused and found.pages > 10
    assert looks(found) == looks(in_stints(plain_shelf, _prose(texts)))


def edited(take: Take, dice: Random) -> Take:
    """A word, a paragraph or a block otherwise in one of the parts."""
    number = dice.randrange(2)
    html = take.parts[number].html
    kind = dice.randrange(3)
    place = dice.choice(list((WORD, PARAGRAPH, BLOCK)[kind].finditer(html)))
    new = dice.choice(("", f"<p>{words(dice, 30)}</p>")) if kind == 1 else "" if kind else "municipalities"
    html = f"{html[: place.start()]}{new}{html[place.end() :]}"
    return take_of(tuple(
        replace(part, html=html) if at == number else part for at, part in enumerate(take.parts)
    ))
