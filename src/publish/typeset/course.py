"""Layouts of the same boxes, one after another: what is held changes, and pages from there on are made anew.

The engine goes through its pages again where a counter was not known, and keeps those that it need not make
again. Here pages are marked for that, so that a take whose ninth page was mended is not laid out from its
first. The only module that has pages made again, and that changes the style of a box (WeasyPrint 70,
`layout/__init__.py` and `css/__init__.py`).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct, field
from weasyprint.css import declaration_precedence
from weasyprint.css.properties import INHERITED
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext

from .hold import Hold
from .note_area import SetNotes
from .paragraph import END, Spot
from .resumed import Resumed, Start, State, edge, spot_in, units
from .window import Way

Judge = Callable[[Sequence[boxes.PageBox], int], Sequence[Hold] | None]
"""Looks at laid-out pages, and is told how many of them are whole; gives all that is to be held in the next
layout, None if there is to be none."""

_PLACE = "position_y"
"""What a box has as soon as the engine has tried it."""
_NORMAL = declaration_precedence("author", False)
"""How much a declaration weighs that is not important."""


class Making(Struct, frozen=True):
    """What layouts of one take share, and who asks for another."""

    notes: SetNotes = field(default_factory=dict)
    judge: Judge = lambda pages, whole: None
    start: Start | None = None
    """With which page they begin; None if it is the first one."""
    end: Way | None = None
    """Of the first unit that is hollow after those that are filled; None if there is none."""
    said: Sequence[object] = ()
    """What the engine has said; the next layout begins anew if it says something while it makes pages."""


class Course(Resumed):
    """What the engine keeps of a layout, with its pages, and with another layout if one is asked for."""

    def __init__(self, made: LayoutContext, making: Making) -> None:
        """`made` is the engine's, with which no layout was begun."""
        self.pages: list[boxes.PageBox] = []
        self.judged = False
        """Whether the pages as they are were looked at."""
        self._making, self._silent = making, 0
        self._holds: set[Hold] = set()
        self._styles: dict[boxes.Box, object] = {}
        """Those of boxes that were given another."""
        self._again = False
        """Whether pages were made again before."""
        self._edge: boxes.Box | None = None
        """The first box that is not as it would be, were no unit hollow."""
        self._tried: dict[int, bool] = {}
        """On which pages that was tried, be it for nothing."""
        self._latest: int | None = None
        """The page that was begun last."""
        self._units: Sequence[tuple[Way, boxes.Box]] = ()
        """Blocks and what is in them, each with its box."""
        self._ways: Mapping[Element, Way] = {}
        """Of their elements."""
        self._boxes: Mapping[Element, boxes.Box] = {}
        self._furthest: Way = ()
        """The last of them that was tried."""
        self._reach: dict[int, Way] = {}
        """That on each page, or on one before it."""
        super().__init__(made, making.notes, making.start)

    def begin(self, root: boxes.Box) -> None:
        """Be told the boxes that are to be laid out; raises `Unresumable`."""
        super().begin(root)
        self._silent = len(self._making.said)
        self._units = tuple(units(root))
        self._ways = {box.element: way for way, box in self._units}
        self._boxes = {box.element: box for _, box in self._units}
        if self._making.end is not None:
            self._edge = edge(root, self._making.end)

    @property
    def current_footnote_area(self) -> boxes.FootnoteAreaBox | None:
        """That of the page which is being made; the engine sets it when it begins a page."""
        return self._footnote_area

    @current_footnote_area.setter
    def current_footnote_area(self, area: boxes.FootnoteAreaBox | None) -> None:
        """Note the page that it belongs to."""
        self._footnote_area = area
        if area is not None:
            self._end_page()
            self._latest = number = self.current_page - 1
            self.pages[number : number + 1] = [area.page]
            self._carried[number] = bool(self.reported_footnotes or self.broken_out_of_flow)

    @property
    def page_maker(self) -> list[State]:
        """The states in which pages begin, and the last one ends; the engine cuts it when all are made."""
        return self._states

    @page_maker.setter
    def page_maker(self, states: list[State]) -> None:
        """Have the pages looked at, if all are made."""
        self._take_states(states)
        if states:
            self._end_page()
            del self.pages[len(states) - 1 :]
            states[-1][-1]["content_changed"] = False  # behind the last page there is none
            self.judged = not any(_is_to_be_remade(state) for state in states)
            if self.judged:
                self._look()

    @property
    def whole(self) -> int:
        """How many pages are as they would be, were no unit hollow: those before the last filled one."""
        if self._making.end is None:
            return len(self.pages)
        begun = max(0, sum(way[: len(self._making.end)] < self._making.end for way in self.ways()) - 1)
        return next((number for number in range(begun) if self._tried.get(number)), begun)

    def reach(self, number: int) -> Way:
        """The last unit that was tried on a page, counting from 0, or on one before it."""
        return self._reach[number]

    def unit_of(self, way: Sequence[boxes.Box]) -> Way | None:
        """That to which the innermost of some boxes belongs; None if it belongs to none."""
        return next((self._ways[box.element] for box in reversed(way) if box.element in self._ways), None)

    def spot_behind(self, laid_out: boxes.Box, count: int, number: int) -> Spot:
        """Where in a paragraph the line after so many of a page, counting from 0, ends; its end if not told.

        So it is if it is no unit by itself, if it has no more lines on the page, if its lines are longer on
        the page before, and if a note of it that has no room there moves all of it.
        """
        lines, box = laid_out.children[count:], self._boxes.get(laid_out.element)
        if len(lines) < 2 or box is None or self.pages[number - 1].width != self.pages[number].width:
            return END
        notes = (inner.footnote for inner in box.descendants() if inner.footnote)
        if any(note.style["footnote_policy"] == "block" for note in notes):
            return END
        return spot_in(box, lines[0].resume_at, behind=True) or END

    def _end_page(self) -> None:
        """Note how far a page has come, and whether to the edge: the engine places what it tries."""
        placed = (way for way, box in reversed(self._units) if getattr(box, _PLACE, None) is not None)
        self._furthest = max(self._furthest, next(placed, ()))
        if self._latest is not None:
            self._reach[self._latest] = self._furthest
        if self._edge is not None:
            if self._latest is not None:
                self._tried[self._latest] = self._edge.position_y is not None
            self._edge.position_y = None

    def _look(self) -> None:
        """Ask for a judgement, and have pages made again if it wants that and it can be done."""
        asked = self._making.judge(self.pages, self.whole)
        if asked is None or len(self._making.said) > self._silent:
            return
        changed = {hold.block for hold in self._holds.symmetric_difference(asked)}
        if self._hold(asked):
            if self._again:
                gc.collect()  # the boxes of the pages that were replaced hold each other
            self._again = True
            self._make_again(next((number for number, page in enumerate(self.pages)
                                   if any(box.element in changed for box in page.descendants())), 0))

    def _make_again(self, number: int) -> None:
        """Mark a page, and those after it; and the one before, where what begins the page was tried.

        There may be more of them than before.
        """
        number = max(0, number - 1)
        while number and self._carried[number]:
            number -= 1
        for state in self._states[number:]:
            state[-1]["content_changed"] = True

    def _hold(self, holds: Sequence[Hold]) -> bool:
        """Give boxes the style in which these blocks are held, and no others; whether it can be done."""
        assert self._root is not None, "a layout was begun"
        for box, style in self._styles.items():
            box.style = style
        self._styles.clear()
        self._holds = set(holds)
        waiting = {hold.block for hold in holds}
        for box in self._root.descendants():
            if box.element in waiting:
                waiting.remove(box.element)
                if not self._restyle(box, [hold.declaration for hold in holds if hold.block is box.element]):
                    return False
        return not waiting

    def _restyle(self, box: boxes.Box, declarations: Iterable[str]) -> bool:
        """Give a block and what is in it another style; whether it is of those that have it from `style`."""
        if type(box) not in (boxes.BlockBox, boxes.TableRowBox) or box.is_table_wrapper:
            return False
        for declaration in declarations:
            name, _, value = declaration.replace("-", "_", 1).partition(": ")
            _, weight = box.style.cascaded.get(name, (None, (_NORMAL,)))
            if weight[0] > _NORMAL:
                return False
            self._declare(box, name, int(value) if value.isdecimal() else value)
        return True

    def _declare(self, box: boxes.Box, name: str, value: object) -> None:
        self._styles.setdefault(box, box.style)
        box.style = box.style.copy()
        box.style[name] = value
        if name in INHERITED:
            for child in box.children:
                if getattr(child.style, "cascaded", {}).get(name, ("inherit",))[0] == "inherit":
                    self._declare(child, name, value)


def _is_to_be_remade(state: State) -> bool:
    """Whether the engine itself is to make a page again, or may."""
    told = state[-1]
    return bool(told["content_changed"] or told["pages_wanted"])
