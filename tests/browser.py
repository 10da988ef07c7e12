"""A headless Chromium, driven over a pipe by the DevTools protocol; for the tests of pages in a browser."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import F_DUPFD_CLOEXEC, fcntl
from pathlib import Path
from select import select
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--window-size=1400,900", "--remote-debugging-pipe",
)
PATIENCE_SECONDS = 30.0


class Tab:
    """One page in a browser."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._number, self._session, self._rest = 0, "", b""
        self.events: list[dict[str, Any]] = []
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.do(f"{domain}.enable")

    def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give a command and wait for its answer."""
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        message = {"id": self._number, "method": method, "params": parameters} | session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
            self.events.append(answer)

    def ask(self, script: str) -> Any:
        """What an expression gives; promises are waited for."""
        answer = self.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, script: str, seconds: float = PATIENCE_SECONDS) -> Any:
        """Wait until an expression is true."""
        end = time.monotonic() + seconds
        while not self.ask(f"!!({script})"):
            assert time.monotonic() < end, f"never came: {script}; the page says: {self.ask(TOLD)}"
            time.sleep(.05)

    def click(self, x: float, y: float) -> None:
        """Press the mouse at a point of the window."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str) -> None:
        """Press a key; one that writes a character is that character."""
        text = {"text": key} if len(key) == 1 else {}
        self.do("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self.do("Input.dispatchKeyEvent", type="keyUp", key=key)

    def picture(self, path: Path) -> None:
        """Write what is seen as a PNG."""
        path.write_bytes(base64.b64decode(self.do("Page.captureScreenshot")["data"]))

    @property
    def complaints(self) -> list[str]:
        """What the browser logged of errors."""
        self.ask("0")
        logged = [event["params"]["entry"] for event in self.events
                  if event.get("method") == "Log.entryAdded"]
        thrown = [event["params"]["exceptionDetails"]["text"] for event in self.events
                  if event.get("method") == "Runtime.exceptionThrown"]
        return thrown + [f"{one['text']} {one.get('url', '')}" for one in logged if one["level"] == "error"]

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select([self._answers], [], [], PATIENCE_SECONDS)[0], "the browser does not answer"
            told = os.read(self._answers, 1 << 16)
            assert told, "the browser has ended"
            self._rest += told
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)


TOLD = "document.body?.innerText.slice(0, 400)"


@contextmanager
def opened(profile: Path) -> Iterator[Tab]:
    """A browser with an empty profile, ended with the block."""
    assert CHROMIUM
    ends = [*os.pipe(), *os.pipe()]
    theirs, commands, answers, their_answers = (fcntl(end, F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    flags = [*FLAGS, f"--user-data-dir={profile}", "about:blank"]
    launch = f"""if True:
        import os, sys
        os.dup2({theirs}, 3)
        os.dup2({their_answers}, 4)
        os.execv(sys.argv[1], sys.argv[1:])
    """
    browser = subprocess.Popen(
        [sys.executable, "-c", launch, CHROMIUM, *flags], pass_fds=(theirs, their_answers),
        stderr=subprocess.DEVNULL, start_new_session=True,
    )
    os.close(theirs)
    os.close(their_answers)
    try:
        yield Tab(commands, answers)
    finally:
        os.killpg(browser.pid, signal.SIGKILL)  # a page's own process would still write into the profile
        browser.wait()
        os.close(commands)
        os.close(answers)
