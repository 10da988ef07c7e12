"""What a template may not do: lose, double, swap or invent words, say other things of them, draw other bars.

Each sabotage changes one template and composes the book with it; the sound templates are silent.
"""

from __future__ import annotations

import base64
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import ChoiceLoader, DictLoader, Environment
from msgspec import Struct
from msgspec.structs import replace

import tiny_edition
from nouns import edition, incident, resolved_edition
from publish import random_edition, specimen_book
from publish.artifacts import Manuscript, Metadata, PartHtml, Resolved
from publish.compose import compose
from publish.compose import stage as composing
from publish.compose.markup import inline
from publish.inline import (
    Acronym,
    Call,
    Emphasis,
    Flag,
    Foreign,
    Inline,
    LetterCall,
    Link,
    Quoted,
    Reference,
    Words,
    Work,
)
from publish.pipeline import check, check_source
from publish.proof.beside.comparison import Finding
from publish.proof.beside.expected import expect
from publish.proof.beside.passage import passage_of
from publish.proof.beside.wanted import wanted
from publish.proof.checks import bars, completeness
from publish.recall import Recall
from publish.report import Report
from publish.trial import wishes_of

PROJECT = Path(__file__).parent.parent
TEMPLATES = {path.name: path.read_text() for room in ("blocks", "parts")
             for path in (PROJECT / "src/publish" / room).iterdir() if path.suffix in {".html", ".svg"}}

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Mn", "Mc", "Cn", "Cs"])
TEXTS = st.text(LETTERS | st.sampled_from(" \u00a0\u00ad-<&"), min_size=1, max_size=12)
"""Words without marks that join with the letter before, as every loaded text has them."""
METADATA = Metadata("One", "", (), (), "en-GB", date(2021, 5, 1), "", "", "one")

Sabotage = tuple[str, str, str, str]
"""A template, what stands in it, what is put in its place, and the code that must be told."""


def _resolved(source: Callable[[Report], object]) -> Resolved:
    report = Report()
    checked = source(report)
    assert checked is not None, [str(one) for one in report]
    return checked.resolved  # type: ignore[attr-defined,no-any-return]  # whatever gives a checked edition


@cache
def tiny() -> Resolved:
    """An edition with every kind of block."""
    return _resolved(lambda report: check_source(
        tiny_edition.source_of(tiny_edition.FILES, report), report, lambda stage: None,
    ))


@cache
def mali() -> Resolved:
    """A whole edition."""
    return _resolved(lambda report: check(
        PROJECT, PurePosixPath("chapters/mali-2021"), report, lambda stage: None,
    ))


@cache
def specimens() -> Resolved:
    """Every kind in every state."""
    def checked(report: Report) -> object:
        good = [one for one in specimen_book.specimens(PROJECT, report) if one.rejects is None]
        return check_source(
            specimen_book.book(PROJECT, good, report, titled=True), report, lambda stage: None,
        )

    return _resolved(checked)


def told(resolved: Resolved, manuscript: Manuscript) -> list[Finding]:
    expected = expect(manuscript)
    return [
        *completeness.findings(resolved, manuscript, expected),
        *bars.findings(tuple(bars.charted(resolved)), expected),
    ]


def messages(found: Sequence[Finding]) -> list[str]:
    return [f"{one.fault.code}: {one.fault.message}" for one in found]


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Resolved, Mapping[str, str]], Manuscript]:
    """Composes a book with changed templates."""
    def compose_with(resolved: Resolved, changed: Mapping[str, str]) -> Manuscript:
        sound = composing._environment

        def environment(recall: Recall) -> Environment:
            changing = sound(recall)
            assert changing.loader
            changing.loader = ChoiceLoader([DictLoader(dict(changed)), changing.loader])
            return changing

        with monkeypatch.context() as patch:
            patch.setattr(composing, "_environment", environment)
            return compose(resolved)

    return compose_with


Compose = Callable[[Resolved, Mapping[str, str]], Manuscript]


# Silence


@pytest.mark.parametrize("draft", [False, True], ids=["plain", "draft"])
@pytest.mark.parametrize("book", [tiny, mali, specimens])
def test_sound_templates_are_silent(book: Callable[[], Resolved], draft: bool) -> None:
    assert messages(told(book(), compose(book(), draft=draft))) == []


@pytest.mark.parametrize("seed", range(12))
def test_random_editions_are_silent(seed: int) -> None:
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        random_edition.write(Path(folder), "random", wishes_of(seed))
        checked = check(Path(folder), PurePosixPath("chapters/random"), report, lambda stage: None)
    assert checked
    assert messages(told(checked.resolved, compose(checked.resolved))) == []


# Words

WORDS: Sequence[Sabotage] = (
    # cells
    ("tabular.html", "{% for one in row.cells %}", "{% for one in row.cells | reverse %}", "altered-text"),
    ("tabular.html", "{% for row in group %}", "{% for row in group[1:] %}", "unprinted-text"),
    ("tabular.html", "{% for row in group %}", "{% for row in group | reverse %}", "altered-text"),
    ("tabular.html", "{% for head in view.heads %}<th", "{% for head in view.heads | reverse %}<th",
     "altered-text"),
    ("tabular.html", "{{ cell(one, loop.first, row.role) }}",
     "{{ cell(one, loop.first, row.role) }}{{ cell(one, false, row.role) }}", "added-text"),
    # strings that are no runs
    ("tabular.html", "{{ view.label }}</span>", "Table</span>", "unprinted-text"),
    ("tabular.html", "{{ flag.meaning }}", "", "altered-text"),
    ("tabular.html", "{% if not loop.last %}; {% endif %}{% endfor %}.</p>", "{% endfor %}</p>",
     "altered-text"),
    ("tabular.html", "Sources: ", "Source: ", "altered-text"),
    ("tabular.html", ">{{ note.letter }}</a>", ">x</a>", "altered-text"),
    ("chronology.html", "{{ line.when }}", "", "altered-text"),
    ("chronology.html", "{{ line.when }}", "1 January", "altered-text"),
    ("chronology.html", "{{ month.name }}", "May 2020", "altered-text"),
    ("chronology.html", "{% for month in view.months %}", "{% for month in view.months | reverse %}",
     "altered-text"),
    ("chronology.html", ">Date</th>", ">Day</th>", "altered-text"),
    ("key_figures.html", "{{ item.value }}", "{{ item.value }}0", "altered-text"),
    ("key_figures.html", "As of {{ item.as_of }}. ", "", "unprinted-text"),
    ("key_figures.html", "As of ", "Before ", "altered-text"),
    ("key_figures.html", " See {{ item.see | inline }}.", "", "unprinted-text"),
    ("definitions.html", "{{ term.term }}", "{{ term.term }} {{ term.term }}", "added-text"),
    ("definitions.html", "{% for term in view.terms %}", "{% for term in view.terms[1:] %}",
     "unprinted-text"),
    ("chart.html", "{{ view.unit }}", "", "unprinted-text"),
    ("chart.html", "{{ view.table | inline }}", "{{ view.table | inline }}, here", "altered-text"),
    # texts
    ("prose.html", "{% for paragraph in view.paragraphs %}", "{% for paragraph in view.paragraphs[1:] %}",
     "unprinted-text"),
    ("prose.html", "{% for paragraph in view.paragraphs %}",
     "{% for paragraph in view.paragraphs | reverse %}", "altered-text"),
    ("prose.html", "{{ paragraph | inline }}</p>", "{{ paragraph | inline }} Indeed.</p>", "added-text"),
    ("list.html", "{{ item | inline }}", "{{ item | inline }}{{ item | inline }}", "altered-text"),
    ("list.html", "{% for item in view.items %}", "{% for item in view.items | reverse %}", "altered-text"),
    ("callout.html", "{{ view.title | inline }}", "{{ view.title | inline }}{{ view.tone }}", "altered-text"),
    ("callout.html", '<p class="callout-title">{{ view.title | inline }}</p>', "", "unprinted-text"),
    # between blocks, and around them
    ("chapter.html", "{{ block }}\n", "{{ block }}\n<p>And so on.</p>\n", "added-text"),
    ("chapter.html", "Chapter {{ chapter.number }}", "Chapter 7", "altered-text"),
    ("chapter.html", "{{ chapter.title }}</h1>", "{{ chapter.running_head }}, again</h1>", "altered-text"),
    # cover
    ("cover.html", "{{ imprint.title }}", "{{ imprint.series }}", "altered-text"),
    ("cover.html", "{{ imprint.subtitle }}", "", "unprinted-text"),
    ("cover.html", "{{ coverage }}", "1 January to 31 March 2020", "altered-text"),
    ("cover.html", "{{ published }}", "{{ imprint.data_cutoff }}", "altered-text"),
    ("cover.html", "{{ edition_line }}", "Second edition", "altered-text"),
    # imprint
    ("imprint.html", "{% for term, text in entries %}", "{% for term, text in entries[1:] %}",
     "unprinted-text"),
    ("imprint.html", "{% for term, text in entries %}", "{% for term, text in entries | reverse %}",
     "altered-text"),
    ("imprint.html", "{{ term }}", "Licence", "altered-text"),
    ("imprint.html", "{% for term, text in entries %}",
     '{% for term, text in entries if term != "Data cut-off" %}', "unprinted-text"),
    # contents, lists, sources
    ("contents.html", "{% for chapter in resolved.chapters %}",
     "{% for chapter in resolved.chapters | reverse %}", "altered-text"),
    ("contents.html", ">{{ section.title }}</a>", ">{{ chapter.title }}</a>", "altered-text"),
    ("contents.html", 'data-number="{{ chapter.number }}"', 'data-number="9"', "altered-text"),
    ("lists.html", "{{ entry.caption }}", "{{ entry.label }}", "altered-text"),
    ("lists.html", '{{ listing("Figures", resolved.figures) }}', "", "unprinted-text"),
    ("sources.html", "{% for entry in entries %}", "{% for entry in entries[1:] %}", "unprinted-text"),
    ("sources.html", "{% for entry in entries %}", "{% for entry in entries | reverse %}", "altered-text"),
    ("sources.html", ">{{ number }}</a>", ">{{ number + 1 }}</a>", "altered-text"),
    ("sources.html", "{{ entry.text | inline }}", "{{ entry.text | inline }} {{ entry.text | inline }}",
     "altered-text"),
    ("sources.html", "{{ heading }}", "Books", "altered-text"),
)


@pytest.mark.parametrize(("template", "old", "new", "code"), WORDS, ids=lambda said: str(said)[:30])
def test_words_of_a_faulty_template_are_told(
    composed: Compose, template: str, old: str, new: str, code: str
) -> None:
    assert old in TEMPLATES[template]
    changed = {template: TEMPLATES[template].replace(old, new)}
    found = [one for book in (tiny(), mali()) for one in told(book, composed(book, changed))]
    assert code in {one.fault.code for one in found}, messages(found)


@pytest.mark.parametrize("kind", specimen_book.kinds())
def test_a_kind_that_prints_nothing_is_told(composed: Compose, kind: str) -> None:
    found = told(tiny(), composed(tiny(), {f"{kind.replace('-', '_')}.html": ""}))
    assert "unprinted-text" in {one.fault.code for one in found if kind in one.fault.message}


def test_a_second_section_behind_a_part_is_told(composed: Compose) -> None:
    more = TEMPLATES["cover.html"] + "<section><p>Not for sale.</p></section>"
    (finding,) = told(tiny(), composed(tiny(), {"cover.html": more}))
    assert finding.fault.message.startswith("`Not for sale.` is printed by the template of `cover`")


@given(st.lists(st.one_of(
    st.builds(Words, TEXTS), st.builds(Work, st.just("fr"), TEXTS), st.builds(Quoted, st.just("de"), TEXTS),
    st.builds(Acronym, TEXTS), st.builds(Link, st.just("https://a.b/"), TEXTS),
    st.builds(Foreign, st.just("ar"), TEXTS),
    st.builds(Flag, TEXTS, TEXTS), st.builds(Reference, st.just("one"), TEXTS, st.booleans()),
    st.builds(lambda text, strong: Emphasis((Words(text),), strong), TEXTS, st.booleans()),
    st.builds(lambda text: Call(1, "call-1", "note-1", (Words(text),)), TEXTS),
    st.builds(LetterCall, st.just("a"), st.just("call-a"), st.just("note-a")),
)).map(tuple))
def test_runs_are_read_as_the_markup_has_them(runs: Inline) -> None:
    """Whatever an editor writes: two ways that know nothing of each other give the same."""
    html = f"<p>{inline(runs)}</p>"
    expected = expect(Manuscript((PartHtml("one", html),), METADATA, (), "one"))
    found = passage_of(expected, expected.nodes, expected.nodes[0].end)
    read = wanted(runs)
    assert found.words == read.words
    assert found.traits == read.traits


# What is said of words

TRAITS: Sequence[Sabotage] = (
    ("tabular.html", '<th scope="row"', '<th scope="col"', "altered-trait"),
    ("tabular.html", '<td{% if cell.span > 1 %} colspan="{{ cell.span }}"{% endif %}', '<td colspan="2"',
     "altered-trait"),
    ("tabular.html", 'href="#{{ note.call_id }}"', 'href="#{{ note.note_id }}"', "altered-trait"),
    ("tabular.html", 'id="{{ note.note_id }}"', "", "altered-trait"),
    ("tabular.html", 'data-label="{{ view.label }}"', 'data-label="Table 99"', "altered-trait"),
    ("tabular.html", 'id="{{ id }}"', 'id="{{ id }}-table"', "altered-trait"),
    ("tabular.html", '<div class="tabular-foot">', '<div class="tabular-foot" style="display: none">',
     "altered-trait"),
    ("chronology.html", 'colspan="2"', 'colspan="3"', "altered-trait"),
    ("chronology.html", '<td class="chronology-event">{{ line.text | inline }}',
     '<td></td><td class="chronology-event">{{ line.text | inline }}', "altered-trait"),
    ("prose.html", "h3", "h4", "altered-trait"),
    ("list.html", "ul", "ol", "altered-trait"),
    ("list.html", "{{ item | inline }}", "<s>{{ item | inline }}</s>", "altered-trait"),
    ("list.html", "{{ item | inline }}", '{{ item | inline }}<img src="photo.png">', "altered-trait"),
    ("tabular.html", 'scope="rowgroup"', 'scope="row"', "altered-trait"),
    ("tabular.html", 'colspan="{{ cell.span }}" class="tabular-group-head"', 'class="tabular-group-head"',
     "altered-trait"),
    ("definitions.html", ' lang="{{ term.language }}"', ' lang="de"', "altered-trait"),
    ("chart.html", 'alt="{{ view.alternative }}"', 'alt="A chart"', "altered-trait"),
    ("frame.html", ' id="{{ id }}"', ' id="{{ id }}-1"', "altered-trait"),
    ("chapter.html", 'data-title="{{ chapter.running_head }}"', 'data-title="Elsewhere"', "altered-trait"),
    ("chapter.html", "h1", "h2", "altered-trait"),
    ("contents.html", 'href="#{{ chapter.id }}"', 'href="#cover"', "altered-trait"),
    ("contents.html", 'href="#{{ section.id }}"', 'href="#{{ chapter.id }}"', "altered-trait"),
    ("lists.html", 'href="#{{ entry.id }}"', 'href="#lists"', "altered-trait"),
    ("sources.html", 'href="#call-{{ number }}"', 'href="#call-1"', "altered-trait"),
    ("sources.html", 'id="{{ entry.id }}"', "", "altered-trait"),
    ("prose.html", "{{ paragraph | inline }}</p>",
     '<span class="prose-lead">{{ paragraph | inline }}</span></p>', ""),
    # division
    ("list.html", "</li>", "", "divided-text"),
    ("prose.html", '<p class="prose-text">{{ paragraph | inline }}</p>', " {{ paragraph | inline }}",
     "divided-text"),
    ("key_figures.html", "{{ item.label | inline }}",
     "{{ item.label[:1] | inline }}</dd><dd>{{ item.label[1:] | inline }}", ""),
)


@pytest.mark.parametrize(("template", "old", "new", "code"), TRAITS, ids=lambda said: str(said)[:30])
def test_what_a_faulty_template_says_of_words_is_told(
    composed: Compose, template: str, old: str, new: str, code: str
) -> None:
    assert old in TEMPLATES[template]
    changed = {template: TEMPLATES[template].replace(old, new)}
    if old == "</li>":
        changed[template] = changed[template].replace('<li class="list-item">', " ")
    found = [one for book in (tiny(), mali()) for one in told(book, composed(book, changed))]
    assert {one.fault.code for one in found} == ({code} if code else set()), messages(found)


# What no template prints: the markup of runs, the lines of the imprint, the order of the parts

RUNS: Sequence[tuple[str, str, str]] = (
    (r'(class="url" href=")', r"\1https://example.org/", "altered-trait"),
    (r'(class="reference" href="#)', r"\1other-", "altered-trait"),
    (r'(class="reference-page" href="#)', r"\1other-", "altered-trait"),
    (r'(class="call" href="#note-\d+" id="call-\d+">)\d+', r"\g<1>99", "altered-text"),
    (r'(class="call" href="#)note-\d+', r"\1note-99", "altered-trait"),
    (r'(class="call" href="#note-\d+" id=")call-\d+', r"\1call-99", "altered-trait"),
    (r'(class="note" id=")note-\d+', r"\1note-99", "altered-trait"),
    (r'(class="note" id="note-\d+" data-number=")\d+', r"\g<1>99", "altered-text"),
    (r'(class="note-return" href="#)call', r"\1note", "altered-trait"),
    (r'(class="foreign" lang=")fr', r"\1de", "altered-trait"),
    (r'(class="work" lang="[\w-]+">)', r"\1The ", "altered-text"),
    (r'(class="mark" title=")[^"]+', r"\1verified", "altered-trait"),
    (r"(<em>)(\w+)(</em>)", r"\2", "altered-trait"),
    (r"<abbr[^>]*>(.*?)</abbr>", r"\1", "altered-trait"),
    (r'(<a class="tabular-call" href="#[\w-]+)', r"\1-x", "altered-trait"),
    (r"<a class=\"note-return\"[^>]*>↑</a>", "", "altered-text"),
    (r"(\w) (\w+) ", r"\1\2 ", "altered-text"),
)


@pytest.mark.parametrize(("old", "new", "code"), RUNS)
def test_runs_that_are_printed_otherwise_are_told(old: str, new: str, code: str) -> None:
    found = []
    for book in (tiny(), mali()):
        manuscript = compose(book)
        changed = tuple(_once(part, old, new) for part in manuscript.parts)
        found += told(book, replace(manuscript, parts=changed))
    assert code in {one.fault.code for one in found}, messages(found)


def _once(part: PartHtml, old: str, new: str) -> PartHtml:
    """A chapter with its first match outside of attributes of pictures changed."""
    start = part.html.find('<p class="') if old.startswith(r"(\w)") else 0
    head, rest = part.html[:start], part.html[start:]
    return replace(part, html=head + re.sub(old, new, rest, count=1)) if part.origins else part


@pytest.mark.parametrize("lost", range(12))
def test_every_line_of_the_imprint_is_missed(monkeypatch: pytest.MonkeyPatch, lost: int) -> None:
    sound = composing.imprint.entries

    def entries(said: object, errata: object) -> list[object]:
        lines = list(sound(said, errata))  # type: ignore[arg-type]  # as `compose` calls it
        return lines[:lost] + lines[lost + 1:]

    monkeypatch.setattr(composing.imprint, "entries", entries)
    (finding,) = told(tiny(), compose(tiny()))
    assert (finding.fault.code, finding.node and finding.node.id) == ("unprinted-text", "imprint")


@pytest.mark.parametrize("order", [slice(None, None, -1), slice(1, None), slice(None, -1)])
def test_other_parts_are_told(order: slice) -> None:
    manuscript = compose(tiny())
    found = told(tiny(), replace(manuscript, parts=manuscript.parts[order]))
    assert [one.fault.code for one in found] == ["other-parts"]


@pytest.mark.parametrize("name", ["cover", "imprint", "contents", "lists", "sources", "summary"])
def test_an_empty_part_is_told(name: str) -> None:
    manuscript = compose(tiny())
    parts = tuple(replace(part, html="") if part.id == name else part for part in manuscript.parts)
    found = told(tiny(), replace(manuscript, parts=parts))
    assert "unprinted-text" in {one.fault.code for one in found}


# Bars

DRAWINGS: Sequence[tuple[str, str]] = (
    ('height="{{ bar.height }}"', 'height="12"'),
    ('height="{{ bar.height }}"', 'height="{{ bar.width }}"'),
    ('y="{{ bar.y }}" width="{{ bar.width }}"', 'y="{{ bar.y + 1 }}" width="{{ bar.width }}"'),
    ('x="{{ bar.x }}" y="{{ bar.y }}"', 'x="{{ bar.x + 3 }}" y="{{ bar.y }}"'),
    ('x="{{ bar.x }}" y="{{ bar.y }}"', 'transform="scale(1 0.9)" x="{{ bar.x }}" y="{{ bar.y }}"'),
    ("{% for bar in view.picture.bars %}", "{% for bar in view.picture.bars[1:] %}"),
    ("{% for bar in view.picture.bars %}", "{% for bar in view.picture.bars | reverse %}"),
    ('class="piece {{ bar.kind }}"', 'class="piece court"'),
    ('class="middle total" x="{{ label.x }}" y="{{ label.y }}">{{ label.text }}',
     'class="middle total" x="{{ label.x }}" y="{{ label.y }}">{{ label.text }}0'),
    ("{% for label in view.picture.totals %}", "{% for label in view.picture.totals[1:] %}"),
    ('class="middle total" x="{{ label.x }}"', 'class="middle total" x="{{ view.picture.left }}"'),
    ('class="middle total" x="{{ label.x }}"', 'class="middle total" x="{{ label.x + 1 }}"'),
    ('<line class="axis" x1="{{ view.picture.left }}" y1="{{ view.picture.base }}"',
     '<line class="rule" x1="{{ view.picture.left }}" y1="{{ view.picture.base }}"'),
    ("{% for label in view.picture.months %}", "{% for label in view.picture.months | reverse %}"),
    ("{% for label in view.picture.months %}", "{% for label in view.picture.months[1:] %}"),
    ('y="{{ tick.y }}" dy="1">{{ tick.text }}', 'y="{{ tick.y }}" dy="1">{{ tick.text }}0'),
    ('y2="{{ tick.y }}"', 'y2="0"'),
    ("{% for tick in view.picture.ticks %}", "{% for tick in view.picture.ticks[:1] %}"),
    ('<text x="3.4">{{ key.text }}', '<text x="3.4">Others'),
    ('<g transform="translate({{ key.x }} {{ key.y }})"><rect class="{{ key.kind }}"',
     '<g transform="translate({{ key.x }} {{ key.y }})"><rect class="none"'),
    ("{% for key in view.picture.legend %}", "{% for key in view.picture.legend[1:] %}"),
    ("fill: #3d4a57", "fill: #8a4b12"),
    ('<line class="axis" x1="{{ view.picture.left }}" y1="{{ view.picture.base }}"',
     '<line class="axis" x1="{{ view.picture.left }}" y1="2"'),
    ("</svg>", '<rect class="paper" x="0" y="0" width="99" height="9"/></svg>'),
    ("</svg>", "<image/></svg>"),
    ('height="{{ view.picture.height }}mm"', 'height="20mm"'),
)


@pytest.mark.parametrize(("old", "new"), DRAWINGS)
def test_a_drawing_that_shows_other_numbers_is_told(composed: Compose, old: str, new: str) -> None:
    assert old in TEMPLATES["chart.svg"]
    found = told(mali(), composed(mali(), {"chart.svg": TEMPLATES["chart.svg"].replace(old, new)}))
    assert {one.fault.code for one in found} == {"untrue-drawing"}, messages(found)


def test_a_bar_that_is_reckoned_wrongly_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the template is at fault here, but what draws."""
    manuscript = compose(mali())
    drawn = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', manuscript.html)
    assert drawn
    drawing = base64.b64decode(drawn[1]).decode()
    heights = re.findall(r'<rect class="piece [^>]* height="([\d.]+)"', drawing)
    for height in heights:
        longer = drawing.replace(f'height="{height}"', f'height="{float(height) + 0.2:.2f}"', 1)
        parts = tuple(
            replace(part, html=part.html.replace(drawn[1], base64.b64encode(longer.encode()).decode()))
            for part in manuscript.parts
        )
        found = told(mali(), replace(manuscript, parts=parts))
        assert {one.fault.code for one in found} == {"untrue-drawing"}


HARD: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "nothing": (),
    "zero": ({"best": 0},),
    "one": ({"best": 1},),
    "millions at the edges": tuple(
        {"best": 1_234_567 + month, "qualifier": "at-least"} for month in range(12)
    ),
    "long ranges": tuple(
        {"min": 1 + month, "max": 1_000_000 + month, "qualifier": "between"} for month in range(12)
    ),
    "uncounted": tuple({"qualifier": ("several", "hundreds")[month % 2]} for month in range(12)),
    "steep": tuple({"best": 12_400 if month % 2 else 3, "qualifier": "about"} for month in range(12)),
}


@pytest.mark.parametrize("years", [1, 2])
@pytest.mark.parametrize("figures", HARD.values(), ids=HARD)
def test_a_chart_of_hard_numbers_is_silent(figures: Sequence[Mapping[str, object]], years: int) -> None:
    """Numbers so long, vague or many that the drawing must make room for them."""
    said = {"kind": "chart", "id": "f", "caption": "Killed", "unit": "people", "measure": "killed",
            "where": {"measures": ["killed"]}, "table": "t"}
    table = {"kind": "incident-table", "id": "t", "caption": "Killed", "where": {"measures": ["killed"]},
             "measures": ["killed"]}
    found = [incident(f"i{at}-{year}", one, date=f"{2020 + year}-{at % 12 + 1:02}-05")
             for at, one in enumerate(figures) for year in range(years)]
    whole = edition(table, said, incidents=found)
    coverage = whole.imprint.coverage.model_copy(update={"end": date(2019 + years, 12, 31)})
    imprint = whole.imprint.model_copy(update={"coverage": coverage})
    resolved = resolved_edition(whole.model_copy(update={"imprint": imprint}))
    assert messages(told(resolved, compose(resolved))) == []


# A new kind


class _Inner(Struct, frozen=True):
    name: str
    count: int
    text: tuple[Words, ...]


class _View(Struct, frozen=True):
    first: str
    rows: tuple[_Inner, ...]
    last: tuple[Words, ...] | None
    shown: bool


def test_a_view_that_says_nothing_is_read_in_the_order_of_its_fields() -> None:
    rows = (_Inner("Two", 7, (Words("three, "), Words("four"))), _Inner("Five", 8, (Words("six"),)))
    passage = wanted(_View("One", rows, (Words("Seven."),), True))
    assert passage.words == ("One", "Two", "three,", "four", "Five", "six", "Seven.")
    starts = list(accumulate(map(len, passage.words), initial=0))
    assert passage.items == {starts[1], starts[4]}
    assert not passage.traits


def test_every_kind_is_proved() -> None:
    """The tiny edition has one block at least of each kind, so that each template above is a true one."""
    shown = {block.kind for chapter in tiny().chapters for block in chapter.blocks}
    assert shown == set(specimen_book.kinds())
