"""From an editor's save to the new page: `invoke preview`, and a program in the place of a browser.

It listens as the browser does, asks what changed, and fetches the picture of that page. What a browser takes
to paint a picture that it has is not in it.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from .desk import Desk
from .edit import edit
from .measure import INVOKE, PACKAGES, Unmeasured

_ADDRESS = re.compile(r"http://(127\.0\.0\.1):(\d+)")
_WIDTH = 900
"""Pixels across of a page's picture."""
_PATIENCE_SECONDS = 900.0


def seconds_to_page(desk: Desk, rounds: int) -> tuple[float, ...]:
    """Seconds from a save to the picture of the page that changed, each time in another place.

    Raises `Unmeasured` if the preview does not start, or shows no pages.
    """
    with _previewed(desk) as (host, port):
        version = _wait(host, port, 0)
        found = []
        for number in range(rounds):
            began = perf_counter()
            edit(desk.edition, (number + 0.5) / rounds)
            version = _wait(host, port, version)
            told = json.loads(_got(host, port, "/edition.json"))
            if not told["change"]:
                raise Unmeasured("the preview shows no page that changed")
            page = told["pages"][told["change"]["page"]]
            _got(host, port, f"/page/{page['digest']}.png?width={_WIDTH}")
            found.append(perf_counter() - began)
        return tuple(found)


@contextmanager
def _previewed(desk: Desk) -> Iterator[tuple[str, int]]:
    command = [*INVOKE, "preview", "--edition", desk.name, "--no-open"]
    environment = os.environ | {"PYTHONPATH": str(PACKAGES), "PYTHONUNBUFFERED": "1"}
    child = subprocess.Popen(command, cwd=desk.folder, env=environment, text=True, stdout=subprocess.PIPE)
    try:
        line = child.stdout.readline() if child.stdout else ""
        address = _ADDRESS.search(line)
        if address is None:
            raise Unmeasured(f"the preview did not start: {line.strip()}")
        yield address[1], int(address[2])
    finally:
        child.terminate()
        child.wait()


def _wait(host: str, port: int, known: int) -> int:
    """The version of what is shown, once it is a new one and nothing is being made."""
    connection = http.client.HTTPConnection(host, port, timeout=_PATIENCE_SECONDS)
    try:
        connection.request("GET", "/events")
        for state in _states(connection.getresponse()):
            if state["version"] > known and not state["making"]:
                return int(state["version"])
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
