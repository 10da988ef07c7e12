"""Sources, shaped as CSL-JSON items with dates in EDTF, so that a CSL engine can format them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from .base import Line, Model, SourceId
from .edtf import Date


class SourceType(StrEnum):
    """CSL item types that the formatter knows."""

    REPORT = "report"
    CHAPTER = "chapter"
    BOOK = "book"
    WEBPAGE = "webpage"
    NEWS = "article-newspaper"
    DATASET = "dataset"
    CASE = "legal_case"
    LEGISLATION = "legislation"


def _web_address(written: str) -> str:
    if not written.startswith(("https://", "http://")) or any(sign in written for sign in " \t\"<>\\"):
        raise ValueError(f"`{written}` is not a web address; it begins with `https://` and has no spaces")
    return written


Url = Annotated[str, AfterValidator(_web_address), Field(examples=["https://example.org/report"])]


class Author(Model):
    """A person, or a body as a literal name (CSL name variable)."""

    literal: Line | None = None
    """The name of a body."""
    family: Line | None = None
    """A person's family name."""
    given: Line | None = None
    """A person's given names."""
    short: Line | None = None
    """The name as short citations print it."""

    @model_validator(mode="after")
    def _named(self) -> Self:
        if bool(self.literal) == bool(self.family):
            raise ValueError("an author has either `literal` (a body) or `family` and `given` (a person)")
        return self

    @property
    def name(self) -> str:
        """The name in the order in which it is spoken."""
        return self.literal or " ".join(filter(None, (self.given, self.family)))


class Source(Model):
    """One source, as a CSL item."""

    id: SourceId
    """Its name in citations."""
    type: SourceType
    """The CSL type; it chooses the form of the citation."""
    genre: Line | None = None
    """The kind of document, as printed: `Press release`."""
    title: Line
    """The title, in its own language."""
    title_short: Annotated[Line | None, Field(alias="title-short")] = None
    """The title as short citations print it."""
    author: Annotated[tuple[Author, ...], Field(min_length=1)]
    """Who wrote or issued it."""
    container_title: Annotated[Line | None, Field(alias="container-title")] = None
    """The work, newspaper or site that it stands in."""
    issued: Date
    """When it was issued, as precisely as is known."""
    publisher: Line | None = None
    """Who published it."""
    publisher_place: Annotated[Line | None, Field(alias="publisher-place")] = None
    """Where it was published."""
    number: Line | None = None
    """The document symbol or index number."""
    url: Annotated[Url | None, Field(alias="URL")] = None
    """Where it was read."""
    accessed: Date | None = None
    """When it was read, if recorded."""
    archive: Url | None = None
    """Where a copy is kept."""
    language: Annotated[Line, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] = "en"
    """The language of the title."""
    seen: Line
    """What was consulted: `passage`, `imprint and contents page`, …; printed where it is not the passage."""
    note: Line | None = None
    """A remark for researchers, not printed."""

    @property
    def people(self) -> str:
        """The authors, in full."""
        return ", ".join(author.name for author in self.author)

    @property
    def people_short(self) -> str:
        """The authors, as short citations print them."""
        return ", ".join(author.short or author.family or author.name for author in self.author)
