"""Stage `typeset`: a manuscript and the designers' sheets in, pages out."""

from .layout import typeset
from .stylesheet import Stylesheet, declared_families, read_sheets

__all__ = ["Stylesheet", "declared_families", "read_sheets", "typeset"]
