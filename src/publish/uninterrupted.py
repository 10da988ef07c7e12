"""A short piece of work that no Ctrl-C, SIGTERM or closed terminal breaks in two; they take effect after it.

Handlers are changed, not masks: a mask holds for one thread only, and where another one takes the signal,
Python runs the handler in the main thread all the same.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals by which people and systems end a program in good order."""


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold signals back while the block runs. For milliseconds of work: nobody wants to wait for Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield  # handlers run in the main thread only, so that nothing can be interrupted here
        return
    came: list[int] = []
    before = {number: handler for number in STOPS if (handler := signal.getsignal(number)) is not None}
    try:
        for number in before:
            signal.signal(number, lambda number, frame: came.append(number))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)
