"""The repair: lay out, look for notes that are not right, hold a block together, lay out again.

The holds are inline style on the engine's own tree, which is parsed once: tree, sheets and fonts serve every
layout. A sheet of their own would be read anew each time, and stands in no order to the designers' layers;
inline style wins over them all.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from weasyprint import Document

from ..artifacts import Repair
from .hold import Hold, holds
from .survey import Leaf, survey
from .trouble import Trouble, Wrong, troubles

LAYOUTS = 12
"""At most so many. Random books asked for three: a hold shifts the pages after it by a line or two,
and one page break in thirty goes wrong."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The last layout, what was done for it, and what could not be mended."""

    document: Document
    troubles: tuple[Trouble, ...]
    repairs: tuple[Repair, ...]


@dataclass(slots=True)
class _Ladder:
    """What was tried so far."""

    layouts: int = 0
    repairs: list[Repair] = field(default_factory=list)
    taken: set[tuple[Element, str]] = field(default_factory=set)


def settle(lay_out: Callable[[], Document]) -> Settled:
    """The document once every note is right, or once nothing more can be done for those that are not."""
    ladder = _Ladder()
    while (settled := _try(lay_out, ladder)) is None:
        gc.collect()  # the boxes of a layout hold each other: two layouts in memory are one too many
    return settled


def _try(lay_out: Callable[[], Document], ladder: _Ladder) -> Settled | None:
    """One layout; None if another is worth while."""
    document = lay_out()
    ladder.layouts += 1
    leaves = survey(document)
    found = troubles(leaves)
    mendable = [trouble for trouble in found if trouble.wrong is not Wrong.LONG]
    if mendable and ladder.layouts < LAYOUTS and _climb(mendable, leaves, ladder):
        return None
    return Settled(document, found, tuple(ladder.repairs))


def _climb(found: Sequence[Trouble], leaves: Sequence[Leaf], ladder: _Ladder) -> bool:
    """Hold one block for each page with a trouble; whether there was anything left to try."""
    held = False
    for page, together in groupby(found, key=lambda trouble: trouble.page):
        hold = next((hold for hold in _ways(page, leaves) if hold.step not in ladder.taken), None)
        if hold is None or (hold.hard and held):
            continue
        _apply(hold)
        held = True
        ladder.taken.add(hold.step)
        note = next(together).note
        ladder.repairs.append(
            Repair(note.get("id", ""), _named(hold.block), hold.declaration, ladder.layouts)
        )
    return held


def _ways(page: int, leaves: Sequence[Leaf]) -> Iterator[Hold]:
    return holds(leaves[page], leaves[page + 1] if page + 1 < len(leaves) else None)


def _apply(hold: Hold) -> None:
    style = hold.block.get("style", "")
    hold.block.set("style", f"{style}; {hold.declaration}" if style else hold.declaration)


def _named(block: Element) -> str:
    """A block as a selector: `p.prose-text`."""
    return ".".join((str(block.tag), *block.get("class", "").split()))
