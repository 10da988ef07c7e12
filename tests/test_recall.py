"""What is recalled is what would be made: over editions that change step by step, mistakes included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from random import Random
from typing import TypeVar

import pytest
from msgspec import Struct

from day_of_edits import SLIPS, TURNS, Files, any_names, day, put
from faulty_editions import SPECIMENS
from publish.artifacts import Manuscript, Resolved, Source
from publish.compose import compose
from publish.load.tree import read_tree
from publish.model.edition import Edition
from publish.pipeline import check, check_source
from publish.random_edition import RandomWishes, files
from publish.recall import Recall, afresh
from publish.report import Diagnostic, Report
from publish.workshop import Memory, Recollection
from tiny_edition import Change, faulty, source_of, unmarked

PROJECT = Path(__file__).parent.parent
FOLDER = PurePosixPath("chapters/random")
STEPS = 12

T = TypeVar("T")


class Outcome(Struct, frozen=True):
    """All that the stages before the pages give."""

    found: tuple[Diagnostic, ...]
    """In the order in which they are told."""
    resolved: Resolved | None
    manuscripts: tuple[Manuscript, ...]
    """The book, and a draft of it."""


def outcome(project: Path, recall: Recall) -> Outcome:
    """What comes of the files as they are now."""
    report = Report()
    checked = check(project, FOLDER, report, lambda stage: None, recall)
    manuscripts = () if checked is None else (
        compose(checked.resolved, recall=recall), compose(checked.resolved, draft=True, recall=recall)
    )
    return Outcome(tuple(report), checked.resolved if checked else None, manuscripts)


def edition_of(wishes: RandomWishes | None) -> Edition:
    """A random edition, or that of this project."""
    report = Report()
    if wishes is None:
        checked = check(PROJECT, PurePosixPath("chapters/mali-2021"), report, lambda stage: None)
    else:
        read = {path: read_tree(FOLDER / path, text, report) for path, text in sorted(files(wishes).items())}
        source = Source(FOLDER, {path: file for path, file in read.items() if file}, frozenset())
        checked = check_source(source, report, lambda stage: None)
    assert checked
    return checked.edition


@pytest.mark.parametrize(
    "wishes", [*(RandomWishes(seed, pages=14 + seed % 5) for seed in range(6)), None],
    ids=lambda wishes: f"seed {wishes.seed}" if wishes else "mali-2021",
)
def test_what_is_recalled_is_what_would_be_made(wishes: RandomWishes | None, tmp_path: Path) -> None:
    staying = Recollection(Memory(tmp_path / "memory"), "program")
    dice = Random(wishes.seed if wishes else 7)
    for step, texts in day(edition_of(wishes), dice, any_names(dice, STEPS)):
        put(texts, tmp_path / FOLDER)
        wanted = outcome(tmp_path, afresh)
        assert outcome(tmp_path, staying) == wanted, step
        assert outcome(tmp_path, Recollection(Memory(tmp_path / "memory"), "program")) == wanted, step


def test_every_mistake_is_found_again_whatever_was_recalled_before(tmp_path: Path) -> None:
    def found(changes: list[Change], recall: Recall) -> tuple[Diagnostic, ...]:
        report = Report()
        source = source_of(unmarked(faulty(changes)), report)
        check_source(source, report, lambda stage: None, recall=recall)
        return tuple(report)

    memory = Memory(tmp_path)
    staying = Recollection(memory, "program")
    wanted = {name: found(changes, afresh) for name, changes in SPECIMENS.items()}
    assert {name: found(changes, staying) for name, changes in SPECIMENS.items()} == wanted
    for name, changes in reversed(SPECIMENS.items()):
        assert found(changes, Recollection(memory, "program")) == wanted[name], name


# Sabotage: a recollection that forgets what a result follows from is found out


class Forgetful(Struct, frozen=True):
    """Leaves out one of the things that are said of a work."""

    sound: Recall
    work: str
    place: int

    def __call__(self, work: str, said: Sequence[str], make: Callable[[], T]) -> T:
        """What was made of other things, too."""
        left = [one for place, one in enumerate(said) if work != self.work or place != self.place]
        return self.sound(work, left, make)


@pytest.fixture(scope="module")
def remembered_day(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Files, Outcome]]:
    """The steps of a day, and what comes of each."""
    folder, told = tmp_path_factory.mktemp("day"), []
    names = (*TURNS, *["a_table_is_turned"] * 3, *TURNS, *SLIPS)
    for _, texts in day(edition_of(RandomWishes(4, pages=20)), Random(2), names):
        put(texts, folder / FOLDER)
        told.append((texts, outcome(folder, afresh)))
    return told


def is_found_out(told: list[tuple[Files, Outcome]], folder: Path, recall: Recall) -> bool:
    """Whether something else comes of a day, or nothing at all."""
    for texts, wanted in told:
        put(texts, folder / FOLDER)
        try:
            if outcome(folder, recall) != wanted:
                return True
        except Exception:
            return True
    return False


def test_a_sound_recollection_is_not_found_out(
    remembered_day: list[tuple[Files, Outcome]], tmp_path: Path
) -> None:
    assert not is_found_out(remembered_day, tmp_path, Recollection(Memory(tmp_path / "memory"), "program"))


@pytest.mark.parametrize(
    ("work", "place"),
    [
        ("load", 0), ("read-chapter", 0), ("read-list", 0), ("gist", 0), ("gist", 1), ("examine", 0),
        ("examine", 1), ("examine", 2), ("examine", 3), ("told-by-records", 0), ("resolve", 0),
        ("resolve", 1), ("resolve", 2), ("resolve", 3), ("note-room", 0), ("compose", 0), ("compose", 1),
        ("compose", 2), ("list", 0), ("attach", 0),
    ],
)
def test_a_result_of_something_else_is_found_out(
    work: str, place: int, remembered_day: list[tuple[Files, Outcome]], tmp_path: Path
) -> None:
    sound = Recollection(Memory(tmp_path / "memory"), "program")
    assert is_found_out(remembered_day, tmp_path, Forgetful(sound, work, place))


def test_an_edition_asks_nothing_of_its_lists_together() -> None:
    """It is put together of what was examined, and not examined again: nobody would hear what it asks."""
    asked = Edition.__pydantic_decorators__
    assert not (asked.model_validators or asked.field_validators or asked.validators or asked.root_validators)
