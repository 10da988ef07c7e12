"""Changes in an editor's file that leave every other byte where it was.

A file is never written anew from its values: what changes is spliced into the text at the places that `load`
found. So comments, quotes, line ends, a byte order mark and the layout stay as the editor left them. (A round
trip through a YAML library folds lines, drops the byte order mark and mixes line ends.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from .artifacts import File, Location
from .span import Span

Place = tuple[int, int]
"""Line and column, counted from 1."""

_MARK = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\r|\n")
_PLAIN = re.compile(r"[A-Za-z][\w’.-]*(?: [\w’.-]+)*|\d{4}-\d\d-\d\d")
_WORDS_OF_YAML = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


class Splice(Struct, frozen=True, order=True):
    """Text that takes the place of a stretch of a file; nothing is taken out where `end` is `begin`."""

    begin: Place
    end: Place
    text: str
    """With `\\n` for the end of a line, whatever the file has."""


def rewritten(content: bytes, splices: Iterable[Splice]) -> bytes:
    """A file's bytes with all splices made; `ValueError` if two of them overlap."""
    mark = _MARK if content.startswith(_MARK) else b""
    text = content[len(mark):].decode()
    ends = list(_LINE_END.finditer(text))
    line_end = ends[0][0] if ends else "\n"
    starts = [0, *(end.end() for end in ends)]
    made, done = "", 0
    for splice in sorted(splices, key=lambda one: (one.begin, one.end)):
        begin, end = _offset(splice.begin, starts, text), _offset(splice.end, starts, text)
        if begin < done:
            raise ValueError("two changes of one stretch of a file")
        made += text[done:begin]
        if splice.begin[0] > len(starts) and not made.endswith(("\n", "\r")):
            made += line_end  # the last line had none
        made += splice.text.replace("\n", line_end)
        done = end
    return mark + (made + text[done:]).encode()


def _offset(place: Place, starts: Sequence[int], text: str) -> int:
    line, column = place
    return starts[line - 1] + column - 1 if line <= len(starts) else len(text)


# keys at the top of a file


def with_key(file: File, key: str, value: str, after: str) -> Splice:
    """`key: value`: in the place of its old value, or as a line of its own below the key `after`."""
    if (key,) in file.values:
        return _replaced(file, (key,), value)
    span = file.values[(after,)]
    if _flow(file, ()):
        return _inserted(_end(span), f", {key}: {value}")
    indent = " " * (file.keys[(after,)].column - 1)
    return _inserted((span.end_line + 1, 1), f"{indent}{key}: {value}\n")


def with_first_key(file: File, key: str, value: str) -> Splice:
    """`key: value`: in the place of its old value, or before all other keys."""
    if (key,) in file.values:
        return _replaced(file, (key,), value)
    if _flow(file, ()):
        return _inserted(_begin(file.values[()], 1), f"{key}: {value}, ")
    first = min(span for way, span in file.keys.items() if len(way) == 1)
    return _inserted((first.line, 1), f"{' ' * (first.column - 1)}{key}: {value}\n")


def without_key(file: File, key: str) -> Iterator[Splice]:
    """Takes out a key with its value; nothing where it shares its line with others."""
    if (key,) in file.keys and not _flow(file, ()):
        yield Splice((file.keys[(key,)].line, 1), (file.values[(key,)].end_line + 1, 1), "")


def _replaced(file: File, way: Location, value: str) -> Splice:
    """Another value, in the quotes of the old one."""
    span = file.values[way]
    old = _text(file, span)
    if old[:1] in {'"', "'"} and _PLAIN_VALUE.fullmatch(value):
        value = f"{old[0]}{value}{old[0]}"
    glued = _before(file, span).endswith(":")
    return Splice(_begin(span), _end(span), f" {value}" if glued else value)


_PLAIN_VALUE = re.compile(r"[\w-]+")


# the list of a list file


def without_items(file: File, key: str, indices: Iterable[int]) -> Iterator[Splice]:
    """Takes items out of a list, each with the comment directly above it; an emptied list stays, as `[]`."""
    count = sum(len(way) == 2 and way[0] == key for way in file.values)
    gone = sorted(set(indices))
    if _flow(file, (key,)):
        yield from _without_flow_items(file, key, gone, count)
        return
    for index in gone:
        begin, column = _dash(file, (key, index))
        while index and _is_comment(file, begin - 1) and not _is_deeper(file, begin - 1, column):
            begin -= 1
        yield Splice((begin, 1), (_last_line(file, (key, index)) + 1, 1), "")
    if gone and len(gone) == count:
        yield _inserted(_behind_colon(file, key), " []")


def with_items(file: File, key: str, items: Sequence[Mapping[str, str]]) -> Iterator[Splice]:
    """Adds items at the end of a list, in the manner in which it is written."""
    count = sum(len(way) == 2 and way[0] == key for way in file.values)
    if count and not _flow(file, (key,)):
        last = (key, count - 1)
        indent = _dash(file, last)[1] - 1
        yield _inserted((_last_line(file, last) + 1, 1), "".join(block_item(item, indent) for item in items))
    elif count:
        flow = "".join(f", {_flow_item(item)}" for item in items)
        yield _inserted(_end(file.values[(key, count - 1)]), flow)
    elif _flow(file, ()):
        yield _inserted(_begin(file.values[(key,)], 1), ", ".join(_flow_item(item) for item in items))
    else:
        span = file.values[(key,)]
        yield Splice(_behind_colon(file, key), _end(span), "")
        indent = file.keys[(key,)].column + 1
        yield _inserted((span.end_line + 1, 1), "".join(block_item(item, indent) for item in items))


def block_item(item: Mapping[str, str], indent: int) -> str:
    """An item of keys with its lines indented."""
    lines = [f"{key}: {scalar(value)}" for key, value in item.items()]
    return "".join(
        f"{' ' * indent}{'  ' if number else '- '}{line}\n" for number, line in enumerate(lines)
    )


def scalar(text: str) -> str:
    """Text as YAML on one line, in quotes where it could be read as something else."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    return json.dumps(text, ensure_ascii=False)


def _without_flow_items(file: File, key: str, gone: Sequence[int], count: int) -> Iterator[Splice]:
    """Each item goes with the comma behind it; the last ones go with the comma before them."""
    spans = [file.values[(key, index)] for index in range(count)]
    kept = [index for index in range(count) if index not in gone]
    for index in gone:
        if kept and index < kept[-1]:
            yield Splice(_begin(spans[index]), _begin(spans[index + 1]), "")
    if kept and kept[-1] < count - 1:
        yield Splice(_end(spans[kept[-1]]), _end(spans[-1]), "")
    elif gone and not kept:
        yield Splice(_begin(spans[0]), _end(spans[-1]), "")


def _flow_item(item: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in item.items()) + "}"


# an item that was plain text


def keyed_item(file: File, way: Location, key: str) -> Iterator[Splice]:
    """Gives an item of plain text a key; lines that it goes on in are moved in, to stay behind the key."""
    span = file.values[way]
    if _flow(file, way[:-1]):
        yield from (_inserted(_begin(span), f"{{{key}: "), _inserted(_end(span), "}"))
        return
    yield _inserted(_begin(span), f"{key}: ")
    lines = file.text.split("\n")
    indent = " " * (span.column - _dash(file, way)[1])
    for line in range(span.line + 1, span.end_line + 1):
        if lines[line - 1].strip():
            yield _inserted((line, 1), indent)


# places


def _inserted(place: Place, text: str) -> Splice:
    return Splice(place, place, text)


def _begin(span: Span, more: int = 0) -> Place:
    return span.line, span.column + more


def _end(span: Span) -> Place:
    return span.end_line, span.end_column


def _flow(file: File, way: Location) -> bool:
    """Whether a value is written in brackets."""
    return _text(file, file.values[way])[:1] in {"[", "{"}


def _text(file: File, span: Span) -> str:
    """What stands in a span, as far as its first line goes."""
    line = file.text.split("\n")[span.line - 1]
    return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]


def _before(file: File, span: Span) -> str:
    return file.text.split("\n")[span.line - 1][: span.column - 1]


def _is_comment(file: File, line: int) -> bool:
    return "".join(file.text.split("\n")[line - 1 : line]).lstrip().startswith("#")


def _is_deeper(file: File, line: int, column: int) -> bool:
    """Whether a line begins behind a column."""
    return file.text.split("\n")[line - 1][:column].isspace()


def _dash(file: File, way: Location) -> Place:
    """Where the dash of an item of a list stands: before it, or on a line above."""
    span = file.values[way]
    lines = file.text.split("\n")
    before = lines[span.line - 1][: span.column - 1]
    line = span.line
    while not before.lstrip().startswith("-"):
        line -= 1
        before = lines[line - 1]
    return line, before.index("-") + 1


def _last_line(file: File, way: Location) -> int:
    """The last line of an item of a list; comments below it that stand behind its dash are its own."""
    last, (_, column) = file.values[way].end_line, _dash(file, way)
    while _is_comment(file, last + 1) and _is_deeper(file, last + 1, column):
        last += 1
    return last


def _behind_colon(file: File, key: str) -> Place:
    span = file.keys[(key,)]
    line = file.text.split("\n")[span.end_line - 1]
    return span.end_line, line.index(":", span.end_column - 1) + 2
