"""A whole run: the rows that are asked for, one after another."""

from __future__ import annotations

import compileall
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from . import machine
from .measure import PACKAGES, Unmeasured
from .questions import QUESTIONS, Question
from .table import Row
from .workbench import BenchWishes, Workbench

KEYS = tuple(dict.fromkeys(question.key for question in QUESTIONS))
"""By which rows are picked."""


def measured_rows(project: Path, wishes: BenchWishes, keys: Collection[str]) -> Iterator[Row]:
    """Each row, as soon as it is measured; one that is not asked for says so."""
    compileall.compile_dir(PACKAGES / "publish", quiet=2)  # else the first build pays for it
    with tempfile.TemporaryDirectory() as folder:
        bench = Workbench(project, Path(folder), wishes)
        for question in QUESTIONS:
            yield _row(question, bench, asked=question.key in keys)


def facts(wishes: BenchWishes) -> tuple[str, ...]:
    """What the figures depend on, to be asked before the run."""
    wanted = f"random editions of seed {wishes.seed}, about {wishes.pages} and {wishes.long:,} pages"
    return (*machine.facts(), f"{wanted}; {wishes.rounds} rounds of what is cheap")


def _row(question: Question, bench: Workbench, *, asked: bool) -> Row:
    what = question.title(bench.wishes)
    if not asked:
        return Row(what, question.goal, None, "not asked for")
    try:
        answer = question.ask(bench)
    except Unmeasured as reason:
        return Row(what, question.goal, None, f"not measured: {reason}")
    return Row(what, question.goal, answer, "" if answer else "not measured here")
