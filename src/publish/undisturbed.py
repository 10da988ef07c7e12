"""Running what is deep or long undisturbed: one large chunk for CPython's frames, and no garbage collection.

Since 3.11 CPython keeps frames in chunks of 16 KiB, and gives a chunk back when its first frame returns.
Layout recurses across such an edge again and again, and pays for the memory each time. Below one frame that
asks for a very large stack it gets a chunk of 1 MiB and stays in it. Measured on 49 pages: 0.86 to 0.9 of the
time and 0.42 of the page faults, with the same bytes; leaving out the garbage collection alone gave nothing
there, but a third of the time of the proof, which runs while the 300,000 objects of a layout are alive.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable
from types import FunctionType
from typing import TypeVar

T = TypeVar("T")

_STACK_SLOTS = 66_000
"""Slots of 8 bytes: just over half a chunk of 1 MiB, which leaves the other half to the frames below."""


_NOT_TOO_SELDOM, _SELDOM, _HARDLY_EVER = 20_000, 100_000, 400_000
"""So many objects more, instead of 700, before garbage is looked for among the young ones."""


def load_fast() -> None:
    """Have garbage looked for seldom: modules make many objects and little garbage; here that saves 0.1 s."""
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])


def stay_small() -> None:
    """Have garbage looked for often enough by a process that sets a whole book by itself, between its takes.

    The boxes of a layout hold each other. Measured on 230 pages: it grows to 0.3 GB, not to 0.7, and takes
    2 % longer.
    """
    gc.set_threshold(_NOT_TOO_SELDOM, *gc.get_threshold()[1:])


def answer_fast() -> None:
    """Have garbage looked for hardly ever, by a process that sets a few pages and ends.

    Two pages leave some 200,000 objects; to look through them takes 0.04 s, just as they are done.
    """
    gc.set_threshold(_HARDLY_EVER, *gc.get_threshold()[1:])


def end_fast() -> None:
    """Have the interpreter end without looking for garbage: after a long book that takes it 0.2 s."""
    atexit.register(gc.freeze)


def run_fast(work: Callable[[], T]) -> T:
    """What `work` gives, run with a large frame stack and without garbage collection."""
    collecting = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        return FunctionType(_call.__code__.replace(co_stacksize=_STACK_SLOTS), globals())(work)  # type: ignore[no-any-return]  # a copy of _call
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()


def _call(work: Callable[[], T]) -> T:
    return work()
