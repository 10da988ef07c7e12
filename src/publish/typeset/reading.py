"""The designers' sheets, each read alone, so that a fault in them has a file, a line and a column.

The engine reads `@import` by itself and names a line but no file. Here every sheet is parsed once with its
imports held back; they are read in their turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from weasyprint import CSS
from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

from .. import faults
from ..engine import Remark, fault, listen
from ..fragment import Restyled
from ..report import Report
from ..span import Span
from .fetcher import Fetcher, Response
from .giving import Refused
from .jobs import Reading, SheetsJob
from .looking_in import inside
from .stylesheet import Sheet, Stylesheet, line_and_column

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_UNKNOWN_PAGE = re.compile(
    r"target-counters?\((?:[^()]|\([^()]*\))*\bpages?\b[^()]*\)|counters?\(\s*pages\b[^()]*\)"
)


def read(job: SheetsJob) -> Reading:
    """The sheets of a job; raises `Restyled`."""
    report = Report()
    sheets = read_sheets(job.stylesheet, report)
    if job.stylesheet.digest != job.style:
        raise Restyled
    return Reading(sheets, tuple(report), inside(sheet.text for sheet in sheets))


def read_sheets(stylesheet: Stylesheet, report: Report) -> tuple[Sheet, ...]:
    """The entry sheet and all it imports, in order; what the engine leaves out of them goes to the report."""
    sheets: dict[str, Sheet] = {}
    fetcher, waiting = stylesheet.fetcher, [stylesheet.url]
    while waiting:
        url = waiting.pop(0)
        if url in sheets:
            continue
        alone = _Alone(fetcher, url)
        with listen() as remarks:
            _parse(url, alone)
        sheet = sheets[url] = Sheet(PurePosixPath(unquote(urlsplit(url).path).lstrip("/")), alone.text)
        waiting += alone.imports
        for span, remark in _places(sheet, remarks):
            report.add(span, fault(remark))
        for span, words in _unknown_pages(sheet):
            report.add(span, faults.unknown_page(words))
        if alone.missing:
            report.add(Span(stylesheet.entry), faults.missing_stylesheet(str(sheet.path)))
    return tuple(sheets.values())


class _Alone(URLFetcher):  # type: ignore[misc]  # the engine has no types
    """Gives out one stylesheet; notes the sheets that it imports, and gives empty ones for them."""

    def __init__(self, fetcher: Fetcher, url: str) -> None:
        super().__init__()
        self.text, self.missing = "", False
        self.imports: list[str] = []
        self._fetcher, self._url = fetcher, url

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The one sheet, or an empty one."""
        if url != self._url:
            self.imports.append(url)
        else:
            self.text = self._read(url)
        return Response(url, self.text.encode() if url == self._url else b"", "text/css")

    def _read(self, url: str) -> str:
        try:
            with closing(self._fetcher.fetch(url)) as response:
                return str(response.read(), "utf-8", "replace")
        except OSError:
            self.missing = True
        except Refused:
            pass  # told in the log
        return ""


def _parse(url: str, fetcher: URLFetcher) -> None:
    with suppress(URLFetchingError):  # a colour profile: it is not read here
        CSS(url=url, url_fetcher=fetcher)


def _places(sheet: Sheet, remarks: list[Remark]) -> Iterator[tuple[Span, Remark]]:
    for remark in remarks:
        line, column = remark.line_and_column or _selector_place(sheet, remark)
        yield Span(sheet.path, line, column, line, column + 1), remark


def _unknown_pages(sheet: Sheet) -> Iterator[tuple[Span, str]]:
    """Where a sheet asks for a number that is not known before the book is bound, in its own words."""
    text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), sheet.text)
    for found in _UNKNOWN_PAGE.finditer(text):
        line, column = line_and_column(text, found.start())
        yield Span(sheet.path, line, column, line, column + len(found[0])), found[0]


def _selector_place(sheet: Sheet, remark: Remark) -> tuple[int, int]:
    """The place of a selector: the engine tells only its text, in quotes."""
    selector = str(remark.arguments[0]).split("'")[1:2] if remark.arguments else []
    start = sheet.text.find(selector[0].strip()) if selector else -1
    return line_and_column(sheet.text, start) if start > 0 else (1, 1)
