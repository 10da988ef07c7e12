"""The repair: lay out, look for notes that are not right, hold a block together, lay out again.

The holds are inline style on the engine's own tree, which is parsed once: tree, sheets and fonts serve every
layout. A sheet of their own would be read anew each time, and stands in no order to the designers' layers;
inline style wins over them all.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from weasyprint import Document

from ..artifacts import Repair
from .culprit import culprit
from .hold import Hold, holds
from .press import Breakdown, Press
from .survey import Leaf, survey
from .trouble import Trouble, Wrong, troubles

LAYOUTS = 12
"""At most so many. Random books asked for three: a hold shifts the pages after it by a line or two,
and one page break in thirty goes wrong."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The last layout, what was done for it, and what could not be mended."""

    document: Document
    repairs: tuple[Repair, ...]
    troubles: tuple[Trouble, ...] = ()
    broken: Element | None = None
    """The block on which the engine breaks down; the document is empty then."""


@dataclass(slots=True)
class _Ladder:
    """What was tried so far."""

    layouts: int = 0
    repairs: list[Repair] = field(default_factory=list)
    taken: set[Hold] = field(default_factory=set)
    before: list[tuple[Element, str]] = field(default_factory=list)
    """The blocks held since the last layout, with the style that they had."""

    def climb(self, ways: Iterable[Hold], note: str = "") -> bool:
        """Hold a block in the first way that was not tried; whether there was one."""
        hold = next((hold for hold in ways if hold not in self.taken), None)
        if hold is None or (hold.hard and self.before):
            return False
        style = hold.block.get("style", "")
        self.before.append((hold.block, style))
        self.taken.add(hold)
        self.repairs.append(Repair(note, _named(hold.block), hold.declaration, self.layouts))
        hold.block.set("style", f"{style}; {hold.declaration}".removeprefix("; "))
        return True

    def step_back(self) -> None:
        """Let go of what was held since the last layout."""
        for block, style in reversed(self.before):
            block.set("style", style)
            self.repairs.pop()
        self.before.clear()


def settle(press: Press) -> Settled:
    """The document once every note is right, or once nothing more can be done for those that are not."""
    ladder = _Ladder()
    while (settled := _try(press, ladder)) is None:
        gc.collect()  # the boxes of a layout hold each other: two layouts in memory are one too many
    return settled


def _try(press: Press, ladder: _Ladder) -> Settled | None:
    """One layout; None if another is worth while."""
    ladder.layouts += 1
    try:
        document = press.lay_out()
    except Breakdown:
        return _pick_up(press, ladder)
    ladder.before.clear()
    leaves = survey(document)
    found = troubles(leaves)
    hopeless = tuple(trouble for trouble in found if trouble.wrong is Wrong.LONG)
    if found and not hopeless and ladder.layouts < LAYOUTS and _hold(found, leaves, ladder):
        return None
    # What else is wrong beside a hopeless note may follow from it: it fills the pages after it.
    return Settled(document, tuple(ladder.repairs), hopeless or found)


def _hold(found: Sequence[Trouble], leaves: Sequence[Leaf], ladder: _Ladder) -> bool:
    """Hold one block for each page with a trouble; whether there was anything left to try."""
    for page, together in groupby(found, key=lambda trouble: trouble.page):
        following = leaves[page + 1] if page + 1 < len(leaves) else None
        ladder.climb(holds(leaves[page], following), next(together).note.get("id", ""))
    return bool(ladder.before)


def _pick_up(press: Press, ladder: _Ladder) -> Settled | None:
    """After a breakdown: let go of what was held last, or name the block that cannot be set."""
    if ladder.before:
        ladder.step_back()
        return None
    block = culprit(press.body, press.lay_out)
    press.body.clear()
    return Settled(press.lay_out(), tuple(ladder.repairs), broken=press.body if block is None else block)


def _named(block: Element) -> str:
    """A block as a selector: `p.prose-text`."""
    return ".".join((str(block.tag), *block.get("class", "").split()))
