"""Some pages of a take, set by themselves: a *stint*, a pure function of how it begins and of what follows.

It has as few pages as it can: it ends before the first page that can be begun by itself. Pages that are to be
mended make longer ones. Nothing that is not as it should be becomes a stint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import pairwise, takewhile
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace
from weasyprint.formatting_structure import boxes

from ..artifacts import Repair
from ..fragment import Body, Face
from ..report import Report
from .course import Course
from .finishing import finish
from .hold import AVOID
from .looks import FEWEST, blemishes, lines_of
from .paragraph import END, Spot
from .places import Places
from .press import Press
from .resumed import Start, Unresumable, is_as_initial, prints_contents
from .settle import Settled, settle
from .sides import Document, is_sided
from .survey import Leaf, Passage, survey
from .tags.branch import Branch
from .trouble import troubles
from .window import Reach, Way, Window

_COUNTED = "'counter"
"""How the engine keeps a counter among what is to be printed."""
_NOTE_SIGNS = ("::footnote-call", "::footnote-marker")
_UNIT = 3
"""How many elements there are from the body down to what is in a block."""
_SURE, _SPLIT = 6, 4
"""So many lines of plain paragraphs keep `FEWEST` on their page, whatever follows them, if one of so many may
be split."""


class Beginning(Struct, frozen=True):
    """How a stint begins."""

    start: Start | None = None
    """None for the first page of a take."""
    level: int = 0
    """That of the last heading before it."""


class Stint(Struct, frozen=True):
    """Some pages of a take."""

    body: Body
    faces: Mapping[str, Face]
    texts: Mapping[str, Face]
    """Only with what the text uses: a glyph is read as it was drawn first, and margins are drawn last."""
    repairs: tuple[Repair, ...]
    goes_on: int
    """How many tags were begun on pages before, and are gone on with."""
    stays_open: int
    """How many tags the next page goes on with."""
    begins_loose: bool
    ends_loose: bool
    """Whether text stands loose there, in the innermost of the tags that go on: what follows it joins it."""
    start: Start | None
    """How the first page begins; None if it is that of the take."""
    next: Beginning | None
    """How the next one begins; None if the take ends here."""


class Outcome(Enum):
    """Why there is no stint."""

    SHORT = "No page was found with which the next one can begin: more blocks are to be filled."
    ASTRAY = "Its pages are to be mended."
    FAULTY = "What is wrong is told by whoever sets the whole take."


class Found(Struct, frozen=True):
    """What comes of a beginning."""

    one: Stint | Outcome
    filled: bool
    """Whether its first page has as many lines as a page must have: if not, no stint ends before it."""


class _Cut(Struct, frozen=True):
    """A page with which a stint may begin, or behind the last one of the take."""

    number: int
    """Of the page, counting from 0."""
    start: Start | None
    """How it begins; None behind the last page."""
    reach: Reach
    """The last unit that the pages before it follow from, a block or what is in it, and how much of that.
    Besides, they follow from whether this one has as many lines as a page must have."""
    seen: Reach
    """How far that was read to see so."""


def set_plainly(
    press: Press, places: Places, beginning: Beginning, window: Window
) -> Iterator[tuple[Reach, Reach, Found]]:
    """Stints after one another as the engine lays them out, each after how far it follows from what is set.

    That is, if the page after it is filled; how far was read to see so is told after its reach. They end
    before the first one that is astray or faulty, which is told, but not that it is faulty if a unit is
    filled in part; there are none if too little is filled. Raises `Unresumable` and `Breakdown`.
    """
    document = press.lay_out()
    if _is_other(press, window, document):
        if window.limit is None:
            yield (window.end, END), (window.end, END), Found(Outcome.FAULTY, filled=False)
        return
    if not _can_be_begun(document, window):
        return
    leaves = survey([page._page_box for page in document.pages])
    wrong = {trouble.page for trouble in troubles(leaves)}
    wrong |= {blemish.page for blemish in blemishes(leaves, document.context.whole)}
    first = 0
    for cut in takewhile(lambda cut: window.reaches(cut.seen), _cuts(document, leaves, window)):
        filled = _is_filled(leaves[first])
        if wrong.intersection(range(first, cut.number)):
            yield cut.reach, cut.seen, Found(Outcome.ASTRAY, filled)
            return
        settled = Settled(document.of_pages(first, cut.number), (), ())
        made = _finished(press, places, settled, beginning, cut.start)
        if made is Outcome.FAULTY:  # it may be told of any page
            if window.limit is None:
                yield (window.end, END), (window.end, END), Found(made, filled=False)
            return
        yield cut.reach, cut.seen, Found(made, filled)
        if not isinstance(made, Stint) or made.next is None:
            return
        first, beginning = cut.number, made.next


def set_mended(press: Press, places: Places, beginning: Beginning, window: Window) -> Stint | Outcome:
    """As many pages as can be told, mended."""
    try:
        settled = settle(press)
    except Unresumable:
        return Outcome.FAULTY
    document = settled.document
    if settled.troubles or settled.broken is not None or _is_other(press, window, document):
        return Outcome.FAULTY
    if not _can_be_begun(document, window):
        return Outcome.SHORT
    leaves = survey([page._page_box for page in document.pages])
    *_, last = (None, *_cuts(document, leaves, window))
    if last is None:
        return Outcome.SHORT
    repairs = tuple(_made(settled, last.number))
    kept = Settled(document.of_pages(0, last.number), repairs, ())
    return _finished(press, places, kept, beginning, last.start)


def _finished(
    press: Press, places: Places, settled: Settled, beginning: Beginning, following: Start | None
) -> Stint | Outcome:
    """Some pages, drawn."""
    report = Report()
    begun = tuple(_around(press, beginning.start))
    drawn = finish(press, settled, places, report, beginning.level, begun)
    if drawn is None or len(report) or is_sided(settled.document):
        return Outcome.FAULTY
    goes_on, stays_open = (
        sum(drawn.text.branches.get(element, 0) for element in elements)
        for elements in (begun, _around(press, following))
    )
    begins, ends = _is_loose(drawn.text.tree, goes_on, 0), _is_loose(drawn.text.tree, stays_open, -1)
    after = Beginning(following, drawn.text.level) if following else None
    return Stint(
        drawn.body, drawn.faces, drawn.texts, settled.repairs, goes_on, stays_open, begins, ends,
        beginning.start, after,
    )


def moved(stint: Stint, start: Start | None) -> Stint:
    """The same where its start is elsewhere in its paragraph by now."""
    following = stint.next and stint.next.start
    if not (start and stint.start and stint.next and following) or start.name == stint.start.name:
        return stint
    after = Beginning(following.moved(stint.start, start), stint.next.level)
    return replace(stint, start=start, next=after)


def _is_loose(tree: Branch, depth: int, place: int) -> bool:
    """Whether text stands loose at one end of a tree, so many branches down."""
    for _ in range(depth + 1):
        kid = tree.kids[place] if tree.kids else None
        if not isinstance(kid, Branch):
            return False
        tree = kid
    return tree.loose


def _is_other(press: Press, window: Window, document: Document) -> bool:
    """Whether there are other elements than were read, or what is on a page follows from hollow units."""
    parts = list(press.body)
    if tuple(map(len, parts)) != window.blocks:
        return True
    begun = {parts[part][block]: count for (part, block), count in window.begun}
    if any(len(block) != count for block, count in begun.items()):
        return True
    around = {press.body, *parts, *begun}
    if window.limit is not None:
        (part, block, *inner), _ = window.limit
        around.add(parts[part][block])
        around.update(parts[part][block][place] for place in inner)
    return any(
        (box.element in around and prints_contents(box))
        or (str(box.element_tag).endswith(_NOTE_SIGNS) and _COUNTED in repr(box.style["content"]))
        for page in document.pages for box in page._page_box.descendants()
    )


def _can_be_begun(document: Document, window: Window) -> bool:
    """Whether blocks of which some children alone are filled can be taken apart like that."""
    return all(document.context.is_apart(block) for block, _ in window.begun)


def _made(settled: Settled, count: int) -> Iterator[Repair]:
    """The repairs of the pages that are kept, and of the break behind them: a block may be moved there.

    What is held further on is held again by the next stint.
    """
    pages = [page._page_box for page in settled.document.pages]
    kept = {box.element for page in pages[:count] for box in page.descendants()}
    for box in pages[count : count + 1]:
        while box.children:
            box = next(iter(box.children))
            kept.add(box.element)
    for repair, block in zip(settled.repairs, settled.held, strict=True):
        if block in kept:
            yield repair


def _cuts(document: Document, leaves: Sequence[Leaf], window: Window) -> Iterator[_Cut]:
    """Where a stint may end, as far as that can be told: the longer the window, the more there are."""
    context, whole = document.context, document.context.whole
    for number in range(1, whole + (not window.last)):
        filled, seen = _filled(leaves[number], context, whole)
        if filled is None:
            return
        start = context.start_of(number)
        if filled and start is not None and not _is_ahead(leaves[:number]):
            first, *_ = leaves[number].passages  # behind a picture, it may be far from where the page begins
            least = max(context.reach(number - 1), start.way[:_UNIT])
            last = max(least, context.unit_of(first.way) or context.reach(number))
            reach = last, _tried(leaves[number], last, start, context)
            yield _Cut(number, start, reach, max(reach, seen if seen[0] >= last else (last, END)))
    if window.last:
        yield _Cut(len(leaves), None, (window.end, END), (window.end, END))


def _is_ahead(leaves: Sequence[Leaf]) -> bool:
    """Whether a note stands before the page that calls it: the engine tried its block on the page before."""
    called = {note for leaf in leaves for note in leaf.calls}
    return any(note.element not in called for leaf in leaves for note in leaf.notes)


def _tried(leaf: Leaf, unit: Way, start: Start, context: Course) -> Spot:
    """How much of a unit is read by the page before: of a plain paragraph, some lines; else all of it.

    The engine gives up with the first line for which there is no room. Before it, there are fewer than must
    stay together, or none if the paragraph began further up; after it, it lays out as many as must go on
    together (`layout/block.py`, `_linebox_layout`). Each ends with a word or two of the next; and it must be
    seen that there are two more. But all of it is read if there was room for it, and none for the end of
    what is around it (`_in_flow_layout`).
    """
    for before, passage in zip(leaf.passages[:1] + leaf.passages, leaf.passages, strict=False):
        if context.unit_of(passage.way) == unit and _is_plain(passage, before) and _has_no_end(passage.way):
            *_, laid_out = passage.way
            is_gone_on_with = start.line is not None and passage is leaf.passages[0]
            orphans = 1 if is_gone_on_with else laid_out.style["orphans"]
            return context.spot_behind(laid_out, orphans + laid_out.style["widows"], leaf.number)
    return END


def _has_no_end(way: Sequence[boxes.Box]) -> bool:
    """Whether no box takes room behind what is in it, so that it needs more than that."""
    return all(
        not box.style["border_bottom_width"] and is_as_initial(box, "padding_bottom", "height", "min_height")
        for box in way
    ) and all(
        around.bottom_margin_collapses() or is_as_initial(box, "margin_bottom")
        for around, box in pairwise(way)
    )


def _is_filled(leaf: Leaf) -> bool:
    """Whether a page has as many lines as it must have."""
    return bool(leaf.passages) and lines_of(leaf) >= FEWEST


def _filled(leaf: Leaf, context: Course, whole: int) -> tuple[bool | None, Reach]:
    """Whether a page has no fewer lines than it must have, and how far that is told; None if it is not.

    So many pages are whole.
    """
    lines, row = 0, _first_row(leaf)
    if row:
        return True, (context.unit_of(row.way) or context.reach(leaf.number), END)  # it stays where it is
    for before, passage in zip(leaf.passages[:1] + leaf.passages, leaf.passages, strict=False):
        unit = context.unit_of(passage.way)
        if unit is not None and _is_plain(passage, before):
            lines += passage.lines
            if lines >= _SURE:
                read = _SURE - 1 - (lines - passage.lines)
                return True, (unit, context.spot_behind(passage.way[-1], read, leaf.number))
    if leaf.number < whole:
        return _is_filled(leaf), (context.reach(leaf.number), END)
    return None, ((), END)


def _first_row(leaf: Leaf) -> Passage | None:
    """The row of a table with which a page begins, be it behind the caption of that table."""
    tables: set[boxes.Box] = set()
    for passage in leaf.passages:
        kinds = [type(box) for box in passage.way]
        if boxes.TableCaptionBox in kinds:
            tables.add(passage.way[kinds.index(boxes.TableCaptionBox) - 1])
            continue
        is_row = boxes.TableRowBox in kinds and tables.issubset(passage.way)
        return passage if is_row else None
    return None


def _is_plain(passage: Passage, before: Passage) -> bool:
    """Whether the page may end before a paragraph, within it if it has four lines, and after it."""
    style = passage.way[-1].style
    return style["orphans"] + style["widows"] <= _SPLIT and all(
        type(box) is boxes.BlockBox and box.is_in_normal_flow() and not box.is_monolithic()
        and (box.style["column_width"], box.style["column_count"]) == ("auto", "auto")
        and not {box.style["break_inside"], box.style["break_after"]}.intersection(AVOID)
        and (box in before.way or box.style["break_before"] not in AVOID)
        for box in passage.way
    )


def _around(press: Press, start: Start | None) -> Iterator[Element]:
    """The elements that a page goes on with."""
    if start is not None:
        element = press.body
        for place in start.way if start.line is not None else start.way[:-1]:
            element = element[place]
            yield element
