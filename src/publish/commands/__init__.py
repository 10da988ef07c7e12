"""The commands: the only place that prints, exits and knows the project's folder.

Each verb of `tasks.py` is one function here. What is heavy is imported by the verb that needs it.
"""

from .building import Wishes, build, check
from .machine import bench, clean, doctor, lint, test, trial
from .making import explain, new_block, schema, specimens
from .migrating import migrate
from .proving import proof
from .renewing import new_edition
from .reviewing import Picked, review, status

__all__ = [
    "Picked", "Wishes", "bench", "build", "check", "clean", "doctor", "explain", "lint", "migrate",
    "new_block", "new_edition", "proof", "review", "schema", "specimens", "status", "test", "trial",
]
