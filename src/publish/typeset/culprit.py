"""The block on which the engine breaks down, found by laying out less and less of the book.

The engine has assertions and index errors where a page breaks in a way that it did not think of, and tells no
place. The tree is given back as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from weasyprint import Document

from .press import Breakdown


def culprit(body: Element, lay_out: Callable[[], Document]) -> Element | None:
    """The first block that cannot be set after those before it in its part.

    The part itself if it has no blocks; None if every part can be set alone.
    """
    for part in tuple(body):
        with _only(body, [part]):
            if _breaks(lay_out):
                return _block(part, lay_out)
    return None


def _block(part: Element, lay_out: Callable[[], Document]) -> Element:
    """The last of the fewest blocks from a part's beginning with which it breaks, by halving."""
    blocks = tuple(part)
    sound, broken = 0, len(blocks)
    while broken - sound > 1:
        middle = (sound + broken) // 2
        with _only(part, blocks[:middle]):
            sound, broken = (sound, middle) if _breaks(lay_out) else (middle, broken)
    return blocks[broken - 1] if blocks else part


def _breaks(lay_out: Callable[[], Document]) -> bool:
    try:
        lay_out()
    except Breakdown:
        return True
    return False


@contextmanager
def _only(parent: Element, children: Sequence[Element]) -> Iterator[None]:
    """A parent with some of its children alone, for a while."""
    before = parent[:]
    parent[:] = children
    try:
        yield
    finally:
        parent[:] = before
