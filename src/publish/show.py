"""A report as text: for people at a terminal, for editors' programs, for other programs.

Pure functions; printing is the commands' job. What comes from a file is never read as markup or as control
sequences of the terminal: characters that could do something are shown by their number.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from .faults import number_of
from .report import Diagnostic, Report, Severity
from .span import Span

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_GUTTER = "bold blue"
_TAB = 4
_JOINERS = "\u200c\u200d"
_LEAST_WIDTH = 20


def plain(report: Report, _texts: Mapping[PurePosixPath, str] | None = None) -> str:
    """One line for each diagnostic, as compilers write it, and a closing count; empty if there is none.

    It takes the texts that `pretty` needs, so that both are called alike, and leaves them alone.
    """
    lines = [_plain_line(diagnostic) for diagnostic in report]
    return "\n".join([*lines, count(report), ""]) if lines else ""


def pretty(report: Report, texts: Mapping[PurePosixPath, str], console_width: int) -> Group:
    """Each diagnostic with an excerpt of its file in `texts`, to be printed by rich."""
    lines = {file: text.split("\n") for file, text in texts.items() if text.strip()}
    blocks = [
        _block(diagnostic, lines.get(diagnostic.span.file, ()), console_width) for diagnostic in report
    ]
    return Group(*blocks, Text(count(report), "bold")) if blocks else Group()


def as_json(report: Report) -> str:
    """A list of objects, in the order of the files; lines and columns count from 1, ends are exclusive."""
    return json.dumps([_object(diagnostic) for diagnostic in report], indent=2)


def count(report: Report) -> str:
    """How many errors and warnings there are, such as `3 errors, 1 warning in 2 files`."""
    found = [diagnostic.fault.severity for diagnostic in report]
    numbers = [(found.count(severity), severity.value) for severity in Severity]
    kinds = ", ".join(number_of(number, noun) for number, noun in numbers if number)
    files = len({diagnostic.span.file for diagnostic in report})
    return f"{kinds} in {number_of(files, 'file')}" if kinds else "no errors"


def legible(text: str) -> str:
    """Text on one line, in which no character does anything to a terminal."""
    return "".join(_shown(character) for character in " ".join(text.split("\n")))


def _plain_line(diagnostic: Diagnostic) -> str:
    fault = diagnostic.fault
    said = f"{fault.message}; {fault.hint}" if fault.hint else fault.message
    return legible(f"{diagnostic.span}: {fault.severity}[{fault.code}]: {said}")


def _object(diagnostic: Diagnostic) -> dict[str, str | int]:
    span, fault = diagnostic.span, diagnostic.fault
    return {
        "file": str(span.file),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "severity": fault.severity.value,
        "code": fault.code,
        "message": fault.message,
        "hint": fault.hint,
    }


def _block(diagnostic: Diagnostic, lines: Sequence[str], width: int) -> Text:
    span, fault = diagnostic.span, diagnostic.fault
    style, margin = _STYLES[fault.severity], " " * len(str(span.line))
    block = Text()
    block.append(f"{fault.severity}[{fault.code}]", style).append(f": {legible(fault.message)}\n", "bold")
    block.append(f"{margin}--> ", _GUTTER).append(f"{legible(str(span))}\n")
    if span.line <= len(lines):
        before, token, after, indent = _excerpt(span, lines[span.line - 1], width - len(margin) - 3)
        block.append(f"{margin} |\n{span.line} | ", _GUTTER)
        block.append(before).append(token, style).append(after + "\n")
        carets = " " * indent + "^" * max(cell_len(token), 1)
        block.append(f"{margin} | ", _GUTTER).append(f"{carets}\n", style)
    if fault.hint:
        block.append(f"{margin} = ", _GUTTER).append(f"{legible(fault.hint)}\n")
    return block


def _excerpt(span: Span, line: str, width: int) -> tuple[str, str, str, int]:
    """What stands before the token, the token, what stands after, and how many cells lie before it."""
    width = max(width, _LEAST_WIDTH)
    start = min(span.column - 1, len(line))
    stop = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    first = max(0, start - width)  # no more of a very long line is looked at than could be shown
    cells = _cells(line[first : start + width])
    start, stop = start - first, max(stop, start + 1) - first
    low, high = _window(cells, start, stop, width - 2)
    cut_before, cut_after = first > 0 or low > 0, first + high < len(line)
    before = "…" * cut_before + "".join(cells[low:start])
    after = "".join(cells[stop:high]) + "…" * cut_after
    return before, "".join(cells[start : min(stop, high)]), after, cell_len(before)


def _window(cells: Sequence[str], start: int, stop: int, budget: int) -> tuple[int, int]:
    """The stretch round `start` to `stop` that fits into `budget` cells; a long token leaves a quarter."""
    low = high = start
    free, token = budget, min(stop, len(cells))
    while high < token and free - cell_len(cells[high]) >= (budget // 4 if token - start > budget else 0):
        high, free = high + 1, free - cell_len(cells[high])
    grown = True
    while grown:
        grown = False
        if low > 0 and cell_len(cells[low - 1]) <= free:
            low, free, grown = low - 1, free - cell_len(cells[low - 1]), True
        if token <= high < len(cells) and cell_len(cells[high]) <= free:
            high, free, grown = high + 1, free - cell_len(cells[high]), True
    while low < start and cell_len(cells[low]) == 0:  # an accent without its letter
        low += 1
    return low, high


def _cells(line: str) -> list[str]:
    """Each character as it is shown; a tab as an arrow up to the next tab stop."""
    cells: list[str] = []
    column = 0
    for character in line:
        shown = _shown(character)
        if character == "\t":
            shown = "→".ljust(_TAB - column % _TAB)
        column += cell_len(shown)
        cells.append(shown)
    return cells


def _shown(character: str) -> str:
    """A character, or its number if it would do something instead of being seen."""
    if character.isprintable() or character in _JOINERS:
        return character
    if character == "\t" or unicodedata.category(character) == "Zs":
        return " "
    return f"<U+{ord(character):04X}>"
