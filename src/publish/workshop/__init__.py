"""The workshop: work that is shared out among processes, and results that are remembered on the disk.

It knows nothing of books, pages or PDF. Work is a function at the top of a module, and jobs that can be
pickled; what is remembered are bytes under a key. `crew` works on this machine, `cluster` on several.
"""

from .crew import Crew, default_workers
from .jobs import Step, Told, WorkerLost
from .memory import Memory, key_of
from .recollection import Recollection
from .workshop import Runner, Workshop, untold

__all__ = [
    "Crew", "Memory", "Recollection", "Runner", "Step", "Told", "WorkerLost", "Workshop", "default_workers",
    "key_of", "untold",
]
