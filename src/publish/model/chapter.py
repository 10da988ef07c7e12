"""A chapter file: a title and a list of blocks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..blocks import AnyBlock
from .base import Id, Line, Model


class Chapter(Model):
    """One chapter; its id is the name of its file."""

    id: Id
    """The name of the file; not written in it."""
    title: Line
    """The title, as opener and contents print it. No figures: a record's figure belongs in the text."""
    running_head: Line | None = None
    """A shorter title for the running head."""
    owner: Line | None = None
    """Who reviews the chapter and its records; printed nowhere."""
    numbered: bool = True
    """Whether the chapter bears a number."""
    run_on: bool = False
    """Whether it begins on the page where the chapter before it ends; else it begins on a new page."""
    blocks: Annotated[tuple[AnyBlock, ...], Field(min_length=1)]
    """What it consists of."""
