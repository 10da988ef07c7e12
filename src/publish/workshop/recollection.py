"""Results of pure functions: the late ones here, as they are, and all of them in a memory on the disk."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from .memory import Memory, key_of

T = TypeVar("T")

MOST = 1_000
"""Results that are kept at hand. A build of a thousand pages asks for 350; the rest are of editions as they
were, some five for each change."""


class Recollection:
    """Gives results that were made before, by this process or by another one."""

    def __init__(self, memory: Memory, program: str, most: int = MOST) -> None:
        """`program` is a digest of all that results follow from besides what is said."""
        self._memory, self._program, self._most = memory, program, most
        self._at_hand: OrderedDict[str, object] = OrderedDict()

    def __reduce__(self) -> tuple[type[Recollection], tuple[Memory, str, int]]:
        """What travels to another process: not what is at hand."""
        return Recollection, (self._memory, self._program, self._most)

    def __call__(self, work: str, said: Sequence[str], make: Callable[[], T]) -> T:
        """What `make` gives, now or before; `said` is all that it follows from, `work` what is done with it.

        It must be of a kind that can be pickled. None is not kept.
        """
        key = key_of(self._program, work, *said)
        if key in self._at_hand:
            self._at_hand.move_to_end(key)
            return cast("T", self._at_hand[key])
        kept = self._memory.recall(key)
        result: T = make() if kept is None else pickle.loads(kept)
        if result is None:
            return result
        if kept is None:
            self._memory.keep(key, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        self._at_hand[key] = result
        if len(self._at_hand) > self._most:
            self._at_hand.popitem(last=False)
        return result
