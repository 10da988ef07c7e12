"""The workshop of this project: its workers, and what it remembers in `.cache/`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .. import fingerprint
from ..pipeline import PRELOAD
from ..workshop import Crew, Memory, Workshop, default_workers
from .screen import PROJECT

CACHE = Path(".cache")
"""Below the project's folder."""
_BYTES_PER_MB = 1_000_000


@contextmanager
def workplace(workers: int, cache_mb: int) -> Iterator[Workshop]:
    """A workshop with so many workers, or one for each core if -1; it lets them go in the end.

    What it remembers is kept within `cache_mb` megabytes.
    """
    memory = Memory(PROJECT / CACHE, cache_mb * _BYTES_PER_MB)
    with Crew(default_workers() if workers < 0 else workers, PRELOAD) as crew:
        yield Workshop(crew, memory, fingerprint.program())
    memory.trim()


def forget() -> int:
    """Empty the memory; gives how many entries it had."""
    return Memory(PROJECT / CACHE).clear()
