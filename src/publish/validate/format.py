"""The format of an edition's files: another one than ours is said once, and nothing else of it."""

from __future__ import annotations

from .. import faults
from ..artifacts import Source
from ..migrate import EDITION, format_of
from ..model.edition import FORMAT
from ..report import Report


def has_our_format(source: Source, report: Report) -> bool:
    """Whether the models can read an edition; if not, the report says what to do."""
    file = source.files.get(EDITION)
    found = format_of(file.root) if file else FORMAT
    if file is None or found is None or found == FORMAT:
        return True  # what is no number, the models complain of
    span = file.place(("format",)) if ("format",) in file.values else file.place(())
    if found < FORMAT:
        report.add(span, faults.older_format(found, FORMAT, source.folder.name))
    else:
        report.add(span, faults.newer_format(found, FORMAT))
    return False
