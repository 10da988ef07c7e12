"""Where an editor wrote what stands on the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from ..artifacts import File, PartHtml, Source, Tree
from ..span import Span
from ..token_place import find_passage
from .made import Ground, Spot
from .spots import HOMES

_IMPRINT = PurePosixPath("edition.yaml")
_RECORDS = PurePosixPath("records")
_SOURCES = PurePosixPath("sources.yaml")
_SOURCE_ID = "source-"
_WAY_BACK = "↑"
"""What ends a note, and leads back to its call."""


def ground_of(source: Source, parts: tuple[PartHtml, ...], pages: Mapping[str, int]) -> Ground:
    """Where the parts of a manuscript were written; `pages` are those on which ids stand first."""
    return Ground(
        {part.id: part.origins for part in parts}, {part.id: _home(part, source) for part in parts},
        dict(_sources(source)), pages,
    )


def _home(part: PartHtml, source: Source) -> Span:
    """The file in which a part is written; of a chapter, it is asked for its title only."""
    if part.origins:
        name = part.origins[0][1].file.relative_to(source.folder)
    else:
        name = PurePosixPath(f"{part.id}.yaml") if part.id in HOMES else _IMPRINT
    return _whole(source.files.get(name) or source.files[_IMPRINT])


def _sources(source: Source) -> Iterator[tuple[str, Span]]:
    """The id under which each source is printed, with where it is written."""
    file = source.files.get(_SOURCES)
    written = file.root.get("sources") if file and isinstance(file.root, dict) else None
    for index, one in enumerate(written if isinstance(written, list) else ()):
        if file and isinstance(one, dict):
            yield f"{_SOURCE_ID}{one.get('id')}", file.place(("sources", index))


def place(spot: Spot, ground: Ground, texts: Mapping[PurePosixPath, str]) -> Span:
    """The place of a spot's words in its block, or in the records; that of the block if in neither."""
    passage, block = spot.text.replace(_WAY_BACK, ""), ground.block(spot)
    if block.file not in texts or not passage:
        return block
    found = find_passage(_file(block.file, texts), block, passage)
    return _in_records(passage, texts) or found if found == block else found


def _in_records(passage: str, texts: Mapping[PurePosixPath, str]) -> Span | None:
    """The only place in the records at which a passage is written; None if there is none, or more."""
    found = []
    for path in texts:
        if path.parent.name == _RECORDS.name:
            file = _file(path, texts)
            whole = _whole(file)
            span = find_passage(file, whole, passage)
            found += [] if span == whole else [span]
    return found[0] if len(found) == 1 else None


def _file(path: PurePosixPath, texts: Mapping[PurePosixPath, str]) -> File:
    return File(path, texts[path], lambda: Tree(None, {}, {}))


def _whole(file: File) -> Span:
    lines = file.text.split("\n")
    return Span(file.path, 1, 1, len(lines), len(lines[-1]) + 1)
