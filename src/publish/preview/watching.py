"""Folders watched: a word whenever something in them changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from watchfiles import watch

_SETTLED_MS = 60
"""So long nothing more must happen before a change counts as whole: programs save in several steps."""
_LATEST_MS = 600
_POLL_MS = 400


def follow(folders: Sequence[Path], tell: Callable[[], None], stop: Event) -> None:
    """Call `tell` after each change below the folders, until `stop` is set.

    If the system cannot watch so many folders, they are looked through again and again.
    """
    try:
        _follow(folders, tell, stop, polling=False)
    except OSError:
        _follow(folders, tell, stop, polling=True)


def _follow(folders: Sequence[Path], tell: Callable[[], None], stop: Event, *, polling: bool) -> None:
    changes = watch(
        *folders, stop_event=stop, step=_SETTLED_MS, debounce=_LATEST_MS, rust_timeout=_POLL_MS,
        force_polling=polling or None, poll_delay_ms=_POLL_MS, raise_interrupt=False,
    )
    for _ in changes:
        tell()
