"""What the file says is no part of the text: running heads of their page, repeated heads of tables.

Text that is neither in the tree of tags nor an artifact is met by no screen reader; it is told here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.expected import Node
from ..beside.letters import squeeze
from ..copy.printed import Box, Content, Piece, PrintedPage
from .folios import artifacts, cover_pages, is_at_foot, is_folio, pages_with
from .passages import around

_DRAFT = "DRAFT"
_CONTINUED = "(continued)"

Stands = Mapping[str, frozenset[int]]
"""Words, without spaces, and the pages on which they may stand."""


def findings(comparison: Comparison) -> Iterator[Finding]:
    """What stands in or around the text without being read."""
    cover = cover_pages(comparison)
    edges, heads = _edges(comparison), _heads(comparison)
    for number, page in comparison.printed.numbered():
        unread = artifacts(page)
        if number in cover:
            yield from _around(page, unread, edges, number)
        elif page.area.height < page.height:
            inside = [piece for piece in unread if _is_in_text(page, piece)]
            yield from _repeated_heads(inside, heads, number)
            yield from _around(page, [piece for piece in unread if piece not in inside], edges, number)
    yield from _untagged(comparison)


def _edges(comparison: Comparison) -> Stands:
    """All that may stand at the head of pages: titles, and the names of what is continued."""
    everywhere = frozenset(number for number, _ in comparison.printed.numbered())
    found: dict[str, frozenset[int]] = {}
    if comparison.beyond:
        _allow(found, comparison.beyond.title, everywhere)
        _allow(found, _DRAFT, everywhere if comparison.beyond.says_origins else frozenset())
    for node in comparison.expected.nodes:
        if "cover-title" in node.classes:
            _allow(found, _text(comparison, node), everywhere)
        if "part" in node.classes:
            _allow(found, node.attributes.get("data-title", ""), pages_with(comparison, node))
        if "data-origin" in node.attributes:
            _allow(found, _DRAFT, everywhere)
        if name := _name_when_continued(comparison, node):
            _allow(found, name + _CONTINUED, _later_pages(comparison, node))
    return found


def _allow(found: dict[str, frozenset[int]], words: str, pages: frozenset[int]) -> None:
    found[squeeze(words)] = found.get(squeeze(words), frozenset()) | pages


def _name_when_continued(comparison: Comparison, node: Node) -> str:
    if "chronology-month-head" in node.classes:
        return _text(comparison, node)
    return node.attributes.get("data-label", "")


def _heads(comparison: Comparison) -> Stands:
    """The heads of tables, and the pages that repeat them."""
    found: dict[str, frozenset[int]] = {}
    for node in comparison.expected.nodes:
        if node.tag == "thead":
            _allow(found, _without_hyphens(_text(comparison, node)), _later_pages(comparison, node))
    return found


def _later_pages(comparison: Comparison, node: Node) -> frozenset[int]:
    """The pages to which the table, or the part of one, around an element runs on."""
    lineage = comparison.expected.lineage(node)
    whole = next((one for one in lineage if one.tag in {"tbody", "table"}), node)
    pages = pages_with(comparison, whole)
    return pages - {min(pages, default=0)}


def _text(comparison: Comparison, node: Node) -> str:
    return comparison.expected.text[node.start:node.end]


def _is_in_text(page: PrintedPage, piece: Piece) -> bool:
    """Whether something stands between the head and the foot of the text, be it beside it."""
    return page.area.overlap(piece.box)[1] > 0 and not is_at_foot(page, piece)


def _repeated_heads(unread: list[Piece], heads: Stands, number: int) -> Iterator[Finding]:
    """In the text only the head of a table that runs on may stand a second time."""
    words = "".join(squeeze(piece.text) for piece in unread)
    if unread and number not in heads.get(_without_hyphens(words), ()):
        box = around([piece.box for piece in unread])
        yield Finding(faults.artifact_in_text(_legible(unread), number + 1), None, number, box)


def _without_hyphens(words: str) -> str:
    """Words without the hyphens that may be their own, or of the line."""
    return words.replace("-", "")


def _around(page: PrintedPage, unread: Iterable[Piece], edges: Stands, number: int) -> Iterator[Finding]:
    """Beside the text only the page's own folio, titles and names of what is continued may stand."""
    for pieces, box in _runs(piece for piece in unread if not is_folio(page, piece)):
        words = "".join(squeeze(piece.text) for piece in pieces)
        if number not in edges.get(words, ()):
            yield Finding(faults.foreign_running_head(_legible(pieces), number + 1), None, number, box)


def _untagged(comparison: Comparison) -> Iterator[Finding]:
    """Text that belongs to no tag and is not said to be an artifact."""
    tagged = frozenset(_contents(comparison))
    for number, page in comparison.printed.numbered():
        lost = [
            piece for piece in page.pieces
            if not piece.artifact and (number, piece.mcid) not in tagged and piece.text.strip()
        ]
        for pieces, box in _runs(lost):
            yield Finding(faults.untagged_text(_legible(pieces), number + 1), None, number, box)


def _contents(comparison: Comparison) -> Iterator[tuple[int, int]]:
    """The marked content that the tree of tags holds."""
    for element in comparison.printed.tree.walk() if comparison.printed.tree else ():
        for kid in element.kids:
            if isinstance(kid, Content):
                yield kid.page, kid.mcid


def _runs(pieces: Iterable[Piece]) -> Iterator[tuple[list[Piece], Box]]:
    """Pieces drawn one after the other on one baseline."""
    for _, run in groupby(pieces, lambda piece: round(piece.baseline, 1)):
        members = list(run)
        yield members, around([piece.box for piece in members])


def _legible(pieces: Iterable[Piece]) -> str:
    return " ".join(piece.text.strip() for piece in pieces)
