"""What the engine writes that the standards forbid, put right before the file is written.

Each function mends one thing, and names the clause. A later engine that mends it itself makes it do nothing.
"""

from __future__ import annotations

import pydyf


def leave_pictures_sharp(pdf: pydyf.PDF) -> None:
    """Asks no reader to smooth a picture: PDF/A forbids it (19005-3, 6.2.8)."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.extra.get("Subtype") == "/Image":
            thing.extra["Interpolate"] = "false"
