"""The tiny edition, released as 1.0, and its revision 1.1 with a factual and a typographic erratum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from msgspec.structs import replace

import tiny_edition
from publish.artifacts import Source
from publish.pipeline import Built, Checked, check_source, print_checked, print_slip
from publish.release import bundle, snapshot
from publish.report import Report
from tiny_edition import Change

PROJECT = Path(__file__).parent.parent

ERRATA = """\
errata:
  - id: sinda-count
    revision: 1
    where: sinda.killed
    was: 14 civilians
    now: 16 civilians
    reason: Two names had been left out of the count.
    kind: factual
    date: 2021-06-02
  - id: trial-verb
    revision: 1
    where: courts
    was: The trial opened on
    now: The trial began on
    reason: The word that the court uses.
    kind: typographic
    date: 2021-06-01
"""

REVISED: tuple[Change, ...] = (
    ("edition.yaml", "edition: 1\n", "edition: 1\nrevision: 1\n"),
    ("records/incidents.yaml", "best: 14", "best: 16"),
    ("abuses.yaml", "The trial opened on", "The trial began on"),
)


def revised(changes: Iterable[Change] = (), errata: str = ERRATA) -> dict[str, str]:
    """The files of the revision, changed further, with these errata."""
    files = {**tiny_edition.FILES, **({"errata.yaml": errata} if errata else {})}
    for name, old, new in (*REVISED, *changes):
        assert old in files[name], f"{old} is not in {name}"
        files[name] = files[name].replace(old, new, 1)
    return files


@cache
def first() -> Built:
    """The edition as it was first published."""
    report = Report()
    checked = check_source(tiny_edition.source_of(tiny_edition.FILES, report), report, lambda stage: None)
    assert checked, [str(one) for one in report]
    built = print_checked(PROJECT, checked, report, lambda stage: None)
    assert built and built.sound, [str(one) for one in report]
    return built


@cache
def record() -> str:
    """What the first release recorded."""
    return snapshot.written(bundle.snapshot_of(first(), date(2021, 5, 3)))


def source_of(files: Mapping[str, str], report: Report, released: str | None = None) -> Source:
    """The files beside the record of the first release."""
    source = tiny_edition.source_of(files, report)
    return replace(source, releases={"1.0": record() if released is None else released})


def check(files: Mapping[str, str], released: str | None = None) -> tuple[Checked | None, Report]:
    """A revision, checked, and what was found."""
    report = Report()
    return check_source(source_of(files, report, released), report, lambda stage: None), report


def told(files: Mapping[str, str], released: str | None = None) -> list[str]:
    """What is found in a revision: place and code."""
    return [
        f"{one.span.file.name}:{one.span.line}: {one.fault.code}" for one in check(files, released)[1]
    ]


@cache
def second() -> Built:
    """The revision with its errata."""
    checked, report = check(revised())
    assert checked, [str(one) for one in report]
    built = print_checked(PROJECT, checked, report, lambda stage: None)
    assert built and built.sound, [str(one) for one in report]
    return built


@cache
def slip() -> Built:
    """The errata slip of the revision."""
    report = Report()
    made = print_slip(PROJECT, second().checked, report, lambda stage: None)
    assert made and made.sound and not len(report), [str(one) for one in report]
    return made
