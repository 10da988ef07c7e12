"""What is shown, and when it is made anew: one edition at a time, and the newest change wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from threading import Condition

from ..homing import Mark
from ..proof import Box
from .made import Made, Maker, Page


@dataclass(frozen=True, slots=True)
class Change:
    """Where pages first read otherwise than before."""

    page: int
    """Counting from 0."""
    box: Box | None = None
    """The passage; None if it is not one of them that changed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser is to show."""

    tick: int = 0
    """Counts everything that happened."""
    version: int = 0
    """Counts what was made; 0 as long as nothing was."""
    making: bool = False
    stage: str = ""
    """The name of the stage under way."""
    made: Made | None = None
    """The last pages that could be set."""
    marks: tuple[Mark, ...] = ()
    """What was found the last time."""
    stale: bool = False
    """Whether the pages are older than what was found, because none could be set."""
    change: Change | None = None
    """What reads otherwise than the time before."""


class Desk:
    """Makes an edition when it is asked to, and tells everyone who waits."""

    def __init__(self, maker: Maker, folder: PurePosixPath, key: Callable[[], str]) -> None:
        """`key` tells whether the files are the same as the last time."""
        self._maker, self._folder, self._key = maker, folder, key
        self._condition = Condition()
        self._shown = Shown()
        self._asked = self._saved = self._closed = False

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def ask(self, *, saved: bool = True) -> None:
        """Say that a file was saved, or only that one may have been; it is looked at when the work is done.

        A file that was saved as it was is a wish to try again, if a fault of ours kept pages from being set.
        """
        with self._condition:
            self._asked, self._saved = True, self._saved or saved
            self._condition.notify_all()

    def close(self) -> None:
        """End the work, and let everyone go who waits."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()
        self._maker.close()

    def wait(self, tick: int, seconds: float) -> Shown | None:
        """What is shown, once it is not what it was at a tick or after so many seconds; None at the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._shown.tick != tick, seconds)
            return None if self._closed else self._shown

    def work(self) -> None:
        """Make the edition whenever somebody asked and its files are others, until the desk is closed."""
        last, broken = "", False
        while (saved := self._wait_until_asked()) is not None:
            key = self._current_key()
            if key == last and not (broken and saved):
                continue
            self._show(replace(self._shown, making=True, stage=""))
            made = self._maker.make(self._folder, self._tell)
            last, broken = key, made.broken
            self._show(_after(self._shown, made))

    def _wait_until_asked(self) -> bool | None:
        """Whether a file was saved; None at the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._asked or self._closed)
            saved, self._asked, self._saved = self._saved, False, False
            return None if self._closed else saved

    def _current_key(self) -> str:
        try:
            return self._key()
        except OSError as problem:  # a file was renamed meanwhile: a change of which we shall hear
            return f"{problem}"

    def _tell(self, stage: str) -> None:
        self._show(replace(self._shown, stage=stage))

    def _show(self, shown: Shown) -> None:
        with self._condition:
            self._shown = replace(shown, tick=self._shown.tick + 1)
            self._condition.notify_all()


def _after(shown: Shown, made: Made) -> Shown:
    """What is shown when something was made."""
    version = shown.version + 1
    if not made.pages:
        return Shown(0, version, made=shown.made, marks=made.marks, stale=shown.made is not None)
    change = first_change(shown.made.pages, made.pages) if shown.made else None
    return Shown(0, version, made=made, marks=made.marks, change=change)


def first_change(before: Sequence[Page], after: Sequence[Page]) -> Change | None:
    """The first page with other words, or else the first that looks otherwise; None if none does.

    A contents list with a new heading comes first, but it is not what somebody is writing.
    """
    for kind in (lambda page: page.matter, lambda page: page.digest):
        old, new = list(map(kind, before)), list(map(kind, after))
        if old != new:
            number = min(_shared(old, new), len(after) - 1)
            return Change(number, _box(before[number], after[number]) if number < len(before) else None)
    return None


def _box(before: Page, after: Page) -> Box | None:
    """The first passage of a page that reads otherwise than the one in its place before."""
    number = _shared([spot.text for spot in before.spots], [spot.text for spot in after.spots])
    return after.spots[number].box if number < len(after.spots) else None


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many at the front are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))
