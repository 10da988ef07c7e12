"""What is wrong with the records of releases in an edition's folder."""

from __future__ import annotations

from .saying import Saying, error


@error
def damaged_release(revision: str, reason: str) -> Saying:
    """What an earlier release recorded cannot be read.

    `invoke release` writes `released/1.0.json` into the edition's folder; from it a later revision knows what
    readers hold. It is never edited by hand. Take the committed file back, for example with
    `git checkout chapters/mali-2021/released/1.0.json`.
    """
    return f"the record of release {revision} cannot be used: {reason}", "take the committed file back"
