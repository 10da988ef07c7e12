"""Folios: front pages count in Roman figures from i, all others in Arabic ones from 1."""

from __future__ import annotations

FOLIO = "data-folio"
"""The attribute of a link that the sheets print: the folio of the page where its target stands."""
NUMBERED_BY_PAGE = frozenset({"reference-page", "contents-link", "contents-sublink", "lists-link"})
"""The classes of links that have it, after whose text it is printed."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def folio_of(page: int, front_pages: int) -> int:
    """The folio of a page, which counts from 0, as a number."""
    return page + 1 if page < front_pages else page - front_pages + 1


def printed(page: int, front_pages: int) -> str:
    """The folio of a page, which counts from 0, as readers see it."""
    folio = folio_of(page, front_pages)
    return roman(folio) if page < front_pages else str(folio)


def roman(number: int) -> str:
    """A number from 1 up in lower-case Roman figures."""
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written
