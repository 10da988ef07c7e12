"""The commands: the only place that prints, exits and knows the project's folder.

Each verb of `tasks.py` is one function here. What is heavy is imported by the verb that needs it.
"""

from .building import Wishes, build, check
from .comparing import diff
from .machine import bench, clean, doctor, lint, test, trial
from .making import explain, new_block, schema, specimens
from .proving import proof
from .releasing import release
from .verifying import verify

__all__ = [
    "Wishes", "bench", "build", "check", "clean", "diff", "doctor", "explain", "lint", "new_block", "proof",
    "release", "schema", "specimens", "test", "trial", "verify",
]
