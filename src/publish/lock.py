"""One writer at a time: a lock on a file that says who holds it, and that dies with its process.

It is the system's own lock (flock; on Windows a locked range), from the standard library. A library such as
`filelock` was looked at: where a disk cannot lock, it falls back on marker files that outlive their process,
and it has no room for who holds the lock; what is left of it are the few lines below.

On Linux and macOS this holds on local disks, and on NFS, whose server keeps the locks of all machines (but
not with the mount options `nolock` or `local_lock`); on SMB too, where others cannot read who it is. A disk
that knows no locks gives none, which the caller is told.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from .uninterrupted import uninterrupted

_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_UNKNOWN = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
"""What a disk says that knows no locks."""


class Holder(Struct, frozen=True):
    """Who is at work, as it stands in the lock's file."""

    user: str
    host: str
    number: int
    """Of the process."""
    since: str
    """ISO 8601, with the offset from UTC."""
    doing: str
    """In the words of people: `building it`."""


class Taken(Exception):
    """Somebody else holds the lock; `holder` is None if they have not said who they are."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__("the lock is taken")
        self.holder = holder


@contextmanager
def locked(path: Path, holder: Holder) -> Iterator[bool]:
    """Hold a lock while the block runs; gives whether the disk knows locks at all.

    `Taken` if somebody else holds it; `OSError` if the disk has no room for a line, or may not be written.
    """
    with ExitStack() as stack:
        with uninterrupted():
            handle, known = _take(path, holder)
            stack.callback(_let_go, handle, path)
        yield known


def _take(path: Path, holder: Holder) -> tuple[int, bool]:
    """The open file, locked, and whether the disk knows locks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        handle = _open(path)
        try:
            known = _lock(handle)
            if _is(handle, path):  # or else its holder has just let go of it, and removed it
                _sign(handle, path, holder)
                return handle, known
        except BlockingIOError:
            os.close(handle)
            raise Taken(_read(path)) from None
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _open(path: Path) -> int:
    """The file, made if need be; whoever may write in the folder may lock it."""
    try:
        return os.open(path, os.O_RDWR)
    except FileNotFoundError:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        with suppress(OSError):
            path.chmod(0o666)
        return handle


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """Behind the text: on Windows a locked range cannot be read."""

    def _lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as refusal:
            return _judged(refusal)
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as refusal:
            return _judged(refusal)
        return True


def _judged(refusal: OSError) -> bool:
    """False if the disk knows no locks; `BlockingIOError` if somebody else holds this one."""
    if refusal.errno in _TAKEN:
        raise BlockingIOError from refusal
    if refusal.errno in _UNKNOWN:
        return False
    raise refusal


def _is(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _sign(handle: int, path: Path, holder: Holder) -> None:
    """Say who holds the lock. A disk without room for that has none for a book, which is better told now."""
    try:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(asdict(holder)).encode())
    except OSError as problem:
        problem.filename = os.fspath(path)
        with suppress(OSError):
            path.unlink()
        raise


def _read(path: Path) -> Holder | None:
    try:
        return Holder(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _let_go(handle: int, path: Path) -> None:
    """Remove the file while it is still locked, so that nobody can lock one that is gone unawares."""
    with uninterrupted():
        with suppress(OSError):  # Windows keeps an open file; one that stays behind is locked by nobody
            if _is(handle, path):
                path.unlink()
        os.close(handle)
