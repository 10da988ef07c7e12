"""The writer into `dist/`: whole files or none.

A file is written beside its place under another name, flushed to the disk and moved there in one
step, so that readers never meet half of one. What was there stays until then.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from .fingerprint import sha256


@dataclass(frozen=True, slots=True)
class Stamp:
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
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files whole, in the place of one that was there; the old one stays until then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        for name, content in files.items():
            put(fresh / name, content)
        fresh.chmod(0o755)
        if path.exists():
            aside = fresh / ".before"
            path.replace(aside)
        fresh.replace(path)
    except BaseException:
        _put_back(fresh / ".before", path)
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(path / ".before", ignore_errors=True)


def _put_back(aside: Path, path: Path) -> None:
    if aside.exists() and not path.exists():
        aside.replace(path)


def put_stamped(path: Path, content: bytes, stamp: Stamp) -> None:
    """Write a file and then its stamp."""
    put(path, content)
    put(_stamp_path(path), (json.dumps(asdict(stamp), indent=1) + "\n").encode())


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file that is there and is what its stamp says; None otherwise."""
    try:
        stamp = Stamp(**json.loads(_stamp_path(path).read_text()))
        return stamp if sha256(path.read_bytes()) == stamp.sha256 else None
    except (OSError, ValueError, TypeError):
        return None


def lacks(path: Path) -> bool:
    """Whether a file that was put with a stamp is gone or is another one."""
    return _stamp_path(path).exists() and stamp_of(path) is None


def take_away(path: Path) -> None:
    """Remove a file and its stamp, if they are there."""
    path.unlink(missing_ok=True)
    _stamp_path(path).unlink(missing_ok=True)


def _stamp_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.json")
