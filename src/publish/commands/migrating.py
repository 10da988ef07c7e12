"""`migrate`: files of an older format, brought up to the one that this program reads."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .asked import editions
from .replacing import read_back, replace_all
from .screen import PROJECT, fail, show_report, spoken

if TYPE_CHECKING:
    from ..artifacts import Source
    from ..migrate import Migrated


def migrate(edition: str, only_check: bool) -> None:
    """Bring one edition, or all, up to date; exit code 1 if that cannot be, or was only to be checked."""
    sound: list[bool] = []

    def work() -> None:
        sound.extend(_migrate(name, only_check) for name in editions(edition))

    spoken(work, "An edition is changed whole or not at all.")
    if not all(sound):
        fail()


def _migrate(name: str, only_check: bool) -> bool:
    """Migrate one edition and say what was done; whether its files now have the present format."""
    from ..load import load
    from ..migrate import EDITION, format_of
    from ..model.edition import FORMAT
    from ..report import Report

    report = Report()
    source = load(PROJECT, PurePosixPath("chapters", name), report)
    if report.failed or EDITION not in source.files:
        show_report(report)
        print(f"{name}: its files cannot be read as they are. Nothing was changed.")
        return False
    found = format_of(source.files[EDITION].root)
    if found is None or found > FORMAT:
        why = "`format:` in edition.yaml is no number" if found is None else f"format {found} is newer"
        print(f"{name}: {why}; this program reads format {FORMAT}. Nothing was changed.")
        return False
    if found == FORMAT:
        print(f"{name}: the files are in format {FORMAT} already.")
        return True
    made = _made(source)
    if not only_check:
        _write(source, made)
    print(f"{name}: format {found} {'would become' if only_check else 'became'} format {FORMAT}.")
    print("\n".join(f"  {sentence}" for sentence in made.says))
    return not only_check


def _write(source: Source, made: Migrated) -> None:
    """Replace the files; the one that names the format goes last, so that what is cut off is run again."""
    from ..migrate import EDITION

    order = sorted(made.changed, key=lambda path: (path == EDITION, path))
    replace_all({PROJECT / source.folder / path: made.changed[path] for path in order})


def _made(source: Source) -> Migrated:
    """The files in the present format, and sound."""
    from ..migrate import migrated

    folder = PROJECT / source.folder
    made = migrated({path: (folder / path).read_bytes() for path in source.files}, read_back)
    for path, content in made.changed.items():
        read_back(path, content)
    return made
