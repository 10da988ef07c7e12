"""The stage `validate`: every check rejects its faulty edition at the exact place, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faulty_editions import (
    ACTORS,
    CHAPTER,
    CLAIMS,
    EDITION,
    INCIDENTS,
    PEOPLE,
    PLACES,
    SOURCES,
    SPECIMENS,
    STATISTICS,
    TRIALS,
    prose,
)
from publish import faults
from publish.model.edition import Edition
from publish.report import Report
from publish.validate import validate
from publish.validate.waiving import CHECKS
from publish.waivable import EDITORIAL, ON_PAGES
from tiny_edition import FILES, FOLDER, Change, faulty, report_of, reported, source_of, unmarked, wanted


@pytest.mark.parametrize("changes", SPECIMENS.values(), ids=SPECIMENS)
def test_a_faulty_edition_is_rejected_at_the_exact_place(changes: list[Change]) -> None:
    files = faulty(changes)
    assert reported(unmarked(files)) == wanted(files)


def test_a_sound_edition_gives_no_diagnostics() -> None:
    assert reported(FILES) == []


def test_a_sound_edition_keeps_all_that_was_written() -> None:
    report = Report()
    edition = validate(source_of(FILES, report), report)
    assert isinstance(edition, Edition)
    assert edition.id == "tiny-2020"
    assert [chapter.id for chapter in edition.chapters] == ["summary", "abuses"]
    assert len(edition.chapters[1].blocks) == 10
    assert [record.id for record in edition.records()][:4] == ["sinda", "niono", "displaced", "total-killed"]


def test_problems_of_several_kinds_are_reported_in_one_run() -> None:
    files = faulty(
        [
            (EDITION, "published: 2021-05-01", "published: «not-a-date»in May"),
            (CHAPTER, "kind: callout", "kind: «unknown-kind»callot"),
            (INCIDENTS, "place: mopti", "place: «unknown-name»mopty"),
            prose('"At «typed-figure»35, see «unknown-target»[#x] and «unsupported-markdown»<b>that."'),
        ]
    )
    assert reported(unmarked(files)) == wanted(files)


def test_a_broken_imprint_hides_no_other_problem_but_gives_no_edition() -> None:
    files = unmarked(faulty([(EDITION, "status: final", "status: finished")]))
    report = Report()
    assert validate(source_of(files, report), report) is None
    assert [one.fault.code for one in report] == ["unknown-word"]


def test_what_refers_to_a_dropped_record_is_not_complained_of() -> None:
    files = faulty([(INCIDENTS, "date: 2020-02-05/2020-02-06", "date: «refused-value»the fifth")])
    assert reported(unmarked(files)) == wanted(files)


def test_what_refers_to_a_dropped_block_is_not_complained_of() -> None:
    files = faulty(
        [
            (
                CHAPTER,
                "where: {measures: [killed]}\n    measures: [killed]",
                "where: {measures: [killed]}\n    measures: [«unknown-word»kiled]",
            )
        ]
    )
    assert reported(unmarked(files)) == wanted(files)


def test_what_refers_to_a_file_that_could_not_be_read_is_not_complained_of() -> None:
    files = dict(FILES) | {ACTORS: "actors: [\n"}
    codes = {one.fault.code for one in report_of(files)}
    assert codes == {"unclosed-bracket"}


LISTS = [SOURCES, INCIDENTS, STATISTICS, TRIALS, ACTORS, PLACES, PEOPLE, CLAIMS]


@pytest.mark.parametrize("name", LISTS)
def test_a_missing_list_is_reported_once(name: str) -> None:
    more = "[!a][!b][!c][!d]" if name == CLAIMS else ""
    files = {path: text for path, text in faulty([prose(f'"It was so.{more}"')]).items() if path != name}
    assert reported(files) == [f"{FOLDER}/{name}:1:1: error[missing-records-file]"]


def test_an_unknown_record_is_reported_as_such_where_a_list_may_be_missing() -> None:
    files = {path: text for path, text in faulty([prose('"It was so.[!spate]"')]).items() if path != CLAIMS}
    assert "error[unknown-record]" in " ".join(reported(files))


def test_an_unknown_source_cited_in_many_places_is_reported_at_the_first() -> None:
    files = dict(FILES) | {SOURCES: FILES[SOURCES].replace("id: AIR", "id: AIX")}
    found = [one for one in report_of(files) if one.fault.code == "unknown-source"]
    assert [str(one.span) for one in found] == [f"{FOLDER}/{CHAPTER}:49:36"]
    assert re.fullmatch(r"there is no source `AIR`; it is named in \d+ more places", found[0].fault.message)


def test_numbers_may_be_typed_in_the_imprint_which_bears_no_marks() -> None:
    assert reported(faulty([(EDITION, "lexicon:", "disclaimers: [It took 35 weeks.]\nlexicon:")])) == []


def test_an_edition_without_its_imprint_is_reported() -> None:
    files = {name: text for name, text in FILES.items() if name != EDITION}
    assert f"{FOLDER}/edition.yaml:1:1: error[missing-edition-file]" in reported(files)


def test_a_chapter_that_is_not_listed_is_reported() -> None:
    files = dict(FILES) | {"justice.yaml": "title: Justice\n"}
    assert reported(files) == [f"{FOLDER}/justice.yaml:1:1: error[unlisted-chapter]"]


def test_a_list_under_a_wrong_name_is_reported_with_the_right_one() -> None:
    files = dict(FILES) | {"records/incident.yaml": "incidents: []\n"}
    (found,) = report_of(files)
    assert str(found.span) == f"{FOLDER}/records/incident.yaml:1:1"
    assert found.fault.code == "unknown-file"
    assert found.fault.hint == "did you mean `records/incidents.yaml`?"


AND_LIST = " and list it below `chapters:` in `edition.yaml`"


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("états", "unfit-file-name", f"rename it to `etats.yaml`{AND_LIST}"),
        ("Back Ground", "unfit-file-name", f"rename it to `back-ground.yaml`{AND_LIST}"),
        ("Abuses", "unfit-file-name", "rename it to `abuses.yaml`"),
        ("courts", "unlisted-chapter", "add it to `chapters:`, or delete the file"),
        ("Source", "unlisted-chapter", "did you mean the list file `sources.yaml`?"),
        ("actors", "unlisted-chapter", "did you mean the list file `records/actors.yaml`?"),
    ],
)
def test_a_stray_file_is_reported_with_what_to_do(name: str, code: str, hint: str) -> None:
    (found,) = report_of({**FILES, f"{name}.yaml": "title: Justice\n"})
    assert (str(found.span), found.fault.code, found.fault.hint) == (f"{FOLDER}/{name}.yaml:1:1", code, hint)


@pytest.mark.parametrize(
    "text",
    [
        "One of two people came on 10 July 2020, 3–5 March and 28 October.",
        "In 2012–2013, mid-2020 and the 1990s it was so.",
        "The twenty-first of its kind.",
        '"See [the page](https://example.org/2020/35/a_9)."',
        "The UN’s Malian Armed Forces acted.",
    ],
)
def test_years_dates_names_and_addresses_are_no_typed_figures(text: str) -> None:
    assert reported(faulty([prose(text)])) == []


@pytest.mark.parametrize(
    "text", ["The XIII Congress.", "It is [:fr CSCOM].", "MINUSMA and ISGS fought; ISGS’s men."]
)
def test_numerals_foreign_phrases_and_recorded_names_are_no_unknown_abbreviations(text: str) -> None:
    assert reported(faulty([prose(f'"{text}"')])) == []


def test_a_registered_name_may_hold_what_a_text_may_not() -> None:
    files = faulty(
        [
            (
                ACTORS,
                "actors:",
                "actors:\n  - {id: m5, name: June 5 Movement, short: M5-RFP, kind: civil-society}",
            ),
            (PLACES, "name: Bamako,", "name: Siba Ba,"),
            prose("The June 5 Movement (M5-RFP) met in Siba Ba."),
        ]
    )
    assert reported(files) == []


def test_a_waiver_silences_one_check_at_one_record_only() -> None:
    more = "claims:\n  - {id: other, says: More., citations: [AIR], verification: verified}"
    files = faulty([(CLAIMS, "claims:", more)])
    assert reported(files) == [f"{FOLDER}/{CLAIMS}:2:10: warning[unused-record]"]


def test_every_fault_of_the_edition_as_a_whole_has_a_specimen() -> None:
    specimens = {
        code
        for changes in SPECIMENS.values()
        for _, _, new in changes
        for code in re.findall(r"«\??([a-z-]+)»", new)
    }
    elsewhere = {"missing-edition-file", "unlisted-chapter", "unknown-file", "unfit-file-name"}
    elsewhere |= {"missing-records-file", "crowded-notes"}
    folder = Path(faults.__file__).parent
    names_of = ("content", "marks", "facts", "wording")
    chapters = [(folder / f"{name}.py").read_text("utf-8") for name in names_of]
    names = re.findall(r"^def (\w+)\(", "".join(chapters), re.MULTILINE)
    assert len(names) > 60
    assert {name.replace("_", "-") for name in names} - elsewhere - specimens == set()


def test_every_waivable_check_exists() -> None:
    assert EDITORIAL | ON_PAGES <= CHECKS


def test_every_explanation_is_more_than_a_line() -> None:
    for code in sorted(CHECKS):
        assert (getattr(faults, code.replace("-", "_")).__doc__ or "").strip(), code


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_change_of_the_text_makes_the_checks_stumble(data: st.DataObject) -> None:
    """Deletions, repetitions and strange insertions are reported, never raised."""
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    put = data.draw(
        st.sampled_from(
            ["", "[=", "[!x.y]", "]", "|", "null", "1", ".", ";", "\n", "  ", "#", text[start:end] * 2]
        )
    )
    report_of({**FILES, name: text[:start] + put + text[end:]})


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_loss_of_lines_makes_the_checks_stumble(data: st.DataObject) -> None:
    """Whole lines and values go missing in several files at once."""
    files = dict(FILES)
    for name in data.draw(st.lists(st.sampled_from(sorted(FILES)), min_size=1, max_size=3)):
        lines = files[name].splitlines(keepends=True)
        index = data.draw(st.integers(0, max(0, len(lines) - 1)))
        lines = lines or ["\n"]
        lines[index] = data.draw(st.sampled_from(["", re.sub(r": .*", ":", lines[index]), lines[index] * 2]))
        files[name] = "".join(lines)
    report_of(files)
