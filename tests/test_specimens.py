"""Every block kind in every state: good specimens resolve as their goldens say, faulty ones are refused.

After a change that is meant, `GOLDEN=write pytest tests/test_specimens.py` writes the goldens anew; read what
they say before committing them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from publish import specimen_book
from publish.artifacts import Resolved
from publish.report import Report
from publish.resolve import resolve
from publish.specimen_book import Specimen, SpecimenError
from publish.trace import as_text
from publish.validate import validate

PROJECT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
KINDS = specimen_book.kinds()


def collected() -> tuple[Specimen, ...]:
    report = Report()
    found = specimen_book.specimens(PROJECT, report)
    assert list(report) == []
    return found


SPECIMENS = collected()
GOOD = tuple(specimen for specimen in SPECIMENS if specimen.rejects is None)
FAULTY = tuple(specimen for specimen in SPECIMENS if specimen.rejects is not None)


def name_of(specimen: Specimen) -> str:
    return f"{specimen.kind}: {specimen.title}"


@cache
def resolved(first: str) -> Resolved:
    """The book of all good specimens, one kind first, so that its numbers depend on no other kind."""
    report = Report()
    ordered = sorted(GOOD, key=lambda specimen: specimen.kind != first)
    source = specimen_book.book(PROJECT, ordered, report)
    edition = validate(source, report)
    assert edition is not None
    assert list(report) == []
    return resolve(source, edition)


def golden_text(kind: str) -> str:
    chapter = resolved(kind).chapters[0]
    titles = [specimen.title for specimen in GOOD if specimen.kind == kind]
    pieces = (
        f"# {title}\n{as_text(block.view)}" for title, block in zip(titles, chapter.blocks, strict=True)
    )
    return "\n".join(pieces)


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_specimen_resolves_as_its_golden_says(kind: str) -> None:
    path, text = GOLDEN / f"{kind}.txt", golden_text(kind)
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text)
    assert text == path.read_text()


@pytest.mark.parametrize("specimen", FAULTY, ids=name_of)
def test_a_faulty_specimen_gives_exactly_its_report(specimen: Specimen) -> None:
    report = Report()
    validate(specimen_book.book(PROJECT, (*GOOD, specimen), report), report)
    assert report.failed
    assert specimen_book.told(specimen, report) == specimen.rejects


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_good_and_faulty_specimens(kind: str) -> None:
    assert any(specimen.kind == kind for specimen in GOOD)
    assert any(specimen.kind == kind for specimen in FAULTY)


@pytest.mark.parametrize("specimen", SPECIMENS, ids=name_of)
def test_a_specimen_shows_the_kind_of_its_file(specimen: Specimen) -> None:
    way: object = specimen.file.root
    for step in (*specimen.location, "kind"):
        way = way[step]  # type: ignore[index]  # the test fails if it is not there
    assert way == specimen.kind


def test_titles_of_specimens_are_told_apart() -> None:
    assert len({name_of(specimen) for specimen in SPECIMENS}) == len(SPECIMENS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_four_files(kind: str) -> None:
    assert [path for path in four_files(kind) if not path.is_file()] == []


def test_no_file_belongs_to_no_kind() -> None:
    stray = {path for path in (PROJECT / "schema/blocks").iterdir() if path.stem not in KINDS}
    stray |= {path for path in (PROJECT / "styles/blocks").iterdir() if path.stem not in KINDS}
    assert stray == set()


def test_the_diagnostics_of_a_specimen_count_from_its_block() -> None:
    specimen = next(specimen for specimen in FAULTY if specimen.title == "An unknown key")
    assert specimen.rejects is not None
    assert specimen.rejects.splitlines()[-1].startswith("3:1: error[unknown-key]")


def four_files(kind: str) -> Iterator[Path]:
    name = kind.replace("-", "_")
    yield PROJECT / f"src/publish/blocks/{name}.py"
    yield PROJECT / f"src/publish/blocks/{name}.html"
    yield PROJECT / f"styles/blocks/{kind}.css"
    yield PROJECT / f"schema/blocks/{kind}.yaml"


def test_a_good_specimen_that_is_not_good_stops_the_book(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "schema", tmp_path / "schema")
    path = tmp_path / "schema/blocks/list.yaml"
    path.write_text(path.read_text().replace("items: [An apple, A pear, A plum]", "items: [35 apples]"))
    with pytest.raises(SpecimenError) as caught:
        specimen_book.make(tmp_path)
    assert str(caught.value).startswith("schema/blocks/list.yaml:6:15: error[typed-figure]: `35`")
    assert not (tmp_path / "dist").exists()


def test_a_specimen_file_that_cannot_be_read_stops_the_book(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "schema", tmp_path / "schema")
    (tmp_path / "schema/blocks/list.yaml").write_text("specimens: [\n")
    with pytest.raises(SpecimenError, match=r"schema/blocks/list\.yaml:"):
        specimen_book.make(tmp_path)
