"""The text line by line: its order on the page, where pages break, how lines are filled."""

from __future__ import annotations

from collections.abc import Iterator

from ..beside.comparison import Comparison, Finding
from . import breaks, calls, columns, flow, heads, joints, sizes, spacing
from .passages import Setting, setting


def findings(comparison: Comparison, book: Setting | None = None) -> Iterator[Finding]:
    """All that is seen in lines, which are put together once."""
    book = book or setting(comparison)
    yield from flow.findings(book)
    yield from breaks.findings(comparison, book)
    yield from spacing.findings(comparison, book)
    yield from joints.findings(comparison, book)
    yield from calls.findings(comparison, book)
    yield from columns.findings(comparison, book)
    yield from sizes.findings(comparison, book)
    yield from heads.findings(comparison, book)
