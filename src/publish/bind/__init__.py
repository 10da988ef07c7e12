"""Stage `bind`: pages in, one finished PDF out."""

from .binding import Writer, bind, one_by_one
from .section import write_section

__all__ = ["Writer", "bind", "one_by_one", "write_section"]
