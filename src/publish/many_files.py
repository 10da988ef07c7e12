"""Files by the hundred, with few calls to the system: a program, an edition, sheets, what is remembered.

Paths are texts here: `Path` takes twice as long to read a small file, and thrice to sort names.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection

_READING = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK"))
"""As far as the system has these."""
_PIECE = 1 << 16
_MORE = 1 << 20
"""Bytes that are read at once where a file is longer than it said."""


def read_whole(path: str) -> bytes:
    """What is in a file; raises `OSError`."""
    file = _opened(path)
    try:
        read = os.read(file, os.fstat(file).st_size + 1)
        while more := os.read(file, _MORE) if read else b"":
            read += more
        return read
    finally:
        os.close(file)


def sha256_of(path: str) -> str:
    """The SHA-256 of what is in a file, as hexadecimal digits; raises `OSError`.

    It is read in pieces: memory for a large one at once takes longer to get than its bytes.
    """
    digest, file = hashlib.sha256(), _opened(path)
    try:
        while piece := os.read(file, _PIECE):
            digest.update(piece)
    finally:
        os.close(file)
    return digest.hexdigest()


def target_of(path: str) -> str:
    """Where a link leads, in hexadecimal digits: its name may be no text."""
    return os.fsencode(os.readlink(path)).hex()  # noqa: PTH115  # of a text


def _opened(path: str) -> int:
    """A file; also a pipe, in which nothing is, for nobody is waited for who writes into it."""
    return os.open(path, _READING)


def all_below(folder: str, but: Collection[str] = ()) -> list[str]:
    """The paths of all that is below a folder, sorted as the parts of paths are; no link is followed.

    `but` are names of folders that are left out.
    """
    found: list[str] = []
    is_link = os.path.islink(folder)  # noqa: PTH114  # of a text
    for here, folders, files in os.walk(folder) if not is_link else ():
        folders[:] = (name for name in folders if name not in but)
        found += (f"{here}{os.sep}{name}" for name in (*folders, *files))
    return sorted(found, key=lambda path: path.replace(os.sep, "\0"))
