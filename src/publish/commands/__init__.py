"""The commands: the only place that prints, exits and knows the project's folder.

Each verb of `tasks.py` is one function here. What is heavy is imported by the verb that needs it.
"""

from .asked import number
from .building import Wishes, build, check
from .comparing import diff
from .machine import bench, clean, doctor, lint, test, trial
from .making import explain, new_block, schema, specimens
from .migrating import migrate
from .previewing import Viewing, preview
from .proving import proof
from .releasing import release
from .renewing import new_edition
from .reviewing import Picked, review, status
from .verifying import verify

__all__ = [
    "Picked", "Viewing", "Wishes", "bench", "build", "check", "clean", "diff", "doctor", "explain", "lint",
    "migrate", "new_block", "new_edition", "number", "preview", "proof", "release", "review", "schema",
    "specimens", "status", "test", "trial", "verify",
]
