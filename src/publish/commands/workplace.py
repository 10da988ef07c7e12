"""The workshop of this project: its workers, and what it remembers in `.cache/`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .. import fingerprint
from ..pipeline import PRELOAD
from ..workshop import Crew, Memory, Runner, Workshop, default_workers
from .screen import PROJECT, fail

CACHE = Path(".cache")
"""Below the project's folder."""
_BYTES_PER_MB = 1_000_000


@contextmanager
def workplace(workers: int, cache_mb: int, scheduler: str = "") -> Iterator[Workshop]:
    """A workshop with so many workers, or one for each core if -1; it lets them go in the end.

    With a scheduler's address, those that have come to it work instead. What is remembered is kept within
    `cache_mb` megabytes. Stops with a sentence if there is no such scheduler.
    """
    memory = Memory(PROJECT / CACHE, cache_mb * _BYTES_PER_MB)
    with _runner(workers, scheduler) as runner:
        yield Workshop(runner, memory, fingerprint.program())
    memory.trim()
    if memory.trouble:
        print(f"The next build will set these pages again: {CACHE}/ did not keep them "
              f"({memory.trouble.strerror}).")


@contextmanager
def _runner(workers: int, scheduler: str) -> Iterator[Runner]:
    if not scheduler:
        with Crew(default_workers() if workers < 0 else workers, PRELOAD) as crew:
            crew.call_in()
            yield crew
        return
    from ..workshop.cluster import Cluster, ClusterUnavailable

    try:
        cluster = Cluster(scheduler)
    except ClusterUnavailable as refusal:
        fail(str(refusal))
    with cluster:
        yield cluster


def forget() -> int:
    """Empty the memory; gives how many entries it had."""
    return Memory(PROJECT / CACHE).clear()
