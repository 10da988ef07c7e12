"""The drawing of a chart: every number is legible, whatever the numbers are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

import pytest

from nouns import figure
from publish.blocks.bars import CAP_MM, FIGURE_MM, WIDTH_MM, Picture, draw
from publish.blocks.lift import Room, lifted
from publish.model.codebook import ActorKind, Measure
from publish.reckoning import Matrix, MonthOf

Written = Mapping[str, object]
KINDS = (ActorKind.ARMED_GROUP, ActorKind.STATE_FORCES)

RANGES: list[Written] = [
    {"min": 300_000 + 7_000 * month, "max": 340_000 + 7_000 * month, "qualifier": "between"}
    for month in range(12)
]
VAGUE: list[Written] = [{"qualifier": ("several", "hundreds", "dozens")[month % 3]} for month in range(12)]
STEEP: list[Written] = [
    {"best": 12_400 if month % 2 else 3, "qualifier": "about"} if month % 3
    else {"min": 2_000, "max": 2_600, "qualifier": "between"} for month in range(12)
]
MODEST: list[Written] = [{"best": best, "qualifier": "at-least"} for best in (14, 58, 1, 2, 4)]
ALL = {"ranges": RANGES, "vague": VAGUE, "steep": STEEP, "modest": MODEST}


def drawn(figures: Sequence[Written]) -> Picture:
    months = tuple(MonthOf(f"Month {at}", "Jan", ()) for at in range(len(figures)))
    terms = tuple(
        (at, KINDS[at % 2], figure(**written)) for at, written in enumerate(figures)
    )
    return draw(Matrix(Measure.KILLED, months, KINDS, terms))


def rooms(picture: Picture) -> list[Room]:
    """What the totals take up, from the top of the drawing."""
    halves = [len(label.text) * FIGURE_MM / 2 for label in picture.totals]
    return [
        Room(label.x - half, label.x + half, label.y - CAP_MM, label.y)
        for label, half in zip(picture.totals, halves, strict=True)
    ]


@pytest.mark.parametrize("figures", ALL.values(), ids=ALL)
def test_no_total_lies_over_another_or_over_a_bar(figures: Sequence[Written]) -> None:
    picture = drawn(figures)
    totals = rooms(picture)
    bars = [Room(bar.x, bar.x + bar.width, bar.y, bar.y + bar.height) for bar in picture.bars]
    assert len(totals) >= len(figures)
    assert not any(one.meets(other) for one, other in combinations(totals, 2))
    assert not any(total.meets(bar) for total in totals for bar in bars)


@pytest.mark.parametrize("figures", ALL.values(), ids=ALL)
def test_nothing_reaches_beyond_the_drawing(figures: Sequence[Written]) -> None:
    picture = drawn(figures)
    assert all(room.left >= picture.left and room.right <= WIDTH_MM for room in rooms(picture))
    assert all(room.foot >= 0 for room in rooms(picture))
    assert all(tick.x - len(tick.text) * FIGURE_MM >= 0 for tick in picture.ticks)
    assert all(label.y < picture.height for label in (*picture.legend, *picture.months))


def test_modest_numbers_leave_the_drawing_its_size() -> None:
    picture = drawn(MODEST)
    assert (picture.left, picture.base, picture.height) == (10, 40, 51)
    assert [label.text for label in picture.totals] == [f"≥\u00a0{best}" for best in (14, 58, 1, 2, 4)]


def test_a_range_is_shown_by_its_ends() -> None:
    assert [label.text for label in drawn([RANGES[0]] * 3).totals] == ["300,000–340,000"] * 3
    assert [label.text for label in drawn([RANGES[0]] * 12).totals][:2] == ["340,000", "300,000–"]


def test_a_word_rises_only_as_far_as_it_must() -> None:
    word = Room(Decimal(0), Decimal(4), Decimal(1), Decimal(3))
    low, high = (Room(Decimal(3), Decimal(9), Decimal(foot), Decimal(foot + 2)) for foot in (2, 9))
    assert lifted(word, [low, high]).foot == Decimal("4.8")
    assert lifted(word, [high]) == word
