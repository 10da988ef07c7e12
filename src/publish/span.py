"""Where something stands in an editor's file.

A noun shared by every stage: it knows nothing of YAML, of models or of pages.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A stretch of one file: lines and columns count from 1, the end is exclusive."""

    file: PurePosixPath
    """The file, relative to the project's folder."""
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 2

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
