"""What a disk says that does not take or give a file, in the words of people: which disk, and what to do."""

from __future__ import annotations

import errno
import getpass
import os
import shutil
from pathlib import Path

from . import screen

_ELSEWHERE = "or make dist/ a link to a folder on another disk"
_ENOUGH_MB = 5
"""A disk with so much free is not full of bytes but of files."""


def sentence_of(problem: OSError) -> str:
    """What is wrong, and what to try."""
    path = _file(problem)
    name = _shown(path) if path else "a file"
    disk = disk_of(path) if path else "the disk"
    match problem.errno:
        case errno.ENOSPC:
            return (f"{_capital(disk)} is full{_free(path)}: {name} was not written. "
                    f"Make room there, {_ELSEWHERE}, and try again.")
        case errno.EDQUOT:
            return (f"Your quota on {disk} is used up: {name} was not written. "
                    f"Delete what you no longer need there, {_ELSEWHERE}, and try again.")
        case errno.EROFS:
            return (f"{_capital(disk)} can only be read: {name} was not written. "
                    f"Have it mounted for writing, {_ELSEWHERE}, and try again.")
        case errno.EACCES | errno.EPERM:
            return f"`{_user()}` may not write or read {name}{_owner(path)}. Change who may, and try again."
    where = f" ({name})" if path else ""
    return f"The disk did not take or give a file{where}: {problem.strerror}."


def disk_of(path: Path) -> str:
    """The disk that a file is on, or would be, by the place where it is mounted."""
    place = _nearest(path).resolve()
    while not place.is_mount() and place != place.parent:
        place = place.parent
    return f"the disk `{place}`"


def _file(problem: OSError) -> Path | None:
    """The file that the problem is about; of a hidden one, which nobody knows, its folder."""
    if not isinstance(problem.filename, str | bytes):
        return None
    path = Path(os.fsdecode(problem.filename))
    return path.parent if path.name.startswith(".") else path


def _nearest(path: Path) -> Path:
    """The file, or the first folder above it that is there."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _free(path: Path | None) -> str:
    if path is None:
        return ""
    free_mb = shutil.disk_usage(_nearest(path)).free / 1e6
    return f" ({free_mb:.1f} MB free)" if free_mb < _ENOUGH_MB else " (it has room, but for no further files)"


def _owner(path: Path | None) -> str:
    if path is None:
        return ""
    nearest = _nearest(path)
    try:
        return f"; `{_shown(nearest)}` belongs to `{nearest.owner()}`"
    except (OSError, KeyError, NotImplementedError):  # a number without a name, or Windows
        return ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container may run under a number that has no name
        return "this user"


def _shown(path: Path) -> str:
    whole = screen.PROJECT / path
    inside = whole.relative_to(screen.PROJECT) if whole.is_relative_to(screen.PROJECT) else whole
    return f"{inside.as_posix()}/" if whole.is_dir() else inside.as_posix()


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
