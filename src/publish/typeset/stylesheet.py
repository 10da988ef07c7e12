"""The designers' sheets, each read alone, so that a fault in them has a file, a line and a column.

The engine reads `@import` by itself and names a line but no file. Here every sheet is parsed once with its
imports held back; they are read in their turn.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from weasyprint import CSS
from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

from .. import faults
from ..engine import Remark, fault, listen
from ..fragment import Restyled
from ..report import Diagnostic, Report
from ..span import Span
from .fetcher import Fetcher, Refused, Response, is_given_out
from .looking_in import Inside, inside

_FACE = re.compile(r"@font-face\s*{([^}]*)}")
_FAMILY = re.compile(r"font-family:\s*([^;}]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_UNKNOWN_PAGE = re.compile(
    r"target-counters?\((?:[^()]|\([^()]*\))*\bpages?\b[^()]*\)|counters?\(\s*pages\b[^()]*\)"
)
_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)")


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """Where the designers' one entry sheet is, and where pages take their files from."""

    project: Path
    """The project's folder."""
    edition: PurePosixPath
    """The edition's folder below the project's. Pictures are named from here: `images/map.svg`."""
    entry: PurePosixPath = field(default=PurePosixPath("styles/main.css"))
    """The sheet that imports all others, below the project's folder."""

    @property
    def fetcher(self) -> Fetcher:
        """A fetcher for the sheets' folder and the edition's pictures."""
        return Fetcher(self.project, (PurePosixPath(self.entry.parts[0]), self.edition / "images"))

    @property
    def digest(self) -> str:
        """The SHA-256 of all files that pages may be made with, as hexadecimal digits.

        What a symbolic link leads to stands below the same folders, or is given out to nobody.
        """
        digest = hashlib.sha256()
        for folder in (self.project / self.entry.parts[0], self.project / self.edition / "images"):
            for path in sorted(folder.rglob("*")):
                with suppress(FileNotFoundError):  # an editor's file that was there for a moment
                    content = _content(path)
                    if content is not None:
                        name = os.fsencode(path.relative_to(self.project))
                        digest.update(b"%d %d\n%b%b" % (len(name), len(content), name, content))
        return digest.hexdigest()

    @property
    def url(self) -> str:
        """The entry sheet, as the fetcher names it."""
        return f"file:///{self.entry}"

    @property
    def base_url(self) -> str:
        """The folder that the manuscript's URLs start from, as the fetcher names it."""
        return f"file:///{self.edition}/"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One stylesheet as it was read."""

    path: PurePosixPath
    text: str

    def url_of(self, address: str) -> str:
        """What the sheet means by an address, as the fetcher names it."""
        return urljoin(f"file:///{self.path}", address)


def _content(path: Path) -> bytes | None:
    """What a file gives to pages, or where a link leads; None if it gives nothing."""
    if path.is_symlink():
        return os.fsencode(path.readlink())
    return path.read_bytes() if is_given_out(path) and path.is_file() else None


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


@dataclass(frozen=True, slots=True)
class SheetsJob:
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
    report = Report()
    sheets = read_sheets(job.stylesheet, report)
    if job.stylesheet.digest != job.style:
        raise Restyled
    return Reading(sheets, tuple(report), inside(sheet.text for sheet in sheets))


def declared_families(stylesheet: Stylesheet, sheets: Iterable[Sheet]) -> Mapping[str, tuple[bytes, ...]]:
    """The typefaces that the sheets declare, with those of their font files that can be read.

    No other typeface may be on a page.
    """
    found: dict[str, tuple[bytes, ...]] = {}
    fetcher = stylesheet.fetcher
    for sheet in sheets:
        for face in _FACE.findall(sheet.text):
            for name in _FAMILY.findall(face)[:1]:
                files = tuple(_files(fetcher, sheet, _ADDRESS.findall(face)))
                family = name.strip("\"' ")
                found[family] = found.get(family, ()) + files
    return found


def _files(fetcher: Fetcher, sheet: Sheet, addresses: Iterable[str]) -> Iterator[bytes]:
    for address in addresses:
        with suppress(OSError, Refused), closing(fetcher.fetch(sheet.url_of(address))) as response:
            yield bytes(response.read())


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


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset, counting from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
