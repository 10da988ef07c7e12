"""The whole build in one function that can be read aloud.

The only module that knows all stages. The engine is imported when pages are set, so that a check
never pays for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from . import faults
from .artifacts import Manuscript, PartHtml, Resolved, Sheets, Source, Volume
from .load import load
from .model.edition import Edition
from .report import Diagnostic, Report
from .resolve import resolve
from .span import Span
from .token_place import find_passage
from .validate import validate

if TYPE_CHECKING:
    from .proof import Box, Finding, Proof

Watch = Callable[[str], None]
"""Told the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An edition that stands: read, valid and resolved."""

    source: Source
    edition: Edition
    resolved: Resolved


@dataclass(frozen=True, slots=True)
class Built:
    """An edition on paper, with the nouns on the way there."""

    checked: Checked
    manuscript: Manuscript
    sheets: Sheets
    volume: Volume


@dataclass(frozen=True, slots=True)
class Mark:
    """What the proof found, at home in an editor's file, and where on the pages it is."""

    page: int | None
    """Counting from 0; None if it is about the file."""
    box: Box | None
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Proved:
    """A finished PDF, read back."""

    proof: Proof
    marks: tuple[Mark, ...]


def check(project: Path, folder: PurePosixPath, report: Report, watch: Watch) -> Checked | None:
    """Everything that can be known without setting a page; None if an error was reported."""
    watch("load")
    return check_source(load(project, folder, report), report, watch)


def check_source(source: Source, report: Report, watch: Watch) -> Checked | None:
    """What follows from the files of an edition, wherever they came from; None if an error was reported."""
    watch("validate")
    edition = validate(source, report)
    if edition is None or report.failed:
        return None
    watch("resolve")
    return Checked(source, edition, resolve(source, edition))


def build(
    project: Path, folder: PurePosixPath, report: Report, watch: Watch, *, draft: bool = False
) -> Built | None:
    """The finished volume; None if an error was reported on the way."""
    checked = check(project, folder, report, watch)
    return None if checked is None else print_checked(project, checked, report, watch, draft=draft)


def print_checked(
    project: Path, checked: Checked, report: Report, watch: Watch, *, draft: bool = False
) -> Built | None:
    """The finished volume of an edition that stands; None if an error was reported on the way."""
    watch("compose")
    from .compose import compose

    return print_manuscript(project, checked, compose(checked.resolved, draft=draft), report, watch)


def print_manuscript(
    project: Path, checked: Checked, manuscript: Manuscript, report: Report, watch: Watch
) -> Built | None:
    """The pages and the volume of a manuscript; None if an error was reported on the way."""
    watch("typeset")
    from .bind import bind
    from .typeset import Stylesheet, typeset

    found = Report()
    sheets = typeset(manuscript, Stylesheet(project, checked.source.folder), found)
    _bring_home(found, manuscript, report)
    if report.failed:
        return None
    watch("bind")
    first = manuscript.first_body
    volume = bind(sheets, manuscript.metadata, manuscript.attachments, report, first_body_anchor=first)
    return None if report.failed else Built(checked, manuscript, sheets, volume)


def prove_file(
    project: Path, folder: PurePosixPath, pdf: bytes, report: Report, watch: Watch, *, draft: bool = False
) -> Proved | None:
    """A PDF of any day against its edition as it is now; None if either cannot be read."""
    checked = check(project, folder, report, watch)
    if checked is None:
        return None
    watch("compose")
    from .compose import compose

    manuscript = compose(checked.resolved, draft=draft)
    watch("proof")
    return _prove(checked, manuscript, pdf, report)


def _prove(checked: Checked, manuscript: Manuscript, pdf: bytes, report: Report) -> Proved | None:
    """What the proof found, reported at the place where an editor wrote it."""
    from .proof import prove

    imprint = Span(checked.source.folder / "edition.yaml")
    try:
        proof = prove(pdf, manuscript, checked.resolved)
    except ValueError as refusal:
        report.add(imprint, faults.unreadable_pdf(str(refusal)))
        return None
    parts = {part.id: part for part in manuscript.parts}
    home = _Home(checked.source, parts, proof)
    marks = tuple(home.mark(finding) for finding in proof.findings)
    for mark in marks:
        report.add(mark.diagnostic.span, mark.diagnostic.fault, mark.diagnostic.subject)
    return Proved(proof, marks)


@dataclass(frozen=True, slots=True)
class _Home:
    """Where an editor wrote what stands on the pages."""

    source: Source
    parts: Mapping[str, PartHtml]
    proof: Proof

    def mark(self, finding: Finding) -> Mark:
        """A finding at the words that it is about, or at their block, or at the edition's imprint."""
        node = finding.node
        origin = None if node is None else self.parts[node.part].origin(node.line)
        if node is None or origin is None:
            span = Span(self.source.folder / "edition.yaml")
        else:
            span = self._passage(origin, self.proof.expected.text_of(node))
        subject = finding.subject or ("" if node is None else self.proof.expected.subject(node))
        return Mark(finding.page, finding.box, Diagnostic(span, finding.fault, subject))

    def _passage(self, block: Span, text: str) -> Span:
        file = next((file for file in self.source.files.values() if file.path == block.file), None)
        return block if file is None else find_passage(file, block, text)


def _bring_home(found: Report, manuscript: Manuscript, report: Report) -> None:
    """Report what was found in the HTML of a block at the place where an editor wrote the block."""
    parts = {f"{part.id}.html": part for part in manuscript.parts}
    for diagnostic in found:
        part = parts.get(str(diagnostic.span.file))
        origin = part.origin(diagnostic.span.line) if part else None
        report.add(origin or diagnostic.span, diagnostic.fault, diagnostic.subject)
