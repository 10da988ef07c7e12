"""Small kindnesses: what an editor may have meant by a number, a date or a word that does not fit.

Belongs to the stage `validate`; each function looks at what was written and gives a hint in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches
from unicodedata import combining, normalize

_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_DECIMAL = re.compile(r"[-+]?\d+\.\d+")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_DATE_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d", "%d. %B %Y", "%Y%m%d")
_LISTED = 15


def number_hint(written: str, *, whole: bool) -> str:
    """How to write what is meant by a number that cannot be read."""
    text = written.strip()
    if _GROUPED.fullmatch(text):
        return f"write it without separators: `{re.sub(r'[^0-9+-]', '', text)}`"
    if _DECIMAL_COMMA.fullmatch(text) and not whole:
        return f"write a point before the decimals: `{text.replace(',', '.')}`"
    if whole and (_DECIMAL.fullmatch(text) or _DECIMAL_COMMA.fullmatch(text)):
        return "a whole number has no decimals"
    digits = _DIGITS.findall(text)
    if len(digits) == 1 and (not whole or "." not in digits[0]):
        return f"write the number alone: `{digits[0]}`"
    return "write it in digits, such as `35`"


def date_hint(written: str) -> str:
    """How to write what is meant by a date that cannot be read."""
    text = " ".join(written.split())
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return "the calendar has no such day"
    for form in _DATE_FORMS:
        try:
            return f"write `{datetime.strptime(text, form):%Y-%m-%d}`"  # a day has no time zone
        except ValueError:
            continue
    return "write year, month and day, such as `2021-12-03`"


def closest(written: str, words: Sequence[str], likeness: float = 0.6) -> str | None:
    """The word that may have been meant, whatever its capitals, hyphens and underscores."""
    plain = {_plain(word): word for word in reversed(words)}
    found = get_close_matches(_plain(written), list(plain), 1, likeness)
    return plain[found[0]] if found else None


def listed(words: Sequence[str]) -> str:
    """Words in backticks, as part of a sentence; the first of them if they are many."""
    shown = ", ".join(f"`{word}`" for word in words[:_LISTED])
    return f"{shown} and {len(words) - _LISTED} more" if len(words) > _LISTED else shown


def kebab(written: str) -> str:
    """What was written, as an id; letters lose their accents."""
    base = "".join(sign for sign in normalize("NFKD", written) if not combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", base.lower()).strip("-")


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.strip().casefold())
