"""Text of one kind has one size throughout the book: notes are smaller than the text, headings larger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ... import faults
from ..beside.comparison import Comparison, Finding
from .passages import Passage, Setting

_UNLIKE = 0.03
"""Parts of its kind's size by which a text may differ."""
_KINDS = frozenset({
    "prose-text", "prose-heading", "prose-subheading", "list-item", "list-lead", "callout-text",
    "callout-title", "definitions-text", "definitions-term", "chapter-title", "note",
    "tabular-note", "sources-entry",
})
"""Classes of what is set in one size; tables are set in smaller type where they have many columns."""
_SMALLER = frozenset({"note", "tabular-note", "sources-entry"})
_LARGER = frozenset({"prose-heading", "chapter-title"})
"""What is smaller than the text, or larger, so that it is not taken for it."""


def findings(comparison: Comparison, book: Setting) -> Iterator[Finding]:
    """Texts in another size than the rest of their kind, and kinds that are not told from the text."""
    passages = _passages(comparison, book)
    usual = _usual(passages)
    for kind, passage, size in passages:
        if abs(size - usual[kind]) > _UNLIKE * usual[kind]:
            fault = faults.odd_size(_text(passage), size, usual[kind], passage.page + 1)
            yield Finding(fault, passage.node, passage.page, passage.box)
    text = usual.get("prose-text", 0)
    first = {kind: passage for kind, passage, _ in reversed(passages)}
    for kind, passage in first.items() if text else ():
        if (kind in _SMALLER and usual[kind] >= text) or (kind in _LARGER and usual[kind] <= text):
            fault = faults.misjudged_size(_text(passage), usual[kind], text)
            yield Finding(fault, passage.node, passage.page, passage.box)


def usual(comparison: Comparison, book: Setting) -> Mapping[str, float]:
    """The size of each kind of text, in points."""
    return _usual(_passages(comparison, book))


def are_told_apart(usual: Mapping[str, float]) -> bool:
    """Whether the sizes of all kinds fit that of the text."""
    text = usual.get("prose-text", 0)
    return not text or not any(
        (kind in _SMALLER and size >= text) or (kind in _LARGER and size <= text)
        for kind, size in usual.items()
    )


def _passages(comparison: Comparison, book: Setting) -> Sequence[tuple[str, Passage, float]]:
    """The passages of each kind, with their size in points."""
    return [
        (kind, one, size) for one in (*book.flow, *book.notes) if one.node.classes & _KINDS
        for size in _size(comparison, one) for kind in one.node.classes & _KINDS
    ]


def _usual(passages: Iterable[tuple[str, Passage, float]]) -> Mapping[str, float]:
    """The size that most of the lines of each kind have, in points."""
    counts: dict[str, Counter[float]] = {}
    for kind, passage, size in passages:
        counts.setdefault(kind, Counter())[size] += len(passage.lines)
    return {kind: count.most_common(1)[0][0] for kind, count in counts.items()}


def _size(comparison: Comparison, passage: Passage) -> Iterator[float]:
    """The size of most of its own text, in points, if it has any: calls and marks have sizes of theirs."""
    sizes = Counter(
        round(piece.size_pt, 1)
        for line in passage.lines for piece, start in zip(line.pieces, line.starts, strict=True)
        if comparison.node_at(start) is passage.node
    )
    return (size for size, _ in sizes.most_common(1))


def _text(passage: Passage) -> str:
    return " ".join(piece.text.strip() for piece in passage.lines[0].pieces)
