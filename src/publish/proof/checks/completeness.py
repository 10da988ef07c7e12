"""Every text of the resolved book stands in the manuscript: no template may leave one out.

The proof of the PDF starts from the composed HTML; this one proves the HTML.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import get_args

from ... import faults
from ...artifacts import Manuscript, Resolved, ResolvedBlock
from ...inline import Run
from ..beside.comparison import Finding
from ..beside.expected import Expected, Node
from ..beside.letters import squeeze

_RUNS = get_args(Run)


def findings(resolved: Resolved, manuscript: Manuscript, expected: Expected) -> Iterator[Finding]:
    """Texts of blocks that their block's HTML lacks."""
    chapters = {chapter.id: chapter for chapter in resolved.chapters}
    for part in manuscript.parts:
        nodes = [node for node in expected.nodes if node.part == part.id]
        lines = [node.line for node in nodes]
        begins = [line for line, _ in part.origins]
        for index, block in enumerate(chapters[part.id].blocks if part.id in chapters else ()):
            first = bisect_left(lines, begins[index])
            last = bisect_left(lines, begins[index + 1]) if index + 1 < len(begins) else len(nodes)
            yield from _block(block, nodes[first:last], expected)


def _block(block: ResolvedBlock, nodes: list[Node], expected: Expected) -> Iterator[Finding]:
    if not nodes:
        return
    start, end = nodes[0].start, max(node.end for node in nodes)
    text = expected.text[start:end]
    drawn = "".join(node.attributes.get("alt", "") for node in nodes)
    for words in _texts(block.view):
        if (sought := squeeze(words)) and sought not in text and sought not in squeeze(drawn):
            yield Finding(faults.unprinted_text(words.strip(), block.kind), nodes[0], subject=block.id or "")


def _texts(thing: object) -> Iterator[str]:
    """The words of every run in a view, in no special order."""
    if isinstance(thing, _RUNS):
        yield from _words(thing)
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _texts(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _texts(getattr(thing, field.name))


def _words(run: object) -> Iterator[str]:
    """The words of a run, and of the runs in it."""
    for name in ("text", "label", "symbol", "letter"):
        if isinstance(text := getattr(run, name, None), str):
            yield text
    for name in ("children", "note"):
        yield from _texts(getattr(run, name, None))
