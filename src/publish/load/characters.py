"""Characters that no book can print: controls, separators, lost letters, hidden turns of direction.

Belongs to the stage `load`: it looks at single characters and knows neither files nor YAML.
"""

from __future__ import annotations

import re
import unicodedata

from .. import faults
from ..report import Fault

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd-\uffff\u202a-\u202e\u2066-\u2069]"
)
"""Everything that is refused; tab, line feed and carriage return are not."""

ODD_INDENTATION = re.compile("^[ \u00a0\u2007\u202f]*[\u00a0\u2007\u202f]", re.MULTILINE)
"""No-break spaces among the spaces that begin a line; YAML takes them for letters."""

_NAMES = {"\0": "NULL", "\x1b": "ESCAPE", "\x0b": "LINE TABULATION", "\x0c": "FORM FEED", "\x85": "NEXT LINE"}
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def fault_of_character(character: str) -> Fault:
    """The fault for a character that `UNPRINTABLE` found, with its Unicode name."""
    name = unicodedata.name(character, _NAMES.get(character, "a control character"))
    if character in _DIRECTIONS:
        return faults.hidden_direction(character, name)
    return faults.control_character(character, name)
