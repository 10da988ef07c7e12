"""A take set in stints, each of which is remembered by itself; whoever ends one says how the next begins.

So a change in a take has those pages set anew that it is on, and those after them whose breaks it moves. How
many are laid out at once is a question of time alone: they come out the same. What must be mended is set by
itself, and what is not as it should be is left to whoever sets the take in one piece.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from itertools import islice, takewhile
from math import inf
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from ..fragment import Fragment, Restyled
from ..recall import afresh
from .grafting import all_differ, grafted
from .hyphens import languages_in, recall_patterns
from .paragraph import BEGIN
from .places import Places
from .planning import PAGE
from .press import Breakdown, Press, Shop
from .resumed import Unresumable
from .stint import Beginning, Found, Outcome, Stint, moved, set_mended, set_plainly
from .window import Copy, Reach, Units, Way, Window, copy_of

if TYPE_CHECKING:
    from .jobs import Job

T = TypeVar("T")

_STINT, _MENDING, _TAKE, _REACH = "set_plainly", "set_mended", "set_in_stints", "reach"
"""What is remembered. The last two say only how many pages it is best to lay out at once."""
_ID = re.compile(r"\sid=[\"']?([^\"'\s>]*)")
_LEAST = 2
"""A take of fewer pages, as far as can be told before, is set in one piece."""
_ONE = 1.7
"""So many pages are filled, as far as can be told before, to set one by itself: it must be seen how the next
begins."""
_MANY = 8
"""So many at once where none of a take was set before."""
_NEAR = 60_000
"""So many characters of HTML are looked through for the end of a stint: some pages, but for large tables."""
_TOGETHER = 3
"""So many at most are set together after an edit that all of them follow from. A page follows from the first
lines of the next, and from all of a unit that it begins within, but for a plain paragraph: so an entry of a
list is a matter of three pages if the list is begun on one, tried on the one before, and gone on with on the
next."""
_MENDED = 2.5
"""So many are mended together: the more, the better, and the fewer, the less an edit has set anew."""
_Choice = tuple[Found, Iterator[Found] | None]
"""What comes of a beginning, with what else was remembered of it; None if it was set just now."""
_FAULTY: _Choice = Found(Outcome.FAULTY, filled=False), None


def set_in_stints(job: Job, shop: Shop, places: Places) -> Fragment | None:
    """A long take; None if it is to be set in one piece."""
    if job.inside is None:
        return None
    copy = copy_of(job.take.html, job.inside.asks)
    if copy is None or copy.length < _LEAST * PAGE or copy.has_nameless_heads:
        return None
    if any(map(job.inside.asks, copy.classes)):
        return None  # the sheets may ask what is in a part, or in all of them
    if not all_differ(_ID.findall(job.take.html)):
        return None  # the engine tells of a name that is given twice only if it sees both
    units = copy.units
    frame = sha256(units.frame.encode()).hexdigest()
    stints = _Relay(job, shop, places, copy, units, frame).run()
    return None if stints is None else grafted(stints)


class _Step(Struct, frozen=True):
    beginning: Beginning
    stint: Stint
    others: Iterator[Found] | None
    """What may be right instead, if this was remembered and the next page is not filled."""


class _Relay(Struct):
    job: Job
    shop: Shop
    places: Places
    copy: Copy
    units: Units
    frame: str
    """A digest of all that is not in them."""
    vain: int = 0
    """How many beginnings in a row nothing was remembered of."""
    ahead: deque[_Choice] = field(default_factory=deque)
    """What was set at once with the stint before."""

    def run(self) -> list[Stint] | None:
        """All stints; None if one of them is faulty."""
        if not self.job.recall(_TAKE, self._named(), _nothing):
            self.vain = _MANY
        steps: list[_Step] = []
        beginning: Beginning | None = Beginning()
        others: Iterator[Found] | None = None
        while beginning is not None:
            found, others = self._next(beginning, others)
            if steps and steps[-1].others is not None and not found.filled:
                wrong = steps.pop()  # it follows from a page that was filled
                beginning, others = wrong.beginning, wrong.others
                self.vain = self.vain or 1  # as much as was set then is too little
                self.ahead.clear()
                continue
            stint = found.one
            if stint is Outcome.ASTRAY:
                stint, others = self._mended(beginning), None
            if not isinstance(stint, Stint):
                return None
            steps.append(_Step(beginning, stint, others))
            beginning, others = stint.next, None
        self.job.recall(_TAKE, self._named(), partial(_same, True))
        return [step.stint for step in steps]

    def _next(self, beginning: Beginning, others: Iterator[Found] | None) -> _Choice:
        """What comes of a beginning: of `others` the next one, if they are known, or else it is set."""
        if others is None and self.ahead:
            return self.ahead.popleft()
        others = self._recalled(beginning) if others is None else others
        for found in others:
            return found, others
        self.ahead.extend(self._set_ahead(beginning))
        return self.ahead.popleft()

    def _recalled(self, beginning: Beginning) -> Iterator[Found]:
        """Stints that were set before, if all is there that they follow from, but for the page after them.

        One of them is right if that is filled.
        """
        for found in self._known(beginning) if self.vain < _MANY else ():
            self.vain = 0
            yield found

    def _known(self, beginning: Beginning) -> Iterator[Found]:
        if self.job.recall is afresh:
            return
        told, near = self._told(beginning), list(self._said(beginning, _NEAR))
        near.sort(key=lambda one: told is None or one[0] != told[0])  # most often it ends where it did before
        for _, said in near:
            found: Found | None = self.job.recall(_STINT, said, _nothing)
            if found is not None:
                one = found.one
                yield replace(found, one=moved(one, beginning.start)) if isinstance(one, Stint) else found

    def _told(self, beginning: Beginning) -> tuple[Reach, Reach, Beginning | None] | None:
        """Of the stint that began like this at first, what mattered at last, and how the next one began.

        Between the two, how far was read to see that the next page is filled.
        """
        return self.job.recall(_REACH, self._named(beginning), _nothing)

    def _set_ahead(self, beginning: Beginning) -> list[_Choice]:
        """What comes of a beginning, and what follows that can be set with it; never nothing."""
        made: list[_Choice] = []
        tried = None
        for window in self._windows(beginning):
            if window == tried:
                if window.last:
                    return [_FAULTY]  # there is no more to be filled
                continue  # its last block alone is longer
            tried = window
            try:
                made = self._set_plainly(beginning, window)
            except Unresumable:
                return [_FAULTY]
            except Breakdown:  # on a page that may be another one, once those before it are mended
                if not self.vain:  # as many were needed before, perhaps by several stints
                    continue
                if self.vain == 1:  # no more than is needed
                    return [_FAULTY]
                self.vain = 0
                made = self._set_ahead(beginning)
            if made:
                break
        return made

    def _windows(self, beginning: Beginning) -> Iterator[Window]:
        """One as long as it was before, if that is known; and then longer ones, to the end of the take."""
        pages = min(_ONE * 2**self.vain, _MANY)
        if not self.vain:
            reach = self._reach(beginning)
            if reach:
                yield self.copy.window_to(_unit(beginning), *reach)
        self.vain += 1
        while True:
            yield self._window(beginning, pages)
            pages *= 2

    def _reach(self, beginning: Beginning) -> Reach | None:
        """What mattered at last to a stint before, or to the next, if that is to be set anew too."""
        reach, following = None, beginning
        for _ in range(_TOGETHER):
            told = self._told(following)
            if told is None:
                break
            _, reach, after = told
            if after is None or any(True for _ in self._known(after)):
                break
            following = after
        return reach

    def _set_plainly(self, beginning: Beginning, window: Window) -> list[_Choice]:
        """What is set of a window, which is remembered; up to where something is remembered already."""
        press, known = self._press(beginning, window), list[_Choice]()
        made: list[tuple[Beginning, Reach, Reach, Found]] = []
        for reach, seen, found in set_plainly(press, self.places, beginning, window):
            made.append((beginning, reach, seen, found))
            if isinstance(found.one, Stint) and found.one.next is not None:
                beginning = found.one.next
                others = self._recalled(beginning)
                known = [(one, others) for one in islice(others, 1)]
                if known:
                    break
        self._require()
        for each in made:
            self._keep(*each)
        return [*((found, None) for _, _, _, found in made), *known]

    def _keep(self, beginning: Beginning, reach: Reach, seen: Reach, found: Found) -> None:
        last, said = self._end(beginning, reach)
        self.job.recall(_STINT, said, partial(_same, found))
        following = found.one.next if isinstance(found.one, Stint) else None
        told = last, self._end(beginning, seen)[0], following
        self.job.recall(_REACH, self._named(beginning), partial(_same, told))

    def _end(self, beginning: Beginning, reach: Reach) -> tuple[Reach, tuple[str, ...]]:
        """Of those by which a stint is remembered, the first that has all of this."""
        unit, spot = reach
        ends = (end for end, _ in self._said(beginning))
        count = sum(1 for _ in takewhile(lambda end: end < (unit[: len(end[0])], spot), ends))
        *_, found = islice(self._said(beginning), count + 1)
        return found

    def _said(self, beginning: Beginning, far: float = inf) -> Iterator[tuple[Reach, tuple[str, ...]]]:
        """All that a stint follows from, by each unit that may be the last that matters, or by its pieces.

        No more once there are so many characters of HTML.
        """
        about, digest = self._about(beginning), ""
        spot = beginning.start.spot if beginning.start else None
        for end, text in self.units.begun(_way(beginning), spot or BEGIN):
            digest = sha256(f"{digest}{text}".encode()).hexdigest()
            yield end, (*about, self.frame, f"{end[0]} {tuple(end[1])}", digest)
            far -= len(text)
            if far < 0:
                break

    def _named(self, beginning: Beginning | None = None) -> tuple[str, ...]:
        """A take, or a beginning in it, whatever stands there."""
        about = (*self._about(beginning), _name(beginning)) if beginning else ()
        return self.job.style, " ".join(part.id for part in self.job.take.parts), *about

    def _about(self, beginning: Beginning) -> tuple[str, ...]:
        """What pages follow from besides their blocks."""
        job = self.job
        begins = beginning.start.told if beginning.start else f"{job.take.recto}"
        return job.style, str(job.stylesheet.edition), f"{begins} {beginning.level} {job.take.folio}"

    def _mended(self, beginning: Beginning) -> Stint | Outcome:
        """Some pages that are mended; nothing is known of those after them."""
        pages, tried = _MENDED, None
        while True:
            window = self._window(beginning, pages)
            pages *= 2
            if window == tried:
                if window.last:
                    return Outcome.FAULTY  # there is no more to be filled
                continue  # its last block alone is longer
            tried = window
            said = *self._about(beginning), _name(beginning), window.html, f"{window.last}"
            stint = self.job.recall(_MENDING, said, partial(self._mend, beginning, window))
            if stint is not Outcome.SHORT:
                return stint

    def _mend(self, beginning: Beginning, window: Window) -> Stint | Outcome:
        made = set_mended(self._press(beginning, window), self.places, beginning, window)
        self._require()
        return made

    def _window(self, beginning: Beginning, pages: float) -> Window:
        return self.copy.window(_way(beginning), pages * PAGE, _unit(beginning))

    def _press(self, beginning: Beginning, window: Window) -> Press:
        recall_patterns(languages_in(window.html), self.job.recall)
        return self.shop.press_of(self.job.take, window, beginning.start)

    def _require(self) -> None:
        """Pages may be remembered only if no picture is another one by now; raises `Restyled`."""
        if self.job.stylesheet.digest != self.job.style:
            raise Restyled


def _way(beginning: Beginning) -> Way:
    return beginning.start.way if beginning.start else (0, 0)


def _unit(beginning: Beginning) -> Way:
    return beginning.start.unit if beginning.start else (0, 0)


def _name(beginning: Beginning) -> str:
    return beginning.start.name if beginning.start else ""


def _same(one: T) -> T:
    return one


def _nothing() -> None:
    """Nothing is made of what is not remembered."""
