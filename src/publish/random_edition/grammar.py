"""The plain English of random editions: a small grammar, and what it gives.

A production is a template; each `{name}` in it is replaced by one of the productions of that name. No word in
it is a number from three upwards, a placeholder, or one that a check refuses, however they are put together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .dice import Dice


def phrase(dice: Dice, name: str = "sentence") -> str:
    """Words made from a production; without a capital and without a full stop."""
    return _GAP.sub(lambda gap: phrase(dice, gap[1]), dice.choice(GRAMMAR[name]))


def words(dice: Dice, least: int, most: int) -> str:
    """A run of clauses with about as many words as asked for, never more than `most`."""
    wanted, found = dice.randint(least, most), phrase(dice, "clause").split()
    while len(found) < wanted:
        found[-1] += dice.choice((",", ";", ""))
        found += ["and", *phrase(dice, "clause").split()]
    return " ".join(found[:wanted]).removesuffix(" and").rstrip(",;:")


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


_GAP = re.compile(r"\{([a-z]+)\}")

LONG_WORDS = (
    "pneumonoultramicroscopicsilicovolcanoconiosis", "floccinaucinihilipilification",
    "antidisestablishmentarianism", "counterinstitutionalisations",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung",
)
"""Words that no line likes."""
CELL_WORDS = ("counterrevolutionaries", "incomprehensibilities", "internationalisation", "misrepresentations")
"""Long words that a column of a table can still hold: a cell breaks no word, and would leave the paper."""

FOREIGN = (
    "fr liberté provisoire", "fr sous toutes réserves", "fr cahier des charges de la commission",
    "de im Allgemeinen", "de Rechtsschutzversicherungsgesellschaften", "es por lo tanto", "la prima facie",
)
"""A language and a phrase in it, as a mark has them."""

GRAMMAR: Mapping[str, tuple[str, ...]] = {
    "sentence": (
        "{clause}", "{clause}", "{opening}, {clause}", "{clause}, and {clause}",
        "{clause}, although {clause}", "{clause}; {clause}",
        "{opening}, {clause}, because {clause}", "{clause}, {link} {clause}, {link} {clause}",
    ),
    "clause": (
        "the {body} {act} the {adjective} {thing}",
        "the {adjective} {body} {act} the {thing} {where}", "a {thing} {where} was {done}",
        "{people} {where} {said} that the {thing} was {done}",
        "nobody {where} {act} the {adjective} {thing}", "{people} {act} it {how}",
        "the {thing} of the {body} was {done} {how}", "it was {done} {how}",
    ),
    "opening": (
        "by the end of the season", "in the same week", "as the {body} {said}",
        "according to {people} {where}", "for want of a {adjective} {thing}",
        "after the {thing} was {done}", "in most places", "elsewhere",
    ),
    "link": ("while", "although", "because", "so that", "and", "but", "until", "whereas"),
    "body": (
        "committee", "council", "registry", "commission", "inspectorate", "library", "archive",
        "tribunal", "school board", "water office", "parish", "co-operative", "museum", "assembly",
        "laboratory",
    ),
    "thing": (
        "report", "register", "bridge", "letter", "plan", "order", "map", "survey", "account",
        "harvest", "inquiry", "statement", "warehouse", "boundary", "timetable", "proposal",
        "correspondence", "record", "catalogue", "road", "measure", "ledger", "arrangement",
        "recommendation", "understanding",
    ),
    "adjective": (
        "quiet", "early", "plain", "provisional", "unfinished", "official", "careful", "written",
        "earlier", "northern", "uncertain", "administrative", "comprehensive", "long-awaited",
        "unpublished", "modest", "neighbouring", "interdepartmental", "well-known", "old", "green",
        "short", "extraordinary",
    ),
    "act": (
        "reviewed", "kept", "sent back", "described", "published", "did not mention", "repeated",
        "withdrew", "carried out", "copied", "corrected", "welcomed", "misunderstood", "considered",
        "set aside", "mended",
    ),
    "done": (
        "lost", "found again", "read aloud", "drawn up", "postponed", "printed", "left unanswered",
        "compared", "misfiled", "translated", "taken down", "reconsidered", "measured",
        "widely misrepresented",
    ),
    "said": (
        "said", "noted", "wrote", "believed", "explained", "acknowledged", "remembered", "insisted",
    ),
    "people": (
        "villagers", "teachers", "the clerks", "two witnesses", "farmers", "the surveyors",
        "its members", "travellers", "the librarians", "several families", "correspondents",
    ),
    "where": (
        "in the valley", "near the river", "on the island", "at the harbour", "beyond the hills",
        "in the capital", "along the railway", "at the edge of the forest", "in the old quarter",
        "between both towns",
    ),
    "how": (
        "without delay", "in silence", "with some hesitation", "at length", "once more",
        "in good faith", "by common consent", "under protest", "without explanation", "slowly",
        "as usual",
    ),
    "short": ("{thing}", "{adjective} {thing}", "the {body}", "{people}", "{thing} and {thing}"),
    "title": (
        "{adjective} {thing}", "the {body} and the {thing}",
        "the {adjective} {thing} of the {body}",
        "how the {body} {act} the {adjective} {thing} {where}",
    ),
    "raid": ("attack on", "raid on", "operation near", "killings at"),
    "cell": (
        "{thing}", "{adjective} {thing}", "{people}", "{clause}", "{where}",
        "{adjective} {thing} {where}",
    ),
}
"""Every name with its productions."""
