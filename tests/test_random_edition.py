"""Random editions: sound whatever the seed, the same for the same wishes, full of what they are to prove."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Literal

import pytest
import yaml

from publish.artifacts import Source
from publish.load.tree import read_tree
from publish.pipeline import Checked, check, check_source
from publish.random_edition import RandomWishes, files, write
from publish.report import Report
from publish.show import plain

FOLDER = PurePosixPath("chapters/random")


def checked(wishes: RandomWishes) -> tuple[Checked | None, Report]:
    """An edition that is checked without being written."""
    report = Report()
    read = {path: read_tree(FOLDER / path, text, report) for path, text in sorted(files(wishes).items())}
    source = Source(FOLDER, {path: file for path, file in read.items() if file}, frozenset())
    return check_source(source, report, lambda stage: None), report


def paper(seed: int) -> Literal["A4", "A5"]:
    return "A5" if seed % 2 else "A4"


@pytest.mark.parametrize("seed", range(30))
def test_nothing_is_found_wrong_with_a_random_edition(seed: int) -> None:
    found, report = checked(RandomWishes(seed, pages=5 + seed % 11, paper=paper(seed)))
    assert plain(report) == ""
    assert found is not None


def test_the_same_wishes_give_the_same_files() -> None:
    assert files(RandomWishes(7, pages=9)) == files(RandomWishes(7, pages=9))


def test_every_seed_gives_other_files() -> None:
    chapters = [str(files(RandomWishes(seed, pages=6))[PurePosixPath("chapter-1.yaml")]) for seed in range(9)]
    assert len(set(chapters)) == 9


def test_a_larger_wish_gives_more_text() -> None:
    sizes = [sum(map(len, files(RandomWishes(3, pages=pages)).values())) for pages in (6, 24, 96)]
    assert 2.5 < sizes[2] / sizes[1] < 8
    assert sizes[0] < sizes[1]


def test_every_kind_of_block_and_of_call_comes_up() -> None:
    text = "\n".join(text for seed in range(6) for text in files(RandomWishes(seed, pages=30)).values())
    kinds = set(re.findall(r"kind: ([a-z-]+)$", text, re.MULTILINE))
    assert kinds >= {
        "prose", "list", "table", "incident-table", "statistic-table", "proceeding-table", "chronology",
        "key-figures", "chart", "callout", "definitions",
    }
    marks = ("[^", "[!", "[@", "[#", "[=", "[:fr", "[~", "https://", "landscape: true")
    assert all(mark in text for mark in marks)
    assert re.search(r"\]\[\^", text), "no two calls stand side by side"
    notes = [len(note.split()) for note in re.findall(r"^    n\d+: (.*)$", text, re.MULTILINE)]
    assert min(notes) == 1
    assert max(notes) > 100


def test_some_chapters_run_on_and_never_the_first() -> None:
    chapters = [
        (path.stem, "\nrun_on: true\n" in text) for seed in range(20)
        for path, text in files(RandomWishes(seed, pages=30)).items() if "\nblocks:" in text
    ]
    assert not any(on for name, on in chapters if name == "chapter-1")
    assert 0.1 < sum(on for _, on in chapters) / len(chapters) < 0.3


def test_an_upright_table_of_three_columns_has_one_measure() -> None:
    """Dates of long months, and "at least 153" twice: together they are wider than the text."""
    editions = [files(RandomWishes(seed, pages=60)) for seed in range(6)]
    chapters = [
        yaml.load(text, yaml.CBaseLoader)  # the text alone: no dates, no truth values
        for edition in editions for path, text in edition.items() if path.stem.startswith("chapter-")
    ]
    tables = [block for chapter in chapters for block in chapter["blocks"] if "measures" in block]
    shapes = {(len(one["columns"]), len(one["measures"])) for one in tables
              if "columns" in one and "landscape" not in one}
    assert shapes == {(2, 1), (2, 2), (3, 1)}


def test_a_written_edition_can_be_checked_where_it_stands(tmp_path: Path) -> None:
    write(tmp_path, "random", RandomWishes(5, pages=6, paper="A5"))
    report = Report()
    assert check(tmp_path, FOLDER, report, lambda stage: None)
    assert len(report) == 0


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_only_small_paper_has_a_sheet_of_its_own(tmp_path: Path, size: Literal["A4", "A5"]) -> None:
    write(tmp_path, "random", RandomWishes(5, pages=6, paper=size))
    entry = (tmp_path / "styles" / "main.css").read_text()
    assert entry.rstrip().endswith('@import url("a5.css") layer(a5);') == (size == "A5")
    assert (tmp_path / "styles" / "a5.css").is_file() == (size == "A5")


def test_writing_again_leaves_nothing_of_the_edition_before(tmp_path: Path) -> None:
    write(tmp_path, "random", RandomWishes(1, pages=60, paper="A5"))
    write(tmp_path, "random", RandomWishes(2, pages=5))
    found = {path.relative_to(tmp_path / FOLDER).as_posix() for path in (tmp_path / FOLDER).rglob("*.yaml")}
    assert found == {str(path) for path in files(RandomWishes(2, pages=5))}
    assert not (tmp_path / "styles" / "a5.css").exists()
