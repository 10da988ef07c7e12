"""Marked content in the streams of pages (ISO 32000-1, 14.6): its numbers, and what no build marks.

The engine writes text in hexadecimal and no comments, so what looks like a mark is one. Plain bytes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

_BEFORE, _AFTER = rb"(?<![^\s\[\](){}<>]%s)", rb"(?![^\s\[(<{/%%])"
_OPERATORS = (b"TJ", b"Tj", b"EMC", b"BDC", b"BMC", b"MP", b"DP", b"BI")
_OPERATOR = re.compile(
    b"|".join([*(name + _BEFORE % name + _AFTER for name in _OPERATORS), rb"['\"(%]"])
)
"""What is looked for; a branch begins with a letter that is rare in a stream, which makes it fast."""
_SIGNS = (b"'", b'"', b"(", b"%")
_LINE = re.compile(
    rb"\n(?:/([^\s/<>\[\]()]+)\n(?:(<<[^<>\n]*>>)\n(?=BDC)|(?=BMC))|(?=EMC)|[^\n]*[\]> ](?=TJ))"
    rb"(BDC|BMC|EMC|TJ)(?![^\n])"
)
"""An operator as the engine writes it, last on its line, with the lines of its mark; found in no time."""
_NAMES = re.compile(rb"/[^\s/]+\s*\n/")
"""Two names on lines in succession: the second is not the tag of a mark."""
_MARK = re.compile(rb"/(?P<tag>[^\s/<>\[\]()]+)\s*(?P<properties><<[^<>]*>>|/[^\s/]+)?\s*\Z")
_FARTHEST = 120
"""Bytes that a mark's tag and its properties take at most."""
_NUMBERED = re.compile(rb"<<\s*/MCID\s+(\d+)\s*>>")
_LAYOUT = re.compile(
    rb"<<\s*/Type\s+/(?:Layout|Pagination(?:\s*/Subtype\s+/(?:Header|Footer|Watermark))?)\s*>>"
)
"""What is no part of the text: a line, a shading, or what recurs on pages (14.8.2.2.2)."""

Operator = tuple[bytes, bytes, bytes]
"""The tag and the properties of a mark, if it is one, and the operator itself."""


class Marked(Struct):
    """What is marked in one stream."""

    numbers: list[int] = field(default_factory=list)
    """Of marked content, in the order of drawing."""
    problems: list[str] = field(default_factory=list)


def marked(stream: bytes) -> Marked:
    """What a page's stream marks: numbers without more, and artifacts; never one within another."""
    found, around = Marked(), list[bool]()
    for tag, properties, operator in _operators(stream):
        match operator:
            case b"BDC" | b"BMC":
                found.problems += _excess(tag, properties, around, found.numbers)
                around.append(tag == b"Artifact")
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


def _operators(stream: bytes) -> Iterable[Operator]:
    """All operators that mark or set text, and what could hide one."""
    lines: list[Operator] = _LINE.findall(stream)
    rest = sum(map(stream.count, _OPERATORS)) - len(lines)  # each is on such a line, or is looked for
    is_plain = not rest and not _NAMES.search(stream) and not any(sign in stream for sign in _SIGNS)
    return lines if is_plain else map(_operator, _OPERATOR.finditer(stream))


def _operator(found: re.Match[bytes]) -> Operator:
    """An operator with what stands before it."""
    start = found.start()
    is_mark = found[0] in (b"BDC", b"BMC")
    mark = _MARK.search(found.string[max(0, start - _FARTHEST):start]) if is_mark else None
    return (mark["tag"], mark["properties"] or b"", found[0]) if mark else (b"", b"", found[0])


def _excess(tag: bytes, properties: bytes, around: list[bool], numbers: list[int]) -> Iterator[str]:
    """What a mark says more than it should, or where it should not be."""
    if tag == b"Artifact":
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
