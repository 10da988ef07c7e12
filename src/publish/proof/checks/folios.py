"""The numbers of pages: without a gap, and printed at the foot of every page but the cover and slips."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.expected import Node
from ..beside.letters import squeeze
from ..copy.labels import roman
from ..copy.printed import Piece, PrintedPage

_FOOT = 0.85
"""The part of a page's height below which a folio stands, where the file does not say where the text ends."""
_LEADER = re.compile(r"[\s.…]*")


def findings(comparison: Comparison) -> Iterator[Finding]:
    """Pages whose number is wrong or missing."""
    cover = cover_pages(comparison)
    first = first_body(comparison) or 0
    for number, page in comparison.printed.numbered():
        folio = roman(number + 1) if number < first else str(number - first + 1)
        if page.label != folio:
            yield Finding(faults.broken_folios(page.label, folio, number + 1), None, number)
        if number not in cover and not any(is_folio(page, piece) for piece in artifacts(page)):
            yield Finding(faults.lost_folio(page.label, number + 1), None, number)


def artifacts(page: PrintedPage) -> list[Piece]:
    """The text that is no part of the book's, in the order of drawing; leaders and spaces are left out."""
    return [piece for piece in page.pieces if piece.artifact and not _LEADER.fullmatch(piece.text)]


def is_folio(page: PrintedPage, piece: Piece) -> bool:
    """Whether a run of text is the number of its page, at its place."""
    return squeeze(piece.text) == page.label and is_at_foot(page, piece)


def is_at_foot(page: PrintedPage, piece: Piece) -> bool:
    """Whether something stands below the text."""
    bottom = page.area.bottom if page.area.height < page.height else page.height * _FOOT
    return piece.box.top >= bottom


def cover_pages(comparison: Comparison) -> frozenset[int]:
    """The pages that have no number: the cover's, and the sheet of an errata slip."""
    return _pages_of(comparison, "part-cover") | _pages_of(comparison, "part-slip")


def pages_with(comparison: Comparison, node: Node) -> frozenset[int]:
    """The pages on which the text of an element stands."""
    pieces = comparison.pieces_of(node)
    return frozenset(range(pieces[0].page, pieces[-1].page + 1)) if pieces else frozenset()


def first_body(comparison: Comparison) -> int | None:
    """The page on which Arabic folios begin; None if there is no body."""
    own = own_first_body(comparison)
    return own if own is not None or comparison.beyond is None else comparison.beyond.first_body


def own_first_body(comparison: Comparison) -> int | None:
    """The same, as far as the pages at hand show it."""
    return min(_pages_of(comparison, "part-first-body"), default=None)


def _pages_of(comparison: Comparison, part: str) -> frozenset[int]:
    """The pages of the part that has a class."""
    node = next((node for node in comparison.expected.nodes if part in node.classes), None)
    return frozenset() if node is None else pages_with(comparison, node)
