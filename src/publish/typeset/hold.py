"""The ladder: the ways to move the break at the foot of a page, the smallest first.

A hold is a declaration for one block. To keep more lines together is soft: it does nothing where the block
does not come to stand at a break. To break before the block is hard: the page ends wherever that is, so that
it is only for a page before which nothing moves any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from msgspec import Struct
from weasyprint.formatting_structure import boxes

from .survey import Leaf, Passage, in_text

AVOID = ("avoid", "avoid-page")
"""What a sheet says of a break that must not be."""
_ALL = 99
"""More lines than stand on a page."""


class Hold(Struct, frozen=True):
    """A declaration for a block that keeps it whole, or moves it to the next page."""

    block: Element
    declaration: str
    hard: bool = False


def holds(leaf: Leaf, following: Leaf | None) -> Iterator[Hold]:
    """What can be tried for the break between two pages, the smallest first.

    The engine strays where the line that completes a paragraph's orphans does not fit: it pushes notes of any
    paragraph to the next page until it fits, and forgets those of the line itself. With one more line to keep
    together, the paragraph moves to the next page instead. So it does where it stands in a block that
    must not break: then the block moves, but the notes that were pushed away do not return.
    """
    if not leaf.passages:
        return
    last = leaf.passages[-1]
    if following is not None and following.passages:
        yield from _soft(last, following)
        yield from hard(fresh(last, following.passages[0]))
    yield from hard(group(last))


def hard(block: Element | None) -> Iterator[Hold]:
    """To break the page before a block, if there is one."""
    if block is not None:
        yield Hold(block, "break-before: page", hard=True)


def fresh(last: Passage, first: Passage) -> Element | None:
    """The outermost block that begins with a page; None if the page begins within a paragraph."""
    begun = {box.element for box in last.way}
    return next((box.element for box in first.way if box.element not in begun), None)


def _soft(last: Passage, following: Leaf) -> Iterator[Hold]:
    """To keep more lines together: of the paragraph at the break, or of a block that was pushed over it."""
    if following.passages[0].element is last.element:
        yield Hold(last.element, f"orphans: {last.lines + 1}")
        return
    pushed = (box for passage in following.passages if passage.lines > 1 for box in passage.way)
    whole = next((box for box in pushed if box.style["break_inside"] in AVOID), None)
    if whole is not None:
        yield Hold(whole.element, f"orphans: {_ALL}")


def group(passage: Passage) -> Element | None:
    """The block to break the page before, with the headings that belong to it; None at the head of a page."""
    way = passage.way
    whole = next((n for n, box in enumerate(way) if box.style["break_inside"] in AVOID), len(way) - 1)
    for parent, box in reversed(tuple(pairwise(way[: whole + 1]))):
        if isinstance(parent, boxes.TableRowBox):
            continue  # cells stand side by side
        found = _first_ofgroup(parent, box)
        if found is not None:
            return found
    return None


def _first_ofgroup(parent: boxes.Box, box: boxes.Box) -> Element | None:
    """The sibling to break the page before, so that no heading is left behind; None for the first."""
    siblings = [child for child in parent.children if in_text(child)]
    place = next(number for number, sibling in enumerate(siblings) if sibling is box)
    while place > 0 and _tied(siblings[place - 1], siblings[place]):
        place -= 1
    return siblings[place].element if place > 0 else None


def _tied(before: boxes.Box, after: boxes.Box) -> bool:
    """Whether no page may break between two siblings; a float stands beside what follows it."""
    avoided = before.style["break_after"] in AVOID or after.style["break_before"] in AVOID
    return bool(avoided or before.is_floated())
