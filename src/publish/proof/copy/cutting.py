"""A PDF cut into its sections, so that each can be read by itself, and the rest.

A section is some pages that follow one another, whose objects stand together in the file and have numbers
that follow one another. Its *excerpt* is a PDF of these very bytes, with the objects that all sections
share, such as fonts, and with a few of our own in the place of those that hold all pages together. The
*frame* is the file without its sections.

Where sections are said to be is not believed: if anything does not fit, the file is `Uncut`. Files are known
as `bind` writes them: with one table, at the end, whose columns are numbers without a predictor (ISO 32000-1,
7.5.8), and all other objects either streams or in one.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, pairwise, repeat
from operator import rshift
from struct import pack, unpack

from msgspec import Struct

from ...artifacts import FileSection

_HEADER = b"%PDF-1.7\n"
_END = re.compile(rb"\nstartxref\n(\d+)\n%%EOF\n\Z")
_STREAM = re.compile(rb"\d+ 0 obj\n<<(.*?)>>\nstream\n(.*)\nendstream\nendobj\n", re.DOTALL)
_HEAD = re.compile(rb"(\d+) 0 obj\n<<.*?/Length (\d+)>>\nstream\n", re.DOTALL)
_FOOT = b"\nendstream\nendobj\n"
_SPACE = rb"(?:[\0\s]|%[^\r\n]*[\r\n])+"
_REFERENCE = re.compile(rb"\b(?=(\d+)%b(\d+)%bR\b)" % (_SPACE, _SPACE))
"""However it is spaced (7.3.10), and even if it stands within another."""
_UNREMARKED = re.compile(rb"\b(\d+)[\0\s]+(\d+)[\0\s]+R\b")
"""The same where there are no remarks, so that none stands within another; found in half the time."""
_ENDS, _USUAL, _USUAL_END = re.compile(rb"R\b"), re.compile(rb" 0 R\b"), b" 0 R"
"""Where all end in one way, they are found in a quarter of it."""
_FIGURES = b"0123456789"
_BARE = b"<</Type /Page>>\n"
"""What stands for an object of a section in a file without sections."""
_TAIL = 64
"""Bytes within which a file says where its table is."""
_WIDTHS = (1, 4, 3)
"""Bytes of the columns of a table (7.5.8.2): a row is a number of 64 bits."""
_ROW = sum(_WIDTHS)
_AT, _PLACE = 32, 24
"""Bits of the second column, and of the last."""
_ROOM = 4
"""Bytes for each number at least: qpdf takes numbers for a fault for which a file has not three."""
_MOST = (1 << _AT) - 1
"""The largest number in the second column."""
_FREE, _PLAIN, _PACKED = range(3)
"""Kinds of places (7.5.8.3)."""

Place = tuple[int, int, int]
"""Where an object is: its kind; its first byte, or the stream that holds it; its place in there."""


class Uncut(ValueError):
    """A file that is not as its sections are said to be."""


class Cut(Struct, frozen=True, dict=True):
    """A file, and where its objects are."""

    pdf: bytes
    table: bytes
    """A row for each number; that of the table itself is empty."""
    end: int
    """Where the table begins, which is the last object."""
    root: int
    """The number of the catalogue."""
    entries: int
    """The number of the document information dictionary."""

    @cached_property
    def rows(self) -> Sequence[int]:
        """Each as a number."""
        return unpack(f">{self.size}Q", self.table)

    @property
    def size(self) -> int:
        """One more than the last number."""
        return len(self.table) // _ROW

    @cached_property
    def kinds(self) -> bytes:
        """That of each place."""
        return self.table[::_ROW]

    @cached_property
    def plain(self) -> Sequence[int]:
        """The numbers of the objects that stand by themselves."""
        return [found.start() for found in re.finditer(b"%c" % _PLAIN, self.kinds)]

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each object begins that stands by itself, and where the last one ends."""
        return sorted({self.at(number) for number in self.plain} | {self.end})

    def at(self, number: int) -> int:
        """Where an object begins that stands by itself, or what holds it."""
        return self.rows[number] >> _PLACE & _MOST

    def place(self, number: int) -> Place:
        """Where an object is."""
        return self.kinds[number], self.at(number), self.rows[number] & (1 << _PLACE) - 1

    def bytes_of(self, number: int) -> bytes:
        """A stream with its head and end, or the words of an object that is in one."""
        kind, at, place = self.place(number)
        if kind != _PACKED:
            return self._alone(at)
        held = self._held(at)
        if place >= len(held) or held[place][0] != number:
            raise Uncut("an object that is not where the table says")
        return held[place][1]

    def _alone(self, start: int) -> bytes:
        return self.pdf[start:self.starts[bisect_right(self.starts, start)]]

    def _held(self, holder: int) -> Sequence[tuple[int, bytes]]:
        """The objects in a stream of them, with their numbers (7.5.7)."""
        if holder not in self._opened:
            found = _STREAM.match(self._alone(self.at(holder)))
            if found is None:
                raise Uncut("a stream of objects of another form")
            content, first = _unpacked(found[2]), int(_said(found[1], rb"/First (\d+)"))
            numbers = list(map(int, content[:first].split()))
            edges = pairwise([*(first + place for place in numbers[1::2]), len(content)])
            objects = [content[one:other] for one, other in edges]
            self._opened[holder] = list(zip(numbers[::2], objects, strict=True))
        return self._opened[holder]

    @cached_property
    def _opened(self) -> dict[int, Sequence[tuple[int, bytes]]]:
        return {}

    def frame(self, sections: Sequence[FileSection]) -> bytes:
        """The file without sections, as a PDF; in the place of what it refers to in them stand bare pages."""
        edges = [0, *(edge for one in sections for edge in (one.start, one.end)), self.end]
        ranges = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
        numbers = self.numbers_beside(sections)
        places = dict(self._moved(numbers, ranges))
        pieces = [self.pdf[start:end] for start, end in ranges]
        away = sorted(self._aims(numbers) - places.keys())
        if away:
            holder = self.size
            head = b" ".join(b"%d %d" % (number, place * len(_BARE)) for place, number in enumerate(away))
            content = b"%b\n%b" % (head, _BARE * len(away))
            said = b"<</Type /ObjStm /N %d /First %d /Length %d>>" % (len(away), len(head) + 1, len(content))
            places |= {number: (_PACKED, holder, index) for index, number in enumerate(away)}
            places[holder] = (_PLAIN, len(_HEADER) + sum(map(len, pieces)), 0)
            pieces.append(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (holder, said, content))
        return _written(pieces, places, self.root, self.entries)

    def numbers_beside(self, sections: Sequence[FileSection]) -> Sequence[int]:
        """The objects that are in no section."""
        inside = [edge for one in sections for edge in (one.first_object, one.end_object)]
        ranges = map(range, (0, *inside[1::2]), (*inside[::2], self.size))
        return [number for some in ranges for number in some if self.kinds[number]]

    def _aims(self, numbers: Iterable[int]) -> set[int]:
        """All to which some objects may refer."""
        said = [self.bytes_of(number).partition(b"\nstream\n")[0] for number in numbers]
        usual, others = _aims_in(said)
        return {*map(int, usual), *(int(number) for number, _ in others)}

    def places_in(self, section: FileSection) -> bytes:
        """What the table says of the objects of a section and is not seen in it: what holds each."""
        first, end = section.first_object, section.end_object
        told = bytearray(self.table[_ROW * first:_ROW * end])
        for number in self.alone(first, end):
            told[_ROW * (number - first) + 1:_ROW * (number - first + 1)] = bytes(_ROW - 1)
        return bytes(told)

    def alone(self, first: int, end: int) -> Sequence[int]:
        """The numbers of a range whose objects stand by themselves."""
        return self.plain[bisect_left(self.plain, first):bisect_left(self.plain, end)]

    def holders(self, first: int, end: int) -> set[int]:
        """The streams that hold the others of a range."""
        found = set(map(rshift, self.rows[first:end], repeat(_PLACE)))
        return {place & _MOST for place in found if place >> _AT == _PACKED}

    def excerpt(self, section: FileSection, own: Mapping[int, bytes], root: int) -> bytes:
        """A PDF of a section, with some objects besides; the one with the number `root` is its catalogue.

        A stream among these is as `bytes_of` gives it, any other object without its number.
        """
        numbers = [n for n in range(section.first_object, section.end_object) if self.kinds[n]]
        places = dict(self._moved(numbers, [(section.start, section.end)]))
        pieces = [self.pdf[section.start:section.end]]
        length = len(_HEADER) + len(pieces[0])
        for number, content in own.items():
            places[number] = (_PLAIN, length, 0)
            is_whole = _STREAM.match(content)
            pieces.append(content if is_whole else b"%d 0 obj\n%s\nendobj\n" % (number, content))
            length += len(pieces[-1])
        return _written(pieces, places, root, 0)

    def _moved(
        self, numbers: Iterable[int], ranges: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, Place]]:
        """The places of objects where only some ranges of the file are left, one after the other."""
        order = sorted(ranges)
        starts, at, new = [start for start, _ in order], len(_HEADER), {}
        for start, end in ranges:
            new[start] = at
            at += end - start
        for number in numbers:
            kind, place, index = self.place(number)
            if kind == _PLAIN:
                start = starts[bisect_right(starts, place) - 1]
                place += new[start] - start
            yield number, (kind, place, index)


def cut(pdf: bytes, sections: Sequence[FileSection]) -> Cut:
    """A file whose objects are where its sections are said to be; `Uncut` if they are not."""
    end = _END.search(pdf, max(0, len(pdf) - _TAIL))
    table = _STREAM.match(pdf, int(end[1])) if end else None
    if end is None or table is None:
        raise Uncut("no table at the end")
    said = table[1]
    if any(name in said for name in (b"/Prev", b"/DecodeParms", b"/Encrypt")):
        raise Uncut("a table of another form")
    widths, index = (_listed(said, name) for name in (b"W", b"Index"))
    size, root, entries = (
        int(_said(said, form)) for form in (rb"/Size (\d+)", rb"/Root (\d+) 0 R", rb"/Info (\d+) 0 R")
    )
    ranges = [range(first, first + count) for first, count in zip(index[::2], index[1::2], strict=True)]
    rows = _unpacked(table[2])
    if tuple(widths) != _WIDTHS or len(rows) != _ROW * sum(map(len, ranges)):
        raise Uncut("a table of another size")
    if any(one.stop > other.start for one, other in pairwise((*ranges, range(size, size)))):
        raise Uncut("a table in another order")
    found = Cut(pdf, _table(rows, ranges, size, int(end[1])), int(end[1]), root, entries)
    _require(found, sections)
    return found


def homes_of(sections: Sequence[FileSection]) -> Sequence[int]:
    """For each number, up to the last of a section, which section has its object; -1 for none."""
    homes = [-1] * max((section.end_object for section in sections), default=0)
    for index, section in enumerate(sections):
        homes[section.first_object:section.end_object] = [index] * (section.end_object - section.first_object)
    return homes


def references_in(said: Iterable[bytes]) -> set[str]:
    """All that may refer to an object in some words of a file, be it within a text; with single spaces."""
    usual, others = _aims_in(said)
    return {f"{int(number)} 0 R" for number in usual} | {
        f"{int(number)} {int(generation)} R" for number, generation in others
    }


def _aims_in(said: Iterable[bytes]) -> tuple[set[bytes], set[tuple[bytes, bytes]]]:
    """The numbers to which references lead, and those that do so with other generations than 0, or may."""
    usual, others = set[bytes](), set[tuple[bytes, bytes]]()
    for one in said:
        before = one.split(_USUAL_END)[:-1]
        numbers = {words[len(words.rstrip(_FIGURES)):] for words in before}
        if b"%" in one:
            others.update(_REFERENCE.findall(one))
        elif b"" not in numbers and len(before) == len(_USUAL.findall(one)) == len(_ENDS.findall(one)):
            usual |= numbers
        else:
            others.update(_UNREMARKED.findall(one))
    return usual, others


def _listed(said: bytes, name: bytes) -> list[int]:
    return [int(number) for number in _said(said, rb"/%s\s*\[([\d\s]+)\]" % name).split()]


def _said(said: bytes, form: bytes) -> bytes:
    found: list[bytes] = re.findall(form, said)
    if len(found) != 1:
        raise Uncut("a table that lacks something, or says it twice")
    return found[0]


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error as problem:
        raise Uncut("a table that cannot be read") from problem


def _table(rows: bytes, ranges: Iterable[range], size: int, end: int) -> bytes:
    """A row for each number, as they are told for some ranges; none for the object that begins at `end`."""
    table, done = bytearray(_ROW * size), 0
    for numbers in ranges:
        length = _ROW * len(numbers)
        table[_ROW * numbers.start:_ROW * numbers.stop] = rows[done:done + length]
        done += length
    for found in re.finditer(b"[^%c%c]" % (_FREE, _PACKED), table[::_ROW]):
        first = _ROW * found.start()
        kind, at, generation = unpack(">BI3s", table[first:first + _ROW])
        if kind != _PLAIN or any(generation):
            raise Uncut("an object of another kind, or of a later generation")
        if at == end:
            table[first:first + _ROW] = bytes(_ROW)
    return bytes(table)


def _require(file: Cut, sections: Sequence[FileSection]) -> None:
    """All objects of a section are in it, and no other; pages follow one another."""
    before, edges = FileSection(0, 0, 0, 0, 0, 0), frozenset(file.starts)
    for section in sections:
        in_order = (
            before.end <= section.start < section.end <= file.end
            and before.end_object <= section.first_object < section.end_object <= file.size
            and before.first_page + before.pages == section.first_page and section.pages > 0
            and {section.start, section.end} <= edges
        )
        if not in_order:
            raise Uncut("sections that do not follow one another")
        before = section
    bounds = [edge for section in sections for edge in (section.start, section.end)]
    beside = file.numbers_beside(sections)
    alone = (number for number in beside if file.kinds[number] == _PLAIN)
    if any(bisect_right(bounds, file.at(number)) % 2 for number in alone):
        raise Uncut("an object beside its section")
    if not {file.at(number) for number in beside if file.kinds[number] == _PACKED} <= set(beside):
        raise Uncut("an object in a stream of another section")
    for section in sections:
        _require_whole(file, section)


def _require_whole(file: Cut, section: FileSection) -> None:
    """All objects of a section are in it, in streams."""
    first, end = section.first_object, section.end_object
    alone = file.alone(first, end)
    if not all(section.start <= file.at(number) < section.end for number in alone):
        raise Uncut("an object beside its section")
    if not all(_is_stream(file, number) for number in alone):
        raise Uncut("a section with something else than streams")
    if not all(first <= holder < end for holder in file.holders(first, end)):
        raise Uncut("an object in a stream of another section")


def _is_stream(file: Cut, number: int) -> bool:
    """Whether an object that stands by itself is a stream as long as it says, with nothing behind it."""
    start = file.at(number)
    end = file.starts[bisect_right(file.starts, start)]
    head = _HEAD.match(file.pdf, start, end)
    return (
        head is not None and int(head[1]) == number and head.end() + int(head[2]) == end - len(_FOOT)
        and file.pdf.endswith(_FOOT, start, end)
    )


def _written(pieces: Sequence[bytes], places: Mapping[int, Place], root: int, entries: int) -> bytes:
    """A file of some ranges of another, with its table."""
    number = max(places) + 1
    body = b"".join((_HEADER, *pieces)).ljust(_ROOM * number, b"\n")
    known = {0: (_FREE, 0, 0), **places, number: (_PLAIN, len(body), 0)}
    order = sorted(known)
    told = (kind << _AT + _PLACE | at << _PLACE | place for kind, at, place in map(known.__getitem__, order))
    rows = pack(f">{len(order)}Q", *told)
    index = " ".join(f"{first} {count}" for first, count in _runs(order))
    about = f" /Info {entries} 0 R" if entries else ""
    head = (
        f"{number} 0 obj\n<</Type /XRef /Size {number + 1} /W [1 4 3] /Index [{index}] "
        f"/Root {root} 0 R{about} /Length {len(rows)}>>\nstream\n"
    )
    return b"".join((
        body, head.encode(), rows, b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
    ))


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first of numbers that follow one another, and how many they are."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        members = list(run)
        yield members[0][1], len(members)
