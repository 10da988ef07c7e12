"""A build as a preview shows it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .. import faults, pipeline
from ..homing import Mark
from ..report import Diagnostic, Report
from ..span import Span
from .made import Made, Page, Spot, Watch

if TYPE_CHECKING:
    from ..pipeline import Built
    from ..proof.copy.printed import PrintedPage
    from ..workshop import Workshop

_DRAWN = frozenset({"picture", "drawing", "shading"})
"""Shapes that are known by how they look only."""


@dataclass(frozen=True, slots=True)
class PlainMaker:
    """Sets what changed, in its workshop; the whole edition each time, if it has none."""

    project: Path
    workshop: Workshop | None = None

    def make(self, folder: PurePosixPath, watch: Watch) -> Made:
        """The pages as the files are now, and what was found."""
        report = Report()
        try:
            built = pipeline.build(self.project, folder, report, watch, workshop=self.workshop)
            return Made(_loose(report)) if built is None else made_of(built, report)
        except Exception as problem:  # whatever it is, the preview goes on with the next change
            return failed(folder, f"{type(problem).__name__}: {problem}")

    def close(self) -> None:
        """There is nothing to let go of."""


def failed(folder: PurePosixPath, reason: str) -> Made:
    """That a fault of ours kept an edition from being made."""
    fault = faults.failed_preview(reason)
    return Made((Mark(None, None, Diagnostic(Span(folder / "edition.yaml"), fault)),), broken=True)


def made_of(built: Built, report: Report) -> Made:
    """The pages of a build, whether or not it passed its proof, and all that was reported."""
    from ..proof.album.tally import tally
    from ..proof.beside.aligning import compare
    from .drawing import small
    from .spots import Ground, spots_of

    proof = built.proved.proof
    ground = Ground(built.checked.source, {part.id: part for part in built.manuscript.parts})
    spots = spots_of(compare(proof.expected, proof.printed), built.volume.anchors, ground)
    pdf = built.volume.pdf
    looks = small(pdf, [number for number, page in enumerate(proof.printed.pages) if _has_pictures(page)])
    pages = tuple(
        Page(_digest(page, looks.get(number, b"")), _matter(spots.get(number, ())), page.label, page.width,
             page.height, spots.get(number, ()))
        for number, page in enumerate(proof.printed.pages)
    )
    marks = (*built.proved.marks, *_loose(report, built.proved.marks))
    compared = str(tally(proof.expected))
    return Made(marks, proof.printed.title, pdf, pages, proof.printed.bookmarks, ground.texts, compared)


def _loose(report: Report, told: Iterable[Mark] = ()) -> tuple[Mark, ...]:
    """What was reported and has no place on a page."""
    known = {mark.diagnostic for mark in told}
    return tuple(Mark(None, None, diagnostic) for diagnostic in report if diagnostic not in known)


def _has_pictures(page: PrintedPage) -> bool:
    return any(shape.kind in _DRAWN for shape in page.shapes)


def _digest(page: PrintedPage, look: bytes) -> str:
    """A digest of all that one sees; fonts without the prefix of their subset, which tells of other pages."""
    pieces = [
        (piece.text, piece.box, piece.size_pt, piece.font.rpartition("+")[2], piece.colour, piece.ink)
        for piece in page.pieces
    ]
    shapes = [(shape.kind, shape.box, shape.colour) for shape in page.shapes]
    seen = f"{page.width} {page.height} {pieces} {shapes}".encode()
    return hashlib.sha256(seen + look).hexdigest()[:32]


def _matter(spots: Iterable[Spot]) -> str:
    """A digest of what was written for a page."""
    words = " ".join(spot.text for spot in spots if not spot.gathered)
    plain = "".join(character for character in words if not character.isdigit())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
