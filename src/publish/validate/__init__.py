"""The stage `validate`: `Source` → `Edition`, with every finding at its `file:line:column`.

Models first, item by item, so that one broken item hides no other; then the checks that need the whole
edition. Nothing here touches files, numbers notes or knows of pages.
"""

from __future__ import annotations

from .stage import follows, read_edition, survey, validate

__all__ = ["follows", "read_edition", "survey", "validate"]
