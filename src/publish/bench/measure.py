"""What a command costs: whole processes, with all that they start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

PACKAGES = Path(__file__).parents[2]
"""Where this program is, so that a project in another folder is built by it."""
METER = Path(__file__).with_name("meter.py")
INVOKE = (sys.executable, "-m", "invoke")
_LAST_LINES = 3


class Unmeasured(Exception):
    """Why something could not be measured, in a sentence."""


class Spent(Struct, frozen=True):
    """What a command took; of several in turn, the sum, and the largest peak."""

    wall: float
    """Seconds until it ended."""
    cpu: float
    """Seconds, user and system, of all its processes."""
    peak_kb: int
    """Resident memory of its largest process."""

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.wall + other.wall, self.cpu + other.cpu, max(self.peak_kb, other.peak_kb))

    @property
    def peak_gb(self) -> float:
        """Resident memory of the largest process."""
        return self.peak_kb * 1024 / 1e9


def measure(command: Sequence[str], folder: Path) -> Spent:
    """What a command took in a folder; raises `Unmeasured` if it fails, or if it leaves processes behind."""
    with tempfile.TemporaryDirectory() as desk:
        told, said = Path(desk, "told.json"), Path(desk, "said.txt")
        with said.open("wb") as output:
            _run([sys.executable, "-I", "-S", str(METER), str(told), *command], folder, output.fileno())
        if not told.exists():
            raise Unmeasured(f"`{_named(command)}` left processes behind, or is not there: {_last(said)}")
        found = json.loads(told.read_text())
        if found["code"]:
            raise Unmeasured(f"`{_named(command)}` failed: {_last(said)}")
        return Spent(found["wall"], found["cpu"], found["peak_kb"])


def environment() -> dict[str, str]:
    """Of this process, with this program; Python keeps what it compiled, as on an editor's machine."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return known | {"PYTHONPATH": str(PACKAGES)}


def _run(command: Sequence[str], folder: Path, output: int) -> None:
    """Run a command in a group of its own; if this process is stopped, nothing of it goes on."""
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        start_new_session=True,
    ) as running:
        try:
            running.wait()
        except BaseException:
            os.killpg(running.pid, signal.SIGKILL)
            raise


def _named(command: Sequence[str]) -> str:
    """A command as people write it."""
    return " ".join(word if "/" not in word else Path(word).name for word in command)


def _last(said: Path) -> str:
    lines = [line.strip() for line in said.read_text(errors="replace").splitlines() if line.strip()]
    return " / ".join(lines[-_LAST_LINES:]) or "it said nothing"
