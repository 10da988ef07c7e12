"""The JSON Schemas of an edition's files, for editors' programs and for a second opinion in the tests."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from .model.base import Model
from .model.chapter import Chapter
from .model.docstrings import docstrings
from .model.edition import FILES, Imprint


class _Documented(GenerateJsonSchema):
    """Says of each key what the docstring of its field says."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """The schema of a model."""
        model: type[BaseModel] = schema["cls"]
        found = super().model_schema(schema)
        for name, text in docstrings(model).items():
            found["properties"][model.model_fields[name].alias or name]["description"] = text
        return found


def schemas() -> Mapping[str, str]:
    """The text of every schema file by its name below `schema/`."""
    found = {"edition.schema.json": _text(_schema(Imprint), "edition.yaml")}
    found["chapter.schema.json"] = _text(_without_id(_schema(Chapter)), "A chapter file")
    for path, (key, model) in FILES.items():
        name = path.rsplit("/", 1)[-1].removesuffix(".yaml")
        found[f"{name}.schema.json"] = _text(_schema(_list_file(key, model)), path)
    return dict(sorted(found.items()))


def _without_id(chapter: JsonSchemaValue) -> JsonSchemaValue:
    """The chapter as it is written: its id is the name of the file."""
    kept = {key: value for key, value in chapter["properties"].items() if key != "id"}
    return {**chapter, "properties": kept, "required": [key for key in chapter["required"] if key != "id"]}


def _list_file(key: str, model: type[Model]) -> type[BaseModel]:
    """A file with one key, which lists items of one model."""
    return create_model(  # type: ignore[call-overload,no-any-return]  # one field, named by the file
        f"{model.__name__}File", __base__=Model, **{key: (tuple[model, ...], ...)},  # type: ignore[valid-type]  # chosen at run time
    )


def _schema(model: type[BaseModel]) -> JsonSchemaValue:
    return model.model_json_schema(by_alias=True, schema_generator=_Documented)


def _text(schema: JsonSchemaValue, title: str) -> str:
    named = {**schema, "$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(named, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
