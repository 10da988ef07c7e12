"""A layout that begins where another one ended a page, and where each of its pages begins.

A page follows from what stands from its beginning on, and from a little that the pages before it leave
behind: this is its *start*. The only module that tells the engine with which page to begin (WeasyPrint 70,
`layout/__init__.py` and `layout/page.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext

from .note_area import Context, SetNotes
from .paragraph import Spot
from .window import Way

_WRAPPERS = ("body", "section", "div")
_LISTS = ("ul", "ol", "li", "dl")
"""What may go on from one page to the next, besides paragraphs and tables."""
_PLAIN = ("direction", "white_space", "max_lines", "continue", "height", "min_height", "max_height")
"""What a plain paragraph has as it is where nothing is said."""
_CONTENT = "'content()'"
"""How the engine keeps the text of an element among what is to be printed."""
_BLOCK = 2
"""How many elements there are around what is in a block, from the body on."""

Skip = dict[int, Any]
"""Where the engine goes on, as it keeps it: the place of a box among its siblings, with that of one in it,
and so on; at last of a text, with how much of it is set."""
State = tuple[Any, ...]
"""How a page begins, as the engine keeps it: where the text goes on, what page it asks for, whether that is a
right-hand one, the counters, and what may have the page made again."""


class Start(Struct, frozen=True):
    """How a page begins that is not the first one of its take."""

    way: Way
    """The element that it begins with, or within."""
    unit: Way
    """From where on units are to be filled: the block around it, if that is not apart."""
    line: Skip | None
    """Where in that paragraph, as the engine says it; None if it begins with it."""
    spot: Spot | None
    """The same as its HTML has it; None if that is not told."""
    asked: Mapping[str, str | None]
    """The break and the kind of page that it follows from."""
    recto: bool
    counted: tuple[Any, ...]
    """The counters of pages, and their groups."""
    strings: Mapping[str, str]
    """What each named string was last."""

    @property
    def name(self) -> str:
        """It among all of a take, whatever stands there."""
        return f"{self.line} {self.told}"

    @property
    def told(self) -> str:
        """All that a page follows from besides its text, which is what stands from `spot` on."""
        depth, counters, scopes, groups = self.counted
        counted = depth, sorted(counters.items()), list(map(sorted, scopes)), groups
        said = sorted(self.asked.items()), sorted(self.strings.items())
        place: object = self.line
        if self.spot is not None and self.line is not None:
            place = self.spot.elements, self.spot.words == 0 and _place(self.line)[1]
        return repr((self.way, place, self.recto, counted, said))

    def moved(self, before: Start, now: Start) -> Start:
        """The same after the words of a paragraph became others up to a start that was elsewhere `before`."""
        if not (self.way == now.way and self.line and before.line and now.line):
            return self
        if not (self.spot and before.spot and now.spot):
            return self
        (box, at), (begun, old), (_, new) = map(_place, (self.line, before.line, now.line))
        if box != begun:
            return self
        words = self.spot.words - before.spot.words + now.spot.words
        return replace(self, line={0: {box: {at - old + new: None}}}, spot=self.spot._replace(words=words))


class Unresumable(Exception):
    """A page cannot be begun where it is to begin: other boxes are there than before."""


class Resumed(Context):
    """What the engine keeps of a layout that may begin with any page."""

    def __init__(self, made: LayoutContext, notes: SetNotes, start: Start | None) -> None:
        """`made` is the engine's, with which no layout was begun."""
        self._carried: dict[int, bool] = {}
        """Whether a page begins with what is left of the one before it: a note, or a part of a float."""
        self._root: boxes.Box | None = None
        self._start, self._states = start, list[State]()
        super().__init__(made, notes)

    def begin(self, root: boxes.Box) -> None:
        """Be told the boxes that are to be laid out; raises `Unresumable`."""
        self._root = root
        if self._start is not None:
            start = self._start
            self._first = _skip(root, start), dict(start.asked), start.recto, deepcopy(start.counted)

    def _take_states(self, states: list[State]) -> None:
        """Keep the engine's states, but for that of a first page that is known."""
        begins = not states and self._start is not None
        self._states = _Begun(self._first) if begins else states

    @property
    def current_page(self) -> int:
        """The number of the page that is being made, or given its margins."""
        return self._current

    @current_page.setter
    def current_page(self, number: int) -> None:
        """Be told it by the engine."""
        self._current = _Later(number) if number and self._start else number

    def get_string_set_for(self, page: boxes.Box, name: str, keyword: str = "first") -> tuple[str, ...]:
        """The value of a named string on the page whose margins are being made."""
        found: tuple[str, ...] = super().get_string_set_for(page, name, keyword)
        hidden = keyword == "first-except" and self.current_page in self.string_set[name]
        if found or hidden or keyword == "all-once" or self._start is None:
            return found
        return (self._start.strings[name],) if name in self._start.strings else ()

    def ways(self) -> Iterator[Way]:
        """The element that each page begins with, or within: as far down as there is only one."""
        for resume, *_ in self._states[:-1]:
            yield _way(self._root, resume)[0]

    def start_of(self, number: int) -> Start | None:
        """How a page begins, counting from 0; None if more comes over to it than can be told."""
        resume, asked, recto, counted, _ = self._states[number]
        way, line, is_plain = _way(self._root, resume)
        if not is_plain or self._carried[number] or any(self.running_elements.values()):
            return None
        counted = deepcopy(counted)
        counted[1]["pages"] = [0]  # how many these are is not known yet
        unit = way if self.is_apart(way) else way[:_BLOCK]
        *_, block = _down(self._root, way)
        spot = spot_in(block, line.get(0)) if line else None
        return Start(way, unit, line, spot, dict(asked), recto, counted, self._strings(number))

    def is_apart(self, way: Way) -> bool:
        """Whether the block that an element is, or is in, may be filled in part."""
        *_, block = _down(self._root, way[:_BLOCK])
        return _is_apart(block)

    def _strings(self, pages: int) -> Mapping[str, str]:
        """What each named string was last on so many pages."""
        strings = dict(self._start.strings) if self._start else {}
        for name, by_page in self.string_set.items():
            numbers = [number for number in by_page if number <= pages]
            if numbers:
                strings[name] = by_page[max(numbers)][-1]
        return strings


class _Later(int):
    """The number of a page before which there are others; the engine asks whether it is greater than 1."""

    def __gt__(self, number: int) -> bool:
        return int(self) + 1 > number


class _Begun(list[State]):
    """The states in which pages begin, the first of which is known."""

    def __init__(self, first: State) -> None:
        super().__init__()
        self._first = first

    def append(self, state: State) -> None:
        """Add a state; in the place of the first one, that which is known."""
        super().append(state if self else (*self._first, state[-1]))


def _place(line: Skip) -> tuple[int, int]:
    """In which box of a paragraph's lines the engine goes on, and how many bytes of its text are set."""
    ((box, inner),) = line[0].items()
    return box, next(iter(inner or (0,)))


def units(root: boxes.Box) -> Iterator[tuple[Way, boxes.Box]]:
    """Each child of a block with its first box, and each block: as its first child, or as its last.

    As its last if it is set as one: what is in it may follow from all that is in it.
    """
    ways = {
        block: (number, place) for number, part in enumerate(root.element.find("body"))
        for place, block in enumerate(part)
    }
    for box in root.descendants():
        way = ways.pop(box.element, None)
        if way is None:
            continue
        apart = _is_apart(box)
        yield (*way, 0 if apart else max(0, len(box.element) - 1)), box
        if apart:
            yield from (((*way, place), child) for place, child in enumerate(box.children))


def spot_in(box: boxes.Box, skip: Skip | None, *, behind: bool = False) -> Spot | None:
    """Where the lines of a paragraph go on; None if its elements and words alone do not tell it.

    That is: if the engine sets other words than are written, or prints what is in the paragraph elsewhere. If
    they go on within a child, it is told if the place `behind` that will do.
    """
    line = next(iter(box.children), None)
    if not skip or len(skip) > 1 or not isinstance(line, boxes.LineBox) or not _is_wrapper(box, "p"):
        return None
    if not is_as_initial(box, *_PLAIN) or prints_contents(box):
        return None
    ((index, inner),) = skip.items()
    child, inside = line.children[index], list(box.element)
    before = [one.element for one in line.children[:index]]
    if child.element in inside:
        place = inside.index(child.element)
        if behind:
            return Spot(place + 1)
        if inner is not None or child.element in before:
            return None
        return Spot(place, len(_own_text(box.element, place).split()))
    if not isinstance(child, boxes.TextBox) or (before and before[-1] not in inside):
        return None
    place = inside.index(before[-1]) + 1 if before else 0
    if child.text.split() != _own_text(box.element, place).split():
        return None
    done = child.text.encode()[: _place({0: skip})[1]].decode()
    words = done.split()
    letters = 0 if not words or done[-1].isspace() else len(words[-1])
    return Spot(place, len(words) - bool(letters), letters)


def _own_text(element: Element, place: int) -> str:
    """What stands in an element before so many of its children, behind the one before."""
    return (element[place - 1].tail if place else element.text) or ""


def is_as_initial(box: boxes.Box, *names: str) -> bool:
    """Whether a box has properties as they are where nothing is said."""
    return all(box.style[name] == INITIAL_VALUES[name] for name in names)


def prints_contents(box: boxes.Box) -> bool:
    """Whether what is in an element is printed elsewhere: in a margin, or in the outline."""
    return _CONTENT in repr((box.style["string_set"], box.style["bookmark_label"]))


def edge(root: boxes.Box, end: Way) -> boxes.Box | None:
    """The first box that follows from a unit that is hollow, from `end` on; None if there is no such box."""
    around, hollow = [root.element.find("body")], set[Element]()
    for place in end[:-1]:
        inner, *others = list(around[-1])[place:]
        around.append(inner)
        hollow.update(others)
    hollow.update(list(around[-1])[end[-1] :])
    return next((box for box in root.descendants() if box.element in hollow or (
        box.element in around and not _is_wrapper(box, *_WRAPPERS))), None)


def _skip(root: boxes.Box, start: Start) -> object:
    """What the engine passes over before a page; raises `Unresumable`.

    What began on a page before has its line in the outline there.
    """
    way = [root, *_down(root, start.way)]
    for box in way if start.line is not None else way[:-1]:
        box.bookmark_label = ""
    skip = start.line
    for around, box in reversed(tuple(pairwise(way))):
        skip = {around.children.index(box): skip}
    return skip


def _down(root: boxes.Box, way: Way) -> Iterator[boxes.Box]:
    """The boxes from the body down to an element; a table has two."""
    box, element = root, root.element.find("body")
    for place in (*way, None):
        inner = _child(box, element)
        if inner is None and box.is_table_wrapper:
            box = next(child for child in box.children if isinstance(child, boxes.TableBox))
            yield box
            inner = _child(box, element)
        if inner is None:
            raise Unresumable
        yield inner
        if place is not None:
            box, element = inner, next(iter(inner.element[place:]), None)


def _child(box: boxes.Box, element: Element | None) -> boxes.Box | None:
    """The box of an element in another one."""
    return next((child for child in box.children if _is_of(child, element)), None)


def _way(root: boxes.Box, skip: Skip | None) -> tuple[Way, Skip | None, bool]:
    """The way to where the engine goes on, the line there, and whether nothing else comes over."""
    way: list[int] = []
    box, is_plain = root, True
    while skip:
        (index, inner), *others = skip.items()
        child = box.children[index]
        if isinstance(child, boxes.LineBox) or _is_text_of(child, box):
            begun = _is_wrapper(box, "p", "li") and not others and _is_between_phrases(child, inner)
            return tuple(way), skip, is_plain and begun
        if others or (len(way) < _BLOCK and not _is_regular(box)):
            return tuple(way), None, False
        if box.element is not child.element:
            if box is not root:
                way.append(list(box.element).index(child.element))
                is_plain = is_plain and not _is_in_entry(box.element, way[-1])
        elif not isinstance(child, boxes.TableBox) or inner is None:
            return tuple(way), None, False  # behind the caption of a table, nothing of which is set
        is_plain = is_plain and (inner is None or _is_gone_on_with(child))
        box, skip = child, inner
    return tuple(way), None, is_plain and bool(way)


def _is_text_of(child: boxes.Box, box: boxes.Box) -> bool:
    """Whether it is a box that the engine puts around the lines of an entry in a list, beside its label."""
    return child.element is box.element and _is_wrapper(box, "li") and type(child) is boxes.BlockBox


def _is_gone_on_with(box: boxes.Box) -> bool:
    """Whether a page may begin within a box, and it is told there by its elements alone."""
    if box.is_table_wrapper:
        return bool(box.is_in_normal_flow())
    rows = isinstance(box, boxes.TableRowGroupBox) and not (box.is_header or box.is_footer)
    return rows or isinstance(box, boxes.TableBox) or _is_wrapper(box, *_WRAPPERS, *_LISTS, "p")


def _is_in_entry(around: Element, place: int) -> bool:
    """Whether an element belongs to a term before it: both are one entry of a list."""
    before = around[place - 1].tag if place else None
    return around[place].tag == "dd" or (around[place].tag == "dt" and before == "dt")


def _is_regular(box: boxes.Box) -> bool:
    """Whether there is one box for each element in a box, and no other."""
    elements = list(box.element) if box.element is not None else []
    if box.element_tag == "html":
        elements = elements[1:]  # without the head
    return len(elements) == len(box.children) and all(map(_is_of, box.children, elements))


def _is_apart(box: boxes.Box) -> bool:
    """Whether each child of a block has a box, and none of them shares one with others."""
    return _is_wrapper(box, *_WRAPPERS) and _is_regular(box)


def _is_of(box: boxes.Box, element: Element | None) -> bool:
    """Whether it is the box of an element, and of nothing that CSS makes beside it."""
    return box.element is element and "::" not in box.element_tag


def _is_wrapper(box: boxes.Box, *tags: str) -> bool:
    """Whether it is a plain block of one of these elements."""
    in_columns = (box.style["column_width"], box.style["column_count"]) != ("auto", "auto")
    return bool(
        type(box) is boxes.BlockBox and box.element_tag in tags and not box.is_table_wrapper
        and box.is_in_normal_flow() and not in_columns
    )


def _is_between_phrases(line: boxes.Box, skip: Skip | None) -> bool:
    """Whether the text goes on in no link, emphasis or the like."""
    if skip and not isinstance(line, boxes.LineBox):
        (index, skip), *others = skip.items()
        line = line.children[index]
        return isinstance(line, boxes.LineBox) and not others and _is_between_phrases(line, skip)
    return not skip or all(
        inner is None or isinstance(line.children[index], boxes.TextBox) for index, inner in skip.items()
    )
