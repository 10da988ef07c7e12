"""How numbers and dates are printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from nouns import Written, figure
from publish.house_style import (
    date_in_text,
    day_in_text,
    figure_in_column,
    figure_in_table,
    figure_in_text,
    in_words,
    listed,
    number_in_text,
    numeral,
    ordinal,
    period_in_text,
)
from publish.model.edtf import Edtf


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "none"),
        ("1", "one"),
        ("9", "nine"),
        ("10", "10"),
        ("1261", "1,261"),
        ("287496", "287,496"),
        ("2.5", "2.5"),
        ("12.50", "12.5"),
    ],
)
def test_numbers_below_ten_are_words(number: str, text: str) -> None:
    assert number_in_text(Decimal(number)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("14", "fourteen"),
        ("20", "twenty"),
        ("21", "twenty-one"),
        ("99", "ninety-nine"),
        ("100", "100"),
        ("1.5", "1.5"),
    ],
)
def test_words_go_up_to_ninety_nine(number: str, text: str) -> None:
    assert in_words(Decimal(number)) == text


@given(st.integers(0, 99))
def test_every_number_below_a_hundred_has_words_of_its_own(number: int) -> None:
    words = in_words(Decimal(number))
    assert words.replace("-", "").isalpha()
    assert [other for other in range(100) if in_words(Decimal(other)) == words] == [number]


@given(st.integers(0, 10**10))
def test_a_numeral_has_all_the_digits(number: int) -> None:
    assert numeral(Decimal(number)).replace(",", "") == str(number)


@given(st.decimals(-(10**10), 10**10, places=2) | st.integers(-(10**12), 10**12).map(Decimal))
def test_a_numeral_is_as_babel_has_it(number: Decimal) -> None:
    assert numeral(number) == format_decimal(number or Decimal(0), locale="en_GB")


@pytest.mark.parametrize(
    ("written", "options", "text"),
    [
        ({"best": 35, "qualifier": "at-least"}, {}, "at least 35"),
        ({"best": 35, "qualifier": "at-least"}, {"bare"}, "35"),
        ({"best": 35, "qualifier": "at-least"}, {"unit", "capital"}, "At least 35 people"),
        ({"best": 35}, {"words"}, "thirty-five"),
        ({"best": 3}, {"numeral"}, "3"),
        ({"best": 1, "unit_one": "person"}, {"unit"}, "one person"),
        ({"best": 2, "unit_one": "person"}, {"unit"}, "two people"),
        ({"qualifier": "hundreds"}, {"unit"}, "hundreds of people"),
        ({"qualifier": "several"}, {"unit"}, "several people"),
        ({"qualifier": "dozens"}, {"unit", "capital"}, "Dozens of people"),
        ({"min": 3, "max": 12, "qualifier": "between"}, {}, "between three and 12"),
        ({"min": 3, "max": 12, "qualifier": "between"}, {"bare", "numeral"}, "3–12"),
        ({"best": 23, "measure": "share", "unit": "per cent"}, {}, "23 per cent"),
        ({"best": 4, "measure": "share", "unit": "per cent", "qualifier": "about"}, {}, "about 4 per cent"),
        ({"best": 14, "includes": [{"best": 2, "of": "children"}]}, {"children"}, "two children"),
        ({"best": 14, "includes": [{"best": 2, "of": "children"}]}, {"children", "capital"}, "Two children"),
    ],
)
def test_a_figure_in_text(written: Written, options: set[str], text: str) -> None:
    assert plain(figure_in_text(figure(**written), options)) == text


def test_a_number_never_parts_from_its_qualifier() -> None:
    assert figure_in_text(figure(best=35, qualifier="at-least")) == "at least\u00a035"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ({"best": 3, "qualifier": "at-least"}, "at least 3"),
        ({"qualifier": "hundreds"}, "hundreds"),
        ({"min": 3, "max": 12, "qualifier": "between"}, "between 3 and 12"),
    ],
)
def test_a_cell_prints_numerals(written: Written, text: str) -> None:
    assert plain(figure_in_table(figure(**written))) == text


def test_a_column_of_figures_prints_a_range_by_its_ends() -> None:
    assert figure_in_column(figure(min=3, max=12, qualifier="between")) == "3–12"
    assert plain(figure_in_column(figure(best=3, qualifier="at-least"))) == "at least 3"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2020-07-10", "10 July 2020"),
        ("2020-06", "June 2020"),
        ("2020", "2020"),
        ("2020-10-05~", "about 5 October 2020"),
        ("2020-07-10/2020-07-12", "10–12 July 2020"),
        ("2020-02-03/2020-03-10", "3 February to 10 March 2020"),
        ("2019-12-30/2020-01-02", "30 December 2019 to 2 January 2020"),
        ("2020-02/2020-03", "February to March 2020"),
        ("2018/2020", "2018–2020"),
        ("2020-10/..", "from October 2020"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(written: str, text: str) -> None:
    assert plain(date_in_text(Edtf.parse(written))) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2020-07-10", "10 July"),
        ("2020-06", "June"),
        ("2020", "2020"),
        ("2020-07-10/2020-07-12", "10–12 July"),
    ],
)
def test_a_date_without_its_year(written: str, text: str) -> None:
    assert plain(date_in_text(Edtf.parse(written), {"no-year"})) == text


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_reads_as_it_is(day: date) -> None:
    assert plain(date_in_text(Edtf.parse(day.isoformat()))) == plain(day_in_text(day))


def test_a_period_names_a_common_year_once() -> None:
    assert plain(period_in_text(date(2020, 1, 1), date(2020, 12, 31))) == "1 January to 31 December 2020"
    assert plain(period_in_text(date(2019, 7, 1), date(2020, 6, 30))) == "1 July 2019 to 30 June 2020"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "First"),
        (10, "Tenth"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (111, "111th"),
        (112, "112th"),
        (121, "121st"),
    ],
)
def test_ordinals(number: int, text: str) -> None:
    assert ordinal(number) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
    ],
)
def test_a_list_in_words(items: list[str], text: str) -> None:
    assert listed(items) == text
