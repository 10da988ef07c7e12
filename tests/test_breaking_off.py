"""Ctrl-C, SIGTERM, a killed process, a full disk: `dist/` holds whole files that belong together, or none.

A build is stopped at a stage, or within the writing, by a small driver that waits there for a line; so that
nothing depends on how fast a machine is.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest

from publish import exchange, pipeline, shelf
from publish.commands import building, disk, proving, releasing, screen
from publish.fingerprint import sha256
from publish.random_edition import RandomWishes, write
from publish.report import Report

PROJECT = Path(__file__).parents[1]
STOPPED = "\nStopped. dist/ holds the last finished files.\n"
OLD = {"small.pdf": b"old", ".small.pdf.json": b"{}"}
DRIVER = """\
import os, sys
from pathlib import Path
from publish import fingerprint, shelf
from publish.commands import building, screen

def halt():
    print("halted", flush=True)
    sys.stdin.readline()

def halting(work, when=lambda *arguments: True):
    def halted(*arguments):
        if when(*arguments):
            halt()
        return work(*arguments)
    return halted

class Progress(screen.Progress):
    def __call__(self, stage):
        super().__call__(stage)
        if stage == sys.argv[1]:
            halt()

building.Progress = Progress
if sys.argv[1] == "flush":
    os.fsync = halting(os.fsync)
if sys.argv[1] == "show":
    shelf.change_places = halting(shelf.change_places, lambda fresh, path: path.suffix == ".json")
if sys.argv[2:]:
    stamp = shelf.Stamp("key", fingerprint.sha256(b"new"), 1, 0, 0)
    building._build = lambda name, wishes, path, key, workshop: shelf.put_stamped(path, b"new", stamp) or True
building.build("", building.Wishes())
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a small edition."""
    folder = tmp_path_factory.mktemp("template")
    write(folder, "small", RandomWishes(3, 5, "A5"))
    shutil.copy(PROJECT / "tasks.py", folder)
    return folder


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Path:
    """The same, to be changed at will, with an earlier PDF in `dist/`."""
    folder = tmp_path / "project"
    shutil.copytree(template, folder)
    for name, content in OLD.items():
        shelf.put(folder / "dist" / name, content)
    return folder


def in_dist(folder: Path) -> dict[str, bytes]:
    """Everything in `dist/`, hidden or not."""
    dist = folder / "dist"
    return {str(path.relative_to(dist)): path.read_bytes() for path in dist.rglob("*") if path.is_file()}


@contextmanager
def halted(project: Path, stage: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A build that waits at a stage; with an argument, one that sets no pages and writes `new`."""
    fonts = project.parent / "fonts"
    fonts.mkdir()
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "src"), "TMPDIR": str(fonts)}
    child = subprocess.Popen([sys.executable, "-c", DRIVER, stage, *arguments], cwd=project, text=True,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env=environment)
    with child:
        try:
            assert child.stdout is not None
            assert any(line == "halted\n" for line in child.stdout)
            yield child
        finally:
            child.kill()


def invoke(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command as an editor gives it, in a project's folder."""
    return subprocess.run([sys.executable, "-m", "invoke", *arguments], cwd=folder, text=True,
                          capture_output=True, env=os.environ | {"PYTHONPATH": str(PROJECT / "src")})


# Stopped


@pytest.mark.parametrize(("number", "stage"), [
    (signal.SIGTERM, ["validate"]), (signal.SIGTERM, ["typeset"]), (signal.SIGHUP, ["proof"]),
    (signal.SIGTERM, ["write"]), (signal.SIGINT, ["flush", "without pages"]),
], ids=lambda value: value[0] if isinstance(value, list) else value.name)
def test_a_build_that_is_stopped_leaves_the_last_good_files_and_nothing_else(
    project: Path, number: signal.Signals, stage: list[str]
) -> None:
    with halted(project, *stage) as child:
        child.send_signal(number)
        _, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (1, STOPPED)
    assert in_dist(project) == OLD
    assert list((project.parent / "fonts").iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_belongs_together_is_shown_to_the_end_and_then_the_build_stops(
    project: Path, number: signal.Signals
) -> None:
    with halted(project, "show", "without pages") as child:
        child.send_signal(number)
        _, errors = child.communicate("go on\n", timeout=60)
    assert (child.returncode, errors) == (1, STOPPED)
    assert set(in_dist(project)) == set(OLD)
    assert in_dist(project)["small.pdf"] == b"new"
    assert shelf.stamp_of(project / "dist" / "small.pdf") is not None


def test_a_second_stop_does_not_break_into_the_clearing_up(project: Path) -> None:
    with halted(project, "flush", "without pages") as child:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGTERM):
            child.send_signal(number)
        _, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (1, STOPPED)
    assert in_dist(project) == OLD


def test_what_is_ignored_from_the_start_stays_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        screen.spoken(lambda: signal.raise_signal(signal.SIGHUP))
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


# Two at once


def test_while_one_builds_another_hears_of_it_and_a_third_builds_something_else(project: Path) -> None:
    (project / "chapters" / "tidy").symlink_to("small")  # the driver begins with the first, `small`
    with halted(project, "typeset") as child:
        second = invoke(project, "build", "--edition", "small", "--draft")
        assert (second.returncode, second.stdout) == (1, "")
        assert f"(process {child.pid}) has been building it since" in second.stderr
        third = invoke(project, "build", "--edition", "tidy")
        assert third.returncode == 0, third.stderr
        assert {name: in_dist(project)[name] for name in OLD} == OLD
        child.kill()
        child.wait()
    assert set(in_dist(project)) == {*OLD, "tidy.pdf", ".tidy.pdf.json", ".small.lock"}


# Killed


@pytest.mark.parametrize("stage", ["flush", "show"])
def test_after_a_killed_build_the_next_one_sweeps_and_builds(project: Path, stage: str) -> None:
    with halted(project, stage, "without pages") as child:
        child.kill()
        child.wait()
    left = set(in_dist(project)) - set(OLD)
    assert any(name.startswith(".small.pdf.") for name in left) and ".small.lock" in left
    assert shelf.stamp_of(project / "dist" / "small.pdf") is None  # so that nobody takes it for finished
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "src")}
    ran = subprocess.run([sys.executable, "-c", DRIVER, "nowhere", "without pages"], cwd=project, text=True,
                         capture_output=True, env=environment)
    assert ran.returncode == 0, ran.stderr
    assert set(in_dist(project)) == set(OLD)
    assert in_dist(project)["small.pdf"] == b"new"


def test_only_what_is_ones_own_is_swept(tmp_path: Path) -> None:
    own = [".small.pdf.0a1b2c3d", "..small.pdf.json.k_3j4h5a", ".small-draft.pdf.0a1b2c3d", ".small.0a1b2c3d"]
    others = [".smaller.pdf.0a1b2c3d", ".gitignore", ".small.pdf.json", "small.pdf", ".small.lock", "small"]
    for name in (*own, *others):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".small.pdf.4d3c2b1a").mkdir()
    (tmp_path / ".small.pdf.4d3c2b1a" / "page").write_bytes(b"")
    shelf.sweep(tmp_path, ("small", "small-draft"))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)
    shelf.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others[1:])
    shelf.sweep(tmp_path / "not there")


def test_a_folder_that_a_killed_writer_had_taken_from_its_place_is_put_back(tmp_path: Path) -> None:
    for name in (".small.before", ".other.before", "other"):
        (tmp_path / name).mkdir()
    (tmp_path / ".small.before" / "a").write_bytes(b"old")
    shelf.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "small"]
    assert (tmp_path / "small" / "a").read_bytes() == b"old"


# Together


@pytest.fixture(params=["in one step", "in three steps"])
def _exchanging(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Linux does it on most disks, and as it is done elsewhere."""
    if request.param == "in three steps":
        monkeypatch.setattr(exchange, "_in_one_step", lambda one, other: False)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("_exchanging")
def test_files_and_folders_take_the_place_of_earlier_ones(tmp_path: Path) -> None:
    for text in (b"1", b"2"):
        shelf.put_together({
            tmp_path / "a": text, tmp_path / "b": {text.decode(): text}, tmp_path / "c" / "d": text,
        })
    assert everything(tmp_path) == {"a": b"2", "b/2": b"2", "c/d": b"2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o755


@pytest.mark.usefixtures("_exchanging")
def test_if_one_cannot_take_its_place_the_others_give_theirs_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put_together({tmp_path / "a": b"1", tmp_path / "b": {"x": b"1"}, tmp_path / "not wanted": b"1"})

    def refuse(one: Path, other: Path) -> None:
        if other.name == "last":
            raise OSError(errno.EIO, "Input/output error", str(one))
        exchange.change_places(one, other)

    monkeypatch.setattr(shelf, "change_places", refuse)
    with pytest.raises(OSError, match=r"'.*/last'$"):
        shelf.put_together({
            tmp_path / "a": b"2", tmp_path / "b": {"x": b"2"}, tmp_path / "new": b"2",
            tmp_path / "not wanted": None, tmp_path / "not there": None, tmp_path / "last": b"2",
        })
    assert everything(tmp_path) == {"a": b"1", "b/x": b"1", "not wanted": b"1"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "not wanted"]


@pytest.mark.usefixtures("_exchanging")
def test_what_is_not_wanted_any_more_goes_together_with_what_comes(tmp_path: Path) -> None:
    stamp = shelf.Stamp("key", sha256(b"1"), 1, 0, 0)
    shelf.put_together({**shelf.stamped(tmp_path / "slip", b"1", stamp), tmp_path / "folder": {"x": b"1"}})
    assert len(everything(tmp_path)) == 3
    shelf.put_stamped(tmp_path / "book", b"1", stamp, {
        **shelf.stamped(tmp_path / "slip", None, stamp), tmp_path / "folder": None, tmp_path / "never": None,
    })
    assert sorted(path.name for path in tmp_path.iterdir()) == [".book.json", "book"]


def test_a_place_that_is_taken_for_good_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_in_one_step", lambda one, other: False)
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", _refusing(Path.replace, tmp_path / "new"))
    with pytest.raises(OSError, match="Input/output"):
        exchange.change_places(tmp_path / "new", tmp_path / "old")
    assert everything(tmp_path) == {"new": b"new", "old/a": b"old"}


def _refusing(work: Callable[[Path, Path], Path], refused: Path) -> Callable[[Path, Path], Path]:
    def move(path: Path, target: Path) -> Path:
        if path == refused:
            raise OSError(errno.EIO, "Input/output error")
        return work(path, target)

    return move


# A full disk


@pytest.fixture(scope="module")
def pages(template: Path) -> pipeline.Built:
    """The small edition, set once for all tests of full disks."""
    folder = PurePosixPath("chapters/small")
    built = pipeline.build(template, folder, Report(), lambda stage: None)
    assert built is not None and built.sound
    return built


Mount = Callable[[str], None]


@pytest.fixture
def mount(project: Path, pages: pipeline.Built, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mount]:
    """Makes `dist/` a disk of a size, on which the earlier PDF stands; every build gives the same pages."""
    for module in (screen, building, proving, releasing):
        monkeypatch.setattr(module, "PROJECT", project)
    monkeypatch.setattr("publish.commands.asked.PROJECT", project)
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: pages)
    dist = project / "dist"

    def at(options: str) -> None:
        ran = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(dist)], capture_output=True)
        if ran.returncode:
            pytest.skip("a disk of a size can be mounted by root only")
        for name, content in OLD.items():
            shelf.put(dist / name, content)

    yield at
    subprocess.run(["umount", str(dist)], capture_output=True)


def test_what_was_made_while_files_changed_is_made_again(
    project: Path, pages: pipeline.Built, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even if they are what they were by then: nobody knows which of them were read in between."""
    for module in (screen, building):
        monkeypatch.setattr(module, "PROJECT", project)
    monkeypatch.setattr("publish.commands.asked.PROJECT", project)
    sheet, texts = project / "styles" / "base.css", iter(("p { margin: 0 }", "", ""))

    def change(*_: object, **__: object) -> pipeline.Built:
        sheet.write_text(next(texts))
        return pages

    sheet.write_text("")
    monkeypatch.setattr(pipeline, "build", change)
    building.build("small", building.Wishes())
    assert "small: files were changed while it was built." in capsys.readouterr().out
    sheet.write_text("")
    for said in ("small: 5 pages", "small: nothing changed"):
        building.build("small", building.Wishes())
        assert said in capsys.readouterr().out


def refused(work: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command says that cannot be done."""
    with pytest.raises(SystemExit) as stop:
        work()
    assert stop.value.code == 1
    return capsys.readouterr().err


def put_rejected(project: Path, pages: pipeline.Built) -> None:
    screen.spoken(lambda: print(proving.show_rejected(pages.volume.pdf, pages.proved, "small", Report())))


FULL: dict[str, tuple[str, Callable[[Path, pipeline.Built], object]]] = {
    "the PDF": ("small.pdf", lambda project, pages: building.build("small", building.Wishes())),
    "the draft": ("small-draft.pdf", lambda project, pages: building.build(
        "small", building.Wishes(draft=True))),
    "the trace": ("trace/small", lambda project, pages: building.build("small", building.Wishes(trace=True))),
    "the PDF, after its HTML": ("small.pdf", lambda project, pages: building.build(
        "small", building.Wishes(html=True))),
    "the album": ("proof/pages-", put_rejected),
    "the release": ("small/", lambda project, pages: releasing.release("small", unvalidated=True)),
}


@pytest.mark.parametrize("what", FULL)
def test_a_full_disk_is_named_and_keeps_the_last_good_files(
    project: Path, pages: pipeline.Built, mount: Mount, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mount("size=24k")
    name, work = FULL[what]
    said = refused(lambda: work(project, pages), capsys)
    assert said.startswith(f"The disk `{project / 'dist'}` is full (0.0 MB free): dist/{name.rstrip('/')}")
    assert said.endswith("was not written. Make room there, or make dist/ a link to a folder on another "
                         "disk, and try again. dist/ holds the last finished files.\n")
    assert in_dist(project) == OLD
    assert not (project / "chapters" / "small" / "released").exists() or not everything(
        project / "chapters" / "small" / "released")


def test_a_disk_without_room_for_a_line_is_told_before_any_page_is_set(
    project: Path, mount: Mount, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mount("size=16k")
    (project / "dist" / "film").write_bytes(b"0" * 4096 * 2)
    monkeypatch.setattr(pipeline, "build", None)
    said = refused(lambda: building.build("small", building.Wishes()), capsys)
    assert said.startswith(f"The disk `{project / 'dist'}` is full (0.0 MB free): dist/ was not written.")
    assert set(in_dist(project)) == {*OLD, "film"}


def test_a_disk_with_too_many_files_is_told_so(
    project: Path, mount: Mount, capsys: pytest.CaptureFixture[str]
) -> None:
    mount("size=40m,nr_inodes=5")
    said = refused(lambda: building.build("small", building.Wishes()), capsys)
    assert "is full (it has room, but for no further files): dist/" in said
    assert in_dist(project) == OLD


def test_a_disk_that_can_only_be_read_is_told_so(
    project: Path, mount: Mount, capsys: pytest.CaptureFixture[str]
) -> None:
    mount("size=1m")
    subprocess.run(["mount", "-o", "remount,ro", str(project / "dist")], check=True)
    said = refused(lambda: building.build("small", building.Wishes()), capsys)
    assert said.startswith(f"The disk `{project / 'dist'}` can only be read: dist/ was not written. Have it "
                           "mounted for writing, or make dist/ a link to a folder on another disk")


def test_with_room_again_everything_is_written(project: Path, pages: pipeline.Built, mount: Mount) -> None:
    mount("size=40m")
    building.build("small", building.Wishes(trace=True, html=True))
    put_rejected(project, pages)
    put_rejected(project, pages)
    releasing.release("small", unvalidated=True)
    assert sha256((project / "dist" / "small.pdf").read_bytes()) == sha256(pages.volume.pdf)
    assert sorted(path.name for path in (project / "dist").iterdir()) == [
        ".small.pdf.json", "proof", "small", "small.html", "small.pdf", "trace",
    ]
    (pictures,) = (project / "dist" / "proof").glob("pages-*")
    assert pictures.name in (project / "dist" / "proof" / "index.html").read_text()
    assert (project / "dist" / "proof" / "small-rejected.pdf").exists()


def test_a_fault_of_ours_on_a_full_disk_is_told_without_a_traceback(
    project: Path, mount: Mount, capsys: pytest.CaptureFixture[str]
) -> None:
    mount("size=8k")

    def fail() -> None:
        raise ValueError("what no editor should see")

    said = refused(lambda: screen.spoken(fail), capsys)
    assert said.startswith(
        "This is a fault of ours, not of your files. How it came about could not be kept. The disk "
        f"`{project / 'dist'}` is full (0.0 MB free): dist/fault.txt was not written."
    )
    assert "editor should see" not in said and in_dist(project) == OLD


@pytest.mark.parametrize(("number", "said"), [
    (errno.EDQUOT, r"Your quota on the disk `.+` is used up: dist/a\.pdf was not written\. Delete "),
    (errno.EACCES, r"`.+` may not write or read dist/a\.pdf; `dist/` belongs to `.+`\. Change who may, and"),
    (errno.EPERM, r"`.+` may not write or read dist/a\.pdf; "),
    (errno.EIO, r"The disk did not take or give a file \(dist/a\.pdf\): Input/output error\."),
])
def test_each_refusal_of_a_disk_has_its_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    monkeypatch.setattr(screen, "PROJECT", project)
    problem = OSError(number, os.strerror(number), str(project / "dist" / "a.pdf"))
    sentence = disk.sentence_of(problem)
    assert "\n" not in sentence
    assert re.match(said, sentence), sentence


def test_a_refusal_without_a_file_has_a_sentence_too() -> None:
    said = disk.sentence_of(OSError(errno.ENOSPC, "No space left on device"))
    assert said.startswith("The disk is full: a file was not written. Make room there")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told_with_its_owner(project: Path) -> None:
    (project / "dist").chmod(0o555)
    ran = invoke(project, "build")
    (project / "dist").chmod(0o755)
    assert ran.returncode == 1 and "may not write or read dist/; `dist/` belongs to" in ran.stderr
