"""What is changed in an editor's file, and that nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.artifacts import File
from publish.load import read
from publish.report import Report
from publish.rewriting import (
    Splice,
    keyed_item,
    rewritten,
    scalar,
    with_first_key,
    with_items,
    with_key,
    without_items,
    without_key,
)

PLACE = PurePosixPath("f.yaml")
Change = Callable[[File], Iterable[Splice]]


def tree(content: bytes) -> File:
    """A file that has nothing wrong with it."""
    report = Report()
    file = read(PLACE, content, report)
    assert file is not None and not len(report), [one.fault.message for one in report]
    return file


def after(text: str, change: Change) -> str:
    """The text with a change made; it is sound, too."""
    made = rewritten(text.encode(), change(tree(text.encode())))
    tree(made)
    return made.decode()


def edition(file: File) -> list[Splice]:
    """Another number for the edition."""
    return [with_key(file, "edition", "2", "title")]


@pytest.mark.parametrize(("before", "then"), [
    ("title: A\nedition: 1\nx: y\n", "title: A\nedition: 2\nx: y\n"),
    ("title: A\nedition:   1   # the first\n", "title: A\nedition:   2   # the first\n"),
    ("title: A\nedition: '1'\n", "title: A\nedition: '2'\n"),
    ('"edition": "1"\ntitle: A\n', '"edition": "2"\ntitle: A\n'),
    ("edition: >-\n  1\n\n\ntitle: A\n", "edition: 2\n\n\ntitle: A\n"),
    ("edition:\n  # so far\n  1\ntitle: A", "edition:\n  # so far\n  2\ntitle: A"),
    ("edition:\ntitle: A\n", "edition: 2\ntitle: A\n"),
    ("edition: ~\ntitle: A\n", "edition: 2\ntitle: A\n"),
    ("{title: A,  edition: 1 }\n", "{title: A,  edition: 2 }\n"),
    ("title: A\n", "title: A\nedition: 2\n"),
    ("title: A", "title: A\nedition: 2\n"),
    ("title: A  # the title\n# below\n", "title: A  # the title\nedition: 2\n# below\n"),
    ("title: >-\n  A\n  B\n\nx: y\n", "title: >-\n  A\n  B\nedition: 2\n\nx: y\n"),
    ("title: A\n  B\nx: y\n", "title: A\n  B\nedition: 2\nx: y\n"),
    ("---\n  title: A\n  x: y\n", "---\n  title: A\n  edition: 2\n  x: y\n"),
    ("{title: A, x: y}\n", "{title: A, edition: 2, x: y}\n"),
])
def test_a_key_is_set_and_nothing_else_is_touched(before: str, then: str) -> None:
    assert after(before, edition) == then


@pytest.mark.parametrize(("before", "then"), [
    ("# head\n\ntitle: A\n", "# head\n\nformat: 2\ntitle: A\n"),
    ("format: 1\ntitle: A\n", "format: 2\ntitle: A\n"),
    ("  title: A\n", "  format: 2\n  title: A\n"),
    ("---\ntitle: A\n", "---\nformat: 2\ntitle: A\n"),
    ("{title: A}\n", "{format: 2, title: A}\n"),
])
def test_a_first_key_stands_below_the_comment_at_the_top(before: str, then: str) -> None:
    assert after(before, lambda file: [with_first_key(file, "format", "2")]) == then


@pytest.mark.parametrize(("before", "then"), [
    ("title: A\nisbn: 1  # ours\nx: y\n", "title: A\nx: y\n"),
    ("isbn: >-\n  1\n  2\n# below\nx: y\n", "# below\nx: y\n"),
    ("title: A\n", "title: A\n"),
    ("{title: A, isbn: 1}\n", "{title: A, isbn: 1}\n"),
])
def test_a_key_is_taken_out_with_its_line(before: str, then: str) -> None:
    assert after(before, lambda file: without_key(file, "isbn")) == then


@pytest.mark.parametrize(("before", "gone", "then"), [
    ("a:\n  - x: 1\n    y: 2\n  - x: 3\n  # the end\n", [0], "a:\n  - x: 3\n  # the end\n"),
    ("a:\n  - x: 1\n  - x: 3\n  # the end\nb: c\n", [1], "a:\n  - x: 1\n  # the end\nb: c\n"),
    ("a:  # all\n  - x: 1\n\n  - x: 3\n", [0, 1], "a: []  # all\n\n"),
    ("a:\n  # these\n  - x: 1\n  # why\n  - x: 2\n  - x: 3\n", [1], "a:\n  # these\n  - x: 1\n  - x: 3\n"),
    ("a:\n- x: 1\n-\n  x: 2\n- x: 3\n", [1], "a:\n- x: 1\n- x: 3\n"),
    ("a:\n  - {x: 1}\n  - {x: 2,\n     y: 3}  # so\n  - {x: 4}\n", [1], "a:\n  - {x: 1}\n  - {x: 4}\n"),
    ("a:\n  - x: >\n      1\n\n\n  - x: 2\n", [0], "a:\n\n\n  - x: 2\n"),
    ("a: [{x: 1}, {x: 2}, {x: 3}]\n", [0, 2], "a: [{x: 2}]\n"),
    ("a: [{x: 1},  # so\n {x: 2}]\n", [1], "a: [{x: 1}]\n"),
    ("a: [{x: 1}, {x: 2}]\n", [0, 1], "a: []\n"),
    ("{a: [{x: 1}, {x: 2}]}\n", [0], "{a: [{x: 2}]}\n"),
    ("a:\n  - x: 1\n  - x: 2", [1], "a:\n  - x: 1\n"),
    ("a:\n  - x: 1\n    # his\n  - x: 2\n", [1], "a:\n  - x: 1\n    # his\n"),
    ("a:\n  - x: 1\n    # his\n  # hers\n  - x: 2\n", [0], "a:\n  # hers\n  - x: 2\n"),
])
def test_items_are_taken_out_of_a_list(before: str, gone: list[int], then: str) -> None:
    assert after(before, lambda file: without_items(file, "a", gone)) == then


@pytest.mark.parametrize(("before", "then"), [
    ("a:\n  - x: 1\n  # the end\n", "a:\n  - x: 1\n  - x: b\n    y: c\n  # the end\n"),
    ("a:\n  - x: 1\n    # his", "a:\n  - x: 1\n    # his\n  - x: b\n    y: c\n"),
    ("a:\n- x: 1", "a:\n- x: 1\n- x: b\n  y: c\n"),
    ("a:\n  -\n    x: 1\nb: c\n", "a:\n  -\n    x: 1\n  - x: b\n    y: c\nb: c\n"),
    ("a:\n  - {x: 1}  # so\n", "a:\n  - {x: 1}  # so\n  - x: b\n    y: c\n"),
    ("a:\n  - x: |\n      1\n\nb: c\n", "a:\n  - x: |\n      1\n  - x: b\n    y: c\n\nb: c\n"),
    ("a: []  # none\n# end\n", "a:  # none\n  - x: b\n    y: c\n# end\n"),
    ("a: [\n  # none\n]\n", "a:\n  - x: b\n    y: c\n"),
    ("a:\n", "a:\n  - x: b\n    y: c\n"),
    ("a: [{x: 1}]\n", "a: [{x: 1}, {x: b, y: c}]\n"),
    ("{a: []}\n", "{a: [{x: b, y: c}]}\n"),
])
def test_items_are_added_in_the_manner_of_the_list(before: str, then: str) -> None:
    assert after(before, lambda file: with_items(file, "a", [{"x": "b", "y": "c"}])) == then


@pytest.mark.parametrize(("before", "then"), [
    ("a:\n  - One  # so\n  - name: Two\n", "a:\n  - name: One  # so\n  - name: Two\n"),
    ("a:\n- 'One: two'\n", "a:\n- name: 'One: two'\n"),
    ("a:\n  - One\n    two\n\n    three\n", "a:\n  - name: One\n      two\n\n      three\n"),
    ("a:\n  - >-\n    One\n    two\nb: c\n", "a:\n  - name: >-\n      One\n      two\nb: c\n"),
    ("a:\n  - |1-\n   One\n    two\n", "a:\n  - name: |1-\n     One\n      two\n"),
    ("a:\n  - \"One\n  two\"\n", "a:\n  - name: \"One\n    two\"\n"),
    ("a: [One, 'two']\n", "a: [{name: One}, {name: 'two'}]\n"),
    ("a:\n  -\n    One\n", "a:\n  -\n    name: One\n"),
])
def test_plain_items_get_a_key_and_keep_their_words(before: str, then: str) -> None:
    def change(file: File) -> Iterable[Splice]:
        assert isinstance(file.root, dict) and isinstance(file.root["a"], list)
        for index, item in enumerate(file.root["a"]):
            if isinstance(item, str):
                yield from keyed_item(file, ("a", index), "name")

    def words(text: str) -> object:
        root = tree(text.encode()).root
        assert isinstance(root, dict) and isinstance(root["a"], list)
        return [item["name"] if isinstance(item, dict) else item for item in root["a"]]

    assert after(before, change) == then
    assert words(then) == words(before)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_are_kept(line_end: str, mark: bytes) -> None:
    before = mark + line_end.join(["# élan", "title: “A”  # ‘x’", "y: z", ""]).encode()
    then = mark + line_end.join(["# élan", "title: “A”  # ‘x’", "edition: 2", "y: z", ""]).encode()
    assert rewritten(before, edition(tree(before))) == then


def test_two_changes_of_one_stretch_are_refused() -> None:
    with pytest.raises(ValueError, match="one stretch"):
        rewritten(b"title: A\n", [Splice((1, 1), (1, 6), "x"), Splice((1, 3), (1, 4), "y")])


def test_no_splice_changes_nothing() -> None:
    content = b"\xef\xbb\xbfa:   b\r\nc: d\n"
    assert rewritten(content, ()) == content


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"])))
def test_a_scalar_is_read_as_what_it_was(text: str) -> None:
    if "\u2028" in text or "\u2029" in text:
        return
    file = tree(f"a: {scalar(text)}\nb: [{scalar(text)}]\n".encode())
    assert file.root == {"a": text, "b": [text]}


ITEMS = st.sampled_from([
    "  - x: {0}\n    y: z\n", "  - {{x: {0}, y: z}}  # so\n", "  -\n    x: {0}\n", "  - x: {0}\n    # his\n",
    "  - # why\n    x: '{0}'\n", "  # hers\n  # his\n  - x: {0}\n", "\n  - x: \"{0}\n      more\"\n",
    "  - x: >-\n      {0}\n      and more\n\n", "  - x: |\n      {0}\n\n      - y\n",
    "  # before\n  - x: {0}\n    # within\n    y: [1,\n      2]\n", "  - x: {0}\n  # below\n\n",
    "  - x: {0}\n    y:\n      - 1\n      # last\n", "  - y:\n    x: {0}\n",
])


@given(st.lists(ITEMS, min_size=1, max_size=6), st.data())
def test_a_list_of_any_layout_loses_and_gets_what_it_should(layouts: list[str], draw: st.DataObject) -> None:
    tail = draw.draw(st.sampled_from(["", "# the end\n", "b: c\n", "  # the end\nb: c\n"]))
    text = "# head\na:  # all\n" + "".join(one.format(f"n{i}") for i, one in enumerate(layouts)) + tail
    if draw.draw(st.booleans()) and not text.endswith("- y\n"):  # a literal text ends with its line
        text = text.rstrip("\n")
    content = text.replace("\n", draw.draw(st.sampled_from(["\n", "\r\n"]))).encode()
    before = tree(content)
    assert isinstance(before.root, dict) and isinstance(before.root["a"], list)
    gone = draw.draw(st.sets(st.integers(0, len(layouts) - 1)))
    less = tree(rewritten(content, without_items(before, "a", gone)))
    kept = [item for index, item in enumerate(before.root["a"]) if index not in gone]
    assert less.root == {**before.root, "a": kept}
    more = rewritten(content, with_items(before, "a", [{"x": "new: one"}]))
    assert tree(more).root == {**before.root, "a": [*before.root["a"], {"x": "new: one"}]}
    assert [line for line in before.text.split("\n") if line not in more.decode()] == []
