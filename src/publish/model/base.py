"""What every model shares: its strictness, ids, texts and words with a definition."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError


class Model(BaseModel):
    """Frozen content: unknown keys are refused, field docstrings are the editors' reference.

    What validates it is built when something is validated: a build recalls most of what it read before. For
    the same reason Pydantic does not look for docstrings; `docstrings` does, when somebody asks.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


class Term(StrEnum):
    """A word of the codebook: the value editors write, the label readers see, its definition."""

    label: str
    definition: str

    def __new__(cls, value: str, label: str, definition: str) -> Self:
        """A member that is its value and carries its label and definition."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.definition = definition
        return member


Id = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60), Field(examples=["sinda"])
]
"""A stable name in kebab-case."""

SourceId = Annotated[
    str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*$", max_length=24), Field(examples=["SC952"])
]
"""The id of a source: capitals and digits."""

FigureRef = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$"),
    Field(examples=["sinda.killed"]),
]
"""A record and one of its figures."""

Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\n]*$", strip_whitespace=True)]
"""Plain text on one line, without marks."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text in Markdown with inline marks: `[^note]`, `[@SOURCE, para. 3]`, `[#target]`,
`[=record.figure]`, `[!claim]`, `[:fr phrase]`."""

def _iso_day(written: object) -> object:
    """Let through what is written as a day; Pydantic would read bare digits as seconds since 1970."""
    if isinstance(written, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written.strip()):
        raise PydanticCustomError("date_parsing", "not a day")
    return written


Day = Annotated[date, BeforeValidator(_iso_day), Field(examples=["2020-01-16"])]
"""A day, written `2020-01-16`."""

LedgerId = Annotated[str, StringConstraints(pattern=r"^F[0-9]{3}$")]
"""An entry of the researchers' ledger of facts."""
