"""Two editors at once: who holds a lock, what others hear, and that a lock ends with its process."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publish import lock
from publish.commands import locking, screen
from publish.lock import Holder, Taken, locked
from publish.random_edition import RandomWishes, write

PROJECT = Path(__file__).parents[1]
ANNA = Holder("anna", "desk", 4711, "2026-01-02T03:04:05+00:00", "building it")
BERTA = Holder("berta", "lap", 4712, "2026-01-02T03:04:06+00:00", "releasing it")


def held(path: Path, holder: Holder = BERTA) -> Holder | None:
    """Who holds a lock, as somebody else finds out by trying."""
    try:
        with locked(path, holder):
            return None
    except Taken as taken:
        return taken.holder


# The lock


def test_whoever_comes_second_hears_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "dist" / ".a.lock"
    with locked(path, ANNA) as known:
        assert known
        assert held(path) == ANNA
    assert held(path) is None
    assert list(path.parent.iterdir()) == []


def test_another_edition_and_another_project_are_free(tmp_path: Path) -> None:
    with locked(tmp_path / "one" / ".a.lock", ANNA):
        assert held(tmp_path / "one" / ".b.lock") is None
        assert held(tmp_path / "two" / ".a.lock") is None


def test_a_holder_who_is_killed_blocks_nobody(tmp_path: Path) -> None:
    path = tmp_path / ".a.lock"
    script = (
        "import sys, pathlib\nfrom publish.lock import *\n"
        f"with locked(pathlib.Path({str(path)!r}), Holder('anna', 'desk', 1, '2026-01-02T03:04:05', 'x')):\n"
        "    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with running(tmp_path, "-c", script) as child:
        assert child.stdout is not None and child.stdout.readline() == "held\n"
        assert held(path) is not None
        child.kill()
        child.wait()
        assert json.loads(path.read_text())["user"] == "anna"  # the file stays, its lock does not
        assert held(path) is None


def test_an_error_within_lets_go_of_it(tmp_path: Path) -> None:
    path = tmp_path / ".a.lock"
    with pytest.raises(ValueError), locked(path, ANNA):
        raise ValueError
    assert held(path) is None


def test_a_file_that_its_holder_has_just_removed_is_not_mistaken_for_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, once = tmp_path / ".a.lock", []
    opened = lock._open

    def open_too_early(path: Path) -> int:
        handle = opened(path)
        if not once:
            once.append(handle)
            path.unlink()  # its holder lets go
        return handle

    monkeypatch.setattr(lock, "_open", open_too_early)
    with locked(path, ANNA):
        assert path.exists()
        assert held(path) == ANNA


@pytest.mark.parametrize("text", ["", "{", "[]", '{"user": "anna"}'])
def test_a_holder_who_has_not_said_who_they_are_holds_it_all_the_same(tmp_path: Path, text: str) -> None:
    path = tmp_path / ".a.lock"
    with locked(path, ANNA):
        path.write_text(text)
        with pytest.raises(Taken) as taken, locked(path, BERTA):
            pass
        assert taken.value.holder is None


def test_a_disk_that_knows_no_locks_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with locked(tmp_path / ".a.lock", ANNA) as known:
        assert not known


# The commands


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a small edition, which stands in `dist/`."""
    folder = tmp_path_factory.mktemp("project")
    write(folder, "small", RandomWishes(3, 5, "A5"))
    shutil.copy(PROJECT / "tasks.py", folder)
    ran = invoke(folder, "build")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A project with a small edition that is not built yet."""
    for part in ("chapters", "styles"):
        shutil.copytree(built / part, tmp_path / part)
    shutil.copy(built / "tasks.py", tmp_path)
    return tmp_path


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(PROJECT / "src"), "PYTHONUNBUFFERED": "1"}


def invoke(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command as an editor gives it, in a project's folder."""
    return subprocess.run([sys.executable, "-m", "invoke", *arguments], cwd=folder, text=True,
                          capture_output=True, env=environment())


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A Python at work, which is ended if the test has not done it."""
    child = subprocess.Popen([sys.executable, *arguments], cwd=folder, text=True, env=environment(),
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with child:
        try:
            yield child
        finally:
            child.kill()


def in_dist(folder: Path) -> list[str]:
    """What is in `dist/`, hidden or not, but for locks."""
    dist = folder / "dist"
    return sorted(str(path.relative_to(dist)) for path in dist.rglob("*") if path.suffix != ".lock")


@pytest.mark.parametrize(("name", "arguments"), [
    ("small", ["build"]), ("small", ["build", "--draft"]), ("small", ["build", "--trace", "--html"]),
    ("small", ["release", "small", "--unvalidated"]), ("specimens", ["specimens"]),
    ("proof", ["proof", "copy.pdf"]), ("small", ["clean"]),
], ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_whatever_writes_into_dist_says_who_is_at_work_and_does_nothing(
    project: Path, name: str, arguments: list[str]
) -> None:
    (project / "copy.pdf").write_bytes(b"%PDF-1.7")
    with locked(project / "dist" / f".{name}.lock", ANNA):
        ran = invoke(project, *arguments)
        assert (ran.returncode, ran.stdout) == (1, "")
        assert in_dist(project) == []
    called = "dist/proof" if name == "proof" else name
    assert re.fullmatch(
        rf"{called}: nothing was done\. `anna` on `desk` \(process 4711\) has been building it since "
        r"2026-01-0\d \d\d:\d\d:05\. Try again when that has ended, or wait for it with `--wait`\.\n",
        ran.stderr,
    )


def test_a_build_that_has_nothing_to_do_asks_nobody(built: Path) -> None:
    with locked(built / "dist" / ".small.lock", ANNA):
        ran = invoke(built, "build")
    assert ran.returncode == 0 and "nothing changed" in ran.stdout


def test_other_editions_are_built_meanwhile(project: Path) -> None:
    shutil.copytree(project / "chapters" / "small", project / "chapters" / "other")
    with locked(project / "dist" / ".small.lock", ANNA):
        ran = invoke(project, "build")
    assert ran.returncode == 1
    assert ran.stderr.startswith("small: nothing was done. `anna` on `desk`")
    assert in_dist(project) == [".other.pdf.json", "other.pdf"]


def test_whoever_waits_goes_on_and_finds_done_what_was_done_meanwhile(built: Path, project: Path) -> None:
    with locked(project / "dist" / ".small.lock", ANNA), running(
        project, "-m", "invoke", "build", "--wait"
    ) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        assert said.startswith("small: waiting. `anna` on `desk` (process 4711) has been building it since")
        assert said.endswith("Ctrl-C leaves.\n")
        for name in ("small.pdf", ".small.pdf.json"):
            shutil.copy(built / "dist" / name, project / "dist" / name)
        (project / "dist" / ".small.lock").rename(project / "let-go")  # as its holder does, but for the name
        out, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (0, "")
    assert out.startswith("small: nothing changed; ")  # it said only once that it waits


def test_whoever_waits_can_leave(project: Path) -> None:
    with locked(project / "dist" / ".small.lock", ANNA), running(
        project, "-m", "invoke", "build", "--wait"
    ) as child:
        assert child.stdout is not None and child.stdout.readline()
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=60)
        assert held(project / "dist" / ".small.lock") == ANNA
    assert (child.returncode, errors) == (1, "\nStopped. dist/ holds the last finished files.\n")
    assert in_dist(project) == []


def test_who_cannot_be_seen_is_spoken_of_as_somebody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "PROJECT", tmp_path)
    with locked(tmp_path / "dist" / ".a.lock", ANNA):
        (tmp_path / "dist" / ".a.lock").write_text("")
        with pytest.raises(screen.Busy, match="Somebody is at work on it"), locking.alone("a", "building it"):
            pass


def test_a_disk_without_locks_is_told_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(screen, "PROJECT", tmp_path)
    monkeypatch.setattr(fcntl, "flock", refuse)
    with locking.alone("a", "building it"):
        pass
    assert re.fullmatch(r"a: the disk `.*` cannot lock files; see to it .*\n", capsys.readouterr().out)
