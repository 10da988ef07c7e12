"""`test`, `lint`, `bench`, `doctor` and `clean`: the machine and the working folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from .screen import PROJECT, fail, spoken

if TYPE_CHECKING:
    from ..bench import BenchWishes

BENCH = Path(".readme", "bench.md")
"""The last whole table of `bench`, below the project."""
_FEWEST_PAGES = 5


def test(select: str) -> None:
    """Run the tests; exits with their code."""
    run_tool("pytest", *(["-k", select] if select else []))


def lint(fix: bool) -> None:
    """Run ruff and mypy; exits with the first code that is not 0."""
    run_tool("ruff", "check", *(["--fix"] if fix else []), "src", "tests", "tasks.py", last=False)
    run_tool("mypy", "src", "tasks.py")


def bench(rows: str, install_peers: bool, **sizes: int) -> None:
    """Measure what builds cost. A run of all rows at full size is kept in `.readme/bench.md`.

    `sizes` are those of `BenchWishes`.
    """
    from ..bench import KEYS, BenchWishes

    keys = [key.strip() for key in rows.split(",")] if rows else list(KEYS)
    if unknown := [key for key in keys if key not in KEYS]:
        fail(f"There is no row `{unknown[0]}`. Choose from {', '.join(KEYS)}.")
    if sys.platform != "linux":
        fail("This counts processes as only Linux can. Run it there.")
    if min(sizes["pages"], sizes["long"]) < _FEWEST_PAGES or sizes["rounds"] < 1:
        fail(f"A random edition has {_FEWEST_PAGES} pages or more, and something is to be measured once.")
    spoken(lambda: _bench(keys, BenchWishes(**sizes), install_peers))


def _bench(keys: Sequence[str], wishes: BenchWishes, install_peers: bool) -> None:
    from ..bench import KEYS, BenchWishes, facts, install, line, markdown, measured_rows

    for sentence in install() if install_peers else ():
        print(sentence, flush=True)
    known, found = facts(wishes), []
    for row in measured_rows(PROJECT, wishes, keys):
        found.append(row)
        print(line(row), flush=True)
    table = markdown(found, known)
    print(f"\n{table}")
    if {*keys} == {*KEYS} and wishes == BenchWishes(seed=wishes.seed):
        (PROJECT / BENCH).write_text(table)
        print(f"kept in {BENCH}")
    else:
        print(f"{BENCH} is as it was: only whole tables at full size are kept.")


def trial(documents: int, first: int) -> None:
    """Build and prove random editions; exit code 1 if a note or a word was lost in one."""
    from ..trial import line, run, table

    outcomes = []
    for outcome in run(first, documents):
        outcomes.append(outcome)
        print(line(outcome), flush=True)
    print(table(outcomes))
    if any(outcome.crash or not outcome.sound for outcome in outcomes):
        fail()


def doctor() -> None:
    """Say what this machine lacks; exit code 1 if a build cannot run."""
    from ..doctor import examine

    findings = examine(PROJECT)
    for finding in findings:
        print(f"{finding.mark} {finding.name}: {finding.says}")
        if finding.remedy:
            print(f"    {finding.remedy}")
    if any(finding.fatal for finding in findings):
        fail()


def clean(*, wait: bool = False, cache: bool = False) -> None:
    """Remove everything from `dist/` but what git keeps there, or with `cache` forget what builds remember.

    Nothing in `dist/` is removed if somebody is at work; what is forgotten is only made anew.
    """
    spoken(_forget if cache else lambda: _clean(wait))


def _forget() -> None:
    from .workplace import CACHE, forget

    print(f"removed {forget()} remembered results from {CACHE}/")


def _clean(wait: bool) -> None:
    from .locking import alone

    folder = PROJECT / "dist"
    with ExitStack() as stack:
        for path in sorted(folder.glob(".*.lock")):
            stack.enter_context(alone(path.name[1:].removesuffix(".lock"), "removing it", wait=wait))
        _empty(folder)


def _empty(folder: Path) -> None:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name in {".gitignore", "README.md"} or path.suffix == ".lock":
            continue
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        print(f"removed dist/{path.name}")


def run_tool(module: str, *arguments: str, last: bool = True) -> None:
    """Run a tool of this Python; stop with its code if it is not 0."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    code = subprocess.run([sys.executable, "-m", module, *arguments], cwd=PROJECT, env=environment).returncode
    if code or last:
        raise SystemExit(code)
