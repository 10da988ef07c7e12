"""Random but valid editions, for proving and measuring: every kind of block, notes wherever they may stand.

Everything follows from the seed. `pipeline.check` finds nothing wrong with them; what `typeset` makes of them
is the question that they ask. No stage is imported here.
"""

from .edition import files
from .folder import write
from .wishes import RandomWishes

__all__ = ["RandomWishes", "files", "write"]
