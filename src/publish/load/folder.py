"""An edition's folder, walked: ordinary files by path, with everything else reported.

Belongs to the stage `load`; it looks at names and kinds, never into files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from .. import faults
from ..report import Fault, Report
from ..span import Span

_ENDINGS = (".yaml", ".yml")


def walk(root: Path, folder: PurePosixPath, report: Report) -> Iterator[PurePosixPath]:
    """YAML files, pictures and records of releases below `root`; `folder` is what its files are called by."""
    waiting = [root]
    while waiting:
        for path in _listed(waiting.pop(), root, folder, report):
            inside = PurePosixPath(path.relative_to(root).as_posix())
            try:
                wanted = _wanted(path, inside, root, Span(folder / inside), report)
            except OSError as problem:
                report.add(Span(folder / inside), _unreadable(problem))
                continue
            if wanted and path.is_dir():
                waiting.append(path)
            elif wanted:
                yield inside


def is_yaml(path: PurePosixPath) -> bool:
    """Whether the name says YAML, in whatever spelling."""
    return path.suffix.lower() in _ENDINGS


def is_image(path: PurePosixPath) -> bool:
    """Whether it lies below `images/`."""
    return path.parts[0] == "images" and not is_yaml(path)


def is_release(path: PurePosixPath) -> bool:
    """Whether it is what a release recorded."""
    return path.parts[0] == "released" and path.suffix == ".json"


def _listed(directory: Path, root: Path, folder: PurePosixPath, report: Report) -> list[Path]:
    try:
        return sorted(path for path in directory.iterdir() if not _ignored(path.name))
    except OSError as problem:
        place = folder / PurePosixPath(directory.relative_to(root).as_posix())
        report.add(Span(place), _unreadable(problem))
        return []


def _unreadable(problem: OSError) -> Fault:
    return faults.unreadable_file((problem.strerror or "unknown reason").lower())


def _ignored(name: str) -> bool:
    """Hidden files and what editors leave behind."""
    return name.startswith((".", "#", "~")) or name.endswith(("~", ".swp", ".swo", ".bak", ".tmp"))


def _wanted(path: Path, inside: PurePosixPath, root: Path, span: Span, report: Report) -> bool:
    """Whether to go on with a path; if it is of interest and cannot be taken, the report says why."""
    if path.is_dir() and not path.is_symlink():
        return True
    wanted = is_yaml(inside) or is_image(inside) or is_release(inside)
    if not (wanted or path.is_symlink()):
        return False
    if not str(inside).isprintable():
        report.add(span, faults.odd_file_name())
    elif path.is_symlink() and not _stays(path, root):
        report.add(span, faults.outside_link(str(path.readlink())))
    elif not path.is_file():
        report.add(span, faults.special_file(_kind(path)))
    elif is_yaml(inside) and path.suffix != ".yaml":
        report.add(span, faults.yml_extension(path.with_suffix(".yaml").name))
    else:
        return wanted
    return False


def _stays(link: Path, root: Path) -> bool:
    """Whether a symbolic link leads to a file of the same edition."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # leads nowhere, or in a circle
        return False
    return target.is_relative_to(root.resolve()) and not target.is_dir()


def _kind(path: Path) -> str:
    if path.is_fifo():
        return "a pipe"
    return "a socket" if path.is_socket() else "a device"
