"""The pen of `resolve`: writes the texts of one block with the apparatus of the whole book."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase

from msgspec import Struct, field

from ..blocks.pen import LetteredNote
from ..inline import Emphasis, Inline, LetterCall, Mark, Paragraphs, Run, parse, parse_line
from ..model.edition import Edition
from ..model.figure import Figure
from ..model.records import Statistic
from .apparatus import Apparatus, call


class Hand(Struct):
    """A pen (`blocks.pen.Pen`) for one block."""

    apparatus: Apparatus
    notes: Mapping[str, str]
    called: dict[str, list[int]] = field(default_factory=dict)
    """Number and count of calls of each of the block's own notes."""

    @property
    def edition(self) -> Edition:
        """The edition that the block belongs to."""
        return self.apparatus.edition

    def paragraphs(self, text: str) -> Paragraphs:
        """Running text: notes are numbered."""
        return tuple(self._running(paragraph) for paragraph in parse(text))

    def line(self, text: str) -> Inline:
        """Running text of one paragraph."""
        return self._running(parse_line(text))

    def bare(self, text: str) -> Inline:
        """A line that bears no notes: citations are printed in place."""
        return self.apparatus.in_place(text)

    def label(self, block_id: str) -> str:
        """The label of a table or figure."""
        return self.apparatus.numbering.labels[block_id]

    def figure(self, ref: str) -> Figure:
        """The figure that `record.figure` means."""
        return self.apparatus.figure(ref)

    def computed(self, ref: str) -> bool:
        """Whether a figure is a total over incidents."""
        record = self.apparatus.records[ref.partition(".")[0]]
        return isinstance(record, Statistic) and record.total is not None

    def cite(self, citations: tuple[str, ...]) -> Inline:
        """Each source once, in the brief form of source lines."""
        return self.apparatus.brief_citations(citations)

    def lettering(self, block_id: str, caption: str, notes: Mapping[str, str]) -> Letters:
        """The lettering of one table."""
        return Letters(self.apparatus, block_id, caption, notes)

    def _running(self, inline: Inline) -> Inline:
        return tuple(new for run in inline for new in self._replaced(run))

    def _replaced(self, run: Run) -> Inline:
        match run:
            case Emphasis(children, strong):
                return (Emphasis(self._running(children), strong),)
            case Mark(kind="note"):
                return self._own_note(run.targets[0])
            case Mark(kind="citation"):
                number = self.apparatus.next_number()
                text = self.apparatus.citations(run.targets, number)
                return (call(number, 1, (*text, *self.apparatus.with_acronyms("."))),)
            case Mark(kind="evidence"):
                number = self.apparatus.next_number()
                flag = self.apparatus.flag(run.targets)
                note = call(number, 1, self.apparatus.evidence_text(run.targets, number))
                return (flag, note) if flag else (note,)
            case _:
                return self.apparatus.replaced(run)

    def _own_note(self, name: str) -> Inline:
        """A call of one of the block's notes; later calls repeat its number."""
        if name in self.called:
            number, nth = self.called[name]
            self.called[name] = [number, nth + 1]
            return (call(number, nth + 1, None),)
        number = self.apparatus.next_number()
        self.called[name] = [number, 1]
        return (call(number, 1, self.apparatus.in_place(self.notes[name], number)),)


class Letters(Struct):
    """The lettering (`blocks.pen.Lettering`) of one table."""

    apparatus: Apparatus
    block_id: str
    caption_text: str
    own: Mapping[str, str]
    gathered: dict[str, LetteredNote] = field(default_factory=dict)
    caption: Inline = ()

    def __post_init__(self) -> None:
        self.caption = self.line(self.caption_text)

    @property
    def label(self) -> str:
        """`Table 3`."""
        return self.apparatus.numbering.labels[self.block_id]

    @property
    def notes(self) -> tuple[LetteredNote, ...]:
        """The notes called so far."""
        return tuple(self.gathered.values())

    def line(self, text: str) -> Inline:
        """A caption or a cell."""
        return tuple(new for run in parse_line(text) for new in self._replaced(run))

    def note(self, key: str, text: str) -> Inline:
        """The call of a lettered note; a second call repeats the letter."""
        found = self.gathered.get(key)
        if found is None:
            letter = _letter(len(self.gathered))
            note_id = f"{self.block_id}-note-{letter}"
            found = LetteredNote(letter, note_id, f"{note_id}-call", self.apparatus.in_place(text))
            self.gathered[key] = found
            return (LetterCall(letter, found.call_id, note_id),)
        return (LetterCall(found.letter, "", found.note_id),)

    def _replaced(self, run: Run) -> Inline:
        match run:
            case Mark(kind="note"):
                return self.note(run.targets[0], self.own[run.targets[0]])
            case Mark(kind="evidence"):
                flag = self.apparatus.flag(run.targets)
                text = "[!" + "; ".join(run.targets) + "]"
                return (*((flag,) if flag else ()), *self.note(text, text))
            case Mark(kind="citation"):
                text = f"[@{run.body}]."
                return self.note(text, text)
            case _:
                return self.apparatus.replaced(run)


def _letter(index: int) -> str:
    """a to z, then aa to az, ba to bz … zz, aaa …"""
    over, rest = divmod(index, 26)
    return (_letter(over - 1) if over else "") + ascii_lowercase[rest]
