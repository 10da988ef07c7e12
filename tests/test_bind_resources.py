"""What drawings use stands in the file once, however many pages use it."""

from __future__ import annotations

import pydyf

from publish.bind.resources import add_resources
from publish.bind.writing import Lot, deflate_large
from publish.hands import own_hands


def picture(content: bytes, mask: bytes = b"", **extra: object) -> pydyf.Stream:
    masked = {"SMask": picture(mask)} if mask else {}
    return pydyf.Stream([content], {"Type": "/XObject", "Subtype": "/Image", **extra, **masked})


def streams(*pictures: pydyf.Stream) -> int:
    """How many are in the file, each the picture of another page."""
    lot, known = Lot(9), dict[bytes, bytes]()
    references = [add_resources({"XObject": {"one": one}}, {}, lot, known) for one in pictures]
    assert len(set(references)) == len(pictures)
    plain = (thing for thing in lot.objects if isinstance(thing, pydyf.Dictionary))
    used = {thing["XObject"]["one"] for thing in plain if "one" in thing["XObject"]}
    there = {bytes(thing.reference) for thing in lot.objects if isinstance(thing, pydyf.Stream)}
    assert used <= there
    return len(there)


def test_a_picture_of_several_pages_is_in_the_file_once() -> None:
    assert streams(picture(b"a"), picture(b"a"), picture(b"a")) == 1
    assert streams(picture(b"a", b"mask"), picture(b"a", b"mask")) == 2


def test_pictures_that_differ_are_all_in_the_file() -> None:
    assert streams(picture(b"a"), picture(b"b")) == 2
    assert streams(picture(b"a", Width=1), picture(b"a", Width=2)) == 2
    assert streams(picture(b"a", b"mask"), picture(b"a", b"other")) == 4
    assert streams(picture(b"a", b"mask"), picture(b"a")) == 3


def test_what_uses_resources_of_its_own_is_there_for_each_page() -> None:
    form = {"Resources": {"XObject": {}}}
    assert streams(picture(b"a", **form), picture(b"a", **form)) == 2


def test_large_streams_are_written_as_they_would_be_without_haste() -> None:
    def engines() -> list[pydyf.Object]:
        text = b"A line of some text, and then another one."
        return [
            pydyf.Stream([text * 200, text], {"Type": "/EmbeddedFile"}, compress=True),
            pydyf.Stream([text], compress=True), pydyf.Stream([text * 200]),
            pydyf.Stream(["words " * 2_000], compress=True), pydyf.Dictionary({"Type": "/Page"}),
        ]

    ours = engines()
    deflate_large(ours, own_hands)
    assert [one.data for one in ours] == [one.data for one in engines()]
    assert [one.compress for one in ours[:4]] == [False, True, False, True]
