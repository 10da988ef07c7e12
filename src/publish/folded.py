"""A sequence that is kept folded up: a build after a small change looks into few of those that it recalls."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import TypeVar, overload

T = TypeVar("T")


class Folded(Sequence[T]):
    """Equal to the tuple of its items; after it was pickled they are made when somebody asks for one."""

    __slots__ = ("_items", "_packed")

    def __init__(self, items: Iterable[T]) -> None:
        """The items are not copied."""
        self._items: tuple[T, ...] | None = tuple(items)
        self._packed = b""

    @property
    def digest(self) -> str:
        """A digest of the items; other items have another one, and the same ones have seldom two."""
        return sha256(self._fold()).hexdigest()

    def __reduce__(self) -> tuple[object, ...]:
        """As bytes within what is pickled, which are not read with it."""
        return _refolded, (self._fold(),)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """An item, or several."""
        return self._unfolded()[index]

    def __iter__(self) -> Iterator[T]:
        """Every item."""
        return iter(self._unfolded())

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._unfolded())

    def __eq__(self, other: object) -> bool:
        """Whether it has the items of a tuple, or of another one."""
        return self._unfolded() == (other._unfolded() if isinstance(other, Folded) else other)

    def __hash__(self) -> int:
        """That of the tuple."""
        return hash(self._unfolded())

    def _fold(self) -> bytes:
        self._packed = self._packed or pickle.dumps(self._items, pickle.HIGHEST_PROTOCOL)
        return self._packed

    def _unfolded(self) -> tuple[T, ...]:
        if self._items is None:
            self._items = pickle.loads(self._packed)
        return self._items


def _refolded(packed: bytes) -> Folded[object]:
    folded = Folded[object](())
    folded._items, folded._packed = None, packed
    return folded
