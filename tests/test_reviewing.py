"""What came from the edition before: nobody can print it unseen, and the lists of the review are sound."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from publish import faults
from publish.carrying import Carried, Standing, Survey, carried_over
from publish.model.edition import Edition
from publish.renewal import listed
from publish.report import Report
from publish.validate import survey, validate
from publish.validate.reviewing import MOST
from test_build import PROJECT, invoke
from tiny_edition import FILES, FOLDER, Change, faulty, report_of, reported, source_of, unmarked, wanted

CARRIED, REVIEWED = "review/carried-over.yaml", "review/reviewed.yaml"
EDITION, INCIDENTS, CLAIMS = "edition.yaml", "records/incidents.yaml", "records/claims.yaml"


def entry(record: str, kind: str, digest: str = "0000000000000000") -> str:
    """An entry of a record that was edited since, unless the digest says otherwise."""
    return f"  - record: {record}\n    kind: {kind}\n    digest: '{digest}'\n"


def review(record: str, kind: str) -> str:
    """An entry of a record that was reviewed."""
    return f"  - record: {record}\n    kind: {kind}\n    by: A. Diallo\n    date: 2021-04-30\n"


def tiny() -> Edition:
    """The tiny edition."""
    edition = validate(source_of(FILES, Report()), Report())
    assert edition is not None
    return edition


def all_left() -> str:
    """A list of all records of the tiny edition, as none was reviewed."""
    return listed("carried_over", (one.model_dump(mode="json") for one in carried_over(tiny())))


def files(left: str, done: str = "reviewed: []\n", changes: list[Change] | None = None) -> dict[str, str]:
    """The tiny edition with the lists of a review."""
    return faulty(changes or []) | {CARRIED: left, REVIEWED: done}


def digest(record: str, kind: str) -> str:
    """The digest of a record as it is."""
    return next(one.digest for one in carried_over(tiny()) if (one.record, one.kind) == (record, kind))


def surveyed(those: Mapping[str, str]) -> Survey:
    """The survey of some files."""
    report = Report()
    found = survey(source_of(those, report), report)
    assert found is not None and not len(report)
    return found


def one(found: Survey, called: str) -> Carried:
    """A record by its name in commands."""
    return next(record for record in found.records if found.named(record) == called)


# the checks

FAULTY: dict[str, dict[str, str]] = {
    "a final edition with a record that nobody looked at": files(
        "carried_over:\n" + entry("coup", "events", digest("coup", "events")),
        changes=[("records/events.yaml", "- id: coup", "- id: «unreviewed-record»coup")],
    ),
    "a final edition that follows another, and has no list": faulty(
        [(EDITION, "format: 2", "format: 2\nfollows: «unlisted-review»tiny-2019")]
    ),
    "an entry of no record": files(
        "carried_over:\n" + entry("«unknown-reviewed-record»cuop", "events"),
        "reviewed:\n" + review("«unknown-reviewed-record»sinda", "statistics"),
    ),
    "a record that is still to be reviewed, and reviewed": files(
        "carried_over:\n" + entry("coup", "events"), "reviewed:\n" + review("«repeated-review»coup", "events")
    ),
    "a record twice in one list": files(
        "carried_over:\n" + entry("coup", "events") + entry("«repeated-review»coup", "events")
    ),
    "an entry of an unknown kind": files("carried_over:\n" + entry("coup", "«unknown-word»event")),
    "an entry without a digest": files("carried_over:\n  - «missing-key»record: coup\n    kind: events\n"),
}

SOUND: dict[str, dict[str, str]] = {
    "nothing carried over": files("carried_over: []\n"),
    "all edited": files(re.sub(r'digest: "?\w+"?', "digest: '0000000000000000'", all_left())),
    "one reviewed, one edited": files(
        "carried_over:\n" + entry("coup", "events"), "reviewed:\n" + review("sinda", "incidents")
    ),
    "one id for a proceeding and a place": files(
        "carried_over:\n" + entry("sinda", "incidents"), "reviewed:\n" + review("sinda", "places")
    ),
    "a draft of which nothing is reviewed": files(
        all_left(), changes=[(EDITION, "status: final", "status: draft\nfollows: tiny-2019")]
    ),
    "a final edition that follows another and has its list": files(
        "carried_over: []\n", changes=[(EDITION, "format: 2", "format: 2\nfollows: tiny-2019")]
    ),
    "a draft that follows another, and has no list": faulty(
        [(EDITION, "status: final", "status: draft\nfollows: tiny-2019")]
    ),
}


@pytest.mark.parametrize("those", FAULTY.values(), ids=list(FAULTY))
def test_a_faulty_review_is_rejected_at_the_exact_place(those: Mapping[str, str]) -> None:
    assert reported(unmarked(those)) == wanted(those)


@pytest.mark.parametrize("those", SOUND.values(), ids=list(SOUND))
def test_a_sound_review_gives_no_diagnostics(those: Mapping[str, str]) -> None:
    assert reported(those) == []


def test_every_fault_of_a_review_has_a_specimen() -> None:
    texts = "".join(text for those in FAULTY.values() for text in those.values())
    codes = set(re.findall(r"«([a-z-]+)»", texts))
    text = (Path(faults.__file__).parent / "editions.py").read_text("utf-8")
    names = {name.replace("_", "-") for name in re.findall(r"^def (\w+)\(", text, re.MULTILINE)}
    elsewhere = {"many-unreviewed-records", "older-format", "newer-format"}
    assert names - codes == elsewhere


def test_many_records_are_counted_after_the_first_twenty() -> None:
    found = [diagnostic.fault for diagnostic in report_of(files(all_left()))]
    codes = [fault.code for fault in found]
    assert codes.count("unreviewed-record") == MOST and codes.count("many-unreviewed-records") == 1
    assert next(fault for fault in found if fault.code.startswith("many")).message == (
        "1 more record is carried over and not reviewed"
    )


def test_the_message_names_the_command_and_the_stale_date() -> None:
    left = "carried_over:\n" + entry("displaced", "statistics", digest("displaced", "statistics"))
    late = [(EDITION, "coverage: {start: 2020-01-01", "coverage: {start: 2020-12-01")]
    found = next(
        one.fault for one in report_of(files(left, changes=late)) if one.fault.code == "unreviewed-record"
    )
    assert (found.message, found.hint) == (
        "the statistic `displaced` is carried over from the edition before, and holds for 2020-07-30; "
        "nobody has reviewed it",
        "edit it, or run `invoke edition.review displaced --by NAME --edition tiny-2020`",
    )


def test_an_edited_record_needs_no_review() -> None:
    left = "carried_over:\n" + entry("sinda", "incidents", digest("sinda", "incidents"))
    assert len(report_of(files(left))) == 1
    assert reported(files(left, changes=[(INCIDENTS, "best: 14", "best: 13")])) == []
    assert len(report_of(files(left, changes=[(INCIDENTS, "best: 14", "best: 14  # still")]))) == 1


# where things stand


def test_a_survey_tells_left_edited_and_reviewed_apart() -> None:
    left = "carried_over:\n" + entry("coup", "events") + entry("sinda", "places", digest("sinda", "places"))
    found = surveyed(files(left, "reviewed:\n" + review("sinda", "incidents")))
    assert [(found.named(record), record.standing) for record in found.records] == [
        ("sinda", Standing.REVIEWED), ("coup", Standing.EDITED), ("places/sinda", Standing.LEFT),
    ]


@pytest.mark.parametrize(("called", "chapter"), [
    ("coup", "summary"),  # in a mark, and in the chronology
    ("displaced", "summary"),  # in a table
    ("sinda", "abuses"),
    ("niono", "abuses"),
    ("no-inquiry", "abuses"),
    ("total-killed", "abuses"),
    ("sanogo", "summary"),  # in the chronology
    ("spare", ""),
    ("actors/minusma", "summary"),  # who counted the displaced
    ("amnesty", "summary"),
])
def test_a_record_belongs_to_the_chapter_that_first_prints_it(called: str, chapter: str) -> None:
    found = surveyed(files(all_left()))
    assert one(found, called.partition("/")[2] or called).chapter == chapter


def test_a_day_before_the_coverage_is_stale() -> None:
    late: list[Change] = [(EDITION, "coverage: {start: 2020-01-01", "coverage: {start: 2020-08-01")]
    assert one(surveyed(files(all_left(), changes=late)), "displaced").as_of == "2020-07-30"
    assert one(surveyed(files(all_left())), "displaced").as_of == ""


# the commands


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a draft of which nothing is reviewed."""
    made = files(all_left(), changes=[(EDITION, "status: final", "status: draft\nfollows: tiny-2019")])
    made["abuses.yaml"] = made["abuses.yaml"].replace("blocks:", "owner: B. Keïta\nblocks:", 1)
    for name, text in made.items():
        if name != REVIEWED:
            path = tmp_path / FOLDER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    first = tmp_path / "chapters/tiny-2019"
    for name, text in FILES.items():
        (first / name).parent.mkdir(parents=True, exist_ok=True)
        (first / name).write_text(text)
    shutil.copy(PROJECT / "tasks.py", tmp_path)
    return tmp_path


def run(project: Path, *words: str) -> tuple[int, str]:
    """A command as an editor gives it: the exit code and all that is said."""
    nobody = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "COLUMNS": "200"}
    ran = invoke(project, *words, environment=nobody)
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stdout + ran.stderr


TOTAL = len(carried_over(tiny()))


def test_a_check_of_a_draft_says_how_much_is_left_in_one_line(project: Path) -> None:
    assert run(project, "check", "--edition", "tiny-2020") == (0, (
        "tiny-2020: nothing is wrong.\n"
        f"tiny-2020: {TOTAL} of {TOTAL} records are still to be reviewed; "
        "`invoke edition.status` says which.\n"
    ))
    assert run(project, "check", "--edition", "tiny-2020", "--format", "plain") == (0, "")


def test_records_are_reviewed_and_moved_from_one_list_to_the_other(project: Path) -> None:
    carried = (project / FOLDER / CARRIED).read_text()
    words = ("sinda,places/sinda", "--by", "A. Diallo", "--date", "2021-04-30")
    assert run(project, "edition.review", *words) == (0, (
        "sinda: reviewed by A. Diallo on 2021-04-30.\nplaces/sinda: reviewed by A. Diallo on 2021-04-30.\n"
        f"tiny-2020: {TOTAL - 2} of {TOTAL} records are still to be reviewed.\n"
    ))
    assert (project / FOLDER / REVIEWED).read_text().endswith(
        "reviewed:\n" + review("sinda", "incidents") + review("sinda", "places")
    )
    left = (project / FOLDER / CARRIED).read_text()
    assert len(left.splitlines()) == len(carried.splitlines()) - 6
    assert set(left.splitlines()) <= set(carried.splitlines())
    code, said = run(project, "edition.review", "sinda", "--by", "B")
    assert code == 0 and said.startswith("sinda: reviewed already, by A. Diallo on 2021-04-30.\n")


def test_comments_and_layout_of_the_list_are_kept(project: Path) -> None:
    entry_by_hand = "- {record: coup,  kind: events, by: A, date: 2021-04-30}   # so\n"
    before = f"reviewed:\n# by hand\n{entry_by_hand}# the end\n"
    (project / FOLDER / REVIEWED).write_text(before)
    text = (project / FOLDER / CARRIED).read_text()
    (project / FOLDER / CARRIED).write_text(re.sub(r"  - record: coup\n.*\n.*\n", "", text))
    assert run(project, "edition.review", "niono", "--by", "A: B", "--date", "2021-04-30")[0] == 0
    added = "- record: niono\n  kind: incidents\n  by: \"A: B\"\n  date: 2021-04-30\n"
    assert (project / FOLDER / REVIEWED).read_text() == before.replace("# the end\n", added + "# the end\n")


@pytest.mark.parametrize(("words", "said"), [
    (("sinda", "--by", ""), "Say who reviewed it: `--by \"A. Diallo\"`.\n"),
    (("sindo", "--by", "A"), "There is no record carried over called `sindo`. Did you mean `sinda`? "
     "Nothing was noted.\n"),
    (("sinda,zzz", "--by", "A"), "There is no record carried over called `zzz`. "
     "`invoke edition.status` lists them. Nothing was noted.\n"),
    (("*", "--by", "A"), "`*` needs `--chapter`: a whole edition is not reviewed in one go. "
     "Nothing was noted.\n"),
    (("**,?*", "--by", "A"), "`**` needs `--chapter`: a whole edition is not reviewed in one go. "
     "Nothing was noted.\n"),
    (("sinda", "--by", "A", "--date", "2999-01-01"), "2999-01-01 is still to come; "
     "nobody can have reviewed a record then. Nothing was noted.\n"),
    (("all", "--by", "A"), "`all` needs `--chapter`: a whole edition is not reviewed in one go. "
     "Nothing was noted.\n"),
    (("all", "--by", "A", "--chapter", "abuse"), "There is no chapter called `abuse`. Did you mean `abuses`? "
     "Nothing was noted.\n"),
    (("sinda", "--by", "A", "--date", "30 April"), "`30 April` is no day. Write it like `2026-11-25`.\n"),
    (("sinda", "--by", "A", "--edition", "tiny"),
     "There is no edition `tiny` in chapters/. Found: tiny-2019, tiny-2020.\n"),
    ((",", "--by", "A"), "Say which records: ids, or with `--chapter` also `all`.\n"),
    (("sinda", "--by", "A\x1b[1m"), "The name after `--by` has characters that cannot be printed.\n"),
])
def test_what_is_not_understood_changes_nothing(project: Path, words: tuple[str, ...], said: str) -> None:
    before = (project / FOLDER / CARRIED).read_bytes()
    assert run(project, "edition.review", *words) == (1, said)
    assert (project / FOLDER / CARRIED).read_bytes() == before
    assert not (project / FOLDER / REVIEWED).exists()


def test_a_whole_chapter_or_a_pattern_is_reviewed_at_once(project: Path) -> None:
    code, said = run(project, "edition.review", "all", "--chapter", "summary", "--by", "A")
    assert code == 0 and "displaced: reviewed by A" in said and "\nsinda:" not in said
    code, said = run(project, "edition.review", "places/*", "--by", "A")
    assert code == 0 and "places/sinda: reviewed by A" in said and "\nsinda:" not in said
    assert "mopti" in said


def test_the_status_says_what_is_left_by_chapter_and_by_person(project: Path) -> None:
    run(project, "edition.review", "all", "--chapter", "abuses", "--by", "A")
    code, said = run(project, "edition.status")
    assert code == 0
    assert said.splitlines()[0].startswith("tiny-2020: ")
    assert "\nabuses: Abuses and violations (B. Keïta)\n  [##############################] " in said
    assert "\nrecords/claims.yaml: printed in no chapter (nobody)\n  [....................." in said
    assert re.search(r"\n  spare +chapters/tiny-2020/records/claims.yaml:\d+:\d+\n", said)
    assert said.index("B. Keïta   ") < said.index("  nobody   ")


def test_the_status_is_there_for_programs_too(project: Path) -> None:
    code, said = run(project, "edition.status", "--format", "json")
    (found,) = json.loads(said)
    assert code == 0 and (found["edition"], found["records"], found["left"]) == ("tiny-2020", TOTAL, TOTAL)
    assert sum(heap["records"] for heap in found["by_chapter"]) == TOTAL
    assert sum(heap["left"] for heap in found["by_person"]) == TOTAL
    (spare,) = [one for heap in found["by_chapter"] for one in heap["left"] if one["record"] == "spare"]
    assert spare["file"] == "chapters/tiny-2020/records/claims.yaml" and spare["as_of"] is None


def test_without_anything_carried_over_the_status_says_so(project: Path) -> None:
    shutil.rmtree(project / FOLDER / "review")
    assert run(project, "edition.status") == (1, (
        "No edition carries anything over. `invoke edition.new` begins one that does.\n"
    ))


def test_a_final_edition_is_refused_until_the_last_record_is_reviewed(project: Path) -> None:
    path = project / FOLDER / EDITION
    path.write_text(path.read_text().replace("status: draft", "status: final"))
    run(project, "edition.review", "incidents/*,sp?re", "--by", "A")
    code, said = run(project, "check", "--edition", "tiny-2020", "--format", "plain")
    assert code == 1 and said.count("unreviewed-record") == said.count("\n") - 1 > 0
    kinds = "statistics/*,proceedings/*,events/*,claims/*,actors/*,places/*,people/*"
    run(project, "edition.review", kinds, "--by", "A")
    assert run(project, "check", "--edition", "tiny-2020") == (0, "tiny-2020: nothing is wrong.\n")
