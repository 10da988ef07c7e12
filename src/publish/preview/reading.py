"""What the proof of a book gave: what it found, and what stands where on the pages.

A section of which nothing is new has the spots that it had: they follow from what the proof of the section
follows from, and from the boxes of its ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..anchors import Anchors, first_pages
from ..fragment import Fragment
from ..proof.beside.aligning import compare
from ..proof.copy.excerpt import read_excerpt
from ..proof.section import Section, compared
from .ground import ground_of
from .made import Reading, packed
from .spots import spots_of

if TYPE_CHECKING:
    from ..pipeline import Built
    from ..workshop import Workshop


class Read(Struct, frozen=True):
    """A section that is to be read for its spots."""

    section: Section
    fragment: Fragment
    """Of the take that it is."""

    @property
    def said(self) -> tuple[str, ...]:
        """All that its spots follow from, but for the program."""
        return *self.section.said, self.fragment.boxes.digest


def reading_of(built: Built, workshop: Workshop | None) -> Reading:
    """What the proof of a book gave; where there is a workshop, what stands where is remembered in it."""
    manuscript, proof = built.manuscript, built.proved.proof
    ground = ground_of(built.checked.source, manuscript.parts, first_pages(built.sheets.fragments))
    leaves = _by_section(built, workshop) if workshop else None
    if leaves is None:
        spots = spots_of(compare(proof.expected, proof.printed), built.volume.anchors, manuscript.parts)
        leaves = packed(spots.get(page, ()) for page in range(built.volume.pages))
    return Reading(built.proved.marks, leaves, ground, str(proof.tally))


def _by_section(built: Built, workshop: Workshop) -> tuple[bytes, ...] | None:
    """The spots of each page, packed; None if the file was proved as a whole."""
    sections = built.proved.proof.sections
    if not sections:
        return None
    takes = (fragment for fragment in built.sheets.fragments if fragment.pages)
    jobs = [Read(section, take) for section, take in zip(sections, takes, strict=True)]
    found = dict(workshop.run(read_section, jobs, lambda job: job.said))
    return tuple(leaf for number in range(len(jobs)) for leaf in found[number])


def read_section(read: Read) -> tuple[bytes, ...]:
    """The spots of each page of a section, packed."""
    section, first = read.section, read.section.excerpt.first
    comparison = compared(section, read_excerpt(section.excerpt))
    anchors = {
        name: tuple(replace(anchor, page=first + anchor.page) for anchor in boxes)
        for name, boxes in Anchors([read.fragment]).items()
    }
    spots = spots_of(comparison, anchors, section.wanted.parts)
    return packed(spots.get(page, ()) for page in range(first, first + read.fragment.pages))
