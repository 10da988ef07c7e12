"""What the browser is answered: a fixed set of addresses, none of which leads to a file.

A browser that was led here by a foreign page is sent away: the name under which it came must be this
machine's own, and what does something must be asked for by a page of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pkgutil import get_data
from typing import TYPE_CHECKING

from msgspec import Struct, field

from ..proof.album.album import Link
from ..span import Span
from . import telling
from .desk import Desk
from .whereabouts import earlier, place_of, read

if TYPE_CHECKING:
    from .drawing import Gallery

_WEB = {
    "/": ("web/preview.html", "text/html; charset=utf-8"),
    "/preview.css": ("web/preview.css", "text/css; charset=utf-8"),
    **{f"/{name}.js": (f"web/{name}.js", "text/javascript; charset=utf-8")
       for name in ("preview", "pages", "places", "search")},
    "/icon.svg": ("web/icon.svg", "image/svg+xml"),
}
_JSON = "application/json"
_PICTURE = re.compile(r"/page/([0-9a-f]{32})\.png")
_SPOTS = re.compile(r"/spots/(\d{1,9})/(\d{1,6})\.json")
_LONGEST_SEARCH = 200


class Editor(Struct, frozen=True):
    """What opens a place in an editor's file. With neither, the browser shows the place and copies it."""

    link: Link | None = None
    """The address that the browser goes to."""
    start: Callable[[Span], None] | None = None
    """Starts a program on this machine."""

    @property
    def opens(self) -> str:
        """What the browser is to do: follow a `link`, ask us for the `program`, or `copy` the place."""
        return "link" if self.link else "program" if self.start else "copy"


class Request(Struct, frozen=True):
    """What a browser asks for."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    """By names in small letters."""


class Answer(Struct, frozen=True):
    """What it gets."""

    status: HTTPStatus
    media_type: str = "text/plain; charset=utf-8"
    content: bytes = b""
    lasting: bool = False
    """Whether the same address will give the same for ever."""


class Site(Struct, frozen=True):
    """The pages of a desk, for the browsers of this machine."""

    desk: Desk
    name: str
    """The edition's."""
    editor: Editor
    faces: Mapping[str, bytes]
    """The house's typefaces for the page around the pages, by the names of their files."""
    hosts: frozenset[str]
    """The names under which a browser may come, with the port."""
    gallery: Gallery

    def refusal(self, request: Request) -> Answer | None:
        """Why a request is not answered; None if it is."""
        if request.headers.get("host", "") not in self.hosts:
            return _said(HTTPStatus.FORBIDDEN, "This preview answers to its own address only.")
        if request.method == "POST" and not self._is_ours(request):
            return _said(HTTPStatus.FORBIDDEN, "Only the preview's own page may ask for this.")
        return None

    def answer(self, request: Request) -> Answer:
        """What to send for an address."""
        refusal = self.refusal(request)
        if refusal is not None:
            return refusal
        if request.method == "POST":
            return self._open(request) if request.path == "/open" else _nothing()
        if request.path in _WEB:
            name, media_type = _WEB[request.path]
            return Answer(HTTPStatus.OK, media_type, get_data(__package__, name) or b"")
        if request.path.startswith("/face/"):
            return self._face(request.path.removeprefix("/face/"))
        if request.path == "/edition.json":
            return _told(telling.edition(self.desk.shown, self.name, self.editor.link)
                         | {"opens": self.editor.opens})
        if request.path == "/search.json":
            return self._search(request.query.get("q", ""))
        if found := _PICTURE.fullmatch(request.path):
            return self._picture(found[1], request.query.get("width", ""))
        if found := _SPOTS.fullmatch(request.path):
            return self._spots(int(found[1]), int(found[2]))
        return _nothing()

    def _is_ours(self, request: Request) -> bool:
        """Whether a request comes from a page of this site; browsers always say so."""
        return request.headers.get("origin", "") in {f"http://{host}" for host in self.hosts}

    def _face(self, name: str) -> Answer:
        face = self.faces.get(name)
        return _nothing() if face is None else Answer(HTTPStatus.OK, "font/otf", face, lasting=True)

    def _picture(self, digest: str, width: str) -> Answer:
        if not width.isascii() or not width.isdigit() or len(width) > 5:
            return _said(HTTPStatus.BAD_REQUEST, "The width of a picture is a number of pixels.")
        png = self.gallery.picture(digest, int(width))
        return _nothing() if png is None else Answer(HTTPStatus.OK, "image/png", png, lasting=True)

    def _spots(self, version: int, number: int) -> Answer:
        shown = self.desk.shown
        if version != shown.version:  # the browser will hear of the new one
            return _told(telling.UNREAD)
        if shown.book is None or number >= len(shown.book.pages):
            return _nothing()
        return _told(telling.spots(shown, number, self.editor.link))

    def _search(self, wanted: str) -> Answer:
        book = self.desk.shown.book
        if book is None:
            return _told({"total": 0, "hits": []})
        return _told(telling.hits(book, self.gallery, wanted[:_LONGEST_SEARCH]))

    def _open(self, request: Request) -> Answer:
        """Start the editor's program at a place that the browser was told of."""
        span = self._span(request.query)
        if span is None:
            return _said(HTTPStatus.CONFLICT, "The pages have changed meanwhile.")
        if self.editor.start is None:
            return _said(HTTPStatus.CONFLICT, "No program is known that opens files.")
        try:
            self.editor.start(span)
        except OSError as problem:
            return _said(HTTPStatus.BAD_GATEWAY, f"The editor did not start: {problem.strerror}.")
        return Answer(HTTPStatus.NO_CONTENT)

    def _span(self, query: Mapping[str, str]) -> Span | None:
        """The place of a finding, or of what stands on a page, by their numbers; None if there is none."""
        shown = self.desk.shown
        try:
            if int(query["version"]) != shown.version:
                return None
            for kind, marks in (("finding", shown.found), ("earlier", earlier(shown))):
                if kind in query:
                    return telling.in_order(marks)[abs(int(query[kind]))].diagnostic.span
            if shown.book is None or (page := read(shown, abs(int(query["page"])))) is None:
                return None
            return place_of(shown, page, page.spots[abs(int(query["spot"]))])
        except (KeyError, ValueError, IndexError):
            return None


def _told(told: object) -> Answer:
    return Answer(HTTPStatus.OK, _JSON, telling.as_json(told))


def _said(status: HTTPStatus, sentence: str) -> Answer:
    return Answer(status, content=sentence.encode())


def _nothing() -> Answer:
    return _said(HTTPStatus.NOT_FOUND, "There is nothing here.")
