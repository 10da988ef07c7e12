"""A list file read as models, item by item; what is broken is reported and dropped, its name kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import Struct
from pydantic import ValidationError

from .. import faults
from ..artifacts import File, Node, Source
from ..model.base import Model
from ..model.edition import FILES
from ..recall import Recall, afresh, recall_faultless
from ..report import Report
from .complaining import complain
from .entry import Entry, Names, nearest


class ListFile(Struct, frozen=True):
    """What a list file says."""

    items: tuple[tuple[int, str, Model], ...]
    """Sound items, each with its place in the list and the name that it gives itself."""
    names: frozenset[str]
    """All names that are given, those of broken items too."""
    is_list: bool
    """Whether there is a list at all."""


def read_list(source: Source, name: str, report: Report, recall: Recall) -> ListFile | None:
    """A list file, by its path; None without one. One that was sound before is not read again."""
    file = source.files.get(PurePosixPath(name))
    if file is None:
        return None
    key, model = FILES[name]
    known = recall if file.digest else afresh
    return recall_faultless(
        known, "read-list", (file.digest,), lambda found: _read(file, key, model, found), report
    )


def entries_of(source: Source, name: str, found: ListFile | None) -> tuple[Entry[Model], ...]:
    """The sound items of a list file with their places."""
    key, _ = FILES[name]
    file = source.files.get(PurePosixPath(name))
    if file is None or found is None:
        return ()
    return tuple(Entry(file, (key, index), item, owner) for index, owner, item in found.items)


def names_in(found: ListFile | None, *, readable: bool) -> Names:
    """The names that a list file gives; any may be right if the file is there and not `readable`."""
    if found is None:
        return Names(frozenset(), whole=readable)
    return Names(found.names, whole=found.is_list)


def _read(file: File, key: str, model: type[Model], report: Report) -> ListFile:
    listed = file.root.get(key) if isinstance(file.root, dict) else None
    items = tuple(_items(file, key, model, report))
    given = (_name(node, model) for node in (listed if isinstance(listed, list) else ()))
    return ListFile(items, frozenset(name for name in given if name), isinstance(listed, list))


def _items(file: File, key: str, model: type[Model], report: Report) -> Iterator[tuple[int, str, Model]]:
    for index, node in enumerate(_list(file, key, report)):
        owner = _name(node, model) or ""
        try:
            yield index, owner, model.model_validate(node)
        except ValidationError as problem:
            complain(problem, file, (key, index), model, report, owner)


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


def _name(node: Node, model: type[Model]) -> str | None:
    """The name that an item gives itself, sound or not."""
    name = node.get("id" if "id" in model.model_fields else "short") if isinstance(node, dict) else None
    return name if isinstance(name, str) else None
