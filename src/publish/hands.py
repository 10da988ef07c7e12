"""Who does the jobs of a stage: it itself, one after another, or hands that it knows nothing of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol, TypeVar

from .recall import Recall


class Job(Protocol):
    """Something to be done."""

    @property
    def said(self) -> Sequence[str]:
        """All that its result follows from, but for the program."""
        ...


J = TypeVar("J", bound=Job)
R = TypeVar("R")


class Hands(Protocol):
    """Does jobs of one kind, and gives the place of each among them with its result, in any order."""

    def __call__(self, work: Callable[[J], R], jobs: Sequence[J], /) -> Iterable[tuple[int, R]]:
        """What `work`, a pure function at the top of a module, gives for each job."""
        ...


def own_hands(work: Callable[[J], R], jobs: Sequence[J], /) -> Iterator[tuple[int, R]]:
    """Does jobs one after another, here."""
    return enumerate(map(work, jobs))


def recalling_hands(recall: Recall) -> Hands:
    """Hands that do jobs here, one after another, but for those whose result is recalled."""

    def run(work: Callable[[J], R], jobs: Sequence[J], /) -> Iterator[tuple[int, R]]:
        for number, job in enumerate(jobs):
            yield number, recall(work.__qualname__, job.said, partial(work, job))

    return run


def done(hands: Hands, work: Callable[[J], R], jobs: Sequence[J]) -> list[R]:
    """The result of each job, in their order."""
    found = dict(hands(work, jobs))
    return [found[number] for number in range(len(jobs))]
