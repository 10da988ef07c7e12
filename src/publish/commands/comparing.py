"""`edition.diff`: what changed from one edition, or release of one, to another."""

from __future__ import annotations

import json
import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .asked import editions
from .locking import alone
from .screen import PROJECT, fail, show_report, spoken

if TYPE_CHECKING:
    from ..changes.change import Changes
    from ..model.edition import Edition

FORMATS = ("text", "json", "html")


def diff(earlier: str, later: str, form: str) -> None:
    """Compare two editions: print text or JSON, or write a page into `dist/`."""
    if form not in FORMATS:
        fail(f"There is no format `{form}`. Choose {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.")
    if not earlier or not later:
        fail("Name two editions: `invoke edition.diff mali-2021 mali-2022`.")
    spoken(lambda: _show(earlier, later, form))


def _show(earlier: str, later: str, form: str) -> None:
    from ..changes.compare import compare

    changes = compare(_edition(earlier), _edition(later))
    if form == "html":
        _write_page(changes, later)
    elif form == "json":
        from ..changes.in_json import as_json

        print(as_json(changes))
    else:
        _print(changes)


def _write_page(changes: Changes, later: str) -> None:
    from .. import shelf
    from ..changes.in_html import as_html
    from ..changes.in_text import counted

    path = PROJECT / "dist" / f"{later.replace('@', '-')}-changes.html"
    with alone(path.stem, "comparing", wait=True):
        shelf.put(path, as_html(changes).encode())
    print(f"{later}: {counted(changes)}; {path.relative_to(PROJECT).as_posix()}")


def _print(changes: Changes) -> None:
    from rich.console import Console

    from ..changes.in_text import as_text

    console = Console(highlight=False, markup=False)
    coloured = console.is_terminal and not console.no_color and os.environ.get("TERM") != "dumb"
    console.print(as_text(changes, coloured=coloured), soft_wrap=not console.is_terminal)


def _edition(name: str) -> Edition:
    """An edition as it is, or `edition@1.0` as it was released; stops with a report or a sentence."""
    from ..pipeline import read_whole
    from ..report import Report

    folder, at, release = name.partition("@")
    editions(folder)
    if at:
        return _released(folder, release)
    report = Report()
    edition = read_whole(PROJECT, PurePosixPath("chapters", folder), report)
    if edition is None:
        show_report(report)
        fail(f"{name}: cannot be read, so nothing can be compared.")
    return edition


def _released(folder: str, release: str) -> Edition:
    """The content that a release's record holds."""
    from pydantic import ValidationError

    from ..model.edition import Edition

    path = PROJECT / "chapters" / folder / "released" / f"{release}.json"
    known = sorted(found.stem for found in path.parent.glob("*.json"))
    if release not in known:
        fail(f"`{folder}` has no release `{release}`. Released: {', '.join(known) or 'nothing yet'}.")
    try:
        return Edition.model_validate(json.loads(path.read_text())["content"])
    except (ValueError, KeyError, TypeError, ValidationError):
        fail(f"chapters/{folder}/released/{release}.json holds no edition that this program can read.")
