"""The jobs of one run, how far they are, and how a job and its answer travel between processes.

Both are pickled: a job with the name of its work, an answer with the result or with what the work raised.
"""

from __future__ import annotations

import pickle
import traceback
from collections import Counter, deque
from collections.abc import Callable, Sequence
from typing import Generic, Literal, TypeVar

from msgspec import Struct, field

Job = TypeVar("Job")
Result = TypeVar("Result")

Step = Literal["begun", "begun again", "done"]
Told = Callable[[int, Step], None]
"""Is told what becomes of a job, by its index."""

_TRIES = 2
_PROTOCOL = 5


class WorkerLost(RuntimeError):
    """Whoever was given these jobs died: most likely the machine has too little memory for them."""

    def __init__(self, *indices: int) -> None:
        super().__init__(f"the workers died at job {', '.join(map(str, indices))}")
        self.indices = indices

    @property
    def index(self) -> int:
        """Of the first of the jobs."""
        return self.indices[0]


class Stack(Struct, Generic[Job, Result]):
    """The jobs of one run, and how far they are."""

    work: Callable[[Job], Result]
    jobs: Sequence[Job]
    told: Told
    waiting: deque[int] = field(default_factory=deque)
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

    def tell_begun(self, index: int) -> None:
        """Say that somebody is at a job, for the first time or again."""
        self.told(index, "begun" if self.tries[index] == 1 else "begun again")

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
        return result  # type: ignore[no-any-return]  # pickled by `answer_to`


def answer_to(message: bytes) -> bytes:
    """The result of a job, or what it raised, as `Stack.result` reads it."""
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
