"""The records of a random edition, as editors write them: plain YAML nodes that the checks find sound."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..artifacts import Node
from .dice import Dice
from .grammar import capital, phrase, words
from .names import ACTORS, PLACES, Actor

Record = dict[str, Node]

FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2019, 12, 31)
"""The period that every random edition covers."""
OFTEN_CITED = 6
"""Records cite the first sources only, so that these have many notes; texts cite them all."""
STANDINGS = ("verified", "verified", "verified", "corroborated", "single-source", "contested")


def source(dice: Dice, number: int) -> Record:
    """A source, issued after the period."""
    kind = dice.choice(("report", "report", "book", "webpage", "article-newspaper", "dataset", "chapter"))
    found: Record = {
        "id": f"EX{number}", "type": kind, "title": f"Example Source {number}: {phrase(dice, 'title')}",
        "author": [{"literal": f"Example Publisher {dice.randint(1, 40)}"}],
        "issued": f"2020-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        "seen": dice.choice(("passage", "passage", "imprint and contents page")),
    }
    if dice.random() < 0.4:
        found["title-short"] = f"Example Source {number}"
    if dice.random() < 0.3:
        found["number"] = f"EX/2020/{number}"
    if kind == "chapter":
        found["container-title"] = "Example Yearbook"
    if kind == "webpage" or dice.random() < 0.3:
        address = "/".join(phrase(dice, "body").replace(" ", "-") for _ in range(dice.randint(1, 9)))
        found |= {"URL": f"https://example.org/{address}/{number}", "accessed": "2021-01-15"}
    return found


def incident(dice: Dice, number: int) -> Record:
    """An incident with one or two figures and its sentence for the chronology."""
    place, actor = dice.choice(PLACES), dice.choice(ACTORS)
    killed: Record = {**_count(dice, "killed", "civilians"), **_grounds(dice)}
    injured: Record = {**_count(dice, "injured", "people"), **_grounds(dice)}
    sure = killed["verification"] == "verified"
    printed = f"[=incident-{number}.killed|unit]" if sure else "civilians"
    return {
        "id": f"incident-{number}", "title": f"{capital(phrase(dice, 'raid'))} {place.name}",
        "date": _when(dice), "place": place.id, "themes": [actor.theme], "violations": [actor.act],
        "actors": [_involvement(dice, actor)],
        "figures": [killed, injured] if dice.random() < 0.5 else [killed],
        "chronicle": f"Armed men came to {place.name} and killed {printed}; {phrase(dice, 'clause')}.",
        **_grounds(dice),
    }


def statistic(dice: Dice, number: int, incidents: Sequence[Record]) -> Record:
    """A published figure, or a sum over some incidents."""
    name = capital(phrase(dice, "short"))
    title: Record = {"id": f"statistic-{number}", "title": name, "topic": "counting"}
    if dice.random() < 0.2:
        terms = dice.sample(incidents, min(len(incidents), dice.randint(2, 12)))
        where: Record = {"incidents": [term["id"] for term in terms]}
        return title | {"total": {"measure": "killed", "unit": "people", "where": where}}
    count = _count(dice, "affected", dice.choice(("schools", "wells", "households", "pupils")))
    held: Record = {
        "basis": dice.choice(("counted", "registered", "estimated")), "as_of": f"{_day(dice)}",
        "origin": "observers",
    }
    return title | {"figures": [{**count, **held, **_grounds(dice)}]}


def proceeding(dice: Dice, number: int) -> Record:
    """A case in which charges were brought."""
    return {
        "id": f"proceeding-{number}", "title": f"Case of the {phrase(dice, 'thing')}", "court": "high-court",
        "accused": capital(phrase(dice, "people")), "charge": capital(words(dice, 2, 12)),
        "offence": "2018", "charged": f"{_day(dice)}", "status": "charged", "as_of": f"{LAST_DAY}",
        "outcome": capital(words(dice, 2, 14)),
        "steps": [{"date": f"{_day(dice)}", "text": f"{capital(words(dice, 6, 24))}."}],
        **_grounds(dice),
    }


def event(dice: Dice, number: int) -> Record:
    """An event for the chronology."""
    return {
        "id": f"event-{number}", "date": _when(dice), "place": dice.choice(PLACES).id,
        "chronicle": f"{capital(words(dice, 6, 30))}.", **_grounds(dice),
    }


def claim(dice: Dice, number: int) -> Record:
    """A statement without a figure."""
    return {"id": f"claim-{number}", "says": f"{capital(words(dice, 5, 20))}.", **_grounds(dice)}


def locator(dice: Dice) -> str:
    """A place in a source, as it follows the id; often none."""
    forms = ("", "", ", para. {}", ", p. {}", ", pp. {}–480", ", table {}", ", note {}")
    return dice.choice(forms).format(dice.randint(2, 400))


def _grounds(dice: Dice) -> Record:
    """Where it is said and how well it stands; a conflict is told."""
    names = dice.sample(range(1, OFTEN_CITED + 1), dice.choice((1, 1, 2, 3)))
    verification = dice.choice(STANDINGS)
    citations: list[Node] = [f"EX{name}{locator(dice)}" for name in names]
    found: Record = {"citations": citations, "verification": verification}
    if verification == "contested" or dice.random() < 0.15:
        found["remark"] = f"{capital(words(dice, 6, 40))}."
    return found


def _involvement(dice: Dice, actor: Actor) -> Node:
    word: Record = {"attribution": "attributed-by-source", "attributed_by": "observers"}
    if dice.random() < 0.5:
        word = {"attribution": "alleged"}
    return {"actor": actor.id, "role": "perpetrator", **word}


def _count(dice: Dice, measure: str, unit: str) -> Record:
    """A number with its qualifier."""
    number = dice.randint(2, 90)
    qualifier = dice.choice(("exactly", "exactly", "at-least", "about", "between"))
    figure: Record = {"measure": measure, "unit": unit, "best": str(number), "qualifier": qualifier}
    if qualifier == "between":
        figure |= {"min": str(number - 1), "max": str(number + dice.randint(1, 9))}
    return figure


def _day(dice: Dice) -> date:
    return FIRST_DAY + timedelta(days=dice.randrange(365))


def _when(dice: Dice) -> str:
    """A date in the period: a day, a month, about a day, or a stretch."""
    day = _day(dice)
    until = min(day + timedelta(days=dice.randint(1, 9)), LAST_DAY)
    return dice.choice((f"{day}", f"{day}", f"{day}", f"{day:%Y-%m}", f"{day}~", f"{day}/{until}"))
