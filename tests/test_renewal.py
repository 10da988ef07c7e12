"""A new edition, begun from an earlier one: whole or not at all, and nothing carried over in silence."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from publish import shelf
from publish.carrying import carried_over, digest_of, left, records_of
from publish.commands import renewing
from publish.model.edition import Edition, RecordKind
from publish.model.records import Incident
from publish.renewal import Renewal, renewed
from publish.report import Report
from publish.validate import validate
from test_build import PROJECT, invoke
from tiny_edition import FILES, source_of

EDITION = "edition.yaml"
DAY = date(2021, 5, 1)
WAIVERS = """\
# What was decided.
waivers:
  # by the editors
  - check: unused-record
    record: other
    reason: Told next year.
    by: A
    date: 2021-04-30
    expires: 2022-04-30
  # a year more
  - {check: unused-source, record: AIR, reason: Kept., by: B, date: 2021-04-30, expires: 2099-01-01}
"""


def edition_of(files: Mapping[str, str]) -> Edition:
    """The edition that files make."""
    report = Report()
    edition = validate(source_of(files, report), report)
    assert edition is not None
    return edition


def renewal(files: Mapping[str, str], day: date = DAY) -> Renewal:
    """The edition after the tiny one."""
    source = source_of(files, Report())
    contents = {PurePosixPath(name): text.encode() for name, text in files.items()}
    return renewed(source, edition_of(files), contents, day)


def text_of(made: Renewal, name: str) -> str:
    """A file of the new edition."""
    return made.files[PurePosixPath(name)].decode()


def test_the_new_edition_follows_the_old_one_and_is_a_draft() -> None:
    imprint = FILES[EDITION].replace("edition: 1\n", "edition: 1  # the first\nrevision: 3\nisbn: 1\n")
    made = renewal(dict(FILES) | {EDITION: imprint})
    wanted = imprint.replace("edition: 1 ", "edition: 2 ").replace("revision: 3", "revision: 0")
    wanted = wanted.replace("status: final", "status: draft").replace("isbn: 1\n", "")
    assert text_of(made, EDITION) == wanted + "follows: tiny-2020\n"
    assert made.numbers == ("isbn",)


def test_an_edition_of_an_edition_follows_the_last_one() -> None:
    imprint = FILES[EDITION].replace("edition: 1\n", "edition: 9\nfollows: 'tiny-2019'\n")
    text = text_of(renewal(dict(FILES) | {EDITION: imprint}), EDITION)
    assert "edition: 10\nfollows: 'tiny-2020'\nrevision: 0\n" not in text
    assert "follows: 'tiny-2020'\n" in text and "edition: 10\n" in text and "tiny-2019" not in text


def test_what_is_not_changed_is_taken_over_byte_for_byte() -> None:
    made = renewal(FILES)
    same = {name: text for name, text in FILES.items() if name != EDITION}
    assert {str(path): content.decode() for path, content in made.files.items()}.items() > same.items()


def test_what_belongs_to_the_old_edition_alone_stays_there() -> None:
    lists = {"review/reviewed.yaml": "reviewed: []\n", "review/carried-over.yaml": "carried_over: []\n"}
    files = dict(FILES) | lists
    contents = {PurePosixPath(name): text.encode() for name, text in files.items()}
    for name in ("errata.yaml", "changes.yaml", "released/1.0.json", "images/map.png"):
        contents[PurePosixPath(name)] = b"x"
    made = renewed(source_of(files, Report()), edition_of(files), contents, DAY)
    new = {str(path) for path in made.files} - set(FILES)
    assert new == {"images/map.png", "review/carried-over.yaml"}


def test_a_waiver_that_expired_is_left_behind_and_named() -> None:
    files = dict(FILES) | {"waivers.yaml": WAIVERS}
    made = renewal(files, date(2026, 11, 25))
    start, kept = WAIVERS.index("  - check"), WAIVERS.index("  # a year")
    assert text_of(made, "waivers.yaml") == WAIVERS[:start] + WAIVERS[kept:]
    assert [waiver.record for waiver in made.expired] == ["other"]
    assert text_of(renewal(files, date(2022, 4, 30)), "waivers.yaml") == WAIVERS


def test_every_record_is_marked_as_carried_over_and_not_reviewed() -> None:
    made = renewal(FILES)
    old = edition_of(FILES)
    new = edition_of({str(path): content.decode() for path, content in made.files.items()})
    assert made.records == len(list(records_of(old))) == len(new.carried_over) == len(left(new)) > 15
    assert {entry.kind for entry in new.carried_over} == set(RecordKind)


def test_an_edition_without_records_carries_over_none() -> None:
    report = Report()
    source = source_of(FILES, report)
    bare = edition_of(FILES).model_copy(update={kind.value: () for kind in RecordKind})
    made = renewed(source, bare, {PurePosixPath(EDITION): FILES[EDITION].encode()}, DAY)
    assert text_of(made, "review/carried-over.yaml").endswith("carried_over: []\n")


# digests


def digest(text: str) -> str:
    """The digest of the first incident of the tiny edition, with other words in it."""
    old = FILES["records/incidents.yaml"]
    edition = edition_of(dict(FILES) | {"records/incidents.yaml": text or old})
    return digest_of(edition.incidents[0])


@pytest.mark.parametrize(("old", "new"), [
    ("    date: 2020-02-05/2020-02-06\n", "    date: 2020-02-05/2020-02-06  # both days\n"),
    ("    title: Attack on Sinda\n    date: 2020-02-05/2020-02-06\n",
     "    date: 2020-02-05/2020-02-06\n    title: 'Attack on Sinda'\n"),
    ("    place: sinda\n", "    place: sinda\n    context: false\n"),
    ("best: 14\n", "best: 14.0\n"),
    ("remark: A security source gave", "remark: >-\n          A security\n          source gave"),
])
def test_to_write_a_record_anew_is_no_edit(old: str, new: str) -> None:
    text = FILES["records/incidents.yaml"]
    assert old in text
    assert digest(text.replace(old, new, 1)) == digest("")


@pytest.mark.parametrize(("old", "new"), [
    ("best: 14\n", "best: 140\n"),
    ("best: 14\n", "best: 14\n        qualifier: about\n"),
    ("Attack on Sinda", "Attack at Sinda"),
    ("verification: contested", "verification: verified"),
    ("date: 2020-02-05/2020-02-06", "date: 2020-02-05"),
    ("citations: [\"SC952, para. 3\"]", "citations: [SC952]"),
    ("themes: [armed-conflict]", "themes: [armed-conflict, military-operation]"),
])
def test_any_other_word_is_an_edit(old: str, new: str) -> None:
    text = FILES["records/incidents.yaml"]
    assert old in text
    assert digest(text.replace(old, new, 1)) != digest("")


def test_the_digest_of_a_record_never_changes_with_the_program() -> None:
    """Editions keep digests for years; one that no longer fits would pass as edited."""
    incident = Incident.model_validate({
        "id": "sinda", "title": "Attack on Sinda", "date": "2020-02-05", "themes": ["armed-conflict"],
        "violations": ["abduction"], "citations": ["A"], "verification": "verified",
        "figures": [{"measure": "killed", "best": "14", "unit": "people", "citations": ["A"],
                     "verification": "verified"}],
    })
    assert digest_of(incident) == "5e1554df378432b6"


def test_an_edited_record_is_no_longer_left() -> None:
    old = edition_of(FILES)
    new = old.model_copy(update={"carried_over": carried_over(old)})
    edited = new.incidents[0].model_copy(update={"title": "Another"})
    assert len(left(new)) - 1 == len(left(new.model_copy(update={"incidents": (edited, *new.incidents[1:])})))


# the command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the tiny edition."""
    for name, text in FILES.items():
        path = tmp_path / "chapters" / "tiny-2020" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    shutil.copy(PROJECT / "tasks.py", tmp_path)
    return tmp_path


def test_the_command_says_what_it_did_and_what_is_to_be_done(project: Path) -> None:
    folder = project / "chapters" / "tiny-2020"
    (folder / "released").mkdir()
    (folder / ".hidden").write_text("x")
    ran = invoke(project, "edition.new", "tiny-2021", "--from", "tiny-2020", "--date", "2026-11-25")
    assert (ran.returncode, ran.stderr) == (0, "")
    listed = (project / "chapters/tiny-2021/review/carried-over.yaml").read_text()
    records = len(re.findall("^  - record:", listed, re.MULTILINE))
    assert ran.stdout == f"""\
chapters/tiny-2021: begun from tiny-2020. {records} records are carried over, not reviewed.
  not taken over: released
  not taken over: the waiver of unused-record for spare, which expired on 2021-12-31

Set what only you can know:
  chapters/tiny-2021/edition.yaml:1:1: title (if it bears a year)
  chapters/tiny-2021/edition.yaml:2:1: subtitle (if it bears dates)
  chapters/tiny-2021/edition.yaml:7:1: coverage (the period reported on)
  chapters/tiny-2021/edition.yaml:8:1: data_cutoff (no source is later)
  chapters/tiny-2021/edition.yaml:9:1: published (the day of publication)
  chapters/tiny-2021/edition.yaml:13:1: authors (who answers for the text now)

Then `invoke edition.status --edition tiny-2021` says what is to be reviewed.
"""
    assert not (project / "chapters/tiny-2021/.hidden").exists()


@pytest.mark.parametrize(("name", "earlier", "said"), [
    ("Tiny 2021", "tiny-2020", "An edition's folder cannot be called `Tiny 2021`."),
    ("../tiny", "tiny-2020", "cannot be called `../tiny`"),
    ("tiny-draft", "tiny-2020", "cannot be called `tiny-draft`"),
    ("specimens", "tiny-2020", "cannot be called `specimens`"),
    ("a" * 61, "tiny-2020", "at most 60"),
    ("tiny-2020", "tiny-2020", "chapters/tiny-2020 is there already."),
    ("taken", "tiny-2020", "chapters/taken is there already."),
    ("tiny-2021", "tiny-2019", "There is no edition `tiny-2019` in chapters/. Found: tiny-2020."),
    ("tiny-2021", "", "Say from which edition: `invoke edition.new tiny-2021 --from …`."),
])
def test_the_command_refuses_what_cannot_be(project: Path, name: str, earlier: str, said: str) -> None:
    (project / "chapters" / "taken").symlink_to("nowhere")
    ran = invoke(project, "edition.new", name, *(["--from", earlier] if earlier else []))
    assert ran.returncode == 1 and said in ran.stderr and "Traceback" not in ran.stderr
    assert sorted(path.name for path in (project / "chapters").iterdir()) == ["taken", "tiny-2020"]


def test_an_edition_with_an_error_is_not_gone_on_from(project: Path) -> None:
    path = project / "chapters/tiny-2020/records/incidents.yaml"
    path.write_text(path.read_text().replace("place: sinda", "place: sindo"))
    ran = invoke(project, "edition.new", "tiny-2021", "--from", "tiny-2020")
    assert ran.returncode == 1 and "unknown-name" in ran.stdout
    assert ran.stderr == "tiny-2020 has errors, which the new edition would take over. Mend them first.\n"
    assert [path.name for path in (project / "chapters").iterdir()] == ["tiny-2020"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
def test_a_folder_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    put, written = shelf.put, list[Path]()

    def put_three(path: Path, content: bytes) -> None:
        if len(written) == 3:
            raise stop
        written.append(path)
        put(path, content)

    monkeypatch.setattr(shelf, "put", put_three)
    files = {PurePosixPath(name): text.encode() for name, text in FILES.items()}
    with pytest.raises(stop):
        renewing._put(tmp_path / "tiny-2021", files)
    assert len(written) == 3 and list(tmp_path.iterdir()) == []


def test_a_folder_that_a_dead_machine_left_half_made_is_cleared_away(tmp_path: Path) -> None:
    for name in (".tiny-2021.new-dead", ".tiny-2021.new-alive", ".other.new-dead"):
        (tmp_path / name).mkdir()
        if name.endswith("dead"):
            os.utime(tmp_path / name, (0, 0))
    renewing._put(tmp_path / "tiny-2021", {PurePosixPath("edition.yaml"): b"x"})
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [".other.new-dead", ".tiny-2021.new-alive", "tiny-2021"]


def test_files_of_windows_stay_files_of_windows(project: Path) -> None:
    path = project / "chapters/tiny-2020/edition.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert invoke(project, "edition.new", "tiny-2021", "--from", "tiny-2020").returncode == 0
    made = (project / "chapters/tiny-2021/edition.yaml").read_bytes()
    assert made.startswith(b"\xef\xbb\xbftitle") and made.count(b"\n") == made.count(b"\r\n")
    assert b"\r\nfollows: tiny-2020\r\n" in made
