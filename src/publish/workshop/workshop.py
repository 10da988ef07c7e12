"""Workers and a memory together: what was done before is recalled, the rest is shared out."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from .jobs import Job, Result, Step, Told
from .memory import Memory, key_of
from .recollection import Recollection

_FEW = 64
"""Parts that are kept at hand: those of a long take are some ten."""


class Runner(Protocol):
    """Who does jobs: a `Crew` on this machine, a `Cluster` on several."""

    def run(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], told: Told
    ) -> Iterator[tuple[int, Result]]:
        """The result of each job, after its index, as they are done."""
        ...


class Workshop:
    """For work whose results follow from the job and the program alone."""

    tell: Callable[[int, int], None]
    """Is told how many jobs of a run are done, and how many there are."""
    recall: Recollection
    """Small results, which are made here: asked for one by one, and not worth a worker."""

    recall_aside: Recollection | None
    """Parts of a result, for whoever has the job in hand; None if the memory is out of reach there."""

    aide: Runner | None = None
    """Who does even a single job aside; None if there is nobody for it."""

    def __init__(self, runner: Runner, memory: Memory, program: str, *, aside: bool = True) -> None:
        """`program` is a digest of all that results follow from besides the jobs.

        `aside` says whether those who do the jobs can reach the memory.
        """
        self._runner, self._memory, self._program = runner, memory, program
        self.tell = lambda done, total: None
        self._meanwhile: list[Callable[[], object]] = getattr(runner, "meanwhile", [])
        self.recall = Recollection(memory, program)
        self.recall_aside = Recollection(memory, program, _FEW) if aside else None

    @contextmanager
    def in_waiting(self, do: Callable[[], object]) -> Iterator[None]:
        """Have this process do something, once, when it waits for others in the block, if it ever does."""
        self._meanwhile.append(do)
        try:
            yield
        finally:
            if do in self._meanwhile:
                self._meanwhile.remove(do)

    def run(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], said: Callable[[Job], Sequence[str]], *,
        aside: bool = False,
    ) -> Iterator[tuple[int, Result]]:
        """The result of each job, after its index, in any order; `said` is all that a result follows from.

        Even a single one is done `aside`, if there is an aide. Raises what the work raises, and `WorkerLost`.
        """
        keys = [key_of(self._program, work.__qualname__, *said(job)) for job in jobs]
        remembered = {index: self._memory.recall(key) for index, key in enumerate(keys)}
        missing = [index for index, value in remembered.items() if value is None]
        left, done = [jobs[index] for index in missing], len(jobs) - len(missing)
        runner = self.aide if aside and self.aide else self._runner
        results = runner.run(work, left, untold) if left else iter(())  # before what is done here
        try:
            for index in remembered.keys() - set(missing):
                yield index, pickle.loads(remembered.pop(index) or b"")
            if left:
                self.tell(done, len(jobs))
            for place, result in results:
                index = missing[place]
                self._memory.keep(keys[index], pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
                done += 1
                self.tell(done, len(jobs))
                yield index, result
        finally:
            if isinstance(results, Generator):
                results.close()

    def run_aside(self, work: Callable[[Job], Result], job: Job) -> Result | None:
        """The result of a job that the aide does, unremembered; None without an aide, or a memory for it."""
        if self.aide is None or self.recall_aside is None:
            return None
        ((_, result),) = self.aide.run(work, [job], untold)
        return result


def untold(index: int, step: Step) -> None:
    """Steps of a job may be of interest to nobody."""
