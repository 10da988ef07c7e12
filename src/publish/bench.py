"""The build measured against the bare engine: whole processes, in turn, as ratios within one run.

CPU seconds (user and system) of each finished process, as the operating system accounts for them.
Machines are shared and noisy, so only ratios of neighbours are worth quoting.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from statistics import median
from time import process_time

from .changes.compare import compare
from .load import load
from .random_edition import RandomWishes, files, write
from .random_edition.crowded import crowded
from .report import Report
from .trial import NAME, proof_share
from .validate import validate

EDITION = "mali-2021"
LONG = 200
"""Pages of the random edition."""
ROUNDS = 3
INVOKE = (sys.executable, "-m", "invoke")


def run(project: Path, rounds: int = ROUNDS) -> str:
    """The table of a whole run: build against bare engine, check, and a build with nothing to do."""
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = _composed(project), Path(folder, "bare.pdf")
        bare_command = _bare(project, page, pdf)
        pairs = []
        for _ in range(rounds):
            build = _cpu(project, [*INVOKE, "build", "--edition", EDITION, "--force"])
            pairs.append((build, _cpu(project, bare_command)))
        shares = [proof_share(project, EDITION) for _ in range(rounds)]
        write(Path(folder), NAME, RandomWishes(seed=0, pages=LONG))
        long_shares = [proof_share(Path(folder), NAME)]
        long = _comparison(Path(folder))
    checks = [_cpu(project, [*INVOKE, "check", "--edition", EDITION]) for _ in range(rounds)]
    idle = [_cpu(project, [*INVOKE, "build", "--edition", EDITION]) for _ in range(rounds)]
    return _table(pairs, checks, idle, (shares, long_shares, [long]))


def _comparison(folder: Path) -> float:
    """CPU seconds to load, check and compare two editions of a thousand pages and five thousand records."""
    texts = crowded(files(RandomWishes(seed=1, pages=1000)), 7)
    chapters = {path: text for path, text in texts.items() if len(path.parts) == 1}
    changed = {path: text.replace(" the ", " that ", 15) for path, text in chapters.items()}
    began = process_time()
    editions = []
    for name, found in (("a", texts), ("b", {**texts, **changed})):
        root = folder / "chapters" / name
        for path, text in found.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        editions.append(validate(load(folder, PurePosixPath("chapters", name), Report()), Report()))
    if editions[0] and editions[1]:
        compare(editions[0], editions[1])
    return process_time() - began


def _composed(project: Path) -> Path:
    """The HTML that the build sets, kept beside the PDF."""
    _cpu(project, [*INVOKE, "build", "--edition", EDITION, "--html"])
    return project / "dist" / f"{EDITION}.html"


def _bare(project: Path, page: Path, pdf: Path) -> list[str]:
    """The engine's own command with the same sheet and the same kind of PDF."""
    return [
        sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/a-3a", "--pdf-tags",
        "--stylesheet", str(project / "styles" / "main.css"), str(page), str(pdf),
    ]


def _cpu(project: Path, command: Sequence[str]) -> float:
    """CPU seconds of one finished process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _table(
    pairs: Sequence[tuple[float, float]], checks: Sequence[float], idle: Sequence[float],
    long: tuple[Sequence[float], Sequence[float], Sequence[float]],
) -> str:
    builds, bares = [build for build, _ in pairs], [bare for _, bare in pairs]
    ratios = [build / bare for build, bare in pairs]
    rows = (
        ("build / bare engine, CPU ratio", ratios, "at most 1.25"),
        ("build, s of CPU", builds, ""),
        ("bare engine, s of CPU", bares, ""),
        ("proof / build, CPU", long[0], "at most 0.15"),
        (f"proof / build, CPU, {LONG} pages", long[1], "at most 0.15"),
        ("check, s of CPU", checks, "under 1.5"),
        ("build with nothing changed, s of CPU", idle, "under 0.5"),
        ("two of 1,000 pages compared, s of CPU", long[2], "under 10"),
    )
    head = f"{'':<38}{'median':>8}{'min':>8}{'max':>8}  goal\n"
    return head + "\n".join(
        f"{name:<38}{median(values):>8.2f}{min(values):>8.2f}{max(values):>8.2f}  {goal}"
        for name, values, goal in rows
    )
