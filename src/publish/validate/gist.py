"""The gist of a part: what the checks of the whole edition must know of its texts, whatever names mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from msgspec import Struct

from .passage import RUNNING, Passage

LONG = 60
"""Characters from which a paragraph said twice is a copy and not a formula."""
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


class Paragraph(NamedTuple):
    """A paragraph that should not stand elsewhere, too."""

    digest: bytes
    """The same for the same words, whatever their capitals and the space between them."""
    passage: int
    """In which text of its part it stands."""
    start: int
    """Where in this text."""


class Gist(Struct, frozen=True):
    """Follows from the texts alone."""

    named: Mapping[str, frozenset[str]]
    """What marks name, by the kind of mark; a kind that has no marks is not there."""
    paragraphs: tuple[Paragraph, ...]

    def targets(self, *kinds: str) -> Iterator[str]:
        """What marks of some kinds name."""
        for kind in kinds:
            yield from self.named.get(kind, ())


def gist_of(passages: Sequence[Passage]) -> Gist:
    """The gist of some texts."""
    named = defaultdict[str, set[str]](set)
    for passage in passages:
        for called in passage.called:
            named[called.mark.kind].update(called.mark.targets)
    paragraphs = tuple(_paragraphs(passages))
    return Gist({kind: frozenset(targets) for kind, targets in named.items()}, paragraphs)


def _paragraphs(passages: Iterable[Passage]) -> Iterator[Paragraph]:
    for index, passage in enumerate(passages):
        for found in _PARAGRAPH.finditer(passage.text) if passage.role in RUNNING else ():
            words = " ".join(found[0].split()).casefold()
            if len(words) >= LONG:
                digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()
                yield Paragraph(digest, index, found.start())
