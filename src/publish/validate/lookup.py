"""What `record.figure` means in this edition, or why it means nothing."""

from __future__ import annotations

from .. import faults
from ..model.records import Claim, Event, Incident, Proceeding, Record, Statistic
from ..reckoning import figure_named, figures_of
from ..report import Fault
from .entry import nearest
from .hints import listed
from .reading import Reading

DATES: dict[type[Record], tuple[str, ...]] = {
    Incident: ("date",),
    Event: ("date",),
    Proceeding: ("charged", "opened", "suspended", "verdict", "offence", "as-of"),
    Claim: ("as-of",),
}
"""The dates that a figure mark may name."""


def fault_of_record(reading: Reading, name: str) -> Fault | None:
    """Why a name is not a record's."""
    if not reading.record_names.lacks(name):
        return None
    return faults.unknown_record(name, nearest(name, reading.record_names.known))


def fault_of_figure(reading: Reading, ref: str, *, dates: bool = False) -> Fault | None:
    """Why `record.figure` is not a figure; with `dates`, nor a date."""
    record_id, _, name = ref.partition(".")
    entry = reading.record.get(record_id)
    if entry is None:
        return fault_of_record(reading, record_id)
    record = entry.item
    if dates and is_date(record, name):
        unset = getattr(record, name.replace("-", "_")) is None
        return faults.unset_date(name, record_id) if unset else None
    if figure_named(record, name) or (isinstance(record, Statistic) and _total(record) == name):
        return None
    several = [figure.name for figure in figures_of(record) if figure.measure == name]
    if len(set(several)) < len(several):
        return None  # two figures of one name: said where they stand
    if several:
        return faults.ambiguous_figure(name, record_id, listed(several))
    known = [*(figure.name for figure in figures_of(record)), *(DATES.get(type(record), ()) if dates else ())]
    known += [total] if (total := _total(record)) else []
    return faults.unknown_figure(name, record_id, nearest(name, known), listed(known))


def is_date(record: Record, name: str) -> bool:
    """Whether a name is that of a date which such a record can have."""
    return name in DATES.get(type(record), ())


def _total(record: Record) -> str:
    """The name of a computed total: its measure."""
    return str(record.total.measure) if isinstance(record, Statistic) and record.total else ""
