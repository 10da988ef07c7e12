"""The writer into `dist/`: whole files or none.

What belongs together is written beside its places under other names, flushed to the disk, and moved there
together, so that readers never meet half of it. What was there stays until then. A writer that is killed
leaves its other names behind; `sweep` takes them away, under the lock of whoever writes there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import asdict

from .exchange import aside, change_places
from .many_files import sha256_of
from .uninterrupted import uninterrupted

Content = bytes | Mapping[str, bytes] | None
"""Of a file; of a folder its files, by name; None if nothing is to be there any more."""

_LEFT_BEHIND = re.compile(r"\.(?P<place>.+)\.(?:[a-z0-9_]{8}|before)")
"""A name under which something is written before it has its place, or waits for its end."""


class Stamp(Struct, frozen=True):
    """What is known of a file in `dist/`: from what it was built, and what it is."""

    key: str
    """The key of the build."""
    sha256: str
    """The digest of the file."""
    pages: int
    notes: int
    tables: int


def put(path: Path, content: bytes) -> None:
    """Write a file whole; `OSError` if the disk does not take it, with the old file left in place."""
    put_together({path: content})


def put_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files whole, in the place of one that was there; the old one stays until then."""
    put_together({path: files})


def put_together(wanted: Mapping[Path, Content]) -> None:
    """Write files and folders that belong together: all of them, or none and `OSError` names one."""
    mark = os.urandom(4).hex()
    fresh = {path: path.with_name(f".{path.name}.{mark}") for path in wanted}
    try:
        for path, content in wanted.items():
            with _naming(path):
                if content is not None:
                    _write(fresh[path], content)
        with uninterrupted():
            _show(fresh)
    finally:  # by now the fresh names are those of what was there before, or of what is not wanted any more
        with uninterrupted():
            for leftover in fresh.values():
                remove(leftover)


def put_stamped(
    path: Path, content: bytes, stamp: Stamp, besides: Mapping[Path, Content] = MappingProxyType({})
) -> None:
    """Write a file together with its stamp, and with what else belongs to it."""
    put_together({**besides, **stamped(path, content, stamp)})


def stamped(path: Path, content: bytes | None, stamp: Stamp) -> dict[Path, Content]:
    """A file and its stamp, to be put together with others; or that neither is to be there."""
    told = (json.dumps(asdict(stamp), indent=1) + "\n").encode()
    return {path: content, _stamp_path(path): None if content is None else told}


def stamp_of(path: Path, key: str | None = None) -> Stamp | None:
    """The stamp of a file that is there and is what its stamp says; None otherwise, or for another key."""
    try:
        stamp = Stamp(**json.loads(_stamp_path(path).read_text()))
        is_meant = key is None or stamp.key == key
        return stamp if is_meant and sha256_of(str(path)) == stamp.sha256 else None
    except (OSError, ValueError, TypeError):
        return None


def lacks(path: Path) -> bool:
    """Whether a file that was put with a stamp is gone or is another one."""
    return _stamp_path(path).exists() and stamp_of(path) is None


def sweep(folder: Path, own: Collection[str] | None = None) -> None:
    """Take away what killed writers left in a folder, and put back what they had taken from its place.

    `own` are the names, without endings, of what the caller alone may write there; all of them if left out.
    """
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        left = _LEFT_BEHIND.fullmatch(path.name)
        if left is None or (own is not None and left["place"].lstrip(".").partition(".")[0] not in own):
            continue
        place = folder / left["place"]
        if path == aside(place) and not os.path.lexists(place):
            path.rename(place)
        remove(path)


def remove(path: Path) -> None:
    """Let a file or a folder be gone; nothing happens if it is, or if the system does not let go of it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _write(path: Path, content: bytes | Mapping[str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        _write_file(path, content)
        return
    path.mkdir()
    path.chmod(0o755)
    for name, file in content.items():
        _write_file(path / name, file)


def _write_file(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    path.chmod(0o644)


def _show(fresh: Mapping[Path, Path]) -> None:
    """Let everything take its place; if one thing cannot, nothing does."""
    done: list[tuple[Path, Path]] = []
    try:
        for path, written in fresh.items():
            with _naming(path):
                done.append(_change(written, path))
    except BaseException:
        for one, other in reversed(done):
            if os.path.lexists(one):
                change_places(one, other)
        raise


def _change(written: Path, path: Path) -> tuple[Path, Path]:
    """Let what was written take its place, or what was there leave it; gives what undoes that."""
    if os.path.lexists(written):
        change_places(written, path)
        return path, written
    if os.path.lexists(path):
        change_places(path, written)
    return written, path


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let an `OSError` name the file that was wanted: a full disk names none, a rename the wrong one."""
    try:
        yield
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, os.fspath(path)) from problem


def _stamp_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.json")
