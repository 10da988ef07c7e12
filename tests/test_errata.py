"""Errata: what a published edition may change, what readers are told of it, and the slip for the old file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

import revised_edition
from publish.commands import asked, building, locking, releasing, screen
from publish.conformance import validate
from publish.fingerprint import sha256
from publish.pipeline import Built, check_source, print_slip
from publish.release import bundle, snapshot
from publish.report import Report
from revised_edition import ERRATA, PROJECT, check, first, revised, second, slip, told

INCIDENTS, CHAPTER = "records/incidents.yaml", "abuses.yaml"


def pages(built: Built) -> list[str]:
    """The text of every page, with single spaces."""
    book = pypdfium2.PdfDocument(built.volume.pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in book]


def page_of(built: Built, words: str) -> int:
    return next(index for index, page in enumerate(pages(built)) if words in page)


# A published edition changes only with errata


def test_a_revision_with_its_errata_is_sound() -> None:
    assert told(revised()) == []


def test_a_changed_figure_without_an_erratum_is_an_error_that_says_what_to_write() -> None:
    alone = "errata:\n" + ERRATA[ERRATA.index("  - id: trial"):]
    _, report = check(revised(errata=alone))
    (found,) = report
    assert str(found.span).endswith("records/incidents.yaml:11:9")
    assert found.fault.code == "unowned-change"
    assert found.fault.hint == (
        'add to errata.yaml: `- {id: sinda-killed, revision: 1, where: "sinda.killed", '
        'was: "14 civilians, among them two children", now: "16 civilians, among them two children", '
        "reason: …, kind: factual, date: …}`"
    )


@pytest.mark.parametrize(("file", "old", "new"), [
    (INCIDENTS, "date: 2020-02-05/2020-02-06", "date: 2020-02-04"),
    (INCIDENTS, "    place: sinda\n", "    place: mopti\n"),
    (INCIDENTS, "actor: isgs,", "actor: army,"),
    (INCIDENTS, "attributed_by: minusma", "attributed_by: amnesty"),
    (INCIDENTS, "best: 23", "best: 24"),
    ("records/statistics.yaml", "attributed_to: amnesty", "attributed_to: minusma"),
    ("records/proceedings.yaml", "status: trial-suspended", "status: on-trial"),
    ("records/events.yaml", "2020-08-18", "2020-08-19"),
    ("sources.yaml", "issued: 2020-09-29", "issued: 2020-09-28"),
    (CHAPTER, "  - kind: callout\n    title: How to read a figure\n"
              "    text: A number is read with its qualifier.\n", ""),
])
def test_facts_and_attribution_need_an_erratum(file: str, old: str, new: str) -> None:
    codes = [line.rpartition(" ")[2] for line in told(revised([(file, old, new)]))]
    assert "unowned-change" in codes


def test_other_words_without_an_erratum_are_a_warning_that_can_be_waived() -> None:
    mended = (CHAPTER, "text: Much remains", "text: A lot remains")
    assert told(revised([mended])) == ["abuses.yaml:24: unlisted-rewording"]
    waiver = ("waivers.yaml", "waivers:\n", (
        "waivers:\n  - {check: unlisted-rewording, record: 'abuses#4', reason: It says the same., "
        "by: The editor, date: 2021-04-30, expires: 2021-12-31}\n"
    ))
    assert told(revised([mended, waiver])) == []


@pytest.mark.parametrize(("old", "new", "code"), [
    ("now: 16 civilians", "now: 17 civilians", "errata.yaml:5: mismatched-erratum"),
    ("was: 14 civilians", "was: 41 civilians", "errata.yaml:5: mismatched-erratum"),
    ("now: The trial began on", "now: The trial ended on", "errata.yaml:13: mismatched-erratum"),
    ("where: courts", "where: army", "errata.yaml:13: mismatched-erratum"),
    ("where: sinda.killed", "where: sinda.kiled", "errata.yaml:4: unknown-erratum-place"),
    ("date: 2021-06-02", "date: 2021-04-30", "errata.yaml:9: erratum-before-publication"),
    ("id: trial-verb", "id: sinda-count", "errata.yaml:10: duplicate-id"),
    ("revision: 1", "revision: 2", "errata.yaml:3: premature-erratum"),
])
def test_a_faulty_erratum_is_told_at_its_place(old: str, new: str, code: str) -> None:
    assert code in told(revised(errata=ERRATA.replace(old, new, 1)))


def test_the_revision_is_that_of_the_last_erratum() -> None:
    assert told(revised([("edition.yaml", "revision: 1", "revision: 2")])) == [
        "edition.yaml:5: unequal-revision"
    ]
    assert "edition.yaml:5: unequal-revision" in told(revised(errata=""))


def test_released_errata_are_never_rewritten() -> None:
    record = snapshot.written(bundle.snapshot_of(second(), second().checked.edition.imprint.published))
    report = Report()
    altered = ERRATA.replace("Two names", "Three names")
    source = revised_edition.source_of(revised(errata=altered), report)
    check_source(replace(source, releases={**source.releases, "1.1": record}), report, lambda stage: None)
    assert [one.fault.code for one in report] == ["altered-erratum"]


def test_a_damaged_release_is_told_once() -> None:
    assert told(revised(), "{}") == [
        "edition.yaml:5: unrecorded-release", "1.0.json:1: damaged-release",
    ]


# What readers are told


def test_the_imprint_says_which_revision_it_is_and_where_its_errors_are_told() -> None:
    (imprint,) = [page for page in pages(second()) if "Suggested citation" in page]
    folio = second().proved.proof.printed.pages[page_of(second(), "put right after it was")].label
    assert f" 1 (2 June 2021): two errors put right; see “Errata” on page {folio}" in imprint
    assert "First edition, revision 1" in imprint
    assert "First edition, revision 1" in pages(second())[0]


def test_each_erratum_has_its_page_in_this_revision_and_in_the_one_before() -> None:
    text = pages(second())[page_of(second(), "put right after it was")]
    folios = [built.proved.proof.printed.pages[built.volume.anchors["courts"][0].page].label
              for built in (second(), first())]
    assert f"The courts, page {folios[0]} (before: page {folios[1]})" in text
    assert "Was 14 civilians; now 16 civilians" in text
    assert "Factual error, put right on 2 June 2021." in text
    assert "Typographic error, put right on 1 June 2021." in text


def test_the_body_keeps_its_folios_in_a_revision() -> None:
    labels = [[page.label for page in built.proved.proof.printed.pages[:4]] for built in (first(), second())]
    assert labels[0] == labels[1]


# The slip


def test_the_slip_is_one_page_that_names_the_old_file_and_the_old_pages() -> None:
    (text,) = pages(slip())
    folio = first().proved.proof.printed.pages[first().volume.anchors["courts"][0].page].label
    assert text.startswith("Errata To Mali 2020, first edition.")
    assert first().checked.edition.imprint.title in text
    digest = re.search(r"SHA-256 of the file that this corrects begins with ([0-9a-f]{16})\.", text)
    assert digest and sha256(first().volume.pdf).startswith(digest[1])
    assert f"The courts, page {folio} Was The trial opened on; now The trial began on" in text


def test_the_slip_keeps_pdf_a_3a_and_pdf_ua_1() -> None:
    assert validate(slip().volume.pdf, "3a") == ()
    assert validate(slip().volume.pdf, "ua1") == ()


def test_a_slip_that_takes_two_pages_is_an_error() -> None:
    long = ERRATA.replace("Two names had been left out of the count.", "It was so. " * 900)
    checked, report = check(revised(errata=long))
    assert checked
    assert print_slip(PROJECT, checked, report, lambda stage: None) is None
    assert [one.fault.code for one in report][-1] == "overlong-slip"


def test_an_edition_without_errata_has_no_slip() -> None:
    assert print_slip(PROJECT, first().checked, Report(), lambda stage: None) is None


def test_build_and_release_leave_the_slip_beside_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(PROJECT / "styles", tmp_path / "styles")
    folder = tmp_path / "chapters" / "tiny-2020"
    for name, text in revised().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "released").mkdir()
    (folder / "released" / "1.0.json").write_text(revised_edition.record())
    for module in (building, releasing, asked, screen, locking):
        monkeypatch.setattr(module, "PROJECT", tmp_path, raising=False)
    building.build("tiny-2020", building.Wishes())
    made = (tmp_path / "dist/tiny-2020-errata.pdf").read_bytes()
    assert made == slip().volume.pdf
    (tmp_path / "dist/tiny-2020-errata.pdf").unlink()
    building.build("tiny-2020", building.Wishes())
    assert (tmp_path / "dist/tiny-2020-errata.pdf").read_bytes() == made
    releasing.release("tiny-2020", unvalidated=True)
    assert (tmp_path / "dist/tiny-2020/tiny-2020-errata.pdf").read_bytes() == made
    assert (folder / "released" / "1.1.json").is_file()
