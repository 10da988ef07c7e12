"""Text without quotes, and what YAML does to it in silence.

Belongs to the stage `load`. YAML allows all of this; each would lose or garble an editor's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import faults
from ..report import Fault
from .events import Event
from .places import Box

_LOST = re.compile(r"[ \t]+(#[^\s#][^\n]*)")
_SWALLOWED = re.compile(r"\n[ \t]*((?:-[ \t]|[A-Za-z_][\w-]*:(?!//)\S)[^\n]*)")
_MARK = re.compile(r"\[[=@^#!:][^\n\]]*\]?")


def misread(event: Event, text: str) -> Iterator[tuple[Box, Fault]]:
    """Text dropped as a comment, and keys or items taken for text, in and behind a plain scalar."""
    start, end = event.start_mark, event.end_mark
    if lost := _LOST.match(text, end.index):
        column = end.column + 1 + lost.start(1) - end.index
        yield _stretch(end.line + 1, column, lost[1]), faults.comment_in_text(lost[1])
    for line in _SWALLOWED.finditer(text, start.index, end.index):
        row = start.line + 1 + text.count("\n", start.index, line.start(1))
        place = _stretch(row, line.start(1) - line.start(), line[1])
        yield place, faults.swallowed_line(line[1], start.line + 1)


def bare_mark(event: Event, text: str) -> tuple[Box, str] | None:
    """The inline mark that lacks quotes and was read as a list in brackets."""
    start = event.start_mark
    mark = _MARK.match(text, start.index) if getattr(event, "flow_style", False) else None
    return (_stretch(start.line + 1, start.column + 1, mark[0]), mark[0]) if mark else None


def _stretch(line: int, column: int, words: str) -> Box:
    return line, column, line, column + len(words.rstrip())
