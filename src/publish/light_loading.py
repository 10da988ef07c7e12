"""The engine loaded without what a build after an edit hardly ever needs of it: 0.17 s instead of 0.28.

It tries every name that a library has on any system, and for each that the linker does not know, `cffi` has
`ctypes` run a program that lists all there are, 22 times. And it loads what cuts fonts down by `fontTools`,
which is done where HarfBuzz cannot do it; here that is loaded when it is called.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

_NEEDED = (
    "libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)
"""Without one of them the engine cannot be loaded."""
_POSTPONED = ("fontTools.subset", "fontTools.varLib.instancer")


@contextmanager
def light() -> Iterator[None]:
    """Let whatever is loaded in the block be loaded lightly."""
    before = ctypes.util.find_library
    if _linker_knows_all():
        ctypes.util.find_library = _unknown
    for name in _POSTPONED:
        sys.modules.setdefault(name, Postponed(name))
    try:
        yield
    finally:
        ctypes.util.find_library = before
        for name in _POSTPONED:
            if isinstance(sys.modules.get(name), Postponed):
                del sys.modules[name]


class Postponed(ModuleType):
    """Stands for a module of which only functions and classes are called, until one is."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        """What is called by that name, with the module loaded then."""
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *given, **named: getattr(self._loaded(), name)(*given, **named)

    def _loaded(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return import_module(self.__name__)


def _linker_knows_all() -> bool:
    """Whether all libraries are found without looking for them; they are loaded by this."""
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
