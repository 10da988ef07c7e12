"""Stage `typeset`: a manuscript and the designers' sheets in, fragments out."""

from .layout import Job, set_take
from .stage import typeset
from .stylesheet import Stylesheet, declared_families, read_sheets

__all__ = ["Job", "Stylesheet", "declared_families", "read_sheets", "set_take", "typeset"]
