"""What figures depend on besides the program: the machine, and the versions of what was measured."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..fingerprint import versions
from .meter import CORES
from .peers.systems import SYSTEMS

_LIBRARIES = ("weasyprint", "pango", "harfbuzz")


def facts() -> Iterator[str]:
    """The machine as it is now, and the versions, a sentence each."""
    load = os.getloadavg()[0]
    cores = len(os.sched_getaffinity(0))
    yield f"measured on {date.today():%d %B %Y}, when the load of the machine was {load:.1f}"
    yield f"{min(cores, CORES)} of {cores} cores, {_processor()}; {_memory_gb():.0f} GB of memory"
    found = dict(versions())
    named = ", ".join(f"{name} {found[name]}" for name in _LIBRARIES)
    yield f"Python {platform.python_version()}, {named}"
    yield "; ".join(f"{system.name}: {system.version() or 'not there'}" for system in SYSTEMS)


def _processor() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def _memory_gb() -> float:
    found = re.search(r"^MemTotal:\s*(\d+) kB", Path("/proc/meminfo").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 / 1e9 if found else 0.0
