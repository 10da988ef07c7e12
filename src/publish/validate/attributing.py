"""Attribution: who is held responsible, by whom, and of what such an actor can be held responsible."""

from __future__ import annotations

from collections.abc import Iterator

from .. import faults
from ..artifacts import Location
from ..model.base import Model
from ..model.codebook import ActorKind, Attribution, ClaimKind, Role, Violation
from ..model.records import Actor, Claim, Incident, Person, Proceeding
from ..report import Report
from .entry import Entry
from .hints import listed
from .reading import Reading

STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.GOVERNMENT})
COURTS = frozenset({ActorKind.COURT, ActorKind.INTERNATIONAL})

BY_THE_STATE = frozenset({
    Violation.EXTRAJUDICIAL_EXECUTION, Violation.UNLAWFUL_KILLING, Violation.ENFORCED_DISAPPEARANCE,
    Violation.ARBITRARY_ARREST, Violation.EXCESSIVE_FORCE,
})
"""Acts that only State agents, or others with their consent, commit; see their definitions."""
BY_OTHERS = frozenset({Violation.KILLING_BY_NON_STATE_ACTOR, Violation.ABDUCTION, Violation.ASSAULT})
"""Acts that are called so only if others than State agents commit them."""


def sources_of_blame(reading: Reading, report: Report) -> None:
    """Who attributes an act to an actor is said; so is who qualifies it in law."""
    for entry in reading.entries(Incident):
        for index, part in enumerate(entry.item.actors):
            named = part.attributed_by is not None
            blamed = part.role is Role.PERPETRATOR and part.attribution is Attribution.ATTRIBUTED_BY_SOURCE
            if blamed and not named:
                span = entry.span("actors", index, "attribution")
                report.add(span, faults.unattributed_act(part.actor), entry.owner)
    for claim in reading.entries(Claim):
        if claim.item.kind is ClaimKind.LEGAL and claim.item.attributed_to is None:
            report.add(claim.span("kind"), faults.unattributed_characterisation(), claim.owner)


def acts_and_actors(reading: Reading, report: Report) -> None:
    """The recorded perpetrators can commit the recorded acts."""
    kinds = {entry.item.id: entry.item.kind for entry in reading.entries(Actor)}
    for entry in reading.entries(Incident):
        found = [part.actor for part in entry.item.actors if part.role is Role.PERPETRATOR]
        present = {kinds[actor] for actor in found if actor in kinds}
        if not present or any(actor not in kinds for actor in found):
            continue
        for index, act in enumerate(entry.item.violations):
            if (act in BY_THE_STATE and not present & STATE) or (act in BY_OTHERS and present <= STATE):
                fault = faults.unfit_act(str(act), listed(sorted(present)))
                report.add(entry.span("violations", index), fault, entry.owner)


def courts(reading: Reading, report: Report) -> None:
    """What is named as a court is one."""
    kinds = {entry.item.id: entry.item.kind for entry in reading.entries(Actor)}
    for entry, way, name in _courts(reading):
        if name in kinds and kinds[name] not in COURTS:
            report.add(entry.span(*way), faults.unfit_court(name, f"`{kinds[name]}`"), entry.owner)


def _courts(reading: Reading) -> Iterator[tuple[Entry[Model], Location, str | None]]:
    """Every name of a court."""
    for entry in reading.entries(Proceeding):
        yield entry, ("court",), entry.item.court
    for person in reading.entries(Person):
        for index, standing in enumerate(person.item.standings):
            yield person, ("standings", index, "court"), standing.court
