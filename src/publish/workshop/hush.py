"""For the server alone that workers are forked off, which loads this first: it ends without word or trace.

Where a module cannot be loaded, such as one whose library is missing, the work is done in the program's own
process, and there the reason is told in a sentence, not in the server's traceback.

The program has a folder for the line to its server, and takes it away in the end; of a program that is killed
the server takes away the line, and the folder unless others have lines in it: a process that is started by
`multiprocessing` has the folder of the one that started it.
"""

from __future__ import annotations

import atexit
import os
import select
import socket
import sys
from contextlib import suppress
from pathlib import Path

sys.excepthook = lambda *_: None
_PROGRAM = os.getppid()
_BEGINNING = "pymp-"
"""Of the name of a folder that `multiprocessing` makes."""
_PATIENCE, _PAUSE_SECONDS = 1_000, 0.001
"""How often it is asked whether the program is gone, and how long is waited each time."""
_MOST_FILES = 64
"""Of those that are open when a server begins, one is the line."""


def _clear_away(line: Path) -> None:
    patience = _PATIENCE
    while patience and os.getppid() == _PROGRAM:  # the line of one that is killed is cut before it is gone
        patience -= 1
        select.select((), (), (), _PAUSE_SECONDS)
    if patience:
        with suppress(OSError):
            line.unlink()
            line.parent.rmdir()


def _line() -> Path | None:
    """The line that this process listens to."""
    for number in range(_MOST_FILES):
        with suppress(OSError), socket.socket(fileno=os.dup(number)) as listening:
            name = listening.getsockname()
            if isinstance(name, str) and Path(name).parent.name.startswith(_BEGINNING):
                return Path(name)
    return None


if line := _line():
    atexit.register(_clear_away, line)
