"""The key of a build: what goes in, down to the engine's libraries. The same key means the same bytes.

Reads files and library versions, never time stamps; imports nothing heavy, because a build that has
nothing to do should say so at once.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from .many_files import all_below, sha256_of, target_of

LIBRARIES = (
    "weasyprint", "pydyf", "fonttools", "tinycss2", "cssselect2", "tinyhtml5", "pyphen", "Pillow",
    "jinja2", "markupsafe", "pydantic", "pydantic-core", "markdown-it-py", "pyyaml", "babel", "pikepdf",
    "pypdfium2", "msgspec",
)
LIMIT_BYTES = 50_000_000
"""Larger files are not read; no picture for print needs to be larger."""
_VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)
SYSTEM = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
}


def key(project: Path, folder: Path, options: Iterable[str], made_by: str) -> str:
    """The key of one edition's build with these options by a `program`, as hexadecimal digits."""
    digest = hashlib.sha256()
    for line in sorted(options):
        digest.update(line.encode() + b"\n")
    digest.update(f"{made_by} {written(project, folder)}\n".encode())
    return digest.hexdigest()


@cache
def this_program() -> str:
    """The `program` that runs: read once, for it stays the same while it runs."""
    return program()


def program() -> str:
    """A digest of the program and of every library that can change a page, as hexadecimal digits."""
    digest = hashlib.sha256()
    for name, version_of_it in versions():
        digest.update(f"{name} {version_of_it}\n".encode())
    for name, content in _files(Path(__file__).parent, Path(__file__).parent):
        digest.update(f"{os.fsencode(name).hex()} {content}\n".encode())
    return digest.hexdigest()


def sha256(content: bytes) -> str:
    """The SHA-256 of some bytes, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def versions() -> Iterator[tuple[str, str]]:
    """Python and every library that can change a page, with its version."""
    yield "python", sys.version
    for name in LIBRARIES:
        try:
            yield name, _version(name)
        except PackageNotFoundError:
            yield name, "missing"
    for name, (files, function) in SYSTEM.items():
        yield name, _system_version(files, function)


def _version(name: str) -> str:
    """The version of a library. Its description, often a long one, is not gone through for it."""
    found = distribution(name)
    said = _VERSION.search((found.read_text("METADATA") or "").partition("\n\n")[0])
    return said[1] if said else found.version


def _system_version(files: Iterable[str], function: str) -> str:
    for file in files:
        try:
            say = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            continue
        say.restype = ctypes.c_char_p
        return str(say().decode())
    return "not found"


def written(project: Path, folder: Path) -> str:
    """A digest of what an editor and a designer wrote, for a program that stays the same while it runs."""
    digest = hashlib.sha256()
    for name, content in _written(project, folder):
        digest.update(f"{os.fsencode(name).hex()} {content}\n".encode())
    return digest.hexdigest()


def inputs(project: Path, folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file that can change a page, and its digest; of what is no plain file, only that it is there.

    Files of the program are named from its own folder, all others from the project's.

    Nothing is followed and nothing huge is read: `load` says what is wrong with such files.
    """
    package = Path(__file__).parent
    for name, content in (*_written(project, folder), *_files(package, package)):
        yield Path(name), content


def _written(project: Path, folder: Path) -> Iterator[tuple[str, str]]:
    for name in (folder, *_followed(project, folder), Path("styles")):
        yield from _files(project / name, project)


def _files(root: Path, base: Path) -> Iterator[tuple[str, str]]:
    """All that is below a folder, by its way from another; below a linked one, if that leads to within."""
    way, real = str(root.relative_to(base)), root.resolve()
    if root.is_symlink():
        yield way, _digest(str(root))
    if real.is_relative_to(base.resolve()):
        for path in all_below(str(real), but=("__pycache__",)):
            yield f"{way}{path[len(str(real)):]}", _digest(path)


def _followed(project: Path, folder: Path) -> Iterator[Path]:
    """The folder of the edition that this one follows: what changed since is printed."""
    try:
        text = (project / folder / "edition.yaml").read_text()
    except (OSError, ValueError):
        return
    if found := re.search(r"^follows: *['\"]?([a-z0-9-]+)", text, re.MULTILINE):
        yield folder.with_name(found[1])


def _digest(path: str) -> str:
    """The SHA-256 of a plain file, or what else it is."""
    kind = os.lstat(path)
    if stat.S_ISLNK(kind.st_mode):
        return f"leads to {target_of(path)}"
    if not stat.S_ISREG(kind.st_mode) or kind.st_size > LIMIT_BYTES:
        return f"not read {stat.S_IFMT(kind.st_mode)} {kind.st_size}"
    try:
        return sha256_of(path)
    except PermissionError:
        return "may not be read"
