"""Builds in a workshop: whoever sets the pages, and whatever is remembered, the bytes are the same."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from publish import pipeline
from publish.aside import PRELOAD
from publish.bench.edit import edit
from publish.commands import Wishes, building, workplace
from publish.random_edition import RandomWishes, write
from publish.report import Report
from publish.undisturbed import load_fast
from publish.workshop import Crew, Memory, Workshop
from publish.workshop.worker import Worker

FOLDER = PurePosixPath("chapters", "small")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an edition of a few pages."""
    folder = tmp_path_factory.mktemp("project")
    write(folder, "small", RandomWishes(3, 5, "A5"))
    return folder


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    """Two workers."""
    with Crew(2, PRELOAD) as pair:
        yield pair


def built(project: Path, workshop: Workshop | None = None) -> bytes:
    """The PDF of the edition."""
    report = Report()
    made = pipeline.build(project, FOLDER, report, lambda stage: None, workshop=workshop)
    assert made is not None and made.sound, [str(one) for one in report]
    return made.volume.pdf


@pytest.fixture(scope="module")
def alone(project: Path) -> bytes:
    """The PDF, set here, with nothing remembered."""
    return built(project)


def test_workers_and_what_they_left_give_the_same_bytes(
    project: Path, crew: Crew, alone: bytes, tmp_path: Path
) -> None:
    assert built(project, Workshop(crew, Memory(tmp_path), "program")) == alone
    entries = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(entries) > 3
    nobody = Workshop(_Nobody(), Memory(tmp_path), "program")
    assert built(project, nobody) == alone

    for number, path in enumerate(entries):
        content = path.read_bytes()
        spoilt = content[:-1] + bytes([content[-1] ^ 1])
        path.write_bytes(content[:-7] if number % 2 else spoilt)
    assert built(project, Workshop(crew, Memory(tmp_path), "program")) == alone


def test_another_program_remembers_nothing_of_this_one(project: Path, alone: bytes, tmp_path: Path) -> None:
    assert built(project, Workshop(Crew(0), Memory(tmp_path), "program")) == alone
    with pytest.raises(AssertionError, match="nobody is there"):
        built(project, Workshop(_Nobody(), Memory(tmp_path), "another"))


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(
    project: Path, crew: Crew, alone: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    begin = Worker.begin

    def begin_and_die(worker: Worker, index: int, message: bytes) -> None:
        begin(worker, index, message)
        if not killed and worker.running.pid is not None:
            killed.append(worker.running.pid)
            os.kill(worker.running.pid, signal.SIGKILL)

    monkeypatch.setattr(Worker, "begin", begin_and_die)
    assert built(project, Workshop(crew, Memory(tmp_path), "program")) == alone
    assert killed


def test_that_nothing_was_remembered_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workplace, "PROJECT", tmp_path)
    refused = "The next build will set these pages again: .cache/ did not keep them (Not a directory).\n"
    for told in ("", refused):
        with workplace.workplace(0, 1) as workshop:
            assert dict(workshop.run(abs, [-1], lambda job: [str(job)])) == {0: 1}
        assert capsys.readouterr().out == told
        shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
        (tmp_path / ".cache").write_text("a file")


@pytest.mark.parametrize("path", [os.environ["PATH"], None])
def test_no_program_is_found_by_its_name_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str | None
) -> None:
    """Where libraries are, `cffi` would ask a compiler for a tenth of a second."""
    monkeypatch.setattr(workplace, "PROJECT", tmp_path)
    if path is None:
        monkeypatch.delenv("PATH")
    with workplace.workplace(0, 1):
        assert shutil.which("sh") is None
    assert os.environ.get("PATH") == path


def test_the_engine_is_found_where_no_program_is() -> None:
    environment = dict(os.environ, PATH=os.devnull, PYTHONPATH=os.pathsep.join(sys.path))
    command = [sys.executable, "-c", "import publish.typeset, publish.bind"]
    assert subprocess.run(command, env=environment, capture_output=True).stderr == b""


@pytest.mark.parametrize(("workers", "is_gone"), [(0, True), (2, False)])
def test_what_pages_leave_behind_is_found_by_who_sets_them_himself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, is_gone: bool
) -> None:
    monkeypatch.setattr(workplace, "PROJECT", tmp_path)
    before = gc.get_threshold()
    try:
        load_fast()
        with workplace.workplace(workers, 1):
            gc.collect()
            box = Box()
            box.itself, left = box, weakref.ref(box)
            del box
            assert len([[] for _ in range(30_000)]) and (left() is None) == is_gone
    finally:
        gc.set_threshold(*before)


class Box:
    """Something that holds itself, as boxes hold each other."""

    itself: Box


AFTER_AN_EDIT = """
import sys
from publish.commands import Wishes, build
build("small", Wishes(workers=2))
print(sorted({"weasyprint", "pydyf"} & sys.modules.keys()))
"""


def test_after_an_edit_the_engine_is_loaded_by_an_aide_alone_and_the_pages_are_the_same(
    tmp_path: Path
) -> None:
    edited, fresh, short = (tmp_path / name for name in "efs")
    short.mkdir()
    write(edited, "small", RandomWishes(3, 5, "A5"))
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path), TMPDIR=str(short))

    def ran(folder: Path) -> str:
        """What a build says, which leaves nothing in the folder for temporary files."""
        command = [sys.executable, "-c", AFTER_AN_EDIT]
        said = subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True)
        assert said.stderr == "" and list(short.iterdir()) == []
        return said.stdout.splitlines()[-1]

    assert "weasyprint" in ran(edited)
    edit(edited / "chapters" / "small", 0.5)
    assert ran(edited) == "[]"
    shutil.copytree(edited, fresh, ignore=shutil.ignore_patterns(".cache", "dist"))
    assert "weasyprint" in ran(fresh)
    assert (edited / "dist/small.pdf").read_bytes() == (fresh / "dist/small.pdf").read_bytes()


@pytest.mark.parametrize(("saved", "seems_old"), [
    ("chapters/small/chapter-1.yaml", True), ("chapters/small/records/claims.yaml", True),
    ("styles/blocks/table.css", True), ("chapters/other/edition.yaml", False), ("", False),
])
def test_an_edition_seems_old_if_one_of_its_files_was_saved_after_its_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: str, seems_old: bool
) -> None:
    monkeypatch.setattr(building, "PROJECT", tmp_path)
    pdf = tmp_path / "dist" / "small.pdf"
    assert building._seems_old(pdf, "small")
    names = ("chapters/small/chapter-1.yaml", "chapters/small/records/claims.yaml",
             "chapters/other/edition.yaml", "styles/blocks/table.css")
    for path in (*(tmp_path / name for name in names), pdf):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    for path in tmp_path.rglob("*"):
        os.utime(path, (1_000, 1_000))
    if saved:
        os.utime(tmp_path / saved, (1_001, 1_001))
    assert building._seems_old(pdf, "small") is seems_old


def test_an_edition_that_stands_is_told_so_while_somebody_drafts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was only touched makes no difference: nobody asks for the lock."""
    monkeypatch.setattr(building, "PROJECT", tmp_path)
    monkeypatch.setattr("publish.commands.screen.PROJECT", tmp_path)
    monkeypatch.setattr(building, "_seems_old", lambda path, name: True)
    monkeypatch.setattr(building, "_stands", lambda *_: True)
    called: list[str] = []
    with building.alone("small", "building a draft of it"):
        assert building._bring_up_to_date("small", Wishes(), called.append)  # type: ignore[arg-type]  # gives none
    assert called == ["small"]


@pytest.mark.parametrize(("scheduler", "called"), [("", ["small"]), ("tcp://192.0.2.7:8786", [])])
def test_a_scheduler_is_not_asked_before_there_is_something_to_do(
    monkeypatch: pytest.MonkeyPatch, scheduler: str, called: list[str]
) -> None:
    monkeypatch.setattr(building, "_seems_old", lambda path, name: True)
    monkeypatch.setattr(building, "_stands", lambda *_: True)
    asked: list[str] = []
    wishes = Wishes(scheduler=scheduler)
    assert building._bring_up_to_date("small", wishes, asked.append)  # type: ignore[arg-type]  # gives none
    assert asked == called


class _Nobody:
    """A runner for builds that must need none."""

    def run(self, *_: object) -> Iterator[tuple[int, object]]:
        raise AssertionError("nobody is there")
