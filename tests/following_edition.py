"""A second edition of the tiny one, with a change of every kind that readers are told of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tiny_edition
from publish.model.edition import Edition
from publish.pipeline import Built, Checked, check_source, print_checked
from publish.report import Report
from publish.validate import validate
from tiny_edition import Change

PROJECT = Path(__file__).parent.parent

LONG = "\n\n".join(
    f"      This is paragraph [~{number}] of a long section. " + "It goes on over the page. " * 30
    for number in range(20)
)

SECOND: tuple[Change, ...] = (
    ("edition.yaml", "edition: 1\n", "edition: 2\nfollows: tiny-2019\n"),
    ("records/incidents.yaml", "best: 14", "best: 16"),
    ("records/incidents.yaml", "date: 2020-06\n", "date: 2020-05\n"),
    ("records/proceedings.yaml", "status: trial-suspended\n    as_of: 2020-12-31",
     "status: on-trial\n    as_of: 2021-03-31"),
    ("abuses.yaml", "title: How to read a figure\n", "title: How to read a figure\n    id: how-to\n"),
    ("abuses.yaml", "A number is read with its qualifier.", "A number is read with its unit."),
    ("abuses.yaml", '    text: "At Niono, [=niono.killed|unit, capital] were found.[!niono; niono.killed]"\n',
     f"    text: |\n      At Niono, [=niono.killed|unit] were found dead.[!niono; niono.killed]\n\n{LONG}\n"),
    ("abuses.yaml",
     "  - kind: list\n    lead: \"Two things follow:\"\n    items: [the first, the second]\n", ""),
    ("records/claims.yaml", "citations: [AIR]", "citations: [AIR, SC952]"),
)

NOTES = """\
changes:
  - {subject: niono, kind: correction, why: The month was mistaken.}
  - {subject: sinda.killed, kind: update, why: Two more bodies were found.}
"""


@cache
def earlier() -> Edition:
    """The first edition."""
    edition = validate(tiny_edition.source_of(tiny_edition.FILES, Report()), Report())
    assert edition
    return edition


@cache
def checked() -> Checked:
    """The second edition, compared with the first."""
    more = {"changes.yaml": NOTES, "review/carried-over.yaml": "carried_over: []\n"}
    files, report = {**tiny_edition.FILES, **more}, Report()
    for name, old, new in SECOND:
        assert old in files[name], f"{old} is not in {name}"
        files[name] = files[name].replace(old, new, 1)
    source = tiny_edition.source_of(files, report)
    found = check_source(source, report, lambda stage: None, earlier())
    assert found, [str(one) for one in report]
    return found


@cache
def built(*, bars: bool = False) -> Built:
    """The second edition on paper."""
    report = Report()
    book = print_checked(PROJECT, checked(), report, lambda stage: None, bars=bars)
    assert book and book.sound, [str(one) for one in report]
    return book
