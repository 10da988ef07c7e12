"""What is the same although it is written otherwise: folding, spaces, the form of letters, order of keys."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

from pydantic import BaseModel

_PARAGRAPH = re.compile(r"\n\s*\n")


def tidy(value: object) -> object:
    """A value in the one form that all ways of writing it share."""
    if isinstance(value, BaseModel):
        return tidy(value.model_dump(mode="json"))
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, Mapping):
        return {key: tidy(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [tidy(item) for item in value]
    return value if value is None or isinstance(value, bool) else str(value)


def tidy_text(text: str) -> str:
    """Composed letters; one space between words, one empty line between paragraphs."""
    composed = unicodedata.normalize("NFC", text)
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in _PARAGRAPH.split(composed.strip()))


def same(earlier: object, later: object) -> bool:
    """Whether two values differ at most in the way they are written."""
    return earlier == later or tidy(earlier) == tidy(later)


def content(item: BaseModel, *without: str) -> str:
    """Everything that an item says but for some fields, as one text: equal texts, equal content.

    Names that the item uses of itself in marks are left open, so that a renamed record is known again.
    """
    fields = {key: value for key, value in item.model_dump(mode="json").items() if key not in without}
    text = json.dumps(tidy(fields), ensure_ascii=False, sort_keys=True)
    own = getattr(item, "id", None)
    if not own or "id" not in without:
        return text
    return re.sub(rf'(\[[=!][^\[\]]*?|"part_of": "){re.escape(own)}(?=[\].;|])', r"\1@", text)
