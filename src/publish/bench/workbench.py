"""What is measured once in a run, however many rows are reckoned from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from msgspec import Struct, field

from ..random_edition import RandomWishes
from .bare import set_bare
from .desk import Desk, copied_desk, random_desk
from .edit import edit
from .measure import Spent, Unmeasured
from .peers.systems import SYSTEMS, Printed
from .peers.text import read_text

EDITION = "mali-2021"
_MIDDLING = 200
T = TypeVar("T")


class BenchWishes(Struct, frozen=True):
    """How large a run is."""

    pages: int = 230
    """About how many pages the random edition has that peers set, too."""
    long: int = 1000
    """About how many pages the long one has."""
    seed: int = 0
    """Of both."""
    rounds: int = 3
    """How often what is cheap is measured; what sets a whole random book is measured once."""

    @property
    def middling(self) -> int:
        """About how many pages the random edition has whose proof is measured."""
        return min(_MIDDLING, self.pages)


def once(measured: Callable[[Workbench], T]) -> Callable[[Workbench], T]:
    """Measured the first time that it is asked for; what cannot be measured then is not tried again."""

    @wraps(measured)
    def asked(bench: Workbench) -> T:
        name = measured.__name__
        if name not in bench.known:
            try:
                bench.known[name] = measured(bench)
            except Unmeasured as reason:
                bench.known[name] = reason
        found = bench.known[name]
        if isinstance(found, Unmeasured):
            raise found
        return cast(T, found)

    return asked


class Workbench(Struct, frozen=True):
    """The projects of one run, and what is known of them."""

    project: Path
    folder: Path
    """For all that is written."""
    wishes: BenchWishes
    known: dict[str, Any] = field(default_factory=dict)


@once
def book(bench: Workbench) -> Desk:
    """The random edition."""
    return _random(bench, "book", bench.wishes.pages)


@once
def long_book(bench: Workbench) -> Desk:
    """The long random edition."""
    return _random(bench, "long", bench.wishes.long)


@once
def middling_book(bench: Workbench) -> Desk:
    """A random edition that is built in one process."""
    return _random(bench, "middling", bench.wishes.middling)


@once
def briefing(bench: Workbench) -> Desk:
    """A copy of the real edition."""
    return copied_desk(bench.project, bench.folder / "briefing", EDITION)


@once
def cold(bench: Workbench) -> Spent:
    """A build of the random edition from nothing."""
    return book(bench).build_cold()


@once
def manuscript(bench: Workbench) -> Path:
    """The HTML of the random edition, before any edit."""
    cold(bench)
    return book(bench).manuscript()


@once
def bare(bench: Workbench) -> Spent:
    """The bare engine on the same manuscript."""
    return set_bare(book(bench), manuscript(bench))


@once
def long_cold(bench: Workbench) -> Spent:
    """A build of the long random edition from nothing."""
    return long_book(bench).build_cold()


@once
def edits_and_peers(bench: Workbench) -> tuple[tuple[Spent, tuple[Printed, ...]], ...]:
    """A build after one word was changed, and the whole book set by each other system that is there, in turn.

    Each time the word stands in another place; the others are given the text as it was before.
    """
    systems = [system for system in SYSTEMS if system.version()]
    if not systems:
        raise Unmeasured("neither Typst nor XeLaTeX is there; `invoke bench --install-peers` gets them")
    desk, text = book(bench), read_text(manuscript(bench).read_text())
    folder = bench.folder / "peers"
    folder.mkdir()
    return tuple(
        (spent, tuple(system.set_book(text, desk.styles / "fonts", folder) for system in systems))
        for spent in _edits(desk, bench.wishes.rounds)
    )


@once
def long_idle(bench: Workbench) -> tuple[Spent, ...]:
    """A build of the long edition that has nothing to do."""
    long_cold(bench)
    return tuple(long_book(bench).invoke("build") for _ in range(bench.wishes.rounds))


@once
def long_edits(bench: Workbench) -> tuple[Spent, ...]:
    """A build of the long edition after one word was changed, each time in another place."""
    long_idle(bench)
    return tuple(_edits(long_book(bench), bench.wishes.rounds))


@once
def briefing_pairs(bench: Workbench) -> tuple[tuple[Spent, Spent], ...]:
    """The real edition from nothing, and the bare engine on it, in turn."""
    desk = briefing(bench)
    return tuple(
        (desk.build_cold(), set_bare(desk, desk.manuscript())) for _ in range(bench.wishes.rounds)
    )


def _edits(desk: Desk, rounds: int) -> Iterator[Spent]:
    """A build after each of some edits, spread over the book."""
    for number in range(1, rounds + 1):
        edit(desk.edition, number / (rounds + 1))
        yield desk.invoke("build")


def _random(bench: Workbench, folder: str, pages: int) -> Desk:
    """A random edition of so many pages, with the sheets of this project."""
    wishes = RandomWishes(bench.wishes.seed, pages, styles=bench.project / "styles")
    return random_desk(bench.project, bench.folder / folder, wishes)
