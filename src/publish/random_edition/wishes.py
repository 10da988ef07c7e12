"""What is asked of a random edition, and what follows from the seed alone: its manner."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from .dice import Dice

STYLES = Path(__file__).parent.parent.parent.parent / "styles"
"""The sheets of the project that this package is checked out in."""


class RandomWishes(Struct, frozen=True):
    """One random edition: the same wishes give the same files."""

    seed: int
    pages: int = 12
    """About how many pages it should have, from 5 upwards; it comes out within a third of it."""
    paper: Literal["A4", "A5"] = "A4"
    styles: Path = STYLES
    """The folder of sheets that is copied."""


class Manner(Struct, frozen=True):
    """How an edition is written: chances from 0 to 1, and shares of its lines."""

    called: float
    """The chance that a sentence ends with calls of notes."""
    within: float
    """The chance that it has calls in its middle."""
    crowded: float
    """The chance that two or more calls stand side by side."""
    long_notes: float
    """The chance that a note of one's own is long."""
    figures: float
    """The chance that a sentence is about a figure of a record."""
    odd: float
    """The chance of a word too long for its line, a web address or a foreign phrase in a sentence."""
    prose: float
    """The share of running text among the lines."""
    long_tables: float
    """The chance that a table is long."""


def manner(dice: Dice) -> Manner:
    """A manner: some editions have few notes, some hardly a line without."""
    return Manner(
        called=dice.choice((0.15, 0.35, 0.6, 0.85)),
        within=dice.choice((0.02, 0.1, 0.3)),
        crowded=dice.choice((0.05, 0.2, 0.4)),
        long_notes=dice.choice((0.02, 0.1, 0.25)),
        figures=dice.choice((0.05, 0.12, 0.25)),
        odd=dice.choice((0.01, 0.03, 0.08)),
        prose=dice.uniform(0.4, 0.7),
        long_tables=dice.choice((0.1, 0.3, 0.5)),
    )
