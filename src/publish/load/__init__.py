"""The stage `load`: an edition's files → `Source`.

YAML is read with the place of every key and value, and every scalar stays a string: types are the models'
business (`validate`). Whatever YAML offers beyond keys, lists and text is refused. A bad file never hides
another one: it is reported, left out of the `Source`, and the next one is read.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from .. import faults
from ..artifacts import File, Source
from ..recall import Recall, afresh
from ..report import Report
from ..span import Span
from .folder import is_image, is_release, is_yaml, walk
from .reading import LIMIT_MB, RELEASE_LIMIT_MB, printable, read_raw, read_text, text_of
from .tree import read_tree, sound_file

__all__ = ["excerpted", "is_edition_name", "load", "read"]

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""How an edition's folder may be called; its PDF gets the same name."""
RESERVED = frozenset({"specimens", "proof", "trace"})
"""What else is called so in `dist/`."""


def load(project: Path, folder: PurePosixPath, report: Report, recall: Recall = afresh) -> Source:
    """Every file of the edition in `project / folder`; go on to `validate` only if nothing failed."""
    root = project / folder
    if not _is_edition(root, project, folder, report):
        return Source(folder, {}, frozenset())
    found = sorted(walk(root, folder, report))
    files = {path: _load(root / path, folder / path, report, recall) for path in found if is_yaml(path)}
    return Source(
        folder,
        {path: file for path, file in files.items() if file is not None},
        frozenset(path for path in found if is_image(path)),
        {path.stem: text for path in found if is_release(path)
         if (text := read_text(root / path, folder / path, report, RELEASE_LIMIT_MB)) is not None},
    )


def read(place: PurePosixPath, content: bytes, report: Report) -> File | None:
    """A file of an edition that does not lie in its folder yet; `place` is what it will be called."""
    text = text_of(content, place, report)
    return None if text is None else read_tree(place, text, report)


def is_edition_name(name: str) -> bool:
    """Whether an edition's folder may be called so."""
    return bool(NAME.fullmatch(name)) and not name.endswith("-draft") and name not in RESERVED


def excerpted(project: Path, report: Report) -> dict[PurePosixPath, str]:
    """The texts of the files that a report speaks of, for `show`; those that cannot be read are left out."""
    texts = {}
    for path in {diagnostic.span.file for diagnostic in report}:
        try:
            if not _excerptable(project / path, project):
                continue
            with (project / path).open("rb") as opened:
                content = opened.read(LIMIT_MB * 1_000_000)
        except (OSError, ValueError):  # not there, a folder, or a name that cannot be one
            continue
        if b"\0" not in content or is_yaml(path):  # a picture has no lines to show
            text = content.decode("utf-8-sig", errors="replace")
            texts[path] = text.replace("\r\n", "\n").replace("\r", "\n")
    return texts


def _excerptable(path: Path, project: Path) -> bool:
    """Whether it is an ordinary file inside the project, not a pipe or a link to somewhere else."""
    return path.is_file() and path.resolve().is_relative_to(project.resolve())


def _load(path: Path, place: PurePosixPath, report: Report, recall: Recall) -> File | None:
    """A file; of one in which nothing was found wrong before, only the text is read."""
    text = read_raw(path, place, report)
    if text is None:
        return None
    found, read = Report(), list[File | None]()

    def is_sound() -> bool | None:
        read.append(read_tree(place, printable(text, place, found), found))
        return None if len(found) else True

    if recall("load", (text,), is_sound) and not read:
        return sound_file(place, text)
    report.extend(found)
    return read[0]


def _is_edition(root: Path, project: Path, folder: PurePosixPath, report: Report) -> bool:
    if not root.resolve().is_relative_to(project.resolve()):
        report.add(Span(folder), faults.outside_link(str(root.resolve())))
    elif not is_edition_name(folder.name):
        report.add(Span(folder), faults.edition_name(folder.name))
    elif not root.is_dir():
        known = sorted(path.name for path in root.parent.glob("[!.]*") if path.is_dir())
        close = get_close_matches(folder.name, known, 1)
        names = ", ".join(f"`{name}`" for name in known)
        report.add(Span(folder), faults.no_such_edition(str(folder), close[0] if close else None, names))
    else:
        return True
    return False
