"""Page numbers that do not settle: a reference sends readers to where its target stood in an earlier layout.

The engine prints a number, lays out again what that changes, and stops after some rounds. Where "10" takes
a line more than "9", and that line brings the target back to page 9, no round is the last. Then the break
between the two pages is held, so that the target stays on the later one, whatever is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from .hold import Hold, fresh, group, hard
from .survey import Leaf, Passage, texts


@dataclass(frozen=True, slots=True)
class Astray:
    """A reference whose number is not that of its target's page."""

    target: str
    printed: int
    page: int
    """Where the target stands, counting from 0."""
    folio: int
    """The number that should be printed."""


def unsettled(document: Document, first_body: str) -> tuple[Astray, ...]:
    """Every wrong number, those whose targets come first before; pages count from 1 with the body's first."""
    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            pages.setdefault(name, number)
    front = pages.get(first_body, 0)
    found = {
        Astray(target, int(number), pages[target], folio)
        for target, number in _printed(document)
        if target in pages and number.isdecimal() and (folio := pages[target] - front + 1) != int(number)
    }
    return tuple(sorted(found, key=lambda one: (one.page, one.target, one.printed)))


def number_holds(wrong: Sequence[Astray], leaves: Sequence[Leaf]) -> Iterator[Hold]:
    """What can be tried to keep targets on the later of their two pages, the first target first."""
    for one in wrong:
        if one.printed < one.folio and one.page > 0:
            yield from _as_it_is(leaves[one.page - 1], leaves[one.page])
        passages = leaves[one.page].passages
        if passage := next((passage for passage in passages if _is_in(passage, one.target)), None):
            yield from hard(group(passage))


def _as_it_is(leaf: Leaf, following: Leaf) -> Iterator[Hold]:
    """To keep the break between two pages, if it is not within a paragraph."""
    if leaf.passages and following.passages:
        yield from hard(fresh(leaf.passages[-1], following.passages[0]))


def _is_in(passage: Passage, target: str) -> bool:
    return any(box.element is not None and box.element.get("id") == target for box in passage.way)


def _printed(document: Document) -> Iterator[tuple[str, str]]:
    """The target and the printed number of each reference whose number the sheets make of a page."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.InlineBox) and _is_number(box.style):
                words = " ".join(text.text for text in texts(box)).split()
                yield box.element.get("href", "").removeprefix("#"), words[-1] if words else ""


def _is_number(style: Mapping[str, object]) -> bool:
    """Whether a box holds what a sheet makes of a page: the engine keeps its `content` in parts."""
    content = style["content"]
    return isinstance(content, tuple) and any(name == "target-counter()" for name, _ in content)
