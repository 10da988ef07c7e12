"""What each text is said to be: part of which element, in which language, and spoken how.

Both are looked at where the tree has the marked content with the text; what the sheets made is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..beside.expected import Expected, Node
from ..copy.printed import Piece
from .tags import Mark, Tagging

Text = tuple[Piece, Mark, Node]
"""A piece with text of the manuscript, its mark, and the innermost element around its text."""


def findings(comparison: Comparison, found: Tagging) -> Iterator[Finding]:
    """Texts in the tag of another element, in another language, or spoken otherwise; one for each element."""
    texts = list(_texts(comparison, found.marks))
    yield from _once(_mistagged(comparison, found, texts))
    yield from _once(_misspoken(texts))
    yield from _once(_misread(comparison.expected, texts))


def _mistagged(
    comparison: Comparison, found: Tagging, texts: Sequence[Text]
) -> Iterator[tuple[Node, Finding]]:
    """Each with the element to which the text belongs."""
    nodes = {tag.number: role.node for tag, role in found.pairs}
    lost = {role.node.number for run in found.lost for role in run}
    owners = _owners(comparison.expected, {node.number for node in nodes.values()}, lost)
    for piece, mark, node in texts:
        owner, tagged = owners[node.number], nodes.get(mark.tag)
        if owner is not None and tagged is not None and tagged.number != owner.number:
            role = found.tags[mark.tag].element.role
            fault = faults.mistagged_text(piece.text.strip(), role, piece.page + 1)
            yield owner, Finding(fault, node, piece.page, piece.box)


def _misspoken(texts: Sequence[Text]) -> Iterator[tuple[Node, Finding]]:
    for piece, mark, node in texts:
        if mark.language != node.language and not _agree(mark.language, node.language):
            fault = faults.wrong_language(piece.text.strip(), mark.language, node.language, piece.page + 1)
            yield node, Finding(fault, node, piece.page, piece.box)


def _misread(expected: Expected, texts: Sequence[Text]) -> Iterator[tuple[Node, Finding]]:
    """Signs and short forms without their meaning, or with another; words with one that need none."""
    meanings: list[str] = []
    for node in expected.nodes:
        own = node.attributes.get("title", "") if node.tag == "abbr" or "mark" in node.classes else ""
        meanings.append(own or (meanings[node.parent] if node.parent >= 0 else ""))
    for piece, mark, node in texts:
        if mark.spoken != meanings[node.number]:
            text = piece.text.strip()
            fault = faults.wrong_meaning(text, mark.spoken, meanings[node.number], piece.page + 1)
            yield node, Finding(fault, node, piece.page, piece.box)


def _once(found: Iterator[tuple[Node, Finding]]) -> Iterator[Finding]:
    told = set()
    for node, finding in found:
        if node.number not in told:
            told.add(node.number)
            yield finding


def _texts(comparison: Comparison, marks: Sequence[Mark]) -> Iterator[Text]:
    by_content = {(mark.content.page, mark.content.mcid): mark for mark in marks}
    for piece, start in zip(comparison.pieces, comparison.starts, strict=True):
        if comparison.expected_at(start) is not None:
            yield piece, by_content[piece.page, piece.mcid], comparison.node_at(start)


def _owners(
    expected: Expected, tagged: Collection[int], lost: Collection[int]
) -> Sequence[Node | None]:
    """For each element the innermost one around it that has a tag; None within one that lost its own."""
    owners: list[Node | None] = []
    term = None
    for node in expected.nodes:
        if node.number in tagged:
            owner: Node | None = node
            term = node if node.tag == "dt" else term
        elif node.number in lost:
            owner = None
        elif node.tag in ("dt", "dd"):
            owner = term  # a term and its definitions are one entry of a list
        else:
            owner = owners[node.parent] if node.parent >= 0 else None
        owners.append(owner)
    return owners


def _agree(language: str, expected: str) -> bool:
    """Whether two languages are one: where `en-GB` is spoken, `en` says nothing new."""
    return f"{language}-".casefold().startswith(f"{expected}-".casefold())
