"""Looks at one part of an edition at a time: the imprint, a chapter, the lists.

What is found follows from the part and from what names mean in the edition, so it is recalled while neither
changes. Checks that compare texts of several chapters belong into `stage`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..model.edition import FILES
from ..recall import Recall, afresh, digest_of
from ..report import Report
from . import (
    attributing,
    dating,
    figuring,
    identity,
    markdown,
    marking,
    noting,
    reference,
    structure,
    use,
    wording,
)
from .reading import Part, Reading
from .seen import Seen

Check = Callable[[Reading, Report], None]

OF_TEXTS: tuple[Check, ...] = (
    identity.reserved_names,
    marking.unsound_marks,
    marking.broken_marks,
    marking.unused_notes,
    noting.wordy_notes,
    markdown.unsupported_markdown,
    markdown.refused_links,
    markdown.broken_links,
    figuring.sums,
    wording.numbers_and_dates,
    wording.plain_words,
    wording.lexicon,
    wording.spellings,
    wording.violations_and_abuses,
    wording.unknown_abbreviations,
    structure.running_heads,
    structure.unsourced_paragraphs,
)
"""Each looks at one text, or one block, after the other."""

OF_LISTS: tuple[Check, ...] = (
    identity.repeated_figures,
    reference.unknown_sources,
    reference.circles,
    dating.outside_coverage,
    dating.order_of_proceedings,
    dating.order_of_standings,
    dating.dates_after_publication,
    dating.dates_of_sources,
    dating.dates_of_edition,
    dating.missing_dates,
    figuring.preferences,
    figuring.conflicts,
    figuring.parts_and_wholes,
    figuring.statistics,
    figuring.numbers,
    attributing.sources_of_blame,
    attributing.acts_and_actors,
    attributing.courts,
)
"""Each looks at what is written in the imprint and in the lists, and at no text of a chapter."""


def examine(reading: Reading, recall: Recall) -> Iterator[Seen]:
    """What is seen in each part, in their order."""
    lists = reading.lists
    unread = (name for name, names in zip(FILES, lists.names.values(), strict=True) if not names.whole)
    around = digest_of(lists.digest, *unread)
    for part in reading.parts:
        own = [chapter.file.digest for chapter in part.chapters]
        known = recall if lists.digest and all(own) else afresh
        targets = digest_of(*sorted(part.targets.known))
        yield known("examine", (around, targets, part.part.name, *own), partial(_seen, part))


def _seen(part: Reading) -> Seen:
    found = Report()
    for check in (*OF_TEXTS, *(OF_LISTS if part.part is Part.LISTS else ())):
        check(part, found)
    return Seen(
        tuple(found), tuple(figuring.disputed(part)), frozenset(figuring.told(part)),
        frozenset(use.shown(part)), frozenset(use.named_people(part)), frozenset(use.abbreviations(part)),
    )
