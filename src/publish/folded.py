"""A sequence that is kept folded up: a build after a small change looks into few of those that it recalls."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class Folded(Sequence[T]):
    """Equal to the tuple of its items; after it was pickled they are made when somebody asks for one."""

    __slots__ = ("_items", "_packed")

    def __init__(self, items: Iterable[T]) -> None:
        """The items are not copied."""
        self._items: tuple[T, ...] | None = tuple(items)
        self._packed = b""

    def __reduce__(self) -> tuple[object, ...]:
        """As bytes within what is pickled, which are not read with it."""
        return _refolded, (self._packed or pickle.dumps(self._unfolded(), pickle.HIGHEST_PROTOCOL),)

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

    def _unfolded(self) -> tuple[T, ...]:
        if self._items is None:
            self._items, self._packed = pickle.loads(self._packed), b""
        return self._items


def _refolded(packed: bytes) -> Folded[object]:
    folded = Folded[object](())
    folded._items, folded._packed = None, packed
    return folded
