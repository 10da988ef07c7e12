"""Work shared out among processes of this machine that stay at hand: a job in, its result out, in any order.

Work is a function at the top of a module, so that it can be named to a worker; jobs, results and exceptions
are pickled. A worker has one job at a time and a line of its own to this process, over which a worker that
dies is missed at once. (In a `ProcessPoolExecutor` it takes all jobs under way with it.)
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from multiprocessing import connection
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..uninterrupted import uninterrupted
from .jobs import Job, Result, Stack, Told, WorkerLost
from .worker import Worker, context_of, enlisted, load_ahead, split_off

WORKER_KB = 600_000
"""Memory that a worker may want."""


def default_workers() -> int:
    """One for each core that this process may use, as far as the free memory goes; at least one."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, min(cores, _free_kb() // WORKER_KB))


def _free_kb(listed: Path = Path("/proc/meminfo")) -> int:
    """Memory that can be had without swapping; without end where no file says."""
    with suppress(OSError, ValueError):
        for line in listed.read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1])
    return sys.maxsize


class Crew:
    """Workers who stay from run to run, for hours if need be, until `close`. For one thread at a time.

    Nobody is called in before there are two jobs, unless an aide is. With no workers, within a worker, and
    where the system starts no more processes, jobs are done in this process.
    """

    meanwhile: list[Callable[[], object]]
    """What this process does in a run, for once, when others are at work."""

    def __init__(self, workers: int, preload: Sequence[str] = ()) -> None:
        """`preload` names the modules that every worker needs; a program's first crew settles them."""
        self._wanted = 0 if multiprocessing.current_process().daemon else workers
        self._context = context_of(preload)
        self._workers: list[Worker] = []
        self._run: object = None
        self.meanwhile = []

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call_in(self) -> None:
        """Have the modules loaded aside meanwhile, so that workers are at hand when there are jobs."""
        if self._wanted:
            with uninterrupted():
                load_ahead(self._context)

    def aide(self, prepare: Callable[[], None]) -> Aide | None:
        """Have a worker prepare itself who can then be given even a single job; None if there can be none.

        For a program that has much to do before there are jobs, and only before it has threads.
        """
        if self._wanted < 2:
            return None  # there is one core for both
        with uninterrupted():
            worker = split_off(prepare)
            if worker:
                self._workers.append(worker)
        return Aide(self) if worker else None

    def close(self) -> None:
        """Let all workers go, whatever they are at: when this returns, they are gone."""
        self._dismiss(self._workers)

    def run(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], told: Told = lambda index, step: None
    ) -> Iterator[tuple[int, Result]]:
        """The result of each job, after its index, as they are done; they are begun in the order given.

        What the work raises is raised here, with the worker's traceback as a note, and no job goes on. A job
        whose worker dies is begun once more; if that one dies too, `WorkerLost` follows the results of all
        other jobs. Jobs under way when the iterator is closed, or when another run begins, are broken off.
        Workers are at work as soon as this returns.
        """
        if len(jobs) < 2 or not self._wanted:
            return _done_here(work, jobs, told)
        return self.share_out(work, jobs, told)

    def share_out(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], told: Told
    ) -> Iterator[tuple[int, Result]]:
        """The same, with every job given to a worker, be it a single one."""
        self._dismiss(self._busy)
        shared = self._shared_out(Stack(work, jobs, told))
        return shared if next(shared) else _done_here(work, jobs, told)

    def _shared_out(self, stack: Stack[Job, Result]) -> Iterator[Any]:
        """Whether anybody is at work, then the results: begun like this, it can be broken off at once."""
        self._run = stack
        try:
            yield self._hand_out(stack)
            while self.meanwhile:
                self.meanwhile.pop(0)()
            while self._hand_out(stack):
                for index, answer in self._answers(stack):
                    result = stack.result(answer)
                    stack.told(index, "done")
                    yield index, result
                    if self._run is not stack:
                        raise RuntimeError("the crew was given another run meanwhile")
        finally:
            if self._run is stack:
                self._dismiss(self._busy)
                self._run = None
        if lost := sorted({*stack.lost, *stack.waiting}):
            raise WorkerLost(*lost)

    @property
    def _busy(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.index is not None]

    def _hand_out(self, stack: Stack[Job, Result]) -> bool:
        """Give jobs to whoever is idle; whether anybody is at work then."""
        while stack.waiting and (worker := self._idle()):
            index, message = stack.next()
            worker.begin(index, message)
            stack.tell_begun(index)
        return bool(self._busy)

    def _answers(self, stack: Stack[Job, Result]) -> list[tuple[int, bytes]]:
        """Wait until somebody is done or dead; what they answer, once the idle are at work again."""
        heard: dict[Any, Worker] = {worker.line: worker for worker in self._busy}
        heard |= {worker.running.sentinel: worker for worker in self._busy}
        answers = []
        for worker in dict.fromkeys(heard[thing] for thing in connection.wait(list(heard))):
            index, answer = worker.end()
            if answer is not None:
                answers.append((index, answer))
            else:
                self._dismiss([worker])
                stack.put_back(index)
        self._hand_out(stack)
        return answers

    def _idle(self) -> Worker | None:
        """Somebody without a job, called in if need be; None if all are busy or nobody can be had."""
        for worker in [worker for worker in self._workers if worker.index is None]:
            if worker.running.is_alive():
                return worker
            self._dismiss([worker])
        return self._call_one_in() if len(self._workers) < self._wanted else None

    def _call_one_in(self) -> Worker | None:
        with uninterrupted():  # for milliseconds, if the modules are loaded; a start that breaks off is loud
            worker = enlisted(self._context)
            if worker:
                self._workers.append(worker)
        return worker

    def _dismiss(self, leaving: Collection[Worker]) -> None:
        """End workers at once. Nothing is lost by it: they write no file that somebody else relies on."""
        with uninterrupted():
            for worker in leaving:
                worker.running.kill()
            for worker in leaving:
                worker.clear_away()
            self._workers = [worker for worker in self._workers if worker not in leaving]


class Aide(Struct, frozen=True):
    """Who is there for single jobs too: the same crew."""

    crew: Crew

    def run(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], told: Told
    ) -> Iterator[tuple[int, Result]]:
        """As `Crew.run`."""
        return self.crew.share_out(work, jobs, told)


def _done_here(
    work: Callable[[Job], Result], jobs: Sequence[Job], told: Told
) -> Iterator[tuple[int, Result]]:
    for index, job in enumerate(jobs):
        told(index, "begun")
        result = work(job)
        told(index, "done")
        yield index, result
