"""A number with all that makes it trustworthy: what, of what, how sure, when, who counted, who says so."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .base import FigureRef, Id, LedgerId, Line, Model, SourceId, Text
from .codebook import Age, Basis, Measure, Qualifier, Sex, Verification
from .edtf import Date


def _citation(written: str) -> str:
    source, _, _ = written.partition(",")
    if not source.strip().isascii() or not source.strip().isalnum() or not source[:1].isupper():
        raise ValueError(f"`{written}` is not a citation; write the id of a source and, after a comma, "
                         "where it says so: `SC952, para. 3`")
    return written


Citation = Annotated[str, AfterValidator(_citation), Field(examples=["SC952, para. 3"])]
"""The id of a source and, after a comma, the place in it."""

def _number(written: object) -> object:
    """Let through digits and at most one point; `1_000`, `1e5` and digits of other scripts are slips."""
    if isinstance(written, str) and not re.fullmatch(r"-?[0-9]+(\.[0-9]{1,3})?", written.strip()):
        raise PydanticCustomError("decimal_parsing", "not a number")
    return written


Count = Annotated[
    Decimal, BeforeValidator(_number), Field(ge=0, le=10_000_000_000, allow_inf_nan=False, max_digits=14)
]

DIVISIBLE = {Measure.SHARE, Measure.DURATION, Measure.AGE}
"""Measures whose numbers need not be whole."""

UNCOUNTED = {Qualifier.SEVERAL, Qualifier.DOZENS, Qualifier.HUNDREDS}


class Inclusion(Model):
    """A part that a figure names: 2 children among 14 people."""

    best: Count
    """How many."""
    of: Line
    """What they are, in the plural: `children`, `women`."""
    sex: Sex | None = None
    """Sex, where the part is told apart by it."""
    age: Age | None = None
    """Age group, where the part is told apart by it."""


class Figure(Model):
    """One figure of a record."""

    id: Id | None = None
    """The name that marks use after the point; the measure, unless a record has several of one measure."""
    measure: Measure
    """What is counted."""
    best: Count | None = None
    """The number. Left out for `several`, `dozens` and `hundreds`."""
    min: Count | None = None
    """The lowest number, where the source gives a range."""
    max: Count | None = None
    """The highest number, where the source gives a range."""
    qualifier: Qualifier = Qualifier.EXACTLY
    """How the number is to be read."""
    unit: Line
    """The counting unit in the plural: `civilians`, `schools`, `months`, `per cent`."""
    unit_one: Line | None = None
    """The counting unit in the singular, where the number can be one."""
    basis: Basis = Basis.COUNTED
    """How the number came about."""
    as_of: Date | None = None
    """The day for which a standing figure holds."""
    origin: Id | None = None
    """The actor who counted."""
    attributed_to: Id | None = None
    """The actor who says so."""
    includes: tuple[Inclusion, ...] = ()
    """Parts that the source names."""
    part_of: FigureRef | None = None
    """The figure of which this is a part; a part is never added to its whole."""
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
    """Where it is said."""
    verification: Verification
    """How well it stands."""
    preferred: bool = False
    """Whether the text prints this one, where several figures have one measure."""
    preference_reason: Line | None = None
    """Why this one is preferred."""
    remark: Text | None = None
    """What the note says besides the citation; the conflict, for a contested figure."""
    ledger: tuple[LedgerId, ...] = ()
    """Entries of the researchers' ledger that this figure rests on."""

    @property
    def name(self) -> str:
        """The word after the point in a mark."""
        return self.id or str(self.measure)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if complaints := self._complaints():
            raise ValueError("; ".join([complaints[0], *(f"also, {more}" for more in complaints[1:])]))
        return self

    def _complaints(self) -> list[str]:
        """What cannot be, in sentences."""
        found = []
        if self.best is None and self.qualifier not in UNCOUNTED | {Qualifier.BETWEEN}:
            found.append(
                f"`{self.qualifier}` needs a number; add `best`, or use `several`, `dozens`, `hundreds`"
            )
        if self.best is not None and self.qualifier in UNCOUNTED:
            found.append(f"`{self.qualifier}` says that the number is not known, yet `best` gives one")
        if self.qualifier is Qualifier.BETWEEN and (self.min is None or self.max is None):
            found.append("`between` needs both `min` and `max`")
        low, high = self.min or Decimal(0), self.max if self.max is not None else Decimal("Infinity")
        if low > high:
            found.append(f"`min` ({low}) is greater than `max` ({high})")
        if self.best is not None and not low <= self.best <= high:
            found.append(f"`best` ({self.best}) does not lie between `min` and `max`")
        if self.measure is Measure.SHARE or self.unit == "per cent":
            found += [
                f"a share of {number} per cent is more than the whole"
                for number in (self.best, self.min, self.max) if number is not None and number > 100
            ]
        if self.measure not in DIVISIBLE and self.best is not None and self.best != int(self.best):
            found.append(
                f"a count is a whole number, not {self.best}; write thousands without a separator: `287496`"
            )
        return found + self._part_complaints()

    def _part_complaints(self) -> list[str]:
        if self.best is None or self.qualifier is Qualifier.AT_LEAST:
            return []
        groups: dict[str, Decimal] = {}
        for part in self.includes:
            group = "age" if part.age else "sex" if part.sex or part.of in {"women", "men"} else part.of
            groups[group] = groups.get(group, Decimal(0)) + part.best
        return [
            f"the parts told apart by {group} add up to {number}, more than the whole of {self.best}"
            for group, number in groups.items() if number > self.best
        ]


def source_of(citation: str) -> SourceId:
    """The id of the source that a citation names."""
    return citation.partition(",")[0].strip()


def locator_of(citation: str) -> str:
    """The place in the source, such as `para. 3`; empty if none is given."""
    return citation.partition(",")[2].strip()
