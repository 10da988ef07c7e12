"""Stage `bind`: takes in, one PDF out that is PDF/A-3a and PDF/UA-1 at once.

A linker: each take's section is written by itself, and then all are joined with what counts through the book.
The same pages always give the same bytes: dates come from the metadata, and nothing is read from the machine.
Nothing is laid out here, and no file is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePosixPath

from msgspec import Struct

from .. import faults
from ..anchors import first_pages
from ..artifacts import Attachment, FileSection, Metadata, Sheets, Volume
from ..engine import Remark, fault, listen
from ..folio import folio_of
from ..fragment import Fragment
from ..hands import Hands, done, own_hands
from ..report import Report
from ..span import Span
from .faces import cut_face, face_jobs, fonts
from .frame import Frame
from .place import Book, Place
from .section import Section, SectionJob, write_section
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
    hands: Hands = own_hands,
) -> Volume:  # seven parameters: each comes from another stage
    """One PDF of all fragments. Folios are Roman before the page of `first_body_anchor`, then begin again.

    A bar stands in the outer margin beside the blocks whose ids are in `changed`.
    """
    fragments = [fragment for fragment in sheets.fragments if fragment.pages]
    pages = first_pages(fragments)
    if first_body_anchor not in pages:
        report.add(_SPAN, faults.dead_anchor(first_body_anchor))
    front_pages = pages.get(first_body_anchor, 0)
    faces = face_jobs(fragments, sheets.families)
    cut = done(hands, cut_face, faces)
    with listen() as remarks:
        frame = Frame(metadata, attachments, fonts(faces, cut), hands)
    _report([*chain.from_iterable(one.remarks for one in cut), *remarks], report)
    linking = _Linking(frame.book, front_pages, pages, tuple(changed))
    jobs = list(_jobs(fragments, linking, frame.first_object))
    sections = done(hands, write_section, jobs)
    last = jobs[-1].end_object if jobs else frame.first_object
    own, table = frame.piece([section.symbols for section in sections], front_pages, last)
    pdf = file_of([*(section.piece for section in sections), own], table, frame.trailer)
    told = tuple(_told(jobs, sections))
    return Volume(pdf, sum(one.pages for one in told), sheets.anchors, told)


class _Linking(Struct, frozen=True):
    """What all places have in common."""

    book: Book
    front_pages: int
    pages: Mapping[str, int]
    """On which each id stands."""
    changed: tuple[str, ...]

    def place(self, fragment: Fragment, first_object: int, first_page: int) -> Place:
        """The place of a fragment whose objects and pages count from these numbers."""
        return Place(
            self.book, first_object, first_page,
            tuple(map(self._folio, range(first_page, first_page + fragment.pages))),
            {name: self._folio(self.pages[name]) for name in fragment.printed if name in self.pages},
            tuple(name for name in self.changed if {name, f"{name}-block"} & fragment.anchors.keys()),
        )

    def _folio(self, page: int) -> int:
        return folio_of(page, self.front_pages)


def _jobs(fragments: Sequence[Fragment], linking: _Linking, first_object: int) -> Iterator[SectionJob]:
    """All fragments with their places, one behind the other."""
    first_page = 0
    for fragment in fragments:
        job = SectionJob(fragment, linking.place(fragment, first_object, first_page))
        yield job
        first_object, first_page = job.end_object, first_page + fragment.pages


def _told(jobs: Sequence[SectionJob], sections: Sequence[Section]) -> Iterator[FileSection]:
    """Where each section is in the file."""
    start = len(HEADER)
    for job, section in zip(jobs, sections, strict=True):
        end, place = start + len(section.piece.content), job.place
        yield FileSection(
            place.first_page, job.fragment.pages, place.first_object, job.end_object, start, end
        )
        start = end


def _report(remarks: Sequence[Remark], report: Report) -> None:
    """What the engine said of typefaces and attachments."""
    for remark in remarks:
        report.add(_SPAN, fault(remark))
