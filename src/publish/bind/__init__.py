"""Stage `bind`: pages in, one finished PDF out."""

from .binding import bind

__all__ = ["bind"]
