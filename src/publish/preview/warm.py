"""A maker in a process of its own, which has imported the engine and stays, as its workers do."""

from __future__ import annotations

import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path, PurePosixPath

from ..pipeline import PRELOAD
from ..workshop import Crew, Memory, Workshop, default_workers
from .made import Made, Watch
from .making import PlainMaker, failed


class WarmMaker:
    """Hands editions to one process, and starts another if that is gone."""

    def __init__(self, project: Path, memory: Path, program: str) -> None:
        """`memory` is where set pages are remembered; `program` a digest of what else they follow from."""
        self._order = (project, memory, program)
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def make(self, folder: PurePosixPath, watch: Watch) -> Made:
        """The pages as the files are now, and what was found."""
        try:
            line = self._warm()
            line.send(folder)
            while isinstance(told := line.recv(), str):
                watch(told)
        except (EOFError, OSError):  # it was killed, or the machine has no more memory
            self.close()
            return failed(folder, "the process that sets the pages has ended")
        assert isinstance(told, Made)
        return told

    def close(self) -> None:
        """End the process; two threads may come here at once."""
        ended, self._process = self._process, None
        if ended is not None:
            ended.terminate()
            ended.join()

    def _warm(self) -> Connection:
        """The line to a process that is alive."""
        if self._process is None or self._line is None or not self._process.is_alive():
            context = get_context("spawn")  # what threads hold here would be held for ever in a fork
            self._line, other = context.Pipe()
            self._process = context.Process(target=_serve, args=(other, *self._order))
            self._process.start()
            other.close()
        return self._line


def _serve(line: Connection, project: Path, memory: Path, program: str) -> None:
    """Make editions until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that was started by hand
    with Crew(default_workers(), PRELOAD) as crew:
        crew.call_in()
        remembered = Memory(memory)
        maker = PlainMaker(project, Workshop(crew, remembered, program))
        try:
            while True:
                line.send(maker.make(line.recv(), line.send))
                remembered.trim()
        except (EOFError, OSError):
            return
