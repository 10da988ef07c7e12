"""The designers' sheets as files: where they are, and the typefaces that they declare."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from msgspec import Struct, field

from ..many_files import all_below, sha256_of, target_of
from .giving import Opened, Refused, is_given_out

if TYPE_CHECKING:
    from .fetcher import Fetcher

_FACE = re.compile(r"@font-face\s*{([^}]*)}")
_FAMILY = re.compile(r"font-family:\s*([^;}]+)")
_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)")


class Stylesheet(Struct, frozen=True):
    """Where the designers' one entry sheet is, and where pages take their files from."""

    project: Path
    """The project's folder."""
    edition: PurePosixPath
    """The edition's folder below the project's. Pictures are named from here: `images/map.svg`."""
    entry: PurePosixPath = field(default=PurePosixPath("styles/main.css"))
    """The sheet that imports all others, below the project's folder."""

    @property
    def opened(self) -> Opened:
        """The sheets' folder and that of the edition's pictures."""
        return Opened(self.project, (PurePosixPath(self.entry.parts[0]), self.edition / "images"))

    @property
    def fetcher(self) -> Fetcher:
        """What gives out their files to the engine, which this loads."""
        from .fetcher import Fetcher

        return Fetcher(self.opened)

    @property
    def digest(self) -> str:
        """The SHA-256 of all files that pages may be made with, as hexadecimal digits.

        What a symbolic link leads to stands below the same folders, or is given out to nobody.
        """
        digest = hashlib.sha256()
        for folder in (PurePosixPath(self.entry.parts[0]), self.edition / "images"):
            root = str(self.project / folder)
            for path in (root, *all_below(root)):
                with suppress(FileNotFoundError):  # an editor's file that was there for a moment
                    content = _content(path)
                    if content is not None:
                        name = os.fsencode(f"{folder}{path[len(root):]}")
                        digest.update(f"{name.hex()} {content}\n".encode())
        return digest.hexdigest()

    @property
    def url(self) -> str:
        """The entry sheet, as the fetcher names it."""
        return f"file:///{self.entry}"

    @property
    def base_url(self) -> str:
        """The folder that the manuscript's URLs start from, as the fetcher names it."""
        return f"file:///{self.edition}/"


class Sheet(Struct, frozen=True):
    """One stylesheet as it was read."""

    path: PurePosixPath
    text: str

    def url_of(self, address: str) -> str:
        """What the sheet means by an address, as the fetcher names it."""
        return urljoin(f"file:///{self.path}", address)


def declared_families(stylesheet: Stylesheet, sheets: Iterable[Sheet]) -> Mapping[str, tuple[bytes, ...]]:
    """The typefaces that the sheets declare, with those of their font files that can be read.

    No other typeface may be on a page.
    """
    found: dict[str, tuple[bytes, ...]] = {}
    for sheet in sheets:
        for face in _FACE.findall(sheet.text):
            for name in _FAMILY.findall(face)[:1]:
                files = tuple(_files(stylesheet, sheet, _ADDRESS.findall(face)))
                family = name.strip("\"' ")
                found[family] = found.get(family, ()) + files
    return found


def _files(stylesheet: Stylesheet, sheet: Sheet, addresses: Iterable[str]) -> Iterator[bytes]:
    for address in addresses:
        url = sheet.url_of(address)
        with suppress(OSError, Refused):
            if url.startswith("file:"):
                yield stylesheet.opened.path(url).read_bytes()
            else:  # written in the sheet itself
                with closing(stylesheet.fetcher.fetch(url)) as response:
                    yield bytes(response.read())


def _content(path: str) -> str | None:
    """A digest of what a file gives to pages, or where a link leads; None if it gives nothing."""
    kind = os.lstat(path).st_mode
    if stat.S_ISLNK(kind):
        return f"leads to {target_of(path)}"
    return sha256_of(path) if stat.S_ISREG(kind) and is_given_out(Path(path)) else None


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset, counting from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
