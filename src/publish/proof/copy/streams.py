"""Marked content in the streams of pages (ISO 32000-1, 14.6): its numbers, and what no build marks.

The engine writes text in hexadecimal and no comments, so what looks like a mark is one. Plain bytes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_BEFORE, _AFTER = rb"(?<![^\s\[\](){}<>]%s)", rb"(?![^\s\[(<{/%%])"
_OPERATORS = (b"TJ", b"Tj", b"EMC", b"BDC", b"BMC", b"MP", b"DP", b"BI")
_OPERATOR = re.compile(
    b"|".join([*(name + _BEFORE % name + _AFTER for name in _OPERATORS), rb"['\"(%]"])
)
"""What is looked for; a branch begins with a letter that is rare in a stream, which makes it fast."""
_MARK = re.compile(rb"/(?P<tag>[^\s/<>\[\]()]+)\s*(?P<properties><<[^<>]*>>|/[^\s/]+)?\s*\Z")
_FARTHEST = 120
"""Bytes that a mark's tag and its properties take at most."""
_NUMBERED = re.compile(rb"<<\s*/MCID\s+(\d+)\s*>>")
_LAYOUT = re.compile(
    rb"<<\s*/Type\s+/(?:Layout|Pagination(?:\s*/Subtype\s+/(?:Header|Footer|Watermark))?)\s*>>"
)
"""What is no part of the text: a line, a shading, or what recurs on pages (14.8.2.2.2)."""


@dataclass(slots=True)
class Marked:
    """What is marked in one stream."""

    numbers: list[int] = field(default_factory=list)
    """Of marked content, in the order of drawing."""
    problems: list[str] = field(default_factory=list)


def marked(stream: bytes) -> Marked:
    """What a page's stream marks: numbers without more, and artifacts; never one within another."""
    found, around = Marked(), list[bool]()
    for operator in _OPERATOR.finditer(stream):
        match operator[0]:
            case b"BDC" | b"BMC":
                start = operator.start()
                _begin(stream[max(0, start - _FARTHEST):start], around, found)
            case b"EMC" if around:
                around.pop()
            case b"TJ" | b"Tj" if around:
                pass
            case b"TJ" | b"Tj":
                found.problems.append("text that is neither tagged nor set aside")
            case _:
                found.problems.append("marks or text that are written otherwise")
    found.problems += ["marked content without an end"] if around else []
    found.problems += ["a number for two marks"] if len(set(found.numbers)) < len(found.numbers) else []
    return found


def _begin(before: bytes, around: list[bool], found: Marked) -> None:
    """Take a mark into account that begins after these bytes."""
    mark = _MARK.search(before)
    artifact = mark is not None and mark["tag"] == b"Artifact"
    found.problems += _excess(mark, around, found.numbers)
    around.append(artifact)


def _excess(mark: re.Match[bytes] | None, around: list[bool], numbers: list[int]) -> Iterator[str]:
    """What a mark says more than it should, or where it should not be."""
    properties = (mark and mark["properties"]) or b""
    if mark and mark["tag"] == b"Artifact":
        if properties and not _LAYOUT.fullmatch(properties):
            yield "an artifact of which more is said"
        if False in around:
            yield "an artifact within marked content"
    elif number := _NUMBERED.fullmatch(properties):
        numbers.append(int(number[1]))
        if around:
            yield "marked content within other"
    else:
        yield "marked content of which more is said than its number"
