"""Changes of records, of their figures, and of what else an edition lists: people, places, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from .. import citation
from ..house_style import listed
from ..inline import plain
from ..model.base import Model
from ..model.codebook import Measure
from ..model.figure import Figure
from ..model.records import Abbreviation, Claim, Event, Incident, Person, Record, Statistic
from ..model.source import Source
from ..reckoning import figure_for, figures_of
from .aspects import VERIFICATION
from .change import Change, ChangeKind, Subject
from .pairing import pair
from .plain_words import plainly
from .standing import on_other_sources
from .telling import Theme, Two, fields_changed, sourcing, told
from .tidy import content, same
from .voice import Voice, spaced, title_of

RECORDS = ("incidents", "statistics", "proceedings", "events", "claims")
"""Fields of `Edition` that list what marks can name; all share one set of names."""
OTHERS = ("people", "actors", "places", "abbreviations", "sources")
"""Fields that list other things, each with names of its own: a place may have the name of an incident."""
LISTS = (*RECORDS, *OTHERS)
"""All of these, in the order in which they are told."""
VALUE = (
    "best", "min", "max", "qualifier", "unit", "unit_one", "includes", "as_of", "basis",
)
"""Fields of a figure that together are its value."""
NAMED = {"attributed to": "who says so", "origin": "who counted", "measure": "what is counted"}
"""What readers call the other fields of a figure, where their names do not tell."""
CREDIT = ("attributed_to", "origin")
CHOICE = ("preferred", "preference_reason")
COMPUTED = "computed total"
"""The aspect of a sum that follows from its terms; it needs no reason of its own."""


def lists_changed(two: Two, lists: Sequence[str]) -> Iterator[Change]:
    """Changes of what the editions list by name, and of the sums that follow from it."""
    for field in lists:
        before, after = (getattr(voice.edition, field) for voice in (two.earlier, two.later))
        if before == after:
            continue
        pairs = pair(before, after, name_of)
        for both in pairs.both:
            if both[0] != both[1]:
                yield from _item_changed(both, two)
        for item in pairs.new:
            theme = theme_of(item, two.later)
            yield told(ChangeKind.NEW, theme, "", "", summary(item, two.later), sources=_citations(item))
        for item in pairs.dropped:
            yield told(ChangeKind.DROPPED, theme_of(item, two.earlier), "", summary(item, two.earlier), "")
    if "statistics" in lists:
        yield from _totals(two)


def name_of(item: Model) -> str:
    """The stable name of a listed thing."""
    return item.short if isinstance(item, Abbreviation) else str(getattr(item, "id", ""))


def theme_of(item: Model, voice: Voice) -> Theme:
    """A listed thing, as something that changed."""
    subject = Subject.SOURCE if isinstance(item, Source) else Subject.RECORD
    return Theme(subject, name_of(item), spaced(title_of(item, voice)))


def summary(item: Model, voice: Voice) -> str:
    """A listed thing in a few words, for what is new or dropped."""
    match item:
        case Source():
            return spaced(plain(citation.entry(item)))
        case Claim():
            return voice.text(item.says)
        case Event():
            return f"{voice.when(item.date)}: {voice.text(item.chronicle)}"
        case Person():
            return "; ".join(filter(None, (item.name, item.role, plainly(item.standings, voice))))
        case Abbreviation():
            return item.long
        case Incident():
            parts = [item.title, voice.when(item.date), voice.place(item.place)]
        case Statistic():
            parts = [item.title, voice.total(item)]
        case _:
            parts = [str(getattr(item, field, "") or "") for field in ("title", "name", "charge", "outcome")]
    said = [f"{figure.measure.label}: {voice.figure(figure)}" for figure in getattr(item, "figures", ())]
    return "; ".join(filter(None, (*parts, *said)))


def _citations(item: object) -> tuple[str, ...]:
    return tuple(getattr(item, "citations", ()))


def _item_changed(both: tuple[Model, Model], two: Two) -> Iterator[Change]:
    earlier, later = both
    theme = theme_of(later, two.later)
    if type(earlier) is not type(later):
        yield told(ChangeKind.CORRECTION, theme, "sort of record", summary(earlier, two.earlier),
                   summary(later, two.later), sources=_citations(later))
        return
    yield from fields_changed(theme, both, two, frozenset({"citations", "figures"}))
    yield from sourcing(theme, _citations(earlier), _citations(later), two)
    if getattr(earlier, "figures", ()) != getattr(later, "figures", ()):
        yield from _figures(earlier, later, two)  # type: ignore[arg-type]  # only records have figures


def _figures(earlier: Record, later: Record, two: Two) -> Iterator[Change]:
    """Changes of the figures of one record, by their names."""
    pairs = pair(figures_of(earlier), figures_of(later), lambda figure: figure.name)
    for both in pairs.both:
        if not same(*both):
            yield from _figure_changed(later, both, two)
    recounted = pair(pairs.dropped, pairs.new, lambda figure: content(figure, "id", "measure"))
    for both in recounted.both:
        yield from _figure_changed(later, both, two)
    for figure in recounted.new:
        yield told(ChangeKind.NEW, figure_theme(later, figure, two.later), "", "", two.later.figure(figure),
                   sources=figure.citations)
    for figure in recounted.dropped:
        yield told(ChangeKind.DROPPED, figure_theme(earlier, figure, two.earlier), "",
                   two.earlier.figure(figure), "")
    yield from _choices(earlier, later, two)


def figure_theme(record: Record, figure: Figure, voice: Voice) -> Theme:
    """A figure, as something that changed."""
    apart = (figure.id or "").removeprefix(str(figure.measure)).strip("-").replace("-", " ")
    what = figure.measure.label + (f" ({apart})" if apart else "")
    return Theme(Subject.FIGURE, f"{record.id}.{figure.name}", f"{spaced(title_of(record, voice))}: {what}")


def _figure_changed(record: Record, both: tuple[Figure, Figure], two: Two) -> Iterator[Change]:
    """Its value, what it rests on, who says so, how it stands: each told once."""
    earlier, later = both
    theme = figure_theme(record, later, two.later)
    fresh = sorted(earlier.citations) != sorted(later.citations) and on_other_sources(*both)
    moved_on = any(not same(getattr(earlier, field), getattr(later, field)) for field in VALUE)
    if moved_on:
        was, now = _values(both, two)
        if fresh:
            was, now = _credited(was, earlier, two.earlier), _credited(now, later, two.later)
        gone = [written for written in earlier.citations if written not in later.citations]
        was += f" [{two.earlier.cited(gone)}]" if gone else ""
        yield told(ChangeKind.UPDATED_FIGURE, theme, "", was, now, sources=later.citations)
    if not moved_on or sorted(earlier.citations) == sorted(later.citations):
        yield from sourcing(theme, earlier.citations, later.citations, two)
    apart = frozenset({"citations", *VALUE, *CHOICE, *(CREDIT if fresh and moved_on else ())})
    for change in fields_changed(theme, both, two, apart):
        yield _of_figure(change, fresh)


def _credited(said: str, figure: Figure, voice: Voice) -> str:
    """A value with whom it is told and counted by."""
    names = dict.fromkeys(voice.actor(name) for name in (figure.attributed_to, figure.origin) if name)
    return f"{said}, according to {listed([*names])}" if names else said


def _values(both: tuple[Figure, Figure], two: Two) -> tuple[str, str]:
    """Both values as printed; where that is the same, with what differs besides."""
    was, now = two.earlier.figure(both[0]), two.later.figure(both[1])
    if was != now:
        return was, now
    fields = [field for field in VALUE if not same(getattr(both[0], field), getattr(both[1], field))]
    more = (
        ", ".join(
            f"{field.replace('_', ' ')}: {plainly(getattr(figure, field), voice) or 'none'}" for field in
            fields )
        for figure, voice in zip(both, (two.earlier, two.later), strict=True)
    )
    return f"{was} ({next(more)})", f"{now} ({next(more)})"


def _of_figure(change: Change, fresh: bool) -> Change:
    """A change of a figure's other fields, as the kind that it is: on another source, another may say so."""
    blame = change.aspect in {"attributed to", "origin"}
    kind = ChangeKind.STATUS_CHANGED if change.aspect == VERIFICATION.name else change.kind
    if blame:
        kind = ChangeKind.CORRECTION if change.was else ChangeKind.STATUS_CHANGED
        kind = ChangeKind.NEWLY_SOURCED if fresh else kind
    if change.aspect == "measure":
        kind = ChangeKind.CORRECTION
    aspect = NAMED.get(change.aspect, change.aspect)
    return replace(change, kind=kind, aspect=aspect, printed=change.aspect not in {"ledger", "part of"})


def _choices(earlier: Record, later: Record, two: Two) -> Iterator[Change]:
    """Another count printed for a measure than before; two flags turned are one choice."""
    before = {figure.name: figure for figure in figures_of(earlier)}
    turned = [
        figure for figure in figures_of(later)
        if figure.name in before and any(
            not same(getattr(before[figure.name], field), getattr(figure, field)) for field in CHOICE
        )
    ]
    for measure in dict.fromkeys(figure.measure for figure in turned):
        chosen = figure_for(earlier, measure), figure_for(later, measure)
        was, now = (
            voice.figure(figure) if figure else ""
            for figure, voice in zip(chosen, (two.earlier, two.later), strict=True)
        )
        title = f"{title_of(later, two.later)}: {measure.label}"
        theme = Theme(Subject.FIGURE, f"{later.id}.{measure}", title)
        other = (chosen[0] and chosen[0].name) != (chosen[1] and chosen[1].name)
        yield told(
            ChangeKind.UPDATED_FIGURE if other else ChangeKind.REWORDED, theme,
            "which count is printed" if other else "why this count is preferred",
            was if other else _reasons(figures_of(earlier), measure),
            now if other else _reasons(figures_of(later), measure),
            printed=other, sources=chosen[1].citations if chosen[1] else (),
        )


def _reasons(figures: Iterable[Figure], measure: Measure) -> str:
    found = [figure for figure in figures if figure.measure is measure and figure.preferred]
    return "; ".join(figure.preference_reason or "" for figure in found)


def _totals(two: Two) -> Iterator[Change]:
    """Computed totals that print another number: they follow from their terms."""
    before = {record.id: record for record in two.earlier.edition.statistics}
    for record in two.later.edition.statistics:
        earlier = before.get(record.id)
        if earlier is None or record.total is None or earlier.total is None:
            continue
        was, now = two.earlier.total(earlier), two.later.total(record)
        if was != now:
            why = "Computed: it follows from the changes of its incidents."
            if earlier.total != record.total:
                why = "Computed: it follows from what is added up, and from the changes of its incidents."
            theme = Theme(Subject.FIGURE, f"{record.id}.{record.total.measure}", record.title)
            yield told(ChangeKind.UPDATED_FIGURE, theme, COMPUTED, was, now, why=why)
