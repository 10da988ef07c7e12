"""The workshop of this project: its workers, and what it remembers in `.cache/`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath

from .. import fingerprint
from ..aside import PRELOAD, load_late_stages, load_proof, prepare
from ..undisturbed import stay_small
from ..workshop import Crew, Memory, Recollection, Runner, Workshop, default_workers
from .screen import PROJECT, fail

CACHE = Path(".cache")
"""Below the project's folder."""
_BYTES_PER_MB = 1_000_000
_LANGUAGE = re.compile(r"^language: *['\"]?([A-Za-z-]+)", re.MULTILINE)


@contextmanager
def workplace(
    workers: int, cache_mb: int, scheduler: str = "", first: PurePosixPath | None = None
) -> Iterator[Workshop]:
    """A workshop with so many workers, or one for each core if -1; it lets them go in the end.

    With a scheduler's address, those that have come to it work instead. What is remembered is kept within
    `cache_mb` megabytes. An aide prepares itself for the edition that is built `first`. Stops with a sentence
    if there is no such scheduler.
    """
    memory = Memory(PROJECT / CACHE, cache_mb * _BYTES_PER_MB)
    with _without_compiler(), _runner(scheduler) if scheduler else _crew(workers) as runner:
        is_new = not memory.has_entries
        aide = _called_in(runner, first, memory, is_new=is_new) if isinstance(runner, Crew) else None
        workshop = Workshop(runner, memory, fingerprint.this_program(), aside=not scheduler)
        workshop.aide = aide
        with workshop.in_waiting(load_late_stages if is_new else load_proof):
            yield workshop
    memory.keep_in_bounds()
    if memory.trouble:
        print(f"The next build will set these pages again: {CACHE}/ did not keep them "
              f"({memory.trouble.strerror}).")


def _called_in(crew: Crew, first: PurePosixPath | None, memory: Memory, *, is_new: bool) -> Runner | None:
    """Call in whoever is needed: all, where nothing is remembered; after an edit, there is little to do.

    Then all that takes the engine is done by an aide, who loads it while the edition is checked here.
    """
    if is_new:
        crew.call_in()
        return None
    if first is None:
        return None

    def recalling() -> Recollection:
        return Recollection(memory, fingerprint.this_program())

    return crew.aide(partial(prepare, PROJECT, first, _languages_of(first), recalling))


def _languages_of(edition: PurePosixPath) -> Sequence[str]:
    """The language in which an edition is, as far as that is seen at a glance."""
    try:
        return _LANGUAGE.findall((PROJECT / edition / "edition.yaml").read_text())
    except (OSError, ValueError):
        return ()


@contextmanager
def _without_compiler() -> Iterator[None]:
    """Let no program be found by its name, by this process and its workers: none is run.

    The engine tries every name that a library has on any system, and `cffi` asks `gcc` and `ld` for each
    that is not there. What the linker loads is found without them: measured, they take 0.1 s of the 0.42 s
    in which the engine is imported, here and by the workers.
    """
    path = os.environ.get("PATH")
    os.environ["PATH"] = os.devnull
    try:
        yield
    finally:
        if path is None:
            del os.environ["PATH"]
        else:
            os.environ["PATH"] = path


@contextmanager
def recollection() -> Iterator[Recollection]:
    """What was found out before, for work that needs no workers; it is kept within bounds in the end."""
    memory = Memory(PROJECT / CACHE)
    yield Recollection(memory, fingerprint.this_program())
    memory.keep_in_bounds()


def _crew(workers: int) -> Crew:
    if not workers:
        stay_small()
    return Crew(default_workers() if workers < 0 else workers, PRELOAD)


@contextmanager
def _runner(scheduler: str) -> Iterator[Runner]:
    """Those that have come to a scheduler."""
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
