"""What this stage has done by somebody: the engine is loaded where a job is done, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from ..artifacts import Take
from ..fragment import Fragment
from ..recall import Recall, afresh
from ..report import Diagnostic
from .stylesheet import Sheet, Stylesheet

if TYPE_CHECKING:
    from .looking_in import Inside


class SheetsJob(Struct, frozen=True):
    """Sheets that are to be read."""

    stylesheet: Stylesheet
    style: str
    """The digest of the sheets, the fonts and the pictures."""

    @property
    def said(self) -> tuple[str, ...]:
        """All that follows from reading them, but for the program."""
        return self.style, str(self.stylesheet.entry), str(self.stylesheet.edition)


class Reading(NamedTuple):
    """Sheets as they were read, and what is wrong with them."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Diagnostic, ...]
    inside: Inside | None
    """The elements of which they ask what is in them; None if takes are to be set whole."""


def read(job: SheetsJob) -> Reading:
    """The sheets of a job; raises `Restyled`."""
    from . import reading

    return reading.read(job)


class Job(Struct, frozen=True):
    """A take, and what it is set with."""

    take: Take
    stylesheet: Stylesheet
    style: str
    """The digest of the sheets, the fonts and the pictures."""
    inside: Inside | None = None
    """The elements of which the sheets ask what is in them; None if a take is to be set whole."""
    recall: Recall = afresh
    """Gives pages of the take that were set before, if not all were."""

    @property
    def said(self) -> tuple[str, ...]:
        """All that its fragment follows from, but for the program."""
        take, parts = self.take, " ".join(part.id for part in self.take.parts)
        how = f"{take.recto} {take.folio} {self.inside is None}"
        return self.style, str(self.stylesheet.edition), parts, take.html, how


def set_take(job: Job) -> Fragment:
    """The pages of one take, with what was found wrong with them; raises `Restyled`."""
    from . import layout

    return layout.set_take(job)
