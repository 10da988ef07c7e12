"""Which item of the earlier edition is which of the later one, and which of them moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Pairs(Struct, Generic[T], frozen=True):
    """Items that both have, in the order of the later edition; and those that only one has."""

    both: tuple[tuple[T, T], ...]
    new: tuple[T, ...]
    dropped: tuple[T, ...]


def pair(earlier: Iterable[T], later: Iterable[T], key: Callable[[T], Hashable]) -> Pairs[T]:
    """Items paired by a key that is told once in each edition; of two that share one, by their order."""
    waiting: defaultdict[Hashable, list[T]] = defaultdict(list)
    for item in earlier:
        waiting[key(item)].append(item)
    both, new = [], []
    for item in later:
        if found := waiting.get(key(item)):
            both.append((found.pop(0), item))
        else:
            new.append(item)
    return Pairs(tuple(both), tuple(new), tuple(item for rest in waiting.values() for item in rest))


COMMON = 40
"""Items that share a piece of text above which it tells nothing of any of them."""
ALIKE = 0.4
"""The share of their pieces that two texts have in common if one was made from the other."""


def alike(earlier: Mapping[int, str], later: Mapping[int, str], least: float = ALIKE) -> dict[int, int]:
    """Texts of the later edition with the most like ones of the earlier, by their keys.

    Texts are compared by the words and pairs of words that they share, and only those are looked at that
    share a rare one: the effort grows with the texts, not with their number squared.
    """
    pieces = {name: _pieces(text) for name, text in earlier.items()}
    where: defaultdict[Hashable, list[int]] = defaultdict(list)
    for name, found in pieces.items():
        for piece in found:
            where[piece].append(name)
    offers = []
    for name, text in later.items():
        own = _pieces(text)
        rare = (piece for piece in own if len(where.get(piece, ())) <= COMMON)
        met = Counter(other for piece in rare for other in where.get(piece, ()))
        for other, _ in met.most_common(5):
            score = 2 * len(own & pieces[other]) / (len(own) + len(pieces[other]))
            offers.append((-score, abs(name - other), name, other))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for score, _, name, other in sorted(offers):
        if -score >= least and name not in taken and other not in used:
            taken[name] = other
            used.add(other)
    return taken


def _pieces(text: str) -> set[Hashable]:
    words = text.casefold().split()
    return {*words, *pairwise(words)}


def displaced(order: Sequence[int]) -> set[int]:
    """The fewest positions whose items must move for the rest to be in order (longest rising sequence)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, rank in enumerate(order):
        length = bisect_left(tails, rank)
        before.append(ends[length - 1] if length else -1)
        tails[length:length + 1] = [rank]
        ends[length:length + 1] = [position]
    kept = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return set(range(len(order))) - kept
