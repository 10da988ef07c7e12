"""The annex of an edition that follows another: what readers are told, where it stands, how it is proved."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from msgspec.structs import replace

import tiny_edition
from following_edition import built, checked
from publish.artifacts import Manuscript
from publish.changes.sentences import differing
from publish.compose import compose
from publish.pipeline import check_source
from publish.proof.beside.expected import expect
from publish.proof.checks import completeness
from publish.report import Report


def annex() -> str:
    """The text of the pages from the annex to the sources, with single spaces."""
    first = built().volume.anchors["changes"][0].page
    book = pypdfium2.PdfDocument(built().volume.pdf)
    texts = (book[number].get_textpage().get_text_range() for number in range(first, len(book)))
    return " ".join(" ".join(texts).split()).partition("Reports and books")[0]


def test_kinds_stand_in_the_order_in_which_readers_need_them() -> None:
    resolved = checked().resolved
    assert resolved.annex
    assert [kind.label for kind, _ in resolved.annex.groups] == [
        "Correction", "Status changed", "Updated figure", "Dropped", "Newly sourced", "Reworded",
    ]


def test_a_changed_figure_has_its_page_both_values_its_reason_and_its_sources() -> None:
    folio = built().proved.proof.printed.pages[built().volume.anchors["armed"][0].page].label
    assert (
        f"Attack on Sinda: killed, page {folio} Was: 14 civilians, among them two children – "
        "Now: 16 civilians, among them two children Two more bodies were found. Sources: Secretary-General"
    ) in annex()


def test_a_correction_stands_first_and_apart() -> None:
    text = annex()
    assert "Killings at Niono" in text
    assert "Date: was June 2020; now May 2020 The month was mistaken." in text
    assert text.index("The month was mistaken.") < text.index("Status changed")


def test_short_rewordings_are_shown_and_long_ones_only_named() -> None:
    text = annex()
    assert "Was: A number is read with its qualifier. – Now: A number is read with its unit." in text
    assert "The army, page" in text and "This is paragraph" not in text


def test_a_new_source_of_a_statement_is_told_once() -> None:
    told = "These acts are war crimes, page 2 Sources: Secretary-General, Report on Mali (not stated before)"
    assert f"{told} Reworded" in annex()


def test_what_is_dropped_has_no_page() -> None:
    gone = "Dropped The later edition does not have it. Two things follow Newly sourced"
    assert gone in annex()


def test_what_only_the_house_sees_is_left_out() -> None:
    assert "name in the files" not in annex()
    assert "tiny-2019" not in annex()


def test_the_annex_is_in_the_contents_and_in_the_running_head() -> None:
    book = pypdfium2.PdfDocument(built().volume.pdf)
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in book]
    label = built().proved.proof.printed.pages[built().volume.anchors["changes"][0].page].label
    assert any(re.search(rf"What changed in this edition[ .]+ {label}\b", text) for text in texts)
    assert [one.title for one in built().proved.proof.printed.bookmarks].count("What changed in this edition")


def test_an_edition_that_follows_none_has_no_annex() -> None:
    report = Report()
    first = check_source(tiny_edition.source_of(tiny_edition.FILES, report), report, lambda stage: None)
    assert first and first.resolved.annex is None
    assert "What changed" not in compose(first.resolved).html


def _told(manuscript: Manuscript) -> list[str]:
    found = completeness.findings(checked().resolved, manuscript, expect(manuscript))
    return [one.fault.code for one in found]


def test_a_sound_annex_is_silent() -> None:
    assert _told(compose(checked().resolved)) == []


@pytest.mark.parametrize(("old", "new"), [
    ("Was:<em> 14", "Was:<em> 15"),
    ("Now: 16", "Now: 14"),
    ("<em> 14 civilians, among them two children</em>", " 14 civilians, among them two children"),
    ('<h2 class="changes-heading">Correction</h2>', '<h2 class="changes-heading">Updated figure</h2>'),
    ("The month was mistaken.", ""),
    ('<a class="reference-page" href="#armed" ', '<a class="reference-page" href="#army" '),
    ("Sources: ", "Source: "),
    ("first edition. What stood", "second edition. What stood"),
    ("<strong>Killings at Niono</strong>", "Killings at Niono"),
])
def test_an_annex_that_says_something_else_is_told(old: str, new: str) -> None:
    sound = compose(checked().resolved)
    parts = tuple(
        replace(part, html=part.html.replace(old, new, 1)) if part.id == "changes" else part
        for part in sound.parts
    )
    assert any(old in part.html for part in sound.parts if part.id == "changes")
    assert _told(replace(sound, parts=parts)) != []


def test_an_annex_that_is_left_out_is_told() -> None:
    sound = compose(checked().resolved)
    parts = tuple(replace(part, html="") if part.id == "changes" else part for part in sound.parts)
    assert _told(replace(sound, parts=parts)) == ["unprinted-text"]


# How a rewording is shown


@pytest.mark.parametrize(("was", "now", "shown"), [
    ("One. Two here. Three.", "One. Two there. Three.", ("Two here.", "Two there.")),
    ("One. Three.", "One. Two. Three.", ("", "Two.")),
    ("One. Two. Three.", "One. Three.", ("Two.", "")),
    ("May\n\nsix dead", "May\n\nseven dead", ("six dead", "seven dead")),
    ("a " * 50 + "old" + " b" * 50, "a " * 50 + "new" + " b" * 50,
     ("… a a a a a old b b b b b …", "… a a a a a new b b b b b …")),
    (" ".join(f"a{n}" for n in range(80)), " ".join(f"b{n}" for n in range(80)), None),
])
def test_a_rewording_is_shown_as_sentences_or_as_words(
    was: str, now: str, shown: tuple[str, str] | None
) -> None:
    assert differing(was, now) == shown
