"""An edition with every list in one order whose order no reader sees: another order of it is no change.

The order of citations, of rows and of columns is printed; that of a filter, of other spellings and of dated
standings and steps is not.
"""

from __future__ import annotations

from typing import TypeVar

from ..blocks import AnyBlock
from ..blocks.chart import Chart
from ..blocks.incident_table import IncidentTable
from ..model.edition import Edition
from ..model.records import Actor, Person, Place, Proceeding, Selection, Standing, Statistic, Step

T = TypeVar("T", Person, Actor, Place)


def settled(edition: Edition) -> Edition:
    """The same edition in one order."""
    chapters = tuple(
        chapter.model_copy(update={"blocks": tuple(map(_block, chapter.blocks))})
        for chapter in edition.chapters
    )
    return edition.model_copy(update={
        "chapters": chapters,
        "statistics": tuple(map(_statistic, edition.statistics)),
        "proceedings": tuple(map(_proceeding, edition.proceedings)),
        "people": tuple(map(_person, edition.people)),
        "actors": tuple(map(_spelled, edition.actors)),
        "places": tuple(map(_spelled, edition.places)),
    })


def _block(block: AnyBlock) -> AnyBlock:
    filtered = isinstance(block, Chart) or (isinstance(block, IncidentTable) and block.view_by == "months")
    if filtered and isinstance(block, Chart | IncidentTable):
        return block.model_copy(update={"where": _selection(block.where)})
    return block


def _selection(where: Selection) -> Selection:
    if where.incidents is None:
        return where
    return where.model_copy(update={"incidents": tuple(sorted(where.incidents))})


def _statistic(record: Statistic) -> Statistic:
    if record.total is None:
        return record
    total = record.total.model_copy(update={"where": _selection(record.total.where)})
    return record.model_copy(update={"total": total})


def _proceeding(record: Proceeding) -> Proceeding:
    return record.model_copy(update={"steps": tuple(sorted(record.steps, key=_day))})


def _person(person: Person) -> Person:
    standings = tuple(sorted(person.standings, key=_day))
    return _spelled(person).model_copy(update={"standings": standings})


def _spelled(item: T) -> T:
    return item.model_copy(update={"variants": tuple(sorted(item.variants))})


def _day(dated: Standing | Step) -> tuple[object, str]:
    return dated.as_of.first if isinstance(dated, Standing) else dated.date.first, str(dated)
