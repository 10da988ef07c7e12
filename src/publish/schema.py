"""The JSON Schemas of an edition's files, for editors' programs and for a second opinion in the tests."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel, create_model

from .model.base import Model
from .model.chapter import Chapter
from .model.edition import FILES, Imprint


def schemas() -> Mapping[str, str]:
    """The text of every schema file by its name below `schema/`."""
    found = {"edition.schema.json": _text(Imprint, "edition.yaml")}
    found["chapter.schema.json"] = _text(_without_id(), "A chapter file")
    for path, (key, model) in FILES.items():
        name = path.rsplit("/", 1)[-1].removesuffix(".yaml")
        found[f"{name}.schema.json"] = _text(_list_file(key, model), path)
    return dict(sorted(found.items()))


def _without_id() -> type[BaseModel]:
    """The chapter as it is written: its id is the name of the file."""
    fields = {name: (field.annotation, field) for name, field in Chapter.model_fields.items() if name != "id"}
    return create_model("Chapter", __base__=Model, __doc__=Chapter.__doc__, **fields)  # type: ignore[call-overload,no-any-return]  # fields are those of a model


def _list_file(key: str, model: type[Model]) -> type[BaseModel]:
    """A file with one key, which lists items of one model."""
    return create_model(  # type: ignore[call-overload,no-any-return]  # one field, named by the file
        f"{model.__name__}File", __base__=Model, **{key: (tuple[model, ...], ...)},  # type: ignore[valid-type]  # chosen at run time
    )


def _text(model: type[BaseModel], title: str) -> str:
    schema = model.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = title
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
