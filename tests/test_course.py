"""Pages that are made again from where something is held are those of a layout from the beginning."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from xml.etree.ElementTree import Element

import pytest
from weasyprint import CSS, HTML
from weasyprint.formatting_structure import boxes

import small_book
from publish.typeset.course import Course, Making
from publish.typeset.fonts import text_boxes
from publish.typeset.hold import Hold
from publish.typeset.press import Shop, open_shop
from publish.typeset.sides import Document, render

BASE = """\
@page { size: 300px 203px; margin: 20px 10px 10px; @footnote { margin-top: 9px; padding: 3px 0 .01pt }
  @top-left { content: string(head, start) } @bottom-right { content: counter(page) } }
html { font-family: Text; font-size: 8.3px; line-height: 10.7px; footnote-policy: line; hyphens: auto }
body, p, h2, td, ul { margin: 0; padding: 0; font-size: 8.3px; font-weight: 400 }
h2 { break-after: avoid; string-set: head content() }
h2::before { counter-increment: heads; content: counter(heads) ". " }
.callout { break-inside: avoid; border: 1px solid; padding: 3px }
.own { orphans: 3; widows: 1 }
.floated { float: left; width: 60px; height: 50px }
.note { float: footnote; font-size: 6.9px; line-height: 8.1px }
.note::footnote-call { content: none }
.note::footnote-marker { content: attr(data-number) " " }
tr { break-inside: avoid }
p:nth-of-type(7)::first-letter { font-size: 20px }
"""
DECLARATIONS = (
    "orphans: 3", "orphans: 99", "widows: 4", "break-before: page", "break-after: avoid",
    "break-inside: auto", "break-inside: avoid",
)

Places = list[list[tuple[str, float, float]]]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return open_shop(small_book.shelve(tmp_path_factory.mktemp("course"), BASE))


def text(dice: Random) -> str:
    """Blocks of all kinds, with notes in them."""
    return "\n".join(_block(dice) for _ in range(28))


def _block(dice: Random) -> str:
    match dice.randrange(9):
        case 0:
            return f"<h2>{_words(dice, 2)}</h2>"
        case 1:
            return f'<div class="callout">{_paragraph(dice)}{_paragraph(dice)}</div>'
        case 2:
            return f"<ul>{''.join(f'<li>{_noted(dice, 12)}</li>' for _ in range(4))}</ul>"
        case 3:
            cells = [f"<td>{_words(dice, 2)}</td><td>{_noted(dice, 15)}</td>" for _ in range(4)]
            rows = "".join(f"<tr>{pair}</tr>" for pair in cells)
            return f"<table><thead><tr><td>A</td><td>B</td></tr></thead><tbody>{rows}</tbody></table>"
        case 4:
            return f'<div class="floated">{_words(dice, 3)}</div>'
        case _:
            return _paragraph(dice)


def _paragraph(dice: Random) -> str:
    return f'<p class="{dice.choice(("", "own"))}">{_noted(dice, dice.choice((6, 40, 90)))}</p>'


def _noted(dice: Random, count: int) -> str:
    said = _words(dice, dice.choice((1, 9, 25)))
    note = f'<span class="note" data-number="{dice.randrange(99)}">{said}</span>'
    return f"{_words(dice, count)}{note if dice.random() < 0.5 else ''} {_words(dice, 3)}"


def _words(dice: Random, count: int) -> str:
    return " ".join(dice.choice(("of", "municipalities", "neighbouring", "12", "the")) for _ in range(count))


def places(document: Document) -> Places:
    """The texts of each page, with their exact places, in pixels."""
    return [[(box.text, box.position_x, box.position_y) for box in text_boxes(page)]
            for page in document.pages]


def blocks(html: HTML) -> list[Element]:
    return [element for element in html.etree_element.iter() if element.tag in ("p", "h2", "li", "tr", "div")]


def held(html: HTML, holds: Sequence[Hold]) -> HTML:
    """The tree with its holds as inline style."""
    for element in blocks(html):
        declarations = [hold.declaration for hold in holds if hold.block is element]
        element.set("style", "; ".join(declarations))
    return html


class Wishes:
    """A judge that wants one thing after another."""

    def __init__(self, *wishes: Sequence[Hold]) -> None:
        self.wishes = list(wishes)

    def __call__(self, pages: Sequence[boxes.PageBox], whole: int) -> Sequence[Hold] | None:
        return self.wishes.pop(0) if self.wishes else None


def random_holds(html: HTML, dice: Random, before: Sequence[Hold]) -> list[Hold]:
    """Some of those before, and one or two more."""
    kept = [hold for hold in before if dice.random() < 0.7]
    count = dice.choice((1, 2))
    return kept + [Hold(dice.choice(blocks(html)), dice.choice(DECLARATIONS)) for _ in range(count)]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages that the engine makes, in order."""
    numbers: list[int] = []
    begin = Course.current_footnote_area.fset

    def counted(course: Course, area: boxes.FootnoteAreaBox | None) -> None:
        if area is not None:
            numbers.append(course.current_page)
        begin(course, area)

    monkeypatch.setattr(Course, "current_footnote_area", Course.current_footnote_area.setter(counted))
    return numbers


@pytest.mark.parametrize("seed", [*range(8), 35])  # in the last a note is left for a page behind the last
def test_they_are_the_same_whatever_is_held(shop: Shop, seed: int) -> None:
    dice = Random(seed)
    html = HTML(string=text(dice))
    wishes: list[list[Hold]] = []
    for _ in range(4):
        wishes.append(random_holds(html, dice, wishes[-1] if wishes else []))
    judge = Wishes(*wishes)
    document = render(html, [shop.css], shop.shared, Making(judge=judge))
    assert judge.wishes == []
    assert places(document) == places(render(held(html, wishes[-1]), [shop.css], shop.shared, Making()))


LINES = "<p>line</p>" * 60
"""Some four pages of sixteen lines."""


def test_pages_before_a_held_block_are_not_made_again(shop: Shop, made: list[int]) -> None:
    html = HTML(string=LINES)
    judge = Wishes([Hold(blocks(html)[50], "break-before: page")])
    document = render(html, [shop.css], shop.shared, Making(judge=judge))
    assert made == [1, 2, 3, 4, 3, 4, 5]
    assert [len(page) for page in places(document)][3:] != []


@pytest.mark.parametrize(("opening", "moves"), [("<p>", True), ("<p class='own'>", False)])
def test_what_is_inherited_holds_for_all_in_a_block(shop: Shop, opening: str, *, moves: bool) -> None:
    """Unless it says otherwise itself."""
    text = f"<p>line</p><div>{opening}{'line<br>' * 30}</p></div>"
    html = HTML(string=text)
    holds = [Hold(element, "orphans: 20") for element in blocks(html) if element.tag == "div"]
    found = places(render(html, [shop.css], shop.shared, Making(judge=Wishes(holds))))
    assert (found != places(render(HTML(string=text), [shop.css], shop.shared, Making()))) is moves
    assert found == places(render(held(html, holds), [shop.css], shop.shared, Making()))


def test_what_is_let_go_of_is_as_it_was(shop: Shop) -> None:
    html = HTML(string=LINES)
    judge = Wishes([Hold(blocks(html)[5], "break-before: page")], [])
    document = render(html, [shop.css], shop.shared, Making(judge=judge))
    assert judge.wishes == []
    assert places(document) == places(render(HTML(string=LINES), [shop.css], shop.shared, Making()))


@pytest.mark.parametrize("opening", [
    "<p style='break-before: auto !important'>",
    "<p style='display: table'>",
    "<p style='display: flex'>",
    "<p style='display: none'>",
])
def test_what_only_the_cascade_can_hold_is_left_to_a_layout_from_the_beginning(
    shop: Shop, made: list[int], opening: str
) -> None:
    html = HTML(string=LINES.replace("<p>", opening, 1))
    judge = Wishes([Hold(blocks(html)[0], "break-before: page")], [])
    render(html, [shop.css], shop.shared, Making(judge=judge))
    assert (judge.wishes, made) == ([[]], [1, 2, 3, 4])


def test_nothing_that_the_engine_says_of_pages_is_said_of_pages_before(shop: Shop, made: list[int]) -> None:
    html, said = HTML(string=LINES), list[object]()
    judge = Wishes([Hold(blocks(html)[50], "break-before: page")])

    def loud(pages: Sequence[boxes.PageBox], whole: int) -> Sequence[Hold] | None:
        said.append("a remark")
        return judge(pages, whole)

    render(html, [shop.css], shop.shared, Making(judge=loud, said=said))
    assert made == [1, 2, 3, 4]


def test_pages_that_wait_for_a_counter_are_not_looked_at(shop: Shop) -> None:
    """The engine goes through them again by itself; they are looked at when it is done."""
    html = HTML(string=LINES + "<h2 id='x'>Head</h2>" + LINES)
    css = CSS(string="p:first-child::after { content: target-counter('#x', page) }", **shop.shared)
    seen: list[str] = []

    def judge(pages: Sequence[boxes.PageBox], whole: int) -> None:
        lines = [box.text for box in pages[0].descendants() if isinstance(box, boxes.TextBox)]
        seen.append("".join(lines[:3]))

    render(html, [shop.css, css], shop.shared, Making(judge=judge))
    assert seen == ["line4line"]
