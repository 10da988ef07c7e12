"""Sums say no more than their terms; selections mean what they say; months lose nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nouns import Written, edition, figure, incident
from publish.house_style import figure_in_table
from publish.model.codebook import ActorKind, Measure, Qualifier
from publish.model.edition import Edition
from publish.model.figure import UNCOUNTED, Figure
from publish.model.records import Selection
from publish.reckoning import (
    add,
    as_figure,
    by_month,
    figure_named,
    perpetrator_kind,
    select,
    terms_of,
    total_of,
)

COUNTED = [Qualifier.EXACTLY, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.UP_TO]
ANY_FIGURE = st.one_of(
    st.builds(
        lambda best, how: figure(best=best, qualifier=how), st.integers(0, 5000), st.sampled_from(COUNTED)
    ),
    st.builds(lambda how: figure(qualifier=how), st.sampled_from(sorted(UNCOUNTED))),
    st.builds(
        lambda low, more: figure(min=low, max=low + more, qualifier="between"),
        st.integers(0, 5000),
        st.integers(0, 50),
    ),
)


def printed(*terms: Figure) -> str:
    return figure_in_table(as_figure(add(terms), Measure.KILLED, "people", terms)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ([], "0"),
        ([{"best": 3}, {"best": 4}], "7"),
        ([{"best": 3}, {"best": 4, "qualifier": "at-least"}], "at least 7"),
        ([{"best": 3}, {"best": 4, "qualifier": "more-than"}], "more than 7"),
        ([{"best": 3, "qualifier": "at-least"}, {"best": 4, "qualifier": "more-than"}], "at least 7"),
        ([{"best": 3}, {"best": 40, "qualifier": "about"}], "about 43"),
        ([{"best": 40, "qualifier": "about"}, {"best": 4, "qualifier": "at-least"}], "at least 44"),
        ([{"best": 3}, {"qualifier": "several"}], "at least 3"),
        ([{"qualifier": "several"}, {"qualifier": "hundreds"}, {"qualifier": "dozens"}], "hundreds"),
        ([{"best": 3}, {"best": 40, "qualifier": "up-to"}], "at least 3"),
        ([{"best": 3}, {"min": 10, "max": 20, "best": 15, "qualifier": "between"}], "at least 13"),
        ([{"min": 10, "max": 20, "qualifier": "between"}], "between 10 and 20"),
        ([{"best": 40, "qualifier": "up-to"}], "up to 40"),
        ([{"qualifier": "several"}], "several"),
    ],
)
def test_a_sum_prints_what_its_terms_bear_out(terms: list[Written], said: str) -> None:
    assert printed(*(figure(**term) for term in terms)) == said


@given(st.lists(ANY_FIGURE, max_size=6))
def test_a_sum_does_not_depend_on_order(terms: list[Figure]) -> None:
    assert add(terms) == add(reversed(terms))


@given(st.lists(ANY_FIGURE, min_size=1, max_size=6))
def test_a_sum_is_exact_only_if_every_term_is(terms: list[Figure]) -> None:
    exact = all(term.qualifier is Qualifier.EXACTLY for term in terms)
    assert (add(terms).qualifier is Qualifier.EXACTLY) == exact


@given(st.lists(ANY_FIGURE, min_size=2, max_size=6))
def test_a_sum_with_an_open_term_is_never_rounded_or_exact(terms: list[Figure]) -> None:
    open_ended = UNCOUNTED | {Qualifier.AT_LEAST, Qualifier.UP_TO, Qualifier.BETWEEN}
    if any(term.qualifier in open_ended for term in terms):
        assert add(terms).qualifier in UNCOUNTED | {Qualifier.AT_LEAST}


@given(st.lists(ANY_FIGURE, min_size=1, max_size=6))
def test_a_sum_counts_on_no_more_than_the_least_of_each_term(terms: list[Figure]) -> None:
    most = sum((term.best or term.min or Decimal(0) for term in terms), Decimal(0))
    assert (add(terms).best or 0) <= most


def test_a_sum_with_a_contested_term_is_contested() -> None:
    assert add([figure(best=1), figure(best=2, verification="contested")]).standing == "contested"
    assert add([figure(best=1), figure(best=2, verification="single-source")]).standing == "single-source"


def test_a_sum_of_one_term_keeps_its_standing_and_sheds_its_place() -> None:
    term = figure(id="x", best=4, verification="single-source", part_of="other.killed")
    alone = as_figure(add([term]), Measure.KILLED, "people", [term])
    assert (alone.id, alone.part_of, alone.verification) == (None, None, term.verification)


# Which figure speaks


def record(*figures: Written) -> Edition:
    return edition(incidents=[incident("raid", *figures)])


@pytest.mark.parametrize(
    ("figures", "name", "best"),
    [
        ([{"best": 3}], "killed", 3),
        ([{"best": 3, "preferred": True}, {"id": "other", "best": 4}], "killed", 3),
        ([{"best": 3}, {"id": "other", "best": 4}], "killed", 3),
        ([{"best": 3}, {"id": "other", "best": 4}], "other", 4),
        ([{"id": "one", "best": 3}, {"id": "other", "best": 4}], "killed", None),
        ([{"id": "one", "best": 3}, {"id": "other", "best": 4, "preferred": True}], "killed", 4),
        ([{"id": "one", "best": 3}], "killed", None),
        ([{"best": 3}], "injured", None),
        ([], "killed", None),
    ],
)
def test_a_name_means_one_figure_or_none(figures: list[Written], name: str, best: int | None) -> None:
    found = figure_named(record(*figures).incidents[0], name)
    assert (found.best if found else None) == best


# Selections


RAID = incident(
    "raid",
    {"best": 3},
    date="2020-03-01",
    actors=[
        {"actor": "group", "role": "perpetrator", "attribution": "alleged"},
    ],
)
PROTEST = incident("protest", {"best": 4}, date="2020-02-29/2020-03-02", themes=["protest"])
OLD = incident("old", {"best": 5}, date="2018", context=True)
WORLD = edition(
    incidents=[RAID, PROTEST, OLD],
    actors=[{"id": "group", "name": "Group", "kind": "armed-group"}],
    statistics=[
        {
            "id": "sum",
            "title": "Sum",
            "topic": "all",
            "total": {"measure": "killed", "unit": "people", "where": {}},
        }
    ],
)


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ({}, ["protest", "raid"]),
        ({"context": True}, ["old", "protest", "raid"]),
        ({"themes": ["protest"]}, ["protest"]),
        ({"themes": ["protest", "armed-conflict"]}, ["protest", "raid"]),
        ({"themes": ["protest"], "actor_kinds": ["armed-group"]}, []),
        ({"actor_kinds": ["armed-group"]}, ["raid"]),
        ({"measures": ["injured"]}, []),
        ({"incidents": ["raid", "old", "protest"]}, ["raid", "old", "protest"]),
        ({"incidents": ["raid", "protest"], "themes": ["protest"]}, ["protest"]),
    ],
)
def test_a_selection_means_what_matches_every_key(where: Written, ids: list[str]) -> None:
    assert [one.id for one in select(WORLD, Selection.model_validate(where))] == ids


def test_an_incident_without_a_recorded_perpetrator_has_no_kind() -> None:
    kinds = {one.id: perpetrator_kind(WORLD, one) for one in WORLD.incidents}
    assert kinds == {"raid": ActorKind.ARMED_GROUP, "protest": None, "old": None}


def test_a_total_runs_over_its_incidents() -> None:
    total = total_of(WORLD, WORLD.statistics[0])
    assert total is not None
    assert total.best == 7
    assert [one.id for one, _ in terms_of(WORLD, WORLD.statistics[0])] == ["protest", "raid"]


# Months


def test_months_cover_the_whole_period_and_lose_nothing() -> None:
    matrix = by_month(WORLD, select(WORLD, Selection()), Measure.KILLED)
    assert len(matrix.months) == 12
    assert matrix.kinds == (ActorKind.ARMED_GROUP, None)
    assert [matrix.row(index).best for index in (0, 1, 2)] == [0, 4, 3]
    assert matrix.all().best == sum((matrix.column(kind).best or 0 for kind in matrix.kinds), Decimal(0))


def test_an_incident_that_runs_on_is_told_in_the_month_in_which_it_begins() -> None:
    matrix = by_month(WORLD, select(WORLD, Selection()), Measure.KILLED)
    assert [[one.id for one in month.spilling] for month in matrix.months[1:3]] == [["protest"], []]


# Months


@pytest.mark.parametrize(
    ("date", "month", "killed"),
    [
        ("2020-03-04", "March", 5),
        ("2019-12-20/2020-02-06", "January", 5),
        ("2020", "Other dates", 5),
        ("2018-06-01", "Other dates", 5),
    ],
)
def test_months_always_add_up_to_the_total(date: str, month: str, killed: int) -> None:
    raid = incident("raid", {"best": killed}, date=date, context=True)
    book = edition(incidents=[raid])
    matrix = by_month(book, book.incidents, Measure.KILLED)
    rows = {one.name: matrix.row(index).best for index, one in enumerate(matrix.months)}
    assert rows[month] == killed
    assert sum(best or 0 for best in rows.values()) == matrix.all().best == killed
