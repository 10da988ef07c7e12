"""What a model expects at a location: its keys, a key's meaning, an example.

Belongs to the stage `validate`; looks at models only, never at an editor's values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typing_extensions import TypeIs

from ..artifacts import Location
from ..model.docstrings import docstrings

Place = tuple[type[BaseModel], FieldInfo]
"""A field and the model that has it."""


def known_keys(model: type[BaseModel]) -> list[str]:
    """The keys that an editor may write for a model, in its order."""
    return [field.alias or name for name, field in model.model_fields.items()]


def model_at(annotation: object, location: Location) -> type[BaseModel] | None:
    """The model that a location leads to; the tags that Pydantic mixes into it are understood."""
    for found in _walk(annotation, location):
        for member in _members(found):
            if _is_model(member):
                return member
    return None


def kinds_at(annotation: object, location: Location, discriminator: str) -> list[str]:
    """The kinds among which a value at a location may choose."""
    members = [member for found in _walk(annotation, location) for member in _members(found)]
    fields = [_field(member, discriminator) for member in members if _is_model(member)]
    return [str(word) for field in fields if field for word in get_args(field.annotation)]


def meaning_of(model: type[BaseModel] | None, key: str) -> str:
    """The first sentence of a key's docstring; empty if it has none."""
    fields = model.model_fields.items() if model else ()
    name = next((name for name, field in fields if key in (name, field.alias)), "")
    words = " ".join(docstrings(model).get(name, "").split()) if model else ""
    return words.split(". ")[0].rstrip(".")


def example_of(annotation: object, location: Location) -> str | None:
    """An example of the value at a location, if the model gives one with `Field(examples=…)`."""
    if location and isinstance(location[-1], str):
        model = model_at(annotation, location[:-1])
        field = _field(model, location[-1]) if model else None
        if field and field.examples:
            return str(field.examples[0])
    for found in _walk(annotation, location):
        for part in _parts(found):
            if isinstance(part, FieldInfo) and part.examples:
                return str(part.examples[0])
    return None


def _walk(annotation: object, location: Location) -> Iterator[object]:
    """The annotations that a location may lead to, the likeliest first."""
    if not location:
        yield annotation
        return
    part, rest = location[0], location[1:]
    members = list(_members(annotation))
    tagged = [member for member in members if _is_model(member) and _is_tag(member, part)]
    for member in tagged:
        yield from _walk(member, rest)
    if tagged:
        return
    steps = [step for member in members for step in _step(member, part)]
    for step in steps:
        yield from _walk(step, rest)
    if not steps and isinstance(part, str):  # a word of Pydantic's own, such as `function-after[…]`
        yield from _walk(annotation, rest)


def _members(annotation: object) -> Iterator[object]:
    """The types behind `Annotated`, aliases and unions."""
    if hasattr(annotation, "__value__"):
        yield from _members(annotation.__value__)
    elif get_origin(annotation) is Annotated:
        yield from _members(get_args(annotation)[0])
    elif get_origin(annotation) is Union or type(annotation).__name__ == "UnionType":
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation


def _parts(annotation: object) -> Iterator[object]:
    """Everything said in an annotation, with what `Annotated` adds."""
    yield annotation
    for part in get_args(annotation) if get_origin(annotation) in (Annotated, Union) else ():
        yield from _parts(part)


def _step(member: object, part: str | int) -> Iterator[object]:
    """One step into a type."""
    origin, arguments = get_origin(member), get_args(member)
    if _is_model(member):
        if isinstance(part, str) and (field := _field(member, part)):
            yield field.annotation
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        if isinstance(part, str) and len(arguments) == 2:
            yield arguments[1]
    elif isinstance(part, int) and isinstance(origin, type) and issubclass(origin, Collection):
        fixed = origin is tuple and Ellipsis not in arguments
        yield from arguments[part : part + 1] if fixed else arguments[:1]


def _is_model(member: object) -> TypeIs[type[BaseModel]]:
    return isinstance(member, type) and issubclass(member, BaseModel)


def _is_tag(model: type[BaseModel], part: str | int) -> bool:
    """Whether a part of a location chooses this model: its kind, or its name."""
    if part == model.__name__:
        return True
    literals = (field.annotation for field in model.model_fields.values())
    return any(get_origin(found) is Literal and part in get_args(found) for found in literals)


def _field(model: type[BaseModel], key: str) -> FieldInfo | None:
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return field
    return None
