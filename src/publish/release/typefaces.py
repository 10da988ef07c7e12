"""The versions of typefaces, as they say of themselves."""

from __future__ import annotations

import io
from collections.abc import Mapping

from fontTools.ttLib import TTFont, TTLibError

_VERSION = 5
"""The entry of a font's `name` table that gives its version (OpenType specification, `name`)."""


def versions_of(fonts: Mapping[str, bytes]) -> dict[str, str]:
    """The version of each font, by its name."""
    return {f"font {name}": _version(content) for name, content in fonts.items()}


def _version(content: bytes) -> str:
    try:
        with TTFont(io.BytesIO(content), lazy=True) as font:
            return str(font["name"].getDebugName(_VERSION) or "not said")
    except TTLibError:
        return "not readable"
