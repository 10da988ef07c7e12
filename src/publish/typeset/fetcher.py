"""The one way in for files that pages are made of, as the engine asks for them.

What `giving` says may be on a page, and pictures and fonts written as `data:`. There is no network, no
redirect, no other scheme.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from weasyprint.logger import LOGGER
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ..engine import REFUSAL
from .giving import MEDIA_TYPES, Opened, Refused


class Response(URLFetcherResponse):  # type: ignore[misc]  # the engine has no types
    """A file given out. `path` is None, so that the engine keeps to these bytes and opens nothing itself."""

    path = None

    def __init__(self, url: str, body: BinaryIO | bytes, media_type: str) -> None:
        super().__init__(url, body, {"Content-Type": media_type})


class Fetcher(URLFetcher):  # type: ignore[misc]  # the engine has no types
    """Opens files below some folders of a project, nothing else; its refusals are in the engine's log."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(allow_redirects=False, allowed_protocols=("data", "file"))
        self._opened = opened

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
        path = self._opened.path(url)
        return Response(url, path.open("rb"), MEDIA_TYPES[path.suffix.lower()])

    def _fetch_data(self, url: str, headers: Mapping[str, str] | None) -> URLFetcherResponse:
        media_type = url[5:].partition(",")[0].partition(";")[0].strip().lower()
        if not media_type.startswith(("image/", "font/", "application/font-", "application/x-font-")):
            raise Refused("a `data:` URL holds a picture or a font here, and says so")
        return super().fetch(url, headers)
