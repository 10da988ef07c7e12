"""Random editions built and proved by the hundred: how many notes and words are lost, and what repairs cost.

Every edition follows from its seed, so that whatever is found can be had again. Two processes at most: an
edition of 60 pages needs up to half a gigabyte.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path, PurePosixPath

from msgspec import Struct

from .random_edition import RandomWishes, write

PROCESSES = 2
TASKS = 8
"""Editions in one process, which then gives its memory back."""
NAME = "random"
LOST_NOTES = frozenset({"lost-note", "lost-call", "torn-note"})
STRAYED_NOTES = frozenset({"strayed-note", "broken-note", "misplaced-note"})
LOST_WORDS = frozenset({
    "lost-words", "misplaced-words", "foreign-words", "repeated-words", "changed-words", "joined-words",
    "parted-word",
})


class Outcome(Struct, frozen=True):
    """What became of one random edition."""

    wishes: RandomWishes
    pages: int
    notes: int
    characters: int
    """Characters without spaces that were laid side by side."""
    layouts: int
    found: tuple[tuple[str, str], ...]
    """Code and message of each diagnostic, in the order of the report."""
    crash: str
    """What Python said; empty if nothing broke."""
    cpu: tuple[tuple[str, float], ...]
    """Seconds of CPU in each stage."""

    @property
    def sound(self) -> bool:
        """Whether every note and every word is where it should be."""
        lost = LOST_NOTES | STRAYED_NOTES | LOST_WORDS
        return self.pages > 0 and not any(code in lost for code, _ in self.found)


def wishes_of(seed: int) -> RandomWishes:
    """The edition of a seed: 5 to 60 pages, more short ones than long ones; A4 and A5 in turn."""
    return RandomWishes(seed, 5 + (seed * 7 % 56) ** 2 // 55, "A5" if seed % 2 else "A4")


def run(first: int, documents: int) -> Iterator[Outcome]:
    """Build and prove so many editions, from a seed on; in the order in which they are done."""
    with get_context("spawn").Pool(PROCESSES, maxtasksperchild=TASKS) as pool:
        yield from pool.imap(attempt, range(first, first + documents))


def attempt(seed: int) -> Outcome:
    """Build and prove one edition."""
    from . import pipeline
    from .report import Report

    wishes, watch, report = wishes_of(seed), _Watch(), Report()
    crash, built = "", None
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), NAME, wishes)
        try:
            built = pipeline.build(Path(folder), PurePosixPath("chapters", NAME), report, watch)
        except Exception as error:  # to be counted, whatever it is
            crash = f"{type(error).__name__}: {error}"
    watch("end")
    found = tuple((one.fault.code, f"{one.span}: {one.fault.message}") for one in report)
    return Outcome(
        wishes,
        built.volume.pages if built else 0,
        built.checked.resolved.notes if built else 0,
        len(built.proved.proof.expected.text) if built else 0,
        1 + max((repair.layout for repair in built.sheets.repairs), default=0) if built else 0,
        found, crash, tuple(watch.seconds.items()),
    )


def proof_share(project: Path, name: str) -> float:
    """The part of a sound edition's build, in seconds of CPU, that is the proof; in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_proof_share, project, name).result()


def _proof_share(project: Path, name: str) -> float:
    from . import pipeline
    from .report import Report

    watch = _Watch()
    built = pipeline.build(project, PurePosixPath("chapters", name), Report(), watch)
    watch("end")
    if built is None:
        raise RuntimeError(f"{name} is not sound, so that its build cannot be measured")
    return watch.seconds["proof"] / sum(watch.seconds.values())


class _Watch:
    """Counts the seconds of CPU of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._since = "", 0.0

    def __call__(self, stage: str) -> None:
        now = time.process_time()
        if self._stage:
            self.seconds[self._stage] = self.seconds.get(self._stage, 0) + now - self._since
        self._stage, self._since = stage, now


def line(outcome: Outcome) -> str:
    """One edition on one line."""
    wishes = outcome.wishes
    codes = Counter(code for code, _ in outcome.found)
    told = ", ".join(f"{code} {number}" for code, number in sorted(codes.items())) or "nothing found"
    size = f"{outcome.pages:>3} pages {outcome.notes:>4} notes {outcome.layouts:>2} layouts"
    return f"seed {wishes.seed:>4} {wishes.paper} {size}  {outcome.crash or told}"


def table(outcomes: Iterable[Outcome]) -> str:
    """The sums of a whole run."""
    done = list(outcomes)
    codes = Counter(code for one in done for code, _ in one.found)
    typeset, extra = _typesetting(done)
    stages: Counter[str] = Counter()
    for one in done:
        stages.update(dict(one.cpu))
    whole = sum(stages.values())
    rows = (
        ("documents", len(done)),
        ("pages", sum(one.pages for one in done)),
        ("notes", sum(one.notes for one in done)),
        ("characters compared", sum(one.characters for one in done)),
        ("not built", sum(not one.pages for one in done)),
        ("crashes", sum(bool(one.crash) for one in done)),
        ("notes lost", _sum(codes, LOST_NOTES)),
        ("notes off the page of their call, or not whole", _sum(codes, STRAYED_NOTES)),
        ("words lost, changed or moved", _sum(codes, LOST_WORDS)),
        ("documents that needed a repair", sum(one.layouts > 1 for one in done)),
        ("layouts, at most", max((one.layouts for one in done), default=0)),
        ("time of typesetting that repairs cost", f"{extra / typeset:.0%}" if typeset else "-"),
        ("CPU of the proof, of the whole build", f"{stages['proof'] / whole:.1%}" if whole else "-"),
    )
    listed = "\n".join(f"{name:<50}{number:>12}" for name, number in rows)
    others = "\n".join(f"    {code:<46}{number:>12}" for code, number in sorted(codes.items()))
    return f"{listed}\nfound, by code\n{others or '    nothing'}"


def _sum(codes: Counter[str], wanted: Iterable[str]) -> int:
    return sum(codes[code] for code in wanted)


def _typesetting(outcomes: Iterable[Outcome]) -> tuple[float, float]:
    """Seconds of CPU in `typeset`, and how many of them went into layouts after the first."""
    seconds = [(dict(one.cpu).get("typeset", 0), one.layouts) for one in outcomes if one.layouts]
    return sum(all_of for all_of, _ in seconds), sum(all_of * (1 - 1 / n) for all_of, n in seconds)
