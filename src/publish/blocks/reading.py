"""In which order a view is read, and which words its template adds: what the proof holds every page to.

A view is read field by field, in the order of its fields: texts, runs, and tuples and structures of them.
Numbers, booleans and what is empty are not printed. So a new kind is proved as it stands. One whose template
prints in another order, sets words of its own, or makes headings, cells or attributes, says so in a method
`reading`, part by part. One whose template sets other ids than the block's own says so in a method `names`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

Reading = Iterator[object]
"""Texts, runs, tuples and structures of them, and the parts below; in the order in which they are read."""


class Own(Struct, frozen=True):
    """Words of the template, not of the view; they bring their own spaces with them."""

    words: str


class Within(Struct, frozen=True):
    """Parts in one element, which must be of a certain kind or have certain attributes."""

    parts: tuple[object, ...]
    element: str = ""
    """`th`, `h2`, `ol`; empty where it does not matter."""
    attributes: tuple[tuple[str, str], ...] = ()


class Cells(Struct, frozen=True):
    """One row of a table: every part is a cell, `Within` a `th` or `td`."""

    cells: tuple[Within, ...]


def within(*parts: object, element: str = "", attributes: Mapping[str, str] | None = None) -> Within:
    """Parts in one element; an attribute with an empty value is one that the element has not."""
    return Within(parts, element, tuple((name, said) for name, said in (attributes or {}).items() if said))


def cell(text: object, scope: str = "", span: int = 1) -> Within:
    """A cell of a table; one with a scope is a head."""
    across = str(span) if span > 1 else ""
    return within(text, element="th" if scope else "td", attributes={"scope": scope, "colspan": across})
