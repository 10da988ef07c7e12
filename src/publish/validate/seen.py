"""What is seen in one part of an edition: what is wrong in it, and what the whole must know of it."""

from __future__ import annotations

from msgspec import Struct

from ..report import Diagnostic
from ..span import Span


class Disputed(Struct, frozen=True):
    """A figure mark that prints what sources disagree on."""

    name: str
    """`record.figure`"""
    span: Span
    subject: str


class Seen(Struct, frozen=True):
    """Follows from the texts of the part, and from what names mean in the edition."""

    found: tuple[Diagnostic, ...]
    """What is wrong in the part, taken by itself."""
    disputed: tuple[Disputed, ...]
    told: frozenset[str]
    """The figures whose conflict is told by a note of the part."""
    shown: frozenset[str]
    """The ids of the records that are shown without a mark."""
    people: frozenset[str]
    """The names of the people that are printed."""
    shorts: frozenset[str]
    """The abbreviations that are used."""
