"""Stage `typeset`: a manuscript and the designers' sheets in, fragments out.

Takes are set one by one, or side by side, by whoever sets them. A folio that a take was given room for may
turn out to have more or fewer figures, or pages that cannot be turned may come to lie on the other side of
the sheet; then that take is set again, with what is known by then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache, partial
from itertools import chain

from .. import faults
from ..anchors import Anchors
from ..artifacts import Manuscript, Sheets, Take
from ..fragment import Fragment, Restyled
from ..hands import Hands, done, own_hands
from ..recall import Recall, afresh
from ..report import Report
from .findings import told
from .jobs import Job, SheetsJob, read, set_take
from .places import Places
from .planning import Plan, plan
from .stylesheet import Sheet, Stylesheet, declared_families

Meanwhile = Callable[[Callable[[], object]], AbstractContextManager[object]]
"""Has something done while others are waited for within it, if there is a while."""
_ROUNDS = 8
"""At most so often is a book gone through: from the fourth time on, folios keep their room."""


def typeset(
    manuscript: Manuscript, stylesheet: Stylesheet, report: Report, hands: Hands = own_hands,
    recall: Recall = afresh, meanwhile: Meanwhile = nullcontext,
) -> Sheets:  # six parameters: what is set, with what, and by whom
    """The pages of a manuscript, with the page of every anchor; raises `Restyled`.

    `recall` gives some pages of a take to whoever has it in hand; it must be of a kind that can be pickled.
    """
    style = stylesheet.digest
    (reading,) = done(hands, read, [SheetsJob(stylesheet, style)])
    for found in reading.findings:
        report.add(found.span, found.fault, found.subject)
    families = cache(partial(_families, stylesheet, style, reading.sheets))
    book = plan(manuscript)
    job = partial(Job, stylesheet=stylesheet, style=style, inside=reading.inside, recall=recall)
    with meanwhile(families):
        fragments = _settled(book, job, hands)
    for found in told(fragments, book.groups):
        report.add(found.span, found.fault, found.subject)
    places = Places(manuscript.parts, lambda: reading.sheets, stylesheet.edition)
    _report_anchors(fragments, places, report)
    repairs = tuple(repair for fragment in fragments for repair in fragment.repairs)
    return Sheets(fragments, Anchors(fragments), families(), repairs, style)


def _families(stylesheet: Stylesheet, style: str, sheets: Sequence[Sheet]) -> Mapping[str, tuple[bytes, ...]]:
    """The typefaces that fragments are set with; raises `Restyled` if they are others by now."""
    families = declared_families(stylesheet, sheets)
    if stylesheet.digest != style:
        raise Restyled
    return families


def _settled(plan: Plan, job: Callable[[Take], Job], hands: Hands) -> tuple[Fragment, ...]:
    """Every take, set with what agrees with the pages of all."""
    takes: dict[int, Take] = {}
    fragments: dict[int, Fragment] = {}
    numbers = range(len(plan.groups))
    sure = [number for number in numbers if plan.is_sure(number)]
    body = numbers[plan.front :]
    for round_, those in enumerate((sure, body, *[numbers] * _ROUNDS)):  # what is sure teaches much
        wanted = {number: plan.take(number, round_) for number in those}
        changed = [number for number, take in wanted.items() if takes.get(number) != take]
        if not changed and those is numbers:
            break
        changed.sort(key=lambda number: -len(wanted[number].html))  # nobody shall wait for a long one alone
        takes.update(wanted)
        jobs = [job(wanted[number]) for number in changed]
        for place, fragment in hands(set_take, jobs):
            fragments[changed[place]] = fragment
            plan.learn(changed[place], fragment)
    return tuple(fragments[number] for number in range(len(plan.groups)))


def _report_anchors(fragments: Sequence[Fragment], places: Places, report: Report) -> None:
    """Links to what is not in the book, and names that two takes share; a lost note was told."""
    known = set().union(*(fragment.anchors for fragment in fragments))
    for name in sorted(set().union(*(fragment.targets for fragment in fragments)).difference(
        known, *(fragment.lost for fragment in fragments)
    )):
        place = places.of(f'"#{name}"')
        report.add(place.span, faults.dead_anchor(name), place.subject)
    if len(known) < sum(len(fragment.anchors) for fragment in fragments):
        counted = Counter(chain.from_iterable(fragment.anchors for fragment in fragments))
        for name in sorted(name for name, count in counted.items() if count > 1):
            place = places.of(f'id="{name}"')
            report.add(place.span, faults.repeated_anchor(name), place.subject)
