"""The objects of a PDF as plain data: pikepdf is asked once for all, not for each key.

What a key leads to is, as in the JSON of qpdf (version 2): a dictionary, a list, a number, a truth value,
None, or a string. A name begins with `/`, a text with `u:` (or with `b:` and is in hexadecimal, if its bytes
are no Unicode), and what begins with a figure, such as `12 0 R`, refers to an object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import Any

import msgspec
import pikepdf

_REFERENCE = re.compile(r'"(\d+ \d+ R)"')
_LEADS = re.compile(r'"(?<!\\")([0-9]+ [0-9]+ R)"')
"""In JSON; a quotation mark behind a backslash is one in a text."""
_PARENT = re.compile(r'"/Parent": *"[^"]*",?')
_DRAWN = frozenset({
    "/Contents", "/Resources", "/MediaBox", "/CropBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit",
    "/Group",
})
"""The entries of a page on which it depends what is drawn."""

Thing = Any  # what JSON can hold; what a file has in a place is known when it is looked at
Reference = str
"""By which a file knows an object; empty for one that stands within another."""


REFUSALS = (pikepdf.PdfError, pikepdf.PasswordError)


def opened(pdf: bytes) -> pikepdf.Pdf:
    """A file to be read; one of `REFUSALS` if it cannot be."""
    return pikepdf.open(BytesIO(pdf))


class Objects:
    """All objects of an open file."""

    def __init__(self, file: pikepdf.Pdf, numbers: Iterable[int] | None = None) -> None:
        """`numbers` are the objects to be looked at, without those of pages; all, if none are given."""
        self._file = file
        self.pages = tuple(map(_reference, file.pages)) if numbers is None else ()
        some = file.objects if numbers is None else (file.get_object(number, 0) for number in numbers)
        known = {_reference(thing): thing for thing in some if isinstance(thing, pikepdf.Object)}
        self.written: Mapping[Reference, str] = {
            reference: thing.to_json(dereference=True).decode() for reference, thing in known.items()
        }
        """Each object as JSON; of a stream only its dictionary."""
        self.all: Mapping[Reference, Thing] = dict(
            zip(known, msgspec.json.decode(f"[{','.join(self.written.values())}]"), strict=True)
        )
        self._streams = {
            reference: thing for reference, thing in known.items() if isinstance(thing, pikepdf.Stream)
        }
        self._seals: dict[Reference, str] = {}
        self._led_to: dict[Reference, frozenset[Reference]] = {}
        self.trailer: Thing = msgspec.json.decode(file.trailer.to_json(dereference=True))

    @cached_property
    def root(self) -> Mapping[str, Thing]:
        """The catalogue."""
        return self.dictionary(self.trailer, "/Root")

    def follow(self, thing: Thing) -> Thing:
        """The object to which a thing refers, or the thing itself."""
        if not is_reference(thing):
            return thing
        return self.all[thing] if thing in self.all else self._bare(thing)

    def get(self, holder: Mapping[str, Thing], key: str) -> Thing:
        """What a key leads to; None if it is not there."""
        thing = holder.get(key)
        return self.follow(thing) if isinstance(thing, str) else thing

    def dictionary(self, holder: Mapping[str, Thing], key: str) -> Mapping[str, Thing]:
        """The dictionary to which a key leads; an empty one if there is none."""
        found = self.get(holder, key)
        return found if isinstance(found, dict) else {}

    def listed(self, holder: Mapping[str, Thing], key: str) -> list[Thing]:
        """The things in the list to which a key leads, as they stand there; none if there is no list."""
        found = self.get(holder, key)
        return found if isinstance(found, list) else []

    def text(self, holder: Mapping[str, Thing], key: str) -> str:
        """The text or the name to which a key leads; empty if it is not there."""
        thing = holder.get(key)
        return "" if thing is None else text(self.follow(thing))

    def is_stream(self, reference: Thing) -> bool:
        """Whether a thing refers to a stream."""
        return is_reference(reference) and reference in self._streams

    def content(self, reference: Thing) -> bytes:
        """The bytes of a stream; none if a thing refers to no stream."""
        return bytes(self._streams[reference].read_bytes()) if self.is_stream(reference) else b""

    def led_to(self, reference: Reference) -> frozenset[Reference]:
        """The objects to which one refers; none if it is not in the file."""
        if reference not in self._led_to:
            self._led_to[reference] = frozenset(_LEADS.findall(self.written.get(reference, "")))
        return self._led_to[reference]

    def imprint(self, page: Reference) -> str:
        """A digest of a page and of all that is drawn on it, as hexadecimal digits."""
        known = self.all[page]
        drawn = {key: known[key] for key in sorted(known) if key in _DRAWN}
        return sha256(self._sealed(json.dumps(drawn)).encode()).hexdigest()

    def _sealed(self, written: str) -> str:
        """JSON with digests in the place of references."""
        return _REFERENCE.sub(lambda found: self._seal(found[1]), written)

    def _seal(self, reference: Reference) -> str:
        """A digest of an object and of all that it refers to, but for what it hangs from."""
        if reference not in self._seals:
            self._seals[reference] = "itself"  # while it is under way: nothing that is drawn holds itself
            digest = sha256(self._sealed(_PARENT.sub("", self.written.get(reference, reference))).encode())
            if reference in self._streams:
                digest.update(self._streams[reference].read_raw_bytes())
            self._seals[reference] = digest.hexdigest()
        return self._seals[reference]

    def _bare(self, reference: Reference) -> Thing:
        """An object that pikepdf gives as a number: no build writes such ones."""
        number, generation, _ = reference.split()
        found = self._file.get_object(int(number), int(generation))
        return found if isinstance(found, (bool, int)) or found is None else float(found)


def number_of(reference: Reference) -> int:
    """The number of the object that is referred to."""
    return int(reference.partition(" ")[0])


def is_reference(thing: Thing) -> bool:
    """Whether a thing refers to an object."""
    return isinstance(thing, str) and thing[:1].isdigit()


def text(thing: Thing) -> str:
    """A text or a name as a string; empty for None."""
    if thing is None:
        return ""
    if not isinstance(thing, str):
        return str(thing)
    if thing.startswith("b:"):
        return decoded(bytes.fromhex(thing[2:]))
    return thing[2:] if thing.startswith("u:") else thing


def decoded(octets: bytes) -> str:
    """The bytes of a text as a string (7.9.2.2)."""
    return str(pikepdf.String(octets))


def _reference(thing: Any) -> Reference:
    return "{} {} R".format(*thing.objgen)
