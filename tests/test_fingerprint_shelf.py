"""The key of a build says all that goes in; a file in dist/ is whole or is not there."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from publish import fingerprint, shelf
from publish.many_files import all_below, read_whole, sha256_of

FOLDER = Path("chapters/tiny")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in (
        ("chapters/tiny/edition.yaml", "title: x"),
        ("chapters/tiny/records/a.yaml", "a: 1"),
        ("chapters/other/edition.yaml", "title: y"),
        ("styles/main.css", "p {}"),
        ("dist/tiny.pdf", "%PDF"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def key(project: Path, *options: str) -> str:
    return fingerprint.key(project, FOLDER, options, fingerprint.program())


# The key


def test_the_same_inputs_have_the_same_key(project: Path) -> None:
    assert key(project) == key(project)
    assert key(project, "a", "b") == key(project, "b", "a")


def test_a_key_does_not_depend_on_when_or_where_a_file_was_written(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = key(project)
    os.utime(project / "styles/main.css", (1, 1))
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "project"
    project.rename(elsewhere)
    assert key(elsewhere) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda project: (project / "chapters/tiny/edition.yaml").write_text("title: z"),
        lambda project: (project / "chapters/tiny/records/a.yaml").unlink(),
        lambda project: (project / "chapters/tiny/records/a.yaml").rename(
            project / "chapters/tiny/records/b.yaml"
        ),
        lambda project: (project / "chapters/tiny/new.yaml").write_text(""),
        lambda project: (project / "styles/main.css").write_text("p { color: red }"),
        lambda project: (project / "styles/font.otf").write_bytes(b"\0"),
    ],
    ids=["a text", "a file gone", "a file renamed", "a file more", "a style", "a font"],
)
def test_whatever_goes_in_changes_the_key(project: Path, change: Callable[[Path], object]) -> None:
    before, written = key(project), fingerprint.written(project, FOLDER)
    change(project)
    assert key(project) != before
    assert fingerprint.written(project, FOLDER) != written


def test_a_link_that_leads_elsewhere_changes_the_key(project: Path) -> None:
    link = project / "styles/current"
    link.symlink_to("one")
    before = key(project)
    link.unlink()
    link.symlink_to("two")
    assert key(project) != before


def test_what_is_in_a_linked_edition_changes_the_key_if_it_is_in_the_project(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    beyond, folder = tmp_path_factory.mktemp("beyond"), Path("chapters/linked")
    (project / folder).symlink_to("tiny")
    before = fingerprint.written(project, folder)
    (project / "chapters/tiny/edition.yaml").write_text("title: z")
    assert fingerprint.written(project, folder) != before
    (project / folder).unlink()
    (project / folder).symlink_to(beyond)
    before = fingerprint.written(project, folder)
    (beyond / "edition.yaml").write_text("title: z")
    assert fingerprint.written(project, folder) == before


@pytest.mark.parametrize("name", ["chapters/other/edition.yaml", "dist/tiny.pdf", "README.md"])
def test_what_does_not_go_in_leaves_the_key(project: Path, name: str) -> None:
    before, written = key(project), fingerprint.written(project, FOLDER)
    (project / name).write_text("changed")
    assert key(project) == before
    assert fingerprint.written(project, FOLDER) == written


def test_an_option_changes_the_key(project: Path) -> None:
    assert key(project, "draft") != key(project)


def test_a_library_of_another_version_changes_the_key(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(project)
    monkeypatch.setattr(fingerprint, "_version", lambda name: "0.0")
    assert key(project) != before


def test_the_versions_of_libraries_are_those_that_they_say_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = dict(fingerprint.versions())
    assert {name: said[name] for name in fingerprint.LIBRARIES} == {
        name: version(name) for name in fingerprint.LIBRARIES
    }
    monkeypatch.syspath_prepend(tmp_path)
    for kind, text in (
        ("dist", "Name: odd\nSummary: long\n  Version: 1\nVersion: 2.0\n\nVersion: 3\n"),
        ("egg", "Version: 4\n"),
    ):
        folder, file = tmp_path / f"odd_{kind}-0.{kind}-info", "METADATA" if kind == "dist" else "PKG-INFO"
        folder.mkdir()
        (folder / file).write_text(text)
    assert [fingerprint._version(name) for name in ("odd_dist", "odd_egg")] == ["2.0", "4"]


# Files by the hundred


def test_a_file_is_read_whole_however_long_it_says_it_is(tmp_path: Path) -> None:
    for content in (b"", b"x", bytes(3 << 20)):
        (tmp_path / "file").write_bytes(content)
        assert read_whole(str(tmp_path / "file")) == content
        assert sha256_of(str(tmp_path / "file")) == sha256(content).hexdigest()
    if sys.platform == "linux":
        assert read_whole("/proc/self/status").startswith(b"Name:")  # of no bytes, as it says


def test_all_below_a_folder_is_listed_as_paths_sort(tmp_path: Path) -> None:
    for name in ("a/b/c.txt", "a-b/d.txt", "a.txt", "z/left-out/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    below = [str(path) for path in sorted(tmp_path.rglob("*"))]
    assert all_below(str(tmp_path)) == below and str(tmp_path / "link") in below
    assert all_below(str(tmp_path), but=["left-out"]) == [path for path in below if "left-out" not in path]
    assert all_below(str(tmp_path / "link")) == all_below(str(tmp_path / "nothing")) == []


def test_a_system_library_of_another_version_changes_the_key(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = key(project)
    monkeypatch.setattr(fingerprint, "_system_version", lambda files, function: "0.0")
    assert key(project) != before


# The shelf


def test_a_file_is_put_whole_and_readable(tmp_path: Path) -> None:
    shelf.put(tmp_path / "dist" / "a.pdf", b"whole")
    assert (tmp_path / "dist" / "a.pdf").read_bytes() == b"whole"
    assert (tmp_path / "dist" / "a.pdf").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("step", ["fsync", "change_places"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.pdf"
    shelf.put(path, b"old")
    monkeypatch.setattr(os if step == "fsync" else shelf, step, fail)
    with pytest.raises(OSError, match="No space"):
        shelf.put(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["a.pdf"]


def test_an_interruption_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        shelf.put(tmp_path / "a.pdf", b"new")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


STAMP = shelf.Stamp("key", fingerprint.sha256(b"pdf"), pages=1, notes=2, tables=3)


def test_a_stamp_is_given_back_with_its_file(tmp_path: Path) -> None:
    shelf.put_stamped(tmp_path / "a.pdf", b"pdf", STAMP)
    assert shelf.stamp_of(tmp_path / "a.pdf") == STAMP


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "a.pdf").write_bytes(b"other"),
        lambda folder: (folder / "a.pdf").unlink(),
        lambda folder: (folder / ".a.pdf.json").unlink(),
        lambda folder: (folder / ".a.pdf.json").write_text("{"),
        lambda folder: (folder / ".a.pdf.json").write_text("[]"),
        lambda folder: (folder / ".a.pdf.json").write_text("{}"),
        lambda folder: (folder / ".a.pdf.json").write_bytes(b"\xff"),
    ],
    ids=["another file", "no file", "no stamp", "half a stamp", "a list", "an empty stamp", "no text"],
)
def test_a_stamp_that_does_not_fit_is_none(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    shelf.put_stamped(tmp_path / "a.pdf", b"pdf", STAMP)
    damage(tmp_path)
    assert shelf.stamp_of(tmp_path / "a.pdf") is None


def test_every_library_that_has_to_do_with_pages_or_with_what_is_remembered_is_in_the_fingerprint() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
    needed = {re.match(r"[\w-]+", one)[0] for one in project["dependencies"]}  # type: ignore[index]  # they have names
    assert needed - {name.lower() for name in fingerprint.LIBRARIES} == {"invoke", "rich", "watchfiles"}
