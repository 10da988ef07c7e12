"""Stage `bind`: takes in, one PDF out that is PDF/A-3a and PDF/UA-1 at once.

A linker: each take's section is written by itself, and then all are joined with what counts through the book.
The same pages always give the same bytes: dates come from the metadata, and nothing is read from the machine.
Nothing is laid out here, and no file is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from .. import faults
from ..artifacts import Anchor, Attachment, FileSection, Metadata, Sheets, Volume
from ..engine import Remark, fault, listen
from ..folio import folio_of
from ..fragment import Fragment
from ..report import Report
from ..span import Span
from .faces import fonts
from .frame import Frame
from .place import Book, Place
from .section import Section, end_of, printed_targets, section_of
from .writing import HEADER, file_of

_SPAN = Span(PurePosixPath("volume.pdf"))


def bind(
    sheets: Sheets,
    metadata: Metadata,
    attachments: Sequence[Attachment],
    report: Report,
    *,
    first_body_anchor: str,
    changed: Sequence[str] = (),
) -> Volume:  # six parameters: each comes from another stage
    """One PDF of all fragments. Folios are Roman before the page of `first_body_anchor`, then begin again.

    A bar stands in the outer margin beside the blocks whose ids are in `changed`.
    """
    front_pages = _front_pages(sheets.anchors, first_body_anchor, report)
    folios = {name: folio_of(boxes[0].page, front_pages) for name, boxes in sheets.anchors.items()}
    fragments = [fragment for fragment in sheets.fragments if fragment.leaves]
    with listen() as remarks:
        frame = Frame(metadata, attachments, fonts(fragments, sheets.families))
    _report(remarks, report)
    bound = _bound(fragments, _Linking(frame.book, front_pages, folios, tuple(changed)), frame.first_object)
    first = bound[-1].end_object if bound else frame.first_object
    own, table = frame.piece([one.section.symbols for one in bound], front_pages, first)
    pdf = file_of([*(one.section.piece for one in bound), own], table, frame.trailer)
    pages = sum(len(one.leaves) for one in fragments)
    return Volume(pdf, pages, sheets.anchors, tuple(_sections(bound)))


@dataclass(frozen=True, slots=True)
class _Linking:
    """What all places have in common."""

    book: Book
    front_pages: int
    folios: Mapping[str, int]
    """Of the page on which each id stands, in Arabic figures."""
    changed: tuple[str, ...]

    def place(self, fragment: Fragment, first_object: int, first_page: int) -> Place:
        """The place of a fragment whose objects and pages count from these numbers."""
        pages = range(first_page, first_page + len(fragment.leaves))
        return Place(
            self.book, first_object, first_page, tuple(folio_of(page, self.front_pages) for page in pages),
            {name: self.folios[name] for name in printed_targets(fragment) if name in self.folios},
            self.changed,
        )


@dataclass(frozen=True, slots=True)
class _Bound:
    """A section with its place, and the number after the last that its objects may have."""

    place: Place
    section: Section
    end_object: int


def _bound(fragments: Sequence[Fragment], linking: _Linking, first_object: int) -> list[_Bound]:
    """All sections, one behind the other."""
    found: list[_Bound] = []
    first_page = 0
    for fragment in fragments:
        place, end = linking.place(fragment, first_object, first_page), end_of(fragment, first_object)
        found.append(_Bound(place, section_of(fragment, place), end))
        first_object, first_page = end, first_page + len(fragment.leaves)
    return found


def _sections(bound: Sequence[_Bound]) -> Iterator[FileSection]:
    """Where each of them is in the file."""
    start = len(HEADER)
    for one in bound:
        end = start + len(one.section.piece.content)
        place = one.place
        yield FileSection(
            place.first_page, len(place.folios), place.first_object, one.end_object, start, end
        )
        start = end


def _front_pages(anchors: Mapping[str, Sequence[Anchor]], first_body_anchor: str, report: Report) -> int:
    """How many pages stand before the body."""
    if first_body_anchor in anchors:
        return anchors[first_body_anchor][0].page
    report.add(_SPAN, faults.dead_anchor(first_body_anchor))
    return 0


def _report(remarks: Sequence[Remark], report: Report) -> None:
    """What the engine said of typefaces and attachments."""
    for remark in remarks:
        report.add(_SPAN, fault(remark))
