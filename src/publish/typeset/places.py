"""Where in the sheets or the manuscript something stands that the engine names without a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from ..artifacts import PartHtml
from ..engine import Remark, project_path
from ..span import Span
from .stylesheet import Sheet, line_and_column

_ID = re.compile(r'\bid="([^"]+)"')


class Place(Struct, frozen=True):
    """A place, and the id of the element it is in, for finding it again in an editor's file."""

    span: Span
    subject: str = ""


class Places(Struct, frozen=True):
    """The texts that pages are made of, to look for words in. A part's file is called `<part>.html`."""

    parts: tuple[PartHtml, ...]
    sheets: Callable[[], Sequence[Sheet]]
    """Asked only once there is something to tell, for they must be read."""
    edition: PurePosixPath

    def of_url(self, url: str) -> Place:
        """The place that names a file, by as much of its URL as it gives."""
        steps = project_path(url).split("/")
        return self.of(url, *("/".join(steps[start:]) for start in range(len(steps))))

    def of(self, *wordings: str) -> Place:
        """The place of the first wording that is found; the edition's folder if none is."""
        return next((place for words in wordings if words for place in self._find(words)), self._nowhere)

    def within(self, name: str, words: str) -> Place:
        """The place of words in the element with an id, or else of the element."""
        for part in self.parts:
            start = part.html.find(f'id="{name}"')
            found = part.html.find(f">{words}", start) + 1 or part.html.find(words, start)
            if start >= 0 and found >= 0:
                return Place(_span(PurePosixPath(f"{part.id}.html"), part.html, found, len(words)), name)
        return self.of(f'id="{name}"')

    def of_remark(self, remark: Remark) -> Place:
        """The place of a declaration that fails only when a variable in it is filled in."""
        line, column = remark.line_and_column or (1, 1)
        name = remark.subject.split(":")[0]
        for sheet in self.sheets():
            lines = sheet.text.splitlines()
            if line <= len(lines) and name in lines[line - 1]:
                return Place(Span(sheet.path, line, column, line, column + 1))
        return self.of(name)

    def of_declaration(self, name: str, of: str) -> Place:
        """The place of a declaration in a rule that names a class or tag, or else of the first one."""
        rule = re.compile(rf"\b{re.escape(of)}\b[^{{}}]*{{[^}}]*?(?<![-\w])({name}\s*:[^;}}]*)")
        for sheet in self.sheets():
            if (match := rule.search(sheet.text)) is not None:
                return Place(_span(sheet.path, sheet.text, match.start(1), len(match[1].rstrip())))
        return self.of(f"{name}:")

    @property
    def _nowhere(self) -> Place:
        return Place(Span(self.edition))

    def _find(self, words: str) -> Iterator[Place]:
        for sheet in self.sheets():
            if (start := sheet.text.find(words)) >= 0:
                yield Place(_span(sheet.path, sheet.text, start, len(words)))
        found = ((part, part.html.find(words)) for part in self.parts)
        for part, start in sorted(((part, at) for part, at in found if at >= 0), key=_from_home):
            ids = _ID.findall(part.html, 0, start)
            path = PurePosixPath(f"{part.id}.html")
            yield Place(_span(path, part.html, start, len(words)), ids[-1] if ids else part.id)


def _from_home(found: tuple[PartHtml, int]) -> tuple[bool, bool]:
    """Blocks that an editor wrote come first, then what is in a chapter; contents only repeat it."""
    part, start = found
    line, _ = line_and_column(part.html, start)
    return part.origin(line) is None, not part.origins


def _span(path: PurePosixPath, text: str, start: int, length: int) -> Span:
    line, column = line_and_column(text, start)
    return Span(path, line, column, line, column + length)
