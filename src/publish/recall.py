"""Recalling: what a pure function gave before is not made again.

Stages are handed a `Recall` and know nothing of where results are kept. Each tells it everything that a
result follows from, but for the program: whoever keeps results tells apart those of one program and another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Protocol, TypeVar

from .report import Report

T = TypeVar("T")


class Recall(Protocol):
    """Gives a result that is kept, or makes it."""

    def __call__(self, work: str, said: Sequence[str], make: Callable[[], T]) -> T:
        """What `make` gives, now or before; `said` is all that it follows from, `work` what is done with it.

        None is never kept: it is made each time.
        """
        ...


def afresh(work: str, said: Sequence[str], make: Callable[[], T]) -> T:
    """Make a result, whatever was made before."""
    return make()


def recall_faultless(
    recall: Recall, work: str, said: Sequence[str], read: Callable[[Report], T], report: Report
) -> T:  # five parameters: two of them belong to the reading
    """What `read` gives; what has faults is never kept, so that they are found each time."""
    found, made = Report(), list[T]()

    def faultless() -> T | None:
        made.append(read(found))
        return None if len(found) else made[0]

    known = recall(work, said, faultless)
    report.extend(found)
    return made[0] if known is None or made else known


def digest_of(*said: str) -> str:
    """A digest of texts in their order, as hexadecimal digits; no others have it."""
    lengths = ",".join(str(len(text)) for text in said)
    return sha256("".join((lengths, "\n", *said)).encode("utf-8", "surrogatepass")).hexdigest()
