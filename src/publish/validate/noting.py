"""Notes that are too long for a page, as far as an editor wrote them in one piece.

A note made from records is known only after `resolve`: `note_room.py` looks at those.
"""

from __future__ import annotations

from .. import faults
from ..note_room import MOST_WORDS, words_in
from ..report import Report
from .passage import GAP, Role
from .reading import Reading


def wordy_notes(reading: Reading, report: Report) -> None:
    """No note has more words of its own than a page can hold."""
    for passage in reading.passages:
        if passage.role in {Role.NOTE, Role.REMARK}:
            words = words_in(passage.bare.replace(GAP, ""))
            if words > MOST_WORDS:
                span = passage.file.place(passage.location, key=True)
                report.add(span, faults.wordy_note(words, MOST_WORDS), passage.subject)
