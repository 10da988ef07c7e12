"""`release`: everything that readers are handed, in one folder, and a record of it beside the chapters."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .. import fingerprint, shelf
from .asked import editions
from .locking import alone
from .screen import PROJECT, Progress, fail, show_report, spoken

if TYPE_CHECKING:
    from ..pipeline import Built
    from ..release.snapshot import Snapshot


def release(edition: str, *, unvalidated: bool = False, wait: bool = False) -> None:
    """Build, prove and validate an edition, write `dist/<edition>/`, and record the release."""
    editions(edition)

    def work() -> None:
        with alone(edition, "releasing it", wait=wait):
            _release(edition, unvalidated)

    spoken(work)


def build_again(name: str) -> Built:
    """A sound build of a final edition, in memory; stops with what is wrong if there is none."""
    from ..model.edition import Status
    from ..pipeline import build
    from ..report import Report

    report, progress = Report(), Progress(name)
    try:
        built = build(PROJECT, PurePosixPath("chapters", name), report, progress)
    finally:
        progress.done()
    show_report(report)
    if built is None or not built.sound:
        fail(f"{name}: not released. `invoke build --edition {name}` shows what was found on which page.")
    status = built.checked.edition.imprint.status
    if status is not Status.FINAL:
        fail(f"{name}: not released. Its status is `{status}`; set `status: final` in edition.yaml first.")
    return built


def inputs_of(name: str, revision: str) -> dict[str, str]:
    """The digest of every file that the edition's pages depend on, but for the record of this release."""
    own = PurePosixPath("chapters", name, "released", f"{revision}.json")
    found = fingerprint.inputs(PROJECT, Path("chapters", name))
    digests = ((path.as_posix(), digest) for path, digest in found if not digest.startswith("not read"))
    return {path: digest for path, digest in digests if path != str(own)}


def versions() -> Mapping[str, str]:
    """The version of everything that can change a page, typefaces included."""
    from ..release.typefaces import versions_of

    fonts = sorted((PROJECT / "styles").rglob("*.[ot]tf"))
    return dict(fingerprint.versions()) | versions_of({path.stem: path.read_bytes() for path in fonts})


def _release(name: str, unvalidated: bool) -> None:
    from ..release import bundle

    built = build_again(name)
    validated = "not validated" if unvalidated else _validated(name, built.volume.pdf)
    record = bundle.snapshot_of(built, date.today())
    _refuse_other_bytes(name, record)
    outputs = bundle.files(built)
    inputs = inputs_of(name, record.revision)
    summary = bundle.manifest_of(built, outputs, inputs, versions())
    written = bundle.all_files(outputs, summary)
    shelf.put_together({PROJECT / "dist" / name: written, **_recorded(name, record)})
    said = f"{record.pages} pages, {validated}, {len(written)} files in dist/{name}/"
    print(f"{name} {record.revision}: {said}")
    print(f"Commit {_record_path(name, record.revision)}: it is what later revisions are compared with.")


def _validated(name: str, pdf: bytes) -> str:
    """That the file keeps its standards, in veraPDF's judgement; stops if it does not or cannot be asked."""
    from ..conformance import ConformanceUnavailable, validate

    try:
        broken = [*validate(pdf, "3a"), *validate(pdf, "ua1")]
    except ConformanceUnavailable as problem:
        fail(f"{name}: not released, because it cannot be validated: {problem} "
             "`--unvalidated` releases it all the same.")
    for finding in broken[:20]:
        print(f"{finding.clause} {finding.message} ({finding.context})", file=sys.stderr)
    if broken:
        fail(f"{name}: not released. The PDF breaks rules of PDF/A-3a or PDF/UA-1. This is a fault of ours.")
    return "PDF/A-3a and PDF/UA-1"


def _refuse_other_bytes(name: str, record: Snapshot) -> None:
    """Stop if this revision was released before and is another file now."""
    from ..release import snapshot

    path = PROJECT / _record_path(name, record.revision)
    if not path.exists():
        return
    try:
        earlier = snapshot.read(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        fail(f"{name}: not released. {_record_path(name, record.revision)} cannot be used: {problem}.")
    if earlier.sha256 != record.sha256:
        fail(f"{name}: not released. {record.revision} was released on {earlier.released}, and would be "
             "another file now. Raise `revision` in edition.yaml, and say in errata.yaml what it puts right; "
             f"`invoke edition.diff {name}@{record.revision} {name}` shows what changed.")


def _recorded(name: str, record: Snapshot) -> Mapping[Path, bytes]:
    """The record of a release, to be put beside the chapters unless it stands there."""
    from ..release import snapshot

    path = PROJECT / _record_path(name, record.revision)
    return {} if path.exists() else {path: snapshot.written(record).encode()}


def _record_path(name: str, revision: str) -> PurePosixPath:
    return PurePosixPath("chapters", name, "released", f"{revision}.json")
