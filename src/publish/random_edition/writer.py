"""The writer of a random edition: sentences and paragraphs with every kind of mark, and the notes they call.

Cross-references are written as `[#?]`; `settling` gives them their targets once all targets are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct, field

from ..artifacts import Node
from .archive import Archive
from .dice import Dice
from .grammar import FOREIGN, LONG_WORDS, capital, phrase, words
from .names import ABBREVIATIONS
from .records import Record, locator
from .wishes import Manner

_ROOM = 110
_LINE = 90
"""Letters that are more than a line: two sentences may stand in one."""
_MARK = re.compile(r"\[[^\]]*\]")
_SOURCE_WORDS = 28
"""Of a note that is made from a record or a source, for each."""
_LETTERS = 7
"""Of a word, with the space after it."""

Notes = dict[str, Node]
"""The notes of one block, by name; grows while its texts are written."""


class Writer(Struct):
    """Writes the texts of one edition in reading order."""

    dice: Dice
    archive: Archive
    manner: Manner
    a5: bool = False
    targets: list[str] = field(default_factory=list)
    """What cross-references can name."""
    serial: int = 0
    room: int = 110
    """Words that the notes of this place may still have: a page must hold the notes of a line."""
    letters: int = 0
    """How many were written since there was room for all."""
    said: set[str] = field(default_factory=set)

    def happens(self, chance: float) -> bool:
        """Whether something with this chance comes to pass."""
        return self.dice.random() < chance

    def target(self, kind: str) -> str:
        """A new id for a block, which cross-references may name."""
        self.serial += 1
        self.targets.append(f"{kind}-{self.serial}")
        return self.targets[-1]

    def paragraphs(self, notes: Notes | None, most: int = 3) -> str:
        """Running text of one or more paragraphs."""
        count = self.dice.randint(1, most)
        return "\n\n".join(self.paragraph(notes, self.dice.choice((1, 1, 2, 3, 4, 7))) for _ in range(count))

    def paragraph(self, notes: Notes | None, sentences: int) -> str:
        """Sentences with marks; with `notes` None there are no notes of its own."""
        opening = self.unsaid(lambda: self.sentence(notes))
        return " ".join([opening, *(self.sentence(notes) for _ in range(sentences - 1))])

    def lead(self) -> str:
        """A sentence that leads into something."""
        return self.unsaid(lambda: f"{capital(phrase(self.dice))}:")

    def unsaid(self, say: Callable[[], str]) -> str:
        """What is said, unlike anything that was said before: no paragraph may stand twice."""
        text = say()
        while text in self.said:
            text = say()
        self.said.add(text)
        return text

    def sentence(self, notes: Notes | None) -> str:
        """One sentence, with calls in it and after it as the manner has it."""
        if self.letters > _LINE:
            self.room, self.letters = _ROOM, 0
        text = self._sentence(notes)
        self.letters += len(_MARK.sub("", text))
        return text

    def _sentence(self, notes: Notes | None) -> str:
        if self.happens(self.manner.figures):
            return _about_a_figure(self) + (self.calls(notes) if self.happens(self.manner.crowded) else "")
        found = capital(phrase(self.dice)).split()
        if self.happens(self.manner.odd):
            found.insert(self.dice.randint(1, len(found)), _odd(self))
        text = found[0]
        for word in found[1:]:
            chance = self.manner.within * (0.5 if text.endswith(",") else 0.1)
            text += (self.calls(notes) if self.happens(chance) else "") + " " + word
        return f"{text}.{self.calls(notes) if self.happens(self.manner.called) else ''}"

    def calls(self, notes: Notes | None) -> str:
        """One call of a note, or several side by side."""
        crowd = self.dice.choice((2, 2, 3, 4)) if self.happens(self.manner.crowded) else 1
        return "".join(_call(self, notes) for _ in range(crowd))

    def note(self) -> str:
        """The text of a note, of one word to 120."""
        long = self.happens(self.manner.long_notes)
        least, most = (40, 120) if long else self.dice.choice(((1, 3), (4, 12), (8, 30), (20, 45)))
        text = capital(words(self.dice, least, most)) + "."
        for chance, addition in _ADDITIONS:
            text += addition(self) if self.happens(chance) else ""
        return text

    def evidence(self) -> str:
        """A mark that proves: by claims, or by incidents as such."""
        records = self.dice.choice((self.archive.claims, self.archive.incidents))
        named = self.dice.sample(records, self.dice.choice((1, 1, 1, 1, 2)))
        return f"[!{'; '.join(str(record['id']) for record in named)}]"

    def citation(self) -> str:
        """A mark that cites one source, or several."""
        named = self.dice.sample(self.archive.sources, self.dice.choice((1, 1, 1, 1, 2, 4)))
        return f"[@{'; '.join(str(source['id']) + locator(self.dice) for source in named)}]"

    def figure(self) -> tuple[Record, str]:
        """An incident, and the way to a figure of it."""
        incident = self.dice.choice(self.archive.incidents)
        return incident, f"{incident['id']}.killed"


def _call(writer: Writer, notes: Notes | None) -> str:
    """A call of a note of one's own, of evidence or of a citation; nothing without room for the note."""
    lot = writer.dice.random()
    if notes is None or lot < 0.45:
        mark = writer.evidence() if lot < 0.2 else writer.citation()
        return mark if _fits(writer, _SOURCE_WORDS * (1 + mark.count(";"))) else ""
    if notes and lot < 0.53:
        return f"[^{writer.dice.choice(list(notes))}]"
    text = writer.note()
    if not _fits(writer, len(text) // _LETTERS):
        return ""
    writer.serial += 1
    notes[f"n{writer.serial}"] = text
    return f"[^n{writer.serial}]"


def _fits(writer: Writer, length: int) -> bool:
    """Whether a note of so many words still has room; then it is taken."""
    if length > writer.room:
        return False
    writer.room -= length
    return True


def _about_a_figure(writer: Writer) -> str:
    """A sentence that prints a figure of a record and proves it."""
    incident, ref = writer.figure()
    clause = phrase(writer.dice, "clause")
    return writer.dice.choice((
        f"In this attack [={ref}|unit] were killed,[!{ref}] and {clause}.",
        f"On [={incident['id']}.date] [={ref}|unit] died.[!{ref}]",
        f"[={ref}|unit, capital] lost their lives;[!{ref}][!{incident['id']}] {clause}.",
        f"{capital(clause)}, and [={ref}] people were killed.[!{ref}]",
    ))


def _odd(writer: Writer) -> str:
    """Something that no line likes: a long word, an address, a foreign phrase, a reference, a short form."""
    makers: tuple[Callable[[Writer], str], ...] = (
        lambda one: one.dice.choice(LONG_WORDS),
        _address,
        lambda one: f"([:{one.dice.choice(FOREIGN)}])",
        lambda one: one.dice.choice(("(see [#?])", "(page [#?|page])", "([#?|number])")),
        lambda one: f"(the {one.dice.choice(list(ABBREVIATIONS))})",
        lambda one: f"*{phrase(one.dice, 'clause')}*",
    )
    return writer.dice.choice(makers)(writer)


def _address(writer: Writer) -> str:
    steps = [phrase(writer.dice, "body").replace(" ", "-") for _ in range(writer.dice.randint(1, 12))]
    url = f"https://example.org/{'/'.join(steps)}"
    shown = url if writer.happens(0.6) else phrase(writer.dice, "thing")
    return f"[{shown}]({url})"


_ADDITIONS: tuple[tuple[float, Callable[[Writer], str]], ...] = (
    (0.25, lambda writer: f" See {writer.citation()}."),
    (0.12, lambda writer: f" In French, [:{FOREIGN[0]}]; elsewhere, [:{writer.dice.choice(FOREIGN)}]."),
    (0.10, lambda writer: f" Compare [#?] and {_address(writer)}."),
    (0.06, lambda writer: f" {capital(phrase(writer.dice))} {writer.dice.choice(LONG_WORDS)}."),
)
"""What may follow in a note, with its chance."""
