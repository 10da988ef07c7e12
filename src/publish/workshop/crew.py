"""Work shared out among processes of this machine that stay at hand: a job in, its result out, in any order.

Work is a function at the top of a module, so that it can be named to a worker; jobs, results and exceptions
are pickled. A worker has one job at a time and a line of its own to this process, over which a worker that
dies is missed at once. (In a `ProcessPoolExecutor` it takes all jobs under way with it.)

Workers are forked off a server that has the wanted modules loaded and runs no thread, where the system can
do that: measured with the module that sets pages, two are at hand in 0.03 s, and in 3 s if each has to load
it. They share neither the environment nor the hash seed of this process, so that no result may rest on these.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from ..uninterrupted import uninterrupted

Job = TypeVar("Job")
Result = TypeVar("Result")

Step = Literal["begun", "begun again", "done"]
Told = Callable[[int, Step], None]
"""Is told what becomes of a job, by its index."""

WORKER_KB = 600_000
"""Memory that a worker may want."""
_TRIES = 2
_PROTOCOL = 5
_END_SECONDS = 5.0
"""Longer than a killed process takes to end, unless its disk hangs; then nobody waits for it."""


class WorkerLost(RuntimeError):
    """Workers died at these jobs, twice at each: most likely the machine has too little memory for them."""

    def __init__(self, *indices: int) -> None:
        super().__init__(f"the workers died at job {', '.join(map(str, indices))}")
        self.indices = indices

    @property
    def index(self) -> int:
        """Of the first of the jobs."""
        return self.indices[0]


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

    Nobody is called in before there are two jobs. With no workers, within a worker, and where the system
    starts no more processes, jobs are done in this process.
    """

    def __init__(self, workers: int, preload: Sequence[str] = ()) -> None:
        """`preload` names the modules that every worker needs; a program's first crew settles them."""
        self._wanted = 0 if multiprocessing.current_process().daemon else workers
        self._context = _context(preload)
        self._workers: list[_Worker] = []
        self._run: object = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call_in(self) -> None:
        """Have the modules loaded aside meanwhile, so that workers are at hand when there are jobs."""
        if self._wanted and self._context.get_start_method() == "forkserver":
            from multiprocessing import forkserver

            with uninterrupted(), _deaf():
                forkserver.ensure_running()

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
        """
        if len(jobs) < 2 or not self._wanted:
            return _done_here(work, jobs, told)
        self._dismiss(self._busy)
        stack = self._run = _Stack(work, jobs, told)
        return self._shared_out(stack) if self._idle() else _done_here(work, jobs, told)

    def _shared_out(self, stack: _Stack[Job, Result]) -> Iterator[tuple[int, Result]]:
        try:
            while self._hand_out(stack):
                for index, answer in self._answers(stack):
                    stack.told(index, "done")
                    yield index, stack.result(answer)
                    if self._run is not stack:
                        raise RuntimeError("the crew was given another run meanwhile")
        finally:
            if self._run is stack:
                self._dismiss(self._busy)
        if lost := sorted({*stack.lost, *stack.waiting}):
            raise WorkerLost(*lost)

    @property
    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.index is not None]

    def _hand_out(self, stack: _Stack[Job, Result]) -> bool:
        """Give jobs to whoever is idle; whether anybody is at work then."""
        while stack.waiting and (worker := self._idle()):
            index, message = stack.next()
            worker.begin(index, message)
            stack.told(index, "begun" if stack.tries[index] == 1 else "begun again")
        return bool(self._busy)

    def _answers(self, stack: _Stack[Job, Result]) -> list[tuple[int, bytes]]:
        """Wait until somebody is done or dead; what they answer, once the idle are at work again."""
        heard: dict[Any, _Worker] = {worker.line: worker for worker in self._busy}
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

    def _idle(self) -> _Worker | None:
        """Somebody without a job, called in if need be; None if all are busy or nobody can be had."""
        for worker in [worker for worker in self._workers if worker.index is None]:
            if worker.running.is_alive():
                return worker
            self._dismiss([worker])
        return self._call_one_in() if len(self._workers) < self._wanted else None

    def _call_one_in(self) -> _Worker | None:
        with uninterrupted():  # for milliseconds, if the modules are loaded; a start that breaks off is loud
            worker = _enlisted(self._context)
            if worker:
                self._workers.append(worker)
        return worker

    def _dismiss(self, leaving: Collection[_Worker]) -> None:
        """End workers at once. Nothing is lost by it: they write no file that somebody else relies on."""
        with uninterrupted():
            for worker in leaving:
                worker.running.kill()
            for worker in leaving:
                worker.clear_away()
            self._workers = [worker for worker in self._workers if worker not in leaving]


@dataclass(slots=True)
class _Stack(Generic[Job, Result]):
    """The jobs of one run, and how far they are."""

    work: Callable[[Job], Result]
    jobs: Sequence[Job]
    told: Told
    waiting: deque[int] = field(init=False)
    tries: Counter[int] = field(default_factory=Counter)
    lost: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.waiting = deque(range(len(self.jobs)))

    def next(self) -> tuple[int, bytes]:
        """The index of the job that is next, and what a worker is told."""
        message = pickle.dumps((self.work, self.jobs[self.waiting[0]]), _PROTOCOL)
        index = self.waiting.popleft()
        self.tries[index] += 1
        return index, message

    def put_back(self, index: int) -> None:
        """Its worker is dead: it is next, or nobody shall try it any more."""
        if self.tries[index] < _TRIES:
            self.waiting.appendleft(index)
        else:
            self.lost.append(index)

    def result(self, answer: bytes) -> Result:
        """What the work gave; raises what it raised."""
        result, problem, account = pickle.loads(answer)
        if problem is not None:
            problem.add_note(account)
            raise problem
        return result  # type: ignore[no-any-return]  # pickled by `_answer`


@dataclass(slots=True, eq=False)
class _Worker:
    """A process at the other end of a line."""

    running: BaseProcess
    line: Connection
    desk: str
    """A folder for its temporary files, which a killed process cannot clear away."""
    index: int | None = None
    """Of the job that it is at."""

    def begin(self, index: int, message: bytes) -> None:
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


def _context(preload: Sequence[str]) -> ForkServerContext | SpawnContext:
    """How workers are started. On macOS none may be forked off what has loaded Apple's frameworks."""
    if sys.platform in ("darwin", "win32"):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def _enlisted(context: ForkServerContext | SpawnContext) -> _Worker | None:
    """A new worker; None if the system starts no more processes."""
    desk = tempfile.mkdtemp(prefix="publish-")
    ours, theirs = context.Pipe()
    running = context.Process(target=_stay, args=(theirs, desk), daemon=True)
    try:
        with theirs, _deaf():
            running.start()
    except (OSError, EOFError):
        ours.close()
        shutil.rmtree(desk, ignore_errors=True)
        return None
    return _Worker(running, ours, desk)


@contextmanager
def _deaf() -> Iterator[None]:
    """Let who is started meanwhile never hear a Ctrl-C: it is this process that says what becomes of them."""
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would lift the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _done_here(
    work: Callable[[Job], Result], jobs: Sequence[Job], told: Told
) -> Iterator[tuple[int, Result]]:
    for index, job in enumerate(jobs):
        told(index, "begun")
        result = work(job)
        told(index, "done")
        yield index, result


def _stay(line: Connection, desk: str) -> None:
    """A worker's life: take a job, answer, until the line is cut."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = desk
    threading.Thread(target=_go_with_parent, args=(desk,), daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            line.send_bytes(_answer(line.recv_bytes()))


def _go_with_parent(desk: str) -> None:
    """End this process as soon as the one that it works for is gone, killed or not."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "only a worker comes here"
    parent.join()
    shutil.rmtree(desk, ignore_errors=True)
    os._exit(1)


def _answer(message: bytes) -> bytes:
    """The result of a job, or what it raised, as `_Stack.result` reads it."""
    try:
        work, job = pickle.loads(message)
        return pickle.dumps((work(job), None, ""), _PROTOCOL)
    except BaseException as problem:  # whatever it is, it is to be raised in the other process
        return _failure(problem)


def _failure(problem: BaseException) -> bytes:
    account = "In a worker: " + "".join(traceback.format_exception(problem))
    try:
        answer = pickle.dumps((None, problem, account), _PROTOCOL)
        pickle.loads(answer)
    except Exception:  # one that cannot travel is told in its words
        told = RuntimeError(traceback.format_exception_only(problem)[-1].strip())
        answer = pickle.dumps((None, told, account), _PROTOCOL)
    return answer
