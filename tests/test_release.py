"""Releases: what readers are handed, what is kept of it, and what `verify` says of a folder or a file."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from nouns import edition
from publish import shelf
from publish.artifacts import Manuscript, Metadata, PartHtml
from publish.commands import releasing, verifying
from publish.model.edition import Edition
from publish.random_edition import RandomWishes, write
from publish.release import manifest, snapshot
from publish.release.citation_file import citation_file
from publish.release.plain_text import plain_text

PROJECT = Path(__file__).parent.parent


def test_a_snapshot_read_back_is_the_snapshot() -> None:
    kept = snapshot.Snapshot("1.0", date(2026, 11, 23), "ab", 33, {"t-killed": "8"}, edition())
    assert snapshot.read(snapshot.written(kept)) == kept


@pytest.mark.parametrize("harm", [
    lambda text: text[:100], lambda text: text.replace('"title"', '"tittle"', 1), lambda text: "[]",
])
def test_a_snapshot_that_was_harmed_is_refused(harm: object) -> None:
    text = snapshot.written(snapshot.Snapshot("1.0", date(2026, 11, 23), "ab", 33, {}, edition()))
    with pytest.raises(ValueError):
        snapshot.read(harm(text))  # type: ignore[operator]  # a function, whatever the parameter says


def test_a_manifest_says_which_input_version_or_output_differs() -> None:
    then = manifest.Manifest("m", "1.0", 3, {"a.yaml": "1", "b.yaml": "2"}, {"pango": "1.50"}, {"m.pdf": "x"})
    now = manifest.Manifest("m", "1.0", 3, {"a.yaml": "1", "c.yaml": "3"}, {"pango": "1.52"}, {"m.pdf": "y"})
    assert manifest.read(manifest.written(then)) == then
    assert [(one.kind, one.name) for one in manifest.differences(then, now)] == [
        ("input", "b.yaml"), ("input", "c.yaml"), ("version", "pango"), ("output", "m.pdf"),
    ]
    assert manifest.differences(then, then) == ()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"edition": "m", "other": 1}'])
def test_a_manifest_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        manifest.read(text)


def test_plain_text_keeps_notes_tables_lists_and_pages() -> None:
    html = (
        '<section class="part" id="a"><h1>Title</h1><div class="block prose">'
        '<p>Men<a class="call" href="#note-1" id="call-1">1</a>'
        '<span class="note" id="note-1" data-number="1">'
        'A <i>source</i>.<a class="note-return" href="#call-1">↑</a></span> came.</p>'
        '<p>See<a class="reference" href="#t"> Table 1</a>'
        '<a class="reference-page" href="#t"> on page </a>.</p>'
        "<ol><li>one</li><li>two<ul><li>deep</li></ul></li></ol>"
        "<table><caption>Table 1 Dead</caption><tr><th>Place</th><th>Killed</th></tr>"
        "<tr><td>Sinda</td><td>14</td></tr></table>"
        '<dl><dt>AFP</dt><dd>Agence</dd></dl><ol class="contents-list"><li class="contents-entry">'
        '<a class="contents-link" href="#t">Summary</a></li><li class="contents-entry" data-number="1">'
        '<a class="contents-link" href="#t">Dead</a></li></ol></div></section>'
    )
    about = Metadata("t", "s", (), (), "en-GB", date(2020, 1, 1), "l", "u", "i")
    text = plain_text(Manuscript((PartHtml("a", html),), about, (), "a"), {"t": "9"}.__getitem__)
    assert text == (
        "Title\n=====\n\nMen[1] came.\n\nSee Table 1 on page 9.\n\n1. one\n\n2. two\n\n- deep\n\n"
        "Table 1 Dead\n\nPlace | Killed\n\nSinda | 14\n\nAFP: Agence\n\n"
        "Summary, page 9\n\n1 Dead, page 9\n\nNotes\n\n[1] A source.\n"
    )


def test_a_citation_file_names_bodies_and_persons() -> None:
    whole = edition()
    authors = [{"name": "Editors"}, {"given": "Ada", "family": "Traoré"}]
    imprint = type(whole.imprint).model_validate({**whole.imprint.model_dump(), "authors": authors})
    written = yaml.safe_load(citation_file(whole.model_copy(update={"imprint": imprint})))
    assert written["cff-version"] == "1.2.0"
    assert written["authors"] == [{"name": "Editors"}, {"family-names": "Traoré", "given-names": "Ada"}]
    assert written["version"] == "1.0" and written["preferred-citation"]["type"] == "report"


def test_a_folder_is_put_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "release"
    shelf.put_folder(place, {"a": b"1", "b": b"2"})
    shelf.put_folder(place, {"a": b"3"})
    assert {path.name: path.read_bytes() for path in place.iterdir()} == {"a": b"3"}
    with pytest.raises(TypeError):
        shelf.put_folder(place, {"a": b"4", "b": None})  # type: ignore[dict-item]  # what fails half way
    assert {path.name: path.read_bytes() for path in place.iterdir()} == {"a": b"3"}
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with a small edition, released."""
    project = tmp_path_factory.mktemp("project")
    write(project, "small", RandomWishes(3, 5, "A5"))
    with pytest.MonkeyPatch.context() as patch:
        for module in (releasing, verifying):
            patch.setattr(module, "PROJECT", project)
        patch.setattr("publish.commands.asked.PROJECT", project)
        patch.setattr("publish.commands.screen.PROJECT", project)
        releasing.release("small", unvalidated=True)
        yield project


def test_a_release_has_every_file_and_its_checksums_hold(released: Path) -> None:
    folder = released / "dist" / "small"
    assert {path.name for path in folder.iterdir()} == {
        "small.pdf", "small.txt", "small-records.json", "small-figures.csv", "CITATION.cff", "cover.png",
        "preview.png", "manifest.json", "SHA256SUMS",
    }
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    subprocess.run(check, cwd=folder, check=True, capture_output=True)
    record = snapshot.read((released / "chapters/small/released/1.0.json").read_text())
    assert record.sha256 == json.loads((folder / "manifest.json").read_text())["outputs"]["small.pdf"]
    assert isinstance(record.content, Edition) and record.folios


def test_a_release_is_verified_and_what_differs_is_named(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = released / "dist" / "small"
    verifying.verify(str(folder))
    assert "a rebuild gives the same bytes" in capsys.readouterr().out
    (folder / "small.txt").write_text("other")
    (folder / "extra").write_text("other")
    chapters = (released / "chapters/small").glob("*.yaml")
    chapter = next(path for path in chapters if "blocks:" in path.read_text())
    chapter.write_text(chapter.read_text().replace("title: ", "title: Another ", 1))
    with pytest.raises(SystemExit):
        verifying.verify(str(folder))
    said = capsys.readouterr()
    assert "small.txt: not the file that was released" in said.out
    assert "extra: not part of the release" in said.out
    assert f"input  chapters/small/{chapter.name}: " in said.out
    assert "output  small.pdf: " in said.out
    with pytest.raises(SystemExit):
        releasing.release("small", unvalidated=True)
    assert "1.0 was released on" in capsys.readouterr().err


def test_a_received_file_is_known_or_not(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = released / "dist/small/small.pdf"
    verifying.verify(str(pdf))
    assert "is small 1.0, released on" in capsys.readouterr().out
    changed = shutil.copy(pdf, released / "received.pdf")
    Path(changed).write_bytes(pdf.read_bytes() + b"\n")
    with pytest.raises(SystemExit):
        verifying.verify(str(changed))
    assert "an unreleased build, or a copy that was changed" in capsys.readouterr().err
