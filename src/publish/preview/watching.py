"""Folders watched: a word whenever something in them changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from watchfiles import watch

_SETTLED_MS = 15
"""So long nothing more must happen before a change counts as whole: programs save in several steps."""
_LATEST_MS = 600
_POLL_MS = 400
RECHECK_MS = 10_000


def follow(
    folders: Sequence[Path], tell: Callable[[bool], None], stop: Event, recheck_ms: int = RECHECK_MS
) -> None:
    """Call `tell` with True after each change below the folders, until `stop` is set.

    It is called with False after so long a silence: a network drive may say nothing of what others save. If
    the system cannot watch so many folders, they are looked through again and again.
    """
    try:
        _follow(folders, tell, stop, recheck_ms, polling=False)
    except OSError:
        _follow(folders, tell, stop, recheck_ms, polling=True)


def _follow(
    folders: Sequence[Path], tell: Callable[[bool], None], stop: Event, recheck_ms: int, *, polling: bool
) -> None:
    changes = watch(
        *folders, stop_event=stop, step=_SETTLED_MS, debounce=_LATEST_MS, rust_timeout=recheck_ms,
        yield_on_timeout=True, force_polling=polling or None, poll_delay_ms=_POLL_MS, raise_interrupt=False,
    )
    for changed in changes:
        tell(bool(changed))
