"""What a section of a book, proved by itself, must know of the rest: each of these is proved elsewhere.

A section is some parts of the manuscript and the pages that they take. Most of what the proof looks at
stands on these pages. For the few things that lead beyond them, what the file claims is believed here, and
the section in which it stands proves the claim; `joining` holds the claims against each other.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Surroundings(Struct, frozen=True):
    """The book around a section."""

    title: str
    """The words of the cover's title, which left pages bear at their head; empty if there is no cover."""
    first_body: int | None
    """The page, from 0, on which Arabic folios begin; None if the book has no body."""
    labels: Mapping[str, str]
    """For each id beyond the section to which it leads, the folio of its page."""
    says_origins: bool
    """Whether some block says where it was written: then each page may say that it is a draft."""
    sought: tuple[str, ...]
    """The ids in the section to which others lead, in the order of the alphabet."""
