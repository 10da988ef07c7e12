"""Bytes to text: size, encoding, line ends and characters; nothing of YAML.

Belongs to the stage `load`, the only one that reads an edition's files.
"""

from __future__ import annotations

import os
import stat
from itertools import islice
from pathlib import Path, PurePosixPath

from .. import faults
from ..report import Report
from ..span import Span
from .characters import ODD_INDENTATION, UNPRINTABLE, fault_of_character

LIMIT_MB = 2
RELEASE_LIMIT_MB = 50
"""What a program has written may be larger than what people write."""
CHARACTER_FAULTS = 20
"""How many bad characters of one file are reported."""


def read_text(path: Path, place: PurePosixPath, report: Report, limit_mb: int = LIMIT_MB) -> str | None:
    """The text of a file, its lines ended by `\\n`; None, and a report, if it has none.

    Refused characters are reported and replaced one for one, so that every column stays true.
    """
    text = read_raw(path, place, report, limit_mb)
    return None if text is None else printable(text, place, report)


def read_raw(path: Path, place: PurePosixPath, report: Report, limit_mb: int = LIMIT_MB) -> str | None:
    """The text of a file as `read_text` gives it, but for what no book can print."""
    content = _read(path, place, report, limit_mb)
    return None if content is None else _decode(content, place, report)


def text_of(content: bytes, place: PurePosixPath, report: Report) -> str | None:
    """The text that a file's bytes hold, as `read_text` gives it."""
    text = _decode(content, place, report)
    return None if text is None else printable(text, place, report)


def printable(text: str, place: PurePosixPath, report: Report) -> str:
    """A text with refused characters reported, and replaced one for one."""
    for found in islice(UNPRINTABLE.finditer(text), CHARACTER_FAULTS):
        report.add(span_at(text, found.start(), place), fault_of_character(found.group()))
    for found in islice(ODD_INDENTATION.finditer(text), CHARACTER_FAULTS):
        report.add(span_at(text, found.end() - 1, place), faults.tab_indentation("a no-break space"))
    return ODD_INDENTATION.sub(lambda found: " " * len(found.group()), UNPRINTABLE.sub("·", text))


def span_at(text: str, offset: int, file: PurePosixPath) -> Span:
    """The place of one character."""
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return Span(file, line, column, line, column + 1)


def _read(path: Path, place: PurePosixPath, report: Report, limit_mb: int) -> bytes | None:
    try:
        # Not blocking: between the listing and the opening, a file may have become a pipe.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as opened:
            status = os.fstat(opened.fileno())
            if not stat.S_ISREG(status.st_mode):
                report.add(Span(place), faults.special_file("something else"))
                return None
            limit = limit_mb * 1_000_000
            content = opened.read(limit + 1) if status.st_size <= limit else None
    except OSError as problem:
        report.add(Span(place), faults.unreadable_file((problem.strerror or "unknown reason").lower()))
        return None
    if content is None or len(content) > limit:
        report.add(Span(place), faults.large_file(limit_mb))
        return None
    return content


def _decode(content: bytes, place: PurePosixPath, report: Report) -> str | None:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as problem:
        start = problem.start  # counts from behind the byte order mark, which `object` lacks too
        before = problem.object[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        byte = problem.object[start]
        report.add(span_at(before, len(before), place), faults.not_utf8(byte, _guess(content, byte)))
        return None


def _guess(content: bytes, byte: int) -> str:
    """What the file might be instead, as the end of a sentence."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "; it looks like UTF-16"
    letter = bytes([byte]).decode("cp1252", errors="replace")
    return f"; in Windows-1252 it would be `{letter}`" if letter.isalpha() else ""
