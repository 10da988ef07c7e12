"""The HTML of a take of which only some blocks are filled: what no page needs is not read.

A take has parts, and a part has blocks. One that is hollow is its opening and its closing tag: it keeps its
place among its siblings, and is all that selectors ask of it, but for what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .planning import length_of

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)(?:[^\"'>]|\"[^\"]*\"|'[^']*')*?(/?)>")
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


@dataclass(frozen=True, slots=True)
class Block:
    """A child of a part."""

    html: str
    hollow: str
    length: float
    """About how many characters of text it has."""


@dataclass(frozen=True, slots=True)
class Part:
    """A child of the body."""

    opening: str
    blocks: tuple[Block, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Window:
    """A take with some blocks that follow one another filled."""

    html: str
    blocks: tuple[int, ...]
    """How many there are in each part."""
    end: Way
    """Of the first block that is hollow again; behind the last part if there is none."""
    last: bool
    """Whether it goes to the end of the take."""


@dataclass(frozen=True, slots=True)
class Units:
    """What the pages of a take are told apart by."""

    frame: str
    """All of the take with every block hollow."""
    texts: Mapping[Way, str]
    """The HTML of each, in order: a block, or a child of one."""
    frames: Mapping[Way, str]
    """Of each block that has several, with all of them hollow."""

    def begun(self, way: Way) -> Iterator[tuple[Way, str]]:
        """From a part or a unit on, or from that around an element; the first of a block with its frame."""
        known: Way = ()
        for unit, text in self.texts.items():
            if unit >= way[: len(unit)]:
                block = unit[:_BLOCK]
                yield unit, text if block == known else self.frames.get(block, "") + text
                known = block


@dataclass(frozen=True, slots=True)
class Copy:
    """The HTML of a take, taken apart."""

    head: str
    parts: tuple[Part, ...]
    foot: str

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

    def taken_apart(self, asks: Callable[[Iterable[str]], bool]) -> Units:
        """Its units: blocks, or what is in them where nothing `asks` of it what is in it."""
        frame = [self.head]
        texts, frames = dict[Way, str](), dict[Way, str]()
        for number, part in enumerate(self.parts):
            frame += (part.opening, *(block.hollow for block in part.blocks), part.closing)
            for place, block in enumerate(part.blocks):
                way, inner = (number, place), _inner(block, asks)
                if inner is None:
                    texts[way] = block.html
                else:
                    frames[way] = inner.frame
                    texts |= {(*way, child): html for child, html in enumerate(inner.children)}
        return Units("".join((*frame, self.foot)), texts, frames)

    def blocks_from(self, begin: Way) -> Iterator[tuple[Way, Block]]:
        """From a part or a block on, or from the block around an element."""
        return ((way, block) for way, block in self._blocks() if way >= begin[:_BLOCK])

    def window(self, begin: Way, length: float) -> Window:
        """With so many characters or more, from a part or a block on, or from the block around an element."""
        filled: list[Way] = []
        for way, block in self.blocks_from(begin):
            if length <= 0:
                return self._filled(filled, way, last=False)
            filled.append(way)
            length -= block.length
        return self._filled(filled, (len(self.parts),), last=True)

    def window_to(self, begin: Way, end: Way) -> Window:
        """From a part or a block on, to a block and with it; to the end if that is not there."""
        filled = [way for way, _ in self.blocks_from(begin)]
        for way, after in pairwise(filled):
            if way >= end[:_BLOCK]:
                return self._filled(filled[: filled.index(after)], after, last=False)
        return self._filled(filled, (len(self.parts),), last=True)

    def _blocks(self) -> Iterator[tuple[Way, Block]]:
        for number, part in enumerate(self.parts):
            yield from (((number, place), block) for place, block in enumerate(part.blocks))

    def _filled(self, ways: Collection[Way], end: Way, *, last: bool) -> Window:
        """With these blocks filled; a part that has none of them has no blocks at all."""
        filled = set(ways)
        begun = {number for number, _ in filled}
        pieces = [self.head]
        for number, part in enumerate(self.parts):
            pieces.append(part.opening)
            if number in begun:
                pieces += (block.html if (number, place) in filled else block.hollow
                           for place, block in enumerate(part.blocks))
            pieces.append(part.closing)
        blocks = (len(part.blocks) if number in begun else 0 for number, part in enumerate(self.parts))
        return Window("".join((*pieces, self.foot)), tuple(blocks), end, last)


@dataclass(frozen=True, slots=True)
class _Inner:
    """What is in a block."""

    frame: str
    """All of it with every child hollow."""
    children: list[str]


def _inner(block: Block, asks: Callable[[Iterable[str]], bool]) -> _Inner | None:
    """The children of a block; None if it is to be taken as one."""
    html = block.html
    tags = [(depth, tag) for depth, tag in _outline(html, 0) if depth <= _PART]
    if tags[0][1][2] not in _APART or _is_mixed(html, tags, _PART) or _HEADED in html:
        return None
    if any(asks(_classes(tag[0])) for _, tag in tags if not tag[1]):
        return None
    (_, first), *inner, (_, last) = tags
    begins, ends = inner[::2], inner[1::2]
    children = [
        html[opening.start() : closing.end()] + _space(html, closing)
        for (_, opening), (_, closing) in zip(begins, ends, strict=True)
    ]
    hollow = (
        opening[0] + closing[0] + _space(html, closing)
        for (_, opening), (_, closing) in zip(begins, ends, strict=True)
    )
    frame = "".join((first[0] + _space(html, first), *hollow, html[last.start() :]))
    return _Inner(frame, children) if children else None


def _classes(opening: str) -> list[str]:
    found = _CLASS.search(opening)
    return found[1].split() if found else []


def copy_of(html: str) -> Copy | None:
    """A take, taken apart; None if there is more in it than blocks in parts."""
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
            text, after = html[opening.start() : tag.end()], _space(html, tag)
            blocks.append(Block(text + after, opening[0] + tag[0] + after, length_of(text)))
        elif depth == _PART:
            parts.append(Part(opening[0] + _space(html, opening), tuple(blocks), tag[0] + _space(html, tag)))
            blocks = []
    body = tags[0][1]
    return Copy(html[: body.end()] + _space(html, body), tuple(parts), html[tags[-1][1].start() :])


def _space(html: str, tag: re.Match[str]) -> str:
    """The blank space after a tag: it is seen between what stands in a line."""
    return html[tag.end() : html.index("<", tag.end())]


def _outline(html: str, start: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The tags of the body, the parts and the blocks, each with how many elements are around it."""
    depth = 0
    for tag in _TAG.finditer(html, start):
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
