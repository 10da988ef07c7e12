"""What drawings use besides typefaces: states, patterns, pictures. Each fragment has its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf

from .repair import leave_sharp
from .writing import Lot

_STREAMS = ("XObject", "Pattern", "Shading")


def add_resources(resources: Mapping[str, Any], common: Mapping[str, object], lot: Lot) -> bytes:
    """Puts the resources of some pages into a lot, with what is common to all; gives their reference."""
    own = pydyf.Dictionary()
    reference = lot.add_object(own)
    _fill(own, resources, common, lot)
    return reference


def _fill(
    own: pydyf.Dictionary, resources: Mapping[str, Any], common: Mapping[str, object], lot: Lot
) -> None:
    """Puts a copy of resources into a dictionary, and their streams into the lot."""
    own.update({**resources, **common, **{kind: pydyf.Dictionary() for kind in _STREAMS}})
    placed: dict[int, bytes] = {}
    for kind in _STREAMS:
        for name, thing in resources.get(kind, {}).items():
            own[kind][name] = placed[id(thing)] = _placed(thing, common, lot)
    states = resources.get("ExtGState", {})
    own["ExtGState"] = pydyf.Dictionary({name: _state(state, placed) for name, state in states.items()})


def _placed(thing: pydyf.Object, common: Mapping[str, object], lot: Lot) -> bytes:
    """Puts a copy of a stream or a shading into the lot, with what it uses; gives its reference."""
    if not isinstance(thing, pydyf.Stream):
        return lot.add_object(pydyf.Dictionary(thing))
    extra = pydyf.Dictionary(thing.extra)
    leave_sharp(extra)
    reference = lot.add_object(pydyf.Stream(thing.stream, extra, thing.compress))
    if "SMask" in extra:
        extra["SMask"] = _placed(extra["SMask"], common, lot)
    if "Resources" in extra:
        extra["Resources"] = add_resources(extra["Resources"], common, lot)
    return reference


def _state(state: Mapping[str, object], placed: Mapping[int, bytes]) -> pydyf.Dictionary:
    """A state of the pen; the group that it uses as a mask is among the streams."""
    if "SMask" not in state:
        return pydyf.Dictionary(state)
    mask = dict(state["SMask"])  # type: ignore[call-overload]  # pydyf has no types
    return pydyf.Dictionary({**state, "SMask": pydyf.Dictionary({**mask, "G": placed[id(mask["G"])]})})
