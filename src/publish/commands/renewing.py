"""`edition.new`: a new edition, begun from an earlier one."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .. import faults, shelf
from .asked import editions
from .replacing import read_back
from .screen import PROJECT, fail, show_report, spoken

if TYPE_CHECKING:
    from ..pipeline import Checked
    from ..renewal import Files, Renewal

LONGEST = 60
"""Letters in a name: `follows` must be able to name the edition."""
_ABANDONED_SECONDS = 3600
"""After which a half-made folder is nobody's who is at work."""


def new_edition(name: str, earlier: str, day: str) -> None:
    """Make the folder of a new edition, whole or not at all, and say what is to be done in it."""
    spoken(lambda: _begin(name, earlier, day_of(day)), "Nothing was made.")


def day_of(written: str) -> date:
    """The day that an option names; today if it names none."""
    try:
        return date.fromisoformat(written) if written else date.today()
    except ValueError:
        fail(f"`{faults.brief(written)}` is no day. Write it like `2026-11-25`.")


def _begin(name: str, earlier: str, day: date) -> None:
    from ..renewal import EDITION, WAIVERS, renewed

    _refuse_name(name, earlier)
    checked, folder = _sound(earlier), PROJECT / "chapters" / earlier
    files = {path: (folder / path).read_bytes() for path in _files_of(folder)}
    made = renewed(checked.source, checked.edition, files, day)
    for path in (EDITION, WAIVERS):
        if path in made.files:
            read_back(path, made.files[path])
    _put(PROJECT / "chapters" / name, made.files)
    _tell(name, earlier, made)


def _refuse_name(name: str, earlier: str) -> None:
    """Stop if an edition cannot be called so, is there already, or has nothing to go on from."""
    from ..load import is_edition_name

    if not is_edition_name(name) or len(name) > LONGEST:
        fail(f"An edition's folder cannot be called `{faults.brief(name)}`. Its name has small letters, "
             f"digits and single hyphens, at most {LONGEST} in all, such as `mali-2022`; it is not "
             "`specimens` and does not end in `-draft`.")
    if not earlier:
        fail(f"Say from which edition: `invoke edition.new {name} --from …`.")
    editions(earlier)  # stops if there is none
    if os.path.lexists(PROJECT / "chapters" / name):
        fail(f"chapters/{name} is there already. Choose another name, or move it away.")


def _sound(earlier: str) -> Checked:
    """The earlier edition; stops if it has an error, which the new one would take over."""
    from ..pipeline import check
    from ..report import Report

    report = Report()
    checked = check(PROJECT, PurePosixPath("chapters", earlier), report, lambda stage: None)
    if checked is None:
        show_report(report)
        fail(f"{earlier} has errors, which the new edition would take over. Mend them first.")
    return checked


def _files_of(folder: Path) -> Iterator[PurePosixPath]:
    """The ordinary files of an edition, but for what is hidden."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield PurePosixPath(inside.as_posix())


def _put(folder: Path, files: Files) -> None:
    """Make a folder in one step: under a hidden name first, which nothing reads."""
    for left in folder.parent.glob(f".{folder.name}.new-*"):
        if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
    try:
        for path, content in files.items():
            shelf.put(made / path, content)
        made.chmod(0o755)
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _tell(name: str, earlier: str, made: Renewal) -> None:
    """What is there now, what was left behind, and what comes next."""
    from ..carrying import LEFT_BEHIND
    from ..renewal import EDITION, to_be_set
    from ..show import legible

    place = PurePosixPath("chapters", name, EDITION)
    file = read_back(place, made.files[EDITION])
    print(f"chapters/{name}: begun from {earlier}. {made.records} records are carried over, not reviewed.")
    behind = [path for path in LEFT_BEHIND if (PROJECT / "chapters" / earlier / path).exists()]
    for what in (*behind, *(f"`{key}` in edition.yaml" for key in made.numbers)):
        print(f"  not taken over: {what}")
    for waiver in made.expired:
        what = f"the waiver of {waiver.check} for {legible(waiver.record)}"
        print(f"  not taken over: {what}, which expired on {waiver.expires}")
    print("\nSet what only you can know:")
    for key, why in to_be_set(file):
        print(f"  {file.place((key,), key=True)}: {key} ({why})")
    print(f"\nThen `invoke edition.status --edition {name}` says what is to be reviewed.")
