"""The site on a socket of this machine: HTTP/1.1, a thread for each connection, and a stream of events."""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import parse_qsl, urlsplit

from . import telling
from .site import Answer, Request, Site

LOOPBACK = "127.0.0.1"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_LASTING = "private, max-age=86400, immutable"
"""For a day of work: pages that are not published yet should not lie about in a browser for ever."""
_BEAT_SECONDS = 15.0
"""After so long a silence a word is sent, by which a browser that has gone is noticed."""
_IDLE_SECONDS = 60
_GONE = (BrokenPipeError, ConnectionResetError, TimeoutError)


class Server(ThreadingHTTPServer):
    """Answers for a site, which is given when the port is known."""

    daemon_threads = True
    site: Site

    def __init__(self, port: int) -> None:
        """Take a port of this machine, any that is free if it is 0; `OSError` if it is taken."""
        super().__init__((LOOPBACK, port), _Handler)

    def server_bind(self) -> None:
        """Take the port, and do not ask the network what this machine is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    @property
    def address(self) -> str:
        """What a browser is to open."""
        return f"http://{LOOPBACK}:{self.server_port}/"

    @property
    def hosts(self) -> frozenset[str]:
        """The names of this machine under which it may be called."""
        return frozenset(f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost"))

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no matter."""


class _Handler(BaseHTTPRequestHandler):
    """Carries requests to the site and its answers back."""

    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    server: Server

    def do_GET(self) -> None:
        """Answer, or begin the stream of events."""
        request = self._request("GET")
        if request.path == "/events" and self.server.site.refusal(request) is None:
            self._stream()
        else:
            self._send(self.server.site.answer(request))

    def do_POST(self) -> None:
        """Answer; a body is not read, so the connection ends with it."""
        self.close_connection = True
        self._send(self.server.site.answer(self._request("POST")))

    def log_message(self, format: str, *arguments: object) -> None:
        """Nobody reads which pictures were fetched."""

    def version_string(self) -> str:
        """What the server calls itself."""
        return "publish"

    def _request(self, method: str) -> Request:
        address = urlsplit(self.path)
        headers = {name.casefold(): value for name, value in self.headers.items()}
        return Request(method, address.path, dict(parse_qsl(address.query)), headers)

    def _send(self, answer: Answer) -> None:
        try:
            self._begin(answer.status, answer.media_type, _LASTING if answer.lasting else "no-store")
            self.send_header("Content-Length", str(len(answer.content)))
            if self.close_connection:
                self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(answer.content)
        except _GONE:
            self.close_connection = True

    def _stream(self) -> None:
        """Send the state at once, and again whenever it is another."""
        self.close_connection = True
        desk, tick = self.server.site.desk, -1
        try:
            self._begin(HTTPStatus.OK, "text/event-stream", "no-store")
            self.send_header("Connection", "close")
            self.end_headers()
            while (shown := desk.wait(tick, _BEAT_SECONDS)) is not None:
                told = b": still here\n\n" if shown.tick == tick else (
                    b"event: state\ndata: " + telling.as_json(telling.state(shown)) + b"\n\n")
                self.wfile.write(told)
                self.wfile.flush()
                tick = shown.tick
        except _GONE:
            return

    def _begin(self, status: HTTPStatus, media_type: str, caching: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Cache-Control", caching)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
