"""One mistake made in many places: said once, at the first of them."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from .. import faults
from ..report import Report

GATHERED = frozenset({"unknown-abbreviation", "unknown-name", "unknown-record", "unknown-source"})
"""What is wrong everywhere if it is wrong once: a name that is not recorded."""
MANY = 3
"""In how many places each is still reported."""


def gather(found: Report) -> Report:
    """The report with each unknown name said once, if it is met in many places."""
    places = Counter(one.fault.message for one in found if one.fault.code in GATHERED)
    gathered, said = Report(), set[str]()
    for one in found:
        fault, message = one.fault, one.fault.message
        if fault.code in GATHERED and places[message] > MANY:
            if message in said:
                continue
            said.add(message)
            more = faults.MORE_PLACES.format(message=message, count=places[message] - 1)
            fault = replace(fault, message=more)
        gathered.add(one.span, fault, one.subject)
    return gathered
