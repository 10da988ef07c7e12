"""One error of Pydantic's, with names for what the messages ask of it.

Belongs to the stage `validate`; says nothing to an editor itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from pydantic import BaseModel
from pydantic_core import ErrorDetails

from .. import faults
from ..artifacts import Location


class Wrong(Struct, frozen=True):
    """One error of Pydantic's, with names for what is asked of it."""

    location: Location
    written: object
    context: Mapping[str, object]
    sentence: str
    model: type[BaseModel]
    is_key: bool

    @classmethod
    def of(cls, error: ErrorDetails, model: type[BaseModel]) -> Wrong:
        """The error, without the mark by which Pydantic says that a key is meant."""
        location = error["loc"]
        is_key = bool(location) and location[-1] == "[key]"
        place = location[:-1] if is_key else location
        return cls(place, error["input"], error.get("ctx", {}), error["msg"], model, is_key)

    @property
    def text(self) -> str:
        """What the editor wrote, or what it is."""
        return self.written if isinstance(self.written, str) else described(self.written)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return self.written is None or (isinstance(self.written, str) and not self.written.strip())

    @property
    def subject(self) -> str:
        """The key, or the item of a list, as the subject of a sentence."""
        if self.location and isinstance(self.location[-1], int):
            return f"item {self.location[-1] + 1} of this list"
        return f"`{self.location[-1]}`" if self.location else "this file"

    def place(self, kind: str) -> Location:
        """Where it belongs: an unknown kind is wrong in its own value, not in the whole block."""
        if kind == "union_tag_invalid":
            return (*self.location, str(self.context.get("discriminator", "kind")).strip("'"))
        return self.location

    def words(self, key: str) -> list[str]:
        """The words allowed, from Pydantic's own list of them."""
        quoted = re.findall(r"'([^']*)'|\"([^\"]*)\"", str(self.context.get(key)))
        return [one or other for one, other in quoted]


def described(value: object) -> str:
    """What an editor wrote, in words: its kind and how it begins."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        first = faults.brief(str(next(iter(value), "")), 30)
        return f"keys with values (`{first}: …`)" if value else "`{}`"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "text" if isinstance(value, str) else "something else"
