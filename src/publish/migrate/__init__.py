"""Brings the files of an edition from an older format to the one that this program reads.

Each format has one module here, named after it, and one entry in `MIGRATIONS`. A migration says what it
changes as splices, so that it touches nothing else, and leaves alone what is written in its format already:
one that was broken off can simply be run again. Nothing here touches files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from ..artifacts import File, Node
from ..model.edition import FORMAT
from ..rewriting import rewritten
from . import format_2
from .change import Change

__all__ = ["EDITION", "FIRST", "MIGRATIONS", "Migrated", "format_of", "migrated"]

EDITION = PurePosixPath("edition.yaml")
FIRST = 1
"""The format of files that name none."""

Files = Mapping[PurePosixPath, bytes]
"""The files of an edition by path inside its folder."""

MIGRATIONS: Mapping[int, Callable[[Mapping[PurePosixPath, File]], tuple[Change, ...]]] = {
    2: format_2.changes,
}
"""By the number of the format that each brings about, from the one before."""


class Migrated(Struct, frozen=True):
    """What a migration makes of an edition."""

    changed: Files
    """The files that are not what they were."""
    says: tuple[str, ...]
    """What was done, one sentence for each change."""


def format_of(root: Node) -> int | None:
    """The format that `edition.yaml` names; None if what it names is no number."""
    written = root.get("format", str(FIRST)) if isinstance(root, dict) else None
    if not isinstance(written, str) or not written.isascii() or not written.isdigit() or len(written) > 4:
        return None
    return int(written) or None


def migrated(files: Files, read: Callable[[PurePosixPath, bytes], File]) -> Migrated:
    """The files of an edition in the present format; `read` gives the nodes of one."""
    now, says = dict(files), list[str]()
    found = format_of(read(EDITION, now[EDITION]).root)
    for number in range((found or FORMAT) + 1, FORMAT + 1):
        trees = {path: read(path, content) for path, content in now.items()}
        for change in MIGRATIONS[number](trees):
            now[change.path] = rewritten(now[change.path], change.splices)
            says.append(f"{change.path}: {change.says}")
    return Migrated({path: content for path, content in now.items() if content != files[path]}, tuple(says))
