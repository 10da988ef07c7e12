"""Reckoning with figures: which one speaks for a measure, what a sum of them is, which incidents are meant.

A sum with an "at least" in it is itself "at least" (dossier, part 3.1, check 7); a part is never
added to its whole, because totals run over incidents and a part names its whole in `part_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from .house_style import month_in_text
from .model.codebook import ActorKind, Measure, Qualifier, Role, Verification
from .model.edtf import Edtf
from .model.figure import UNCOUNTED, Figure
from .model.records import Incident, Record, Selection, Statistic

if TYPE_CHECKING:  # block kinds reckon, and the edition is made of blocks
    from .model.edition import Edition, Period

ORDER = (Qualifier.EXACTLY, Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.AT_LEAST)
"""What a sum inherits: the last of these among its terms."""
VAGUE = (Qualifier.SEVERAL, Qualifier.DOZENS, Qualifier.HUNDREDS)
"""What a sum of nothing else inherits: again the last."""


class Sum(Struct, frozen=True):
    """A computed number with the qualifier that its terms force upon it."""

    best: Decimal | None
    """None where no term bears a number."""
    qualifier: Qualifier
    standing: Verification = Verification.CORROBORATED
    """The standing of its weakest term."""


NOT_ADDED = {Measure.AGE, Measure.SHARE, Measure.DURATION}
"""Measures whose numbers mean nothing when added up."""


def figures_of(record: Record) -> tuple[Figure, ...]:
    """The figures written in a record; a claim has none."""
    return getattr(record, "figures", ())


def figure_named(record: Record, name: str) -> Figure | None:
    """The figure that a mark means: by its own name, or the one that speaks for a measure.

    That is the preferred one, or the one without a name of its own; a figure that has a name counts
    something besides (people killed before a siege), and stands in no table and no sum.
    """
    figures = figures_of(record)
    by_name = [figure for figure in figures if figure.id == name]
    if by_name:
        return by_name[0]
    of_measure = [figure for figure in figures if figure.measure == name]
    unnamed = [figure for figure in of_measure if figure.id is None]
    preferred = [figure for figure in of_measure if figure.preferred]
    choice = preferred or unnamed
    return choice[0] if len(choice) == 1 else None


def figure_for(record: Record, measure: Measure) -> Figure | None:
    """The figure that tables and sums take for a measure."""
    return figure_named(record, str(measure))


def add(figures: Iterable[Figure]) -> Sum:
    """The sum of figures; what is not counted makes it a minimum, or, alone, remains uncounted."""
    terms = tuple(figures)
    standing = weakest(term.verification for term in terms)
    uncounted = [term.qualifier for term in terms if term.qualifier in UNCOUNTED]
    if uncounted and len(uncounted) == len(terms):
        return Sum(None, max(uncounted, key=VAGUE.index), standing)
    total = sum((_least(term) for term in terms), Decimal(0))
    ranks = [_rank(term.qualifier) for term in terms]
    return Sum(total, ORDER[max(ranks, default=0)], standing)


SUM_CONTESTED = "Sum over incidents whose figures are contested."


def as_figure(total: Sum, measure: Measure, unit: str, terms: Sequence[Figure]) -> Figure:
    """A sum in the form of a figure, so that it prints like any other; a sum of one term is that term."""
    if len(terms) == 1:
        return terms[0].model_copy(update={"id": None, "unit": unit, "includes": (), "part_of": None})
    citations = tuple(dict.fromkeys(citation for term in terms for citation in term.citations))
    return Figure.model_construct(  # not validated: a sum over nothing has no source
        measure=measure, best=total.best, qualifier=total.qualifier, unit=unit, citations=citations,
        verification=total.standing,
        remark=SUM_CONTESTED if total.standing is Verification.CONTESTED else None,
    )


def weakest(standings: Iterable[Verification]) -> Verification:
    """The standing of what rests on several facts: contested before single-source before corroborated."""
    found = set(standings)
    for standing in (Verification.CONTESTED, Verification.SINGLE_SOURCE, Verification.CORROBORATED):
        if standing in found:
            return standing
    return Verification.VERIFIED


def select(edition: Edition, where: Selection) -> tuple[Incident, ...]:
    """The incidents that a selection means: in its own order if it lists ids, else by date."""
    if where.incidents is not None:
        by_id = {incident.id: incident for incident in edition.incidents}
        chosen: Iterable[Incident] = (by_id[name] for name in where.incidents if name in by_id)
    else:
        chosen = sorted(edition.incidents, key=lambda incident: (incident.date.first, incident.id))
    return tuple(incident for incident in chosen if _meant(edition, incident, where))


def perpetrator_kind(edition: Edition, incident: Incident) -> ActorKind | None:
    """The kind of the first actor to whom the incident is attributed."""
    kinds = {actor.id: actor.kind for actor in edition.actors}
    for part in incident.actors:
        if part.role is Role.PERPETRATOR and part.actor in kinds:
            return kinds[part.actor]
    return None


def terms_of(edition: Edition, statistic: Statistic) -> tuple[tuple[Incident, Figure], ...]:
    """The incidents of a computed total, each with the figure that it adds."""
    if statistic.total is None:
        return ()
    measure = statistic.total.measure
    incidents = select(edition, statistic.total.where)
    pairs = ((incident, figure_for(incident, measure)) for incident in incidents)
    return tuple((incident, figure) for incident, figure in pairs if figure is not None)


def total_of(edition: Edition, statistic: Statistic) -> Figure | None:
    """The figure of a computed total, None for a published statistic."""
    if statistic.total is None:
        return None
    terms = [figure for _, figure in terms_of(edition, statistic)]
    return as_figure(add(terms), statistic.total.measure, statistic.total.unit, terms)


def _least(figure: Figure) -> Decimal:
    """The number that a sum can count on: of a range and of `up to` the lowest."""
    ranged = figure.qualifier in {Qualifier.BETWEEN, Qualifier.UP_TO}
    number = figure.min if ranged else figure.best
    return number if number is not None else Decimal(0)


def _rank(qualifier: Qualifier) -> int:
    return ORDER.index(qualifier) if qualifier in ORDER else ORDER.index(Qualifier.AT_LEAST)


def _meant(edition: Edition, incident: Incident, where: Selection) -> bool:
    if incident.context and not where.context and where.incidents is None:
        return False
    tests: tuple[tuple[Collection[object] | None, Callable[[], Iterable[object]]], ...] = (
        (where.themes, lambda: incident.themes),
        (where.violations, lambda: incident.violations),
        (where.actor_kinds, lambda: (perpetrator_kind(edition, incident),)),
        (where.measures, lambda: (figure.measure for figure in incident.figures)),
    )
    return all(wanted is None or set(wanted) & set(found()) for wanted, found in tests)


class MonthOf(Struct, frozen=True):
    """A month of the coverage, with its incidents that do not lie in it whole."""

    name: str
    """`February`, or `February 2020` where the coverage has more than one year; `Other dates` at the end."""
    short: str
    """As a chart prints it: `Feb`."""
    spilling: tuple[Incident, ...]
    """Incidents that begin before the month or end after it, or of which the month is not known."""


class Matrix(Struct, frozen=True):
    """One measure by month and kind of alleged perpetrator."""

    measure: Measure
    months: tuple[MonthOf, ...]
    kinds: tuple[ActorKind | None, ...]
    terms: tuple[tuple[int, ActorKind | None, Figure], ...]
    """Index of the month, kind of actor, figure."""

    def cell(self, index: int, kind: ActorKind | None) -> Figure:
        """One month and one kind."""
        return self._sum(lambda at, of: at == index and of is kind)

    def row(self, index: int) -> Figure:
        """One month, all kinds."""
        return self._sum(lambda at, of: at == index)

    def column(self, kind: ActorKind | None) -> Figure:
        """One kind, all months."""
        return self._sum(lambda at, of: of is kind)

    def all(self) -> Figure:
        """Everything."""
        return self._sum(lambda at, of: True)

    def _sum(self, meant: Callable[[int, ActorKind | None], bool]) -> Figure:
        terms = [figure for at, of, figure in self.terms if meant(at, of)]
        return _sum_of(self.measure, tuple(terms)) if terms else _nothing(self.measure)


def _sum_of(measure: Measure, terms: tuple[Figure, ...]) -> Figure:
    return as_figure(add(terms), measure, "people", terms)


@cache
def _nothing(measure: Measure) -> Figure:
    """Most months have nothing of most kinds."""
    return _sum_of(measure, ())


def by_month(edition: Edition, incidents: Sequence[Incident], measure: Measure) -> Matrix:
    """A measure by the month in which each incident begins, for every month of the coverage.

    What began earlier but reaches into the coverage is counted in its first month; what lies outside
    of it, or has no known month, in a last row for other dates: rows always add up to the total.
    """
    calendar = _calendar(edition.imprint.coverage)
    found = [
        (_month_index(incident.date, calendar), incident, figure)
        for incident in incidents if (figure := figure_for(incident, measure))
    ]
    terms = tuple((at, perpetrator_kind(edition, incident), figure) for at, incident, figure in found)
    present = {kind for _, kind, _ in terms}
    spilling = [
        tuple(incident for at, incident, _ in found if at == index and _spills(incident, month))
        for index, month in enumerate([*calendar, None])
    ]
    months = [_month_of(month, calendar, kept) for month, kept in zip(calendar, spilling, strict=False)]
    if spilling[-1]:
        months.append(MonthOf("Other dates", "other", spilling[-1]))
    kinds = tuple(kind for kind in (*ActorKind, None) if kind in present)
    return Matrix(measure, tuple(months), kinds, terms)


YearMonth = tuple[int, int]


def _calendar(coverage: Period) -> list[YearMonth]:
    """Every month of a period."""
    first = coverage.start.year * 12 + coverage.start.month - 1
    last = coverage.end.year * 12 + coverage.end.month - 1
    return [(month // 12, month % 12 + 1) for month in range(first, last + 1)]


def _month_index(when: Edtf, calendar: Sequence[YearMonth]) -> int:
    """The place of a date in the calendar; one past its end if it has none."""
    begins = (when.first.year, when.first.month)
    if when.start.month is None:
        return len(calendar)
    if begins < calendar[0] and (when.last is None or (when.last.year, when.last.month) >= calendar[0]):
        return 0
    return calendar.index(begins) if begins in calendar else len(calendar)


def _month_of(month: YearMonth, calendar: Sequence[YearMonth], spilling: tuple[Incident, ...]) -> MonthOf:
    name = month_in_text(month[1])
    if calendar[0][0] == calendar[-1][0]:
        return MonthOf(name, name[:3], spilling)
    return MonthOf(f"{name} {month[0]}", f"{name[:3]} {month[0] % 100:02}", spilling)


def _spills(incident: Incident, month: YearMonth | None) -> bool:
    """Whether an incident does not lie whole in the month that it is counted in."""
    first, last = incident.date.first, incident.date.last
    return month is None or (first.year, first.month) != month or (
        last is not None and (last.year, last.month) != month
    )
