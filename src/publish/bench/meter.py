"""A command measured with everything that it starts. Run as a file: `python meter.py TOLD COMMAND …`.

Workers are forked off a server that outlives the command, and are killed in the end, so that nobody waits
for them, and the operating system adds what they used to nobody's account. Therefore this process asks to
become the parent of whatever is orphaned below it (Linux: `PR_SET_CHILD_SUBREAPER`), and waits until
nothing is left: each process is then counted once, by its parent or here.

It is small on purpose, and imports nothing of the project: a process begins with the peak of memory of the
one that it was split off from.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from pathlib import Path
from time import perf_counter

CORES = 2
"""On which everything is measured, so that figures from larger machines can be compared."""
LINGER_SECONDS = 30
"""How long processes may outlive the command; then this one is ended, and nothing is told."""
_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


def main(told: str, command: list[str]) -> None:
    """Run a command; write seconds of wall and CPU, the peak of memory in kB, and its exit code into a file.

    The peak is that of the largest process, not of all together. The wall clock stops when the command
    ends: what clears up behind it holds up nobody, but its CPU counts.
    """
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "orphans cannot be counted here")
    began = perf_counter()
    running = os.posix_spawnp(command[0], command, os.environ)
    cpu, peak_kb, wall, code = 0.0, 0, 0.0, 0
    while True:
        try:
            ended, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        cpu += used.ru_utime + used.ru_stime
        peak_kb = max(peak_kb, used.ru_maxrss)
        if ended == running:
            wall, code = perf_counter() - began, os.waitstatus_to_exitcode(status)
            signal.alarm(LINGER_SECONDS)
    signal.alarm(0)
    Path(told).write_text(json.dumps({"wall": wall, "cpu": cpu, "peak_kb": peak_kb, "code": code}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
