"""The annex of an edition that follows another: what changed, with its page, its reason and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..artifacts import Annex, ToldChange, ToldLine
from ..changes.change import ChangeKind, Changes, Subject
from ..changes.digest import ORDER, Item, Line, items
from ..changes.passages import Spot, spots
from ..changes.whereabouts import best_place, block_id, place_of
from ..inline import Inline, Reference
from ..model.edition import Edition
from ..past import Past
from .apparatus import Apparatus

Readings = Mapping[int, list[Spot]]
"""The blocks in which one reads each change, by its identity."""


def annex(changes: Changes, edition: Edition, apparatus: Apparatus) -> Annex:
    """What readers of an edition are told of the one before; what the book does not show is left out."""
    readings: dict[int, list[Spot]] = {}
    for spot in spots(edition):
        for change in changes.blocks.get((spot.chapter.id, spot.index), ()):
            readings.setdefault(id(change), []).append(spot)
    placed = [(item, _place(item, edition, readings)) for item in items(changes)]
    groups = {
        kind: tuple(
            _told(item, place, apparatus) for item, place in placed
            if item.kind is kind and (place or _unplaced(item))
        )
        for kind in ORDER
    }
    return Annex(changes.earlier, tuple((kind, told) for kind, told in groups.items() if told))


def changed_blocks(past: Past, edition: Edition) -> Iterator[str]:
    """The ids of the blocks that read otherwise than in the edition before, or in the revision before."""
    changes = past.changes or past.revised
    for spot in spots(edition) if changes else ():
        if changes and (spot.chapter.id, spot.index) in changes.blocks:
            yield block_id(spot)


def page(place: str) -> Reference | None:
    """The page on which something with an id stands."""
    return Reference(place, "", paged=True) if place else None


def _place(item: Item, edition: Edition, readings: Readings) -> str:
    """The id of the block in which one reads what changed."""
    if item.kind is ChangeKind.DROPPED:
        return ""
    if item.subject in {Subject.RECORD, Subject.FIGURE}:
        found = best_place(spot for change in item.changes for spot in readings.get(id(change), ()))
        return found or place_of(edition, item.subject, item.id)
    return place_of(edition, item.subject, item.id)


def _unplaced(item: Item) -> bool:
    """Whether something is told although it has no page: it is gone, was wrong, or is in the imprint."""
    gone_or_wrong = item.kind in {ChangeKind.DROPPED, ChangeKind.CORRECTION}
    return gone_or_wrong or item.subject is Subject.EDITION


def _told(item: Item, place: str, apparatus: Apparatus) -> ToldChange:
    cited = item.sources
    return ToldChange(
        apparatus.with_acronyms(item.title.rstrip(".:")), page(place),
        tuple(_line(line, apparatus) for line in item.lines), apparatus.with_acronyms(item.why),
        apparatus.citations(cited, None) if item.id == "sources" else apparatus.brief_citations(cited),
    )


def _line(line: Line, apparatus: Apparatus) -> ToldLine:
    return ToldLine(line.aspect, _worded(line.was, apparatus), _worded(line.now, apparatus))


def _worded(text: str, apparatus: Apparatus) -> Inline:
    return apparatus.with_acronyms(text) if text else ()
