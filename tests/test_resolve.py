"""What follows from order and records: numbers, notes, citations, cross-references, letters."""

from __future__ import annotations

import pytest

from nouns import Written, as_figure, claim, edition_of, incident, prose, resolved, resolved_edition, source
from publish.artifacts import Resolved
from publish.blocks.grid import Grid
from publish.trace import as_text

TABLE: Written = {
    "kind": "table",
    "id": "t",
    "caption": "Caption",
    "columns": [{"head": "A"}],
    "rows": [["x"]],
}
CHART: Written = {
    "kind": "chart",
    "id": "f",
    "caption": "Chart",
    "unit": "People",
    "where": {},
    "measure": "killed",
    "table": "t",
}


def text(whole: Resolved, block: int = 0, chapter: int = 0) -> str:
    """The first paragraph of a block of prose, as a trace shows it."""
    view = whole.chapters[chapter].blocks[block].view
    return as_text(getattr(view, "paragraphs")[0]).strip().replace("\u00a0", " ")  # noqa: B009  # a view is of any kind


def grid(*blocks: Written, **records: list[Written]) -> Grid:
    view = resolved(*blocks, **records).chapters[0].blocks[0].view
    assert isinstance(view, Grid)
    return view


# Numbers


def test_numbered_chapters_count_and_the_others_do_not() -> None:
    chapters = [
        {"id": name, "title": name, "numbered": numbered, "blocks": [prose("x")]}
        for name, numbered in (("a", False), ("b", True), ("c", False), ("d", True))
    ]
    assert [one.number for one in resolved_edition(edition_of(chapters)).chapters] == [None, 1, None, 2]


def test_tables_and_figures_count_apart_and_through_the_book() -> None:
    blocks = [TABLE, CHART, {**TABLE, "id": "u"}, {**CHART, "id": "g"}]
    chapters = [
        {"id": "a", "title": "A", "blocks": blocks[:2]},
        {"id": "b", "title": "B", "blocks": blocks[2:]},
    ]
    whole = resolved_edition(edition_of(chapters, incidents=[incident("raid", {"best": 1})]))
    assert [(one.id, one.label) for one in whole.tables] == [("t", "Table\u00a01"), ("u", "Table\u00a02")]
    assert [(one.id, one.label) for one in whole.figures] == [("f", "Figure\u00a01"), ("g", "Figure\u00a02")]


def test_a_block_without_an_id_is_named_after_its_place() -> None:
    whole = resolved(prose("x"), prose("x", heading="Head"), prose("x", heading="Sub", level=3))
    assert [(one.id, one.title) for one in whole.chapters[0].sections] == [("one-section-2", "Head")]
    assert [one.id for one in whole.chapters[0].blocks] == [
        "one-block-1", "one-section-2", "one-section-3",
    ]


# Notes


def test_notes_are_numbered_in_reading_order() -> None:
    whole = resolved(
        prose("a[@A] b[^n] c[!fact]", notes={"n": "Own."}), prose("d[@A]"), claims=[claim("fact")]
    )

    assert text(whole) == "a{1: Body A, *Report A*, 1 June 2020.} b{2: Own.} c{3: Body A, *Report A*.}"
    assert text(whole, 1) == "d{4: Body A, *Report A*.}"
    assert whole.notes == 4


def test_a_note_called_again_keeps_its_number_and_gives_each_call_an_id() -> None:
    whole = resolved(prose("a[^n] b[^n] c[^n]", notes={"n": "Own."}))
    assert text(whole) == "a{1: Own.} b{1} c{1}"
    runs = getattr(whole.chapters[0].blocks[0].view, "paragraphs")[0]  # noqa: B009  # a view is of any kind
    assert [run.call_id for run in runs if hasattr(run, "call_id")] == ["call-1", "call-1-2", "call-1-3"]


def test_notes_of_two_blocks_with_one_name_are_two_notes() -> None:
    whole = resolved(prose("a[^n]", notes={"n": "First."}), prose("b[^n]", notes={"n": "Second."}))
    assert (text(whole), text(whole, 1)) == ("a{1: First.}", "b{2: Second.}")


def test_a_source_is_cited_in_full_once() -> None:
    whole = resolved(prose("a[@A, p. 1; B] b[@B, p. 2] c[@A]"))
    assert text(whole) == (
        "a{1: Body A, *Report A*, 1 June 2020, p. 1; Body B, *Report B*, 1 June 2020.} "
        "b{2: Body B, *Report B*, p. 2.} c{3: Body A, *Report A*.}"
    )


def test_a_citation_in_a_heading_or_caption_spends_no_full_form() -> None:
    table = {**TABLE, "source": "From [@A]."}
    assert text(resolved(table, prose("a[@A]")), 1) == "a{1: Body A, *Report A*, 1 June 2020.}"


def test_a_citation_within_a_note_stands_in_brackets() -> None:
    whole = resolved(prose("a[^n]", notes={"n": "So it is [@A, p. 2]."}))
    assert text(whole) == "a{1: So it is (Body A, *Report A*, 1 June 2020, p. 2).}"


def test_the_list_of_sources_says_which_notes_cite_each() -> None:
    whole = resolved(prose("a[@A] b[@B; A] c[^n]", notes={"n": "[@A]"}))
    ((heading, entries),) = whole.sources
    assert heading == "Reports and books"
    assert [(one.id, one.notes) for one in entries] == [("source-A", (1, 2, 3)), ("source-B", (2,))]


# Evidence


SINGLE = claim("single", verification="single-source", remark="Nobody else says so.")
TORN = claim("torn", verification="contested", remark="B denies it [@B].")
FULL = "Body A, *Report A*, 1 June 2020."


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("[!fact]", "{1: " + FULL + "}"),
        ("[!single]", "†{1: " + FULL + " Single source. Nobody else says so.}"),
        ("[!torn]", "‡{1: " + FULL + " Sources disagree. B denies it (Body B, *Report B*, 1 June 2020).}"),
    ],
)
def test_evidence_flags_what_does_not_stand_firmly(marks: str, said: str) -> None:
    assert text(resolved(prose(marks), claims=[claim("fact"), SINGLE, TORN])) == said


def test_the_weakest_of_several_facts_gives_the_flag() -> None:
    assert text(resolved(prose("[!fact; single; torn]"), claims=[claim("fact"), SINGLE, TORN])).startswith(
        "‡{1: "
    )


def test_a_remark_is_printed_once_and_then_pointed_to() -> None:
    whole = resolved(prose("a[!single] b[!single]"), claims=[SINGLE])
    assert text(whole).endswith("b†{2: Body A, *Report A*. Single source. See <note 1 #note-1>.}")


def test_remarks_that_name_each_other_come_to_an_end() -> None:
    one = claim("one", remark="Compare [!two].", verification="contested")
    two = claim("two", remark="Compare [!one].", verification="contested")
    assert text(resolved(prose("a[!one]"), claims=[one, two])).startswith("a‡{1: ")


def test_a_statistic_is_proved_by_all_its_figures() -> None:
    figures = [
        as_figure({"best": 3, "id": "old", "citations": ["B"]}),
        as_figure({"best": 4, "preferred": True}),
    ]
    statistic: Written = {"id": "all", "title": "All", "topic": "x", "figures": figures}
    proof = text(resolved(prose("[!all]"), statistics=[statistic]))
    assert proof.startswith("{1: Body B, *Report B*")
    assert FULL in proof


def test_a_sum_shows_its_terms() -> None:
    total: Written = {
        "id": "all",
        "title": "All",
        "topic": "x",
        "total": {"measure": "killed", "unit": "people", "where": {}},
    }
    raids = [incident("raid", {"best": 3, "qualifier": "at-least"}), incident("siege", {"best": 40})]
    whole = resolved(prose("[=all.killed|unit][!all]"), incidents=raids, statistics=[total])
    assert text(whole) == "at least 43 people{1: Sum of these figures: Raid, at least 3; Siege, 40.}"


# Figures and dates


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("[=raid.killed]", "at least three"),
        ("[=raid.killed|numeral, bare]", "3"),
        ("[=raid.date]", "5 February 2020"),
        ("[=raid.date|no-year]", "5 February"),
        ("[=raid.refugees|as-of]", "May 2020"),
        ("[~three]", "three"),
        ("[:fr à bas]", "*fr: à bas*"),
    ],
)
def test_a_mark_prints_what_is_recorded(mark: str, said: str) -> None:
    raid = incident(
        "raid", {"best": 3, "qualifier": "at-least"}, {"measure": "refugees", "best": 4, "as_of": "2020-05"}
    )
    assert text(resolved(prose(mark), incidents=[raid])) == said


# Cross-references


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("[#one]", "<Chapter 1 #one paged>"),
        ("[#t]", "<Table 1 #t paged>"),
        ("[#t|number]", "<Table 1 #t>"),
        ("[#t|page]", "<page #t paged>"),
        ("[#s]", "<“Head” #s paged>"),
        ("[#sources|number]", "<“Sources” #sources>"),
    ],
)
def test_a_cross_reference_names_its_target(mark: str, said: str) -> None:
    assert text(resolved(prose(mark), TABLE, prose("x", heading="Head", id="s"))) == said


# Letters


def test_a_table_letters_its_notes_in_reading_order_caption_first() -> None:
    found = grid(
        {
            **TABLE,
            "caption": "Caption[^c]",
            "columns": [{"head": "A"}, {"head": "B"}],
            "rows": [["x[^x]", "y[@A, p. 1]"], ["z[^x]", "w[!single]"]],
            "notes": {"x": "Of x.", "c": "Of the caption."},
        },
        claims=[SINGLE],
    )
    assert [(one.letter, as_text(one.text).strip().replace("\u00a0", " ")) for one in found.notes] == [
        ("a", "Of the caption."),
        ("b", "Of x."),
        ("c", "Body A, *Report A*, p. 1."),
        ("d", "Body A, *Report A*. Single source. Nobody else says so."),
    ]
    assert as_text(found.groups[0][1].cells[0].text) == "z{b}\n"
    assert [flag.symbol for flag in found.legend] == ["†"]


def test_a_source_line_has_one_full_stop() -> None:
    assert as_text(grid({**TABLE, "source": "By hand."}).source) == as_text(
        grid({**TABLE, "source": "By hand"}).source
    )


def test_letters_start_anew_in_each_table() -> None:
    noted = {**TABLE, "caption": "Caption[^c]", "notes": {"c": "Note."}}
    whole = resolved(noted, {**noted, "id": "u"})
    views = [block.view for block in whole.chapters[0].blocks]
    assert [view.notes[0].note_id for view in views if isinstance(view, Grid)] == ["t-note-a", "u-note-a"]


def test_after_z_comes_aa() -> None:
    rows = [[f"x[^n{index}]"] for index in range(28)]
    found = grid({**TABLE, "rows": rows, "notes": {f"n{index}": "Note." for index in range(28)}})
    assert [one.letter for one in found.notes][-3:] == ["z", "aa", "ab"]


def test_notes_in_tables_take_no_numbers() -> None:
    whole = resolved({**TABLE, "rows": [["x[@A]"]]}, prose("a[@B]"))
    assert text(whole, 1).startswith("a{1: ")


def test_a_computed_table_counts_what_the_records_hold() -> None:
    table: Written = {
        "kind": "incident-table",
        "id": "t",
        "caption": "C",
        "where": {},
        "measures": ["killed", "injured"],
    }
    raids = [incident("raid", {"best": 3, "qualifier": "at-least"}), incident("siege", {"best": 40})]
    found = grid(table, incidents=raids)
    rows = [
        [as_text(cell.text).strip().replace("\u00a0", " ") for cell in row.cells]
        for group in found.groups
        for row in group
    ]
    assert rows == [
        ["5 February 2020", "Raid", "at least 3", "–"],
        ["5 February 2020", "Siege", "40", "–"],
        ["Total", "at least 43", "–"],
    ]


# Short forms


def test_registered_capitals_become_acronyms_and_nothing_else_does() -> None:
    shorts: list[Written] = [{"short": "EOO", "long": "Body"}, {"short": "Press", "long": "Press"}]
    whole = resolved(prose("EOO and Press, not EOOs"), abbreviations=shorts)
    runs = getattr(whole.chapters[0].blocks[0].view, "paragraphs")[0]  # noqa: B009  # a view is of any kind
    assert [type(run).__name__ for run in runs] == ["Acronym", "Words"]


def test_resolving_twice_gives_the_same() -> None:
    raids = [incident("raid", as_figure({"best": 3}))]
    blocks = (prose("[=raid.killed][!raid.killed][@B]"), TABLE)
    assert as_text(resolved(*blocks, incidents=raids)) == as_text(resolved(*blocks, incidents=raids))


def test_sources_stand_by_author_below_their_heading() -> None:
    listed: list[Written] = [
        source("A"),
        source("B", author=[{"literal": "aardvark"}]),
        source("C", type="dataset"),
    ]
    found = resolved(prose("x"), sources=listed).sources
    assert [(heading, [one.id for one in entries]) for heading, entries in found] == [
        ("Reports and books", ["source-B", "source-A"]),
        ("Data", ["source-C"]),
    ]
