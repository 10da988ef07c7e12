"""A block in words: its texts, and its form where that is told in words too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..blocks import AnyBlock
from ..model.base import Term
from ..model.records import Selection
from .plain_words import plainly
from .voice import Voice, first_words, name_of

FORM = frozenset({
    "kind", "level", "style", "tone", "align", "width", "landscape", "view_by", "measures", "measure",
    "group", "totals", "remarks", "where", "codebook", "figures", "figure", "proceedings", "table", "context",
})
"""Fields that say how a block is made, not what it says."""


def wording(block: AnyBlock, voice: Voice, *, sourced: bool = True) -> str:
    """The texts of a block as a reader reads them, one paragraph below the other; its notes last."""
    said = [voice.text(text, sourced=sourced) for text in _said(block)]
    notes = sorted(voice.text(text, sourced=sourced) for text in getattr(block, "notes", {}).values())
    return "\n\n".join(text for text in (*said, *notes) if text)


LAYOUT = "alignment and width of columns"
CALLED = {
    "kind": "sort of passage", "where": "incidents", "view_by": "a row for each of", "group": "grouped by",
    "landscape": "on a turned page", "context": "entries outside the period", "table": "table beside it",
    "totals": "row of totals", "remarks": "remarks below the table", "codebook": "words defined",
}
"""What readers call the fields whose names do not tell."""
Form = Mapping[str, str | tuple[str, ...]]
"""How a block is made, by the names of its fields; of lists, each member apart."""


def form(block: AnyBlock, voice: Voice) -> Form:
    """How a block is made, in words."""
    found: dict[str, str | tuple[str, ...]] = {}
    for name in type(block).model_fields:
        value = getattr(block, name)
        if name in FORM or (name == "columns" and not hasattr(value[0], "head")):
            found[CALLED.get(name, name.replace("_", " "))] = _formed(name, value, voice)
        elif name == "columns":
            found[LAYOUT] = tuple(f"{column.align}, {column.width}" for column in value)
        elif name == "items" and hasattr(value[0] if value else None, "figure"):
            found["figures"] = tuple(voice.reference(item.figure) for item in value)
    return found


def title_of_block(block: AnyBlock, voice: Voice) -> str:
    """What readers call a block: its heading or caption, or its first words."""
    text = name_of(block) or next(_said(block), "").partition("\n\n")[0]
    title = voice.text(text, sourced=False) or str(block.kind).replace("-", " ")
    return title if name_of(block) else first_words(title)


def texts_of(block: AnyBlock) -> Iterator[str]:
    """Every text of a block as written, its notes last."""
    yield from _said(block)
    yield from getattr(block, "notes", {}).values()


def _formed(name: str, value: object, voice: Voice) -> str | tuple[str, ...]:
    if name == "figures" and isinstance(value, tuple):
        return tuple(map(voice.reference, value))
    if name == "proceedings" and isinstance(value, tuple):
        return tuple(map(voice.title, value))
    if isinstance(value, Selection) and value.incidents is not None:
        others = value.model_copy(update={"incidents": None})
        rest = (plainly(others, voice),) if others != Selection() else ()
        return (*map(voice.title, value.incidents), *rest)
    if isinstance(value, tuple):
        return tuple(plainly(item, voice) for item in value)
    if name == "table":
        return voice.titles.get(str(value), str(value))
    if isinstance(value, Term | bool) or not isinstance(value, str):
        return plainly(value, voice)
    return value.replace("-", " ")


def _said(block: AnyBlock) -> Iterator[str]:
    """Every text of a block, in the order of its fields; notes are left out."""
    for name in type(block).model_fields:
        value = getattr(block, name)
        named = name == "columns" and isinstance(value[0], str)
        if name not in FORM | {"id", "notes"} and not named:
            yield from _within(value)


def _within(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for item in value:
                yield from _within(item)
        case _ if hasattr(value, "model_fields_set"):
            for name in type(value).model_fields:  # type: ignore[attr-defined]  # it is a model
                if name not in FORM:
                    yield from _within(getattr(value, name))
