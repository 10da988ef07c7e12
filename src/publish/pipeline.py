"""The whole build in one function that can be read aloud.

The only module that knows all stages. The engine is imported when pages are set, so that a check
never pays for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from . import faults
from .artifacts import Manuscript, Resolved, Sheets, Source, Volume
from .aside import BindJob, bind_aside
from .carrying import Survey
from .changes.change import Changes
from .changes.compare import compare
from .hands import Hands, J, R, own_hands
from .homing import Mark, home, waive
from .load import load
from .model.edition import Edition
from .note_room import report_notes
from .past import Past, past_of, release_before, releases_of
from .recall import Recall, afresh
from .report import Report, Severity
from .resolve import resolve, slip_of
from .span import Span
from .undisturbed import run_fast
from .validate import follows, read_edition, validate
from .validate import survey as survey_source

if TYPE_CHECKING:
    from .proof import Asked, Proof
    from .typeset import Stylesheet
    from .workshop import Workshop

Families = Mapping[str, Sequence[bytes]]
"""Typefaces, each with its font files."""
Watch = Callable[[str], None]
"""Told the name of each stage as it begins."""


class Checked(Struct, frozen=True):
    """An edition that stands: read, valid and resolved."""

    source: Source
    edition: Edition
    resolved: Resolved
    past: Past = field(default_factory=Past)
    """What it was compared with."""


class Bound(Struct, frozen=True):
    """An edition on paper that is not proved yet: to be looked at, but never handed on."""

    checked: Checked
    manuscript: Manuscript
    sheets: Sheets
    volume: Volume
    asked: Callable[[], Asked | None]
    """Gives what the proof will ask by the manuscript alone, put together once."""

    @property
    def bare(self) -> Bound:
        """The same without fragments: the volume has them, and of a long book they take much memory."""
        return replace(self, sheets=replace(self.sheets, fragments=()))


class Built(Struct, frozen=True):
    """An edition on paper, with the nouns on the way there."""

    checked: Checked
    manuscript: Manuscript
    sheets: Sheets
    volume: Volume
    proved: Proved
    slip: Built | None = None
    """The errata slip, for a revision of a released edition."""

    @property
    def sound(self) -> bool:
        """Whether the volume holds what it was made from; one that does not is never handed on."""
        return self.proved.sound and (self.slip is None or self.slip.sound)


class Proved(Struct, frozen=True):
    """A finished PDF, read back."""

    proof: Proof
    marks: tuple[Mark, ...]
    """What is wrong with it, and not waived."""

    @property
    def sound(self) -> bool:
        """Whether nothing is lost or broken; what could be better is no matter."""
        return not any(mark.diagnostic.fault.severity is Severity.ERROR for mark in self.marks)


def check(
    project: Path, folder: PurePosixPath, report: Report, watch: Watch, recall: Recall = afresh
) -> Checked | None:
    """Everything that can be known without setting a page; None if an error was reported."""
    def work() -> Checked | None:
        watch("load")
        source = load(project, folder, report, recall)
        return check_source(source, report, watch, _followed(project, source, report, recall), recall)

    return run_fast(work)


def changes_between(
    project: Path, earlier: PurePosixPath, later: PurePosixPath, report: Report
) -> Changes | None:
    """What changed from one edition to another; None if one of them cannot be read.

    Mistakes that leave an edition readable are not reported: an old edition may have what is an error today.
    """
    found = [read_whole(project, folder, report) for folder in (earlier, later)]
    return None if found[0] is None or found[1] is None else compare(found[0], found[1])


def read_whole(
    project: Path, folder: PurePosixPath, report: Report, recall: Recall = afresh
) -> Edition | None:
    """An edition whose files can be read whole; what keeps them from it is reported."""
    source = load(project, folder, report, recall)
    edition = None if report.failed else read_edition(source, report, recall)
    return None if report.failed else edition


def _followed(project: Path, source: Source, report: Report, recall: Recall) -> Edition | None:
    """The edition that another one follows; None if it follows none, or if that cannot be read."""
    name = follows(source)
    if name is None or name == source.folder.name:
        return None
    edition = read_whole(project, source.folder.with_name(name), Report(), recall)
    if edition is None:
        place = source.files[PurePosixPath("edition.yaml")].place(("follows",))
        report.add(place, faults.unread_earlier_edition(name), "edition")
    return edition


def survey(project: Path, folder: PurePosixPath, report: Report) -> Survey | None:
    """What an edition carries over, as far as it can be read; None if its files have another format."""
    return survey_source(load(project, folder, report), report)


def check_source(
    source: Source, report: Report, watch: Watch, earlier: Edition | None = None, recall: Recall = afresh
) -> Checked | None:
    """What follows from the files of an edition, wherever they came from; None if an error was reported."""
    watch("validate")
    releases = releases_of(source, report)
    edition = validate(source, report, earlier, releases, recall)
    if edition is None or report.failed:
        return None
    watch("resolve")
    past = past_of(edition, earlier, releases)
    resolved = resolve(source, edition, past, recall)
    report_notes(resolved, report, recall)
    return None if report.failed else Checked(source, edition, resolved, past)


def build(
    project: Path, folder: PurePosixPath, report: Report, watch: Watch, *, draft: bool = False,
    bars: bool = False, workshop: Workshop | None = None,
) -> Built | None:
    """The finished volume, and its errata slip if it has one; None if an error was reported on the way.

    Pages are set in the workshop, or else here one after another.
    """
    checked = check(project, folder, report, watch, workshop.recall if workshop else afresh)
    if checked is None:
        return None
    built = print_checked(project, checked, report, watch, draft=draft, bars=bars, workshop=workshop)
    if built is None or draft or bars:
        return built
    return with_slip(project, built, report, watch)


def with_slip(project: Path, built: Built, report: Report, watch: Watch) -> Built | None:
    """A volume with its errata slip, if it is sound and has one; None if the slip cannot be made."""
    if not built.sound:
        return built
    before = len(report)
    slip = print_slip(project, built.checked, report, watch)
    failed = slip is None and any(one.fault.severity is Severity.ERROR for one in tuple(report)[before:])
    return None if failed else replace(built, slip=slip)


def print_checked(
    project: Path, checked: Checked, report: Report, watch: Watch, *, draft: bool = False,
    bars: bool = False, workshop: Workshop | None = None,
) -> Built | None:
    """The finished volume of an edition that stands; None if an error was reported on the way."""
    bound = bind_checked(project, checked, report, watch, draft=draft, bars=bars, workshop=workshop)
    if bound is None:
        return None
    bound = bound.bare  # nobody else has the fragments: they are gone before the proof begins
    return prove_bound(bound, report, watch, workshop)


def bind_checked(
    project: Path, checked: Checked, report: Report, watch: Watch, *, draft: bool = False,
    bars: bool = False, workshop: Workshop | None = None,
) -> Bound | None:
    """The pages of an edition that stands, before they are proved; None if an error was reported."""
    watch("compose")
    recall = workshop.recall if workshop else afresh
    manuscript = run_fast(lambda: _compose(checked.resolved, recall, draft=draft, bars=bars))
    return _bind_manuscript(project, checked, manuscript, report, watch, workshop)


def _compose(resolved: Resolved, recall: Recall, *, draft: bool, bars: bool) -> Manuscript:
    from .compose import compose

    return compose(resolved, draft=draft, bars=bars, recall=recall)


def prove_bound(
    bound: Bound, report: Report, watch: Watch, workshop: Workshop | None = None
) -> Built | None:
    """The pages with what their proof found; None if the file cannot be read."""
    watch("proof")
    checked, manuscript, sheets, volume = bound.checked, bound.manuscript, bound.sheets, bound.volume
    asked = bound.asked if workshop else None
    proved = run_fast(lambda: _prove(
        checked, manuscript, volume, sheets.families, report, workshop, asked
    ))
    return None if proved is None else Built(checked, manuscript, sheets, volume, proved)


def print_slip(project: Path, checked: Checked, report: Report, watch: Watch) -> Built | None:
    """The errata of this revision on a sheet for those who hold the last release; None if there are none."""
    edition, releases = checked.edition, checked.past.releases
    slip = slip_of(edition, release_before(edition, releases), checked.resolved.errata)
    if slip is None:
        return None
    bare = edition.model_copy(update={"waivers": (), "chapters": ()})  # they are about the book
    alone = replace(checked, edition=bare, resolved=Resolved(bare, (), (), (), (), 0, slip=slip))
    built = print_checked(project, alone, report, watch)
    if built is not None and built.volume.pages > 1:
        place = Span(checked.source.folder / "errata.yaml")
        report.add(place, faults.overlong_slip(len(slip.errata), built.volume.pages))
        return None
    return built


def _bind_manuscript(
    project: Path, checked: Checked, manuscript: Manuscript, report: Report, watch: Watch,
    workshop: Workshop | None = None,
) -> Bound | None:  # six parameters: each comes from another stage, or from those above
    """The pages and the volume of a manuscript; None if an error was reported on the way."""
    watch("typeset")
    from .typeset import Stylesheet, typeset

    found, way_home = Report(), home(checked.source, manuscript)
    stylesheet = Stylesheet(project, checked.source.folder)
    recall = workshop.recall if workshop else afresh
    asked = cache(lambda: run_fast(partial(_asked, manuscript, checked.resolved, recall)))
    meanwhile = workshop.in_waiting if workshop else nullcontext
    with meanwhile(asked), meanwhile(lambda: manuscript.signed):
        sheets = typeset(
            manuscript, stylesheet, found, _hands(workshop, aside=True), _recall_aside(workshop), meanwhile
        )
        for diagnostic in map(way_home.of_block, found):
            report.add(diagnostic.span, diagnostic.fault, diagnostic.subject)
        if report.failed:
            return None
        volume = _bind(sheets, stylesheet, manuscript, report, watch, workshop)
    return None if report.failed else Bound(checked, manuscript, sheets, volume, asked)


def _asked(manuscript: Manuscript, resolved: Resolved, recall: Recall) -> Asked | None:
    """None for a manuscript that cannot be taken apart: the file is then proved as a whole."""
    from .proof import asked_of

    with suppress(ValueError):
        return asked_of(manuscript, resolved, recall)
    return None


def _bind(
    sheets: Sheets, stylesheet: Stylesheet, manuscript: Manuscript, report: Report, watch: Watch,
    workshop: Workshop | None,
) -> Volume:  # six parameters: each comes from another stage, or from those above
    """All pages as one file."""
    watch("bind")
    done = workshop and workshop.run_aside(bind_aside, BindJob(
        replace(sheets, families={}), stylesheet, manuscript.signed, manuscript.attachments,
        manuscript.first_body, manuscript.changed, _recall_aside(workshop),
    ))
    if done:
        volume, found = done
        report.extend(found)
        return volume
    from .bind import bind

    return run_fast(lambda: bind(
        sheets, manuscript.signed, manuscript.attachments, report,
        first_body_anchor=manuscript.first_body, changed=manuscript.changed, hands=_hands(workshop),
    ))


def _hands(workshop: Workshop | None, *, aside: bool = False) -> Hands:
    """Who does the jobs of a stage; if they are to be done `aside`, an aide if there is one."""
    if workshop is None:
        return own_hands

    def run(work: Callable[[J], R], jobs: Sequence[J], /) -> Iterator[tuple[int, R]]:
        return workshop.run(work, jobs, lambda job: job.said, aside=aside)

    return run


def _recall_aside(workshop: Workshop | None) -> Recall:
    """Who gives parts of results to those who do the jobs."""
    return (workshop.recall_aside if workshop else None) or afresh


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
    from .typeset import Stylesheet, declared_families
    from .typeset.reading import read_sheets

    stylesheet = Stylesheet(project, folder)
    families = declared_families(stylesheet, read_sheets(stylesheet, Report()))
    return run_fast(lambda: _prove(checked, manuscript, Volume(pdf, 0), families, report))


def _prove(
    checked: Checked, manuscript: Manuscript, volume: Volume, families: Families, report: Report,
    workshop: Workshop | None = None, asked: Callable[[], Asked | None] | None = None,
) -> Proved | None:  # seven parameters: each comes from another stage, or from those above
    """What the proof found, reported where an editor wrote it; None if the file cannot be read."""
    from .proof import prove

    source, way_home = checked.source, home(checked.source, manuscript)
    try:
        proof = prove(
            volume.pdf, manuscript, checked.resolved, families,
            # where nothing is remembered, nothing is taken apart either
            sections=volume.sections if workshop else (), asked=asked() if asked else None,
            hands=_hands(workshop), recall=_recall_aside(workshop),
        )
    except ValueError as refusal:
        report.add(Span(source.folder / "edition.yaml"), faults.unreadable_pdf(str(refusal)))
        return None
    found = map(way_home.mark, proof.findings)
    marks = tuple(waive(found, checked.edition.waivers, source, report))
    for mark in marks:
        report.add(mark.diagnostic.span, mark.diagnostic.fault, mark.diagnostic.subject)
    return Proved(proof, marks)
