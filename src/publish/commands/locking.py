"""One command at a time writes an edition's files into `dist/`; others hear who is at work, or wait."""

from __future__ import annotations

import getpass
import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime

from .. import shelf
from ..lock import Holder, Taken, locked
from . import screen
from .disk import disk_of

ALBUM = "proof"
"""The name under which the album in `dist/proof/` is locked; no edition can have it."""
KINDS = ("", "-draft")
"""What is added to an edition's name in the names of its files."""
_PATIENCE = 5
"""How often somebody who has just taken a lock is asked again who they are."""
_PAUSE_SECONDS = 0.1


@contextmanager
def alone(name: str, doing: str, *, wait: bool = False) -> Iterator[bool]:
    """Let nobody else write the files of an edition while the block runs, and sweep up what killed ones left.

    Gives whether somebody else was at work until now. `Busy` says who is, unless the caller waits for it.
    """
    with ExitStack() as stack:
        known, waited = _enter(stack, name, doing, wait=wait)
        if not known:
            where = disk_of(screen.PROJECT / "dist")
            print(f"{_called(name)}: {where} cannot lock files; see to it that nobody else builds this.")
        _sweep(name)
        yield waited


def _enter(stack: ExitStack, name: str, doing: str, *, wait: bool) -> tuple[bool, bool]:
    """Take the lock; gives whether the disk knows locks, and whether somebody else had it."""
    holder = Holder(_user(), socket.gethostname(), os.getpid(), _now().isoformat(timespec="seconds"), doing)
    told, patience = False, _PATIENCE
    while True:
        try:
            known = stack.enter_context(locked(screen.PROJECT / "dist" / f".{name}.lock", holder))
            return known, patience < _PATIENCE
        except Taken as taken:
            other = taken.holder
        patience -= 1
        if other is None and patience:
            pass  # it has not said yet who it is
        elif not wait:
            raise screen.Busy(f"{_called(name)}: nothing was done. {_at_work(other)} Try again when that has "
                              "ended, or wait for it with `--wait`.")
        elif not told:
            print(f"{_called(name)}: waiting. {_at_work(other)} Ctrl-C leaves.", flush=True)
            told = True
        time.sleep(_PAUSE_SECONDS)


def _at_work(holder: Holder | None) -> str:
    if holder is None:
        return "Somebody is at work on it, who cannot be seen from here."
    since = datetime.fromisoformat(holder.since).astimezone()
    day = "" if since.date() == _now().date() else f"{since:%Y-%m-%d} "
    who = f"`{holder.user}` on `{holder.host}` (process {holder.number})"
    return f"{who} has been {holder.doing} since {day}{since:%H:%M:%S}."


def _sweep(name: str) -> None:
    dist = screen.PROJECT / "dist"
    own = tuple(f"{name}{kind}" for kind in KINDS)
    for folder in (dist, dist / "trace"):
        shelf.sweep(folder, own)
    for folder in (dist / name, screen.PROJECT / "chapters" / name / "released"):
        shelf.sweep(folder)


def _called(name: str) -> str:
    return f"dist/{ALBUM}" if name == ALBUM else name


def _now() -> datetime:
    return datetime.now().astimezone()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container may run under a number that has no name
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "somebody"
