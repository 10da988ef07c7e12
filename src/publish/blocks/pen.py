"""What a block kind may ask of `resolve` while it makes its view: text with its marks replaced.

Block kinds know no stage; `resolve` hands them a pen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from ..inline import Inline, Paragraphs
from ..model.figure import Figure
from .reading import Reading, within

if TYPE_CHECKING:
    from ..model.edition import Edition


class LetteredNote(Struct, frozen=True):
    """A note below a table."""

    letter: str
    note_id: str
    call_id: str
    text: Inline

    def reading(self) -> Reading:
        """The letter, which leads back to the call, and the text."""
        letter = within(self.letter, attributes={"href": f"#{self.call_id}"})
        yield within(letter, self.text, attributes={"id": self.note_id})


class Pen(Protocol):
    """Writes the texts of one block; notes of running text are numbered through the book."""

    @property
    def edition(self) -> Edition:
        """The edition that the block belongs to."""
        ...

    def paragraphs(self, text: str) -> Paragraphs:
        """Running text: notes are numbered."""
        ...

    def line(self, text: str) -> Inline:
        """Running text of one paragraph."""
        ...

    def bare(self, text: str) -> Inline:
        """A line that bears no notes: citations are printed in place."""
        ...

    def label(self, block_id: str) -> str:
        """The label of a table or figure: `Table 3`."""
        ...

    def figure(self, ref: str) -> Figure:
        """The figure that `record.figure` means, computed if it is a total."""
        ...

    def computed(self, ref: str) -> bool:
        """Whether a figure is a total over incidents."""
        ...

    def cite(self, citations: tuple[str, ...]) -> Inline:
        """Citations in short form, each source once, for a source line."""
        ...

    def lettering(self, block_id: str, caption: str, notes: Mapping[str, str]) -> Lettering:
        """The lettering of one table, its caption written."""
        ...


class Lettering(Protocol):
    """Writes the texts of one table; its notes are lettered and gathered below it."""

    @property
    def label(self) -> str:
        """`Table 3`."""
        ...

    @property
    def caption(self) -> Inline:
        """The caption, written first, so that its notes come first."""
        ...

    def line(self, text: str) -> Inline:
        """A caption or a cell."""
        ...

    def note(self, key: str, text: str) -> Inline:
        """The call of a lettered note; one key has one letter, however often it is called."""
        ...

    @property
    def notes(self) -> tuple[LetteredNote, ...]:
        """The notes called so far, by letter."""
        ...
