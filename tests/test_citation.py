"""The form of citations: in full, in short, in brief, and as an entry; one of each type."""

from __future__ import annotations

import pytest

from nouns import Written, cited
from publish.citation import brief, entry, full, short
from publish.trace import as_text

REPORT: Written = {
    "title": "The year",
    "author": [{"literal": "The Observers’ Body", "short": "Observers"}],
    "number": "EX/17",
    "publisher": "The Press",
    "issued": "2020-03-02",
    "URL": "https://example.org/17",
}
BOOK: Written = {
    "type": "book",
    "title": "A Long History",
    "title-short": "History",
    "issued": "2020",
    "publisher": "The Press",
    "publisher-place": "Capital",
    "author": [{"family": "Ïlo", "given": "Ana"}, {"family": "Ŋara", "given": "Ben"}],
}
CHAPTER: Written = {
    "type": "chapter",
    "title": "On counting",
    "container-title": "Methods",
    "issued": "2020-01",
    "author": [{"family": "Ɛba"}],
    "seen": "imprint",
}
PAGE: Written = {
    "type": "webpage",
    "genre": "Press release",
    "title": "Two groups",
    "issued": "2020-02-11",
    "author": [{"literal": "Ministry"}],
    "archive": "https://example.org/old",
    "URL": "https://example.org/new",
}
NEWS: Written = {
    "type": "article-newspaper",
    "title": "Quatorze morts",
    "language": "fr",
    "container-title": "Le Journal",
    "author": [{"literal": "Agency", "short": "AG"}],
    "issued": "2020-01-17",
}
DATA: Written = {
    "type": "dataset",
    "title": "Schools",
    "number": "Release 4",
    "author": [{"literal": "Office"}],
    "issued": "2020-04~",
}
CASE: Written = {
    "type": "legal_case",
    "title": "State v. Other",
    "number": "HC 12",
    "author": [{"literal": "High Court"}],
    "issued": "2020-05-05",
}
LAW: Written = {
    "type": "legislation",
    "title": "Act on Assemblies",
    "number": "Act 7",
    "author": [{"literal": "Exampleland"}],
    "issued": "2020",
}


def text(runs: object) -> str:
    return as_text(runs).strip().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("source", "in_full", "in_short", "in_brief"),
    [
        (
            REPORT,
            "The Observers’ Body, *The year*, EX/17, The Press, 2 March 2020, p. 3",
            "Observers, EX/17, p. 3",
            "Observers, EX/17",
        ),
        (
            BOOK,
            "Ana Ïlo, Ben Ŋara, *A Long History*, The Press, 2020, p. 3",
            "Ïlo, Ŋara, *History*, p. 3",
            "Ïlo, Ŋara, 2020",
        ),
        (
            CHAPTER,
            "Ɛba, “On counting”, *Methods*, January 2020, p. 3",
            "Ɛba, “On counting”, p. 3",
            "Ɛba, January 2020",
        ),
        (
            PAGE,
            "Ministry, “Two groups”, press release, 11 February 2020, p. 3",
            "Ministry, “Two groups”, p. 3",
            "Ministry, 11 February 2020",
        ),
        (
            NEWS,
            "Agency, “fr: Quatorze morts”, *fr: Le Journal*, 17 January 2020, p. 3",
            "AG, “fr: Quatorze morts”, p. 3",
            "AG, 17 January 2020",
        ),
        (
            DATA,
            "Office, “Schools”, Release 4, about April 2020, p. 3",
            "Office, “Schools”, p. 3",
            "Office, Release 4",
        ),
        (
            CASE,
            "High Court, *State v. Other*, HC 12, 5 May 2020, p. 3",
            "High Court, HC 12, p. 3",
            "High Court, HC 12",
        ),
        (
            LAW,
            "Exampleland, *Act on Assemblies*, Act 7, 2020, p. 3",
            "Exampleland, Act 7, p. 3",
            "Exampleland, Act 7",
        ),
    ],
)
def test_each_type_in_full_in_short_and_in_brief(
    source: Written, in_full: str, in_short: str, in_brief: str
) -> None:
    noun = cited(**source)
    assert text(full(noun, "p. 3")) == in_full
    assert text(short(noun, "p. 3")) == in_short
    assert text(brief(noun)) == in_brief


def test_a_citation_without_a_place_ends_with_its_date() -> None:
    assert text(full(cited(**LAW))) == "Exampleland, *Act on Assemblies*, Act 7, 2020"


def test_a_place_in_a_source_is_not_broken() -> None:
    assert "p.\u00a03" in as_text(short(cited(**LAW), "p. 3"))


def test_a_publisher_who_is_the_author_is_named_once() -> None:
    said = text(full(cited(**{**REPORT, "publisher": "The Observers’ Body"})))
    assert said.count("The Observers’ Body") == 1


def test_an_entry_has_addresses_and_what_was_consulted() -> None:
    assert text(entry(cited(**PAGE))) == (
        "Ministry, “Two groups”, press release, 11 February 2020. "
        "[https://example.org/new](https://example.org/new). "
        "Archived: [https://example.org/old](https://example.org/old)."
    )
    assert text(entry(cited(**CHAPTER))).endswith("January 2020. Consulted: imprint.")
    assert "Capital" in text(entry(cited(**BOOK)))
