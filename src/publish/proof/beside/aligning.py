"""The printed text laid beside the expected one, character by character.

Spaces, hyphens at line ends and joiners come and go with the line, so the two are compared without them;
whether words are parted is looked at where the texts agree.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ..copy.printed import Annotation, Content, Element, Piece, Printed
from .comparison import Comparison, Difference, Stretch
from .expected import Expected, Slot, SlotKind
from .letters import LINE_END_HYPHEN, alike, squeeze, squeeze_printed
from .surroundings import Surroundings

_FILLINGS = {
    SlotKind.PAGE: re.compile(r"\d+|[ivxlcdm]+"),
    SlotKind.LEADER: re.compile(r"[.…]*"),
    SlotKind.MARKER: re.compile(r"[–—•‣▪◦*]|\d+\.|(?=[^–—•‣▪◦*])|$"),
}
_SURE = 96
"""So many characters in a row that agree are no accident, not even in a table whose rows are alike."""
_LIKELY = 12
"""So many are enough between two places that are sure."""
_WINDOW = 2_000
"""Characters within which two texts that part are expected to meet again; more are tried until they do."""


def compare(expected: Expected, printed: Printed, beyond: Surroundings | None = None) -> Comparison:
    """Lay a file's text, in the order of its tags, beside what the manuscript holds.

    Both may be a section of a book, with what is `beyond` it.
    """
    pieces = tuple(reading_order(printed))
    words: list[str] = []
    starts: list[int] = []
    spaces: set[int] = set()
    hyphens: set[int] = set()
    length = 0
    for piece in pieces:
        starts.append(length)
        *inner, last = piece.text.split() or [""]
        for word in (*map(squeeze, inner), squeeze_printed(last)):
            spaces.add(length)
            words.append(word)
            length += len(word)
        spaces.discard(starts[-1])
        if last.endswith(LINE_END_HYPHEN):
            hyphens.add(length)
    edges = frozenset(at for at, _ in expected.holders)
    text = "".join(words)
    eye = _Eye(expected, alike(expected.text), alike(text), starts, edges, frozenset(hyphens))
    eye.run()
    return Comparison(
        expected, printed, pieces, text, tuple(starts), frozenset(spaces), tuple(eye.stretches),
        tuple(eye.differences), eye.fillings, beyond,
    )


def reading_order(printed: Printed) -> Iterator[Piece]:
    """The pieces of text in the order in which a screen reader meets them; what figures show is left out."""
    by_content: dict[tuple[int, int], list[Piece]] = {}
    for page in printed.pages:
        for piece in page.pieces:
            by_content.setdefault((piece.page, piece.mcid), []).append(piece)
    for content in _contents(printed.tree) if printed.tree else ():
        yield from by_content.get((content.page, content.mcid), ())


def _contents(element: Element) -> Iterator[Content]:
    waiting: list[Element | Content | Annotation] = [element]
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, Content):
            yield kid
        elif isinstance(kid, Element) and kid.role != "Figure":
            waiting += reversed(kid.kids)


class _Eye(Struct):
    """Goes along both texts at once."""

    expected: Expected
    wanted: str
    """The expected text."""
    text: str
    """The printed one."""
    starts: Sequence[int]
    edges: frozenset[int]
    """Where an element's text begins in the expected one."""
    hyphens: frozenset[int]
    """Where the printed one has left out a hyphen that ends a line; it may have been the text's own."""
    stretches: list[Stretch] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    fillings: dict[Slot, tuple[int, int]] = field(default_factory=dict)
    here: int = 0
    """How far the expected text is read."""
    there: int = 0
    """How far the printed one is."""

    def run(self) -> None:
        """Read both to their ends."""
        for slot in self.expected.slots:
            if slot.at >= self.here:
                self._read_to(slot.at)
            if slot.at == self.here and slot not in self.fillings:
                self._fill(slot)
        self._read_to(len(self.wanted))
        self._differ(len(self.wanted), len(self.text))

    def _read_to(self, end: int) -> None:
        """Read the expected text up to a character."""
        while self.here < end:
            length = _common(self.wanted, self.here, self.text, self.there, end - self.here)
            if length:
                self.stretches.append(Stretch(self.here, self.there, length))
                self.here += length
                self.there += length
            if self._is_line_end_hyphen():
                self.there += 1
            elif self._is_own_hyphen():
                self.here += 1
            elif self.here < end:
                self._meet_again()

    def _is_line_end_hyphen(self) -> bool:
        """Whether the next printed character is a hyphen that only ends a line.

        A face may have one glyph for this hyphen and for those of the text, and then they are read alike.
        """
        if self.text[self.there:self.there + 1] != "-" or self.wanted[self.here:self.here + 1] == "-":
            return False
        index = bisect_right(self.starts, self.there)
        return index < len(self.starts) and self.starts[index] == self.there + 1

    def _is_own_hyphen(self) -> bool:
        """Whether the next expected character is a hyphen of the text's own that ended its line."""
        return self.there in self.hyphens and self.wanted[self.here:self.here + 1] == "-"

    def _fill(self, slot: Slot) -> None:
        """Take what the page printed in a slot; it ends with its piece."""
        index = bisect_right(self.starts, self.there)
        end = self.starts[index] if index < len(self.starts) else len(self.text)
        if slot.kind is SlotKind.LEADER:
            end = len(self.text)
        match = _FILLINGS[slot.kind].match(self.text, self.there, end)
        if match:
            self.fillings[slot] = match.span()
            self.there = match.end()

    def _meet_again(self) -> None:
        """Go on to where both texts surely agree again, and note what differs on the way."""
        size = _WINDOW
        meeting = None
        while meeting is None and size < 16 * max(len(self.wanted), len(self.text)):
            meeting = _meeting(self.wanted[self.here:self.here + size],
                               self.text[self.there:self.there + size], _SURE)
            size *= 4
        ahead, behind = meeting or (len(self.wanted) - self.here, len(self.text) - self.there)
        self._differ(self.here + ahead, self.there + behind)

    def _differ(self, end: int, other_end: int) -> None:
        """Note what differs up to two places, and what agrees between."""
        while self.here < end or self.there < other_end:
            mine = self.wanted[self.here:end]
            theirs = self.text[self.there:other_end]
            if length := _common(mine, 0, theirs, 0, len(mine)):
                self.stretches.append(Stretch(self.here, self.there, length))
                ahead = behind = length
            else:
                tail = _common_end(mine, theirs)
                ahead, behind = len(mine) - tail, len(theirs) - tail
                if likely := _meeting(mine[:ahead], theirs[:behind], _LIKELY):
                    ahead, behind = likely
                self._part(ahead, behind)
            self.here, self.there = self.here + ahead, self.there + behind

    def _part(self, lost: int, added: int) -> None:
        """Note that characters are lost and others added here."""
        if not lost and (self._is_filling(added) or (added == 1 and self._is_line_end_hyphen())):
            return
        if not added and lost == 1 and self._is_own_hyphen():
            return
        back = self._slide(lost) if not added else 0
        here, there = self.here - back, self.there - back
        self.differences.append(Difference((here, here + lost), (there, there + added)))
        if back:
            last = self.stretches.pop()
            self.stretches.append(replace(last, length=last.length - back))
            self.stretches.append(Stretch(here + lost, there, back))

    def _is_filling(self, added: int) -> bool:
        """Whether what is added is what the page printed in the slots here; then it is noted as such."""
        at, fillings = self.there, {}
        for slot in self.expected.slots_at(self.here):
            match = _FILLINGS[slot.kind].match(self.text, at, self.there + added)
            if match:
                fillings[slot] = match.span()
                at = match.end()
        if at == self.there + added:
            self.fillings |= fillings
        return at == self.there + added

    def _slide(self, lost: int) -> int:
        """How much further left a loss may as well begin, so that it begins with an element.

        Where `Row a Row b` has become `Row b`, either `Row a` is lost or `a Row`.
        """
        last = self.stretches[-1] if self.stretches else None
        most = last.length if last and last.expected + last.length == self.here else 0
        text, best = self.wanted, 0
        for back in range(1, most + 1):
            if text[self.here - back] != text[self.here + lost - back]:
                break
            if (self.here - back) in self.edges:
                best = back
        return best


def _common(mine: str, here: int, theirs: str, there: int, most: int) -> int:
    """How many characters agree."""
    if mine[here:here + most] == theirs[there:there + most]:
        return most
    low, high = 0, min(most, len(theirs) - there)
    while low < high:
        middle = (low + high + 1) // 2
        if mine[here:here + middle] == theirs[there:there + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _meeting(mine: str, theirs: str, enough: int) -> tuple[int, int] | None:
    """The nearest place where two texts agree again for long enough; None if there is none."""
    places: dict[str, int] = {}
    for at in range(len(theirs) - enough, -1, -1):
        places[theirs[at:at + enough]] = at
    meetings = (
        (at + places[key], at)
        for at in range(len(mine) - enough + 1)
        if (key := mine[at:at + enough]) in places
    )
    both, ahead = min(meetings, default=(0, -1))
    return None if ahead < 0 else (ahead, both - ahead)


def _common_end(mine: str, theirs: str) -> int:
    """How many characters agree at the end."""
    length = 0
    while length < min(len(mine), len(theirs)) and mine[-1 - length] == theirs[-1 - length]:
        length += 1
    return length
