"""The one way in for files that pages are made of.

The engine sees the project as the root of a disk: `file:///styles/main.css` is `styles/main.css`, wherever
the project lies, so that no path of this machine reaches a page. Only files below the folders that are opened
to it are given out, and pictures and fonts written as `data:`. There is no network,
no redirect, no other scheme.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from weasyprint.logger import LOGGER
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ..engine import REFUSAL

_MEDIA_TYPES = {
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
    return path.suffix.lower() in _MEDIA_TYPES


class Refused(ValueError):
    """A URL that the fetcher does not open; the sentence says why."""


class Response(URLFetcherResponse):  # type: ignore[misc]  # the engine has no types
    """A file given out. `path` is None, so that the engine keeps to these bytes and opens nothing itself."""

    path = None

    def __init__(self, url: str, body: BinaryIO | bytes, media_type: str) -> None:
        super().__init__(url, body, {"Content-Type": media_type})


class Fetcher(URLFetcher):  # type: ignore[misc]  # the engine has no types
    """Opens files below some folders of the project, nothing else; its refusals are in the engine's log."""

    def __init__(self, project: Path, folders: tuple[PurePosixPath, ...]) -> None:
        super().__init__(allow_redirects=False, allowed_protocols=("data", "file"))
        self._project = project.resolve()
        self._folders = tuple(self._project / folder for folder in folders)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The file or `data:` content at a URL; raises `Refused`, or `OSError` if it is not there."""
        try:
            return self._fetch(url, headers)
        except Refused as refusal:
            LOGGER.error(REFUSAL, url, refusal)
            raise

    def _fetch(self, url: str, headers: Mapping[str, str] | None) -> URLFetcherResponse:
        scheme = url.partition(":")[0].lower()
        if scheme == "data":
            return self._fetch_data(url, headers)
        if scheme != "file":
            raise Refused("pages are never made from the network")
        path = self._path(url)
        media_type = _MEDIA_TYPES.get(path.suffix.lower())
        if media_type is None:
            raise Refused(f"files that end in `{path.suffix}` have no place on a page")
        return Response(url, path.open("rb"), media_type)

    def _fetch_data(self, url: str, headers: Mapping[str, str] | None) -> URLFetcherResponse:
        media_type = url[5:].partition(",")[0].partition(";")[0].strip().lower()
        if not media_type.startswith(("image/", "font/", "application/font-", "application/x-font-")):
            raise Refused("a `data:` URL holds a picture or a font here, and says so")
        return super().fetch(url, headers)

    def _path(self, url: str) -> Path:
        """The real path of a `file:` URL below the project, with symbolic links followed."""
        parts = urlsplit(url)
        try:
            path = (self._project / unquote(parts.path).lstrip("/")).resolve()
        except ValueError as error:  # a null byte
            raise Refused("it is not a path") from error
        if parts.netloc or not any(path.is_relative_to(folder) for folder in self._folders):
            raise Refused("it lies outside `styles/` and the edition's `images/`")
        return path
