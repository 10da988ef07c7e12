"""The noun of a migration."""

from __future__ import annotations

from pathlib import PurePosixPath

from msgspec import Struct

from ..rewriting import Splice


class Change(Struct, frozen=True):
    """All that a migration changes in one file."""

    path: PurePosixPath
    splices: tuple[Splice, ...]
    says: str
    """What it is, for the editor."""
