"""Each stage's noun as readable text: what `--trace` writes and golden files hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from pathlib import PurePath

from pydantic import BaseModel

from .inline import Acronym, Call, Flag, LetterCall, Reference, Words
from .span import Span


def as_text(noun: object) -> str:
    """A noun as indented lines, fields with nothing in them left out."""
    return "\n".join(_lines(noun)) + "\n"


def _lines(noun: object) -> Iterator[str]:
    if _is_inline(noun):
        yield _inline(noun)  # type: ignore[arg-type]  # told by `_is_inline`
    elif isinstance(noun, Mapping):
        for key in noun:
            yield from _entry(f"{key}", noun[key])
    elif isinstance(noun, Sequence) and not isinstance(noun, str):
        for item in noun:
            yield from _item(item)
    elif isinstance(noun, Set):
        yield from (str(item) for item in sorted(noun, key=str))
    elif (pairs := _fields(noun)) is not None:
        yield f"{type(noun).__name__}"
        for key, value in pairs:
            yield from ("  " + line for line in _entry(key, value))
    else:
        yield str(noun)


def _entry(key: str, value: object) -> Iterator[str]:
    if value is None or value == () or value == "" or value == {} or value is False:
        return
    inner = list(_lines(value))
    if len(inner) == 1:
        yield f"{key}: {inner[0]}"
    else:
        yield f"{key}:"
        yield from (f"  {line}" for line in inner)


def _item(item: object) -> Iterator[str]:
    first, *rest = list(_lines(item)) or [""]
    yield f"- {first}"
    yield from (f"  {line}" for line in rest)


def _fields(noun: object) -> list[tuple[str, object]] | None:
    if isinstance(noun, Span | PurePath):
        return None
    if isinstance(noun, BaseModel):
        return [(name, getattr(noun, name)) for name in type(noun).model_fields]
    if (is_dataclass(noun) and not hasattr(noun, "text")) or (is_dataclass(noun) and len(fields(noun)) > 3):
        return [(field.name, getattr(noun, field.name)) for field in fields(noun)]
    return None


def _is_inline(noun: object) -> bool:
    runs = (Words, Acronym, Call, LetterCall, Flag, Reference)
    return isinstance(noun, tuple) and bool(noun) and any(isinstance(run, runs) for run in noun)


def _inline(runs: Sequence[object]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: object) -> str:
    match run:
        case Call(number, _, _, note):
            return f"{{{number}" + (f": {_inline(note)}" if note is not None else "") + "}"
        case LetterCall(letter):
            return f"{{{letter}}}"
        case Flag(symbol):
            return symbol
        case Reference(target, label, paged):
            return f"<{label or 'page'} #{target}{' paged' if paged else ''}>"
        case _:
            text = getattr(run, "text", None)
            return str(text) if text is not None else _inline(getattr(run, "children", ()))
