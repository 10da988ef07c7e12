"""Files of an edition that are replaced together, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .. import shelf

if TYPE_CHECKING:
    from ..artifacts import File


def replace_all(contents: Mapping[Path, bytes]) -> None:
    """Write files; if one cannot be written, or somebody breaks it off, none is changed."""
    shelf.put_together({path.resolve(): content for path, content in contents.items()})


def read_back(place: PurePosixPath, content: bytes) -> File:
    """The nodes of a file that was made here; `ValueError`, a fault of ours, if it is not sound."""
    from ..load import read
    from ..report import Report

    report = Report()
    file = read(place, content, report)
    if file is None or report.failed:
        raise ValueError(f"{place} as it was made: {[one.fault.message for one in report]}")
    return file
