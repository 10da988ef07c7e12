"""Parts begin on a page of their own, but for chapters that run on and for lists behind the chapters."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from ... import faults
from ...model.edition import Edition
from ..beside.comparison import Comparison, Finding
from .folios import pages_with

_LISTS = frozenset({"changes", "sources"})
"""Lists that may begin below another."""


def sharing(edition: Edition) -> frozenset[str]:
    """The parts that may begin on the page of the one before."""
    return _LISTS | {chapter.id for chapter in edition.chapters if chapter.run_on}


def findings(sharing: Collection[str], comparison: Comparison) -> Iterator[Finding]:
    """Parts that begin on the page of the one before, and may not."""
    parts = [node for node in comparison.expected.nodes if node.parent < 0]
    for before, part in pairwise(parts):
        for page in pages_with(comparison, before) & pages_with(comparison, part):
            if part.id not in sharing:
                yield Finding(faults.shared_page(page + 1), part, page)
