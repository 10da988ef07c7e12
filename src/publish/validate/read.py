"""Reads nodes as models, file by file: the files that there are, those that should be, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath

from msgspec.structs import replace
from pydantic import ValidationError

from .. import faults
from ..artifacts import File, Source
from ..model.edition import FILES, Imprint
from ..recall import Recall, afresh, recall_faultless
from ..report import Report
from ..span import Span
from .chapter_file import block_ids, read_chapter
from .complaining import complain
from .entry import Entry, Names, nearest
from .gist import Gist, gist_of
from .hints import closest, kebab
from .list_file import entries_of, names_in, read_list
from .lists import Lists
from .reading import ChapterEntry, Reading

EDITION = PurePosixPath("edition.yaml")
GENERATED = frozenset({"sources"})
"""Parts that the house makes and that a cross-reference may name."""

_ALIKE = 0.8
"""How like a list file's name another must be for it to be meant: `incident`, not `abuses` for `sources`."""


def read(source: Source, earlier: Report, report: Report, recall: Recall = afresh) -> Reading:
    """Everything sound in a source; `report` gets what is not, `earlier` says what could not be loaded."""
    imprint = _imprint(source, earlier, report, recall)
    chapters = tuple(_chapters(source, earlier, report, recall))
    lists = _lists(source, imprint, earlier, report, recall)
    reading = Reading(
        source, replace(lists, digest=source.digest_without(chapter.id for chapter in chapters)), chapters,
        _targets(source, chapters, earlier), whole=not earlier.failed and not report.failed,
    )
    return replace(reading, gists=_gists(reading, recall))


def _imprint(source: Source, earlier: Report, report: Report, recall: Recall) -> Entry[Imprint] | None:
    """What the edition says of itself; if that was sound before, it is not read again."""
    file = source.files.get(EDITION)
    if file is None:
        if not _reported(earlier, source.folder / EDITION):
            report.add(Span(source.folder / EDITION), faults.missing_edition_file())
        return None
    known = recall if file.digest else afresh
    imprint = recall_faultless(known, "read-imprint", (file.digest,), partial(_read_imprint, file), report)
    return None if imprint is None else Entry(file, (), imprint, "edition")


def _read_imprint(file: File, report: Report) -> Imprint | None:
    try:
        return Imprint.model_validate(file.root)
    except ValidationError as problem:
        complain(problem, file, (), Imprint, report, "edition")
        return None


def _lists(
    source: Source, imprint: Entry[Imprint] | None, earlier: Report, report: Report, recall: Recall
) -> Lists:  # five parameters: two of them are what is read, two what was found
    items, names = {}, {}
    for name, (_, model) in FILES.items():
        found = read_list(source, name, report, recall)
        items[model] = entries_of(source, name, found)
        names[model] = names_in(found, readable=not _reported(earlier, source.folder / name))
    return Lists(imprint, items, names)


def _gists(reading: Reading, recall: Recall) -> tuple[Gist, ...]:
    """The gist of each part."""
    lists = reading.lists
    known = recall if lists.digest else afresh
    return (
        known("gist", (lists.digest, "imprint"), lambda: gist_of(lists.titles)),
        *(chapter.gist for chapter in reading.chapters),
        known("gist", (lists.digest, "lists"), lambda: gist_of(lists.passages)),
    )


def _chapters(
    source: Source, earlier: Report, report: Report, recall: Recall
) -> Iterator[ChapterEntry]:
    """The chapters that are listed and there, in their order; the others are reported."""
    present = {path.stem: file for path, file in source.files.items() if _is_chapter(path)}
    edition = source.files.get(EDITION)
    listed = _listed(edition)
    for index, name in enumerate(listed):
        if name in listed[:index] and edition:
            report.add(edition.place(("chapters", index)), faults.duplicate_id(name, "chapter", ""), name)
        elif name in present:
            yield read_chapter(name, present[name], report, recall)
        elif edition and not _reported(earlier, source.folder / f"{name}.yaml"):
            suggestion = nearest(name, {stem for stem in present if kebab(stem) == stem} - set(listed))
            report.add(edition.place(("chapters", index)), faults.missing_chapter(name, suggestion), name)
    if listed:
        _strays(source, listed, report)


def _strays(source: Source, listed: Sequence[str], report: Report) -> None:
    """YAML files that belong to nothing."""
    for path, file in source.files.items():
        name = path.stem
        if _is_chapter(path) and name not in listed:
            suggestion, right = _list_file(path), kebab(name)
            if right == name or suggestion:
                report.add(file.place(()), faults.unlisted_chapter(name, suggestion), name)
            else:
                report.add(file.place(()), faults.unfit_file_name(name, right, right in listed), name)
        elif len(path.parts) > 1 and str(path) not in FILES:
            report.add(file.place(()), faults.unknown_file(str(path), _list_file(path)))


def _list_file(path: PurePosixPath) -> str | None:
    """The list file that was meant by a path, if it is nearly called so."""
    names = {PurePosixPath(name).stem: name for name in FILES}
    found = closest(path.stem, sorted(names), _ALIKE)
    return names[found] if found else None


def _targets(source: Source, chapters: Sequence[ChapterEntry], report: Report) -> Names:
    """What cross-references may name: chapter files, and blocks, broken ones too."""
    names: set[str] = set(GENERATED)
    known = {chapter.id: chapter.ids for chapter in chapters}
    for path, file in source.files.items():
        if _is_chapter(path):
            names |= {path.stem, *(known[path.stem] if path.stem in known else block_ids(file))}
    return Names(frozenset(names), whole=not report.failed)


def _listed(edition: File | None) -> list[str]:
    """The chapters named in `edition.yaml`, sound or not."""
    listed = edition.root.get("chapters") if edition and isinstance(edition.root, dict) else None
    return [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []


def _is_chapter(path: PurePosixPath) -> bool:
    return len(path.parts) == 1 and path != EDITION and str(path) not in FILES


def _reported(report: Report, path: PurePosixPath) -> bool:
    return any(diagnostic.span.file == path for diagnostic in report)
