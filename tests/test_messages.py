"""What an editor is told instead of Pydantic's own words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal, get_args

import pytest
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from publish import faults
from publish.artifacts import Node
from publish.load.tree import read_tree
from publish.report import Report
from publish.validate.messages import fault_of, faults_in, locate

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Source = Annotated[str, StringConstraints(pattern=r"^[A-Z]+[0-9]*$"), Field(examples=["SC952"])]


class Model(BaseModel):
    """As the models of the house are."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Prose(Model):
    """A block of one kind."""

    kind: Literal["prose"]
    text: str
    """What it says. And more."""


class Table(Model):
    """A block of another kind, with a key of the same name."""

    kind: Literal["table"]
    table: list[int]


class Imprint(Model):
    """A group of keys."""

    publisher: str
    url: HttpUrl | None = None


class Chapter(Model):
    """A file."""

    title: Annotated[str, Field(min_length=1, max_length=20, pattern=r"^[^\n]*$")] = "x"
    id: Id = "x"
    imprint: Imprint | None = None
    killed: int = Field(0, ge=0)
    share: Decimal = Field(Decimal(0), le=100)
    numbered: bool = True
    qualifier: Literal["exactly", "at-least", "about"] = "exactly"
    published: date = date(2021, 12, 3)
    sources: Annotated[tuple[Source, ...], Field(max_length=2)] = ()
    names: dict[Id, int] = Field(default_factory=dict)
    blocks: Annotated[
        tuple[Annotated[Prose | Table, Field(discriminator="kind")], ...], Field(min_length=1)
    ] = (Prose(kind="prose", text="x"),)

    @model_validator(mode="after")
    def _sound(self) -> Chapter:
        if self.killed == 13:
            raise ValueError("`13; 14` is a lie; count again")
        if self.killed == 14:
            raise ValueError(faults.empty_file())
        return self


def told(text: str) -> list[str]:
    """The complaints about a chapter written like this, as `line:column code: message; hint`."""
    report = Report()
    file = read_tree(PurePosixPath("f.yaml"), text, report)
    assert file is not None and not len(report)
    try:
        Chapter.model_validate(file.root)
    except ValidationError as problem:
        for fault, location, on_key in faults_in(problem, Chapter):
            report.add(file.place(locate(file.root, location), key=on_key), fault)
    return [
        f"{d.span.line}:{d.span.column} {d.fault.code}: {d.fault.message}; {d.fault.hint}" for d in report
    ]


@pytest.mark.parametrize(("text", "complaint"), [
    ("titel: a", "1:1 unknown-key: `titel` is not a key that is known here; did you mean `title`?"),
    ("imprint:\n  publisher: a\n  xyz: b", "3:3 unknown-key: `xyz` is not a key that is known here; "
     "the keys known here are `publisher`, `url`"),
    ("blocks:\n  - kind: prose\n    text: a\n    txt: b",
     "4:5 unknown-key: `txt` is not a key that is known here; "
     "did you mean `text`?"),
    ("blocks:\n  - kind: prose",
     "2:5 missing-key: the key `text` is missing here; add `text: …` (What it says)"),
    ("killed: 287,496", "1:9 not-a-whole-number: `287,496` is not a whole number; "
     "write it without separators: `287496`"),
    ("killed: 287 496", "1:9 not-a-whole-number: `287 496` is not a whole number; "
     "write it without separators: `287496`"),
    ("killed: 1.10",
     "1:9 not-a-whole-number: `1.10` is not a whole number; a whole number has no decimals"),
    ("killed: about 35",
     "1:9 not-a-whole-number: `about 35` is not a whole number; "
     "write the number alone: `35`"),
    ("killed: many",
     "1:9 not-a-whole-number: `many` is not a whole number; write it in digits, such as `35`"),
    ("killed: -1", "1:9 unfit-number: `-1` does not fit: the number must be at least 0; "
     "check it against its source"),
    ("killed: [35]",
     "1:9 not-a-whole-number: `a list` is not a whole number; write it in digits, such as `35`"),
    ("killed:", "1:1 empty-value: `killed` has no value; write one, or take the line out"),
    ("share: 4,5", "1:8 not-a-number: `4,5` is not a number; write a point before the decimals: `4.5`"),
    ("share: 4.5%", "1:8 not-a-number: `4.5%` is not a number; write the number alone: `4.5`"),
    ("share: 100.5", "1:8 unfit-number: `100.5` does not fit: the number must be at most 100; "
     "check it against its source"),
    ("numbered: nope", "1:11 not-yes-or-no: `nope` is neither `true` nor `false`; write `true` or `false`"),
    ("qualifier: At least", "1:12 unknown-word: `At least` is not one of the words allowed here; "
     "did you mean `at-least`? The words are `exactly`, `at-least`, `about`"),
    ("published: 3 December 2021", "1:12 not-a-date: `3 December 2021` is not a date; write `2021-12-03`"),
    ("published: 2021-02-30",
     "1:12 not-a-date: `2021-02-30` is not a date; the calendar has no such day"),
    ("title: [a, b]", "1:8 text-expected: text is expected here, but this is a list; "
     "text that begins with `[` needs quotes; a list does not belong here"),
    ("title:\n  Mali: war",
     "2:3 text-expected: text is expected here, but this is keys with values (`Mali: …`); "
     "text with `: ` in it needs quotes; keys do not belong here"),
    ("title: ''", "1:1 empty-value: `title` has no value; write one, or take the line out"),
    ("title: A title of twenty-seven letters", "1:8 wrong-length: this text has 31 characters; "
     "at most 20 are allowed; add what is missing, or take out what is too much"),
    ('title: "a\\nb"', "1:8 malformed: `a b` is not spelled as it must be; it must stand on one line"),
    ("id: Sinda_Attack", "1:5 malformed: `Sinda_Attack` is not spelled as it must be; "
     "it has small letters, digits and single hyphens; did you mean `sinda-attack`?"),
    ("sources: [S1, sc952]",
     "1:15 malformed: `sc952` is not spelled as it must be; it looks like `SC952`"),
    ("sources: SC952", "1:10 list-expected: a list is expected here, but this is text; "
     "put each item on a line of its own, as `- SC952`"),
    ("sources: [A, B, C]", "1:10 wrong-length: this list has 3 items; at most 2 are allowed; "
     "add what is missing, or take out what is too much"),
    ("sources:\n  - A\n  -\n", "3:4 empty-value: item 2 of this list has no value; "
     "write one, or take the line out"),
    ("imprint: ACME", "1:10 keys-expected: keys with values are expected here, but this is text; "
     "put each key on a line of its own, as `key: value`"),
    ("imprint:\n  publisher: a\n  url: ftp://x",
     "3:8 not-an-address: `ftp://x` is not a web address: it must begin "
     "with `http://` or `https://`; write it whole, as `https://www.un.org/…`"),
    ("names:\n  Bad Key: 1", "2:3 malformed: `Bad Key` is not spelled as it must be; "
     "it has small letters, digits and single hyphens; did you mean `bad-key`?"),
    ("blocks:\n  - kind: para\n    text: a", "2:11 unknown-kind: there is no kind `para`; "
     "the kinds are `prose`, `table`"),
    ("blocks:\n  - kind: tabel\n", "2:11 unknown-kind: there is no kind `tabel`; "
     "did you mean `table`? The kinds are `prose`, `table`"),
    ("blocks:\n  - text: a", "2:5 missing-kind: this does not say what it is: the key `kind` is missing; "
     "add `kind:` with one of `prose`, `table`"),
    ("blocks:\n  - Some text", "2:5 keys-expected: keys with values are expected here, but this is text; "
     "put each key on a line of its own, as `key: value`"),
    ("blocks:\n  - kind: table\n    table: [1, x]", "3:16 not-a-whole-number: `x` is not a whole number; "
     "write it in digits, such as `35`"),
    ("killed: 13", "1:1 refused-value: `13; 14` is a lie; count again"),
    ("killed: 14", "1:1 empty-file: this file is empty; "
     "write its first key, such as `title: …`, or delete the file"),
])
def test_a_value_that_does_not_fit_is_explained_at_its_place(text: str, complaint: str) -> None:
    assert told(text) == [complaint]


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    assert len(told("titel: a\nkilled: x\nblocks:\n  - kind: prose\n  - kind: list\n")) == 4


def test_a_list_is_not_called_short_because_its_items_are_wrong() -> None:
    assert [line.split(":")[1] for line in told("blocks:\n  - kind: list\n")] == ["11 unknown-kind"]
    assert [line.split(":")[1] for line in told("blocks: []\n")] == ["9 wrong-length"]


@pytest.mark.parametrize("written", ["x", "", None, ["x"], {"x": "y"}, "y" * 10_000, "[red]\x1b[31m\n"])
def test_no_error_of_pydantic_is_left_in_its_own_words(written: Any) -> None:
    own = re.compile(r"\b(str|int|dict|tuple|None|NoneType|string|integer|boolean|Input)\b|\[type")
    for kind in (*get_args(ErrorType), "not_of_this_version"):
        error: ErrorDetails = {
            "type": kind,
            "loc": ("blocks", 0, "prose", "text"),
            "input": written,
            "msg": "a sentence of our own",
            "ctx": {"max_length": 2},
        }
        fault, _, _ = fault_of(error, Chapter)
        said = f"{fault.message} {fault.hint}"
        assert not own.search(said) and "\n" not in said and len(said) < 400, kind


@pytest.mark.parametrize(("location", "found"), [
    (("blocks", 0, "table", "table", 1), ("blocks", 0, "table", 1)),
    (("blocks", 0, "table", "kind"), ("blocks", 0, "kind")),
    (("blocks", 0, "table"), ("blocks", 0)),
    (("blocks", 9, "table"), ("blocks",)),
    (("blocks", 1, "function-after[_sound(), int]", "text"), ("blocks", 1, "text")),
    (("title", "constrained-str"), ("title",)),
    (("missing",), ()),
    ((), ()),
])
def test_pydantics_own_words_are_dropped_from_a_location(
    location: tuple[str | int, ...], found: tuple[str | int, ...]
) -> None:
    node: Node = {"title": "a", "blocks": [{"kind": "table", "table": ["1", "x"]}, {"text": "b"}]}
    assert locate(node, location) == found
