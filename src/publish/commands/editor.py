"""Which program an editor writes with, and how a place in a file is opened in it."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from ..span import Span
from .screen import PROJECT

_ADDRESSES = {
    "code": "vscode://file/{path}:{line}:{column}",
    "code-insiders": "vscode-insiders://file/{path}:{line}:{column}",
    "codium": "vscodium://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "zed": "zed://file/{path}:{line}:{column}",
    "mate": "txmt://open?url=file:///{path}&line={line}&column={column}",
}
"""The addresses that programs open, by the name of their command."""
_COMMANDS = {
    "subl": "subl {path}:{line}:{column}",
    "gedit": "gedit +{line}:{column} {path}",
    "kate": "kate --line {line} --column {column} {path}",
    "notepad++": "notepad++ -n{line} -c{column} {path}",
}
"""How programs with a window of their own, but without addresses, are started."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
"""A scheme; one letter is a disk of Windows."""
_UNSAFE = ("javascript:", "data:", "vbscript:")


def pattern_of(environment: Mapping[str, str], wish: str = "") -> str:
    """How a place is opened: a pattern with `{path}`, `{line}` and `{column}`; empty if nothing is known.

    First what was wished for, then `PUBLISH_EDITOR_URL`, then the program that `PUBLISH_EDITOR` or `EDITOR`
    name. A program that needs a terminal cannot be opened from a browser.
    """
    told = wish or environment.get("PUBLISH_EDITOR_URL", "")
    if "{path}" in told:
        return told
    chosen = (told or environment.get("PUBLISH_EDITOR") or environment.get("EDITOR") or "").split()
    name = Path(chosen[0]).stem if chosen else ""
    return _ADDRESSES.get(name) or _COMMANDS.get(name, "")


def is_address(pattern: str) -> bool:
    """Whether a browser opens it; a command otherwise."""
    return bool(_ADDRESS.match(pattern)) and not pattern.casefold().startswith(_UNSAFE)


def address(pattern: str, span: Span) -> str:
    """What a browser opens at a place."""
    path = quote((PROJECT / span.file).as_posix().lstrip("/"), safe="/:")
    return _filled(pattern, path, span)


def start(pattern: str, span: Span) -> None:
    """Start a program at a place, and leave it to itself; `OSError` if it cannot be started."""
    words = [_filled(word, str(PROJECT / span.file), span) for word in shlex.split(pattern)]
    subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _filled(pattern: str, path: str, span: Span) -> str:
    filled = pattern.replace("{line}", str(span.line)).replace("{column}", str(span.column))
    return filled.replace("{path}", path)
