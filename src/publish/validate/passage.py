"""Passages: every text that is printed, with its role, its marks and its bare words.

What goes in: sound items with their places. What comes out: texts that checks can scan without
knowing of which model they are a part. No check belongs here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cached_property

from msgspec import Struct, field

from ..artifacts import File, Location
from ..blocks import AnyBlock
from ..blocks.base import TabularBlock
from ..blocks.definitions import Definitions
from ..blocks.table import Table
from ..inline import Mark, marks, parse
from ..model.base import Model
from ..model.edition import Imprint
from ..model.records import Abbreviation, Incident, Person, Proceeding, Record, Statistic
from ..span import Span
from ..token_place import find_token
from .entry import Entry

GAP = "\0"
"""Stands, once for each character, where a mark or an address was: no word, no space."""

LINES: dict[type[Model], tuple[str, ...]] = {
    Imprint: ("title", "subtitle", "series"),
    Incident: ("title",),
    Statistic: ("title",),
    Proceeding: ("title", "accused", "charge", "outcome"),
    Person: ("role",),
    Abbreviation: ("gloss",),
}
"""Plain lines that are printed; they bear no marks."""


class Role(Enum):
    """Where a text is printed; what it may hold follows from that."""

    TEXT = auto()
    HEADING = auto()
    CAPTION = auto()
    CELL = auto()
    SOURCE = auto()
    LABEL = auto()
    NOTE = auto()
    REMARK = auto()
    SENTENCE = auto()
    """A line of the chronology."""
    IMPRINT = auto()
    TITLE = auto()
    LINE = auto()


PLAIN = {Role.TITLE, Role.LINE}
"""Roles whose text is printed as it stands, without marks."""
RUNNING = {Role.TEXT, Role.SENTENCE, Role.IMPRINT}
"""Roles of whole paragraphs and sentences."""

ROLES = {"heading": Role.HEADING, "title": Role.HEADING, "caption": Role.CAPTION, "rows": Role.CELL,
         "source": Role.SOURCE, "label": Role.LABEL, "see": Role.LABEL}


class Called(Struct, frozen=True):
    """A mark in a passage."""

    mark: Mark
    occurrence: int
    """How many times the same mark stands before it in the passage."""
    paragraph: int


class Passage(Struct, frozen=True, dict=True):
    """One printed text."""

    file: File
    location: Location
    text: str
    role: Role
    subject: str
    """The id of the record, block or chapter that it belongs to."""
    numbered: bool = False
    """Whether it stands in a numbered chapter."""
    notes: frozenset[str] | None = field(default=None)
    """The notes that it may call; None where there can be none."""

    def span(self, token: str, occurrence: int = 0) -> Span:
        """The place of a word or mark in the text."""
        return find_token(self.file, self.location, token, occurrence)

    def span_at(self, start: int, end: int) -> Span:
        """The place of a stretch of the text."""
        token = self.text[start:end]
        return self.span(token, self.text.count(token, 0, start))

    @cached_property
    def called(self) -> tuple[Called, ...]:
        """Every mark, in reading order."""
        return () if self.role in PLAIN or "[" not in self.text else tuple(_called(self.text))

    @cached_property
    def bare(self) -> str:
        """The words alone, as long as the text: marks and addresses are gaps, odd spaces are spaces."""
        bare, start = self.text, 0
        for called in self.called:
            token = called.mark.token
            at = bare.find(token, start)
            if at >= 0:
                start = at + len(token)
                bare = bare[:at] + GAP * len(token) + bare[start:]
        bare = LINK.sub(lambda found: GAP * len(found[0]), bare)
        return bare.translate(SPACES)


    @cached_property
    def running(self) -> str:
        """The bare words, with those that bear a link."""
        running = self.bare
        for found in LINKED.finditer(self.text) if "](" in self.text and self.role not in PLAIN else ():
            start, end = found.span(1)
            if not found[1].startswith(("https:", "http:")):
                running = running[:start] + found[1] + running[end:]
        return running


def _called(text: str) -> Iterator[Called]:
    seen: Counter[str] = Counter()
    for number, paragraph in enumerate(parse(text)):
        for mark in marks(paragraph):
            yield Called(mark, seen[mark.token], number)
            seen[mark.token] += 1


LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\([^)\s]*\)|https?://\S+")
LINKED = re.compile(r"(?<!!)\[(?![\^@#=!:~])([^\[\]]+)\]\(")
SPACES = {ord(sign): " " for sign in "\u00a0\u202f\u2009\t"}


def passages_of_block(block: Entry[AnyBlock], numbered: bool) -> Iterator[Passage]:
    """The texts of a block and of its notes."""
    notes: dict[str, str] | None = getattr(block.item, "notes", None)
    names = None if notes is None else frozenset(notes)
    for way, text in block.item.texts():
        role = ROLES.get(next((str(step) for step in way if step in ROLES), ""), Role.TEXT)
        if role is Role.CAPTION and not isinstance(block.item, TabularBlock):
            role = Role.LABEL  # a chart has no lettered notes
        yield Passage(block.file, block.location + way, text, role, block.owner, numbered, names)
    for name, text in (notes or {}).items():
        yield Passage(block.file, (*block.location, "notes", name), text, Role.NOTE, block.owner, numbered)
    yield from _fields(block, ("unit",), Role.LINE)
    for index, column in enumerate(block.item.columns if isinstance(block.item, Table) else ()):
        yield from _fields(block.part(("columns", index), column), ("head",), Role.LINE)
    for index, item in enumerate(block.item.items if isinstance(block.item, Definitions) else ()):
        yield from _fields(block.part(("items", index), item), ("term",), Role.LINE)


def passages_of_record(record: Entry[Record]) -> Iterator[Passage]:
    """Remarks, sentences for the chronology, and the lines that tables print."""
    yield from _fields(record, ("remark",), Role.REMARK)
    yield from _fields(record, ("chronicle",), Role.SENTENCE)
    yield from lines_of(record)
    for index, figure in enumerate(getattr(record.item, "figures", ())):
        part = record.part(("figures", index), figure)
        yield from _fields(part, ("remark",), Role.REMARK)
        yield from _fields(part, ("unit",), Role.LINE)
    for index, step in enumerate(getattr(record.item, "steps", ())):
        yield from _fields(record.part(("steps", index), step), ("text",), Role.SENTENCE)
    for index, actor in enumerate(getattr(record.item, "actors", ())):
        yield from _fields(record.part(("actors", index), actor), ("wording",), Role.LINE)


def passages_of_imprint(imprint: Entry[Imprint]) -> Iterator[Passage]:
    """Titles, and the texts of the imprint page."""
    yield from lines_of(imprint)
    yield from _fields(imprint, ("coverage_note", "corrections"), Role.IMPRINT)
    for index, text in enumerate(imprint.item.disclaimers):
        yield Passage(imprint.file, ("disclaimers", index), text, Role.IMPRINT, imprint.owner)


def lines_of(entry: Entry[Model]) -> Iterator[Passage]:
    """The plain lines of an item that are printed."""
    yield from _fields(entry, LINES.get(type(entry.item), ()), Role.LINE)


def _fields(entry: Entry[Model], names: Iterable[str], role: Role) -> Iterator[Passage]:
    for name in names:
        if text := getattr(entry.item, name, None):
            yield Passage(entry.file, (*entry.location, name), text, role, entry.owner)
