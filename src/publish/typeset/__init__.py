"""Stage `typeset`: a manuscript and the designers' sheets in, pages out."""

from .layout import typeset
from .stylesheet import Stylesheet

__all__ = ["Stylesheet", "typeset"]
