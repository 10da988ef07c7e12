"""Stage `compose`: `Resolved` → `Manuscript`. Templates print, markup escapes; nothing is decided here
but what the parts of a book are and in which order they stand.
"""

from .stage import compose

__all__ = ["compose"]
