"""The file, written: objects, streams of objects, and where each stands (ISO 32000-1, 7.5).

pydyf can do this too. It makes every object twice, the second time for the file's identifier, and packs all
that are no streams with the slowest of methods: half the time of binding a long book.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO

import pydyf

_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
"""The comment says that the file is binary (7.5.2)."""
_PACKED = 6
"""The level of compression of objects."""
_FREE = 65535
"""The generation of the object that is none (7.5.4)."""


def written(pdf: pydyf.PDF) -> bytes:
    """A file of PDF 1.7 with all objects of `pdf`; the same ones give the same bytes."""
    pdf.add_object(pdf.info)
    out, places = BytesIO(), {}
    out.write(_HEADER)
    plain = []
    for thing in pdf.objects[1:]:
        if isinstance(thing, pydyf.Stream):
            places[thing.number] = (1, out.tell(), 0)
            out.write(thing.indirect + b"\n")
        else:
            plain.append(thing)
    gathered = _gathered(plain)
    pdf.add_object(gathered)
    places[gathered.number] = (1, out.tell(), 0)
    out.write(gathered.indirect + b"\n")
    places |= {thing.number: (2, gathered.number, index) for index, thing in enumerate(plain)}
    start = out.tell()
    out.write(_table(pdf, places, start, hashlib.md5(out.getbuffer(), usedforsecurity=False).hexdigest()))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _gathered(things: Sequence[pydyf.Object]) -> pydyf.Stream:
    """Objects in a stream (7.5.7)."""
    contents = [thing.data for thing in things]
    numbers = b" ".join(_numbers(things, contents))
    extra = {"Type": "/ObjStm", "N": len(things), "First": len(numbers) + 1}
    return _Packed(b"\n".join((numbers, *contents)), extra)


def _numbers(things: Sequence[pydyf.Object], contents: Sequence[bytes]) -> Iterator[bytes]:
    """The number and the place of each object."""
    place = 0
    for thing, content in zip(things, contents, strict=True):
        yield b"%d %d" % (thing.number, place)
        place += len(content) + 1


def _table(pdf: pydyf.PDF, places: dict[int, tuple[int, int, int]], start: int, identifier: str) -> bytes:
    """Where each object stands, as a stream (7.5.8)."""
    number = len(pdf.objects)
    entries = [(0, 0, _FREE), *(places[thing.number] for thing in pdf.objects[1:]), (1, start, 0)]
    widths = tuple(_bytes(max(column)) for column in zip(*entries, strict=True))
    table = b"".join(
        value.to_bytes(width, "big") for entry in entries for value, width in zip(entry, widths, strict=True)
    )
    twice = pydyf.Array([f"<{identifier}>", f"<{identifier}>"])
    stream = _Packed(table, {
        "Type": "/XRef", "Size": number + 1, "W": pydyf.Array(widths), "Root": pdf.catalog.reference,
        "Info": pdf.info.reference, "ID": twice,
    })
    pdf.add_object(stream)
    return bytes(stream.indirect) + b"\n"


def _bytes(number: int) -> int:
    return (number.bit_length() + 7) // 8


class _Packed(pydyf.Stream):  # type: ignore[misc]  # the engine has no types
    """A stream that is packed at once."""

    def __init__(self, content: bytes, extra: dict[str, object]) -> None:
        packed = zlib.compress(content, _PACKED)
        super().__init__([packed], {**extra, "Filter": "/FlateDecode"})
