"""Orders as they come to a process that works on one after another, and how one is broken off.

A thread listens meanwhile. What is breakable is left by an exception, as Ctrl-C would do it: it takes effect
at once, and what the work remembers must bear it as it bears that.
"""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import PurePosixPath
from queue import SimpleQueue

from msgspec import Struct

_AGAIN_SECONDS = 0.25
"""After so long it is said again: what runs when an object is done with swallows exceptions."""


class Order(Struct, frozen=True):
    """An edition that is to be made."""

    number: int
    """Higher than that of the order before."""
    folder: PurePosixPath


class Outdated(Struct, frozen=True):
    """That an order, and all before it, are of no interest any more."""

    number: int


class Overtaken(BaseException):
    """The work is for an order of which nobody wants to know any more."""


class Orders:
    """The orders that come over a line, until nobody is at its other end. For a process's main thread."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._waiting: SimpleQueue[Order | None] = SimpleQueue()
        self._current = self._outdated = 0
        self._breakable, self._left = False, threading.Event()
        signal.signal(signal.SIGINT, self._break_off)  # Ctrl-C itself is for who was started by hand
        threading.Thread(target=self._listen, daemon=True).start()

    def __iter__(self) -> Iterator[Order]:
        while (order := self._waiting.get()) is not None:
            self._current = order.number
            yield order

    @property
    def idle(self) -> bool:
        """Whether no order waits."""
        return self._waiting.empty()

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """Raise `Overtaken` within, or at once, when the current order is out of date."""
        try:
            self._breakable = True
            self._left.clear()
            self._break_off()
            yield
        finally:
            self._breakable = False
            self._left.set()

    @property
    def _is_to_break(self) -> bool:
        return self._breakable and self._current <= self._outdated

    def _break_off(self, *_: object) -> None:
        if self._is_to_break:
            raise Overtaken

    def _listen(self) -> None:
        try:
            while True:
                self._hear(self._line.recv())
        except (EOFError, OSError):
            self._waiting.put(None)
            self._hear(Outdated(self._current))

    def _hear(self, told: Order | Outdated) -> None:
        if isinstance(told, Order):
            self._waiting.put(told)
            return
        self._outdated = told.number
        while self._is_to_break:
            _interrupt()
            self._left.wait(_AGAIN_SECONDS)


def _interrupt() -> None:
    """Have the main thread look up, even from waiting, where the system can do that."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()
