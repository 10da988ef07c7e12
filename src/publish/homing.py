"""Where an editor wrote what stands on the pages: what late stages find, brought home to a chapter's file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from . import faults
from .artifacts import File, Manuscript, PartHtml, Source
from .model.edition import Waiver
from .report import Diagnostic, Report
from .span import Span
from .token_place import find_passage
from .waivable import ON_PAGES

if TYPE_CHECKING:
    from .proof import Box, Finding

_WAIVERS = PurePosixPath("waivers.yaml")


class Mark(Struct, frozen=True):
    """What the proof found, at home in an editor's file, and where on the pages it is."""

    page: int | None
    """Counting from 0; None if it is about the file."""
    box: Box | None
    diagnostic: Diagnostic


class Home(Struct, frozen=True):
    """An edition's files, and the manuscript that was made of them."""

    source: Source
    parts: Mapping[str, PartHtml]

    def of_block(self, diagnostic: Diagnostic) -> Diagnostic:
        """A finding in the HTML of a block, at the block; one in the title of a chapter, at its file."""
        file = diagnostic.span.file
        part = self.parts.get(file.stem) if file.name == str(file) == f"{file.stem}.html" else None
        origin = part.origin(diagnostic.span.line) if part else None
        if part and part.origins and origin is None:
            origin = Span(part.origins[0][1].file)
        return Diagnostic(origin or diagnostic.span, diagnostic.fault, diagnostic.subject)

    def mark(self, finding: Finding) -> Mark:
        """A finding at the words that it is about, or at their block, or at the edition's imprint."""
        node = finding.node
        origin = None if node is None else self.parts[node.part].origin(node.line)
        span = Span(self.source.folder / "edition.yaml")
        if node is not None and origin is not None:
            span = self._passage(origin, finding.words)
        return Mark(finding.page, finding.box, Diagnostic(span, finding.fault, finding.subject))

    def _passage(self, block: Span, text: str) -> Span:
        file = next((file for file in self.source.files.values() if file.path == block.file), None)
        return block if file is None else find_passage(file, block, text)


def home(source: Source, manuscript: Manuscript) -> Home:
    """The way back from a manuscript to its files."""
    return Home(source, {part.id: part for part in manuscript.parts})


def waive(marks: Iterable[Mark], waivers: Iterable[Waiver], source: Source, report: Report) -> Iterator[Mark]:
    """The marks that no waiver covers; a waiver of what only pages show is reported if it covers nothing."""
    keys = [(waiver.check, waiver.record) for waiver in waivers]
    used = set()
    for mark in marks:
        key = (mark.diagnostic.fault.code, mark.diagnostic.subject)
        if key[0] in ON_PAGES and key in keys:
            used.add(key)
        else:
            yield mark
    for index, key in enumerate(keys):
        if key[0] in ON_PAGES and key not in used:
            report.add(_place(source.files.get(_WAIVERS), index), faults.unused_waiver(*key), key[1])


def _place(file: File | None, index: int) -> Span:
    return Span(_WAIVERS) if file is None else file.place(("waivers", index, "record"))
