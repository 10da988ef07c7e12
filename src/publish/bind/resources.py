"""What drawings use besides typefaces: states, patterns, pictures. Each fragment has its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import pydyf

from .repair import leave_sharp
from .writing import Lot

_STREAMS = ("XObject", "Pattern", "Shading")


def add_resources(
    resources: Mapping[str, Any], common: Mapping[str, object], lot: Lot, known: dict[bytes, bytes]
) -> bytes:
    """Puts the resources of some pages into a lot, with what is common to all; gives their reference.

    A picture that is `known` from other pages is not put there again: its digest gives its reference.
    """
    own = pydyf.Dictionary()
    reference = lot.add_object(own)
    own.update({**resources, **common, **{kind: pydyf.Dictionary() for kind in _STREAMS}})
    placed: dict[int, bytes] = {}
    for kind in _STREAMS:
        for name, thing in resources.get(kind, {}).items():
            own[kind][name] = placed[id(thing)] = _placed(thing, common, lot, known)
    states = resources.get("ExtGState", {})
    own["ExtGState"] = pydyf.Dictionary({name: _state(state, placed) for name, state in states.items()})
    return reference


def _placed(
    thing: pydyf.Object, common: Mapping[str, object], lot: Lot, known: dict[bytes, bytes]
) -> bytes:
    """Puts a copy of a stream or a shading into the lot, with what it uses; gives its reference."""
    if not isinstance(thing, pydyf.Stream):
        return lot.add_object(pydyf.Dictionary(thing))
    if "Resources" in thing.extra:
        return _added(thing, common, lot, known)
    digest = _digest(thing)
    if digest not in known:
        known[digest] = _added(thing, common, lot, known)
    return known[digest]


def _added(
    thing: pydyf.Stream, common: Mapping[str, object], lot: Lot, known: dict[bytes, bytes]
) -> bytes:
    extra = pydyf.Dictionary(thing.extra)
    leave_sharp(extra)
    reference = lot.add_object(pydyf.Stream(thing.stream, extra, thing.compress))
    if "SMask" in extra:
        extra["SMask"] = _placed(extra["SMask"], common, lot, known)
    if "Resources" in extra:
        extra["Resources"] = add_resources(extra["Resources"], common, lot, known)
    return reference


def _digest(picture: pydyf.Stream) -> bytes:
    """That of all that a picture is, its mask included."""
    extra = {name: value for name, value in picture.extra.items() if name != "SMask"}
    mask = _digest(picture.extra["SMask"]) if "SMask" in picture.extra else b""
    digest = hashlib.sha256(pydyf.Dictionary(sorted(extra.items())).data + mask)
    for piece in (b"%d" % bool(picture.compress), *picture.stream):
        digest.update(b"%d " % len(piece) + piece)
    return digest.digest()


def _state(state: Mapping[str, object], placed: Mapping[int, bytes]) -> pydyf.Dictionary:
    """A state of the pen; the group that it uses as a mask is among the streams."""
    if "SMask" not in state:
        return pydyf.Dictionary(state)
    mask = dict(state["SMask"])  # type: ignore[call-overload]  # pydyf has no types
    return pydyf.Dictionary({**state, "SMask": pydyf.Dictionary({**mask, "G": placed[id(mask["G"])]})})
