"""Where parts begin: on a new page, or on the page where the part before them ends.

A page has one name (`styles/page.css`), and an element that asks for another begins a new one. So a part that
runs on takes pages of the name on which the part before it ends.
"""

from __future__ import annotations

from ..artifacts import Resolved, ResolvedChapter

OPENING, BODY, RESUMED, TURNED = "opening", "body", "resumed", "landscape"
"""The names of pages: of the first chapter, of the others, and those after and of a turned table."""


def begins(chapter: ResolvedChapter, before: str) -> str:
    """The name of the pages on which a chapter begins; `before` is that on which the last one ended."""
    if not before:
        return OPENING
    return before if chapter.run_on else BODY


def ends(chapter: ResolvedChapter, begun: str) -> str:
    """The name of the pages on which a chapter ends; `begun` is that on which it began."""
    turned = [getattr(block.view, "landscape", False) for block in chapter.blocks]
    if turned[-1]:
        return TURNED
    return RESUMED if any(turned) else begun


def changes_run_on(resolved: Resolved) -> bool:
    """Whether the changes share a page with the errata: both are lists for looking up."""
    return bool(resolved.errata and resolved.annex)


def sources_run_on(resolved: Resolved, ended: str) -> bool:
    """Whether the sources share a page with another list: the changes, or a last chapter without a number.

    `ended` is the name of the pages on which the last chapter ends.
    """
    if not resolved.sources or resolved.errata:
        return bool(resolved.sources and resolved.annex)
    return bool(resolved.annex) or (resolved.chapters[-1].number is None and ended == BODY)
