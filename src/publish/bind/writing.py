"""The file, written: objects, streams of objects, and where each stands (ISO 32000-1, 7.5).

What is written together is a *piece*: a range of bytes that says of itself where in it each object begins, so
that it can be copied to any place of a file.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pydyf
from msgspec import Struct

from ..hands import Hands, done

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
"""The comment says that the file is binary (7.5.2)."""
_LEVEL = 6
"""Of the compression of objects."""
_SMALLEST = 9
"""Of that of what the engine puts into streams."""
_LARGE = 4_000
"""Bytes; less is compressed as soon as it is asked for."""
_TABLE_LEVEL = 1
"""Of the compression of the table: its rows differ by little from the ones before, and so it is the best."""
_WIDTHS = (1, 4, 3)
"""Bytes of the fields of a row: what kind it is, and what two numbers say of that kind (7.5.8.3)."""
_ROW = sum(_WIDTHS)
_FREE = b"\0\0\0\0\0\0\xff\xff"
"""The row of object 0, which is none (7.5.4)."""


class Lot:
    """Objects that are written together, numbered one after another from a first one."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.objects: list[pydyf.Object] = []

    @property
    def end(self) -> int:
        """The number after the last."""
        return self.first + len(self.objects)

    def add_object(self, thing: pydyf.Object) -> bytes:
        """Gives an object its number, and its reference back; called as pydyf calls it."""
        thing.number = self.end
        self.objects.append(thing)
        return bytes(thing.reference)


class Written(pydyf.Object):  # type: ignore[misc]  # the engine has no types
    """An object that is written down already: there are too many of them to be dictionaries first."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__()
        self.written = content

    @property
    def data(self) -> bytes:
        """As it stands in the file."""
        return self.written


class Packed(pydyf.Stream):  # type: ignore[misc]  # the engine has no types
    """A stream that is compressed already."""

    def __init__(self, content: bytes, extra: Mapping[str, object] | None = None) -> None:
        super().__init__([content], {**(extra or {}), "Filter": "/FlateDecode"})


def packed(content: bytes, extra: Mapping[str, object] | None = None, level: int = _LEVEL) -> Packed:
    """A stream of some content, compressed."""
    return Packed(zlib.compress(content, level), extra)


def text(value: str) -> bytes:
    """A text as it stands in the file (7.9.2)."""
    return bytes(pydyf.String(value).data)


def array(values: Iterable[object]) -> bytes:
    """Numbers, names and references in brackets."""
    return bytes(pydyf.Array(values).data)


def real(value: float) -> bytes:
    """A number as pydyf writes it."""
    return b"%d" % value if value.is_integer() else f"{value:f}".rstrip("0").encode()


class DeflateJob(Struct, frozen=True):
    """The content of a stream, which is to be compressed as pydyf does it."""

    content: bytes

    @property
    def said(self) -> tuple[str, ...]:
        """All that follows from it."""
        return (hashlib.sha256(self.content).hexdigest(),)


def deflate(job: DeflateJob) -> bytes:
    """The content, compressed."""
    return zlib.compress(job.content, _SMALLEST)


def deflate_large(things: Iterable[pydyf.Object], hands: Hands) -> None:
    """Have large streams compressed by somebody: those of the book are often the same as before."""
    large = [thing for thing in things if isinstance(thing, pydyf.Stream) and _is_large(thing)]
    jobs = [DeflateJob(b"\n".join(stream.stream)) for stream in large]
    for stream, content in zip(large, done(hands, deflate, jobs), strict=True):
        stream.stream, stream.compress = [content], False
        stream.extra["Filter"] = "/FlateDecode"


def _is_large(stream: pydyf.Stream) -> bool:
    """Whether it is worth to be compressed by somebody else."""
    are_bytes = stream.compress and all(isinstance(one, bytes) for one in stream.stream)
    return are_bytes and sum(map(len, stream.stream)) > _LARGE


class Piece(Struct, frozen=True):
    """Objects as they stand in a file: those that are streams, and then all others in one more stream."""

    content: bytes
    numbers: tuple[tuple[int, int], ...]
    """The ranges of the numbers that its objects have: the first one, and how many there are."""
    rows: bytes
    """A row for each of them in the file's table, with places that count from where the piece begins."""
    streams: tuple[int, ...]
    """Which of the rows have such a place."""

    def rows_at(self, start: int) -> bytes:
        """The rows in the table of a file in which it begins at a place."""
        rows = bytearray(self.rows)
        for row in self.streams:
            field = slice(row * _ROW + 1, row * _ROW + 5)
            rows[field] = (int.from_bytes(rows[field], "big") + start).to_bytes(4, "big")
        return bytes(rows)


def piece_of(lot: Lot, more: Iterable[pydyf.Object] = ()) -> Piece:
    """All objects of a lot, and more of them, written; the stream of objects takes the lot's next number."""
    parts: list[bytes] = []
    place, rows = 0, dict[int, bytes]()
    plain: list[pydyf.Object] = []

    def put(thing: pydyf.Stream) -> None:
        nonlocal place
        rows[thing.number] = _row(1, place, 0)
        parts.append(thing.indirect + b"\n")
        place += len(parts[-1])

    for thing in (*more, *lot.objects):
        put(thing) if isinstance(thing, pydyf.Stream) else plain.append(thing)
    gathered = _gathered(plain)
    lot.add_object(gathered)
    put(gathered)
    inside = _row(2, gathered.number, 0)[: -_WIDTHS[-1]]
    rows |= {thing.number: inside + index.to_bytes(_WIDTHS[-1], "big") for index, thing in enumerate(plain)}
    ordered = sorted(rows)
    table = b"".join(rows[number] for number in ordered)
    streams = tuple(row for row in range(len(ordered)) if table[row * _ROW] == 1)
    return Piece(b"".join(parts), tuple(_ranges(ordered)), table, streams)


def _ranges(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers that rise, as the first and the length of each range without a gap."""
    first = 0
    for index in range(1, len(numbers) + 1):
        if index == len(numbers) or numbers[index] != numbers[index - 1] + 1:
            yield numbers[first], index - first
            first = index


def _gathered(things: Sequence[pydyf.Object]) -> pydyf.Stream:
    """Objects in a stream (7.5.7)."""
    contents = [thing.data for thing in things]
    numbers = b" ".join(_numbers(things, contents))
    extra = {"Type": "/ObjStm", "N": len(things), "First": len(numbers) + 1}
    return packed(b"\n".join((numbers, *contents)), extra)


def _numbers(things: Sequence[pydyf.Object], contents: Sequence[bytes]) -> Iterator[bytes]:
    """The number and the place of each object."""
    place = 0
    for thing, content in zip(things, contents, strict=True):
        yield b"%d %d" % (thing.number, place)
        place += len(content) + 1


def _row(kind: int, *fields: int) -> bytes:
    values = zip((kind, *fields), _WIDTHS, strict=True)
    return b"".join(value.to_bytes(width, "big") for value, width in values)


def file_of(pieces: Sequence[Piece], number: int, trailer: Mapping[str, object]) -> bytes:
    """A file of PDF 1.7: pieces in the order of their numbers, but for the last, which may have any.

    The table of all objects has a number of its own, higher than theirs.
    """
    contents, start = [HEADER], len(HEADER)
    tables: dict[int, tuple[int, bytes]] = {0: (1, _FREE)}
    for piece in pieces:
        contents.append(piece.content)
        tables |= _tables(piece, start)
        start += len(piece.content)
    tables[number] = 1, _row(1, start, 0)
    identifier = hashlib.md5(usedforsecurity=False)
    for content in contents:
        identifier.update(content)
    said = {"Size": number + 1, "ID": pydyf.Array([f"<{identifier.hexdigest()}>"] * 2), **trailer}
    contents += [_table(tables, number, said), b"startxref\n%d\n%%%%EOF\n" % start]
    return b"".join(contents)


def _tables(piece: Piece, start: int) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """The rows of a piece by the first number of each range, with their count."""
    rows, place = piece.rows_at(start), 0
    for first, count in piece.numbers:
        yield first, (count, rows[place : (place := place + count * _ROW)])


def _table(tables: Mapping[int, tuple[int, bytes]], number: int, said: Mapping[str, object]) -> bytes:
    """Where each object stands, as a stream; numbers that no object has are left out (7.5.8)."""
    firsts = sorted(tables)
    index = [number for first in firsts for number in (first, tables[first][0])]
    rows = b"".join(tables[first][1] for first in firsts)
    extra = {"Type": "/XRef", "W": pydyf.Array(_WIDTHS), "Index": pydyf.Array(index), **said}
    stream = packed(rows, extra, _TABLE_LEVEL)
    stream.number = number
    return bytes(stream.indirect) + b"\n"
