"""What was measured, as a table: each row with its goal, and why one could not be measured."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from msgspec import Struct

_HEAD = ("what", "goal", "median", "min", "max", "met", "how")


class Goal(Struct, frozen=True):
    """What a figure must not exceed, or, if `strict`, what it must stay below."""

    limit: float
    strict: bool = False

    def met(self, figure: float) -> bool:
        """Whether a figure keeps to it."""
        return figure < self.limit if self.strict else figure <= self.limit

    def __str__(self) -> str:
        return f"{'<' if self.strict else '≤'} {self.limit:g}"


class Answer(Struct, frozen=True):
    """One figure for each round, and what they were reckoned from."""

    figures: tuple[float, ...]
    how: str = ""


class Row(Struct, frozen=True):
    """A question with its goal, and the answer; or words for why there is none."""

    what: str
    goal: Goal
    answer: Answer | None
    reason: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """As text, in the order of the table's head."""
        if self.answer is None:
            return (self.what, str(self.goal), "–", "–", "–", "–", self.reason)
        figures = self.answer.figures
        met = "yes" if self.goal.met(median(figures)) else "**no**"
        three = (f"{figure:.3g}" for figure in (median(figures), min(figures), max(figures)))
        return (self.what, str(self.goal), *three, met, self.answer.how)


def line(row: Row) -> str:
    """One row for somebody who waits for the next."""
    what, goal, middle, _, _, met, how = row.cells
    return f"{what}: {middle} (goal {goal}, met: {met.strip('*')}) {how}".rstrip()


def markdown(rows: Sequence[Row], facts: Sequence[str]) -> str:
    """A whole table below the facts of the run."""
    said = "\n".join(f"- {fact}" for fact in facts)
    lines = [_HEAD, ("---",) * len(_HEAD), *(row.cells for row in rows)]
    table = "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |" for cells in lines)
    return f"# What a build costs\n\nWritten by `invoke bench`.\n\n{said}\n\n{table}\n"
