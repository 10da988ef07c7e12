"""Dates as precise as they are known, written in the Extended Date/Time Format (ISO 8601-2)."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated, Any

from msgspec import Struct
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

POINT = r"\d{4}(?:-\d{2}(?:-\d{2})?)?~?"
PATTERN = rf"^{POINT}(?:/(?:{POINT}|\.\.))?$"


class Moment(Struct, frozen=True):
    """One date, known to the day, the month or the year."""

    year: int
    month: int | None = None
    day: int | None = None
    circa: bool = False

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


class Edtf(Struct, frozen=True):
    """A date or an interval: `2020-01-16`, `2020-06`, `2020`, `2020-10-05~`, `2020-02-03/2020-03-10`,
    `2020-10/..` (open)."""

    text: str
    start: Moment
    end: Moment | None
    """The other end of an interval; for a single date the same as `start`, for an open one None."""

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return self.start.first

    @property
    def last(self) -> date | None:
        """The last day it can mean, None if open."""
        return self.end.last if self.end else None

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Read the written form; `ValueError` with a sentence if it is not one."""
        written = text.strip()
        if not re.fullmatch(PATTERN, written):
            raise ValueError(f"`{text}` is not a date; write `2020-01-16`, `2020-06`, `2020`, `2020-10-05~` "
                             "for about, or `2020-02-03/2020-03-10` for a range")
        left, _, right = written.partition("/")
        start = _moment(left)
        end = start if not right else None if right == ".." else _moment(right)
        if end is not None and end.last < start.first:
            raise ValueError(f"the end of `{text}` lies before its start")
        return cls(written, start, end)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validated, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A string with the pattern of the written form, or a year, which YAML takes for a number."""
        examples = ["2020-01-16", "2020-06", "2020-10-05~"]
        year = {"minimum": 1000, "maximum": 9999}
        return {"type": ["string", "integer"], "pattern": PATTERN, **year, "examples": examples}

    def __str__(self) -> str:
        return self.text


Date = Annotated[Edtf, "a date as precise as it is known"]


def _validated(value: object) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("edtf", "a date is one word such as `2020-01-16`")
    try:
        return Edtf.parse(value)
    except ValueError as problem:
        raise PydanticCustomError("edtf", "{sentence}", {"sentence": str(problem)}) from None


def _moment(written: str) -> Moment:
    year, month, day = ([int(part) for part in written.removesuffix("~").split("-")] + [None, None])[:3]
    moment = Moment(year or 0, month, day, written.endswith("~"))
    try:
        _ = moment.first, moment.last
    except ValueError:
        raise ValueError(f"`{written}` is not a day of the calendar") from None
    return moment
