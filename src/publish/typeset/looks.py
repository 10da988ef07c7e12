"""Breaks that lose nothing and look wrong: a heading left at the foot of a page, a page of a line or two.

The proof tells an editor of them; here are the holds that mend most of them beforehand. What cannot be mended
stays as it is: these are no reasons to give up a book.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from weasyprint.formatting_structure import boxes

from .hold import AVOID, Hold, group
from .survey import Leaf, Passage

FEWEST = 3
"""Lines that make a page."""
_HEADING, _SHORT = 10, 1


class Blemish(Struct, frozen=True):
    """A break that looks wrong, and what can be tried, the smallest change first."""

    page: int
    """At the foot of which it is, counting from 0."""
    weight: int
    """How much it counts beside others."""
    holds: tuple[Hold, ...]


def blemishes(leaves: Sequence[Leaf], whole: int) -> tuple[Blemish, ...]:
    """Every break within a part that looks wrong and may be mended, at the foot of a page that is whole."""
    found = []
    for before, after in pairwise(leaves[: whole + 1]):
        if before.passages and after.passages and _part(before.passages[-1]) == _part(after.passages[0]):
            last, first = before.passages[-1], after.passages[0]
            if _leads(last, first):
                found.append(Blemish(before.number, _HEADING, tuple(_with_next(last, first))))
            elif after.number < whole and lines_of(after) < FEWEST:
                more = tuple(_more_lines(last, first, lines_of(after)))
                found.append(Blemish(before.number, _SHORT, more))
    return tuple(found)


def _part(passage: Passage) -> object:
    """The part of the book that a passage belongs to: the child of the body around it."""
    tags = [box.element_tag for box in passage.way]
    at = tags.index("body") + 1 if "body" in tags else 0
    return passage.way[min(at, len(tags) - 1)].element


def _leads(last: Passage, first: Passage) -> bool:
    """Whether the end of a page belongs to what follows on the next."""
    shared = {box.element for box in first.way}
    return any(box.style["break_after"] in AVOID for box in last.way if box.element not in shared)


def _with_next(last: Passage, first: Passage) -> Iterator[Hold]:
    """To move the heading; or, where it begins its page, to let the block after it break."""
    if (block := group(last)) is not None:
        yield Hold(block, "break-before: page", hard=True)
    begun = {box.element for box in last.way}
    whole = (box for box in first.way if box.style["break_inside"] in AVOID and box.element not in begun)
    if (box := next(whole, None)) is not None and not isinstance(box, boxes.TableRowBox):
        yield Hold(box.element, "break-inside: auto")


def lines_of(leaf: Leaf) -> int:
    """How many lines of text a page has; enough if there are rows or pictures."""
    apart = any(isinstance(box, boxes.TableRowBox) for passage in leaf.passages for box in passage.way)
    root = leaf.passages[0].way[0]
    pictured = any(isinstance(box, boxes.ReplacedBox) for box in root.descendants())
    return FEWEST if apart or pictured else sum(passage.lines for passage in leaf.passages)


def _more_lines(last: Passage, first: Passage, lines: int) -> Iterator[Hold]:
    """To carry lines over to a short page: of the paragraph at the break, or of the one before it."""
    if any(isinstance(box, boxes.TableRowBox) for box in last.way):
        return
    if last.element is first.element:
        yield Hold(last.element, f"widows: {first.lines + FEWEST - lines}")
    else:
        yield Hold(last.element, "break-after: avoid")
