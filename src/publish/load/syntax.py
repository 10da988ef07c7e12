"""What the YAML parser says, in plain words and at the place where the mistake was made.

Belongs to the stage `load`. The parser says where it gave up, which is often a line too late: each family of
mistakes has a small function that knows its signs, and `explain` asks them in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml
from msgspec import Struct

from .. import faults
from ..report import Fault
from .events import Event
from .places import Box

Finding = tuple[Box, Fault]

_BEFORE_VALUE = r"\s*(?:- +)*(?:[^\s:#\"'\[{]+:[ \t]+)?"
_MARK = re.compile(_BEFORE_VALUE + r"(\[[=@^#!:][^\]]*\]?)")
_BRACKET = re.compile(_BEFORE_VALUE + r"([\[{])")
_GLUED = re.compile(r"[ \t]*(?:- +)*(\w[\w-]*:(?!//)\S.*)")
_EXPECTED = re.compile("did not find expected|expected <")
"""What the parser in C says, and the one in Python."""

_NOT_FIRST = "@`%*&!|>{}[],?-"
_QUOTES = {'"': "quotation mark", "'": "single quote"}


def explain(problem: yaml.YAMLError, text: str, last: Event | None) -> Finding:
    """The place and the fault behind a parser's error; `last` is the scalar read before it."""
    if not isinstance(problem, yaml.MarkedYAMLError) or problem.problem_mark is None:
        return (1, 1, 1, 2), faults.broken_yaml("unreadable from here on")
    began = problem.context_mark or problem.problem_mark
    lines = text.split("\n")
    case = _Case(problem.problem or "", problem.context or "", problem.problem_mark, began, lines, last)
    for family in _FAMILIES:
        if finding := family(case):
            return finding
    return case.mark_box(), faults.broken_yaml(case.problem)


class _Case(Struct, frozen=True):
    """A parser's error and what stands around it. Marks count from 0."""

    problem: str
    context: str
    mark: yaml.Mark
    began: yaml.Mark
    """Where the thing began within which the error was found."""
    lines: list[str]
    last: Event | None

    @property
    def line(self) -> str:
        """The line on which the parser gave up."""
        return self.lines[self.mark.line] if self.mark.line < len(self.lines) else ""

    def character(self, mark: yaml.Mark) -> str:
        """The character at a mark; empty at the end of a line."""
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return line[mark.column : mark.column + 1]

    def mark_box(self) -> Box:
        """One character, where the parser gave up."""
        return _box(self.mark.line, self.mark.column)

    def rest_box(self, mark: yaml.Mark) -> Box:
        """From a mark to the end of its line."""
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return _box(mark.line, mark.column, len(line[mark.column :].rstrip()))


def _box(line: int, column: int, width: int = 1) -> Box:
    return line + 1, column + 1, line + 1, column + 1 + max(width, 1)


def _tab(case: _Case) -> Finding | None:
    if "tab" in case.problem.split() or case.character(case.mark) == "\t":
        return case.mark_box(), faults.tab_indentation()
    return None


def _escape(case: _Case) -> Finding | None:
    if "escape" not in case.problem:
        return None
    column = case.line.rfind("\\", 0, case.mark.column + 1)
    return _box(case.mark.line, column if column >= 0 else case.mark.column, 2), faults.bad_escape()


def _open_quote(case: _Case) -> Finding | None:
    if not case.context.endswith("quoted scalar"):
        return None
    return case.rest_box(case.began), faults.unclosed_quote(_quote(case.character(case.began)))


def _bare_mark(case: _Case) -> Finding | None:
    """An inline mark at the beginning of a value, here or where the list began that never ended."""
    lines = [case.mark.line] + ([case.began.line] if "flow" in case.context else [])
    for number in lines:
        found = _MARK.match(case.lines[number]) if number < len(case.lines) else None
        if found and (number, found.start(1)) <= (case.mark.line, case.mark.column):
            return _box(number, found.start(1), len(found[1])), faults.unquoted_mark(found[1])
    return None


def _after_quote(case: _Case) -> Finding | None:
    """Something behind a closing quotation mark, which was not meant to close, or closes an older one."""
    last = case.last
    if last is None or not _EXPECTED.match(case.problem) or last.style not in ("'", '"'):
        return None
    start, end = last.start_mark, last.end_mark
    if end.line != case.mark.line or case.line[end.column : case.mark.column].strip():
        return None
    if start.line != end.line:
        return case.rest_box(start), faults.unclosed_quote(_quote(case.character(start)))
    width = end.column - start.column
    return _box(start.line, start.column, width), faults.text_after_quote(_quote(case.character(start)))


def _colon(case: _Case) -> Finding | None:
    if not case.problem.startswith("mapping values"):
        return None
    last = case.last
    if last is None or last.style or last.start_mark.line == case.mark.line:
        return case.mark_box(), faults.colon_in_text(None)
    for number in range(last.start_mark.line, case.mark.line):
        if glued := _GLUED.match(case.lines[number], _start(last, number)):
            return _box(number, glued.start(1), len(glued[1])), faults.line_without_colon(glued[1])
    indent = len(case.line) - len(case.line.lstrip())
    width = len(case.line.rstrip()) - indent
    return _box(case.mark.line, indent, width), faults.colon_in_text(last.start_mark.line + 1)


def _start(last: Event, line: int) -> int:
    return last.start_mark.column if line == last.start_mark.line else 0


def _no_colon(case: _Case) -> Finding | None:
    if not case.problem.startswith("could not find expected"):
        return None
    line = case.lines[case.began.line]
    return case.rest_box(case.began), faults.line_without_colon(line[case.began.column :])


def _bare_text(case: _Case) -> Finding | None:
    """A value whose first character means something in YAML."""
    giving_up = ("cannot start any token", "node content", "are not allowed")
    if case.context.startswith("while scanning a"):
        mark = case.began
    elif any(words in case.problem for words in giving_up):
        mark = case.mark
    else:
        return None
    character = case.character(mark)
    if not character or character not in _NOT_FIRST:
        return None
    return case.rest_box(mark), faults.unquoted_text(character)


def _bracket(case: _Case) -> Finding | None:
    """Brackets that are not closed, that close nothing, or that text goes on behind."""
    if case.context.startswith("while parsing a flow"):
        return _box(case.began.line, case.began.column), faults.unclosed_bracket(case.character(case.began))
    if case.character(case.mark) in ("]", "}"):
        return case.mark_box(), faults.stray_bracket(case.character(case.mark))
    found = _BRACKET.match(case.line)
    if found and found.start(1) < case.mark.column:
        return _box(case.mark.line, found.start(1)), faults.unquoted_text(found[1])
    return None


def _second_document(case: _Case) -> Finding | None:
    if "<document start>" in case.problem:
        return case.mark_box(), faults.several_documents()
    return None


def _indentation(case: _Case) -> Finding | None:
    if not _EXPECTED.match(case.problem):
        return None
    if case.character(case.mark) == ":":
        return case.mark_box(), faults.complex_key()
    return case.rest_box(case.mark), faults.bad_indentation()


def _quote(character: str) -> str:
    return _QUOTES.get(character, "quotation mark")


_FAMILIES: tuple[Callable[[_Case], Finding | None], ...] = (
    _tab,
    _escape,
    _open_quote,
    _bare_mark,
    _after_quote,
    _colon,
    _no_colon,
    _bare_text,
    _bracket,
    _second_document,
    _indentation,
)
