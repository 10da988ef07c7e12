"""A build as a preview shows it: the pages as soon as they are bound, then what their proof gave."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from .. import faults, pipeline
from ..homing import Mark
from ..recall import afresh
from ..report import Diagnostic, Report
from ..span import Span
from ..undisturbed import run_fast
from .looks import Eye
from .made import Made, Reading, Watch

if TYPE_CHECKING:
    from ..pipeline import Bound
    from ..workshop import Workshop


class PlainMaker(Struct, frozen=True):
    """Sets what changed, in its workshop; the whole edition each time, if it has none."""

    project: Path
    workshop: Workshop | None = None
    breakable: Callable[[], AbstractContextManager[None]] = nullcontext
    """Within which a newer order may break off the work, by an exception that is none of `Exception`."""
    _eye: Eye = field(default_factory=Eye)

    def make(self, folder: PurePosixPath, watch: Watch) -> Generator[Made | Reading]:
        """What became of the files as they are now, and, if that is a book, what its proof gave."""
        report = Report()
        try:
            made, bound = run_fast(lambda: self._bind(folder, report, watch))
        except Exception as problem:  # whatever it is, the preview goes on with the next change
            made, bound = Made((_fault(folder, problem),), broken=True), None
        yield made
        if bound is not None:
            try:
                reading = self._read(bound, report, watch)
            except Exception as problem:
                reading = Reading((_fault(folder, problem),), broken=True)
            yield reading

    def overtake(self) -> None:
        """Nobody is at work while somebody else can say so."""

    def close(self) -> None:
        """There is nothing to let go of."""

    def _bind(self, folder: PurePosixPath, report: Report, watch: Watch) -> tuple[Made, Bound | None]:
        """The pages, and what is to be proved of them; None if something kept them from being set."""
        from .book import book_of

        recall = self.workshop.recall if self.workshop else afresh
        checked = pipeline.check(self.project, folder, report, watch, recall)
        bound = None if checked is None else pipeline.bind_checked(
            self.project, checked, report, watch, workshop=self.workshop
        )
        if bound is None:
            return Made(_loose(report)), None
        return Made(_loose(report), book_of(bound, self._eye)), bound

    def _read(self, bound: Bound, report: Report, watch: Watch) -> Reading:
        """What the proof of a book gave; its errata slip, if it has one, is proved too."""
        from .reading import reading_of

        before = len(report)
        with self.breakable():
            built = pipeline.prove_bound(bound, report, watch, self.workshop)
            read = Reading(broken=True) if built is None else reading_of(built, self.workshop)
        if built is not None:
            pipeline.with_slip(self.project, built, report, watch)
        return replace(read, marks=(*read.marks, *_loose(tuple(report)[before:], read.marks)))


def failed(folder: PurePosixPath, reason: str) -> Mark:
    """That a fault of ours kept an edition from being made."""
    return Mark(None, None, Diagnostic(Span(folder / "edition.yaml"), faults.failed_preview(reason)))


def _fault(folder: PurePosixPath, problem: Exception) -> Mark:
    return failed(folder, f"{type(problem).__name__}: {problem}")


def _loose(found: Iterable[Diagnostic], told: Iterable[Mark] = ()) -> tuple[Mark, ...]:
    """What was reported and has no place on a page."""
    known = {mark.diagnostic for mark in told}
    return tuple(Mark(None, None, diagnostic) for diagnostic in found if diagnostic not in known)
