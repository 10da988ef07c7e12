"""The pieces of the text on a page, and their marks in its content stream (ISO 32000-1, 14.6 and 14.7.4).

A mark is three chunks of the stream, `/Span`, its properties and `BDC`, then what is drawn, then `EMC`.
Nothing of the engine's boxes is known here, and no roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

import pydyf
from msgspec import Struct
from msgspec.structs import replace

Rectangle = tuple[float, float, float, float]
"""Two corners."""
_BLANK = b"<</Type /Layout>>"


class Piece(Struct, frozen=True):
    """One thing on a page that belongs to the text: a marked text or picture, or the area of a link."""

    page: int
    """Counting from 0."""
    element: Element
    pseudo: str = ""
    """`marker`, `before` and the like, if CSS made the text."""
    text: str = ""
    mcid: int = -1
    """The number of its mark; -1 for the area of a link."""
    area: int | None = None
    """The place of a link among those of its page, if it is the area of one."""
    picture_pt: Rectangle | None = None
    """The corners of a picture, from the bottom left of the page."""

    @property
    def blank(self) -> bool:
        """Whether it is a text of spaces, for which the engine marks but draws nothing."""
        return self.area is None and self.picture_pt is None and not self.text.strip()


class _Mark(Struct, frozen=True):
    """The places of a mark's properties and of its end among the chunks."""

    properties: int
    end: int

    @property
    def seam(self) -> range:
        """The end of the mark before and the beginning of this one, if nothing is drawn between them."""
        return range(self.properties - 2, self.properties + 2)


def settle(chunks: list[object], pieces: Sequence[Piece], artifacts: Mapping[int, bytes]) -> list[Piece]:
    """The pieces of a page, those that follow one another as one, with marks numbered from 0 in the stream.

    `artifacts` has the properties of marks that are not of the text, by number; blank pieces join them.
    Raises KeyError if a mark is not in the stream.
    """
    marks = dict(_marks(chunks))
    blanks = {piece.mcid: _BLANK for piece in pieces if piece.blank}
    for mcid, properties in {**artifacts, **blanks}.items():
        _make_artifact(chunks, marks[mcid], properties)
    runs = _runs([piece for piece in pieces if not piece.blank], marks)
    kept = sorted(run[0].mcid for run in runs if run[0].area is None)
    numbers = {mcid: number for number, mcid in enumerate(kept)}
    for mcid, number in numbers.items():
        chunks[marks[mcid].properties] = pydyf.Dictionary({"MCID": number})
    _cut(chunks, [marks[piece.mcid].seam for run in runs for piece in run[1:]])
    return [_one(run, numbers.get(run[0].mcid, -1)) for run in runs]


def _marks(chunks: Sequence[object]) -> Iterator[tuple[int, _Mark]]:
    """Every mark that has a number, by its number."""
    begun: list[int] = []
    for place, chunk in enumerate(chunks):
        if chunk == b"BDC" or chunk == b"BMC":
            begun.append(place - 1)
        elif chunk == b"EMC":
            properties = chunks[begin := begun.pop()]
            if isinstance(properties, pydyf.Dictionary) and "MCID" in properties:
                yield properties["MCID"], _Mark(begin, place)


def _make_artifact(chunks: list[object], mark: _Mark, properties: bytes) -> None:
    """Takes what is marked out of the text: readers skip artifacts (14.8.2.2)."""
    chunks[mark.properties - 1 : mark.properties + 1] = ["/Artifact", properties]


def _runs(pieces: Iterable[Piece], marks: Mapping[int, _Mark]) -> list[list[Piece]]:
    """Pieces of one element that follow one another in the text and in the stream, together."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _follows(piece, runs[-1][-1], marks):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _follows(piece: Piece, before: Piece, marks: Mapping[int, _Mark]) -> bool:
    same = piece.element is before.element and piece.pseudo == before.pseudo
    if not same or piece.area is not None or before.area is not None:
        return False
    return marks[before.mcid].end == marks[piece.mcid].seam[0]


def _cut(chunks: list[object], seams: Iterable[range]) -> None:
    """Takes chunks out."""
    gone = {place for seam in seams for place in seam}
    chunks[:] = [chunk for place, chunk in enumerate(chunks) if place not in gone]


def _one(run: Sequence[Piece], mcid: int) -> Piece:
    return replace(run[0], text="".join(piece.text for piece in run), mcid=mcid)
