"""Which files pages may be made of, and where they are.

The engine sees the project as the root of a disk: `file:///styles/main.css` is `styles/main.css`, wherever
the project lies, so that no path of this machine reaches a page. Only files below the folders that are opened
to it are given out.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from msgspec import Struct

MEDIA_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""What may be given out at all, and as what. Not `mimetypes`: that reads the machine's own tables."""


def is_given_out(path: Path) -> bool:
    """Whether a file may be on a page, by its name; not an editor's copy of one, such as `main.css~`."""
    return path.suffix.lower() in MEDIA_TYPES


class Refused(ValueError):
    """A URL that is not opened; the sentence says why."""


class Opened(Struct, frozen=True):
    """Folders of a project whose files are given out."""

    project: Path
    folders: tuple[PurePosixPath, ...]
    """Below the project's."""

    def path(self, url: str) -> Path:
        """The real path of a `file:` URL, with symbolic links followed; raises `Refused`."""
        project, parts = self.project.resolve(), urlsplit(url)
        try:
            path = (project / unquote(parts.path).lstrip("/")).resolve()
        except ValueError as error:  # a null byte
            raise Refused("it is not a path") from error
        if parts.netloc or not any(path.is_relative_to(project / folder) for folder in self.folders):
            raise Refused("it lies outside `styles/` and the edition's `images/`")
        if not is_given_out(path):
            raise Refused(f"files that end in `{path.suffix}` have no place on a page")
        return path
