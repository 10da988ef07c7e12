"""Whether sections that were proved one by one are a sound book together.

Nothing is told here but yes or no: a book of which something is wrong as a whole is looked at as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..artifacts import Manuscript
from .checks import contents, sizes, statements
from .copy import foreign, parents
from .copy.framed import Framed
from .parting import Asked, Parts
from .section import Bonds


def is_whole(
    book: Framed, bonds: Sequence[Bonds], parts: Parts, manuscript: Manuscript, asked: Asked
) -> bool:  # five parameters: each comes from another hand
    """Whether nothing is wrong with a book beside its typefaces, and what was found in its sections."""
    return (
        not book.problems
        and _is_of_manuscript(book, manuscript, asked)
        and _is_tied(book, bonds)
        and _leads_home(bonds, parts)
        and _is_uniform(bonds, parts.first_body)
        and contents.agree([one.listing for one in bonds])
    )


def _is_of_manuscript(book: Framed, manuscript: Manuscript, asked: Asked) -> bool:
    """Whether the file was made of this manuscript, says so, and holds what it should beside the pages."""
    printed = book.stated
    return (
        printed.digest == manuscript.signed.digest
        and book.language == manuscript.metadata.language
        and bool(printed.title) and asked.title in printed.title
        and not any(True for _ in statements.findings(manuscript, printed))
        and asked.is_sound
    )


def _is_tied(book: Framed, bonds: Sequence[Bonds]) -> bool:
    """Whether the way from pages to tags is one tree, and all objects are led to."""
    keys = [key for one in bonds for key in one.keys]
    used = frozenset().union(*(one.used for one in bonds))
    trailer = [thing for thing in map(book.objects.trailer.get, ("/Root", "/Info")) if thing]
    return (
        keys == sorted(keys) and parents.is_open(book.next_key, keys)
        and all(before.keys[-1] < after.keys[0] for before, after in pairwise(bonds))
        and not foreign.orphans(book.objects, [*trailer, *used])
    )


def _leads_home(bonds: Sequence[Bonds], parts: Parts) -> bool:
    """Whether each id is in one section, and what leads to it arrives where it was looked for."""
    homes: dict[str, int] = {}
    for index, one in enumerate(bonds):
        if homes.keys() & one.ids:
            return False
        homes |= dict.fromkeys(one.ids, index)
    sought = {name: index for index, one in enumerate(parts.sections) for name in one.beyond.sought}
    goals = frozenset().union(*(one.goals for one in bonds))
    return all(sought.get(name) == homes[name] for name in goals if name in homes)


def _is_uniform(bonds: Sequence[Bonds], first_body: int | None) -> bool:
    """Whether pages, folios, names and type are of one kind throughout."""
    notes = [name for one in bonds for name in one.notes]
    usual: dict[str, float] = {}
    for one in bonds:
        if any(usual.setdefault(kind, size) != size for kind, size in one.usual.items()):
            return False
    return (
        len({one.size_pt for one in bonds}) == 1
        and {one.body for one in bonds} - {None} == {first_body} - {None}
        and all(one.is_headed for one in bonds)
        and len(set(notes)) == len(notes)
        and sizes.are_told_apart(usual)
    )
