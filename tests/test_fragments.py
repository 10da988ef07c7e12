"""Takes set one by one and bound are the book as one layout: held against the engine itself.

Both books are drawn, so that whatever stands elsewhere, or looks otherwise, is seen. Pages are small, so that
much of a book fits into little time.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from random import Random

import pikepdf
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle

import small_book
from publish.anchors import Anchors
from publish.artifacts import Manuscript, PartHtml, Sheets, Take
from publish.bind import bind
from publish.fragment import Body, Fragment, Leaf, Resources, Restyled, Slot
from publish.fragment import fragment_of as packed_fragment
from publish.hands import Hands, J, R
from publish.report import Report
from publish.typeset import Job, Stylesheet, set_take, typeset
from publish.typeset.fonts import BookFonts
from publish.typeset.jobs import SheetsJob
from publish.typeset.jobs import read as read_sheets
from publish.typeset.planning import plan
from read_book import TOLERANCE_PT, assert_same, read

BOOK_CSS = """\
@page { size: 80mm 60mm; margin: 8mm 7mm 10mm 12mm; @footnote { padding-bottom: .01pt }
  @top-left { content: string(part); font-style: italic }
  @bottom-right { content: counter(page); font-variant-numeric: tabular-nums } }
@page :left { margin: 8mm 12mm 10mm 7mm; @top-left { content: none } @bottom-right { content: none }
  @top-right { content: string(part) }
  @bottom-left { content: "p. " counter(page); font-variant-numeric: tabular-nums } }
@page front { @bottom-right { content: counter(page, lower-roman) } }
@page front:left { @bottom-left { content: counter(page, lower-roman) } }
html { font-family: Text; font-size: 9pt; line-height: 12pt; hyphens: auto; orphans: 2; widows: 2;
  footnote-policy: line }
body { margin: 0 }
h1, p, figure, li { margin: 0 0 4pt; font-weight: 400 }
h1 { font-size: 14pt; line-height: 20pt }
section { break-before: page; page: body; string-set: part attr(data-title) }
section.run-on { break-before: auto }
section.front { page: front }
#one { page: opening }
figure img { width: 20mm }
.note { float: footnote }
.note::footnote-call { content: none }
.note::footnote-marker { content: attr(data-number) " " }
[data-folio]::after { content: " p. " attr(data-folio); font-variant-numeric: tabular-nums }
li [data-folio]::after { content: leader(".") attr(data-folio) }
"""

COUNTED = "@page :nth(1 of opening) { counter-reset: page 1 }"
"""How the engine counts pages by itself."""

_SEAL = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9" fill="red"/></svg>'
_WORDS = [
    "Any", "consultation", "of", "neighbouring", "municipalities", "about", "responsibilities", "was",
    "often", "remembered", "in", "7", "lists",
]


# Two ways to set a book


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Stylesheet:
    return small_book.shelve(tmp_path_factory.mktemp("shelf"), BOOK_CSS)


@pytest.fixture(autouse=True)
def plain_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine by itself does not try again where a break looks wrong."""
    monkeypatch.setattr("publish.typeset.settle.POLISHINGS", 0)


def restyled(shelf: Stylesheet, css: str) -> Stylesheet:
    """The shelf with another sheet after the book's."""
    (shelf.project / "styles" / "base.css").write_text(f"{BOOK_CSS}\n{css}", "utf-8")
    return shelf


def volume(manuscript: Manuscript, sheets: Sheets) -> bytes:
    """The finished book."""
    report = Report()
    first = manuscript.first_body
    bound = bind(sheets, manuscript.metadata, (), report, first_body_anchor=first)
    assert [str(one) for one in report] == []
    return bound.pdf


def set_by_takes(manuscript: Manuscript, shelf: Stylesheet, **hands: Hands) -> Sheets:
    """The pages as this house sets them."""
    report = Report()
    sheets = typeset(manuscript, shelf, report, **hands)
    assert [str(one) for one in report] == []
    return sheets


def set_at_once(manuscript: Manuscript, shelf: Stylesheet) -> bytes:
    """The whole book in one layout, by the engine alone, once it prints the folios of its own pages.

    Its `target-counter` is not asked: where a paragraph breaks over pages, it may print a number of before.
    """
    shared = {"font_config": BookFonts(), "counter_style": CounterStyle(), "color_profiles": {}}
    sheets = [CSS(url=shelf.url, url_fetcher=shelf.fetcher, **shared), CSS(string=COUNTED)]
    pages: dict[str, int] = {}
    for _ in range(5):
        before, written = dict(pages), _filled(manuscript.html, pages)
        html = HTML(string=written, base_url=shelf.base_url, url_fetcher=shelf.fetcher)
        document = html.render(stylesheets=sheets, pdf_tags=True, **shared)
        for number, page in reversed(list(enumerate(document.pages))):
            pages |= dict.fromkeys(page.anchors, number)
        if pages == before:
            break
    return document.write_pdf(pdf_tags=True)


_ASKED = re.compile('href="#([^"]*)" data-folio=""')


def _filled(html: str, pages: Mapping[str, int]) -> str:
    """HTML with the folio of each target."""
    first = pages.get("one", 0)
    return _ASKED.sub(
        lambda asked: f'href="#{asked[1]}" data-folio="{pages.get(asked[1], 0) - first + 1}"', html
    )


def book(*bodies: str, front: str = "", run_on: Sequence[int] = ()) -> Manuscript:
    """A book whose parts have these blocks, with its contents before them, and with more in front."""
    names = [NAMES[number] for number in range(len(bodies))]
    entries = "".join(f'<li><a href="#{name}" data-folio="">{name}</a></li>' for name in names)
    parts = [PartHtml("front", _section("front", f"<ul>{entries}</ul>{front}", "front"))]
    for number, body in enumerate(bodies):
        runs = number in run_on
        html = _section(names[number], body, "run-on" if runs else "")
        parts.append(PartHtml(names[number], html, run_on=runs))
    return Manuscript(tuple(parts), small_book.METADATA, (), "one")


NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight")


def _section(name: str, body: str, kind: str = "") -> str:
    return f'<section class="{kind}" id="{name}" data-title="On {name}"><h1>{name}</h1>\n{body}</section>\n'


def words(dice: Random, count: int) -> str:
    """A paragraph's text."""
    return " ".join(dice.choice(_WORDS) for _ in range(count))


def reference(target: str) -> str:
    """A link that prints a folio."""
    return f'<a href="#{target}" data-folio="">see {target}</a>'


def random_book(dice: Random) -> Manuscript:
    """Parts of some pages with paragraphs, notes, figures, links and references of all kinds."""
    count = dice.randint(2, 4)
    bodies = ["\n".join((_noted(dice, NAMES[part]), *(
        _block(dice, f"{NAMES[part]}-{number}", NAMES[:count]) for number in range(dice.randint(1, 5))
    ))) for part in range(count)]
    run_on = [number for number in range(1, count) if dice.random() < 0.3]
    front = f"<p>{words(dice, dice.randint(0, 90))}</p>"
    return book(*bodies, front=front, run_on=run_on)


def _noted(dice: Random, name: str) -> str:
    """A paragraph that begins with the call of a note: far from the foot of the page, none goes astray."""
    note = f'<a class="call" href="#{name}-n" id="{name}-c">1</a>'
    note += f'<span class="note" id="{name}-n" data-number="1">{words(dice, 8)}</span>'
    return f"<p>{words(dice, 2)}{note} {words(dice, 20)}</p>"


def _block(dice: Random, name: str, parts: Sequence[str]) -> str:
    match dice.randrange(5):
        case 0:
            return f'<figure id="{name}"><img src="{small_book.PICTURE}" alt="A bar"></figure>'
        case 1:
            return f'<p id="{name}"><a href="https://example.org/{name}">{words(dice, 3)}</a></p>'
        case _:
            asked = reference(dice.choice(parts))
            return f'<p id="{name}">{words(dice, dice.randint(1, 40))} {asked} {words(dice, 20)}</p>'


FEW = settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])
"""What fails here takes too long to be made small."""


# One layout of the whole


@given(seed=st.integers(0, 10**9))
@FEW
def test_takes_are_the_same_pages_as_one_layout_of_the_whole(shelf: Stylesheet, seed: int) -> None:
    manuscript = random_book(Random(seed))
    sheets = set_by_takes(manuscript, restyled(shelf, ""))
    assume(sheets.repairs == ())
    ours = read(volume(manuscript, sheets))
    assert_same(ours, read(set_at_once(manuscript, shelf)))
    front = sheets.fragments[0].pages
    assert ours.labels == [*("i", "ii", "iii")[:front], *map(str, range(1, len(ours.pages) - front + 1))]


# What a take is set with


def test_a_take_set_with_a_picture_of_another_time_is_refused(shelf: Stylesheet) -> None:
    """Else it would be remembered under the digest of the picture that was there when the build began."""
    picture = shelf.project / shelf.edition / "images" / "seal.svg"
    picture.write_text(_SEAL, "utf-8")
    style, body = shelf.digest, '<p><img src="images/seal.svg" alt="A seal"></p>'
    try:
        assert fragment_of(shelf, body, style=style).pages
        picture.write_text(_SEAL.replace("red", "blue"), "utf-8")
        with pytest.raises(Restyled):
            fragment_of(shelf, body, style=style)
    finally:
        picture.unlink()


def test_sheets_that_change_before_anything_is_set_are_refused(
    shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if nothing has to be set: the families must be those of what is remembered."""
    manuscript, memory = small_book.manuscript(), Memory()
    monkeypatch.setattr(Stylesheet, "digest", property(lambda _: "before"))
    typeset(manuscript, shelf, Report(), memory)
    digests = iter(("before", "after"))
    monkeypatch.setattr(Stylesheet, "digest", property(lambda _: next(digests)))
    with pytest.raises(Restyled):
        typeset(manuscript, shelf, Report(), memory)


def test_sheets_of_another_time_are_not_remembered(shelf: Stylesheet) -> None:
    """Else they would be under the digest of those that were there when the build began."""
    job = SheetsJob(restyled(shelf, ""), shelf.digest)
    assert read_sheets(job).sheets
    restyled(shelf, "p { color: red }")
    with pytest.raises(Restyled):
        read_sheets(job)


def test_what_is_wrong_with_sheets_is_told_again_when_they_are_remembered(shelf: Stylesheet) -> None:
    styled, memory, told = restyled(shelf, "p { colour: red }"), Memory(), []
    for _ in range(2):
        report = Report()
        typeset(book("<p>Words</p>"), styled, report, memory)
        told.append([str(one) for one in report])
    assert told[0] == told[1] != [] and len(memory.done["read"]) == 1


# Either side of the sheet


def fragment_of(
    shelf: Stylesheet, body: str, *, recto: bool = True, folio: int = 1000, style: str = ""
) -> Fragment:
    """One take of one part; with the sheets as they are, or as they must be."""
    part = PartHtml("two", _section("two", body))
    manuscript = Manuscript((part,), small_book.METADATA, (), "two")
    take = Take((part,), manuscript.html_of((part,)), recto, folio)
    return set_take(Job(take, shelf, style or shelf.digest))


def bound(shelf: Stylesheet, *fragments: Fragment) -> bytes:
    """Fragments as a book whose folios begin with 1."""
    first, report = replace(fragments[0], anchors={"start": 0, **fragments[0].anchors}), Report()
    families = {"all": tuple(font.read_bytes() for font in small_book.FONTS.glob("*/*.[ot]tf"))}
    sheets = Sheets((first, *fragments[1:]), Anchors(fragments), families)
    volume = bind(sheets, small_book.METADATA, (), report, first_body_anchor="start")
    assert [str(one) for one in report] == []
    return volume.pdf


def leaves_of(fragment: Fragment) -> tuple[Leaf, ...]:
    """Its pages."""
    return fragment.body.opened.leaves


def blank(leaf: Leaf, count: int) -> Fragment:
    """As many pages with nothing on them."""
    empty = replace(leaf, anchors={}, links=(), bookmarks=(), text=(b"",),
                    recto=leaf.recto and leaf.recto._replace(margins=(b"",)),
                    verso=leaf.verso and leaf.verso._replace(margins=(b"",)))
    return packed_fragment(Body((empty,) * count, (), (Resources(count, {}),)))


def boxes(pdf: bytes) -> list[float]:
    """The corners of every picture, as the structure tree tells them, and those of every text area."""
    file = pikepdf.open(BytesIO(pdf))
    figures = [thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary)
               and thing.get("/S") == "/Figure"]
    found = [*(figure.A.BBox for figure in figures), *(page.obj.ArtBox for page in file.pages)]
    return [float(side) for box in found for side in box]


MIXED = "\n".join(
    f'<p id="p{n}"><a href="https://example.org">Words</a> {"of a text " * 40}{reference("two")}</p>'
    f'<figure id="f{n}"><img src="{small_book.PICTURE}" alt="A bar"></figure>'
    for n in range(3)
)


def test_a_turned_take_is_the_same_as_one_that_was_set_for_its_side(shelf: Stylesheet) -> None:
    styled = restyled(shelf, "")
    right, left = (fragment_of(styled, MIXED, recto=recto) for recto in (True, False))
    before = blank(leaves_of(right)[0], 1)
    turned, meant = (bound(shelf, before, fragment) for fragment in (right, left))
    assert_same(read(turned), read(meant))
    assert len(boxes(meant)) > 20 and boxes(turned) == pytest.approx(boxes(meant), abs=TOLERANCE_PT)


@pytest.mark.parametrize("css", [
    "@page { background: #fec }",
    "@page { background: linear-gradient(90deg, #fec, #cef) }",
    "html { background: #fec }",
    "@page :left { margin-left: 17mm }",
    "@page :left { margin-top: 15mm }",
    "@page :left { size: 90mm 60mm }",
    "#two-p { break-before: right }",
    "#two-p { break-before: verso }",
], ids=lambda css: css)
def test_a_page_that_is_another_one_on_the_left_is_set_for_its_side(shelf: Stylesheet, css: str) -> None:
    styled = restyled(shelf, css)
    text = f"<p>{'Some words to be set. ' * 12}</p>"
    manuscript = book(text, f'{text}<p id="two-p">Words</p>{text}', text)
    sheets = set_by_takes(manuscript, styled)
    sided = [leaf for fragment in sheets.fragments for leaf in leaves_of(fragment)
             if leaf.recto is None or leaf.verso is None]
    assert sided
    assert_same(read(volume(manuscript, sheets)), read(set_at_once(manuscript, styled)))


def test_a_page_that_is_not_set_for_its_side_is_never_bound(shelf: Stylesheet) -> None:
    fragment = fragment_of(restyled(shelf, "@page { background: #fec }"), "<p>Words</p>")
    with pytest.raises(RuntimeError, match="page 2 was not set for the side on which it stands"):
        bound(shelf, packed_fragment(Body(leaves_of(fragment) * 2, (), (Resources(2, {}),)), fragment.faces))


# Folios


@pytest.mark.parametrize("space", ["1pt", "-.3pt"])
def test_figures_that_are_spaced_stand_where_they_would_be_set(shelf: Stylesheet, space: str) -> None:
    styled = restyled(shelf, f"html {{ letter-spacing: {space} }}")
    text = "<p>A page.</p>" + '<p style="break-before: page">Another.</p>' * 9
    manuscript = book(f"<p>{reference('two')}</p>", text, f"<p>{reference('three')}</p>")
    sheets = set_by_takes(manuscript, styled)
    assert_same(read(volume(manuscript, sheets)), read(set_at_once(manuscript, styled)))


_TENS = tuple(b"%d" % figure for figure in range(10))


@pytest.mark.parametrize(("folio", "lead", "shown"), [
    (7, 1, b"-1000<a7c>"), (7, 0, b"<a7c>"), (7, 0.5, b"-500<a7c>"),
    (42, 1, b"-500<a4+2c>"), (42, 0.5, b"-250<a4+2c>"), (305, 1, b"<a3-0+5c>"),
])
def test_a_slot_shows_a_folio_in_its_room(folio: int, lead: float, shown: bytes) -> None:
    slot = Slot("", b"<a", _TENS, (b"-", b"+"), b"c>", 500, lead)
    assert (slot.room, slot.filled(folio)) == (3, shown)


def test_a_slot_has_no_room_for_a_figure_more() -> None:
    with pytest.raises(ValueError, match="no room for 1000 where 3 figures were set"):
        Slot("", b"<", _TENS, (b"", b""), b">", 500, 1).filled(1000)


UNEQUAL = "font-family: Label; font-variant-numeric: proportional-nums"


@pytest.mark.parametrize(("css", "place"), [
    (f"@page {{ @bottom-right {{ {UNEQUAL} }} }}", "styles/base.css:3:28"),
    ("@page { @bottom-right { content: 'In 2021, page ' counter(page) } }", "styles/base.css:3:28"),
    (f"[data-folio]::after {{ {UNEQUAL} }}", "styles/base.css:22:39"),
])
def test_figures_that_cannot_be_filled_in_are_told(shelf: Stylesheet, css: str, place: str) -> None:
    report = Report()
    typeset(book("<p>Words</p>", f"<p>{reference('one')}</p>"), restyled(shelf, css), report)
    assert {f"{one.span} {one.fault.code}" for one in report} == {f"{place} unequal-figures"}


@pytest.mark.parametrize("before", [8, 97], ids=["from 9 to 10", "from 99 to 100"])
def test_a_folio_that_gains_a_figure_ends_where_others_do(shelf: Stylesheet, before: int) -> None:
    fragment = fragment_of(restyled(shelf, ""), f"<p>{'Some words to be set. ' * 90}</p>")
    pdf = bound(shelf, blank(leaves_of(fragment)[0], before), fragment)
    pages = read(pdf).pages[before:]
    feet = [[letter for letter in page.letters if letter[2] < 25 and letter[0].isdecimal()] for page in pages]
    folios = ["".join(letter for letter, *_ in foot) for foot in feet]
    assert folios == [str(number) for number in range(before + 1, before + 1 + len(pages))]
    assert {len(folio) for folio in folios} == {len(str(before)), len(str(before)) + 1}
    right_hand = [foot[-1][1] for number, foot in enumerate(feet, before) if number % 2 == 0]
    assert len(right_hand) > 2 and right_hand == pytest.approx(right_hand[:1] * len(right_hand), abs=0.01)
    left_hand = [foot[0][1] for number, foot in enumerate(feet, before) if number % 2]
    assert len(left_hand) > 2 and left_hand == pytest.approx(left_hand[:1] * len(left_hand), abs=0.01)


def test_a_reference_has_room_for_the_folio_of_its_target(shelf: Stylesheet) -> None:
    """Known once what stands between is set; nothing else of the take changes."""
    leaf = leaves_of(fragment_of(restyled(shelf, ""), "<p>Words</p>"))[0]
    setting = plan(book(f"<p>{reference('three')}</p>", "<p></p>", "<p></p>"))
    first = setting.take(1, 0)
    setting.learn(2, blank(leaf, 98))
    setting.learn(3, packed_fragment(Body((replace(leaf, anchors={"three": (0, 0, 0, 0)}),))))
    later = setting.take(1, 1)
    assert 'href="#three" data-folio="0"' in first.html
    assert later.html == first.html.replace('href="#three" data-folio="0"', 'href="#three" data-folio="000"')
    assert setting.take(2, 1) == setting.take(2, 0)


# Fragments as plain things


GRADED = '<p style="background: linear-gradient(90deg, {0}, {1}); height: 20pt"> </p>'
FADED = '<div style="background: {0}; opacity: .5; height: 9pt"></div>'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><defs><linearGradient id="g">'
    '<stop offset="0" stop-color="{0}"/><stop offset="1" stop-color="{1}" stop-opacity=".2"/>'
    '</linearGradient>'
    '<mask id="m"><rect width="30" height="9" fill="white" opacity=".6"/></mask>'
    '<pattern id="q" width=".2" height=".5"><rect width="3" height="3" fill="{1}"/></pattern></defs>'
    '<rect width="40" height="9" fill="url(#g)"/><g opacity=".4">'
    '<rect y="5" width="20" height="9" fill="{0}"/></g><rect y="14" width="40" height="6" fill="url(#q)"/>'
    '<rect width="40" height="9" mask="url(#m)" fill="{1}"/></svg>'
)


def _picture(one: str, other: str) -> str:
    source = SVG.format(one, other).replace("#", "%23").replace('"', "'")
    return f'<figure><img alt="Colours" src="data:image/svg+xml,{source}"></figure>'


def coloured(one: str, other: str) -> str:
    """Something of each kind that drawings name: groups, patterns, shadings, masks, pictures, states."""
    photo = f'<figure><img src="{small_book.PHOTO}" alt="A pixel"></figure>'
    return GRADED.format(one, other) + FADED.format(one) + _picture(one, other) + photo


COLOURFUL = book(*(coloured(*two) for two in (("#c00000", "#ffff00"), ("#0000c0", "#00ffff"))))


def test_what_has_one_name_in_two_takes_is_not_mixed_up(shelf: Stylesheet) -> None:
    styled = restyled(shelf, "")
    sheets = set_by_takes(COLOURFUL, styled)
    used = [{(kind, name) for kind in ("XObject", "Pattern", "Shading")
             for one in fragment.body.opened.resources for name in one.things[kind]}
            for fragment in sheets.fragments[1:]]
    assert len(set.intersection(*used)) >= 3
    assert_same(read(volume(COLOURFUL, sheets)), read(set_at_once(COLOURFUL, styled)))


def test_a_fragment_is_the_same_after_it_was_kept_and_bound(shelf: Stylesheet) -> None:
    sheets = set_by_takes(COLOURFUL, restyled(shelf, ""))
    kept = [pickle.dumps(fragment) for fragment in sheets.fragments]
    pdf = volume(COLOURFUL, sheets)
    assert [pickle.dumps(fragment) for fragment in sheets.fragments] == kept
    again = replace(sheets, fragments=tuple(map(pickle.loads, kept)))
    assert volume(COLOURFUL, again) == volume(COLOURFUL, sheets) == pdf


_AGAIN = """
import pickle, sys
from pathlib import Path
import small_book, test_fragments as tests
from publish.typeset import Stylesheet, settle
settle.POLISHINGS = 0
shelf = Stylesheet(Path(sys.argv[1]), small_book.EDITION)
fragments = [tests.fragment_of(shelf, body) for body in tests.SEVERAL]
sys.stdout.buffer.write(pickle.dumps(fragments))
"""
SEVERAL = (MIXED, coloured("#c00000", "#ffff00"))


def test_two_processes_make_the_same_fragment(shelf: Stylesheet) -> None:
    folder = restyled(shelf, "").project
    environment = dict(os.environ, PYTHONHASHSEED="1", PYTHONPATH=os.pathsep.join(sys.path))
    command = [sys.executable, "-c", _AGAIN, str(folder)]
    run = subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True)
    assert run.stdout == pickle.dumps([fragment_of(shelf, body) for body in SEVERAL])


class Memory:
    """Hands that remember what they have done, as it would be kept on the disk."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, ...], bytes] = {}
        self.done: dict[str, list[object]] = defaultdict(list)
        """The jobs of each work that had to be done."""

    def __call__(self, work: Callable[[J], R], jobs: Sequence[J], /) -> Iterator[tuple[int, R]]:
        for place, job in reversed(list(enumerate(jobs))):  # in any order
            key = (work.__name__, *job.said)
            if key not in self.kept:
                self.kept[key] = pickle.dumps(work(pickle.loads(pickle.dumps(job))))
                self.done[work.__name__].append(job)
            yield place, pickle.loads(self.kept[key])

    @property
    def set(self) -> list[str]:
        """The first parts of the takes that had to be set."""
        return [job.take.parts[0].id for job in self.done["set_take"]]


@given(seed=st.integers(0, 10**9))
@FEW
def test_a_build_after_an_edit_is_the_same_as_a_clean_one(shelf: Stylesheet, seed: int) -> None:
    styled, dice, memory = restyled(shelf, ""), Random(seed), Memory()
    manuscript = random_book(dice)
    set_by_takes(manuscript, styled, hands=memory)
    number = dice.randrange(1, len(manuscript.parts))
    after = edited(manuscript, number, dice)
    memory.done.clear()
    sheets = set_by_takes(after, styled, hands=memory)
    assert volume(after, sheets) == volume(after, set_by_takes(after, styled))
    assert manuscript.parts[number].id in memory.set or manuscript.parts[number].run_on


def edited(manuscript: Manuscript, number: int, dice: Random) -> Manuscript:
    """The book with some paragraphs more, or some less, in one of its parts."""
    part = manuscript.parts[number]
    more = "".join(f"<p>{words(dice, 30)} {reference('one')}</p>" for _ in range(dice.randrange(3)))
    html = part.html.replace("</section>", f"{more}<p>Edited.</p></section>", 1)
    parts = (*manuscript.parts[:number], replace(part, html=html), *manuscript.parts[number + 1 :])
    return replace(manuscript, parts=parts)


def test_an_edit_that_moves_no_folio_sets_one_take(shelf: Stylesheet) -> None:
    styled, memory = restyled(shelf, ""), Memory()
    manuscript = book(*(f"<p>{text} {reference('three')}</p>" for text in ("One", "Two", "Three", "Four")))
    set_by_takes(manuscript, styled, hands=memory)
    assert set(memory.set) == {"front", "one", "two", "three", "four"}
    memory.done.clear()
    set_by_takes(edited(manuscript, 2, Random(3)), styled, hands=memory)
    assert memory.set == ["two"]


def test_a_first_guess_of_the_pages_changes_nothing(
    shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled, manuscript, memory = restyled(shelf, ""), random_book(Random(11)), Memory()
    pdf = volume(manuscript, set_by_takes(manuscript, styled, hands=memory))
    monkeypatch.setattr("publish.typeset.planning.PAGE", 60)
    assert volume(manuscript, set_by_takes(manuscript, styled, hands=memory)) == pdf


# Typefaces


def test_a_face_is_embedded_once_with_the_letters_of_all_takes(shelf: Stylesheet) -> None:
    manuscript = book("<p>Quixotic <i>quays</i> 12</p>", "<p>Fjordz <i>Zulu</i> ½</p>")
    pdf = volume(manuscript, set_by_takes(manuscript, restyled(shelf, "")))
    file = pikepdf.open(BytesIO(pdf))
    fonts = [thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary)
             and thing.get("/Subtype") == "/Type0"]
    names = [str(font.BaseFont).partition("+")[2] for font in fonts]
    assert sorted(names) == sorted(set(names)) and len(fonts) == 2
    assert {str(page.obj.Resources.Font.objgen) for page in file.pages} == {
        str(file.pages[0].obj.Resources.Font.objgen)}
    assert_same(read(pdf), read(set_at_once(manuscript, shelf)))
    upright = fonts["Italic" in names[0]]
    read_as = upright.ToUnicode.read_bytes().decode()
    (widths,) = (upright.DescendantFonts[0].W,)
    assert all(f"{ord(letter):04x}" in read_as.lower() for letter in "Qxjz½")
    assert len(read_as.split("beginbf")) > 1 and len(widths) > 2
