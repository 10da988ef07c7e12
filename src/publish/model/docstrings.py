"""What the fields of a model mean, as their docstrings say it: read from the program when somebody asks."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from textwrap import dedent

from pydantic import BaseModel


@cache
def docstrings(model: type[BaseModel]) -> Mapping[str, str]:
    """The docstring of each field of a model that has one, by the field's name; inherited ones, too."""
    kinds = [kind for kind in reversed(model.__mro__) if issubclass(kind, BaseModel) and kind != BaseModel]
    return dict(pair for kind in kinds for pair in _docstrings(kind))


def _docstrings(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Those of the fields that are written in the model itself; of one that is made at run time, none."""
    try:
        (written,) = ast.parse(dedent(inspect.getsource(model))).body
    except OSError:
        return
    for field, text in pairwise(written.body if isinstance(written, ast.ClassDef) else ()):
        match field, text:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(value=ast.Constant(str(said))):
                yield name, inspect.cleandoc(said)
