"""Terms and what they mean: from the models, from the abbreviations, or typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from msgspec import Struct
from pydantic import model_validator

from ..inline import Inline, Words
from ..model import codebook
from ..model.base import Line, Model, Term, Text
from .base import BaseBlock, Place
from .pen import Pen
from .reading import Reading, within

Codebook = Literal[
    "abbreviations", "verification", "attribution", "qualifier", "basis", "violation", "measure",
    "actor-kind", "legal-status",
]


class Definition(Model):
    """A term typed by hand."""

    term: Line
    """The term."""
    text: Text
    """What it means."""


class Definitions(BaseBlock):
    """A list of terms with what they mean."""

    kind: Literal["definitions"]
    """`definitions`"""
    lead: Text | None = None
    """The sentence before the list."""
    codebook: Codebook | None = None
    """Where the terms come from: the abbreviations, or one of the models' word lists, as used."""
    items: tuple[Definition, ...] = ()
    """Terms typed by hand."""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if bool(self.codebook) == bool(self.items):
            raise ValueError("definitions have either a `codebook` or typed `items`")
        return self

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Lead and typed meanings."""
        if self.lead:
            yield ("lead",), self.lead
        for index, item in enumerate(self.items):
            yield ("items", index, "text"), item.text

    def view(self, pen: Pen) -> DefinitionsView:
        """The terms, in the order of their origin."""
        lead = pen.line(self.lead) if self.lead else None
        if self.codebook == "abbreviations":
            terms = _abbreviations(pen)
        elif self.codebook:
            terms = tuple(
                Defined(term.label or str(term), None, (Words(term.definition),))
                for term in CODEBOOKS[self.codebook]
            )
        else:
            terms = tuple(Defined(item.term, None, pen.line(item.text)) for item in self.items)
        return DefinitionsView(lead, terms)


CODEBOOKS: dict[str, type[Term]] = {
    "verification": codebook.Verification,
    "attribution": codebook.Attribution,
    "qualifier": codebook.Qualifier,
    "basis": codebook.Basis,
    "violation": codebook.Violation,
    "measure": codebook.Measure,
    "actor-kind": codebook.ActorKind,
    "legal-status": codebook.LegalStatus,
}


class Defined(Struct, frozen=True):
    """A term and what it means."""

    term: str
    language: str | None
    text: Inline

    def reading(self) -> Reading:
        """The term, and what it means in its language."""
        yield self.term
        yield within(self.text, attributes={"lang": self.language or ""})


class DefinitionsView(Struct, frozen=True):
    """What the template prints."""

    lead: Inline | None
    terms: tuple[Defined, ...]


def _abbreviations(pen: Pen) -> tuple[Defined, ...]:
    entries = sorted(pen.edition.abbreviations, key=lambda entry: entry.short.casefold())
    return tuple(
        Defined(
            entry.short, entry.language,
            (Words(f"{entry.long} ({entry.gloss})" if entry.gloss else entry.long),),
        )
        for entry in entries
    )
