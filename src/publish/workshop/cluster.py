"""Work shared out among machines: the same as `crew`, on the workers of a Dask scheduler.

Jobs and results travel as a crew's do. Dask gives the jobs of a worker that is gone to others, as often as
its scheduler allows (`distributed.scheduler.allowed-failures`, 3), and has results made anew that were on it.

Whoever starts the workers sees to it that each machine has the same program, libraries and fonts, and that a
worker has one job at a time: `dask worker tcp://… --nworkers auto --nthreads 1`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from .jobs import Job, Result, Stack, Told, WorkerLost, answer_to

if TYPE_CHECKING:
    from distributed import Client, Future

_ANSWER_SECONDS = 10
"""For a scheduler to answer, and for its first worker to come."""
_LOOK_SECONDS = 5
_LOOKS = 12
"""How often in succession there may be no worker at all, while jobs wait."""


class ClusterUnavailable(RuntimeError):
    """The cluster cannot be used, and what would help."""


class Cluster:
    """The workers of a scheduler, who are there whether or not somebody has jobs for them."""

    def __init__(self, address: str) -> None:
        """`address` as the scheduler says it: `tcp://192.0.2.7:8786`. Raises `ClusterUnavailable`."""
        self._address = address
        self._client = _client(address)
        try:
            self._meet_workers()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave. What was begun is done to its end, and thrown away."""
        self._client.close()

    def run(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], told: Told = lambda index, step: None
    ) -> Iterator[tuple[int, Result]]:
        """The result of each job, after its index, as they are done: see `Crew.run`.

        The scheduler has all jobs at once, and begins them in the order given. What is under way it cannot
        break off: that is done to its end, and thrown away. Of a worker that dies it suspects all jobs that
        it had, so that a suspect is begun once more when all others are done, with nothing beside it.
        """
        stack = Stack(work, jobs, told)
        pending = dict(self._begun(stack) for _ in jobs)
        try:
            while pending or stack.waiting:
                pending = pending or dict([self._begun(stack)])
                for future in self._settled(pending):
                    index, answer = pending.pop(future), self._answer_of(future)
                    if answer is None:
                        stack.put_back(index)
                        continue
                    result = stack.result(answer)
                    told(index, "done")
                    yield index, result
        finally:
            if self._client.status == "running":
                self._client.cancel(list(pending))
        if stack.lost:
            raise WorkerLost(*sorted(stack.lost))

    def _meet_workers(self) -> None:
        at = self._address
        try:
            self._client.wait_for_workers(1, timeout=_ANSWER_SECONDS)
        except TimeoutError:
            raise ClusterUnavailable(
                f"the scheduler at `{at}` has no worker; try `dask worker {at} --nthreads 1`"
            ) from None
        for worker, threads in sorted(self._client.nthreads().items()):
            if threads > 1:  # what a library logs, or changes for all, is heard and felt by all threads
                raise ClusterUnavailable(
                    f"the worker `{worker}` has {threads} jobs at a time; start it with `--nthreads 1`"
                )

    def _begun(self, stack: Stack[Job, Result]) -> tuple[Future, int]:
        index, message = stack.next()
        future = self._client.submit(answer_to, message, pure=False, priority=-index)
        stack.tell_begun(index)
        return future, index

    def _settled(self, pending: Mapping[Future, int]) -> list[Future]:
        """Wait until some jobs are done, or have failed for good; workers may be gone for a minute."""
        from distributed import wait

        absences = 0
        while absences < _LOOKS:
            with self._told_of_dask(), suppress(TimeoutError), self._client.as_current():
                settled = wait(list(pending), _LOOK_SECONDS, "FIRST_COMPLETED").done
                return sorted(settled, key=pending.__getitem__)
            with self._told_of_dask():
                absences = 0 if self._client.nthreads() else absences + 1
        raise ClusterUnavailable(f"the scheduler at `{self._address}` has no worker any more")

    def _answer_of(self, future: Future) -> bytes | None:
        """What a worker answered; None if all died who were given the job."""
        from distributed import KilledWorker

        with self._told_of_dask(), suppress(KilledWorker):
            answer: bytes = future.result()
            return answer
        return None

    @contextmanager
    def _told_of_dask(self) -> Iterator[None]:
        """Whatever is raised within is Dask's: what the work raises is in its answer."""
        try:
            yield
        except Exception as problem:
            raise ClusterUnavailable(
                f"the scheduler at `{self._address}` or a worker failed: {type(problem).__name__}: {problem}"
            ) from problem


def _client(address: str) -> Client:
    if find_spec("distributed") is None:
        raise ClusterUnavailable(
            "distributed is not installed; try `pip install -c constraints.txt '.[cluster]'`"
        )
    from distributed import Client

    try:
        return Client(address, timeout=_ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise ClusterUnavailable(
            f"no scheduler answers at `{address}`; start one with `dask scheduler`"
        ) from problem
