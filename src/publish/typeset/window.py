"""The HTML of a take of which only some units are filled: what no page needs is not read.

A take has parts, and a part has blocks; a *unit* is a block, or a child of one. A unit that is hollow is its
opening and its closing tag: it keeps its place among its siblings, and is all that selectors ask of it, but
for what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from .paragraph import BEGIN, END, TAG, Spot, pieces_of, shortened
from .planning import length_of

_IDENTITY = re.compile(r"\sid=[\"']?[^\"'\s>]")
_CLASS = re.compile(r" class=\"([^\"]*)\"")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
"""Elements without a closing tag (HTML Living Standard, 13.1.2)."""
_HEADED = "<th"
"""What is in a table with cells that head others: these are numbered through what has an id around them."""
_APART = ("div", "section")
"""Blocks of which children may be told apart."""
_PART, _BLOCK = 1, 2
"""How many elements there are around each, from the body on."""

Way = tuple[int, ...]
"""From the body down to an element: its place among its siblings, and so on."""
Reach = tuple[Way, Spot]
"""How far pages read: to a unit, and in it to a place."""
Asks = Callable[[Iterable[str]], bool]
"""Whether sheets ask of an element with these classes what is in it."""


class Block(Struct, frozen=True):
    """A child of a part, or a child of one."""

    html: str
    hollow: str
    length: float
    """About how many characters of text it has."""
    inner: Inner | None = None
    """What is in it; None if it is to be taken as one."""


class Inner(Struct, frozen=True):
    """A block taken apart."""

    opening: str
    children: tuple[Block, ...]
    closing: str

    def filled(self, wanted: Callable[[int], bool]) -> str:
        """All of it, with some children hollow: those that are not wanted, by their place."""
        children = (
            child.html if wanted(place) else child.hollow for place, child in enumerate(self.children)
        )
        return "".join((self.opening, *children, self.closing))


class Part(Struct, frozen=True):
    """A child of the body."""

    opening: str
    blocks: tuple[Block, ...]
    closing: str


class Window(Struct, frozen=True):
    """A take with some units that follow one another filled."""

    html: str
    blocks: tuple[int, ...]
    """How many there are in each part."""
    begun: tuple[tuple[Way, int], ...]
    """Blocks of which some children alone are filled, with how many each has."""
    end: Way
    """Of the first unit that is hollow again; behind the last part if there is none."""
    last: bool
    """Whether it goes to the end of the take."""
    limit: Reach | None = None
    """How far its last unit is filled; None if all of it is."""

    def reaches(self, reach: Reach) -> bool:
        """Whether all of this is filled."""
        unit, spot = reach
        return self.limit is None or (unit[: len(self.limit[0])], spot) <= self.limit


class Units(Struct, frozen=True):
    """What the pages of a take are told apart by."""

    frame: str
    """All of the take with every block hollow."""
    texts: Mapping[Way, str]
    """The HTML of each, in order: a block, or a child of one."""
    frames: Mapping[Way, str]
    """Of each block that has several, with all of them hollow."""

    def begun(self, way: Way, spot: Spot = BEGIN) -> Iterator[tuple[Reach, str]]:
        """From a part or a unit on, or from that around an element; the first of a block with its frame.

        A paragraph in pieces, and if it is the first unit, from a place in it on.
        """
        known: Way = ()
        for unit, text in self.texts.items():
            if unit >= way[: len(unit)]:
                block = unit[:_BLOCK]
                told = "" if block == known else self.frames.get(block, "")
                for end, piece in pieces_of(text, BEGIN if known else spot):
                    yield (unit, end), told + piece
                    told = ""
                known = block


class Copy(Struct, frozen=True):
    """The HTML of a take, taken apart."""

    head: str
    parts: tuple[Part, ...]
    foot: str
    asks: Asks

    @property
    def length(self) -> float:
        """About how many characters of text it has."""
        return sum(block.length for _, block in self._blocks())

    @property
    def has_nameless_heads(self) -> bool:
        """Whether cells of one block may be numbered on from those of another."""
        headed = (block for _, block in self._blocks() if _HEADED in block.html)
        return not all(_IDENTITY.search(block.hollow) for block in headed)

    @property
    def classes(self) -> Iterator[list[str]]:
        """Those of the body and of each part."""
        yield _classes(self.head[self.head.rindex("<body") :])
        yield from (_classes(part.opening) for part in self.parts)

    @property
    def units(self) -> Units:
        """What its pages are told apart by."""
        frame = [self.head]
        for part in self.parts:
            frame += (part.opening, *(block.hollow for block in part.blocks), part.closing)
        frames = {way: block.inner.filled(_none) for way, block in self._blocks() if block.inner}
        texts = {way: unit.html for way, unit in self._units()}
        return Units("".join((*frame, self.foot)), texts, frames)

    def window(self, begin: Way, length: float, first: Way | None = None) -> Window:
        """With so many characters or more, from a part or a unit on, or from that around an element.

        It ends with a block: nothing says whether the last one can be filled in part. If it is to have more
        before `begin`, from `first` on.
        """
        filled: list[Way] = []
        for way, unit in self._from(begin if first is None else first):
            if length <= 0 and not any(way[_BLOCK:]):
                return self._filled(filled, way, last=False)
            filled.append(way)
            length -= unit.length if way >= begin[: len(way)] else 0
        return self._filled(filled, (len(self.parts),), last=True)

    def window_to(self, begin: Way, end: Way, spot: Spot = END) -> Window:
        """From a part or a unit on, to a unit that was told apart before; to the end if that is not there.

        If `spot` is far from its end, it is filled to some lines behind that.
        """
        filled = [way for way, _ in self._from(begin)]
        for way, after in pairwise(filled):
            if way >= end[: len(way)]:
                window = self._filled(filled[: filled.index(after)], after, last=False)
                return self._shortened(window, way, spot) if way == end else window
        return self._filled(filled, (len(self.parts),), last=True)

    def _shortened(self, window: Window, last: Way, spot: Spot) -> Window:
        """With a hollow end of the last unit that is filled, unless a sheet may ask for what is hollow."""
        html = dict(self._units())[last].html
        short = shortened(html, spot)
        if short is None or any(self.asks(_classes(tag[0])) for tag in TAG.finditer(html)):
            return window
        before, _, after = window.html.rpartition(html)  # what follows is hollow
        return replace(window, html="".join((before, short[0], after)), limit=(last, short[1]))

    def _from(self, begin: Way) -> Iterator[tuple[Way, Block]]:
        return ((way, unit) for way, unit in self._units() if way >= begin[: len(way)])

    def _blocks(self) -> Iterator[tuple[Way, Block]]:
        for number, part in enumerate(self.parts):
            yield from (((number, place), block) for place, block in enumerate(part.blocks))

    def _units(self) -> Iterator[tuple[Way, Block]]:
        for way, block in self._blocks():
            if block.inner is None:
                yield way, block
            else:
                yield from (((*way, place), child) for place, child in enumerate(block.inner.children))

    def _filled(self, ways: Collection[Way], end: Way, *, last: bool) -> Window:
        """With these units filled; a part that has none of them has no blocks at all."""
        filled, begun = set(ways), list[tuple[Way, int]]()
        parts = {way[0] for way in filled}
        pieces = [self.head]
        for number, part in enumerate(self.parts):
            pieces.append(part.opening)
            if number in parts:
                for place, block in enumerate(part.blocks):
                    way = (number, place)
                    pieces.append(block.html if way in filled else _some(block, way, filled, begun))
            pieces.append(part.closing)
        blocks = (len(part.blocks) if number in parts else 0 for number, part in enumerate(self.parts))
        first = end[:_BLOCK] if end[_BLOCK:] == (0,) else end  # then all of its block is hollow
        return Window("".join((*pieces, self.foot)), tuple(blocks), tuple(begun), first, last)


def _some(block: Block, way: Way, filled: Collection[Way], begun: list[tuple[Way, int]]) -> str:
    """A block of which no child is filled, or some, which is noted, or all."""
    inner = block.inner
    if inner is None:
        return block.hollow
    count = sum((*way, place) in filled for place in range(len(inner.children)))
    if not count:
        return block.hollow
    if count < len(inner.children):
        begun.append((way, len(inner.children)))
    return inner.filled(lambda place: (*way, place) in filled)


def _none(place: int) -> bool:
    """No child is wanted."""
    return False


def _inner(html: str, asks: Asks) -> Inner | None:
    """The children of a block; None if it is to be taken as one."""
    tags = [(depth, tag) for depth, tag in _outline(html, 0) if depth <= _PART]
    if tags[0][1][2] not in _APART or _is_mixed(html, tags, _PART) or _HEADED in html:
        return None
    if any(asks(_classes(tag[0])) for _, tag in tags if not tag[1]):
        return None
    (_, first), *inner, (_, last) = tags
    children = tuple(
        _block(html, opening, closing)
        for (_, opening), (_, closing) in zip(inner[::2], inner[1::2], strict=True)
    )
    return Inner(first[0] + _space(html, first), children, html[last.start() :]) if children else None


def _block(html: str, opening: re.Match[str], closing: re.Match[str], asks: Asks | None = None) -> Block:
    """An element between two tags, with the blank space after it; taken apart if it can be asked for that."""
    text, after = html[opening.start() : closing.end()], _space(html, closing)
    inner = _inner(text + after, asks) if asks else None
    return Block(text + after, opening[0] + closing[0] + after, length_of(text), inner)


def _classes(opening: str) -> list[str]:
    found = _CLASS.search(opening)
    return found[1].split() if found else []


def copy_of(html: str, asks: Asks) -> Copy | None:
    """A take, taken apart; None if there is more in it than blocks in parts.

    A block is taken apart in its turn where nothing `asks` of it, or of its children, what is in it.
    """
    tags = list(_outline(html, html.index("<body")))
    if not tags or tags[-1][0] or _is_mixed(html, tags):
        return None
    parts: list[Part] = []
    blocks: list[Block] = []
    begun: list[re.Match[str]] = []
    for depth, tag in tags:
        if not tag[1]:
            begun.append(tag)
            continue
        opening = begun.pop()
        if depth == _BLOCK:
            blocks.append(_block(html, opening, tag, asks))
        elif depth == _PART:
            parts.append(Part(opening[0] + _space(html, opening), tuple(blocks), tag[0] + _space(html, tag)))
            blocks = []
    body = tags[0][1]
    return Copy(html[: body.end()] + _space(html, body), tuple(parts), html[tags[-1][1].start() :], asks)


def _space(html: str, tag: re.Match[str]) -> str:
    """The blank space after a tag: it is seen between what stands in a line."""
    return html[tag.end() : html.index("<", tag.end())]


def _outline(html: str, start: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The tags of the body, the parts and the blocks, each with how many elements are around it."""
    depth = 0
    for tag in TAG.finditer(html, start):
        closes, name, alone = tag.groups()
        depth -= bool(closes)
        if depth <= _BLOCK:
            yield depth, tag
        if closes and not depth:
            return
        depth += not (closes or alone or name in _VOID)


def _is_mixed(html: str, tags: Sequence[tuple[int, re.Match[str]]], leaf: int = _BLOCK) -> bool:
    """Whether there is more than blank space between blocks, or an element that is not closed.

    `leaf` says how many elements there are around those of which it is not asked what is in them.
    """
    for (depth, tag), (after, following) in pairwise(tags):
        begins, ends = not tag[1], bool(following[1])
        if begins and depth == leaf:
            fits = after == depth and ends and following[2] == tag[2]
        else:
            blank = not html[tag.end() : following.start()].strip()
            fits = blank and (not begins or after == depth + (not ends))
        if not fits:
            return True
    return False
