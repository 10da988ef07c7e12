"""The rows of the table: what is asked, what the goal is, and how the answer is reckoned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from time import process_time

from msgspec import Struct

from ..changes.compare import compare
from ..load import load
from ..random_edition import RandomWishes, files
from ..random_edition.crowded import crowded
from ..report import Report
from ..trial import proof_share
from ..validate import validate
from . import workbench
from .desk import Desk
from .measure import Spent, Unmeasured
from .peers.systems import SYSTEMS
from .preview import seconds_to_page
from .table import Answer, Goal
from .workbench import BenchWishes, Workbench

_COMPARED_SEED, _CROWD = 1, 7


class Question(Struct, frozen=True):
    """One row."""

    key: str
    """By which rows are picked; several may have one."""
    what: str
    """With `{pages}`, `{long}` and `{middling}` for the sizes of the run."""
    goal: Goal
    ask: Callable[[Workbench], Answer | None]
    """None if it is not measured here; raises `Unmeasured` if it cannot be."""

    def title(self, wishes: BenchWishes) -> str:
        """What is asked, at the sizes of this run."""
        return self.what.format(pages=wishes.pages, long=f"{wishes.long:,}", middling=wishes.middling)


def cold_wall(bench: Workbench) -> Answer:
    """Seconds of a cold build, of those of the bare engine."""
    ours, bare = workbench.cold(bench), workbench.bare(bench)
    said = f"{ours.wall:.1f} s / {bare.wall:.1f} s, {workbench.book(bench).pages} pages"
    return Answer((ours.wall / bare.wall,), said)


def cold_cpu(bench: Workbench) -> Answer:
    """CPU of a cold build, of that of the bare engine."""
    ours, bare = workbench.cold(bench), workbench.bare(bench)
    return Answer((ours.cpu / bare.cpu,), f"{ours.cpu:.1f} s / {bare.cpu:.1f} s")


def edit_wall(bench: Workbench) -> Answer:
    """Seconds of a build after an edit, of those of the fastest other system for the whole book."""
    rounds = workbench.edits_and_peers(bench)
    ratios = tuple(edit.wall / min(one.spent.wall for one in others) for edit, others in rounds)
    said = [f"{_each([edit for edit, _ in rounds], 'wall')} s"]
    for all_of_one in zip(*(others for _, others in rounds), strict=True):
        one = all_of_one[0]
        seconds = _each([printed.spent for printed in all_of_one], "wall")
        said.append(f"{one.name} {seconds} s, {one.pages} pages, {one.runs} run{'s' * (one.runs > 1)}")
    missing = len(SYSTEMS) - len(rounds[0][1])
    return Answer(ratios, "; ".join([*said, *["the other system is not there"] * missing]))


def briefing_preview(bench: Workbench) -> Answer | None:
    """Seconds from an editor's save in the real edition to the picture of the new page."""
    return Answer(seconds_to_page(workbench.briefing(bench), bench.wishes.rounds))


def long_preview(bench: Workbench) -> Answer | None:
    """Seconds from an editor's save in the long book to the picture of the new page."""
    workbench.long_idle(bench)  # it is built, and remembered
    return Answer(seconds_to_page(workbench.long_book(bench), bench.wishes.rounds))


def long_edit_cpu(bench: Workbench) -> Answer:
    """CPU of a build after an edit, of that of a cold one."""
    whole, edits = workbench.long_cold(bench).cpu, workbench.long_edits(bench)
    return Answer(tuple(edit.cpu / whole for edit in edits), f"{_each(edits, 'cpu')} s / {whole:.1f} s")


def cpu_per_page(bench: Workbench) -> Answer:
    """CPU per page of the long book, of that of the other; pages as they came out."""
    long, short = workbench.long_cold(bench).cpu, workbench.cold(bench).cpu
    long_pages, pages = workbench.long_book(bench).pages, workbench.book(bench).pages
    said = f"{long:.1f} s for {long_pages} pages / {short:.1f} s for {pages}"
    return Answer(((long / long_pages) / (short / pages),), said)


def peak_memory(bench: Workbench) -> Answer:
    """Gigabytes of the largest process of a cold build."""
    return Answer((workbench.long_cold(bench).peak_gb,))


def long_idle_cpu(bench: Workbench) -> Answer:
    """Seconds of CPU of a build of the long book that has nothing to do."""
    return Answer(tuple(spent.cpu for spent in workbench.long_idle(bench)))


def briefing_cpu(bench: Workbench) -> Answer:
    """CPU of a cold build of the real edition, of that of the bare engine."""
    pairs = workbench.briefing_pairs(bench)
    said = f"{_each([ours for ours, _ in pairs], 'cpu')} s / {_each([bare for _, bare in pairs], 'cpu')} s"
    return Answer(tuple(ours.cpu / bare.cpu for ours, bare in pairs), said)


def briefing_proof(bench: Workbench) -> Answer:
    """The part of a build of the real edition that is the proof, in CPU."""
    return Answer(tuple(_proof_share(workbench.briefing(bench)) for _ in range(bench.wishes.rounds)))


def middling_proof(bench: Workbench) -> Answer:
    """The part of a build of a random edition that is the proof, in CPU."""
    return Answer((_proof_share(workbench.middling_book(bench)),))


def _proof_share(desk: Desk) -> float:
    """Of a build in one process that remembers nothing."""
    try:
        return proof_share(desk.folder, desk.name)
    except RuntimeError as reason:
        raise Unmeasured(str(reason)) from reason


def check_cpu(bench: Workbench) -> Answer:
    """Seconds of CPU of a check of the real edition."""
    desk = workbench.briefing(bench)
    return Answer(tuple(desk.invoke("check").cpu for _ in range(bench.wishes.rounds)))


def idle_cpu(bench: Workbench) -> Answer:
    """Seconds of CPU of a build of the real edition that has nothing to do."""
    desk = workbench.briefing(bench)
    desk.invoke("build")
    return Answer(tuple(desk.invoke("build").cpu for _ in range(bench.wishes.rounds)))


def comparison_cpu(bench: Workbench) -> Answer:
    """Seconds of CPU to load, check and compare two long editions with five thousand records."""
    texts = crowded(files(RandomWishes(_COMPARED_SEED, bench.wishes.long)), _CROWD)
    chapters = {path: text for path, text in texts.items() if len(path.parts) == 1}
    changed = {path: text.replace(" the ", " that ", 15) for path, text in chapters.items()}
    began = process_time()
    editions = []
    for name, found in (("a", texts), ("b", {**texts, **changed})):
        root = bench.folder / "compared" / "chapters" / name
        for path, text in found.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        source = load(bench.folder / "compared", PurePosixPath("chapters", name), Report())
        editions.append(validate(source, Report()))
    if not (editions[0] and editions[1]):
        raise Unmeasured("the editions to compare are not sound")
    compare(editions[0], editions[1])
    return Answer((process_time() - began,))


def _each(spent: Sequence[Spent], kind: str) -> str:
    """Seconds of each round."""
    return ", ".join(f"{getattr(one, kind):.1f}" for one in spent)


QUESTIONS = (
    Question("cold", "cold build of {pages} pages / bare WeasyPrint, wall", Goal(0.30), cold_wall),
    Question("cold", "cold build of {pages} pages / bare WeasyPrint, CPU", Goal(0.55), cold_cpu),
    Question("edit", "{pages} pages after a one-word edit / all of the same text by the faster of Typst and "
             "XeLaTeX, wall", Goal(0.5, strict=True), edit_wall),
    Question("preview", "preview of the Mali edition, s from save to page", Goal(1.0), briefing_preview),
    Question("preview", "preview of {long} pages, s from save to page", Goal(2.0), long_preview),
    Question("long", "{long} pages after a one-word edit / cold build, CPU", Goal(0.02), long_edit_cpu),
    Question("long", "cold build of {long} pages / of {pages}, CPU per page", Goal(1.15), cpu_per_page),
    Question("long", "largest process of a cold build of {long} pages, GB", Goal(0.6), peak_memory),
    Question("long", "{long} pages with nothing changed, s of CPU", Goal(0.6), long_idle_cpu),
    Question("mali", "cold build of the Mali edition / bare WeasyPrint, CPU", Goal(1.25), briefing_cpu),
    Question("proof", "proof / build of the Mali edition, CPU", Goal(0.15), briefing_proof),
    Question("proof", "proof / build of {middling} pages, CPU", Goal(0.15), middling_proof),
    Question("check", "check of the Mali edition, s of CPU", Goal(1.5, strict=True), check_cpu),
    Question("idle", "Mali edition with nothing changed, s of CPU", Goal(0.5, strict=True), idle_cpu),
    Question("compare", "two of {long} pages compared, s of CPU", Goal(10, strict=True), comparison_cpu),
)
"""In the order of the table."""
