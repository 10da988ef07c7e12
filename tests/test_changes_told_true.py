"""What a hostile reader would catch a comparison at: changes called what they are not, or told in no words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from changing_editions import Tree, tree_of
from publish.changes.change import Change
from publish.changes.compare import compare
from publish.model.edition import Edition
from test_changes import kinds, later, mali, record

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
        record(tree, "proceedings", "al-hassan")["steps"].append({"date": "2020-09-08", "text": "It goes on."})

    assert str(only(more).kind) == "new"
    assert str(only(lambda tree: record(tree, "proceedings", "al-hassan")["steps"].clear()).kind) == "correction"


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
        table = next(block for block in blocks if block["kind"] == "incident-table" and block["view"] != "months"
                     and block["where"]["incidents"])
        table["where"]["incidents"].reverse()

    assert [str(change.kind) for change in later(turn)] == ["reworded"]
