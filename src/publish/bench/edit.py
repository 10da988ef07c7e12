"""The smallest thing that an editor does: one word of running text becomes another of the same length."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from .measure import Unmeasured

TWINS = {
    "letter": "ledger", "report": "record", "bridge": "survey", "harvest": "measure", "account": "inquiry",
    "register": "proposal", "which": "where", "their": "these",
}
"""Words that can stand for one another: of the grammar of random editions, and two that any text has."""
_PROSE = re.compile(
    r"^( *)- kind: prose\n(?:\1  (?!text:).*\n)*\1  text: (.*\n(?:\1    .*\n|\n)*)", re.MULTILINE
)
_WORD = re.compile(rf"(?<= )(?:{'|'.join(TWINS)})(?= )")


def edit(edition: Path, place: float) -> str:
    """Change one word of a chapter; says which.

    `place` says where in the book, from 0 to 1; chapters without such a word are passed over.
    """
    chapters = yaml.safe_load((edition / "edition.yaml").read_text())["chapters"]
    begin = min(int(place * len(chapters)), len(chapters) - 1)
    for name in (*chapters[begin:], *chapters[:begin]):
        path = edition / f"{name}.yaml"
        if found := edited(path.read_text()):
            text, said = found
            path.write_text(text)
            return f"{name}: {said}"
    raise Unmeasured("no chapter has a word that can be exchanged")


def edited(text: str) -> tuple[str, str] | None:
    """A chapter with one word of its prose exchanged, halfway through, and which; None if it has none."""
    places = [
        (prose.start(2) + word.start(), word[0]) for prose in _PROSE.finditer(text)
        for word in _WORD.finditer(prose[2])
    ]
    if not places:
        return None
    at, word = places[len(places) // 2]
    return text[:at] + TWINS[word] + text[at + len(word):], f"{word} → {TWINS[word]}"
