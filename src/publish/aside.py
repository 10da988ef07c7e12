"""What a build has done aside, by another process: all that takes the engine, which is long in loading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from .artifacts import Attachment, Metadata, Sheets, Volume
from .hands import recalling_hands
from .light_loading import light
from .recall import Recall
from .report import Diagnostic, Report
from .undisturbed import answer_fast, run_fast

if TYPE_CHECKING:
    from .typeset import Stylesheet

PRELOAD = ("publish.typeset.layout", "publish.bind", "publish.proof")
"""What workers need, whatever they are given to do."""


def prepare(
    project: Path, folder: PurePosixPath, languages: Sequence[str], recalling: Callable[[], Recall]
) -> None:
    """Load the engine, and open what the pages of an edition are set with, some of which is recalled.

    `languages` are some of those that it is in.
    """
    answer_fast()
    with light():
        run_fast(lambda: _make_ready(project, folder, languages, recalling))


def _make_ready(
    project: Path, folder: PurePosixPath, languages: Sequence[str], recalling: Callable[[], Recall]
) -> None:
    from . import bind as bind
    from .typeset import Stylesheet
    from .typeset.layout import make_ready

    make_ready(Stylesheet(project, folder), languages, recalling())


def load_late_stages() -> None:
    """Load what binds and proves, with the engine."""
    from . import bind as bind
    from . import proof as proof


def load_proof() -> None:
    """Load what proves a file, and what tells of it."""
    from . import proof as proof
    from . import show as show


class BindJob(Struct, frozen=True):
    """Pages that are to be bound."""

    sheets: Sheets
    """Without families: whoever has set pages has the font files at hand."""
    stylesheet: Stylesheet
    metadata: Metadata
    attachments: tuple[Attachment, ...]
    first_body: str
    """The anchor of the first body part."""
    changed: Sequence[str]
    """The ids of blocks that have a bar."""
    recall: Recall
    """Gives sections that were written before."""


def bind_aside(job: BindJob) -> tuple[Volume, tuple[Diagnostic, ...]]:
    """One file, and what is wrong with it; raises `Restyled`."""
    from .bind import bind
    from .typeset.layout import font_files

    report = Report()
    sheets = replace(job.sheets, families=font_files(job.stylesheet, job.sheets.style))
    volume = bind(
        sheets, job.metadata, job.attachments, report, first_body_anchor=job.first_body,
        changed=job.changed, hands=recalling_hands(job.recall),
    )
    return volume, tuple(report)
