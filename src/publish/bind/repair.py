"""What the engine writes that the standards forbid, put right before the file is written.

Each function mends one thing, and names the clause. A later engine that mends it itself makes it do nothing.
"""

from __future__ import annotations

import pydyf


def leave_sharp(picture: pydyf.Dictionary) -> None:
    """Asks no reader to smooth a picture: PDF/A forbids it (19005-3, 6.2.8)."""
    if picture.get("Subtype") == "/Image":
        picture["Interpolate"] = "false"
