"""A worker: a process that takes one job after the other over a line, while its master is at the other end.

Workers are forked off a server that has the wanted modules loaded and runs no thread, where the system can
do that. Measured with the module that sets pages, two are at hand in 0.03 s, and in 3 s if each has to load
it. They share neither the environment nor the hash seed of this process, so that no result may rest on these.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from msgspec import Struct

from ..uninterrupted import STOPS
from .jobs import answer_to

if TYPE_CHECKING:  # Windows has but one of them
    from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext

    Context = ForkContext | ForkServerContext | SpawnContext

_HUSH = f"{__package__}.hush"
_END_SECONDS = 5.0
"""Longer than a killed process takes to end, unless its disk hangs; then nobody waits for it."""


class Worker(Struct, eq=False):
    """A process at the other end of a line."""

    running: BaseProcess
    line: Connection
    desk: str
    """A folder for its temporary files, which a killed process cannot clear away."""
    index: int | None = None
    """Of the job that it is at."""

    def begin(self, index: int, message: bytes) -> None:
        """Give it a job."""
        self.index = index
        with suppress(OSError):  # it has just died, which is seen where answers are awaited
            self.line.send_bytes(message)

    def end(self) -> tuple[int, bytes | None]:
        """The job that it was at, and its answer; None if it died before that was whole."""
        index, self.index = self.index, None
        assert index is not None, "only those are heard who are busy"
        try:
            return index, self.line.recv_bytes() if self.line.poll() else None
        except (EOFError, OSError):
            return index, None

    def clear_away(self) -> None:
        """Let go of all that it held, once it is killed."""
        self.line.close()
        self.running.join(_END_SECONDS)
        with suppress(ValueError):  # it cannot end: its disk hangs
            self.running.close()
        shutil.rmtree(self.desk, ignore_errors=True)


def context_of(preload: Sequence[str]) -> Context:
    """How workers are started. On macOS none may be forked off what has loaded Apple's frameworks."""
    if sys.platform in ("darwin", "win32"):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_HUSH, *preload])
    return context


def load_ahead(context: Context) -> None:
    """Have the modules loaded for workers to come, without waiting for it."""
    if context.get_start_method() == "forkserver":
        from multiprocessing import forkserver

        with _deaf(context), suppress(OSError):  # whoever starts workers hears of it too
            forkserver.ensure_running()


def split_off(prepare: Callable[[], None]) -> Worker | None:
    """A new worker that is as this process is by now, and prepares itself; None if there can be none.

    It is there at once, where others wait until a server has loaded what they need. Not on systems where
    nothing may be forked off, nor out of a process that has threads: these would not go on in it.
    """
    if sys.platform in ("darwin", "win32") or threading.active_count() > 1:
        return None
    return enlisted(multiprocessing.get_context("fork"), prepare)


def enlisted(context: Context, *prepare: Callable[[], None]) -> Worker | None:
    """A new worker, who may prepare itself; None if the system starts no more processes."""
    desk = tempfile.mkdtemp(prefix="publish-")
    ours, theirs = context.Pipe()
    running = context.Process(target=_stay, args=(theirs, desk, *prepare), daemon=True)
    try:
        with theirs, _deaf(context):
            running.start()
    except (OSError, EOFError):
        ours.close()
        shutil.rmtree(desk, ignore_errors=True)
        return None
    return Worker(running, ours, desk)


@contextmanager
def _deaf(context: Context) -> Iterator[None]:
    """Let who is started meanwhile never hear a Ctrl-C: it is this process that says what becomes of them."""
    if sys.platform == "win32":
        yield
        return
    if context.get_start_method() == "forkserver":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # it would lift the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stay(line: Connection, desk: str, prepare: Callable[[], None] | None = None) -> None:
    """A worker's life: take a job, answer, until the line is cut."""
    for number in STOPS:  # of one that was split off, the handlers are those of its master
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    tempfile.tempdir = desk
    threading.Thread(target=_go_with_parent, args=(desk,), daemon=True).start()
    if prepare:
        with suppress(Exception):  # what is missing is told by the job that needs it
            prepare()
    with suppress(EOFError, OSError):
        while True:
            line.send_bytes(answer_to(line.recv_bytes()))
    shutil.rmtree(desk, ignore_errors=True)


def _go_with_parent(desk: str) -> None:
    """End this process as soon as the one that it works for is gone, killed or not."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "only a worker comes here"
    parent.join()
    shutil.rmtree(desk, ignore_errors=True)
    os._exit(1)
