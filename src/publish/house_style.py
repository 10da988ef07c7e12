"""The house style of printed figures and dates, for British English (`en-GB`).

One rule in one place: numbers below ten in words, figures from 10 up; "10 July 2020"; "per cent";
a no-break space between what must not part. Month names and separators come from Babel.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from .model.codebook import Qualifier
from .model.edtf import Edtf, Moment
from .model.figure import UNCOUNTED, Figure

LOCALE = "en_GB"
NBSP = "\u00a0"
ONES = [
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = [
    "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
]


def numeral(number: Decimal) -> str:
    """Figures with a comma between thousands: `287,496`."""
    if number == number.to_integral_value():
        return f"{int(number):,}"  # as Babel has it, which takes ten times as long
    return str(format_decimal(number, locale=LOCALE))


def in_words(number: Decimal) -> str:
    """Words for whole numbers below a hundred, figures for all others."""
    if number != int(number) or not 0 <= number < 100:
        return numeral(number)
    tens, ones = divmod(int(number), 10)
    if int(number) < 20:
        return ONES[int(number)]
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


def number_in_text(number: Decimal, options: Collection[str] = ()) -> str:
    """A number as running text prints it; `words` and `numeral` override the rule."""
    if "words" in options or ("numeral" not in options and number < 10):
        return in_words(number)
    return numeral(number)


def figure_in_text(figure: Figure, options: Collection[str] = ()) -> str:
    """A figure with its qualifier: `at least 35`; with `unit`, `at least 35 civilians`.

    An option that names a part the figure includes prints that part: with `children`, `two children`.
    """
    named = [part for part in figure.includes if part.of in options]
    if named:
        phrase = f"{number_in_text(named[0].best, options)} {named[0].of}"
        return phrase[:1].upper() + phrase[1:] if "capital" in options else phrase
    if figure.unit == "per cent":
        options = {*options, "unit", "numeral"}
    phrase = _counted(figure, options)
    if "unit" in options:
        unit = f" {unit_of(figure)}" if figure.unit != "per cent" else f"{NBSP}per{NBSP}cent"
        phrase = phrase + unit
    return phrase[:1].upper() + phrase[1:] if "capital" in options else phrase


def figure_in_table(figure: Figure) -> str:
    """A figure as a cell prints it: qualifier in words, number in figures."""
    return _counted(figure, {"numeral"}) if figure.qualifier not in UNCOUNTED else str(figure.qualifier)


def figure_in_column(figure: Figure) -> str:
    """A figure in a column of figures, where there is less room: of a range only its ends, `53–62`."""
    ranging = figure.qualifier is Qualifier.BETWEEN
    return _counted(figure, {"numeral", "bare"}) if ranging else figure_in_table(figure)


def unit_of(figure: Figure) -> str:
    """The counting unit, in the singular for one."""
    return figure.unit_one if figure.best == 1 and figure.unit_one else figure.unit


def day_in_text(day: date) -> str:
    """`10 July 2020`."""
    return format_date(day, f"d{NBSP}MMMM y", locale=LOCALE)


def month_in_text(month: int) -> str:
    """`July`."""
    return _formatted(date(2000, month, 1), "LLLL")


def date_in_text(when: Edtf, options: Collection[str] = ()) -> str:
    """A date as precise as it is known: `10 July 2020`, `July 2020`, `10–12 July 2020`."""
    year = "no-year" not in options
    if when.end is None:
        return f"from {_moment(when.start, year=year)}"
    if when.end == when.start:
        return _moment(when.start, year=year)
    return _interval(when.start, when.end, year=year)


def date_in_table(when: Edtf) -> str:
    """A date as a cell prints it: a day is never broken over lines."""
    return " to ".join(part.replace(" ", NBSP) for part in date_in_text(when).split(" to "))


def period_in_text(start: date, end: date) -> str:
    """`1 January to 31 December 2020`."""
    first = format_date(start, f"d{NBSP}MMMM" + ("" if start.year == end.year else " y"), locale=LOCALE)
    return f"{first} to {day_in_text(end)}"


def ordinal(number: int) -> str:
    """`First`, `Second`; figures with an ending above ten."""
    if number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def _counted(figure: Figure, options: Collection[str]) -> str:
    if figure.qualifier is Qualifier.BETWEEN and figure.min is not None and figure.max is not None:
        low, high = (number_in_text(number, options) for number in (figure.min, figure.max))
        return f"{low}–{high}" if "bare" in options else f"between {low} and {high}"
    if figure.best is None:
        return figure.qualifier.label
    number = number_in_text(figure.best, options)
    word = "" if "bare" in options else figure.qualifier.label
    return f"{word}{NBSP}{number}" if word else number


def _moment(moment: Moment, *, year: bool) -> str:
    if moment.month is None:
        text = str(moment.year)
    elif moment.day is None:
        text = _formatted(moment.first, "LLLL y" if year else "LLLL")
    else:
        text = _formatted(moment.first, f"d{NBSP}MMMM y" if year else f"d{NBSP}MMMM")
    return f"about {text}" if moment.circa else text


@lru_cache(maxsize=2_000)
def _formatted(day: date, pattern: str) -> str:
    """A day by a pattern of the CLDR; a table prints the same days again and again."""
    return format_date(day, pattern, locale=LOCALE)


def _interval(start: Moment, end: Moment, *, year: bool) -> str:
    if start.month is None or end.month is None:
        return f"{_moment(start, year=True)}–{_moment(end, year=True)}"
    same_month = (start.year, start.month) == (end.year, end.month)
    if same_month and start.day and end.day and not (start.circa or end.circa):
        return f"{start.day}–{_moment(end, year=year)}"
    first = _moment(start, year=year and start.year != end.year)
    return f"{first} to {_moment(end, year=year)}"
