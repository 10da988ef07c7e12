"""Waivers: what somebody decided to pass over, with a reason, for a time."""

from __future__ import annotations

from .. import faults
from ..model.edition import Imprint, Waiver
from ..report import Report
from ..waivable import EDITORIAL, ON_PAGES
from .entry import Entry, nearest
from .reading import Reading

CHECKS = frozenset(
    name.replace("_", "-") for name, value in vars(faults).items() if hasattr(value, "__wrapped__")
)
"""Every code: a fault's function is one that `faults` has wrapped."""


def waive(reading: Reading, found: Report, report: Report) -> None:
    """Hand on what was found, but for what a sound waiver covers."""
    _repeated(reading, report)
    sound = (entry for entry in reading.entries(Waiver) if _sound(entry, reading, report))
    waivers = {(entry.item.check, entry.item.record): entry for entry in sound}
    used = set()
    for diagnostic in found:
        key = (diagnostic.fault.code, diagnostic.subject)
        if key in waivers:
            used.add(key)
        else:
            report.add(diagnostic.span, diagnostic.fault, diagnostic.subject)
    for key in waivers.keys() - used if reading.whole else ():
        if key[0] in ON_PAGES:
            continue  # the proof tells, when there are pages
        report.add(waivers[key].span("record"), faults.unused_waiver(*key), key[1])


def _repeated(reading: Reading, report: Report) -> None:
    """Say where one thing is waived twice."""
    seen: set[tuple[str, str]] = set()
    for waiver in reading.entries(Waiver):
        key = (waiver.item.check, waiver.item.record)
        if key in seen:
            report.add(waiver.span("check"), faults.duplicate_waiver(*key), waiver.item.record)
        seen.add(key)


def _sound(waiver: Entry[Waiver], reading: Reading, report: Report) -> bool:
    """Whether a waiver waives something that can be waived, on the day of publication."""
    item = waiver.item
    if item.check not in CHECKS:
        fault = faults.unknown_check(item.check, nearest(item.check, EDITORIAL | ON_PAGES))
        report.add(waiver.span("check"), fault, item.record)
        return False
    if item.check not in EDITORIAL | ON_PAGES:
        report.add(waiver.span("check"), faults.unwaivable_check(item.check), item.record)
        return False
    return reading.imprint is None or _in_time(waiver, reading.imprint.item, report)


def _in_time(waiver: Entry[Waiver], imprint: Imprint, report: Report) -> bool:
    item, published = waiver.item, imprint.published
    if item.date > published:
        report.add(waiver.span("date"), faults.late_waiver(str(item.date), str(published)), item.record)
    if item.expires < published:
        fault = faults.expired_waiver(str(item.expires), str(published))
        report.add(waiver.span("expires"), fault, item.record)
    return item.date <= published <= item.expires
