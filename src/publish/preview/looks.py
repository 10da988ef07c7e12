"""How the pages of a take look, told by digests: a pure function of the body of its fragment.

What depends on the rest of the book stays open, as it does in a fragment: a look has a digest for either side
of the sheet, and the slots that folios are to fill.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import Any

from msgspec import Struct

from ..fragment import MM_PER_PX, Body, Bookmark, Fragment, Leaf, Side, Slot

_KINDS = ("XObject", "Pattern", "Shading", "ExtGState")
"""What a drawing uses by names, which may count through its take."""
_USE = re.compile(rb"/([^\s/]+)(?=\s+(?:gs|Do|sh|scn|SCN)\b)")
"""Where a drawing uses something by its name (ISO 32000-1, 8.4.5, 8.6.8, 8.7.4.2 and 8.8.1)."""

Names = Mapping[bytes, bytes]
"""A digest of each thing that a drawing uses, by its name."""


class Face(Struct, frozen=True):
    """A page on one side of the sheet."""

    digest: bytes
    """Of all that is drawn, but for the folios."""
    slots: tuple[Slot, ...]


class Look(Struct, frozen=True):
    """A page of a take."""

    width_mm: float
    height_mm: float
    bookmarks: tuple[Bookmark, ...]
    recto: Face | None
    """None if it cannot be a right-hand page."""
    verso: Face | None
    """None if it cannot be a left-hand page."""


class Eye:
    """Looks at takes, and remembers how those of the last book look."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[Look, ...]] = {}

    def looks(self, fragments: Iterable[Fragment]) -> Iterator[tuple[Look, ...]]:
        """How each page of each take looks."""
        before, self._seen = self._seen, {}
        for fragment in fragments:
            key = fragment.body.digest
            found = self._seen[key] = before.get(key) or looks_of(fragment.body.opened)
            yield found


def looks_of(body: Body) -> tuple[Look, ...]:
    """How each page of a take looks."""
    names = (names for one in body.resources for names in repeat(_names(one.things), one.leaves))
    return tuple(map(_look, body.leaves, names))


def _look(leaf: Leaf, names: Names) -> Look:
    text = [zlib.decompress(leaf.packed), *leaf.text] if leaf.packed else leaf.text
    page = hashlib.sha256(f"{leaf.width} {leaf.height} {sorted(leaf.bleed.items())}".encode())
    page.update(_opened(text, names))

    def face(side: Side | None) -> Face | None:
        if side is None:
            return None
        digest = page.copy()
        digest.update(b"%r" % side.shift + _opened(side.margins, names))
        slots = tuple(piece for piece in (*leaf.text, *side.margins) if isinstance(piece, Slot))
        return Face(digest.digest(), slots)

    return Look(
        leaf.width * MM_PER_PX, leaf.height * MM_PER_PX, leaf.bookmarks, face(leaf.recto), face(leaf.verso)
    )


def _opened(drawing: Iterable[bytes | Slot], names: Names) -> bytes:
    """A drawing with what it uses in the place of names, and nothing in its slots."""
    return b"\0".join(b"" if isinstance(piece, Slot) else _named(piece, names) for piece in drawing)


def _names(resources: Mapping[str, Any]) -> Names:
    """A digest of each thing that resources name, but for typefaces."""
    return {
        name.encode(): hashlib.sha256(_said(thing)).digest()
        for kind in _KINDS for name, thing in (resources.get(kind) or {}).items()
    }


def _named(drawing: bytes, names: Names) -> bytes:
    """A drawing with what it uses in the place of names."""
    return _USE.sub(lambda use: names.get(use[1], use[1]), drawing)


def _said(thing: object) -> bytes:
    """All that is said of a thing, with what it uses in the place of names."""
    extra: Mapping[str, Any] | None = getattr(thing, "extra", None)
    if extra is not None:  # a stream of the engine's, which is known here by how it looks only
        own = {key: value for key, value in extra.items() if key != "Resources"}
        drawing = b"\n".join(map(_said, getattr(thing, "stream", ())))
        return _said(own) + _named(drawing, _names(extra.get("Resources", {})))
    if isinstance(thing, Mapping):
        return b"".join(key.encode() + b" " + _said(value) + b"\n" for key, value in sorted(thing.items()))
    if isinstance(thing, list | tuple):
        return b"[%s]" % b" ".join(map(_said, thing))
    return thing if isinstance(thing, bytes) else repr(thing).encode()
