"""What the typesetting engine says, as faults: a noun that `typeset` and `bind` share.

WeasyPrint drops a declaration, a picture or a letter with a line in a log. `listen` gathers those lines, and
`fault` turns each into a diagnostic. The engine itself is not imported here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from msgspec import Struct

from . import faults
from .report import Fault

REFUSAL = "Refused %s: %s"
"""How the fetcher says that it refused a URL, and why, in the engine's own log."""

_LOGGERS = ("weasyprint", "fontTools", "PIL")
_AT = re.compile(r"\bat (\d+):(\d+)")
_IGNORED_CSS = (
    "Ignored `",
    "Deprecated `",
    "Error: ",
    "Parse error at",
    "Invalid ",
    "Unknown rule",
    "Unknown empty rule",
    "Unknown @page rule",
    "Unknown descriptor",
    "Unsupported @",
    "Unsupported color space",
    "Unable to compute content",
    "Empty @page rule",
    "Missing %s descriptor",
    "No source for profile",
    "In counter style",
    "@import rule",
    "@layer rule",
    "Expected a media type",
    "Relative URI reference",
    "Malformed URL",
)


class Remark(Struct, frozen=True):
    """One line of the engine's log."""

    template: str
    """The line before its arguments are filled in; it tells what kind of remark it is."""
    arguments: tuple[object, ...]
    text: str

    @property
    def subject(self) -> str:
        """What it is about: a URL, an id, a selector; the last of `('url', ('internal', 'x'))` is `x`."""
        subject: object = self.arguments[0] if self.arguments else ""
        while isinstance(subject, tuple) and subject:
            subject = subject[-1]
        return str(subject)

    @property
    def is_css(self) -> bool:
        """Whether a rule or a declaration of a stylesheet was left out."""
        return self.template.startswith(_IGNORED_CSS)

    @property
    def line_and_column(self) -> tuple[int, int] | None:
        """The place in the stylesheet, if it is told."""
        found = _AT.search(self.text)
        return (int(found[1]), int(found[2])) if found else None


@contextmanager
def listen() -> Iterator[list[Remark]]:
    """The engine's remarks while the block runs; they go nowhere else."""
    ear = _Ear()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(ear)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
    try:
        yield ear.remarks
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(ear)
            logger.setLevel(level)
            logger.propagate = propagate


class _Ear(logging.Handler):
    """A log handler that keeps remarks: logging knows handlers only as a class."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.remarks: list[Remark] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        arguments = record.args if isinstance(record.args, tuple) else ()
        self.remarks.append(Remark(str(record.msg), arguments, record.getMessage()))


def refused(remarks: Iterable[Remark]) -> frozenset[str]:
    """The URLs that the fetcher refused: what the engine says of them besides is no news."""
    return frozenset(remark.subject for remark in remarks if remark.template == REFUSAL)


def fault(remark: Remark) -> Fault:
    """What a remark means for an editor or a designer."""
    if remark.template == REFUSAL:
        return faults.refused_url(project_path(remark.subject), str(remark.arguments[1]))
    for opening, meaning in _MEANINGS:
        if remark.template.startswith(opening):
            return meaning(remark.subject)
    if remark.is_css:
        return faults.ignored_css(_declaration(remark.text))
    return faults.engine_warning(remark.text)


_MEANINGS = (
    ("Failed to load image", lambda url: faults.missing_image(project_path(url))),
    ("Failed to render SVG image", lambda url: faults.missing_image(project_path(url))),
    ("Failed to load inline SVG", lambda _: faults.missing_image("an SVG in the text")),
    ("No anchor #", faults.dead_anchor),
    ("Content discarded: target", lambda anchor: faults.dead_anchor(anchor.lstrip("#"))),
    ("Anchor defined twice", faults.repeated_anchor),
    (".notdef glyph", faults.missing_glyph),
    ("Font-face ", faults.missing_font),
    ("Failed to load stylesheet", lambda url: faults.missing_stylesheet(project_path(url))),
    ('Image "%s" has no required alt', lambda url: faults.missing_alt_text(project_path(url))),
)


def project_path(url: str) -> str:
    """A URL as a path below the project, as the fetcher sees it; a long `data:` URL is cut short."""
    if url.startswith("data:"):
        return url if len(url) <= 40 else f"{url[:40]}…"
    return url.removeprefix("file:///")


def _declaration(text: str) -> str:
    """The engine's sentence without its place, with one space for each run of them."""
    sentence = " ".join(_AT.sub("", text).split())
    return sentence.replace(" `,", "`,").replace(" ` ,", "`,").replace(" ,", ",").rstrip(" .,:")
