"""What a sentence said to an editor is made with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from ..report import Fault, Severity

P = ParamSpec("P")
Saying = tuple[str, str]


def _fault(severity: Severity) -> Callable[[Callable[P, Saying]], Callable[P, Fault]]:
    def tie(say: Callable[P, Saying]) -> Callable[P, Fault]:
        @wraps(say)
        def fault(*args: P.args, **kwargs: P.kwargs) -> Fault:
            message, hint = say(*args, **kwargs)
            return Fault(say.__name__.replace("_", "-"), severity, message, hint)

        return fault

    return tie


error = _fault(Severity.ERROR)
warning = _fault(Severity.WARNING)


def brief(text: str, limit: int = 60) -> str:
    """An editor's words on one line, cut after `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def number_of(number: int, noun: str) -> str:
    """`1 item`, `2 items`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
