"""`edition.status` and `edition.review`: what came from the edition before, and who has looked at it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NoReturn

from msgspec import Struct

from .. import faults
from .asked import editions
from .renewing import day_of
from .replacing import read_back, replace_all
from .screen import PROJECT, fail, show_report, spoken

if TYPE_CHECKING:
    from ..carrying import Carried, Survey
    from ..model.edition import Reviewed

EVERY = "all"
"""The word for every record that is left."""


class Picked(Struct, frozen=True):
    """Which records somebody has reviewed, as the command was given."""

    records: str
    """Ids with commas or spaces between them; `*` stands for anything; `all`."""
    chapter: str = ""
    """Only those that this chapter is the first to print."""

    @property
    def words(self) -> list[str]:
        """The ids one by one."""
        return [word for word in re.split(r"[,\s]+", self.records) if word]


def status(edition: str, form: str) -> None:
    """Print which records are still to be reviewed, by chapter and by person."""
    if form not in {"pretty", "json"}:
        fail(f"There is no format `{faults.brief(form)}`. Choose pretty or json.")

    def work() -> None:
        from .tallying import as_json, show

        surveys = _surveys(edition)
        print(as_json(surveys)) if form == "json" else show(surveys)

    spoken(work)


def review(picked: Picked, edition: str, by: str, day: str) -> None:
    """Note that records still hold as they are; all that are named, or none."""
    spoken(lambda: _review(picked, edition, by, day), "Nothing was noted.")


# which edition


def _surveys(wanted: str) -> list[Survey]:
    """The surveys of one edition, or of all that carry something over; stops if there is none."""
    names = editions(wanted) if wanted else [name for name in editions("") if _carries(name)]
    if not names:
        fail("No edition carries anything over. `invoke edition.new` begins one that does.")
    return [_survey(name) for name in names]


def _carries(name: str) -> bool:
    return any((PROJECT / "chapters" / name / "review").glob("*.yaml"))


def _survey(name: str) -> Survey:
    """What one edition carries over; stops, with the report, if it cannot be read."""
    from ..pipeline import survey
    from ..report import Report

    report = Report()
    found = survey(PROJECT, PurePosixPath("chapters", name), report)
    if found is None or report.failed:
        show_report(report)
        fail(f"{name} cannot be read as it is. Mend the errors first.")
    return found


# the review


def _review(picked: Picked, edition: str, by: str, day: str) -> None:
    from ..model.edition import Reviewed

    found = _surveys(edition)
    surveys = [survey for survey in found if survey.left] or found  # those that are being worked on
    if len(surveys) > 1:
        names = ", ".join(survey.edition for survey in surveys)
        fail(f"Say which edition with `--edition`: {names}.")
    survey, person, date = surveys[0], _person(by), day_of(day)
    if date > day_of(""):
        fail(f"{date} is still to come; nobody can have reviewed a record then. Nothing was noted.")
    records = _picked(picked, survey)
    reviews = [Reviewed(record=one.id, kind=one.kind, by=person, date=date) for one in records]
    if reviews:
        _note(survey.edition, reviews)
    for one in records:
        print(f"{survey.named(one)}: reviewed by {person} on {date}.")
    left = len(survey.left) - len(records)
    print(f"{survey.edition}: {left} of {len(survey.records)} records are still to be reviewed.")


def _person(by: str) -> str:
    """Who reviews: the one named, or the one whom git knows."""
    person = " ".join((by or _name_in_git()).split())
    if not person:
        fail("Say who reviewed it: `--by \"A. Diallo\"`.")
    if not person.isprintable():
        fail("The name after `--by` has characters that cannot be printed.")
    return person


def _name_in_git() -> str:
    try:
        asked = subprocess.run(["git", "config", "user.name"], cwd=PROJECT, capture_output=True, text=True)
    except OSError:  # there is no git here
        return ""
    return asked.stdout if asked.returncode == 0 else ""


def _picked(picked: Picked, survey: Survey) -> list[Carried]:
    """The records that are left of those that were named; stops if a name means nothing."""
    within = _within(picked.chapter, survey)
    if not picked.words:
        fail(f"Say which records: ids, or with `--chapter` also `{EVERY}`.")
    for word in picked.words if not picked.chapter else ():
        if word == EVERY or not any(map(str.isalnum, word)):  # `*` alone means every record, too
            fail(f"`{word}` needs `--chapter`: a whole edition is not reviewed in one go. Nothing was noted.")
    named = {record: None for word in picked.words for record in _meant(word, within, survey)}
    for record in named:
        if said := _settled(record):
            print(f"{survey.named(record)}: {said}")
    return [record for record in named if not _settled(record)]


def _within(chapter: str, survey: Survey) -> Sequence[Carried]:
    """The records that a chapter is the first to print; all, if none is named."""
    if not chapter:
        return survey.records
    chapters = [head.id for head in survey.chapters]
    if chapter not in chapters:
        _unknown("chapter", chapter, chapters)
    return [record for record in survey.records if record.chapter == chapter]


def _meant(word: str, within: Sequence[Carried], survey: Survey) -> list[Carried]:
    """The records that one word means; stops if it means none, or more than one without saying so."""
    called = [record for record in within if word in {survey.named(record), f"{record.kind}/{record.id}"}]
    exact = called or [record for record in within if word == record.id]
    if len(exact) > 1:
        fail(f"Several records are called so: {', '.join(map(survey.named, exact))}. Nothing was noted.")
    if exact:
        return exact
    pattern = "*" if word == EVERY else word
    if found := [one for one in within if _fits(one, pattern) and not _settled(one)]:
        return found
    if word != EVERY and not any(_fits(one, pattern) for one in within):
        _unknown("record carried over", word, [record.id for record in within])
    print(f"{word}: nothing of it is left to be reviewed.")
    return []


def _fits(record: Carried, pattern: str) -> bool:
    return fnmatchcase(record.id, pattern) or fnmatchcase(f"{record.kind}/{record.id}", pattern)


def _settled(record: Carried) -> str:
    """Why a record need not be reviewed; empty if it must."""
    from ..carrying import Standing

    if record.review:
        return f"reviewed already, by {record.review.by} on {record.review.date}."
    return "edited since, so it counts as reviewed." if record.standing is Standing.EDITED else ""


def _unknown(what: str, written: str, known: Sequence[str]) -> NoReturn:
    near = get_close_matches(written, known, 1)
    meant = f" Did you mean `{near[0]}`?" if near else " `invoke edition.status` lists them."
    fail(f"There is no {what} called `{faults.brief(written)}`.{meant} Nothing was noted.")


# the files


def _note(name: str, reviews: Sequence[Reviewed]) -> None:
    """Move entries from `carried-over.yaml` to `reviewed.yaml`."""
    from ..carrying import CARRIED_OVER, REVIEWED
    from ..rewriting import rewritten, with_items

    folder = PROJECT / "chapters" / name
    left, done = folder / CARRIED_OVER, folder / REVIEWED
    entries = [review.model_dump(mode="json") for review in reviews]
    before = done.read_bytes() if done.exists() else _HEAD
    file = read_back(PurePosixPath(REVIEWED), before)
    after = rewritten(before, with_items(file, "reviewed", entries))
    read_back(PurePosixPath(REVIEWED), after)
    rest = _without(left, {(entry["kind"], entry["record"]) for entry in entries})
    replace_all({done: after, left: rest})


_HEAD = b"""\
# yaml-language-server: $schema=../../../schema/reviewed.schema.json
# Records of the edition before that were found to hold, without an edit. `invoke edition.review` writes here.
reviewed: []
"""


def _without(path: Path, gone: set[tuple[str, str]]) -> bytes:
    """A list of what is carried over, without some entries."""
    from ..carrying import CARRIED_OVER
    from ..rewriting import rewritten, without_items

    content = path.read_bytes()
    file = read_back(PurePosixPath(CARRIED_OVER), content)
    indices = (index for index, key in _keys(file.root) if key in gone)
    rest = rewritten(content, without_items(file, "carried_over", indices))
    read_back(PurePosixPath(CARRIED_OVER), rest)
    return rest


def _keys(root: object) -> Iterator[tuple[int, tuple[str, str]]]:
    listed = root.get("carried_over") if isinstance(root, dict) else None
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        yield index, (str(entry.get("kind")), str(entry.get("record")))
