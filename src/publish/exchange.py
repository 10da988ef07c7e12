"""Two files or folders change places.

Linux does it in one step, on most disks. Elsewhere (macOS, Windows, network drives) it takes three, and for a
moment a folder is not there: what was there waits under the name `.….before`, where `shelf.sweep` finds it.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

_HERE = -100
"""`AT_FDCWD`: relative names are meant from the working folder."""
_EXCHANGE = 2
"""`RENAME_EXCHANGE`, see renameat2(2)."""


def change_places(one: Path, other: Path) -> None:
    """Let each have the other's name; if `other` is not there, `one` takes its place.

    `OSError` leaves everything as it was.
    """
    if not os.path.lexists(other):
        one.rename(other)
    elif not _in_one_step(one, other):
        _in_three_steps(one, other)


def aside(path: Path) -> Path:
    """Where what had a name waits while another takes it."""
    return path.with_name(f".{path.name}.before")


def _in_one_step(one: Path, other: Path) -> bool:
    """Whether the system and the disk could do it."""
    if sys.platform != "linux":
        return False
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):  # a C library of before 2018
        return False
    return bool(renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _in_three_steps(one: Path, other: Path) -> None:
    waiting = aside(other)
    try:
        os.link(other, waiting, follow_symlinks=False)  # a file is never gone, where the disk knows links
    except (OSError, NotImplementedError):
        other.replace(waiting)
    try:
        one.replace(other)
    except BaseException:
        with suppress(OSError):
            waiting.replace(other)
        raise
    waiting.replace(one)
