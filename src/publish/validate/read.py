"""Reads nodes as models, item by item: what is broken is reported and dropped, and its name kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from pydantic import TypeAdapter, ValidationError

from .. import faults
from ..artifacts import File, Location, Node, Source
from ..blocks import AnyBlock
from ..model.base import Model
from ..model.chapter import Chapter
from ..model.edition import FILES, Imprint
from ..report import Report
from ..span import Span
from .entry import Entry, Names, nearest
from .hints import closest, kebab
from .messages import faults_in, locate
from .reading import ChapterEntry, Reading

EDITION = PurePosixPath("edition.yaml")
GENERATED = frozenset({"sources"})
"""Parts that the house makes and that a cross-reference may name."""

_ALIKE = 0.8
"""How like a list file's name another must be for it to be meant: `incident`, not `abuses` for `sources`."""

_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)


def read(source: Source, earlier: Report, report: Report) -> Reading:
    """Everything sound in a source; `report` gets what is not, `earlier` says what could not be loaded."""
    imprint = _imprint(source, earlier, report)
    chapters = tuple(_chapters(source, earlier, report))
    lists = {model: tuple(_items(source, name, report)) for name, (_, model) in FILES.items()}
    return Reading(
        source=source,
        imprint=imprint,
        chapters=chapters,
        lists=lists,
        names={model: _names(source, name, earlier) for name, (_, model) in FILES.items()},
        targets=_targets(source, earlier),
        whole=not earlier.failed and not report.failed,
    )


def _imprint(source: Source, earlier: Report, report: Report) -> Entry[Imprint] | None:
    file = source.files.get(EDITION)
    if file is None:
        if not _reported(earlier, source.folder / EDITION):
            report.add(Span(source.folder / EDITION), faults.missing_edition_file())
        return None
    try:
        return Entry(file, (), Imprint.model_validate(file.root), "edition")
    except ValidationError as problem:
        _complain(problem, file, (), Imprint, report, "edition")
        return None


def _items(source: Source, name: str, report: Report) -> Iterator[Entry[Model]]:
    """The sound items of a list file."""
    key, model = FILES[name]
    file = source.files.get(PurePosixPath(name))
    if file is None:
        return
    for index, node in enumerate(_list(file, key, report)):
        owner = _name(node, model) or ""
        try:
            yield Entry(file, (key, index), model.model_validate(node), owner)
        except ValidationError as problem:
            _complain(problem, file, (key, index), model, report, owner)


def _list(file: File, key: str, report: Report) -> list[Node]:
    """The list under the one key of a list file."""
    root = file.root if isinstance(file.root, dict) else {}
    for other in root.keys() - {key}:
        fault = faults.unknown_key(other, nearest(other, [key]), f"`{key}`")
        report.add(file.place((other,), key=True), fault)
    nodes = root.get(key)
    if isinstance(nodes, list):
        return nodes
    if key not in root:
        report.add(file.place(()), faults.missing_key(key, f"this file lists its items below `{key}:`"))
    elif nodes is None:
        report.add(file.place((key,), key=True), faults.empty_value(f"`{key}`"))
    else:
        found = "text" if isinstance(nodes, str) else "keys with values"
        report.add(file.place((key,)), faults.list_expected(found, "id: …"))
    return []


def _chapters(source: Source, earlier: Report, report: Report) -> Iterator[ChapterEntry]:
    """The chapters that are listed and there, in their order; the others are reported."""
    present = {path.stem: file for path, file in source.files.items() if _is_chapter(path)}
    edition = source.files.get(EDITION)
    listed = _listed(edition)
    for index, name in enumerate(listed):
        if name in listed[:index] and edition:
            report.add(edition.place(("chapters", index)), faults.duplicate_id(name, "chapter", ""), name)
        elif name in present:
            yield _chapter(name, present[name], report)
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


def _chapter(name: str, file: File, report: Report) -> ChapterEntry:
    root = file.root if isinstance(file.root, dict) else {}
    if "id" in root:
        fault = faults.unknown_key("id", None, "`title`, `blocks` and others; the id is the name of the file")
        report.add(file.place(("id",), key=True), fault, name)
    head: dict[str, object] = {**root, "id": name}
    try:
        return _entry(file, Chapter.model_validate(head))
    except ValidationError as problem:
        _complain(problem, file, (), Chapter, report, name)
        ways = [error["loc"] for error in problem.errors(include_url=False)]
    nodes = root.get("blocks")
    broken = {way[1] for way in ways if way[0] == "blocks" and len(way) > 1}
    blocks = tuple(
        _block(file, index, _BLOCK.validate_python(node))
        for index, node in enumerate(nodes if isinstance(nodes, list) else ()) if index not in broken
    )
    if all(way[0] == "blocks" for way in ways) and blocks:
        return ChapterEntry(file, name, _rest(head, blocks), blocks)
    return ChapterEntry(file, name, None, blocks)


def _rest(head: Mapping[str, object], blocks: tuple[Entry[AnyBlock], ...]) -> Chapter:
    """A chapter of its sound blocks."""
    return Chapter.model_validate({**head, "blocks": [entry.item for entry in blocks]})


def _entry(file: File, chapter: Chapter) -> ChapterEntry:
    blocks = (_block(file, index, block) for index, block in enumerate(chapter.blocks))
    return ChapterEntry(file, chapter.id, chapter, tuple(blocks))


def _block(file: File, index: int, block: AnyBlock) -> Entry[AnyBlock]:
    return Entry(file, ("blocks", index), block, block.id or file.path.stem)


def _complain(
    problem: ValidationError, file: File, base: Location, model: type[Model], report: Report, subject: str
) -> None:
    for fault, way, on_key in faults_in(problem, model):
        node = file.root
        for step in base:
            node = node[step]  # type: ignore[index]  # `base` was read from this very file
        report.add(file.place(base + locate(node, way), key=on_key), fault, subject)


def _names(source: Source, name: str, report: Report) -> Names:
    """The names given in a list file, to broken items too."""
    key, model = FILES[name]
    file = source.files.get(PurePosixPath(name))
    if file is None:
        return Names(frozenset(), whole=not _reported(report, source.folder / name))
    listed = file.root.get(key) if isinstance(file.root, dict) else None
    if not isinstance(listed, list):
        return Names(frozenset(), whole=False)
    return Names(frozenset(given for item in listed if (given := _name(item, model))))


def _name(node: Node, model: type[Model]) -> str | None:
    """The name that an item gives itself, sound or not."""
    name = node.get("id" if "id" in model.model_fields else "short") if isinstance(node, dict) else None
    return name if isinstance(name, str) else None


def _targets(source: Source, report: Report) -> Names:
    """What cross-references may name: chapter files, and blocks, broken ones too."""
    names: set[str] = set(GENERATED)
    for path, file in source.files.items():
        if _is_chapter(path) and isinstance(file.root, dict):
            names.add(path.stem)
            blocks = file.root.get("blocks")
            items = blocks if isinstance(blocks, list) else []
            names |= {str(item["id"]) for item in items if isinstance(item, dict) and "id" in item}
    return Names(frozenset(names), whole=not report.failed)


def _listed(edition: File | None) -> list[str]:
    """The chapters named in `edition.yaml`, sound or not."""
    listed = edition.root.get("chapters") if edition and isinstance(edition.root, dict) else None
    return [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []


def _is_chapter(path: PurePosixPath) -> bool:
    return len(path.parts) == 1 and path != EDITION and str(path) not in FILES


def _reported(report: Report, path: PurePosixPath) -> bool:
    return any(diagnostic.span.file == path for diagnostic in report)
