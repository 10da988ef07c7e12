"""What was found in takes, told of the book: with its pages, and only once what several takes found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from ..artifacts import PartHtml
from ..fragment import Fragment
from ..report import Diagnostic, Fault

_OPEN = re.compile("\x02([0-9]+)\x03")


class PageOfTake(int):
    """A page of a take, counting from 0, in a sentence that waits for where the take stands."""

    def __format__(self, specification: str) -> str:
        return f"\x02{int(self)}\x03"

    __str__ = __repr__ = lambda self: format(self)


def told(fragments: Sequence[Fragment], groups: Sequence[Sequence[PartHtml]]) -> Iterator[Diagnostic]:
    """The findings of all takes, with the pages of the book; `groups` are the parts of each take.

    What is wrong with a letter or a sheet is found in every take that has it. It is told where an editor
    wrote it, or else where it is found first.
    """
    best: dict[Fault, tuple[tuple[bool, bool, int], int]] = {}
    for number, (fragment, parts) in enumerate(zip(fragments, groups, strict=True)):
        homes = {f"{part.id}.html": part for part in parts}
        for found in fragment.findings:
            rank = (*_away(found, homes), number)
            if found.fault not in best or rank < best[found.fault][0]:
                best[found.fault] = (rank, number)
    first = 1
    for number, fragment in enumerate(fragments):
        for found in fragment.findings:
            if _OPEN.search(found.fault.message) or best[found.fault][1] == number:
                yield replace(found, fault=_finished(found.fault, first))
        first += fragment.pages


def _away(found: Diagnostic, homes: Mapping[str, PartHtml]) -> tuple[bool, bool]:
    """How far a place is from an editor's words: in a block, in a chapter, or elsewhere."""
    part = homes.get(str(found.span.file))
    if part is None:
        return False, False  # in a sheet: there is no place nearer
    return part.origin(found.span.line) is None, not part.origins


def _finished(fault: Fault, first: int) -> Fault:
    """A sentence with the pages of the book in it, which count from 1."""
    return replace(fault, message=_OPEN.sub(lambda page: str(first + int(page[1])), fault.message))
