"""Work for the workers of the tests; apart from them, so that a worker need not load pytest."""

from __future__ import annotations

import fcntl
import os
import signal
import tempfile
import time
from pathlib import Path

from publish.workshop import Crew


class Strange(Exception):
    """It is pickled, but cannot be unpickled."""

    def __init__(self, first: int, second: int) -> None:
        super().__init__("so strange")


prepared: list[int] = []
"""The process that prepared itself."""


def prepare() -> None:
    """What an aide does before there are jobs."""
    prepared.append(os.getpid())


def fail_to_prepare() -> None:
    """What an aide cannot do."""
    raise OSError("cannot load library")


def prepare_forever(path: Path) -> None:
    """Hold a file for a minute instead of being ready."""
    hold(path)


def who_is_prepared(_: object) -> tuple[int, list[int]]:
    """Which process does the job, and which of its ancestors prepared itself."""
    return os.getpid(), prepared


def square(number: int) -> int:
    """What every crew and every cluster must make of a number."""
    return number * number


def who(_: object) -> int:
    """Which process does the job."""
    time.sleep(0.02)  # so that the next job is for somebody else
    return os.getpid()


def who_is_asked_within(_: object) -> tuple[int, set[int]]:
    """A worker, and who does the jobs of its own crew."""
    with Crew(2) as crew:
        return os.getpid(), {number for _, number in crew.run(who, range(3))}


def large(size: int) -> bytes:
    """More than a pipe holds."""
    return bytes(size)


def die_at(path: Path | None) -> str:
    """Be killed, with a temporary file open, if there is a path and nobody was killed there before."""
    if path is None:
        return "no danger"
    if path.exists():
        return "survived"
    with tempfile.NamedTemporaryFile() as file:
        path.write_text(file.name)
        os.kill(os.getpid(), signal.SIGKILL)
    return "never said"


def die_if(number: int) -> int:
    """Be killed at an odd number, however often it is tried."""
    if number % 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_before_child(path: Path | None) -> str:
    """Be killed once, if there is a path, and leave a child behind that has all that was open."""
    if path is None or path.exists():
        return "survived"
    child = os.fork()
    if not child:
        time.sleep(60)
    path.write_text(str(child))
    os.kill(os.getpid(), signal.SIGKILL)
    return "never said"


def deaf(_: object) -> bool:
    """Whether a Ctrl-C would not be heard, not even before the worker could say so."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def hold_or_fail(job: tuple[bool, Path]) -> None:
    """Hold a path, or fail once another worker holds it."""
    holding, path = job
    if holding:
        hold(path)
    await_holder(path)
    raise KeyError("of the work")


def fail_strangely(_: object) -> None:
    """Raise what cannot travel."""
    raise Strange(1, 2)


def hold(path: Path | None) -> None:
    """Lock a file for a minute, if there is one; a process that has ended lets go of it."""
    if path is None:
        return
    with path.open("w") as file, tempfile.NamedTemporaryFile():
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write("held")
        file.flush()
        time.sleep(60)


def hold_in_a_crew(path: Path) -> None:
    """Have a worker lock a file for a minute."""
    with Crew(2) as crew:
        list(crew.run(hold, [path, None]))


def await_holder(path: Path) -> None:
    """Return once somebody holds a path."""
    while not (path.exists() and path.read_text()):
        time.sleep(0.005)
