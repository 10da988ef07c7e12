"""What is shown, and when it is made anew: one edition at a time, and the newest change wins.

New pages are shown before they are proved. A newer change breaks off the proof of what it makes out of date.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import PurePosixPath
from threading import Condition

from msgspec import Struct
from msgspec.structs import replace

from ..homing import Mark
from .changing import Change, Text, first_change
from .made import Book, Made, Maker, Reading


class Proved(Struct, frozen=True):
    """A book with what its proof gave."""

    book: Book
    reading: Reading


class Shown(Struct, frozen=True):
    """What a browser is to show."""

    tick: int = 0
    """Counts everything that happened."""
    version: int = 0
    """Counts what was made or proved; 0 as long as nothing was."""
    making: bool = False
    """Whether pages are being set."""
    proving: bool = False
    """Whether the pages that are shown are being proved."""
    stage: str = ""
    """The name of the stage under way."""
    book: Book | None = None
    """The last pages that could be set."""
    proved: Proved | None = None
    """The last ones that were proved, which may be others."""
    marks: tuple[Mark, ...] = ()
    """What was found the last time, but for what proofs find."""
    stale: bool = False
    """Whether the pages are older than what was found, because none could be set."""
    change: Change | None = None
    """What reads otherwise than the time before."""

    @property
    def reading(self) -> Reading | None:
        """What the proof of the pages that are shown gave; None as long as it gave nothing."""
        return self.proved.reading if self.proved and self.proved.book is self.book else None

    @property
    def found(self) -> tuple[Mark, ...]:
        """All that is known to be wrong now."""
        return (*self.marks, *(self.reading.marks if self.reading and not self.stale else ()))


class Desk:
    """Makes an edition when it is asked to, and tells everyone who waits."""

    def __init__(self, maker: Maker, folder: PurePosixPath, key: Callable[[], str], text: Text) -> None:
        """`key` tells whether the files are the same as the last time; `text` is that of the pages."""
        self._maker, self._folder, self._key, self._text = maker, folder, key, text
        self._condition = Condition()
        self._shown = Shown()
        self._wanted = ""
        self._asked = self._broken = self._closed = False

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def ask(self, *, saved: bool = True) -> None:
        """Say that a file was saved, or only that one may have been.

        A file that was saved as it was is a wish to try again, if a fault of ours kept pages from being set.
        """
        key = self._current_key()
        with self._condition:
            if key == self._wanted and not (self._broken and saved):
                return
            self._wanted, self._asked = key, True
            self._maker.overtake()  # here, so that no newer order can be meant
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
        while self._is_wanted():
            self._show(replace(self._shown, making=True, proving=False, stage=""))
            with closing(self._maker.make(self._folder, self._tell)) as steps:
                for told in steps:
                    self._broken = told.broken
                    self._show(self._after(told))
                    if self._asked:  # since before the maker began
                        break

    def _is_wanted(self) -> bool:
        """Wait until somebody asked; False at the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._asked or self._closed)
            self._asked = False
            return not self._closed

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

    def _after(self, told: Made | Reading) -> Shown:
        """What is shown when something was made or proved."""
        shown = replace(self._shown, version=self._shown.version + 1, making=False, proving=False)
        if told.broken and isinstance(told, Reading):
            return replace(shown, marks=(*shown.marks, *told.marks))
        if isinstance(told, Reading):
            return replace(shown, proved=Proved(shown.book, told) if shown.book else None)
        if told.book is None:
            return replace(shown, marks=told.marks, stale=shown.book is not None, change=None)
        self._text.hang(told.book)
        change = first_change(shown.book, told.book, self._text) if shown.book else None
        return replace(shown, book=told.book, proving=True, marks=told.marks, stale=False, change=change)
