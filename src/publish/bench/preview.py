"""From an editor's save to the new page: `invoke preview`, and a program in the place of a browser.

It listens as the browser does, asks what changed, and fetches the picture of that page. What a browser takes
to paint a picture that it has is not in it.
"""

from __future__ import annotations

import http.client
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from time import perf_counter
from typing import Any

from .desk import Desk
from .edit import edit
from .measure import INVOKE, Unmeasured, environment

_ADDRESS = re.compile(r"http://(127\.0\.0\.1):(\d+)")
_WIDTH = 900
"""Pixels across of a page's picture."""
_PNG = b"\x89PNG"
_PATIENCE_SECONDS = 900.0


def seconds_to_page(desk: Desk, rounds: int) -> tuple[float, ...]:
    """Seconds from a save to the picture of the page that changed, each time in another place.

    The first save is after the first proof, each other one as soon as the picture before is there: while the
    proof of that is under way. Raises `Unmeasured` if the preview does not start, or shows no new page.
    """
    with _previewed(desk) as (host, port):
        told = _edition(host, port, lambda told: bool(told["proved"]))
        found = []
        for number in range(rounds):
            known = _digests(told)
            began = perf_counter()
            edit(desk.edition, (number + 0.5) / rounds)
            told = _edition(host, port, partial(_is_other, known))
            _fetch_change(host, port, told, known)
            found.append(perf_counter() - began)
        return tuple(found)


def _fetch_change(host: str, port: int, told: dict[str, Any], known: Sequence[str]) -> None:
    """Fetch the picture of the page that is said to have changed; `Unmeasured` if it was there before."""
    if not told["change"] or told["stale"]:
        raise Unmeasured("the preview shows no page that changed")
    digest = _digests(told)[told["change"]["page"]]
    if digest in known:
        raise Unmeasured("the page that is said to have changed is an old one")
    if not _got(host, port, f"/page/{digest}.png?width={_WIDTH}").startswith(_PNG):
        raise Unmeasured("the picture of the page is none")


def _is_other(known: Sequence[str], told: dict[str, Any]) -> bool:
    return _digests(told) != known


def _digests(told: dict[str, Any]) -> list[str]:
    return [page["digest"] for page in told["pages"]]


@contextmanager
def _previewed(desk: Desk) -> Iterator[tuple[str, int]]:
    command = [*INVOKE, "preview", "--edition", desk.name, "--no-open"]
    told = environment() | {"PYTHONUNBUFFERED": "1"}
    child = subprocess.Popen(command, cwd=desk.folder, env=told, text=True, stdout=subprocess.PIPE)
    try:
        line = child.stdout.readline() if child.stdout else ""
        address = _ADDRESS.search(line)
        if address is None:
            raise Unmeasured(f"the preview did not start: {line.strip()}")
        yield address[1], int(address[2])
    finally:
        child.terminate()
        child.wait()


def _edition(host: str, port: int, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """What is shown, as soon as it is what is wanted; it is asked for whenever something else is shown."""
    connection, known = http.client.HTTPConnection(host, port, timeout=_PATIENCE_SECONDS), 0
    try:
        connection.request("GET", "/events")
        for state in _states(connection.getresponse()):
            if state["version"] > known:
                told = json.loads(_got(host, port, "/edition.json"))
                if wanted(told):
                    return dict(told)
                known = told["version"]
    finally:
        connection.close()
    raise Unmeasured("the preview ended")


def _states(answer: http.client.HTTPResponse) -> Iterator[dict[str, Any]]:
    for line in answer:
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


def _got(host: str, port: int, address: str) -> bytes:
    connection = http.client.HTTPConnection(host, port, timeout=_PATIENCE_SECONDS)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != http.client.OK:
            raise Unmeasured(f"the preview answered {answer.status} for {address}")
        return content
    finally:
        connection.close()
