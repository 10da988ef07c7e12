"""The repair: lay out, look for notes that are not right, hold a block, lay out again.

Once the notes are right, breaks that look wrong are tried otherwise; what does not help is let go of again.

The holds are inline style on the engine's own tree, which is parsed once: tree, sheets and fonts serve every
layout. A sheet of their own would be read anew each time, and stands in no order to the designers' layers;
inline style wins over them all. Where it can be done, only the pages from the first changed block on are laid
out again (`course.py`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from msgspec import Struct, field
from weasyprint.formatting_structure import boxes

from ..artifacts import Repair
from .culprit import culprit
from .hold import Hold, holds
from .looks import blemishes
from .press import Breakdown, Press
from .sides import Document
from .survey import Leaf, survey
from .trouble import Trouble, Wrong, troubles

LAYOUTS = 12
"""At most so many. Random books asked for three: a hold shifts the pages after it by a line or two,
and one page break in thirty goes wrong."""
PATIENCE = 5
"""So many layouts in a row may leave as many notes astray as before: a break has four rungs at most."""
WORK = 8
"""At most so many times the pages of the first layout: a sheet that sets a word on a page has no end."""
POLISHINGS = 2
"""At most so many layouts for the looks of breaks, once every note is right."""


class Settled(Struct, frozen=True):
    """The last layout, what was done for it, and what could not be mended."""

    document: Document
    repairs: tuple[Repair, ...]
    held: tuple[Element, ...]
    """The block of each."""
    troubles: tuple[Trouble, ...] = ()
    broken: Element | None = None
    """The block on which the engine breaks down; the document is empty then."""


class _Ladder(Struct):
    """What was tried so far."""

    layouts: int = 0
    first: int = 0
    """The pages of the first layout."""
    pages: int = 0
    """Those of all layouts."""
    repairs: list[Repair] = field(default_factory=list)
    taken: set[Hold] = field(default_factory=set)
    held: list[tuple[Hold, str]] = field(default_factory=list)
    """The hold of each repair, with the style that its block had."""
    steady: int = 0
    """How many repairs there were at the last layout."""
    fewest: int | None = None
    """The fewest notes that were astray."""
    vain: int = 0
    """How many layouts have not made them fewer."""
    sound: int | None = None
    """How many repairs there were when every note was right and looks were turned to."""
    weight: int = 0
    """What was wrong with the looks then."""
    polishings: int = 0

    @property
    def blocks(self) -> tuple[Element, ...]:
        """Those that are held."""
        return tuple(hold.block for hold, _ in self.held)

    def count(self, pages: int, astray: int) -> None:
        """Note what a layout gave."""
        self.first, self.pages = self.first or pages, self.pages + pages
        self.steady = len(self.repairs)
        self.vain = 0 if self.fewest is None or astray < self.fewest else self.vain + 1
        self.fewest = astray if self.fewest is None else min(astray, self.fewest)

    @property
    def spent(self) -> bool:
        """Whether another layout is too much, or for nothing."""
        return (
            self.layouts >= LAYOUTS or self.pages + self.first > WORK * self.first or self.vain >= PATIENCE
        )

    def climb(self, ways: Iterable[Hold], note: str = "") -> bool:
        """Hold a block in the first way that was not tried; whether there was one."""
        hold = next((hold for hold in ways if hold not in self.taken), None)
        if hold is None or (hold.hard and len(self.repairs) > self.steady):
            return False
        style = hold.block.get("style", "")
        self.held.append((hold, style))
        self.taken.add(hold)
        self.repairs.append(Repair(note, _named(hold.block), hold.declaration, self.layouts))
        hold.block.set("style", f"{style}; {hold.declaration}".removeprefix("; "))
        return True

    def step_back(self, repairs: int) -> None:
        """Let go of what was held since there were so many repairs."""
        while len(self.repairs) > repairs:
            hold, style = self.held.pop()
            hold.block.set("style", style)
            self.repairs.pop()


def settle(press: Press) -> Settled:
    """The document once every note is right, or once nothing more can be done for those that are not."""
    ladder = _Ladder()
    while (settled := _try(press, ladder)) is None:
        gc.collect()  # the boxes of a layout hold each other: two layouts in memory are one too many
    return settled


def _try(press: Press, ladder: _Ladder) -> Settled | None:
    """Layouts of the same boxes, as many as it takes; None if others are worth while."""
    judge = _Judge(ladder)
    try:
        document = press.lay_out(judge)
    except Breakdown:
        if judge.looked:
            return None  # it may not break down where it begins with the first page
        ladder.layouts += 1
        return _pick_up(press, ladder)
    return None if judge.left is None else Settled(document, tuple(ladder.repairs), ladder.blocks, judge.left)


class _Judge(Struct):
    """Looks at a layout, and asks for another if it is worth while."""

    ladder: _Ladder
    left: tuple[Trouble, ...] | None = None
    """What could not be mended; None if another layout is worth while."""
    looked: bool = False
    """Whether there was a layout to look at."""

    def __call__(self, pages: Sequence[boxes.PageBox], whole: int) -> Sequence[Hold] | None:
        """What is to be held in another layout; None if there is to be none."""
        self.ladder.layouts += 1
        self.looked = True
        self.left = _left(survey(pages), whole, self.ladder)
        return [hold for hold, _ in self.ladder.held] if self.left is None else None


def _left(leaves: Sequence[Leaf], whole: int, ladder: _Ladder) -> tuple[Trouble, ...] | None:
    """The notes that are not right and stay so; None if something else is held now.

    Looked for on so many pages, from the first on, as are whole.
    """
    found = tuple(trouble for trouble in troubles(leaves) if trouble.page < whole)
    ladder.count(len(leaves), len(found))
    hopeless = tuple(trouble for trouble in found if trouble.wrong is Wrong.LONG)
    if found and not hopeless and not ladder.spent and _hold(found, leaves, ladder):
        return None
    if not hopeless and _polish(leaves, whole, ladder, astray=bool(found)):
        return None
    # What else is wrong beside a hopeless note may follow from it: it fills the pages after it.
    return hopeless or found


def _hold(found: Sequence[Trouble], leaves: Sequence[Leaf], ladder: _Ladder) -> bool:
    """Hold one block for each page with a trouble; whether there was anything left to try."""
    for page, together in groupby(found, key=lambda trouble: trouble.page):
        following = leaves[page + 1] if page + 1 < len(leaves) else None
        ladder.climb(holds(leaves[page], following), next(together).note.get("id", ""))
    return len(ladder.repairs) > ladder.steady


def _polish(leaves: Sequence[Leaf], whole: int, ladder: _Ladder, *, astray: bool) -> bool:
    """Hold what would look better otherwise, or let go of what did not; whether anything has changed."""
    if astray and ladder.sound is None:
        return False
    wrong = blemishes(leaves, whole)
    weight = sum(blemish.weight for blemish in wrong)
    if ladder.sound is not None and (astray or weight >= ladder.weight):
        ladder.step_back(ladder.sound)
        ladder.sound, ladder.polishings = None, POLISHINGS
        return len(ladder.repairs) < ladder.steady
    if ladder.polishings == POLISHINGS or ladder.spent:
        return False
    ladder.sound, ladder.weight, ladder.polishings = ladder.steady, weight, ladder.polishings + 1
    for blemish in wrong:
        ladder.climb(blemish.holds)
    return len(ladder.repairs) > ladder.steady


def _pick_up(press: Press, ladder: _Ladder) -> Settled | None:
    """After a breakdown: let go of what was held last, or name the block that cannot be set."""
    if len(ladder.repairs) > ladder.steady:
        ladder.step_back(ladder.steady)
        return None
    block = culprit(press.body, press.lay_out)
    press.body.clear()
    broken = press.body if block is None else block
    return Settled(press.lay_out(), tuple(ladder.repairs), ladder.blocks, broken=broken)


def _named(block: Element) -> str:
    """A block as a selector: `p.prose-text`."""
    return ".".join((str(block.tag), *block.get("class", "").split()))
