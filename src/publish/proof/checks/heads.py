"""Running heads: the edition's title on the left, the chapter's on the right, the name of what runs on.

That nothing else stands at the edge of a page, `margins` says; here is what may not be missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.expected import Node
from ..beside.letters import squeeze
from ..copy.printed import Piece, PrintedPage
from .contents import within
from .folios import artifacts
from .passages import Passage, Setting

_CONTINUED = "(continued)"
_OFF_MM = 1.0
"""So far may a running head stand from the edge of the text: its ink begins within its width."""


def findings(comparison: Comparison, book: Setting) -> Iterator[Finding]:
    """Pages of the body without their running head, with another one, or without the name of what runs on."""
    first: dict[int, Passage] = {}
    for passage in book.flow:
        first.setdefault(passage.page, passage)
    title = _title(comparison)
    body = min((page for page, top in first.items() if _is_in_body(comparison, top)), default=None)
    if body is None and comparison.beyond:
        body = comparison.beyond.first_body
    for number, top in sorted(first.items()):
        if title and body is not None and number >= body:
            part = _part(comparison, top.node)
            words = title if number % 2 else part.attributes.get("data-title", "")
            yield from _head(comparison, top, words)
            yield from _continued(comparison, top)


def _title(comparison: Comparison) -> str:
    """The words of the cover's title; none if there is no cover."""
    if comparison.beyond:
        return comparison.beyond.title
    title = next((node for node in comparison.expected.nodes if "cover-title" in node.classes), None)
    return "" if title is None else _words(comparison, title)


def _is_in_body(comparison: Comparison, top: Passage) -> bool:
    return "part-first-body" in _part(comparison, top.node).classes


def _part(comparison: Comparison, node: Node) -> Node:
    return list(comparison.expected.lineage(node))[-1]


def _words(comparison: Comparison, node: Node) -> str:
    return comparison.expected.text_of(node)


def _is_opener(comparison: Comparison, top: Passage) -> bool:
    """Whether a page begins with a part: such a page has its title in large type, and no running head."""
    part = _part(comparison, top.node)
    pieces = comparison.pieces_of(part)
    return bool(pieces) and top.lines[0].pieces[0] == next(piece for piece in pieces if piece.text.strip())


def _head(comparison: Comparison, top: Passage, words: str) -> Iterator[Finding]:
    """The running head of one page is there, in its place: that of the part which the page begins with."""
    number, page = top.page, comparison.printed.page(top.page)
    above = [piece for piece in artifacts(page) if piece.box.bottom <= page.area.top]
    found = [line for line in _by_line(above) if not line[0].endswith(squeeze(_CONTINUED))]
    if not found and _is_opener(comparison, top):
        return
    printed = " ".join(text for text, _ in found)
    if printed != squeeze(words) or not _is_outside(page, found[0][1], number):
        yield Finding(faults.wrong_running_head(printed, words, number + 1), None, number)


def _by_line(pieces: list[Piece]) -> list[tuple[str, list[Piece]]]:
    """The words above the text, without spaces, line by line."""
    lines: dict[float, list[Piece]] = {}
    for piece in pieces:
        lines.setdefault(round(piece.baseline, 1), []).append(piece)
    return [("".join(squeeze(piece.text) for piece in line), line) for line in lines.values()]


def _is_outside(page: PrintedPage, line: list[Piece], number: int) -> bool:
    """Whether words stand at the outer edge of the text: the left one on a left page."""
    if number % 2 == 0:
        return abs(max(piece.box.right for piece in line) - page.area.right) <= _OFF_MM
    return abs(min(piece.box.left for piece in line) - page.area.left) <= _OFF_MM


def _continued(comparison: Comparison, top: Passage) -> Iterator[Finding]:
    """A page that begins within a table or a month says so at its head."""
    page, name = comparison.printed.page(top.page), _name_of_what_runs_on(comparison, top)
    above = [piece for piece in artifacts(page) if piece.box.bottom <= page.area.top]
    if name and squeeze(name + _CONTINUED) not in [text for text, _ in _by_line(above)]:
        yield Finding(faults.lost_continuation(name, top.page + 1), top.node, top.page, top.box)


def _name_of_what_runs_on(comparison: Comparison, top: Passage) -> str:
    """The table's label or the month's name, if it began on an earlier page; empty if nothing runs on."""
    for around in comparison.expected.lineage(top.node):
        if around.tag in {"tbody", "table"} and (pieces := comparison.pieces_of(around)):
            if pieces[0].page == top.page:
                continue
            for node in within(comparison.expected, around):
                if "chronology-month-head" in node.classes:
                    return _words(comparison, node) if around.tag == "tbody" else ""
                if label := node.attributes.get("data-label", ""):
                    return label
    return ""
