"""The comparison of two editions: nothing silent, nothing told twice, everything called what it is."""

from __future__ import annotations

import functools
from pathlib import Path, PurePosixPath
from random import Random

import pytest

from changing_editions import EDITS, tree_of
from publish.artifacts import Source
from publish.changes.change import Change
from publish.changes.compare import compare
from publish.changes.recorded import COMPUTED
from publish.load import load
from publish.load.tree import read_tree
from publish.model.edition import Edition
from publish.random_edition import RandomWishes, files
from publish.report import Report
from publish.validate import validate

PROJECT = Path(__file__).parent.parent
FOLDER = PurePosixPath("chapters/random")


def read(texts: dict[PurePosixPath, str]) -> Edition:
    """The edition of some files."""
    report = Report()
    trees = {path: read_tree(FOLDER / path, text, report) for path, text in texts.items()}
    sound = {path: tree for path, tree in trees.items() if tree}
    edition = validate(Source(FOLDER, sound, frozenset()), report)
    assert edition is not None
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
