"""The commands: the only place that prints, exits and knows the project's folder.

Each verb of `tasks.py` is one function here. Its module is loaded when the verb is asked for, and what
is heavy by the verb that needs it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .screen import fail, lacking

if TYPE_CHECKING:
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
_HOMES = {
    "asked": ("number",), "building": ("Wishes", "build", "check"), "comparing": ("diff",),
    "machine": ("bench", "clean", "doctor", "lint", "test", "trial"),
    "making": ("explain", "new_block", "schema", "specimens"), "migrating": ("migrate",),
    "previewing": ("Viewing", "preview"), "proving": ("proof",), "releasing": ("release",),
    "renewing": ("new_edition",), "reviewing": ("Picked", "review", "status"), "verifying": ("verify",),
}
"""The module of each verb."""


def __getattr__(name: str) -> object:
    """A verb, by its name."""
    for home, names in _HOMES.items():
        if name in names:
            try:
                return getattr(import_module(f".{home}", __name__), name)
            except ModuleNotFoundError as problem:
                fail(lacking(problem))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
