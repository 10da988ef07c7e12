"""The comparison of two editions: nothing silent, nothing told twice, everything called what it is."""

from __future__ import annotations

import functools
import json
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from changing_editions import EDITS, Tree, tree_of
from publish.artifacts import Source
from publish.changes.change import Change
from publish.changes.compare import compare
from publish.changes.in_html import as_html
from publish.changes.in_json import as_json
from publish.changes.in_text import as_text
from publish.changes.pairing import alike, displaced
from publish.changes.recorded import COMPUTED, LISTS
from publish.changes.tidy import tidy
from publish.load import load
from publish.load.tree import read_tree
from publish.model.edition import FILES, Edition
from publish.random_edition import RandomWishes, files
from publish.report import Report
from publish.validate import read_edition, validate

PROJECT = Path(__file__).parent.parent


def read(texts: dict[PurePosixPath, str], name: str = "random") -> Edition:
    """The edition of some files, all of them sound."""
    report, folder = Report(), PurePosixPath("chapters", name)
    trees = {path: read_tree(folder / path, text, report) for path, text in texts.items()}
    edition = read_edition(
        Source(folder, {path: tree for path, tree in trees.items() if tree}, frozenset()), report
    )
    assert edition is not None
    assert not report.failed, [one.fault for one in report]
    return edition


@functools.cache
def random(seed: int) -> Edition:
    return read(dict(files(RandomWishes(seed=seed, pages=10))))


@functools.cache
def mali() -> Edition:
    edition = validate(load(PROJECT, PurePosixPath("chapters/mali-2021"), Report()), Report())
    assert edition is not None
    return edition


def told(earlier: Edition, later: Edition) -> list[Change]:
    """Changes, but for sums that follow from others."""
    return [change for change in compare(earlier, later).changes if change.aspect != COMPUTED]


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_is_one_change_called_what_it_is(name: str) -> None:
    tried = 0
    for seed in range(12):
        dice, edition = Random(f"{name} {seed}"), mali() if seed % 3 == 0 else random(seed)
        tree = tree_of(edition)
        expected = EDITS[name](tree, dice)
        if expected is None:
            continue
        tried += 1
        changes = told(edition, Edition.model_validate(tree))
        assert [(str(change.kind), str(change.subject)) for change in changes] == [expected], seed
    assert tried >= 2


# Nothing is silent, and nothing that is only written otherwise is told


def test_an_edition_does_not_differ_from_itself() -> None:
    for edition in (mali(), random(1)):
        found = compare(edition, Edition.model_validate(tree_of(edition)))
        assert found.changes == ()
        assert found.blocks == {}


def test_an_edition_does_not_differ_from_its_release() -> None:
    held = mali().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert compare(Edition.model_validate(held), mali()).changes == ()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3), st.integers())
def test_order_and_form_of_the_files_are_no_change(seed: int, thrown: int) -> None:
    dice = Random(thrown)
    edition = mali() if seed == 0 else random(seed)
    texts = as_files(tree_of(edition), dice)
    assert compare(edition, read(texts, edition.id)).changes == ()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2), st.integers())
def test_whatever_differs_is_told(seed: int, thrown: int) -> None:
    dice = Random(thrown)
    edition = mali() if seed == 0 else random(seed)
    tree = tree_of(edition)
    if not spoil(tree, dice):
        return
    try:
        later = Edition.model_validate(tree)
    except ValidationError:
        return
    changed = not same_but_for_order(edition, later)
    assert bool(compare(edition, later).changes) == changed


def as_files(tree: Any, dice: Random) -> dict[PurePosixPath, str]:
    """An edition as somebody else might write it: other order, quotes, folding and comments."""
    found = {"edition.yaml": tree["imprint"]}
    for chapter in tree["chapters"]:
        found[f"{chapter['id']}.yaml"] = {key: value for key, value in chapter.items() if key != "id"}
    for path, (key, _) in FILES.items():
        if tree[key]:
            items = tree[key]
            if key in {*LISTS}:
                items = dice.sample(items, len(items))
            found[path] = {key: [_shuffled(item, dice) for item in items]}
    return {PurePosixPath(path): written(node, dice) for path, node in found.items()}


def _shuffled(item: Tree, dice: Random) -> Tree:
    """The figures of a record in another order: they have names."""
    figures = item.get("figures")
    return {**item, "figures": dice.sample(figures, len(figures))} if figures else item


def written(node: Any, dice: Random) -> str:
    """YAML of some manner, with a comment."""
    text = yaml.dump(
        _without_nothing(node, dice), allow_unicode=dice.random() < 0.5, sort_keys=False,
        width=dice.choice((40, 90, 9999)),
        default_style=dice.choice((None, None, '"', "'")), default_flow_style=dice.choice((False, None)),
        Dumper=_Plain,
    )
    return "# another hand wrote this\n" + text


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, node: object) -> bool:
        return True


def _without_nothing(node: Any, dice: Random) -> Any:
    if isinstance(node, dict):
        keys = [key for key, value in node.items() if value is not None]
        return {key: _without_nothing(node[key], dice) for key in dice.sample(keys, len(keys))}
    if isinstance(node, list):
        return [_without_nothing(item, dice) for item in node]
    return str(node).lower() if isinstance(node, bool) else str(node)


def spoil(tree: Any, dice: Random) -> bool:
    """Change one value anywhere; False if there was none to change."""
    node, path = tree, []
    while isinstance(node, dict | list) and node:
        key = dice.choice(list(node)) if isinstance(node, dict) else dice.randrange(len(node))
        path.append((node, key))
        node = node[key]
    if not path:
        return False
    holder, key = path[-1]
    if isinstance(node, str):
        others = (node + "x", "quite-new", "Quite new", node.replace("e", "e ", 1), "2020-03-04", "12")
        holder[key] = dice.choice(others)
    elif isinstance(node, bool):
        holder[key] = not node
    elif isinstance(holder, list):
        holder.pop(key)
    else:
        holder[key] = dice.choice(("quite-new", "2020-03-04", "Quite new words."))
    return True


def same_but_for_order(earlier: Edition, later: Edition) -> bool:
    def shown(edition: Edition) -> object:
        found = tidy(edition)
        assert isinstance(found, dict)
        for key in LISTS:
            for item in found[key]:
                if "figures" in item:
                    item["figures"] = sorted(item["figures"], key=str)
            found[key] = sorted(found[key], key=str)
        for chapter in found["chapters"]:
            chapter.pop("run_on")  # says no more than on which page a chapter begins
        return found

    return shown(earlier) == shown(later)


# Edges


def later(change: Callable[[Tree], object], edition: Edition | None = None) -> list[Change]:
    """What is told after a change of the Mali edition, not printed things included."""
    edition = edition or mali()
    tree = tree_of(edition)
    change(tree)
    return told(edition, Edition.model_validate(tree))


def kinds(changes: list[Change]) -> list[tuple[str, str]]:
    return [(str(change.kind), change.id) for change in changes]


def record(tree: Tree, key: str, name: str) -> Tree:
    found: Tree = next(item for item in tree[key] if item["id"] == name)
    return found


def test_a_figure_is_told_in_the_words_of_the_house() -> None:
    def rise(tree: Tree) -> None:
        record(tree, "incidents", "sinda")["figures"][0] |= {"best": "16", "qualifier": "at-least"}

    (change,) = later(rise)
    assert (change.title, change.was, change.now) == (
        "Attack on Sinda: killed", "14 civilians", "at least 16 civilians"
    )
    assert change.sources == ("AFPSINDA", "AIR")


def test_another_preferred_count_is_one_change() -> None:
    def turn(tree: Tree) -> None:
        first, second, *_ = record(tree, "incidents", "sinda")["figures"]
        first["preferred"], first["preference_reason"] = False, None
        second["preferred"], second["preference_reason"] = True, "It is later."

    (change,) = later(turn)
    assert (str(change.kind), change.id) == ("updated-figure", "sinda.killed")
    assert change.aspect == "which count is printed"
    assert (change.was, change.now) == ("14 civilians", "15 people")


def test_letters_and_spaces_written_otherwise_are_no_change() -> None:
    def rewrite(tree: Tree) -> None:
        for chapter in tree["chapters"]:
            for block in chapter["blocks"]:
                if "text" in block:
                    block["text"] = unicodedata.normalize("NFD", block["text"]).replace(" ", "  ") + "\n"

    assert later(rewrite) == []


def test_a_chapter_split_in_two_is_a_new_chapter_and_blocks_that_moved() -> None:
    def split(tree: Tree) -> None:
        chapter = next(chapter for chapter in tree["chapters"] if len(chapter["blocks"]) > 4)
        moved = chapter["blocks"][-2:]
        tree["chapters"].append({"id": "second-half", "title": "Second half", "blocks": moved})
        del chapter["blocks"][-2:]

    found = later(split)
    assert sorted(str(change.kind) for change in found) == ["moved", "moved", "new"]


def test_a_chapter_merged_into_another_has_moved_with_its_blocks() -> None:
    def merge(tree: Tree) -> None:
        first, second = tree["chapters"][:2]
        second["blocks"] += first["blocks"]
        tree["chapters"].remove(first)

    found = later(merge)
    assert {str(change.kind) for change in found} == {"moved"}
    (whole,) = [change for change in found if str(change.subject) == "chapter"]
    assert whole.id == "summary"
    assert whole.now == f"its text stands in ‘{mali().chapters[1].title}’"


def test_a_block_of_another_kind_is_reworded_once() -> None:
    def turn(tree: Tree) -> None:
        block = next(b for c in tree["chapters"] for b in c["blocks"] if b["kind"] == "prose" and b["id"])
        text, notes = block["text"], block["notes"]
        name = block["id"]
        block.clear()
        block |= {"kind": "list", "id": name, "items": [text], "notes": notes}

    assert [str(change.kind) for change in later(turn)] == ["reworded"]


def test_a_word_moved_between_paragraphs_is_one_change() -> None:
    edition = mali()
    block = next(b for c in edition.chapters for b in c.blocks if b.kind == "prose" and "\n\n" in b.text)

    def move(tree: Tree) -> None:
        found = next(b for c in tree["chapters"] for b in c["blocks"] if b["id"] == block.id and b["id"])
        first, rest = found["text"].split("\n\n", 1)
        head, _, last = first.rpartition(" ")
        found["text"] = f"{head}\n\n{last} {rest}"

    if block.id:
        assert kinds(later(move)) == [("reworded", block.id)]


def test_a_record_deleted_while_the_text_speaks_of_it_is_dropped_once() -> None:
    def delete(tree: Tree) -> None:
        tree["incidents"].remove(record(tree, "incidents", "sinda"))

    assert kinds(later(delete)) == [("dropped", "sinda")]


def test_a_note_makes_a_correction_with_its_reason() -> None:
    def correct(tree: Tree) -> None:
        record(tree, "incidents", "sinda")["figures"][0]["best"] = "13"
        tree["changes"] = [{"subject": "sinda.killed", "kind": "correction", "why": "One was counted twice."}]

    found = [change for change in later(correct) if change.printed]
    assert [(str(change.kind), change.why) for change in found] == [("correction", "One was counted twice.")]


def test_a_block_knows_the_figures_that_it_prints() -> None:
    edition, tree = mali(), tree_of(mali())
    record(tree, "incidents", "sinda")["figures"][0]["best"] = "13"
    found = compare(edition, Edition.model_validate(tree)).blocks
    assert found
    assert all(any(change.id.startswith("sinda.") or change.aspect == COMPUTED for change in changes)
               for changes in found.values())


def test_likeness_is_found_among_thousands_of_blocks_in_no_time() -> None:
    said = "paragraph {} tells of village {} and of what was done there"
    texts = {number: said.format(number, number * 7) for number in range(5000)}
    others = {number: text + " again" for number, text in texts.items()}
    began = time.process_time()
    assert alike(texts, others) == {number: number for number in texts}
    assert time.process_time() - began < 5


@pytest.mark.parametrize(("order", "count"), [([0, 1, 2], 0), ([2, 0, 1], 1), ([1, 0, 3, 2], 2), ([], 0)])
def test_the_fewest_have_moved(order: list[int], count: int) -> None:
    assert len(displaced(order)) == count


# What is printed


def test_words_are_readable_without_colour() -> None:
    def reword(tree: Tree) -> None:
        record(tree, "incidents", "sinda")["title"] = "Raid on Sinda"

    edition, tree = mali(), tree_of(mali())
    reword(tree)
    changes = compare(edition, Edition.model_validate(tree))
    assert "[-Attack-] {+Raid+} on Sinda" in as_text(changes, coloured=False).plain
    assert "[-" not in as_text(changes, coloured=True).plain
    assert "<del>Attack </del><ins>Raid </ins>on Sinda" in as_html(changes)
    first = json.loads(as_json(changes))["changes"][0]
    assert first["words"][0] == {"text": "Attack ", "was": True, "now": False}
    assert "http" not in as_html(changes).split("<main>")[0]


def test_a_note_on_a_record_does_not_speak_of_a_place_of_the_same_name() -> None:
    def change(tree: Tree) -> None:
        record(tree, "incidents", "sinda")["title"] = "Raid on Sinda"
        record(tree, "places", "sinda")["name"] = "Sindah"
        tree["changes"] = [{"subject": "sinda", "kind": "correction", "why": "It was called so."}]

    found = [change for change in later(change) if change.printed]
    assert [(str(change.kind), change.now) for change in found] == [
        ("correction", "Raid on Sinda"), ("reworded", "Sindah"),
    ]
