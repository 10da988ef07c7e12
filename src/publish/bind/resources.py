"""What drawings use besides typefaces: states, patterns, pictures. Each fragment has its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from ..fragment import Fragment

_STREAMS = ("XObject", "Pattern", "Shading")


def add_resources(fragments: Sequence[Fragment], pdf: pydyf.PDF) -> None:
    """Gives the pages of each fragment its resources; those of the first take the place of the file's."""
    pages = [pdf.objects[int(reference.split()[0])] for reference in pdf.page_references]
    shared = pdf.objects[int(pages[0]["Resources"].split()[0])]
    common = pydyf.Dictionary({kind: shared[kind] for kind in ("ColorSpace", "Font")})
    first = 0
    for fragment in fragments:
        own = pydyf.Dictionary() if first else shared
        if first:
            pdf.add_object(own)
        _fill(own, fragment.resources, common, pdf)
        for page in pages[first : (first := first + len(fragment.leaves))]:
            page["Resources"] = own.reference


def _fill(
    own: pydyf.Dictionary, resources: Mapping[str, Any], common: Mapping[str, object], pdf: pydyf.PDF
) -> None:
    """Puts a copy of resources into a dictionary, and their streams into the file."""
    own.update({**resources, **common})
    placed: dict[int, bytes] = {}
    for kind in _STREAMS:
        own[kind] = pydyf.Dictionary()
        for name, thing in resources.get(kind, {}).items():
            own[kind][name] = placed[id(thing)] = _placed(thing, common, pdf)
    states = resources.get("ExtGState", {})
    own["ExtGState"] = pydyf.Dictionary({name: _state(state, placed) for name, state in states.items()})


def _placed(thing: pydyf.Object, common: Mapping[str, object], pdf: pydyf.PDF) -> bytes:
    """Puts a copy of a stream or a shading into the file, with what it uses; gives its reference."""
    if not isinstance(thing, pydyf.Stream):
        plain = pydyf.Dictionary(thing)
        pdf.add_object(plain)
        return bytes(plain.reference)
    extra = pydyf.Dictionary(thing.extra)
    stream = pydyf.Stream(thing.stream, extra, thing.compress)
    pdf.add_object(stream)
    if "SMask" in extra:
        extra["SMask"] = _placed(extra["SMask"], common, pdf)
    if "Resources" in extra:
        inner = pydyf.Dictionary()
        pdf.add_object(inner)
        _fill(inner, extra["Resources"], common, pdf)
        extra["Resources"] = inner.reference
    return bytes(stream.reference)


def _state(state: Mapping[str, object], placed: Mapping[int, bytes]) -> pydyf.Dictionary:
    """A state of the pen; the group that it uses as a mask is among the streams."""
    if "SMask" not in state:
        return pydyf.Dictionary(state)
    mask = dict(state["SMask"])  # type: ignore[call-overload]  # pydyf has no types
    return pydyf.Dictionary({**state, "SMask": pydyf.Dictionary({**mask, "G": placed[id(mask["G"])]})})
