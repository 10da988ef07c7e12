"""Each stage's noun as readable text: what `--trace` writes and golden files hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import PurePath
from typing import get_args

from msgspec import Struct
from pydantic import BaseModel

from .inline import Call, Emphasis, Flag, Foreign, LetterCall, Link, Mark, Quoted, Reference, Run, Work
from .span import Span

RUNS = get_args(Run)
WIDTH = 110
"""Up to so many characters, the fields of a noun stand on one line."""


def as_text(noun: object) -> str:
    """A noun as indented lines. Digests, and fields that hold nothing or their default, are left out."""
    return "\n".join(_lines(noun)) + "\n"


def _lines(noun: object) -> Iterator[str]:
    if isinstance(noun, RUNS):
        yield _run(noun)
    elif _is_inline(noun):
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
        yield from _named(type(noun).__name__, [line for key, value in pairs for line in _entry(key, value)])
    else:
        yield str(noun)


def _entry(key: str, value: object) -> Iterator[str]:
    if value is None or value == () or value == "" or value == {} or value is False:
        return
    inner = list(_lines(value))
    if len(inner) == 1 and not inner[0].startswith("- "):
        yield f"{key}: {inner[0]}"
    else:
        yield f"{key}:"
        yield from (f"  {line}" for line in inner)


def _item(item: object) -> Iterator[str]:
    first, *rest = list(_lines(item)) or [""]
    yield f"- {first}"
    yield from (f"  {line}" for line in rest)


def _named(name: str, entries: Sequence[str]) -> Iterator[str]:
    """The name of a noun and its fields: on one line if they are short and simple."""
    line = f"{name} {{{'; '.join(entries)}}}"
    if len(line) <= WIDTH and not any(entry.startswith(" ") or entry.endswith(":") for entry in entries):
        yield line
    else:
        yield name
        yield from (f"  {entry}" for entry in entries)


def _fields(noun: object) -> list[tuple[str, object]] | None:
    if isinstance(noun, Span | PurePath):
        return None
    if isinstance(noun, BaseModel):
        named = type(noun).model_fields
        return [(name, getattr(noun, name)) for name in named if getattr(noun, name) != named[name].default]
    if isinstance(noun, Struct):
        names = [name for name in noun.__struct_fields__ if name != "digest"]
        return [(name, value) for name in names if (value := getattr(noun, name)) != _default(noun, name)]
    return None


def _default(noun: Struct, name: str) -> object:
    """What a field has if nothing is given for it; like nothing else if something must be given."""
    defaults = noun.__struct_defaults__
    place = noun.__struct_fields__.index(name) - len(noun.__struct_fields__) + len(defaults)
    return defaults[place] if place >= 0 else object()


def _is_inline(noun: object) -> bool:
    return isinstance(noun, tuple) and bool(noun) and all(isinstance(run, RUNS) for run in noun)


def _inline(runs: Sequence[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    """A run much as an editor would write it."""
    match run:
        case Emphasis(children, strong):
            sign = "**" if strong else "*"
            return f"{sign}{_inline(children)}{sign}"
        case Link(url, text):
            return f"[{text}]({url})"
        case Foreign(language, text) | Work(language, text):
            return f"*{text}*" if language.startswith("en") else f"*{language}: {text}*"
        case Quoted(language, text):
            return f"“{text}”" if language.startswith("en") else f"“{language}: {text}”"
        case Mark():
            return run.token
        case Flag(symbol):
            return symbol
        case Reference(target, label, paged):
            return f"<{label or 'page'} #{target}{' paged' if paged else ''}>"
        case _:
            return _called(run)


def _called(run: Run) -> str:
    match run:
        case Call(number, _, _, note):
            return f"{{{number}" + (f": {_inline(note)}" if note is not None else "") + "}"
        case LetterCall(letter):
            return f"{{{letter}}}"
        case _:
            return str(getattr(run, "text", ""))
