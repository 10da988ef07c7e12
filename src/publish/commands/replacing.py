"""Files of an edition that are replaced together, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .. import shelf

if TYPE_CHECKING:
    from ..artifacts import File


def replace_all(contents: Mapping[Path, bytes]) -> None:
    """Write files, in their order; if one cannot be written, or somebody breaks it off, none is changed."""
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    begun: list[Path] = []
    try:
        for path, content in contents.items():
            begun.append(path)
            shelf.put(path.resolve(), content)
    except BaseException:
        for path in begun:
            with suppress(OSError):
                _restore(path, before[path])
        raise


def read_back(place: PurePosixPath, content: bytes) -> File:
    """The nodes of a file that was made here; `ValueError`, a fault of ours, if it is not sound."""
    from ..load import read
    from ..report import Report

    report = Report()
    file = read(place, content, report)
    if file is None or report.failed:
        raise ValueError(f"{place} as it was made: {[one.fault.message for one in report]}")
    return file


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        shelf.put(path.resolve(), content)
