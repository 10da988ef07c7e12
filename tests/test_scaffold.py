"""A new kind is written whole, works as it stands, and never overwrites anything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publish import shelf
from publish.scaffold import ScaffoldError, write_kind

PROJECT = Path(__file__).parent.parent
PARTS = ("chapters", "src", "styles", "schema", "tests", "tasks.py", "pyproject.toml")
WRITTEN = [
    "src/publish/blocks/pull_quote.py",
    "src/publish/blocks/pull_quote.html",
    "styles/blocks/pull-quote.css",
    "schema/blocks/pull-quote.yaml",
    "tests/golden/pull-quote.txt",
]
CHANGED = ["src/publish/blocks/__init__.py", "styles/main.css"]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, to be copied again and left alone."""
    folder = tmp_path_factory.mktemp("origin")
    for part in PARTS:
        if (PROJECT / part).is_dir():
            shutil.copytree(
                PROJECT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
            )
        else:
            shutil.copy(PROJECT / part, folder / part)
    return folder


@pytest.fixture
def project(origin: Path, tmp_path: Path) -> Path:
    """Only what a new kind touches."""
    for path in CHANGED:
        (tmp_path / path).parent.mkdir(parents=True)
        shutil.copy(origin / path, tmp_path / path)
    return tmp_path


def files(project: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(project)): path.read_bytes() for path in project.rglob("*") if path.is_file()
    }


def test_a_kind_is_its_files_and_two_lines(project: Path) -> None:
    assert write_kind(project, "pull-quote") == [*WRITTEN, *CHANGED]
    assert set(files(project)) == {*WRITTEN, *CHANGED}
    package = (project / CHANGED[0]).read_text()
    assert "from .prose import Prose\nfrom .pull_quote import PullQuote\n" in package
    assert "    | PullQuote,\n    Field(discriminator" in package
    assert '@import url("blocks/pull-quote.css") layer(blocks);\n' in (project / CHANGED[1]).read_text()


@pytest.mark.parametrize("name", ["aside", "zoo", "table-of-x"])
def test_imports_stay_in_order_wherever_a_name_falls(project: Path, name: str) -> None:
    write_kind(project, name)
    write_kind(project, "pull-quote")
    lines = [line for line in (project / CHANGED[0]).read_text().splitlines() if line.startswith("from .")]
    assert lines == sorted(lines)
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Quote",
        "pull_quote",
        "pull quote",
        "-quote",
        "quote-",
        "pull--quote",
        "2-column",
        "zitat-ß",
        "../x",
        "a/b",
        "x" * 31,
        "quote\n",
    ],
)
def test_a_name_that_is_none_is_refused(project: Path, name: str) -> None:
    with pytest.raises(ScaffoldError, match="cannot be the name of a kind"):
        write_kind(project, name)


@pytest.mark.parametrize("name", ["class", "import", "none", "true", "lambda"])
def test_a_word_of_python_is_refused(project: Path, name: str) -> None:
    with pytest.raises(ScaffoldError, match="word of Python"):
        write_kind(project, name)


@pytest.mark.parametrize(
    "name",
    [
        "note",
        "part",
        "chapter",
        "sources",
        "incidents",
        "edition",
        "field",
        "text",
        "any-block",
        "note-x",
        "call-1",
    ],
)
def test_a_word_of_the_house_is_refused(project: Path, name: str) -> None:
    with pytest.raises(ScaffoldError, match="something else in this house"):
        write_kind(project, name)


@pytest.mark.parametrize("name", ["table", "key-figures", "grid", "frame", "pen", "base", "tabular"])
def test_what_is_there_already_is_refused(origin: Path, name: str) -> None:
    before = files(origin / "src/publish/blocks")
    with pytest.raises(ScaffoldError):
        write_kind(origin, name)
    assert files(origin / "src/publish/blocks") == before


def test_a_refusal_writes_nothing(project: Path) -> None:
    before = files(project)
    with pytest.raises(ScaffoldError):
        write_kind(project, "note")
    assert files(project) == before


@pytest.mark.parametrize("last", [1, 3, 6])
def test_a_disk_that_gives_up_leaves_everything_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    before, put = files(project), shelf.put
    left = [last]

    def fill_up(path: Path, content: bytes) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(28, "No space left on device", str(path))
        put(path, content)

    monkeypatch.setattr(shelf, "put", fill_up)
    with pytest.raises(ScaffoldError, match="Nothing was written: No space left on device"):
        write_kind(project, "pull-quote")
    assert files(project) == before


@pytest.mark.parametrize("path", CHANGED)
def test_a_file_that_is_not_as_it_was_is_left_alone(project: Path, path: str) -> None:
    (project / path).write_text("/* something else */\n")
    before = files(project)
    with pytest.raises(ScaffoldError, match="nothing was written"):
        write_kind(project, "pull-quote")
    assert files(project) == before


def test_a_new_kind_passes_everything_as_it_stands(origin: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(origin, folder)
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}
    for command in (
        ("invoke", "new-block", "pull-quote"),
        ("invoke", "schema", "--check"),
        ("invoke", "check"),
        ("invoke", "specimens"),
        ("ruff", "check", "src/publish/blocks"),
        ("mypy", "src/publish/blocks"),
        ("pytest", "-n0", "tests/test_specimens.py", "tests/test_architecture.py", "-p", "no:cacheprovider"),
    ):
        ran = subprocess.run(
            [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True
        )
        assert ran.returncode == 0, f"{' '.join(command)}\n{ran.stdout}{ran.stderr}"
    assert (folder / "dist/specimens.pdf").read_bytes().startswith(b"%PDF-")
