"""Takes set in stints, and what came of them, for the tests of these."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import TypeVar

from msgspec.structs import replace

from publish.artifacts import PartHtml, Take
from publish.fragment import Fragment, Leaf, Slot
from publish.recall import Recall, afresh
from publish.typeset import Job, Stylesheet, set_take
from publish.typeset.looking_in import inside
from publish.typeset.stint import Found, Stint
from random_takes import take_of, words

T = TypeVar("T")

SHEET = """\
@page { size: 320px 230px; margin: 20px 10px 14px 16px; @footnote { padding: 3px 0 .01pt }
  @top-left { content: string(head, start) " / " string(head, last) " / " string(part, first-except) }
  @bottom-right { content: counter(page); font-variant-numeric: tabular-nums } }
@page wide { size: 430px 230px }
@page :nth(1 of body) { @top-left { content: "opening" } }
@page :nth(3 of body) { @top-left { content: "third" } }
@page :left { margin: 20px 16px 14px 10px }
html { font-family: Text; font-size: 8.3px; line-height: 10.7px; footnote-policy: line; hyphens: auto }
body, p, h2, h3, td, th, ul { margin: 0; padding: 0; font-size: 8.3px; font-weight: 400 }
section { page: body; string-set: part attr(data-title); bookmark-level: 1; bookmark-label: attr(data-title) }
section + section .block:first-child { margin-top: 9px }
.block { margin-top: 5px }
.block + .prose { margin-top: 11px }
.wide { page: wide }
.wide ~ .block:not(.wide) { page: resumed }
h2, h3 { break-after: avoid; string-set: head content(); margin-top: 7px; bookmark-level: 2;
  bookmark-label: content() }
p + p { text-indent: 12px }
.callout { break-inside: avoid; border: 1px solid; padding: 3px }
.callout:not(:has(p + p)) { border: 2px solid }
.own { orphans: 3; widows: 1 }
.floated { float: left; width: 60px; height: 50px }
.note { float: footnote; font-size: 6.9px; line-height: 8.1px }
.note::footnote-call { content: none }
.note::footnote-marker { content: attr(data-number) " " }
tr { break-inside: avoid }
.block:nth-last-child(3) { font-style: italic }
"""
UNNAMED = re.sub(r"(?<!-)page: [a-z]+;? ?", "", SHEET)
"""Without kinds of pages: each of them has a break before it, and a block keeps its margin there."""
RESOURCE = re.compile(rb"/[xsp]\d+ (Do|gs|scn|sh)")


PAGES = ("set_plainly", "set_mended", "reach", "set_in_stints")
"""What is remembered of pages."""


class Notebook:
    """Remembers stints, and which were made."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, ...], object] = {}
        self.made: list[object] = []

    def __call__(self, work: str, said: Sequence[str], make: Callable[[], T]) -> T:
        key = work, *said
        if key not in self.kept:
            made = make()
            if made is None:
                return made
            self.kept[key] = made
            if work in ("set_plainly", "set_mended"):
                self.made.append(made.one if isinstance(made, Found) else made)
        return self.kept[key]  # type: ignore[return-value]  # what was kept under these words

    @property
    def stints(self) -> list[Stint]:
        """Those that were made, without what came of too little text."""
        return [one for one in self.made if isinstance(one, Stint)]


def asks_nothing(classes: Iterable[str]) -> bool:
    """Of sheets that ask of no element what is in it."""
    return False


def whole(shelf: Stylesheet, take: Take) -> Fragment:
    return set_take(Job(take, shelf, shelf.digest))


def in_stints(shelf: Stylesheet, take: Take, recall: Recall = afresh) -> Fragment:
    sheet = (shelf.project / "styles" / "base.css").read_text()
    return set_take(Job(take, shelf, shelf.digest, inside([sheet]), recall))


def looks(fragment: Fragment) -> list[object]:
    """All that a fragment says, whatever its drawings call what they use."""
    body = fragment.body.opened
    return [
        fragment.pages, fragment.anchors, fragment.targets, fragment.printed, fragment.turnable,
        fragment.faces, fragment.findings, fragment.lost, body.tags, *map(_look, body.leaves),
    ]


def _look(leaf: Leaf) -> Leaf:
    text = (zlib.decompress(leaf.packed), *leaf.text)
    sides = (side and side._replace(margins=_plain(side.margins)) for side in (leaf.recto, leaf.verso))
    recto, verso = sides
    return replace(leaf, text=_plain(text), packed=b"", recto=recto, verso=verso)


def _plain(drawing: Sequence[bytes | Slot]) -> tuple[bytes | Slot, ...]:
    return tuple(piece if isinstance(piece, Slot) else RESOURCE.sub(b"/x \\1", piece) for piece in drawing)


def take_with(block: str, blocks: int = 14) -> Take:
    """Some plain blocks; `block` is the HTML of each, where `#` is its number and `*` its text."""
    dice = Random(0)
    texts = (words(dice, 45) for _ in range(blocks))
    inner = "".join(block.replace("#", str(number)).replace("*", text) for number, text in enumerate(texts))
    return take_of((PartHtml("one", f'<section id="one" data-title="One">{inner}</section>'),))
