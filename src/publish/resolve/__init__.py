"""Stage `resolve`: everything that follows from order and records. Takes `Source` and `Edition`, gives
`Resolved`: numbers of chapters, tables, figures and notes; citations; cross-references; printed
figures; computed tables. It reports nothing: `validate` has proved that every mark has its target.
"""

from .owning import slip_of
from .stage import resolve

__all__ = ["resolve", "slip_of"]
