"""A take set a few pages at a time: its *stints*, each a pure function of where it begins and what follows.

A stint is set with more text than it needs, so that its pages are those of the whole; the page with which
the next one begins is chosen among the last of them. So a change in a long take has those pages set anew that
it is on, and those after them whose breaks it moves. What is not as it should be is left to whoever sets the
take in one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ..artifacts import Repair
from ..fragment import Area, Body, Face, Fragment, Mark, Restyled, Tag, fragment_of, joined
from ..report import Report
from .finishing import finish
from .looking_in import Inside
from .looks import FEWEST, lines_of
from .places import Places
from .planning import PAGE
from .press import Press, Shop
from .resumed import Start, Unresumable
from .settle import Settled, settle
from .sides import Document, is_sided
from .survey import Leaf, survey
from .tags.branch import Branch
from .window import Copy, Window, copy_of

if TYPE_CHECKING:
    from .layout import Job

Kid = Tag | Mark | Area
_ID = re.compile(r"\sid=[\"']?([^\"'\s>]*)")
_CONTENT, _COUNTED = "'content()'", "'counter"
"""How the engine keeps the text of an element, and a counter, among what is to be printed."""
_NOTE_SIGNS = ("::footnote-call", "::footnote-marker")
_PAGES = 4
"""So many are filled at first, as far as can be told before: the more, the more an edit has set anew, and the
fewer, the more are set twice."""
_LEAST = 7
"""A take of fewer pages, as far as can be told before, is set in one piece."""


@dataclass(frozen=True, slots=True)
class Stint:
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
    level: int
    """That of the last heading."""
    next: Start | None
    """How that page begins; None if the take ends here."""


class Outcome(Enum):
    """Why there is no stint."""

    SHORT = "No page was found with which the next one can begin: more blocks are to be filled."
    FAULTY = "What is wrong is told by whoever sets the whole take."


class _Unlike(Exception):
    """Tags of one stint and of the next that should be one are not alike."""


def set_in_stints(job: Job, shop: Shop, places: Places) -> Fragment | None:
    """A long take; None if it is to be set in one piece."""
    copy = copy_of(job.take.html)
    if copy is None or copy.length < _LEAST * PAGE or _is_asked(copy, job.inside):
        return None
    if not _all_differ(_ID.findall(job.take.html)):
        return None  # the engine tells of a name that is given twice only if it sees both
    stints: list[Stint] = []
    while not stints or stints[-1].next is not None:
        stint = _set_next(job, shop, places, copy, stints[-1] if stints else None)
        if stint is None:
            return None
        stints.append(stint)
    return _joined(stints)


def _all_differ(names: Sequence[str]) -> bool:
    return len(names) == len(set(names))


def _is_asked(copy: Copy, inside: Inside | None) -> bool:
    """Whether the sheets may ask what is in a part, or in all of them."""
    return inside is None or any(map(inside.asks, copy.classes))


def _set_next(job: Job, shop: Shop, places: Places, copy: Copy, before: Stint | None) -> Stint | None:
    """The stint after another one; None if it is faulty."""
    start, level = (before.next, before.level) if before else (None, 0)
    begins = start.said if start else f"{job.take.recto}"
    pages, tried = _PAGES, None
    while True:
        window = copy.window(start.way if start else (0, 0), pages * PAGE)
        pages *= 2
        if window == tried:
            continue  # its last block alone is longer
        tried = window
        how = f"{begins} {level} {window.last} {job.take.folio}"
        said = job.style, str(job.stylesheet.edition), window.html, how
        stint = job.recall("set_stint", said, partial(_set, job, shop, places, window, start, level))
        if stint is not Outcome.SHORT:
            return stint if isinstance(stint, Stint) else None


def _set(
    job: Job, shop: Shop, places: Places, window: Window, start: Start | None, level: int
) -> Stint | Outcome:  # six parameters: all that its pages follow from
    """Pages that may be remembered: a picture may be another one by now. Raises `Restyled`."""
    made = _made_of(job, shop, places, window, start, level)
    if job.stylesheet.digest != job.style:
        raise Restyled
    return made


def _made_of(
    job: Job, shop: Shop, places: Places, window: Window, start: Start | None, level: int
) -> Stint | Outcome:  # six parameters: as above
    press = shop.press_of(job.take, window, start)
    try:
        settled = settle(press)
    except Unresumable:
        return Outcome.FAULTY
    document, following = settled.document, None
    if settled.troubles or settled.broken is not None or _is_other(press, window, document):
        return Outcome.FAULTY
    count = len(document.pages)
    if not window.last:
        count, following = _cut(document)
        if following is None:
            return Outcome.SHORT
    repairs = tuple(_made(settled, count))
    del document.pages[count:]
    report = Report()
    drawn = finish(press, settled, places, report, level)
    if drawn is None or len(report) or is_sided(document):
        return Outcome.FAULTY
    goes_on, stays_open = (
        sum(element in drawn.text.branches for element in _around(press, one)) for one in (start, following)
    )
    begins, ends = _is_loose(drawn.text.tree, goes_on, 0), _is_loose(drawn.text.tree, stays_open, -1)
    return Stint(
        drawn.body, drawn.faces, drawn.texts, repairs, goes_on, stays_open, begins, ends, drawn.text.level,
        following,
    )


def _is_loose(tree: Branch, depth: int, place: int) -> bool:
    """Whether text stands loose at one end of a tree, so many branches down."""
    for _ in range(depth + 1):
        kid = tree.kids[place] if tree.kids else None
        if not isinstance(kid, Branch):
            return False
        tree = kid
    return tree.loose


def _is_other(press: Press, window: Window, document: Document) -> bool:
    """Whether there are other elements than were read, or what is on a page follows from hollow blocks."""
    parts = list(press.body)
    if tuple(map(len, parts)) != window.blocks:
        return True
    around = {press.body, *parts}
    return any(
        (box.element in around and _CONTENT in repr((box.style["string_set"], box.style["bookmark_label"])))
        or (str(box.element_tag).endswith(_NOTE_SIGNS) and _COUNTED in repr(box.style["content"]))
        for page in document.pages for box in page._page_box.descendants()
    )


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


def _cut(document: Document) -> tuple[int, Start | None]:
    """How many pages are kept, and how the next one begins: as late as can be told; None if nowhere."""
    leaves = survey([page._page_box for page in document.pages])
    whole = document.context.whole
    for number in range(whole, 0, -1):
        following = document.context.start_of(number)
        filled = number < whole or _is_filled(leaves[number])
        if following and filled and not _is_ahead(leaves, number):
            return number, following
    return 0, None


def _is_ahead(leaves: Sequence[Leaf], number: int) -> bool:
    """Whether a note stands before a page that calls it: the engine tried its block on the page before."""
    called = {note for leaf in leaves[number:] for note in leaf.calls}
    return any(note.element in called for leaf in leaves[:number] for note in leaf.notes)


def _is_filled(leaf: Leaf) -> bool:
    """Whether a page that is not whole has no fewer lines than it must have."""
    return bool(leaf.passages) and lines_of(leaf) >= FEWEST


def _around(press: Press, start: Start | None) -> Iterator[Element]:
    """The elements that a page goes on with."""
    if start is not None:
        element = press.body
        for place in start.way if start.line is not None else start.way[:-1]:
            element = element[place]
            yield element


def _joined(stints: Sequence[Stint]) -> Fragment | None:
    """The pages of all as one fragment; None if their tags do not fit."""
    try:
        tags = _all_tags(stints)
    except _Unlike:
        return None
    body = Body(
        tuple(leaf for stint in stints for leaf in stint.body.leaves), tags,
        tuple(one for stint in stints for one in stint.body.resources),
    )
    faces: dict[str, Face] = {}
    every = [stint.texts for stint in stints] + [stint.faces for stint in stints]
    for name, face in (face for found in every for face in found.items()):
        faces[name] = joined((faces[name], face)) if name in faces else face
    repairs = tuple(repair for stint in stints for repair in stint.repairs)
    return replace(fragment_of(body, faces), repairs=repairs)


def _all_tags(stints: Sequence[Stint]) -> tuple[Kid, ...]:
    """The tags of all pages; raises `_Unlike`."""
    tags: tuple[Kid, ...] = ()
    pages = depth = 0
    loose = False
    for stint in stints:
        if stint.goes_on != depth:
            raise _Unlike
        shifted = tuple(_shifted(tag, pages) for tag in stint.body.tags)
        tags = _grafted(tags, shifted, depth + (loose and stint.begins_loose))
        pages, depth, loose = pages + len(stint.body.leaves), stint.stays_open, stint.ends_loose
    if not _all_differ([name for tag in tags for name in _names(tag)]):
        raise _Unlike
    return tags


def _grafted(tags: tuple[Kid, ...], others: tuple[Kid, ...], depth: int) -> tuple[Kid, ...]:
    """Tags with those of the pages after them, which go on with so many of them; raises `_Unlike`."""
    if not depth:
        return tags + others
    last, first = tags[-1] if tags else None, others[0] if others else None
    if not isinstance(last, Tag) or not isinstance(first, Tag) or _bare(last) != _bare(first):
        raise _Unlike
    return (*tags[:-1], last._replace(kids=_grafted(last.kids, first.kids, depth - 1)), *others[1:])


def _bare(tag: Tag) -> Tag:
    return tag._replace(kids=())


def _shifted(kid: Kid, pages: int) -> Kid:
    """The same so many pages later."""
    if isinstance(kid, Tag):
        return kid._replace(kids=tuple(_shifted(inner, pages) for inner in kid.kids))
    return kid._replace(leaf=kid.leaf + pages)


def _names(kid: Kid) -> Iterable[str]:
    if isinstance(kid, Tag):
        if kid.name is not None:
            yield kid.name
        for inner in kid.kids:
            yield from _names(inner)
