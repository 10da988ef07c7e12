"""What a page must say of something that was resolved: its view read out, without a look at any template."""

from __future__ import annotations

from typing import get_args

from msgspec import Struct

from ...blocks.reading import Cells, Own, Within
from ...inline import (
    Acronym,
    Call,
    Emphasis,
    Flag,
    Foreign,
    Inline,
    LetterCall,
    Link,
    Quoted,
    Reference,
    Run,
    Words,
    Work,
)
from .letters import squeeze
from .passage import Passage, Trait, named_cell, trait

_RUNS = get_args(Run)
_PRINTED = ("data-origin", "data-number")
"""Attributes that the sheets print before an element's text."""


def wanted(thing: object) -> Passage:
    """How a view, or anything of its like, must be read."""
    reader = _Reader()
    reader.read(thing)
    return Passage(
        tuple("".join(word) for word in reader.words), tuple(sorted(reader.traits)),
        frozenset(reader.edges), frozenset(reader.items),
    )


class _Reader:
    """Reads a thing out; grows as it reads."""

    def __init__(self) -> None:
        self.words: list[list[str]] = []
        self.traits: list[Trait] = []
        self.edges: set[int] = {0}
        self.items: set[int] = set()
        self._length = 0
        self._parted = True
        self._glued = False
        """Whether words of a template stand right before, with spaces of their own."""
        self._row = self._column = 0

    def read(self, thing: object) -> None:
        """Read anything that a view may hold."""
        if isinstance(thing, str):
            self._value((Words(thing),))
        elif isinstance(thing, _RUNS):
            self._inline((thing,))  # a mark behind a value touches it
        elif isinstance(thing, tuple):
            self._tuple(thing)
        elif isinstance(thing, Own):
            self._say(thing.words)
            self._glued = True
        elif isinstance(thing, Within):
            self._within(thing)
        elif isinstance(thing, Cells):
            self._cells(thing)
        elif isinstance(thing, Struct):
            self._view(thing)
        self.edges.add(self._length)

    def _view(self, view: Struct) -> None:
        reading = getattr(view, "reading", None)
        parts = reading() if reading else (getattr(view, name) for name in view.__struct_fields__)
        for part in parts:
            self.read(part)

    def _tuple(self, things: tuple[object, ...]) -> None:
        if all(isinstance(one, _RUNS) for one in things):
            self._value(things)  # type: ignore[arg-type]  # all are runs
            return
        for one in things:
            self._part()
            before = self._length
            self.read(one)
            if self._length > before:
                self.items.add(before)

    def _value(self, runs: Inline) -> None:
        """A text of its own, parted from what stands before it."""
        if runs:
            self._part()
            self._inline(runs)

    def _part(self) -> None:
        self._parted = self._parted or not self._glued
        self.edges.add(self._length)

    def _within(self, part: Within) -> None:
        self._part()
        start = self._length
        for name, said in part.attributes:
            if name in _PRINTED:
                self._say(f" {said} ")
        for one in part.parts:
            self.read(one)
        if part.element:
            cell = part.element in ("th", "td")
            name = named_cell(part.element, self._row, self._column) if cell else part.element
            self.traits.append(trait(start, self._length, "element", name))
        self.traits += (trait(start, self._length, name, said) for name, said in part.attributes)
        self._glued = False

    def _cells(self, row: Cells) -> None:
        self._row, self._column = self._row + 1, 1
        for cell in row.cells:
            self._within(cell)
            self._column += int(dict(cell.attributes).get("colspan", 1))

    def _inline(self, runs: Inline) -> None:
        """Runs as phrases; calls that touch are parted by a comma."""
        for before, run in zip((None, *runs), runs, strict=False):
            if isinstance(run, Call | LetterCall) and isinstance(before, Call | LetterCall):
                self._say(",")
            self._run(run)

    def _run(self, run: Run) -> None:
        match run:
            case Words(text):
                self._say(text)
            case Emphasis(children, strong):
                start = self._length
                self._inline(children)
                self.traits.append(trait(start, self._length, "element", "strong" if strong else "em"))
            case Acronym(text):
                self._marked(text, element="abbr")
            case Foreign(language, text) | Work(language, text):
                self._marked(text, element="i", lang=language)
            case Quoted(language, text):
                self._say("“")
                self._marked(text, lang=language)
                self._say("”")
            case Flag(symbol, meaning):
                self._marked(symbol, title=meaning)
            case Link(url, text):
                self._link(url, text)
            case Reference(target, label, paged):
                self._reference(target, label, paged)
            case Call() | LetterCall():
                self._call(run)

    def _link(self, url: str, text: str) -> None:
        """A link to the web; on paper its address stands in brackets after the words."""
        if text == url:
            self._marked(url, href=url)
        else:
            self._say(f"{text} (")
            self._marked(url, href=url)
            self._say(")")

    def _reference(self, target: str, label: str, paged: bool) -> None:
        """A label, then the words before the page number, which the sheets print."""
        if label:
            self._marked(label, href=f"#{target}")
        if paged or not label:
            self._marked(" on page\u00a0" if label else "page\u00a0", href=f"#{target}")

    def _call(self, call: Call | LetterCall) -> None:
        if isinstance(call, LetterCall):
            self._marked(call.letter, href=f"#{call.note_id}", id=call.call_id)
            return
        self._marked(str(call.number), href=f"#{call.note_id}", id=call.call_id)
        if call.note is not None:
            start, number = self._length, str(call.number)
            self._say(f" {number} ")
            self._inline(call.note)
            self._marked("↑", href=f"#{call.call_id}")
            self.traits += [
                trait(start, self._length, "id", call.note_id),
                trait(start, self._length, "data-number", number),
            ]

    def _marked(self, text: str, **said: str) -> None:
        """Words in one phrase, of which something is said."""
        start = self._length
        self._say(text)
        self.traits += (trait(start, self._length, name, value) for name, value in said.items() if value)

    def _say(self, text: str) -> None:
        """Words, without spaces and without what comes and goes with the line."""
        self._glued = False
        self._parted = self._parted or text[:1].isspace()
        for index, word in enumerate(text.split()):
            self._parted = self._parted or index > 0
            if printed := squeeze(word):
                if self._parted:
                    self.words.append([])
                self.words[-1].append(printed)
                self._length += len(printed)
                self._parted = False
        self._parted = self._parted or text[-1:].isspace()
