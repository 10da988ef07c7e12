"""Checks of the notes on changes, and of changes that nobody explains: what they reject and let be."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from publish.report import Report
from publish.validate import read_edition, validate
from tiny_edition import FILES, source_of

CHANGED = {"best: 14": "best: 13"}
NOTE = "changes:\n  - {subject: sinda.killed, kind: correction, why: One was counted twice.}\n"


def found(
    records: dict[str, str], notes: str = "", status: str = "final", handed_in: bool = True,
    file: str = "records/incidents.yaml",
) -> list[tuple[str, str, str]]:
    """What is said of changes: severity, code and file, for a tiny edition that follows itself as it was."""
    earlier = read_edition(source_of(FILES, Report()), Report())
    texts = dict(FILES)
    for old, new in records.items():
        assert old in texts[file]
        texts[file] = texts[file].replace(old, new, 1)
    head = f"status: {status}\nfollows: tiny-2019"
    texts["edition.yaml"] = texts["edition.yaml"].replace("status: final", head)
    if notes:
        texts["changes.yaml"] = notes
    report = Report()
    validate(source_of(texts, report), report, earlier if handed_in else None)
    return [
        (str(one.fault.severity), one.fault.code, PurePosixPath(one.span.file).name)
        for one in report if "change" in one.fault.code
    ]


def test_an_edition_that_changed_nothing_has_nothing_to_explain() -> None:
    assert found({}) == []


def test_an_updated_figure_without_a_reason_is_an_error_in_a_final_edition() -> None:
    assert found(CHANGED) == [("error", "unexplained-change", "incidents.yaml")]


def test_an_updated_figure_without_a_reason_is_a_warning_in_a_draft() -> None:
    assert found(CHANGED, status="draft") == [("warning", "unexplained-change-in-draft", "incidents.yaml")]


def test_a_changed_figure_with_its_reason_is_fine() -> None:
    assert found(CHANGED, NOTE) == []


def test_a_fact_of_the_past_that_reads_otherwise_needs_a_reason() -> None:
    assert found({"date: 2020-02-05/2020-02-06": "date: 2020-03-05"}) == [
        ("error", "unexplained-change", "incidents.yaml")
    ]


def test_a_date_or_a_place_known_more_precisely_needs_none() -> None:
    assert found({"date: 2020-06": "date: 2020-06-03"}) == []
    assert found({"place: mopti": "place: sinda"}) == []  # sinda lies in mopti


def test_a_place_known_less_precisely_needs_one() -> None:
    assert found({"place: sinda": "place: mopti"}) == [("error", "unexplained-change", "incidents.yaml")]


def test_words_need_no_reason() -> None:
    assert found({"title: Attack on Sinda": "title: Raid on Sinda"}) == []


def test_a_note_on_what_did_not_change_is_an_error() -> None:
    assert found({}, NOTE) == [("error", "idle-change-note", "changes.yaml")]


def test_a_note_on_a_record_does_not_speak_of_its_figures() -> None:
    note = NOTE.replace("sinda.killed", "sinda")
    assert sorted(found(CHANGED, note)) == [
        ("error", "idle-change-note", "changes.yaml"), ("error", "unexplained-change", "incidents.yaml"),
    ]


def test_a_note_on_what_does_not_exist_is_an_error() -> None:
    assert found(CHANGED, NOTE + NOTE.replace("changes:\n", "").replace("sinda.killed", "sinda.kiled")) == [
        ("error", "unknown-change-subject", "changes.yaml")
    ]


@pytest.mark.parametrize("handed_in", [True, False])
def test_two_notes_on_one_thing_are_an_error(handed_in: bool) -> None:
    notes = NOTE + NOTE.replace("changes:\n", "")
    assert found(CHANGED, notes, handed_in=handed_in) == [("error", "repeated-change-note", "changes.yaml")]


def test_without_the_earlier_edition_nothing_is_said_of_changes() -> None:
    assert found(CHANGED, NOTE, handed_in=False) == []


def test_other_words_of_a_sentence_of_the_chronology_need_a_reason() -> None:
    first = {"chronicle: Soldiers take power.": "chronicle: Soldiers did not take power."}
    assert found(first, file="records/events.yaml") == [("error", "unexplained-change", "events.yaml")]
