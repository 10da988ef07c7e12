"""Workers and a memory together: what was done before is recalled, the rest is shared out."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from .jobs import Job, Result, Told
from .memory import Memory, key_of


class Runner(Protocol):
    """Who does jobs: a `Crew` on this machine, a `Cluster` on several."""

    def run(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], told: Told
    ) -> Iterator[tuple[int, Result]]:
        """The result of each job, after its index, as they are done."""
        ...


class Workshop:
    """For work whose results follow from the job and the program alone."""

    def __init__(self, runner: Runner, memory: Memory, program: str) -> None:
        """`program` is a digest of all that results follow from besides the jobs."""
        self._runner, self._memory, self._program = runner, memory, program

    def run(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], said: Callable[[Job], Sequence[str]],
        told: Told = lambda index, step: None,
    ) -> Iterator[tuple[int, Result]]:
        """The result of each job, after its index, in any order; `said` is all that a result follows from.

        Raises what the work raises, and `WorkerLost`.
        """
        keys = [key_of(self._program, work.__qualname__, *said(job)) for job in jobs]
        missing = []
        for index, key in enumerate(keys):
            remembered = self._memory.recall(key)
            if remembered is None:
                missing.append(index)
            else:
                told(index, "done")
                yield index, pickle.loads(remembered)
        if missing:
            left = [jobs[index] for index in missing]
            for place, result in self._runner.run(work, left, lambda place, step: told(missing[place], step)):
                index = missing[place]
                self._memory.keep(keys[index], pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
                yield index, result
