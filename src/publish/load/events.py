"""What the YAML parser hands on, with the types that the stubs of PyYAML lack.

Belongs to the stage `load`.
"""

from __future__ import annotations

from typing import Protocol

import yaml

from .places import Box


class Event(Protocol):
    """An event of the parser. `value`, `style` … are there only for the kinds that have them."""

    start_mark: yaml.Mark
    """Counting from 0, in characters, as all marks do."""
    end_mark: yaml.Mark
    value: str
    style: str | None
    """`'`, `"`, `|` or `>`; empty for plain text."""
    anchor: str | None
    tag: str | None
    flow_style: bool


def is_a(event: Event, kind: type[yaml.Event]) -> bool:
    """Whether an event is of a kind."""
    return isinstance(event, kind)


def box_of(event: Event) -> Box:
    """The place of an event; at least one character wide."""
    start, end = event.start_mark, event.end_mark
    if end.index == start.index:
        return start.line + 1, start.column + 1, start.line + 1, start.column + 2
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1
