"""What went wrong, in the order of the files: one append-only report for all stages.

Faults (sentences) come from `faults`; a stage adds the place. Printing belongs to the commands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct, field

from .span import Span


class Severity(StrEnum):
    """Whether a build may go on."""

    ERROR = "error"
    WARNING = "warning"


class Fault(Struct, frozen=True):
    """One sentence said to an editor, not yet tied to a place."""

    code: str
    """A slug that explains itself, such as `lost-note`."""
    severity: Severity
    message: str
    """What is wrong, in one line, with the editor's own words in backticks."""
    hint: str = ""
    """What to try."""


class Diagnostic(Struct, frozen=True):
    """A fault and where it stands."""

    span: Span
    fault: Fault
    subject: str = ""
    """The id of the record, block or note it is about, for waivers."""


class Report(Struct):
    """The diagnostics of one build; only ever added to."""

    _diagnostics: dict[Diagnostic, None] = field(default_factory=dict)

    def add(self, span: Span, fault: Fault, subject: str = "") -> None:
        """Add one diagnostic; the same fault at the same place is kept once."""
        self._diagnostics.setdefault(Diagnostic(span, fault, subject))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add several diagnostics, be it those of another report."""
        self._diagnostics |= dict.fromkeys(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        """The diagnostics by file, line and column."""
        return iter(sorted(self._diagnostics, key=lambda d: (d.span, d.fault.code, d.fault.message)))

    def __len__(self) -> int:
        return len(self._diagnostics)

    @property
    def failed(self) -> bool:
        """Whether an error is among them."""
        return any(d.fault.severity is Severity.ERROR for d in self._diagnostics)
