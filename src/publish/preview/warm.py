"""A maker in a process of its own, which has imported the engine and stays, as its workers do."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path, PurePosixPath
from threading import Lock

from ..aside import PRELOAD
from ..workshop import Crew, Memory, Workshop, default_workers
from .made import Made, Reading, Watch
from .making import PlainMaker, failed
from .orders import Order, Orders, Outdated, Overtaken

_END_SECONDS = 2.0
"""Longer than a process takes to hear that it is to end."""
_GONE = (EOFError, OSError)
"""The process was killed, or the machine has no more memory."""


class WarmMaker:
    """Hands editions to one process, and starts another if that is gone."""

    def __init__(self, project: Path, memory: Path, program: str) -> None:
        """`memory` is where set pages are remembered; `program` a digest of what else they follow from."""
        self._order = (project, memory, program)
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._speaking = Lock()
        self._number = 0

    def make(self, folder: PurePosixPath, watch: Watch) -> Generator[Made | Reading]:
        """What became of the files as they are now, and, if that is a book, what its proof gave."""
        told = None
        try:
            line = self._begin(folder)
            try:
                while (told := _next(line, watch)) is not None:
                    yield told
            finally:  # the next order's answers are not to be taken for those of this one
                if told is not None:
                    self.overtake()
                    while _next(line, watch) is not None:
                        pass
        except _GONE:
            self.close()
            mark = failed(folder, "the process that sets the pages has ended")
            yield Reading((mark,), broken=True) if isinstance(told, Made) else Made((mark,), broken=True)

    def overtake(self) -> None:
        """Say, from any thread, that what is being made is out of date: its proof is broken off."""
        with self._speaking, suppress(OSError):
            if self._line is not None:
                self._line.send(Outdated(self._number))

    def close(self) -> None:
        """End the process; two threads may come here at once."""
        ended, self._process = self._process, None
        if ended is not None:
            ended.terminate()
            ended.join(_END_SECONDS)
            ended.kill()
            ended.join()

    def _begin(self, folder: PurePosixPath) -> Connection:
        """Give an order to a process that is alive."""
        with self._speaking:
            if self._process is None or self._line is None or not self._process.is_alive():
                context = get_context("spawn")  # what threads hold here would be held for ever in a fork
                self._line, other = context.Pipe()
                self._process = context.Process(target=_serve, args=(other, *self._order))
                self._process.start()
                other.close()
            self._number += 1
            self._line.send(Order(self._number, folder))
            return self._line


def _next(line: Connection, watch: Watch) -> Made | Reading | None:
    """What became of an order so far; None if that was all."""
    while isinstance(told := line.recv(), str):
        watch(told)
    assert told is None or isinstance(told, Made | Reading)
    return told


def _serve(line: Connection, project: Path, memory: Path, program: str) -> None:
    """Make editions until nobody is at the other end."""
    orders = Orders(line)
    with Crew(default_workers(), PRELOAD) as crew:
        crew.call_in()
        remembered = Memory(memory)
        maker = PlainMaker(project, Workshop(crew, remembered, program), orders.breakable)
        with suppress(*_GONE):
            for order in orders:
                with suppress(Overtaken):
                    for told in maker.make(order.folder, line.send):
                        line.send(told)
                gc.enable()  # what was broken off may have turned it off
                line.send(None)
                if orders.idle:
                    remembered.keep_in_bounds()
