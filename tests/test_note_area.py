"""The height of the notes of a page is what the engine would find, bit for bit, whatever a sheet says."""

from __future__ import annotations

from random import Random

import pytest
from weasyprint import CSS, HTML
from weasyprint.layout import LayoutContext

import small_book
from publish.typeset import note_area
from publish.typeset.course import Making
from publish.typeset.fonts import text_boxes
from publish.typeset.note_area import Context, SetNotes
from publish.typeset.press import Shop, open_shop
from publish.typeset.sides import Document, render

BASE = """\
@page { size: 300px 203px; margin: 10px }
@page { @footnote { margin-top: 9.3px; padding-top: 3.7px; padding-bottom: .01pt } }
html { font-family: Text; font-size: 8.3px; line-height: 10.7px; footnote-policy: line; hyphens: auto }
body, p { margin: 0 }
.note { float: footnote; font-size: 6.9px; line-height: 8.1px }
.note::footnote-call { content: none }
.note::footnote-marker { content: attr(data-number) " " }
i { font-family: Label; line-height: 11.3px }
"""

Set = list[list[tuple[str, float, float]]]
"""The texts of each page, with their places."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return open_shop(small_book.shelve(tmp_path_factory.mktemp("notes"), BASE))


def text(dice: Random) -> str:
    """Paragraphs with notes, some of a word and some of many lines, so that some go astray."""
    return "".join(f"<p>{_words(dice, 30)}{''.join(_note(dice) for _ in range(dice.randrange(4)))}</p>"
                   for _ in range(22))


def _note(dice: Random) -> str:
    return (f'<span class="note" id="n{dice.randrange(10**9)}" data-number="{dice.randrange(99)}">'
            f"{_words(dice, dice.choice((1, 9, 30)))} <i>{_words(dice, 2)}</i></span> {_words(dice, 5)}")


def _words(dice: Random, count: int) -> str:
    return " ".join(dice.choice(("of", "municipalities", "neighbouring", "12", "the")) for _ in range(count))


TEXT = text(Random(7))


def lay_out(shop: Shop, css: str = "", html: str = TEXT) -> Document:
    return render(HTML(string=html), [shop.css, CSS(string=css, **shop.shared)], shop.shared, Making())


def places(document: Document) -> Set:
    """Exact: in pixels, with all figures."""
    return [[(box.text, box.position_x, box.position_y) for box in text_boxes(page)]
            for page in document.pages]


def by_the_engine(shop: Shop, css: str = "", html: str = TEXT) -> Set:
    """The places that the engine alone finds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Context, "_update_footnote_area", LayoutContext._update_footnote_area)
        return places(lay_out(shop, css, html))


def test_notes_are_set_once_on_each_page(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once more for each that joins them: the engine is asked for no area but an empty one."""
    asked: list[int] = []
    theirs = LayoutContext._update_footnote_area

    def counted(context: LayoutContext) -> bool:
        asked.append(len(context.current_page_footnotes))
        return bool(theirs(context))

    monkeypatch.setattr(LayoutContext, "_update_footnote_area", counted)
    assert len(lay_out(shop).pages) > 4
    assert set(asked) <= {0}
    lay_out(shop, ".note { min-height: 30px }")
    assert max(asked) > 1


def test_a_height_is_the_same_to_the_last_bit(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs: list[tuple[object, object]] = []
    ours = Context._update_footnote_area

    def both(context: Context) -> bool:
        area = context.current_footnote_area
        before = context.page_bottom, area.height, area.children
        theirs = LayoutContext._update_footnote_area(context), context.page_bottom, area.height
        context.page_bottom, area.height, area.children = before
        pairs.append(((overflow := ours(context), context.page_bottom, area.height), theirs))
        return overflow

    monkeypatch.setattr(Context, "_update_footnote_area", both)
    lay_out(shop)
    assert len(pairs) > 40 and [one for one, _ in pairs] == [other for _, other in pairs]


@pytest.mark.parametrize("css", [
    "",
    ".note { margin: 2.3px 0 4.1px }",
    ".note { padding: 1.3px 0; border-top: .7px solid }",
    ".note { min-height: 30px }",
    ".note { max-height: 9px }",
    ".note { footnote-display: inline }",
    ".note { break-before: page }",
    ".note:nth-of-type(2n) { page: other }",
    "@counter-style said { system: cyclic; symbols: 'a' 'words that go on for more than one line of it' }"
    ".note::after { content: counter(page, said) }",
    ".note i { display: block; margin: 3px 0 }",
    ".note i { float: left; height: 40px }",
    "p:nth-child(2n) .note i { float: left; height: 40px }",
    ".note i { float: footnote }",
    ".note i { position: absolute }",
    ".note i { display: inline-block; width: 30%; padding: 3px }",
    "@page { @footnote { padding: 0 } }",
    "@page { @footnote { padding-top: 0; margin-top: -3px } }",
    "@page { @footnote { height: 40px } }",
    "@page { @footnote { min-height: 20px } }",
    "@page { @footnote { max-height: 30px } }",
    "@page :left { @footnote { margin-left: 90px } }",
    "p { float: left; width: 45% }",
    "p:first-child::before { content: ''; float: left; width: 90px; height: 400px }",
    "body { columns: 2 }",
], ids=lambda css: css or "nothing")
def test_pages_are_the_same_whatever_a_sheet_says(shop: Shop, css: str) -> None:
    pages = places(lay_out(shop, css))
    assert len(pages) > 3 and pages == by_the_engine(shop, css)


def test_no_note_is_set_in_a_second_layout(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    html, known = HTML(string=TEXT), SetNotes()
    render(html, [shop.css], shop.shared, Making(known))
    count = len(known)
    for block in list(html.etree_element.iter("p"))[3::4]:
        block.set("style", "orphans: 5; break-before: page")
    with monkeypatch.context() as patch:
        patch.setattr(Context, "_set_alone", None)
        again = places(render(html, [shop.css], shop.shared, Making(known)))
    assert count > 20 and len(known) == count
    monkeypatch.setattr(Context, "_update_footnote_area", LayoutContext._update_footnote_area)
    assert again == places(render(html, [shop.css], shop.shared, Making()))


def test_a_note_of_another_width_is_set_anew(shop: Shop) -> None:
    known = SetNotes()
    for css in ("", "@page { @footnote { margin-left: 90px } }"):
        sheets = [shop.css, CSS(string=css, **shop.shared)]
        document = render(HTML(string=TEXT), sheets, shop.shared, Making(known))
        assert places(document) == by_the_engine(shop, css)


@pytest.mark.parametrize("css", [".note { min-height: 30px }", ".note { padding: 1.3px 0 }"])
def test_a_height_that_is_reckoned_wrong_shows(
    shop: Shop, css: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_area, "_is_plain", lambda box: True)
    assert places(lay_out(shop, css)) != by_the_engine(shop, css)
