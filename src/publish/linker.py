"""Libraries found by the system's linker alone, while the engine is loaded.

The engine tries every name that a library has on any system; for each that the linker does not know, `cffi`
has `ctypes` run a program that lists all there are: 22 times, 0.03 s of the 0.25 s that the engine takes.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_NEEDED = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1",
           "libpangoft2-1.0.so.0")
"""Without one of them the engine is not loaded."""


@contextmanager
def linker_alone() -> Iterator[None]:
    """Where the linker knows all that is needed, let nobody else be asked meanwhile."""
    if not _knows_all():
        yield
        return
    before = ctypes.util.find_library
    ctypes.util.find_library = _unknown
    try:
        yield
    finally:
        ctypes.util.find_library = before


def _knows_all() -> bool:
    if sys.platform != "linux":
        return False
    try:
        for name in _NEEDED:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _unknown(name: str) -> None:
    """No file for a name."""
