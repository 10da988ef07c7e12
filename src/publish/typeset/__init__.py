"""Stage `typeset`: a manuscript and the designers' sheets in, fragments out.

The engine is loaded by whoever does a job, so that this can be done aside.
"""

from .jobs import Job, set_take
from .stage import typeset
from .stylesheet import Stylesheet, declared_families

__all__ = ["Job", "Stylesheet", "declared_families", "set_take", "typeset"]
