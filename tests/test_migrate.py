"""Older formats: what is said of them, and how they are brought up to date."""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from publish.artifacts import File
from publish.commands.replacing import read_back, replace_all
from publish.load import load
from publish.migrate import MIGRATIONS, format_of, migrated
from publish.model.edition import FORMAT
from publish.report import Report
from publish.validate import validate
from test_build import PROJECT, invoke
from tiny_edition import FILES, reported

FROZEN = Path(__file__).parent / "frozen"
EDITIONS = sorted(path for path in (PROJECT / "chapters").iterdir() if path.is_dir())


def files_of(folder: Path) -> dict[PurePosixPath, bytes]:
    """The files of an edition by path."""
    return {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes()
        for path in sorted(folder.rglob("*.yaml"))
    }


def as_format_1(content: bytes) -> bytes:
    """An `edition.yaml` of block style as it stood in format 1."""
    text = re.sub(r"^format: .*\n", "", content.decode(), flags=re.MULTILINE)
    before, authors, after = re.split(r"(^authors:\n(?:[ #-].*\n)*)", text, maxsplit=1, flags=re.MULTILINE)
    return (before + authors.replace("- name: ", "- ") + after).encode()


def read(path: PurePosixPath, content: bytes) -> File:
    """The nodes of a file."""
    return read_back(path, content)


def project_of(tmp_path: Path, edition: Path) -> Path:
    """A project with one edition, to be changed at will."""
    shutil.copytree(edition, tmp_path / "chapters" / edition.name)
    shutil.copy(PROJECT / "tasks.py", tmp_path)
    return tmp_path


def migrate(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The command as an editor gives it."""
    return invoke(folder, "migrate", *options)


def test_there_is_a_migration_to_every_format() -> None:
    assert list(MIGRATIONS) == list(range(2, FORMAT + 1))


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda path: path.name)
def test_an_edition_of_the_present_format_is_left_alone(folder: Path) -> None:
    assert migrated(files_of(folder), read).changed == {}


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda path: path.name)
def test_an_edition_of_format_1_becomes_what_it_is_today(folder: Path) -> None:
    today = files_of(folder)
    edition = PurePosixPath("edition.yaml")
    made = migrated(today | {edition: as_format_1(today[edition])}, read)
    assert made.changed == {edition: today[edition]}


def test_the_frozen_edition_is_changed_in_a_few_lines_alone() -> None:
    files = files_of(FROZEN / "tiny-2020")
    made = migrated(files, read)
    assert list(made.changed) == [PurePosixPath("edition.yaml")]
    before, after = (
        content[PurePosixPath("edition.yaml")].decode().splitlines() for content in (files, made.changed)
    )
    changes = [line for line in difflib.ndiff(before, after) if line[:2] in {"- ", "+ "}]
    assert changes == [
        "+ format: 2",
        "-   - Editors of the review   # a group",
        "+   - name: Editors of the review   # a group",
        "-   - >-",
        "+   - name: >-",
        "-     A body whose name",
        "+       A body whose name",
        "-     goes over two lines",
        "+       goes over two lines",
        "-   - \"Friends: of the review\"",
        "+   - name: \"Friends: of the review\"",
    ]


def test_the_frozen_edition_stands_once_it_is_migrated(tmp_path: Path) -> None:
    folder = project_of(tmp_path, FROZEN / "tiny-2020")
    ran = migrate(folder)
    assert (ran.returncode, ran.stdout) == (0, (
        "tiny-2020: format 1 became format 2.\n"
        "  edition.yaml: names its format, 2; 3 authors have a `name:`\n"
    ))
    report = Report()
    edition = validate(load(folder, PurePosixPath("chapters/tiny-2020"), report), report)
    assert list(report) == []
    assert edition is not None
    assert [author.printed for author in edition.imprint.authors] == [
        "Editors of the review", "A body whose name goes over two lines", "Friends: of the review",
    ]
    again = migrate(folder)
    assert (again.returncode, again.stdout) == (0, "tiny-2020: the files are in format 2 already.\n")


def test_an_old_edition_is_reported_once_with_the_command_to_run(tmp_path: Path) -> None:
    folder = project_of(tmp_path, FROZEN / "tiny-2020")
    ran = invoke(folder, "check", "--format", "plain")
    assert (ran.returncode, ran.stdout) == (1, (
        "chapters/tiny-2020/edition.yaml:3:1: error[older-format]: these files are written in format 1, and "
        "this program reads format 2; run `invoke migrate --edition tiny-2020`\n1 error in 1 file\n"
    ))


def test_what_would_be_changed_is_said_and_not_done(tmp_path: Path) -> None:
    folder = project_of(tmp_path, FROZEN / "tiny-2020")
    ran = migrate(folder, "--check")
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (1, "tiny-2020: format 1 would become format 2.")
    assert files_of(folder / "chapters/tiny-2020") == files_of(FROZEN / "tiny-2020")


@pytest.mark.parametrize(("written", "code"), [
    ("format: 1", ["error[older-format]"]),
    ("", ["error[older-format]"]),
    ("format: 3", ["error[newer-format]"]),
    ("format: '2'", []),
    ("format: two", ["error[not-a-whole-number]"]),
    ("format: 0", ["error[unfit-number]"]),
    ("format: 123456789012", ["error[unfit-number]"]),
    ("format: ²", ["error[not-a-whole-number]"]),
])
def test_another_format_is_one_clear_complaint(written: str, code: list[str]) -> None:
    text = FILES["edition.yaml"].replace("format: 2", written)
    if code and code[0].endswith("format]"):
        text = text.replace("status: final", "status: done")  # of which nothing is said then
    found = reported(dict(FILES) | {"edition.yaml": text})
    assert [line.partition(": ")[2] for line in found] == code


@pytest.mark.parametrize("written", [
    "format: 3\ntitle: A\n", "format: two\ntitle: A\n", "title: &a A\n", "- a\n",
])
def test_what_cannot_be_migrated_is_left_as_it_is(tmp_path: Path, written: str) -> None:
    folder = project_of(tmp_path, FROZEN / "tiny-2020")
    path = folder / "chapters/tiny-2020/edition.yaml"
    path.write_text(written)
    ran = migrate(folder)
    assert ran.returncode == 1 and "Nothing was changed." in ran.stdout and "Traceback" not in ran.stderr
    assert path.read_text() == written


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_come_through(tmp_path: Path, line_end: str) -> None:
    folder = project_of(tmp_path, FROZEN / "tiny-2020")
    path = folder / "chapters/tiny-2020/edition.yaml"
    plain = migrated(files_of(FROZEN / "tiny-2020"), read).changed[PurePosixPath("edition.yaml")]
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", line_end.encode()))
    assert migrate(folder).returncode == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + plain.replace(b"\n", line_end.encode())


def test_files_are_replaced_all_or_none(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name)
    (tmp_path / "c").mkdir()
    wanted: Mapping[Path, bytes] = {
        tmp_path / "a": b"new", tmp_path / "fresh": b"new", tmp_path / "c" / "deep" / "x": b"new",
    }
    (tmp_path / "c" / "deep").write_text("no folder")
    with pytest.raises(OSError, match="deep"):
        replace_all(wanted)
    assert (tmp_path / "a").read_text() == "a" and not (tmp_path / "fresh").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


def test_a_format_that_is_no_number_has_none() -> None:
    written = ("1", "02", "x", "-1", "٣", None)
    assert [format_of({"format": text}) for text in written] == [1, 2, None, None, None, None]
    assert format_of({}) == 1
