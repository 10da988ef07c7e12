"""What is remembered from one build to the next: results on the disk, under digests of what they follow from.

In go bytes under a key, out they come again, the same or not at all. A result that is not remembered is made
anew, so nothing here ever fails a build: a disk that is full or may not be written keeps nothing, and an
entry that is not whole counts as none.

An entry is written under another name and moved to its place, so that several builds may read, write and
trim one memory at once. It is not flushed to the disk: what a power cut leaves of it has another digest.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from ..many_files import read_whole
from .tally import Tally

LIMIT = 512_000_000
"""Bytes on the disk."""

_MARK = b"publish-memory\x00\x01"
"""What an entry begins with; the last byte is the version of its form."""
_PLAIN, _PACKED = b"p", b"z"
_WORTH = 0.6
"""What packing may leave of a value: most values are packed within, and each is unpacked more than once."""
_SMALL = 32_768
"""Bytes of a value that is not packed: a build asks for hundreds, and disks give room by the 4 kB."""
_HEAD = len(_MARK) + len(_PLAIN) + sha256().digest_size
_KEY = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = re.compile(r"\.[0-9a-f]{64}\.[0-9a-f]{8}")
_STALE_SECONDS = 3600.0
"""No entry takes so long to write: whoever began it is gone."""


def key_of(*parts: bytes | str) -> str:
    """A digest of the parts, in their order; no others have it, wherever one ends and the next begins."""
    digest = sha256()
    for part in parts:
        kind = b"s" if isinstance(part, str) else b"b"
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(kind + len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()


class Memory:
    """Results on the disk, no more than `limit` bytes of them after a `trim`."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder, self._limit = folder, limit
        self._tally = Tally(folder)
        self._trouble: OSError | None = None

    @property
    def trouble(self) -> OSError | None:
        """Why the disk did not keep something, the first time that it did not; None if all is well."""
        return self._trouble

    @property
    def has_entries(self) -> bool:
        """Whether anything may be remembered."""
        return any(self._entries())

    def recall(self, key: str) -> bytes | None:
        """What was kept under a key; None if nothing was, or if it is no longer what it was."""
        path = self._place(key)
        try:
            entry = read_whole(path)
        except OSError:
            return None
        value = _opened(entry, key)
        with suppress(OSError):
            Path(path).unlink() if value is None else os.utime(path)
        return value

    def keep(self, key: str, value: bytes) -> None:
        """Remember a value, in the place of what was kept under its key; see `trouble`."""
        path = self._path(key)
        unfinished = path.with_name(f".{key}.{os.urandom(4).hex()}")
        try:
            entry = _closed(value, key)
            _write(unfinished, entry)
            self._tally.add(len(entry))  # first: who is killed now has counted too much, not too little
            unfinished.replace(path)
        except OSError as refusal:
            self._trouble = self._trouble or refusal
        finally:  # a Ctrl-C leaves nothing behind either
            with suppress(OSError):
                unfinished.unlink()

    def keep_in_bounds(self) -> None:
        """Trim, if so much was kept since the last time that it may be needed."""
        if self._tally.may_exceed(self._limit):
            self.trim()

    def trim(self) -> None:
        """Forget what was unused the longest until the rest is within the limit; sweep up what is stale."""
        self._tally.renew(self._trimmed)
        self._sweep()

    def _trimmed(self) -> int:
        """The bytes that are left."""
        size = sum(status.st_size for _, status in self._files(_KEY))
        for entry in sorted(self._entries()) if size > self._limit else ():
            if size <= self._limit:
                break
            with suppress(OSError):  # another build may have forgotten it meanwhile
                entry.path.unlink()
            size -= entry.size
        return size

    def clear(self) -> int:
        """Forget everything; gives how many entries that were. Files that are not ours stay."""
        cleared = 0
        for entry in self._entries():
            with suppress(OSError):
                entry.path.unlink()
                cleared += 1
        self._tally.forget()
        self._sweep()
        return cleared

    def _path(self, key: str) -> Path:
        return Path(self._place(key))

    def _place(self, key: str) -> str:
        if not _KEY.fullmatch(key):
            raise ValueError(f"{key!r} is no digest of `key_of`")
        return os.path.join(self._folder, key[:2], key)  # noqa: PTH118  # a build asks for hundreds

    def _entries(self) -> Iterator[_Entry]:
        for file, status in self._files(_KEY):
            yield _Entry(status.st_mtime_ns, status.st_size, Path(file.path))

    def _sweep(self) -> None:
        """Take away what writers left who were killed. How old it is, the disk's own clock says."""
        with suppress(OSError):
            os.utime(self._folder)
            latest = self._folder.stat().st_mtime - _STALE_SECONDS
            for file, status in self._files(_UNFINISHED):
                if status.st_mtime < latest:
                    with suppress(OSError):
                        Path(file.path).unlink()

    def _files(self, name: re.Pattern[str]) -> Iterator[tuple[os.DirEntry[str], os.stat_result]]:
        """Every file of such a name; what cannot be read, or is gone by now, is not there."""
        for number in range(256):
            with suppress(OSError), os.scandir(self._folder / f"{number:02x}") as files:
                for file in files:
                    if name.fullmatch(file.name):
                        with suppress(OSError):
                            yield file, file.stat(follow_symlinks=False)


class _Entry(Struct, frozen=True, order=True):
    """An entry as the folder lists it; the one that is the longest unused sorts first."""

    used: int
    """In nanoseconds."""
    size: int
    path: Path


def _write(path: Path, content: bytes) -> None:
    """Write a new file; the folder is made if need be, and made again if somebody has just removed it."""
    try:
        stream = path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("xb")
    with stream:
        stream.write(content)


def _closed(value: bytes, key: str) -> bytes:
    """An entry: mark, form, digest, and the value; a large one packed if that makes it much smaller."""
    packed = zlib.compress(value, 1) if len(value) > _SMALL else value
    form, content = (_PACKED, packed) if len(packed) < len(value) * _WORTH else (_PLAIN, value)
    return b"".join((_MARK, form, _digest(form, content, key), content))


def _opened(entry: bytes, key: str) -> bytes | None:
    """The value in an entry; None if one bit of it is wrong, or if it is the entry of another key."""
    form, content = entry[len(_MARK) : len(_MARK) + 1], memoryview(entry)[_HEAD:]
    if not entry.startswith(_MARK) or entry[len(_MARK) + 1 : _HEAD] != _digest(form, content, key):
        return None
    return zlib.decompress(content) if form == _PACKED else bytes(content)


def _digest(form: bytes, content: bytes | memoryview, key: str) -> bytes:
    digest = sha256(form + key.encode())
    digest.update(content)
    return digest.digest()
