"""Where in a book the things stand that changes and errata name: records, figures, passages, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..blocks.chronology import Chronology
from ..model.edition import Edition
from ..reckoning import figures_of
from .change import Change, ChangeKind, Subject
from .passages import Spot, spots
from .printing import printed
from .recorded import LISTS, figure_theme, name_of
from .telling import Theme
from .voice import Voice, spaced, title_of
from .wording import title_of_block

EDITION = "edition"
"""The name of what `edition.yaml` says."""


def themes(edition: Edition) -> Iterator[Theme]:
    """Everything that has a name, with what readers call it."""
    voice = Voice(edition)
    yield Theme(Subject.EDITION, EDITION, "The edition as a whole")
    for field in LISTS:
        for item in getattr(edition, field):
            subject = Subject.SOURCE if field == "sources" else Subject.RECORD
            yield Theme(subject, name_of(item), spaced(title_of(item, voice)))
    for record in edition.records():
        yield from (figure_theme(record, figure, voice) for figure in figures_of(record))
    for chapter in edition.chapters:
        yield Theme(Subject.CHAPTER, chapter.id, voice.text(chapter.title))
    for spot in spots(edition):
        yield Theme(Subject.BLOCK, spot.name, title_of_block(spot.block, voice))


def place_of(edition: Edition, subject: Subject, name: str) -> str:
    """The id in the book of what has a name; empty if the book does not show it."""
    match subject:
        case Subject.EDITION:
            return ""  # the cover and the imprint, whose folios are roman
        case Subject.SOURCE:
            return f"source-{name}" if name != "sources" else name
        case Subject.CHAPTER:
            return name
        case Subject.BLOCK:
            return next((block_id(spot) for spot in spots(edition) if spot.name == name), "")
    return best_place(_printing(edition, name))


def best_place(found: Iterable[Spot]) -> str:
    """The id of the block that tells most of something: in a numbered chapter, and no mere list of dates."""
    def rank(spot: Spot) -> tuple[bool, bool, int]:
        return isinstance(spot.block, Chronology), not spot.chapter.numbered, spot.rank

    best = min(found, key=rank, default=None)
    return block_id(best) if best else ""


def block_id(spot: Spot) -> str:
    """The id of a block in the book."""
    return spot.block.printed_id(spot.chapter.id, spot.index)


def _printing(edition: Edition, name: str) -> Iterator[Spot]:
    """The blocks that print a record or a figure."""
    voice = Voice(edition)
    subject = Subject.FIGURE if "." in name else Subject.RECORD
    sought = {name: (Change(ChangeKind.CORRECTION, subject, name, ""),)}
    return (spot for spot in spots(edition) if any(printed(spot.block, voice, sought)))
