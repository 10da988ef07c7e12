"""`proof`: a PDF of any day, proved, and shown page by page in `dist/proof/`."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from .. import faults, fingerprint, shelf
from ..report import Report
from ..span import Span
from .asked import editions, require_form
from .editor import address, is_address, pattern_of
from .locking import ALBUM as ALBUM_LOCK
from .locking import alone
from .screen import PROJECT, Progress, fail, show_report, spoken

if TYPE_CHECKING:
    from ..homing import Mark
    from ..pipeline import Proved, Watch
    from ..proof.album.album import Link, Subject
    from ..proof.copy.printed import Printed

ALBUM = PurePosixPath("dist/proof/index.html")
DPI = 110
"""Of the pictures: notes can be read on a screen."""
_MOST_PX = 6_000
"""On a side of a picture; a wall map is drawn coarser."""


class _Copy(Struct, frozen=True):
    """A PDF as it was found."""

    path: PurePosixPath
    """As people call it: from the project's folder, if it is in there."""
    pdf: bytes


def proof(file: str, edition: str, form: str, *, wait: bool = False) -> None:
    """Prove a PDF against its edition and write its album; exit code 1 for an error."""
    require_form(form)
    failed: list[bool] = []
    spoken(lambda: failed.append(_proof(file, edition, form, wait)))
    if any(failed):
        fail()


def show_rejected(pdf: bytes, proved: Proved, name: str, report: Report) -> str:
    """Keep a PDF that did not pass its proof where it can be looked at; a sentence that says where."""
    from ..proof.album.album import subject_of
    from ..proof.album.tally import tally

    path = ALBUM.with_name(f"{name}-rejected.pdf")
    printed = proved.proof.printed
    subject = subject_of(str(path), _beside(Span(path)), pdf, printed)
    subject = replace(subject, edition=name, tally=tally(proved.proof.expected))
    with alone(ALBUM_LOCK, f"showing what is wrong with {name}", wait=True):
        _write(subject, printed, pdf, _marks(proved, report), {PROJECT / path: pdf})
    return f"{ALBUM} shows what was found on which page."


def _proof(file: str, edition: str, form: str, wait: bool) -> bool:
    """Prove a file, show it and print what was found; whether it has an error."""
    path = Path(file)
    if not path.is_file():
        fail(f"There is no file `{file}`.")
    if edition:
        editions(edition)  # stops if there is none of that name
    copy, report = _Copy(_called(path), path.read_bytes()), Report()
    with alone(ALBUM_LOCK, f"proving {copy.path}", wait=wait):
        progress = Progress(str(copy.path)) if form == "pretty" else None
        try:
            subject = _look(copy, edition, report, progress or (lambda stage: None))
        finally:
            if progress:
                progress.done()
    show_report(report, form)
    if subject is not None and form != "json":
        print(_summary(subject, report))
    return report.failed


def _look(copy: _Copy, edition: str, report: Report, watch: Watch) -> Subject | None:
    """Prove a file and write its album; None if it cannot be read, which is reported."""
    from ..proof.album.album import subject_of

    watch("read")
    printed = _read(copy, report)
    if printed is None:
        return None
    subject = subject_of(str(copy.path), _beside(Span(copy.path)), copy.pdf, printed)
    name = edition or printed.identifier.partition(",")[0]
    proved = _prove(copy, name, printed, report, watch)
    if proved is not None:
        from ..proof.album.tally import tally

        subject = replace(subject, edition=name, tally=tally(proved.proof.expected))
    watch("album")
    _write(subject, printed, copy.pdf, _marks(proved, report))
    return subject


def _read(copy: _Copy, report: Report) -> Printed | None:
    """The file as two programs read it; None if they cannot, which is reported."""
    from ..proof.copy.reading import read

    logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # its remarks are not for editors
    try:
        return read(copy.pdf)
    except (ValueError, TypeError, LookupError, AttributeError) as refusal:  # others' files keep no rules
        report.add(Span(copy.path), faults.unreadable_copy(_reason(copy.pdf, str(refusal))))
        return None


def _reason(pdf: bytes, refusal: str) -> str:
    """Why a file cannot be read, in the words of people."""
    if b"%PDF-" not in pdf[:1024]:
        return "it is no PDF"
    return "a password locks it" if "password" in refusal.casefold() else "it is damaged or cut off"


def _prove(copy: _Copy, name: str, printed: Printed, report: Report, watch: Watch) -> Proved | None:
    """The file beside its edition; None if it has none, or none that stands, which is reported."""
    from ..pipeline import prove_file

    known = editions("")
    if name not in known:
        named = ", ".join(f"`{one}`" for one in known)
        report.add(Span(copy.path), faults.foreign_pdf(printed.identifier, named))
        return None
    draft = printed.identifier.endswith(", draft")
    folder = PurePosixPath("chapters", name)
    return prove_file(PROJECT, folder, copy.pdf, report, watch, draft=draft)


def _marks(proved: Proved | None, report: Report) -> Sequence[Mark]:
    """What was found on the pages, and whatever else was reported."""
    from ..homing import Mark

    found = proved.marks if proved else ()
    told = {mark.diagnostic for mark in found}
    return (*found, *(Mark(None, None, diagnostic) for diagnostic in report if diagnostic not in told))


def _write(
    subject: Subject, printed: Printed, pdf: bytes, marks: Sequence[Mark],
    besides: Mapping[Path, bytes] = MappingProxyType({}),
) -> None:  # five parameters: what is shown, and what is put beside it
    """Put the album and its pictures into `dist/proof/`, and let nothing be there of an earlier one."""
    from ..proof.album.album import album, leaf

    page = PROJECT / ALBUM
    pictures = page.with_name(f"pages-{fingerprint.sha256(pdf)[:12]}")  # no other file's pictures
    drawn = dict(_drawn(printed, pdf))
    leaves = [leaf(shown, f"{pictures.name}/{name}", drawn[name])
              for shown, name in zip(printed.pages, drawn, strict=True)]
    html = album(subject, leaves, marks, opener(os.environ)).encode(errors="replace")
    shelf.put_together({pictures: drawn, page: html, **besides})
    for path in page.parent.glob("page*-*"):
        if path != pictures:
            shelf.remove(path)


def _drawn(printed: Printed, pdf: bytes) -> Iterator[tuple[str, bytes]]:
    """The picture of every page, with the name of its file."""
    from ..proof.copy.drawn import pictures

    longest = max((max(page.width, page.height) for page in printed.pages), default=1)
    drawn = pictures(pdf, min(DPI, _MOST_PX * 25.4 / longest))
    for number, (_, png) in enumerate(zip(printed.pages, drawn, strict=True), 1):
        yield f"page-{number:03}.png", png


def opener(environment: Mapping[str, str]) -> Link:
    """What opens a place in a file: the editor's program, if it has addresses, or else the browser."""
    pattern = pattern_of(environment)
    return (lambda span: address(pattern, span)) if is_address(pattern) else _beside


def _beside(span: Span) -> str:
    """The file's address, seen from the album."""
    if span.file.is_absolute():
        return Path(span.file).as_uri()
    return "../" * len(ALBUM.parent.parts) + quote(str(span.file))


def _called(path: Path) -> PurePosixPath:
    whole = PROJECT / path
    return PurePosixPath((whole.relative_to(PROJECT) if whole.is_relative_to(PROJECT) else whole).as_posix())


def _summary(subject: Subject, report: Report) -> str:
    """What was proved, on one line."""
    sound = "" if len(report) else "nothing is wrong; "
    return f"{subject.file}: {sound}{subject.size}; {ALBUM}"
