"""Projects to measure: an edition with the sheets, in a temporary folder, built by whole processes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from msgspec import Struct

from ..random_edition import RandomWishes, write
from .measure import INVOKE, Spent, measure

MEMORY = ".cache"
"""Where builds remember set pages, below the project."""
NAME = "random"
_FOLLOWS = re.compile(r"^follows: *['\"]?([a-z0-9-]+)", re.MULTILINE)


class Desk(Struct, frozen=True):
    """A project with one edition."""

    folder: Path
    name: str

    @property
    def edition(self) -> Path:
        """The edition's folder."""
        return self.folder / "chapters" / self.name

    @property
    def styles(self) -> Path:
        """The folder of its sheets."""
        return self.folder / "styles"

    @property
    def pages(self) -> int:
        """Of the PDF that was built last."""
        return int(json.loads((self.folder / "dist" / f".{self.name}.pdf.json").read_text())["pages"])

    def invoke(self, *arguments: str) -> Spent:
        """What one command took, such as `build`."""
        return measure([*INVOKE, *arguments, "--edition", self.name], self.folder)

    def build_cold(self) -> Spent:
        """What a build took that finds nothing: neither a PDF nor pages that it remembers."""
        for place in ("dist", MEMORY):
            shutil.rmtree(self.folder / place, ignore_errors=True)
        return self.invoke("build")

    def manuscript(self) -> Path:
        """The HTML that the build sets."""
        path = self.folder / "dist" / f"{self.name}.html"
        self.invoke("build", "--html")
        return path


def random_desk(project: Path, folder: Path, wishes: RandomWishes) -> Desk:
    """A project with a random edition, in a folder that this makes."""
    folder.mkdir()
    write(folder, NAME, wishes)
    shutil.copy(project / "tasks.py", folder)
    return Desk(folder, NAME)


def copied_desk(project: Path, folder: Path, name: str) -> Desk:
    """An edition of the project, with the one that it follows, in a folder that this makes."""
    folder.mkdir()
    followed = _FOLLOWS.findall((project / "chapters" / name / "edition.yaml").read_text())
    for part in (f"chapters/{name}", *(f"chapters/{one}" for one in followed), "styles"):
        shutil.copytree(project / part, folder / part)
    shutil.copy(project / "tasks.py", folder)
    return Desk(folder, name)
