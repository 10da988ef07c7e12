"""`build` and `check`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .. import fingerprint, shelf
from .asked import editions, require_form
from .screen import PROJECT, Progress, fail, show_report, spoken

if TYPE_CHECKING:
    from ..pipeline import Built
    from ..report import Report


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of `build`."""

    draft: bool = False
    change_bars: bool = False
    html: bool = False
    trace: bool = False
    force: bool = False

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
    spoken(lambda: failed.extend(name for name in editions(edition) if not _bring_up_to_date(name, wishes)))
    if failed:
        fail()


def check(edition: str, form: str) -> None:
    """Report what is wrong in one edition, or in all; exit code 1 for an error."""
    require_form(form)
    failed: list[bool] = []
    spoken(lambda: failed.append(_check(editions(edition), form)))
    if any(failed):
        fail()


def _check(names: list[str], form: str) -> bool:
    """Check editions and print what was found; whether one has an error."""
    from pathlib import PurePosixPath

    from ..pipeline import check as check_stages
    from ..report import Report

    report = Report()
    for name in names:
        before = len(report)
        check_stages(PROJECT, PurePosixPath("chapters", name), report, lambda stage: None)
        if form == "pretty" and len(report) == before:
            print(f"{name}: nothing is wrong.")
    show_report(report, form)
    return report.failed


def _bring_up_to_date(name: str, wishes: Wishes) -> bool:
    """Build an edition unless it stands in `dist/` already; False if it has an error."""
    path = PROJECT / "dist" / wishes.file(name)
    key = fingerprint.key(PROJECT, Path("chapters", name), wishes.names)
    stamp = shelf.stamp_of(path)
    asked_for_more = wishes.force or wishes.html or wishes.trace
    if stamp is not None and stamp.key == key and not asked_for_more and not shelf.lacks(_slip_path(path)):
        print(f"{name}: nothing changed; {_summary(stamp, path)}; {_shown(path)}")
        return True
    return _build(name, wishes, path, key)


def _build(name: str, wishes: Wishes, path: Path, key: str) -> bool:
    from pathlib import PurePosixPath

    from ..pipeline import build as build_stages
    from ..report import Report

    report = Report()
    progress = Progress(name)
    try:
        folder = PurePosixPath("chapters", name)
        built = build_stages(
            PROJECT, folder, report, progress, draft=wishes.draft, bars=wishes.change_bars,
        )
        if built is not None and built.sound:
            progress("write")
            stamp = _write(built, wishes, path, key)
    finally:
        progress.done()  # also when broken off: it hides the cursor while a stage runs
    show_report(report)
    if built is None or not built.sound:
        shown = f" {_rejected(built, name, report)}" if built else ""
        kept = f" {_shown(path)} is still the last good one." if path.exists() else ""
        print(f"{name}: not built.{shown}{kept}", file=sys.stderr)
        return False
    print(f"{name}: {_summary(stamp, path)}, {progress.seconds:.1f} s; {_shown(path)}")
    return True


def _rejected(built: Built, name: str, report: Report) -> str:
    from .proving import show_rejected

    return show_rejected(built.volume.pdf, built.proved, name, report)


def _write(built: Built, wishes: Wishes, path: Path, key: str) -> shelf.Stamp:
    """Put the volume, and what was asked for besides, into `dist/`."""
    resolved = built.checked.resolved
    pdf = built.volume.pdf
    digest = fingerprint.sha256(pdf)
    stamp = shelf.Stamp(key, digest, built.volume.pages, resolved.notes, len(resolved.tables))
    if wishes.html:
        shelf.put(path.with_suffix(".html"), built.manuscript.html.encode())
    if wishes.trace:
        _write_trace(built, path.parent / "trace" / path.stem)
    if not wishes.names:
        _write_slip(built, _slip_path(path), key)
    shelf.put_stamped(path, pdf, stamp)
    return stamp


def _write_slip(built: Built, path: Path, key: str) -> None:
    """Put the errata slip beside the volume; take an old one away if there is none."""
    if built.slip is None:
        shelf.take_away(path)
        return
    volume = built.slip.volume
    shelf.put_stamped(path, volume.pdf, shelf.Stamp(key, fingerprint.sha256(volume.pdf), volume.pages, 0, 0))


def _slip_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}-errata.pdf")


def _write_trace(built: Built, folder: Path) -> None:
    """Each stage's noun as text, numbered in the order of the stages."""
    from ..trace import as_text

    checked = built.checked
    for number, (stage, noun) in enumerate((
        ("source", {str(path): file.root for path, file in checked.source.files.items()}),
        ("edition", checked.edition),
        ("resolved", checked.resolved.chapters),
        ("manuscript", {part.id: part.html for part in built.manuscript.parts}),
        ("sheets", {"repairs": built.sheets.repairs, **dict(sorted(built.sheets.anchors.items()))}),
        ("volume", {"pages": built.volume.pages, "bytes": len(built.volume.pdf)}),
    ), 1):
        shelf.put(folder / f"{number}-{stage}.txt", as_text(noun).encode())


def _summary(stamp: shelf.Stamp, path: Path) -> str:
    size_kb = path.stat().st_size / 1000
    return f"{stamp.pages} pages, {stamp.notes} notes, {stamp.tables} tables, {size_kb:,.0f} kB"


def _shown(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()
