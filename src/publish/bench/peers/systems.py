"""Typst and XeLaTeX on this machine: getting them, and setting a text with them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pikepdf
from msgspec import Struct

from ..measure import Spent, Unmeasured, measure
from . import latex, typst
from .text import Text

TYPST = "typst~=0.15"
"""On PyPI: Typst's compiler as a module of Python. Its language changes with each minor version."""
DEBIAN = ("texlive-xetex", "texlive-latex-recommended")
_MOST_RUNS = 4
"""Of XeLaTeX; page references of a sound book settle in two or three."""
_COMPILE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"


class Printed(Struct, frozen=True):
    """A book that a system has set from nothing."""

    name: str
    spent: Spent
    pages: int
    runs: int


class System(Struct, frozen=True):
    """A typesetting system."""

    name: str
    version: Callable[[], str]
    """Empty if it is not there."""
    set_book: Callable[[Text, Path, Path], Printed]
    """Sets a text, with the fonts of a folder, in another folder."""


def install() -> Iterator[str]:
    """Get both systems as far as this machine allows; says what was done, or what to do."""
    home = _typst_home()
    if not typst_version():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([_python(home), "-m", "pip", "install", "--quiet", TYPST], check=True)
    yield f"Typst {typst_version()} is in {home}"
    if version := xelatex_version():
        yield f"{version} is there"
    elif shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", *DEBIAN], check=True)
        yield f"{xelatex_version()} is there now"
    else:
        wanted = " ".join(DEBIAN)
        yield f"XeLaTeX is missing; on Debian: sudo apt-get install --no-install-recommends {wanted}"


def typst_version() -> str:
    """The version of Typst's module; empty without it."""
    code = "from importlib.metadata import version; print(version('typst'))"
    return _first_line([_python(_typst_home()), "-c", code])


def xelatex_version() -> str:
    """What XeLaTeX calls itself; empty without it."""
    return _first_line(["xelatex", "--version"])


def set_with_typst(text: Text, fonts: Path, folder: Path) -> Printed:
    """Set a text with Typst, once: it settles page references by itself."""
    source, pdf = folder / "typst.typ", folder / "typst.pdf"
    source.write_text(typst.write(text))
    spent = measure([_python(_typst_home()), "-c", _COMPILE, str(source), str(pdf), str(fonts)], folder)
    return Printed("Typst", spent, _pages(pdf), 1)


def set_with_xelatex(text: Text, fonts: Path, folder: Path) -> Printed:
    """Set a text with XeLaTeX, as often as it takes until no page reference changes; all runs count."""
    for old in folder.glob("latex.*"):
        old.unlink()
    source = folder / "latex.tex"
    source.write_text(latex.write(text, fonts))
    command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", source.name]
    spent, before = Spent(0, 0, 0), ""
    for runs in range(1, _MOST_RUNS + 1):
        spent += measure(command, folder)
        left = _left_behind(folder)
        if left == before:
            return Printed("XeLaTeX", spent, _pages(folder / "latex.pdf"), runs)
        before = left
    raise Unmeasured(f"XeLaTeX's page references do not settle in {_MOST_RUNS} runs")


SYSTEMS = (
    System("Typst", typst_version, set_with_typst),
    System("XeLaTeX", xelatex_version, set_with_xelatex),
)


def _left_behind(folder: Path) -> str:
    """A digest of what a run of XeLaTeX leaves for the next one."""
    digest = sha256()
    for name in ("latex.aux", "latex.toc", "latex.lot", "latex.lof"):
        path = folder / name
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def _pages(pdf: Path) -> int:
    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def _typst_home() -> Path:
    """The environment in which Typst is installed, away from that of this program."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache, "publish-bench", "typst")


def _python(home: Path) -> str:
    return str(home / "bin" / "python")


def _first_line(command: list[str]) -> str:
    """What a command says first; empty if there is none, or if it fails."""
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said.splitlines()[0] if said else ""
