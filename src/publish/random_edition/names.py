"""Names that are plainly made up: places, actors and abbreviations of Exampleland."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ..artifacts import Node


class Place(Struct, frozen=True):
    """A village."""

    id: str
    name: str


class Actor(Struct, frozen=True):
    """An actor, with an act that such an actor can commit and its setting."""

    id: str
    name: str
    kind: str
    act: str
    theme: str


_TREES = ("Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Juniper", "Larch", "Maple", "Rowan", "Yew")
_ENDINGS = ("by", "ford", "ham", "-under-the-Long-Hills")

PLACES = tuple(
    Place(f"{tree}{ending}".lower(), f"{tree}{ending}") for tree in _TREES for ending in _ENDINGS
)

ACTORS = (
    Actor("north-group", "North Group", "armed-group", "killing-by-non-state-actor", "armed-conflict"),
    Actor("south-group", "South Group", "armed-group", "killing-by-non-state-actor", "armed-conflict"),
    Actor("village-watch", "Village Watch", "militia", "killing-by-non-state-actor", "armed-conflict"),
    Actor("army", "Army of Exampleland", "state-forces", "unlawful-killing", "military-operation"),
    Actor("police", "Police of Exampleland", "state-forces", "excessive-force", "protest"),
)

ABBREVIATIONS: Mapping[str, str] = {
    "EOO": "Example Observers’ Organisation",
    "ESO": "Example Statistics Office",
    "EWB": "Example Water Board",
}


def places() -> list[Node]:
    """Every place as a record."""
    country: Node = {"id": "exampleland", "name": "Exampleland", "level": "country"}
    villages: list[Node] = [
        {"id": place.id, "name": place.name, "level": "locality", "parent": "exampleland"} for place in PLACES
    ]
    return [country, *villages]


def actors() -> list[Node]:
    """Every actor as a record."""
    found: list[Node] = [{"id": actor.id, "name": actor.name, "kind": actor.kind} for actor in ACTORS]
    return [
        *found,
        {"id": "observers", "name": ABBREVIATIONS["EOO"], "short": "EOO", "kind": "international"},
        {"id": "high-court", "name": "High Court of Exampleland", "short": "High Court", "kind": "court"},
    ]
