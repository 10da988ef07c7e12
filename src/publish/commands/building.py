"""`build` and `check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from .. import fingerprint, shelf
from ..undisturbed import end_fast, load_fast
from .asked import editions, require_form
from .locking import alone
from .screen import PROJECT, Busy, Progress, fail, show_report, spoken

if TYPE_CHECKING:
    from ..model.edition import Edition
    from ..pipeline import Built
    from ..report import Report
    from ..workshop import Workshop


_OF_NOTHING = ""
"""The key of what was made while files changed: nobody knows which of them were read before, which after."""


class Wishes(Struct, frozen=True):
    """The options of `build`."""

    draft: bool = False
    change_bars: bool = False
    html: bool = False
    trace: bool = False
    force: bool = False
    wait: bool = False
    workers: int = -1
    """Processes that set pages side by side; -1 for one on each core."""
    cache_mb: int = 512
    scheduler: str = ""
    """The address of a Dask scheduler whose workers set pages instead."""

    @property
    def more_than_the_pdf(self) -> bool:
        """Whether something is to be done even if the PDF stands."""
        return self.force or self.html or self.trace

    @property
    def names(self) -> tuple[str, ...]:
        """The options that change the PDF."""
        return tuple(name for name in ("draft", "change_bars") if getattr(self, name))

    def file(self, edition: str) -> str:
        """The name of the PDF: a draft, or one with bars, never takes the place of the book."""
        return f"{edition}{'-draft' if self.draft else ''}{'-bars' if self.change_bars else ''}.pdf"


def build(edition: str, wishes: Wishes) -> None:
    """Bring `dist/` up to date for one edition, or for all; exit code 1 if one has an error."""
    failed: list[str] = []
    load_fast()
    end_fast()
    spoken(lambda: failed.extend(_bring_all_up_to_date(editions(edition), wishes)))
    if failed:
        fail()


def _bring_all_up_to_date(names: Sequence[str], wishes: Wishes) -> Iterator[str]:
    """Build editions with the same workers; the names of those that have an error."""
    with ExitStack() as stack:

        open_: list[Workshop] = []

        def workshop(first: str) -> Workshop:  # a build that has nothing to do needs none
            if not open_:
                from .workplace import workplace

                folder = PurePosixPath("chapters", first)
                place = workplace(wishes.workers, wishes.cache_mb, wishes.scheduler, folder)
                open_.append(stack.enter_context(place))
            return open_[0]

        for name in names:
            if not _bring_up_to_date(name, wishes, workshop):
                yield name


def check(edition: str, form: str) -> None:
    """Report what is wrong in one edition, or in all; exit code 1 for an error."""
    require_form(form)
    failed: list[bool] = []
    load_fast()
    spoken(lambda: failed.append(_check(editions(edition), form)))
    if any(failed):
        fail()


def _check(names: list[str], form: str) -> bool:
    """Check editions and print what was found; whether one has an error."""
    from ..pipeline import check as check_stages
    from ..report import Report
    from .workplace import recollection

    report = Report()
    with recollection() as recall:
        for name in names:
            before = len(report)
            folder = PurePosixPath("chapters", name)
            checked = check_stages(PROJECT, folder, report, lambda stage: None, recall)
            if form == "pretty" and len(report) == before:
                print(f"{name}: nothing is wrong.")
            if form == "pretty" and checked is not None:
                _tell_what_is_left(checked.edition)
    show_report(report, form)
    return report.failed


def _tell_what_is_left(edition: Edition) -> None:
    """One line, if records that came from the edition before are still to be reviewed."""
    from ..carrying import left

    number, total = len(left(edition)), len(edition.carried_over) + len(edition.reviewed)
    if number:
        print(f"{edition.id}: {number} of {total} records are still to be reviewed; `invoke edition.status` "
              "says which.")


def _bring_up_to_date(name: str, wishes: Wishes, workshop: Callable[[str], Workshop]) -> bool:
    """Build an edition unless it stands in `dist/` already; False if it has an error."""
    path = PROJECT / "dist" / wishes.file(name)
    if not wishes.scheduler and _seems_old(path, name):  # one far away is not asked for nothing
        workshop(name)  # those who are called in load what they need meanwhile
    key = _key(name, wishes)
    if _stands(name, wishes, path, key):
        return True
    doing = "building a draft of it" if wishes.draft else "building it"
    try:
        with alone(name, doing, wait=wishes.wait) as waited:
            key = _key(name, wishes) if waited else key
            # whoever was at work until now may have built it, or left something
            return _stands(name, wishes, path, key) or _build(name, wishes, path, key, workshop(name))
    except Busy as busy:
        print(busy, file=sys.stderr)
        return False


def _seems_old(path: Path, name: str) -> bool:
    """Whether something of the edition or the sheets was saved after its PDF was written: a quick guess."""
    with suppress(OSError):  # there is no PDF, or a file is being saved
        written = path.stat().st_mtime
        return any(_saved_after(written, PROJECT / folder) for folder in (f"chapters/{name}", "styles"))
    return True


def _saved_after(moment: float, folder: Path) -> bool:
    """Whether something below a folder is younger; raises `OSError`."""
    with os.scandir(folder) as inside:
        return any(
            one.stat(follow_symlinks=False).st_mtime > moment
            or (one.is_dir(follow_symlinks=False) and _saved_after(moment, folder / one.name))
            for one in inside
        )


def _key(name: str, wishes: Wishes) -> str:
    return fingerprint.key(PROJECT, Path("chapters", name), wishes.names, fingerprint.this_program())


def _stands(name: str, wishes: Wishes, path: Path, key: str) -> bool:
    """Whether nothing is to be done, which is then said."""
    stamp = None if wishes.more_than_the_pdf else shelf.stamp_of(path, key)
    if stamp is None or shelf.lacks(_slip_path(path)):
        return False
    print(f"{name}: nothing changed; {_summary(stamp, path)}; {_shown(path)}")
    return True


def _build(name: str, wishes: Wishes, path: Path, key: str, workshop: Workshop) -> bool:
    from ..fragment import Restyled
    from ..pipeline import build as build_stages
    from ..report import Report
    from ..workshop import WorkerLost

    report = Report()
    progress = Progress(name)
    workshop.tell = progress.parts
    try:
        folder = PurePosixPath("chapters", name)
        built = build_stages(
            PROJECT, folder, report, progress, draft=wishes.draft, bars=wishes.change_bars,
            workshop=workshop,
        )
        if built is not None and built.sound:
            progress("write")
            stamp = _write(built, wishes, path, key if _key(name, wishes) == key else _OF_NOTHING)
    except (WorkerLost, Restyled) as problem:
        print(f"{name}: not built. {_said(problem)}", file=sys.stderr)
        return False
    finally:
        progress.done()  # also when broken off: it hides the cursor while a stage runs
    show_report(report)
    if built is None or not built.sound:
        shown = f" {_rejected(built, name, report)}" if built else ""
        kept = f" {_shown(path)} is still the last good one." if path.exists() else ""
        print(f"{name}: not built.{shown}{kept}", file=sys.stderr)
        return False
    print(f"{name}: {_summary(stamp, path)}, {progress.seconds:.1f} s; {_shown(path)}")
    if stamp.key == _OF_NOTHING:
        print(f"{name}: files were changed while it was built. Build it again to have them as they are now.")
    return True


def _said(problem: Exception) -> str:
    """What an editor is told when pages could not be set at all."""
    from ..workshop import WorkerLost

    if isinstance(problem, WorkerLost):
        return ("A process that set its pages ended twice at the same part; most likely the machine has too "
                "little memory. Close other programs, or try `--workers 0`.")
    return "The style sheets were changed while its pages were set. Build it again."


def _rejected(built: Built, name: str, report: Report) -> str:
    from .proving import show_rejected

    return show_rejected(built.volume.pdf, built.proved, name, report)


def _write(built: Built, wishes: Wishes, path: Path, key: str) -> shelf.Stamp:
    """Put the volume, and what was asked for besides, into `dist/`."""
    resolved = built.checked.resolved
    pdf = built.volume.pdf
    digest = fingerprint.sha256(pdf)
    stamp = shelf.Stamp(key, digest, built.volume.pages, resolved.notes, len(resolved.tables))
    besides: dict[Path, shelf.Content] = {}
    if wishes.html:
        besides[path.with_suffix(".html")] = built.manuscript.html.encode()
    if wishes.trace:
        besides[path.parent / "trace" / path.stem] = _trace(built)
    if not wishes.names:
        besides |= _slip(built, _slip_path(path), key)
    shelf.put_stamped(path, pdf, stamp, besides)
    return stamp


def _slip(built: Built, path: Path, key: str) -> dict[Path, shelf.Content]:
    """The errata slip with its stamp, or that neither is to be there."""
    pdf = built.slip.volume.pdf if built.slip else None
    return shelf.stamped(path, pdf, shelf.Stamp(key, fingerprint.sha256(pdf or b""), 1, 0, 0))


def _slip_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}-errata.pdf")


def _trace(built: Built) -> dict[str, bytes]:
    """Each stage's noun as text, in files that are numbered in the order of the stages."""
    from ..trace import as_text

    checked = built.checked
    stages = (
        ("source", {str(path): file.root for path, file in checked.source.files.items()}),
        ("edition", checked.edition),
        ("resolved", checked.resolved.chapters),
        ("manuscript", {part.id: part.html for part in built.manuscript.parts}),
        ("sheets", {"repairs": built.sheets.repairs, **dict(sorted(built.sheets.anchors.items()))}),
        ("volume", {"pages": built.volume.pages, "bytes": len(built.volume.pdf)}),
    )
    return {f"{number}-{stage}.txt": as_text(noun).encode() for number, (stage, noun) in enumerate(stages, 1)}


def _summary(stamp: shelf.Stamp, path: Path) -> str:
    size_kb = path.stat().st_size / 1000
    return f"{stamp.pages} pages, {stamp.notes} notes, {stamp.tables} tables, {size_kb:,.0f} kB"


def _shown(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()
