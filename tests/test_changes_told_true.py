"""What a hostile reader would catch a comparison at: changes called what they are not, or in raw words."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from changing_editions import EDITS, Tree, tree_of
from publish.changes.change import Change
from publish.changes.compare import compare
from publish.changes.in_text import counted
from publish.model.base import Term
from publish.model.edition import Edition
from test_changes import kinds, later, mali, random, record, spoil

Made = Callable[[Tree], object]


def only(made: Made) -> Change:
    """The one change that an edit makes."""
    (change,) = later(made)
    return change


def put(key: str, name: str, **values: Any) -> Made:
    """The edit that gives a record other values."""
    return lambda tree: record(tree, key, name).update(values)


# Where a person or a case stands


@pytest.mark.parametrize("status", ["convicted", "charged"])
def test_another_verdict_for_the_same_day_is_a_correction(status: str) -> None:
    def turn(tree: Tree) -> None:
        record(tree, "people", "dembele-person")["standings"][-1]["status"] = status

    change = only(turn)
    assert (str(change.kind), change.aspect) == ("correction", "where the person stands")
    assert change.was.startswith("acquitted (at 29 September 2020")


def test_a_standing_taken_out_is_a_correction() -> None:
    change = only(lambda tree: record(tree, "people", "dembele-person")["standings"].pop())
    assert str(change.kind) == "correction"
    assert (change.was.startswith("acquitted"), change.now) == (True, "")


def test_a_later_standing_is_news_and_leaves_the_earlier_one() -> None:
    def convict(tree: Tree) -> None:
        standings = record(tree, "people", "al-hassan-person")["standings"]
        standings.append({**standings[-1], "status": "convicted", "as_of": "2024-06-26"})

    assert str(only(convict).kind) == "status-changed"


def test_a_standing_moved_on_to_a_later_day_is_news() -> None:
    def move_on(tree: Tree) -> None:
        record(tree, "people", "sanogo-person")["standings"][-1] |= {
            "status": "proceedings-ended", "as_of": "2021-03-16",
        }

    assert str(only(move_on).kind) == "status-changed"


def test_another_source_of_a_standing_is_a_new_source() -> None:
    def source(tree: Tree) -> None:
        record(tree, "people", "dembele-person")["standings"][-1]["citations"] = ["SENEWEB"]

    assert str(only(source).kind) == "newly-sourced"


def test_the_order_of_standings_is_no_change() -> None:
    assert later(lambda tree: record(tree, "people", "dembele-person")["standings"].reverse()) == []


@pytest.mark.parametrize(("name", "status"), [("fifteen", "acquitted"), ("diandioume-suspects", "convicted")])
def test_another_status_of_a_case_for_the_same_day_is_a_correction(name: str, status: str) -> None:
    change = only(put("proceedings", name, status=status))
    assert (str(change.kind), change.aspect) == ("correction", "status")


def test_another_outcome_for_the_same_day_is_a_correction() -> None:
    assert str(only(put("proceedings", "al-hassan", outcome="Trial not begun")).kind) == "correction"


def test_a_later_status_of_a_case_is_news() -> None:
    moved_on = put("proceedings", "al-hassan", status="convicted", as_of="2024-06-26", outcome="Convicted")
    assert kinds(later(moved_on)) == [("status-changed", "al-hassan")] * 2


# Steps of a case


def step(name: str, number: int = 0, **values: str) -> Made:
    return lambda tree: record(tree, "proceedings", name)["steps"][number].update(values)


def test_another_day_of_a_step_is_a_correction() -> None:
    change = only(step("al-hassan", date="2020-07-15"))
    assert (str(change.kind), change.aspect) == ("correction", "steps")
    assert change.was.startswith("14 July 2020: ")
    assert change.now.startswith("15 July 2020: ")


def test_other_words_of_a_step_are_a_correction() -> None:
    assert str(only(step("al-hassan", text="The trial of Al Hassan is adjourned.")).kind) == "correction"


def test_a_further_step_is_new_and_a_removed_one_a_correction() -> None:
    def more(tree: Tree) -> None:
        record(tree, "proceedings", "al-hassan")["steps"].append(
            {"date": "2020-09-08", "text": "It goes on."}
        )

    assert str(only(more).kind) == "new"
    gone = only(lambda tree: record(tree, "proceedings", "al-hassan")["steps"].clear())
    assert str(gone.kind) == "correction"


# Orders that no reader sees


def test_the_order_of_a_filter_and_of_other_spellings_is_no_change() -> None:
    def turn(tree: Tree) -> None:
        for statistic in tree["statistics"]:
            if statistic["total"] and statistic["total"]["where"]["incidents"]:
                statistic["total"]["where"]["incidents"].reverse()
        for key in ("people", "actors", "places"):
            for item in tree[key]:
                item["variants"].reverse()
        for block in (block for chapter in tree["chapters"] for block in chapter["blocks"]):
            if block["kind"] == "chart" or block.get("view") == "months":
                block["where"]["incidents"].reverse()

    edition, tree = mali(), tree_of(mali())
    turn(tree)
    assert tree != tree_of(edition)
    found = compare(edition, Edition.model_validate(tree))
    assert found.changes == ()
    assert found.blocks == {}


def test_the_order_of_rows_is_a_change() -> None:
    def turn(tree: Tree) -> None:
        blocks = [block for chapter in tree["chapters"] for block in chapter["blocks"]]
        table = next(block for block in blocks
                     if block["kind"] == "incident-table" and block["view"] != "months"
                     and block["where"]["incidents"])
        table["where"]["incidents"].reverse()

    assert [str(change.kind) for change in later(turn)] == ["reworded"]


# Figures


def figure(tree: Tree, name: str, which: str) -> Tree:
    figures = record(tree, "incidents", name)["figures"]
    return next(found for found in figures if (found["id"] or found["measure"]) == which)


def totals(made: Made) -> list[Change]:
    """Every change that an edit makes, sums too, in the order of their ids."""
    tree = tree_of(mali())
    made(tree)
    return [*compare(mali(), Edition.model_validate(tree)).changes]


def leave_out_bankass(tree: Tree) -> None:
    record(tree, "statistics", "total-armed-groups")["total"]["where"]["incidents"].remove("bankass-villages")


def test_a_sum_over_fewer_incidents_is_told_with_its_number() -> None:
    added, computed = totals(leave_out_bankass)
    assert (added.aspect, added.now) == ("what is added up", "")
    assert added.was == "Attacks on villages of Tori and Diallassagou"
    assert (str(computed.kind), computed.aspect) == ("updated-figure", "computed total")
    assert (computed.was, computed.now) == ("at least 81 civilians", "at least 49 civilians")


def test_a_sum_is_told_if_its_terms_and_what_it_adds_up_change_at_once() -> None:
    def both(tree: Tree) -> None:
        leave_out_bankass(tree)
        figure(tree, "sinda", "killed")["best"] = "15"

    found = {change.id: change for change in totals(both) if change.aspect == "computed total"}
    assert found["total-armed-groups.killed"].now == "at least 50 civilians"


def test_another_number_on_another_source_is_one_updated_figure() -> None:
    def recount(tree: Tree) -> None:
        figure(tree, "ogossagou", "killed").update(best="40", attributed_to="hrw", citations=["HRW"])
        tree["sources"].append({**tree["sources"][0], "id": "HRW", "title": "A report"})

    found = [change for change in later(recount) if change.id == "ogossagou.killed"]
    assert [(str(change.kind), change.aspect) for change in found] == [("updated-figure", "")]
    assert "according to Amnesty" in found[0].was
    assert "40" in found[0].now


def test_another_speaker_on_the_same_source_is_a_correction() -> None:
    change = only(lambda tree: figure(tree, "ogossagou", "killed").update(attributed_to="hrw"))
    assert (str(change.kind), change.aspect) == ("correction", "who says so")


def test_another_thing_counted_is_a_correction_told_once() -> None:
    def turn(tree: Tree) -> None:
        found = figure(tree, "ogossagou", "unaccounted-for")
        found["measure"] = "abducted"

    change = only(turn)
    assert (str(change.kind), change.aspect) == ("correction", "what is counted")
    assert (change.was, change.now) == ("unaccounted for", "abducted")


def test_a_figure_with_a_name_counting_another_thing_is_a_correction() -> None:
    def turn(tree: Tree) -> None:
        found = record(tree, "proceedings", "sanogo")["figures"]
        next(one for one in found if one["id"] == "soldiers")["measure"] = "injured"

    change = only(turn)
    assert (str(change.kind), change.was, change.now) == ("correction", "killed", "injured")


# Notes


def test_a_note_of_an_update_does_not_launder_a_fact_of_the_past() -> None:
    def move(tree: Tree) -> None:
        record(tree, "incidents", "sinda")["date"] = "2020-01-17"
        tree["changes"] = [{"subject": "sinda", "kind": "update", "why": "More is known."}]

    found = next(change for change in later(move) if change.id == "sinda" and change.printed)
    assert (str(found.kind), found.aspect, found.why) == ("correction", "date", "More is known.")


def test_a_note_of_an_update_lets_a_charge_be_amended() -> None:
    def amend(tree: Tree) -> None:
        record(tree, "proceedings", "al-hassan")["charge"] += ", as amended"
        tree["changes"] = [{"subject": "al-hassan", "kind": "update", "why": "The charge was amended."}]

    found = next(change for change in later(amend) if change.id == "al-hassan" and change.printed)
    assert str(found.kind) == "status-changed"


# Evidence and marks


def prose(tree: Tree, part: str) -> Tree:
    return next(block for chapter in tree["chapters"] for block in chapter["blocks"]
                if part in str(block.get("text", "")))


@pytest.mark.parametrize(("left", "kind"), [
    ("[!convictions]", "dropped"), ("[!fifteen; convictions]", "moved"),
    ("[!convictions; fifteen; radisson]", "newly-sourced"),
])
def test_evidence_is_told_as_come_gone_or_put_in_another_order(left: str, kind: str) -> None:
    def turn(tree: Tree) -> None:
        block = prose(tree, "[!convictions; fifteen]")
        block["text"] = block["text"].replace("[!convictions; fifteen]", left, 1)

    change = only(turn)
    assert (str(change.kind), change.aspect) == (kind, "sources")


def test_marks_that_read_the_same_are_not_printed() -> None:
    def turn(tree: Tree) -> None:
        block = prose(tree, "[=sinda.killed|unit]")
        block["text"] = block["text"].replace("[=sinda.killed|unit]", "[~14 civilians]")

    assert not only(turn).printed


def test_words_that_lose_their_emphasis_are_printed_and_other_marks_of_it_are_not() -> None:
    def write(mark: str) -> Edition:
        tree = tree_of(mali())
        tree["chapters"][0]["blocks"][0]["text"] += f" So {mark}it{mark} was."
        return Edition.model_validate(tree)

    assert [change.printed for change in compare(write("*"), write("_")).changes] == [False]
    assert [change.printed for change in compare(write("*"), write("")).changes] == [True]


# Plain words


def test_an_actor_behind_the_same_wording_is_told_by_name() -> None:
    def turn(tree: Tree) -> None:
        part = next(part for item in tree["incidents"] for part in item["actors"]
                    if part["actor"] == "dozo" and part["wording"])
        part["actor"] = "gsim"

    change = only(turn)
    assert (str(change.kind), change.aspect) == ("correction", "who is named")
    assert "Dozo" in change.was
    assert "{" not in change.was + change.now


def test_a_renamed_record_that_also_changed_is_known_by_its_title() -> None:
    def rename(tree: Tree) -> None:
        found = record(tree, "incidents", "ogossagou")
        found |= {"id": "ogossagou-two", "date": "2020-02-15"}
        figure(tree, "ogossagou-two", "killed")["best"] = "36"

    found = later(rename)
    assert not {"new", "dropped"} & {str(change.kind) for change in found}
    assert ("correction", "ogossagou-two") in kinds(found)
    assert ("updated-figure", "ogossagou-two.killed") in kinds(found)


def test_of_a_list_in_a_block_only_what_left_is_told() -> None:
    def leave_out(tree: Tree) -> None:
        blocks = [block for chapter in tree["chapters"] for block in chapter["blocks"]]
        table = next(block for block in blocks if block["id"] == "t-proceedings")
        table["proceedings"].remove("dembele-case")

    change = only(leave_out)
    assert (change.was, change.now) == ("proceedings: Clément Dembélé", "")


def test_who_reviews_a_chapter_is_not_printed() -> None:
    assert not only(lambda tree: tree["chapters"][0].update(owner="A Reviewer")).printed


def test_the_page_on_which_a_chapter_begins_is_no_change() -> None:
    before, tree = mali(), tree_of(mali())
    tree["chapters"][1].update(run_on=True)
    assert compare(before, Edition.model_validate(tree)).changes == ()


def test_days_of_the_imprint_are_told_in_the_style_of_the_house() -> None:
    change = only(lambda tree: tree["imprint"].update(data_cutoff="2021-12-31"))
    assert (change.was, change.now) == ("23 April 2021", "31 December 2021")


# Passages


def long_prose(tree: Tree) -> tuple[Tree, Tree]:
    """A chapter of some blocks, and a prose block of several paragraphs in it that has no id."""
    return next(
        (chapter, block) for chapter in tree["chapters"] if len(chapter["blocks"]) > 2
        for block in chapter["blocks"]
        if block["kind"] == "prose" and not block["id"] and "\n\n" in block["text"]
    )


def test_a_passage_in_another_chapter_with_another_word_is_moved_and_reworded() -> None:
    def move(tree: Tree) -> None:
        chapter, block = long_prose(tree)
        chapter["blocks"].remove(block)
        block["text"] = "Indeed: " + block["text"]
        next(one for one in tree["chapters"] if one is not chapter)["blocks"].append(block)

    assert sorted(str(change.kind) for change in later(move)) == ["moved", "reworded"]


def test_a_passage_split_in_two_is_no_new_text() -> None:
    def split(tree: Tree) -> None:
        chapter, block = long_prose(tree)
        block["text"], _, rest = block["text"].rpartition("\n\n")
        own = {"kind": "prose", "text": rest, "notes": block["notes"]}
        chapter["blocks"].insert(chapter["blocks"].index(block) + 1, own)

    found = later(split)
    assert sorted(str(change.kind) for change in found) == ["moved", "reworded"]
    assert next(change for change in found if str(change.kind) == "moved").was.startswith("part of ‘")


def test_a_column_is_told_once_and_by_its_words() -> None:
    def widen(tree: Tree) -> None:
        blocks = [block for chapter in tree["chapters"] for block in chapter["blocks"]]
        table = next(block for block in blocks if block["kind"] == "table")
        table["columns"].append({**table["columns"][-1], "head": "More"})
        for row in table["rows"]:
            row.append("x")

    change = only(widen)
    assert "More" in change.now
    assert "width" not in change.now


def test_counts_are_told_in_the_plural() -> None:
    def two(tree: Tree) -> None:
        figure(tree, "sinda", "killed")["best"] = "16"
        figure(tree, "ogossagou", "killed")["best"] = "41"

    tree = tree_of(mali())
    two(tree)
    assert "updated figures" in counted(compare(mali(), Edition.model_validate(tree)))


# No raw Python or JSON


RAW = ("{'", "[{", '": {', "None", "Decimal(", "Edtf(", "frozenset", "datetime")


def raw_words() -> frozenset[str]:
    """Values of the codebook that have a label of their own and cannot be words of a sentence."""
    terms = [term for kind in Term.__subclasses__() for term in kind if kind.__module__.endswith("codebook")]
    return frozenset(str(term) for term in terms if "-" in str(term) and term.label not in {"", str(term)})


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2), st.integers())
def test_no_reader_ever_meets_the_words_of_a_program(seed: int, thrown: int) -> None:
    dice = Random(thrown)
    edition = mali() if seed == 0 else random(seed)
    tree = tree_of(edition)
    said = str(tree)
    if dice.random() < 0.7:
        EDITS[dice.choice([*EDITS])](tree, dice)
    for _ in range(dice.randrange(4)):
        spoil(tree, dice)
    try:
        changed = Edition.model_validate(tree)
    except ValidationError:
        return
    for change in compare(edition, changed).changes:
        for text in (change.title, change.was, change.now):
            bare = text.replace("None are needed", "")  # words of the random edition
            assert not [raw for raw in RAW if raw in bare], change
            if change.printed and change.aspect:
                assert not [raw for raw in raw_words() if f" {raw}" in f" {text}" and f" {raw}" not in said]


ENUMS = {
    "status": ("proceedings", "al-hassan", "trial-suspended"),
    "verification": ("incidents", "sinda", "single-source"),
    "kind": ("claims", None, "legal-characterisation"),
}


@pytest.mark.parametrize("field", ENUMS)
def test_a_word_of_the_codebook_is_told_by_its_label(field: str) -> None:
    key, name, value = ENUMS[field]
    tree = tree_of(mali())
    fact = next(one for one in tree["claims"] if one["kind"] == "fact")
    item = record(tree, key, name) if name else fact
    item[field] = value
    (change,) = compare(mali(), Edition.model_validate(tree)).changes
    assert value not in change.now
