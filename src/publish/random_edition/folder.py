"""A random edition as a folder that can be built: `chapters/<name>/` and `styles/`."""

from __future__ import annotations

import shutil
from pathlib import Path

from .edition import files
from .paper import A5_IMPORT, A5_SHEET
from .wishes import RandomWishes


def write(project: Path, name: str, wishes: RandomWishes) -> None:
    """Write a whole project with one random edition; what stood there under the same names is replaced."""
    edition = project / "chapters" / name
    shutil.rmtree(edition, ignore_errors=True)
    for path, text in files(wishes).items():
        (edition / path).parent.mkdir(parents=True, exist_ok=True)
        (edition / path).write_text(text, encoding="utf-8")
    shutil.rmtree(project / "styles", ignore_errors=True)
    shutil.copytree(wishes.styles, project / "styles")
    if wishes.paper == "A5":
        (project / "styles" / "a5.css").write_text(A5_SHEET, encoding="utf-8")
        with (project / "styles" / "main.css").open("a", encoding="utf-8") as entry:
            entry.write(A5_IMPORT)
