"""The parts of a file: one for each take, which changes with that take alone, and the book's own."""

from __future__ import annotations

import re
import string
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from random import Random

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import test_fragments as fragments
from publish.artifacts import FileSection, Manuscript, Volume
from publish.bind import bind
from publish.bind.place import Book, Place
from publish.bind.section import SectionJob, write_section
from publish.hands import Hands, own_hands
from publish.report import Report
from publish.typeset import Stylesheet
from test_fragments import FEW, Memory, book, edited, random_book, reference, restyled, set_by_takes

shelf = fragments.shelf
plain_breaks = fragments.plain_breaks
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")


def bound(
    manuscript: Manuscript, styled: Stylesheet, memory: Memory, *changed: str, hands: Hands = own_hands
) -> Volume:
    """The finished book, with change bars beside some blocks."""
    report, sheets = Report(), set_by_takes(manuscript, styled, hands=memory)
    volume = bind(
        sheets, manuscript.metadata, (), report, first_body_anchor="one", changed=changed, hands=hands
    )
    assert [str(one) for one in report] == []
    return volume


def content(volume: Volume, section: FileSection) -> bytes:
    """The bytes of a section."""
    return volume.pdf[section.start : section.end]


def things(written: bytes) -> dict[int, bytes]:
    """The objects in a range of bytes by number: dictionaries of streams, and all that are packed."""
    found = dict[int, bytes]()
    for head in re.finditer(rb"(?:^|\n)(\d+) 0 obj\n(<<.*?>>)\nstream\n", written):
        found[int(head[1])] = head[2]
        if b"/Type /ObjStm" in head[2]:
            found |= unpacked(head[2], written[head.end() :])
    return found


def unpacked(said: bytes, rest: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects in a stream of them."""
    content = zlib.decompressobj().decompress(rest)
    count, first = (int(re.search(rb"/%s (\d+)" % key, said)[1]) for key in (b"N", b"First"))
    numbers = list(map(int, content[:first].split()))
    ends = [*numbers[3::2], len(content) - first]
    for index in range(count):
        yield numbers[2 * index], content[first + numbers[2 * index + 1] : first + ends[index]]


# The parts are the whole


@given(seed=st.integers(0, 10**9))
@FEW
def test_every_page_and_every_object_is_in_one_section_or_is_the_books_own(
    shelf: Stylesheet, seed: int
) -> None:
    volume = bound(random_book(Random(seed)), restyled(shelf, ""), Memory(), "two")
    sections = volume.sections
    pages = [page for one in sections for page in range(one.first_page, one.first_page + one.pages)]
    assert pages == list(range(volume.pages))
    for before, after in pairwise(sections):
        assert before.end == after.start and before.end_object <= after.first_object
    inside = [things(content(volume, section)) for section in sections]
    own = things(volume.pdf[: sections[0].start] + volume.pdf[sections[-1].end :])
    with pikepdf.open(BytesIO(volume.pdf)) as file:
        numbers = {thing.objgen[0] for thing in file.objects if isinstance(thing, pikepdf.Object)}
        assert volume.pages == len(file.pages)
        placed = [next(n for n, held in enumerate(inside) if page.objgen[0] in held) for page in file.pages]
    assert placed == [number for number, one in enumerate(sections) for _ in range(one.pages)]
    assert sorted(number for held in (*inside, own) for number in held) == sorted(numbers)
    for section, held in zip(sections, inside, strict=True):
        assert section.first_object <= min(held) and max(held) < section.end_object


@given(seed=st.integers(0, 10**9))
@FEW
def test_a_section_refers_to_itself_and_to_four_objects_of_the_book(shelf: Stylesheet, seed: int) -> None:
    volume = bound(random_book(Random(seed)), restyled(shelf, ""), Memory())
    shared = set[int]()
    for section in volume.sections:
        named = {int(number) for thing in things(content(volume, section)).values()
                 for number in _REFERENCE.findall(thing)}
        shared |= {n for n in named if not section.first_object <= n < section.end_object}
    with pikepdf.open(BytesIO(volume.pdf)) as file:
        resources, tags = file.pages[0].obj.Resources, file.Root.StructTreeRoot
        common = (file.Root.Pages, tags.K[0], resources.Font, resources.ColorSpace)
        assert shared == {thing.objgen[0] for thing in common}


# What is edited elsewhere


@given(seed=st.integers(0, 10**9))
@FEW
def test_the_section_of_a_take_is_the_same_after_an_edit_of_another(shelf: Stylesheet, seed: int) -> None:
    """Unless its pages, or those that it refers to, have other folios than before."""
    styled, dice, memory = restyled(shelf, ""), Random(seed), Memory()
    manuscript = random_book(dice)
    before = bound(manuscript, styled, memory)
    number = dice.randrange(1, len(manuscript.parts))
    after = bound(edited(manuscript, number, dice), styled, memory)
    same = [content(before, one) == content(after, other)
            for one, other in zip(before.sections, after.sections, strict=True)]
    takes = [index for index, part in enumerate(manuscript.parts) if not part.run_on]
    taken = max(index for index, first in enumerate(takes) if first <= number)
    assert not same[taken]
    if before.pages == after.pages and _folios(before) == _folios(after):
        assert [index for index, one in enumerate(same) if not one] == [taken]


def _folios(volume: Volume) -> dict[str, int]:
    return {name: boxes[0].page for name, boxes in volume.anchors.items()}


def test_a_word_more_changes_one_section_and_moves_no_number(shelf: Stylesheet) -> None:
    styled, memory = restyled(shelf, ""), Memory()
    texts = [f"<p>{word} {reference('three')}</p><p>Words.</p>" for word in ("One", "Two", "Three", "Four")]
    before = bound(book(*texts), styled, memory)
    texts[1] += "<p>A paragraph more, with a <i>quick</i> ½.</p>"
    after = bound(book(*texts), styled, memory)
    same = [content(before, one) == content(after, other)
            for one, other in zip(before.sections, after.sections, strict=True)]
    assert same == [True, True, False, True, True]
    assert [one.first_object for one in before.sections] == [one.first_object for one in after.sections]


def test_a_face_more_changes_no_other_section(shelf: Stylesheet) -> None:
    styled, memory = restyled(shelf, ""), Memory()
    before = bound(book("<p>One</p>", "<p>Two</p>"), styled, memory)
    after = bound(book("<p>One</p>", "<p>Two <b>bold</b></p>"), styled, memory)
    assert content(before, before.sections[1]) == content(after, after.sections[1])
    with pikepdf.open(BytesIO(before.pdf)) as one, pikepdf.open(BytesIO(after.pdf)) as other:
        assert len(one.pages[0].obj.Resources.Font) < len(other.pages[0].obj.Resources.Font)


# What is remembered


@given(seed=st.integers(0, 10**9))
@FEW
def test_a_book_of_remembered_sections_is_the_same_as_one_written_anew(
    shelf: Stylesheet, seed: int
) -> None:
    styled, dice, memory, hands = restyled(shelf, ""), Random(seed), Memory(), Memory()
    manuscript = random_book(dice)
    for changed in ((), ("two",), ()):
        assert bound(manuscript, styled, memory, *changed, hands=hands) == bound(
            manuscript, styled, memory, *changed
        )
        manuscript = edited(manuscript, dice.randrange(1, len(manuscript.parts)), dice)


def test_an_edit_that_moves_no_folio_writes_one_section(shelf: Stylesheet) -> None:
    styled, memory, hands = restyled(shelf, ""), Memory(), Memory()
    texts = (f"<p>{text} {reference('three')}</p>" for text in ("One", "Two", "Three", "Four"))
    manuscript = book(*texts, front=f"<p>{string.ascii_letters}.</p>")
    sections = bound(manuscript, styled, memory, hands=hands).sections
    assert len(hands.done["write_section"]) == 5 and len(hands.done["cut_face"]) > 1
    hands.done.clear()
    bound(edited(manuscript, 2, Random(3)), styled, memory, hands=hands)
    (job,) = hands.done.pop("write_section")
    assert job.place.first_page == sections[2].first_page and not hands.done
    front = manuscript.parts[0]
    other = replace(front, html=front.html.replace("abc", "abc½"))
    bound(replace(manuscript, parts=(other, *manuscript.parts[1:])), styled, memory, hands=hands)
    assert hands.done["write_section"][0].place.first_page == 0
    assert {work: len(jobs) for work, jobs in hands.done.items()} == {
        "cut_face": 1, "deflate": 1, "write_section": 1,
    }


# What a section follows from


BOOK = Book(b"1 0 R", b"1023 0 R", b"4 0 R", b"1022 0 R")


def test_a_section_follows_from_its_fragment_and_its_place(shelf: Stylesheet) -> None:
    """And what differs in one of them is said: sections are remembered by that."""
    body = fragments.MIXED.replace('data-folio=""', 'data-folio="0"')
    fragment = fragments.fragment_of(restyled(shelf, ""), body)
    count = fragment.pages
    place = Place(BOOK, 1024, 4, tuple(range(5, 5 + count)), {"two": 5})
    job = SectionJob(fragment, place)
    same = SectionJob(replace(fragment, findings=(), lost=("a",)), replace(place, first_page=10))
    assert same.said == job.said and write_section(same) == write_section(job)
    others = [SectionJob(fragment, other) for other in (
        replace(place, first_object=1280), replace(place, first_page=5), replace(place, printed={"two": 6}),
        replace(place, folios=tuple(range(6, 6 + count))), replace(place, changed=("p1",)),
        replace(place, book=replace(BOOK, fonts=b"1021 0 R")),
    )]
    others.append(SectionJob(fragments.fragment_of(restyled(shelf, ""), "<p>Words</p>"), place))
    contents = {write_section(other).piece.content for other in (job, *others)}
    assert len(contents) == len({other.said for other in (job, *others)}) == len(others) + 1


def test_there_are_numbers_enough_for_whatever_a_take_holds(shelf: Stylesheet) -> None:
    styled = restyled(shelf, "")
    for body in (*fragments.SEVERAL, "<p>Words</p>"):
        fragment = fragments.fragment_of(styled, body)
        folios = tuple(range(1, 1 + fragment.pages))
        job = SectionJob(fragment, Place(BOOK, 1024, 0, folios, {}, ("p1", "f1")))
        (first, count), = write_section(job).piece.numbers
        assert first == 1024 and first + count <= job.end_object
        assert (job.end_object - 1024) % 256 == 0


def test_more_objects_than_numbers_are_noticed(
    shelf: Stylesheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else two sections would have one number."""
    monkeypatch.setattr("publish.bind.section._BLOCK", 4)
    fragment = fragments.fragment_of(restyled(shelf, ""), fragments.MIXED)
    job = SectionJob(replace(fragment, objects=0, pages=0), Place(BOOK, 1024, 0, tuple(range(1, 99)), {}))
    with pytest.raises(RuntimeError, match="more objects than there are numbers for it"):
        write_section(job)
