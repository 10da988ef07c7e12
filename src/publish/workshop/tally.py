"""How much a folder has been given, so that it need not be looked through after each build.

A file of lines: `+120` for every 120 bytes that were put in, `=4000` for what there was when somebody looked.
Lines are only ever added, each in one piece, so that several builds may do it at once; who looks begins a new
file, in which others go on. The sum may be too large, never too small for long: what was put in place of
something else counts twice, what was taken away still counts.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..many_files import read_whole

NAME = "kept"
_ADDING = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
"""Not waiting, should it be a pipe, for somebody who reads."""
_LONGEST = 4_000
"""Lines; with more it is time to look, be it for what killed writers left."""


class Tally:
    """What is known of a folder by what was said of it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def add(self, size: int) -> None:
        """Say that so many bytes were put in. A disk that does not take it takes no entry either."""
        self._say(f"+{size}\n")

    def may_exceed(self, limit: int) -> bool:
        """Whether there may be more bytes than that, or nobody knows."""
        try:
            said = read_whole(str(self._path)).decode("ascii").split()
            known = any(line.startswith("=") for line in said)
            known = known and os.access(self._path, os.W_OK)  # or it lacks what others put in
            return not known or len(said) > _LONGEST or sum(int(line[1:]) for line in said) > limit
        except (OSError, ValueError):
            return True

    def renew(self, look: Callable[[], int]) -> None:
        """Look how many bytes there are; whatever is put in meanwhile counts, too."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._say(f"={look()}\n")

    def forget(self) -> None:
        """Know nothing."""
        with suppress(OSError):
            self._path.unlink()

    def _say(self, line: str) -> None:
        try:
            handle = os.open(self._path, _ADDING, 0o666)
            try:
                os.write(handle, line.encode("ascii"))
            finally:
                os.close(handle)
        except OSError:
            self.forget()
