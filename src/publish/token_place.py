"""Where a piece of an editor's text stands in the file: an inline mark inside its scalar.

Shared by all stages that read inline marks. Models and Markdown know the text only as it reads after YAML
has unwrapped, unindented and unquoted it; here it is found again as it is written in the file.
"""

from __future__ import annotations

import re

from .artifacts import File, Location
from .span import Span

_BLOCK = ("|", ">")
_TELLING = 4
"""So many words in a row tell a passage from others."""
_READ = 60
"""So many words of a passage are looked for."""
_CONTINUED = r"(?:\\\n[ \t]*\\?)?"
"""A line break that double quotes allow within a word."""


def find_token(file: File, location: Location, token: str, occurrence: int = 0) -> Span:
    """The place of a token such as `[=sinda.killed]` in the text at a location; occurrences count from 0.

    If it is not there as written, the place of the whole text. Meant for complaints: it searches the file.
    """
    whole = file.place(location)
    if location not in file.values or not token.strip():
        return whole
    start = _offset(file, whole.line, whole.column)
    end = _offset(file, whole.end_line, whole.end_column)
    opening = file.text[start : start + 1]
    if opening in _BLOCK:
        start = file.text.find("\n", start, end) + 1 or end
    found = list(_pattern(token, opening).finditer(file.text, start, end))
    if not 0 <= occurrence < len(found):
        return whole
    return _span(file, *found[occurrence].span())


def find_passage(file: File, block: Span, passage: str) -> Span:
    """The place of the first words in a row of a printed passage that a block's source has once.

    What is printed is not what was written, since marks become figures and notes: so any words in a row will
    do. If there are none, the place of the whole block.
    """
    start = _offset(file, block.line, block.column)
    end = _offset(file, block.end_line, block.end_column)
    words = passage.split()[:_READ]
    runs = [words[first:first + _TELLING] for first in range(max(1, len(words) - _TELLING + 1))]
    for run in runs:
        pattern = re.compile(r"\s+".join(re.escape(word) for word in run))
        found = list(pattern.finditer(file.text, start, end))
        if len(found) == 1 and len("".join(run)) > _TELLING:
            return _span(file, *found[0].span())
    return block


def _pattern(token: str, quote: str) -> re.Pattern[str]:
    """The token as it may be written: wrapped anywhere between words, with quotes doubled or escaped."""
    between = _CONTINUED if quote == '"' else ""
    words = (between.join(_letter(letter, quote) for letter in word) for word in token.split())
    gap = r"(?:\s|\\\n|\\(?=[ \t])|\\[tn])+" if quote == '"' else r"\s+"
    return re.compile(gap.join(words))


def _letter(letter: str, quote: str) -> str:
    if letter == "'" == quote:
        return "''"
    if quote == '"' and letter in '"\\':
        return re.escape("\\" + letter)
    return re.escape(letter)


def _offset(file: File, line: int, column: int) -> int:
    return file.line_starts[line - 1] + column - 1


def _span(file: File, start: int, end: int) -> Span:
    return Span(file.path, *_position(file.text, start), *_position(file.text, end))


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
