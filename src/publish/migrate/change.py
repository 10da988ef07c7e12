"""The noun of a migration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from ..rewriting import Splice


@dataclass(frozen=True, slots=True)
class Change:
    """All that a migration changes in one file."""

    path: PurePosixPath
    splices: tuple[Splice, ...]
    says: str
    """What it is, for the editor."""
