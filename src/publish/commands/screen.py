"""What a person sees: progress by the stages' names, diagnostics, and a way to stop."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ..uninterrupted import STOPS

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status

    from ..report import Report

PROJECT = Path.cwd()
_ONE_STOP_SECONDS = 1.0


class Progress:
    """Names each stage while it runs, and prints the seconds that it took; plain lines if nobody watches."""

    def __init__(self, title: str) -> None:
        self._console = _terminal()
        self._status: Status | None = None
        self._began = self._last = time.perf_counter()
        self._stage = ""
        print(title)

    def __call__(self, stage: str) -> None:
        self.done()
        self._stage, self._last = stage, time.perf_counter()
        if self._console:
            self._status = self._console.status(f"{stage} …")
            self._status.start()

    def parts(self, done: int, total: int) -> None:
        """Say how far the stage is, and how long it may take yet."""
        spent = time.perf_counter() - self._last
        left = f", {spent / done * (total - done):.0f} s left" if 0 < done < total else ""
        if self._status:
            self._status.update(f"{self._stage} … {done} of {total} parts{left}")

    def done(self) -> None:
        """End the line of the stage under way."""
        if self._status:
            self._status.stop()
        if self._stage:
            print(f"  {self._stage:<9}{time.perf_counter() - self._last:6.1f} s", flush=True)
        self._stage, self._status = "", None

    @property
    def seconds(self) -> float:
        """Since the first stage."""
        return time.perf_counter() - self._began


def _terminal() -> Console | None:
    """Where somebody watches; None if nobody does, as `rich` would tell after it has been loaded."""
    if sys.stdout is None:
        return None
    if not sys.stdout.isatty() and not {"FORCE_COLOR", "TTY_COMPATIBLE"} & os.environ.keys():
        return None
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else None


def show_report(report: Report, form: str = "pretty") -> None:
    """Print the diagnostics: `pretty` for people, `plain` and `json` for programs."""
    from .. import show
    from ..load import excerpted

    if form == "json":
        print(show.as_json(report))
        return
    texts = excerpted(PROJECT, report)
    if form == "plain":
        print(show.plain(report), end="")
    elif len(report):
        from rich.console import Console

        console = Console(stderr=False, soft_wrap=False, highlight=False)
        console.print(show.pretty(report, texts, console.width))


def fail(sentence: str = "") -> NoReturn:
    """Stop with exit code 1, after a sentence on standard error."""
    if sentence:
        print(sentence, file=sys.stderr)
    raise SystemExit(1)


LAST_FINISHED = "dist/ holds the last finished files."


class Busy(Exception):
    """Somebody else is at work there; the text says who, as it is to be printed."""


def spoken(work: Callable[[], None], kept: str = LAST_FINISHED) -> None:
    """Run a command so that what the machine lacks, or the editor breaks off, is said in a sentence.

    `kept` says what has not been lost by it.
    """
    with _stopped_by_signals():
        try:
            work()
        except KeyboardInterrupt:
            _forget_interrupt()
            fail(f"\nStopped. {kept}")
        except Busy as busy:
            fail(str(busy))
        except BrokenPipeError:  # whoever read what we print, such as `head`, has read enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            fail()
        except ImportError as problem:
            fail(lacking(problem))
        except OSError as problem:
            fail(_of_the_machine(problem, kept))
        except Exception as problem:  # whatever it is, an editor sees a sentence
            fail(_of_ours(problem, kept))


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let SIGTERM, and a terminal that is closed, end the work as Ctrl-C does.

    Whatever comes within a second counts as one, so that an impatient second Ctrl-C does not break into the
    clearing up. It counts again after that: Python drops an interrupt that comes while a library calls back.
    """
    last = -_ONE_STOP_SECONDS

    def stop(number: int, frame: object) -> None:
        nonlocal last
        if time.monotonic() - last > _ONE_STOP_SECONDS:
            last = time.monotonic()
            raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for number in STOPS}
    changed = [number for number, handler in before.items() if handler not in (signal.SIG_IGN, None)]
    try:
        for number in changed:
            signal.signal(number, stop)
        yield
    finally:
        for number in changed:
            signal.signal(number, before[number])


def _forget_interrupt() -> None:
    """Let the exit code be ours, wherever the interrupt came.

    CPython notes a KeyboardInterrupt that leaves an `exec` of text (imports run some: named tuples are made
    by it), and ends the process by SIGINT although it was caught; the next `exec` clears it.
    """
    exec("")


def lacking(problem: ImportError) -> str:
    """A sentence for a package that is not there."""
    package = (problem.name or "").partition(".")[0]
    return (f"The Python package `{package}` is missing. Run the set-up line of the README, "
            "then `invoke doctor`.")


def _of_the_machine(problem: OSError, kept: str) -> str:
    """A sentence for a library or a disk that is not there."""
    if "library" in str(problem):
        return ("A library that sets type (Pango or HarfBuzz) is missing on this machine. "
                "`invoke doctor` says which and how to get it.")
    from .disk import sentence_of

    return f"{sentence_of(problem)} {kept}"


def _of_ours(problem: Exception, kept: str) -> str:
    """A sentence for a mistake in this program; how it came about is kept in `dist/fault.txt`."""
    from .. import shelf

    account = "".join(traceback.format_exception(problem))
    ours = "This is a fault of ours, not of your files."
    try:
        shelf.put(PROJECT / "dist" / "fault.txt", account.encode(errors="replace"))
    except OSError as refusal:
        return f"{ours} How it came about could not be kept. {_of_the_machine(refusal, kept)}"
    return f"{ours} dist/fault.txt says how it came about; please pass it on. {kept}"
