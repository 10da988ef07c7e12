"""Things that have another id and are otherwise the same: the earlier edition in the names of the later one.

A renamed record is told once, as renamed; the marks and references that follow the new name are no change. So
names are brought into line first (`align`), and everything after that can go by ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from ..model.base import Model
from ..model.chapter import Chapter
from ..model.edition import Edition
from ..model.figure import Figure
from ..model.records import Place
from ..model.source import Source
from ..reckoning import figures_of
from .pairing import pair
from .tidy import content

Tree = dict[str, list[dict[str, object]]]
Names = dict[str, str]
"""The later name by the earlier one."""

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "actor": ("actors",), "attributed_by": ("actors",), "attributed_to": ("actors",), "origin": ("actors",),
    "court": ("actors",), "parent": ("actors", "places"), "place": ("places",), "people": ("people",),
    "citations": ("sources",), "part_of": ("records",), "incidents": ("records",), "figures": ("records",),
    "figure": ("records",), "proceedings": ("records",), "table": ("targets",), "chapters": ("targets",),
}
"""Fields that name other things, and the families that they name."""
_MARK = re.compile(r"\[([@#=!])([^\[\]]*)\]")
_SIGILS = {"@": "sources", "#": "targets", "=": "records", "!": "records"}
_RECORDS = ("incidents", "statistics", "proceedings", "events", "claims")


class Renamed(Struct):
    """Names that changed, by family; chapters and blocks are one family, `targets`."""

    families: dict[str, Names] = field(default_factory=dict)
    figures: Names = field(default_factory=dict)
    """Figures by `record.figure`: renamed, or moved to another record."""

    def __bool__(self) -> bool:
        return any(self.families.values()) or bool(self.figures)

    def name(self, family: str, written: str) -> str:
        """The later name of what is written; a record's with its figure, a source's with the place in it."""
        if family == "records":
            if written in self.figures:
                return self.figures[written]
            head, point, rest = written.partition(".")
        else:
            head, point, rest = written.partition(",")
        return self.families.get(family, {}).get(head.strip(), head) + point + rest


def align(earlier: Edition, later: Edition) -> tuple[Edition, Edition, Renamed]:
    """Both editions in the later one's names, and which names changed.

    A reference in the later edition that still has an old name is read as the new one: it did not change.
    """
    all_names = Renamed()
    for look in (_of_lists, _of_records, _of_figures, _of_targets):
        found = look(earlier, later)
        if found:
            earlier = _rewritten(earlier, found)
            all_names.families |= found.families
            all_names.figures |= found.figures
    if all_names:
        later = Edition.model_validate(_walk(_tree(later), all_names, ""))
    return earlier, later, all_names


def _of_lists(earlier: Edition, later: Edition) -> Renamed:
    lists = ("sources", "actors", "places", "people")
    return Renamed({name: _renamed(getattr(earlier, name), getattr(later, name)) for name in lists})


def _of_records(earlier: Edition, later: Edition) -> Renamed:
    names: Names = {}
    for key in _RECORDS:
        names |= _renamed(getattr(earlier, key), getattr(later, key))
    return Renamed({"records": names})


def _renamed(earlier: Sequence[Model], later: Sequence[Model]) -> Names:
    """Items of equal content, or of one name, whose ids only one edition has."""
    before, after = ({_id(item) for item in items} for items in (earlier, later))
    gone = [item for item in earlier if _id(item) not in after]
    come = [item for item in later if _id(item) not in before] if gone else []
    if not come:
        return {}
    alike = pair(gone, come, lambda item: content(item, "id"))
    called = pair(alike.dropped, alike.new, lambda item: _called(item) or ("nameless", id(item)))
    return {_id(old): _id(new) for old, new in (*alike.both, *called.both)}


def _called(item: Model) -> object:
    """What a record, a person or an actor is called: the same name under another id is the same thing."""
    if isinstance(item, Source | Place):
        return None
    names = (getattr(item, field, None) for field in ("title", "name", "says", "chronicle"))
    return next(filter(None, names), None)


def _id(item: Model) -> str:
    return str(getattr(item, "id", None) or "")


def _of_figures(earlier: Edition, later: Edition) -> Renamed:
    """Figures of equal content under another name or in another record that both editions have."""
    before, after = dict(_figures(earlier)), dict(_figures(later))
    gone = [ref for ref in before if ref not in after]
    come = [ref for ref in after if ref not in before] if gone else []
    kept = {record.id for record in earlier.records()} & {record.id for record in later.records()}
    gone, come = ([ref for ref in refs if ref.partition(".")[0] in kept] for refs in (gone, come))
    old = [(ref, content(before[ref], "id")) for ref in gone]
    new = [(ref, content(after[ref], "id")) for ref in come]
    within = pair(old, new, lambda figure: (figure[0].partition(".")[0], figure[1]))
    across = pair(within.dropped, within.new, lambda figure: figure[1])
    return Renamed(figures={one[0]: other[0] for one, other in (*within.both, *across.both)})


def _figures(edition: Edition) -> Iterator[tuple[str, Figure]]:
    for record in edition.records():
        for figure in figures_of(record):
            yield f"{record.id}.{figure.name}", figure


def _of_targets(earlier: Edition, later: Edition) -> Renamed:
    names = _chapters(earlier, later)
    blocks = [
        [block for chapter in edition.chapters for block in chapter.blocks if block.id]
        for edition in (earlier, later)
    ]
    return Renamed({"targets": names | _renamed(*blocks)})


def _chapters(earlier: Edition, later: Edition) -> Names:
    """Chapters whose file has another name: of one title, or of at least half the same blocks."""
    before, after = ({chapter.id for chapter in edition.chapters} for edition in (earlier, later))
    gone = [chapter for chapter in earlier.chapters if chapter.id not in after]
    come = {chapter.id: chapter for chapter in later.chapters if chapter.id not in before}
    names: Names = {}
    for chapter in gone:
        best = max(come.values(), key=lambda other: _shared(chapter, other), default=None)
        if best and (best.title == chapter.title or _shared(chapter, best) >= 0.5):
            names[chapter.id] = best.id
            del come[best.id]
    return names


def _shared(earlier: Chapter, later: Chapter) -> float:
    """The share of the blocks of the shorter chapter that the other has too."""
    before, after = ({content(block, "id") for block in chapter.blocks} for chapter in (earlier, later))
    return len(before & after) / min(len(before), len(after))


def _rewritten(edition: Edition, names: Renamed) -> Edition:
    """An edition with every name replaced, where it is given and where it is used."""
    tree = _tree(edition)
    _move_figures(tree, names)
    for family, found in names.families.items():
        for item in _named(tree, family) if found else ():
            item["id"] = found.get(str(item.get("id")), item.get("id"))
    return Edition.model_validate(_walk(tree, names, ""))


def _tree(edition: Edition) -> Tree:
    tree: Tree = edition.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return tree


def _named(tree: Tree, family: str) -> Iterator[dict[str, object]]:
    """The things of a family, as they were dumped."""
    if family == "targets":
        for chapter in tree["chapters"]:
            yield from (chapter, *chapter["blocks"])  # type: ignore[misc]  # as it was dumped
    else:
        for key in _RECORDS if family == "records" else (family,):
            yield from tree.get(key, ())


def _move_figures(tree: Tree, names: Renamed) -> None:
    """Give figures their new names, and put those of another record there."""
    records = {str(item["id"]): item for key in _RECORDS for item in tree.get(key, ())}
    for old, new in names.figures.items():
        (record, name), (other, called) = old.split("."), new.split(".")
        figures = records[record]["figures"]
        assert isinstance(figures, list), "as it was dumped"
        index = next(i for i, figure in enumerate(figures) if (figure.get("id") or figure["measure"]) == name)
        figure = figures.pop(index)
        figure["id"] = called
        if called == figure["measure"]:
            del figure["id"]
        records[other]["figures"] = [*records[other].get("figures", ()), figure]  # type: ignore[misc]  # as it was dumped


def _walk(node: object, names: Renamed, key: str) -> object:
    if isinstance(node, dict):
        return {name: _walk(item, names, name) for name, item in node.items()}
    if isinstance(node, list):
        return [_walk(item, names, key) for item in node]
    if not isinstance(node, str):
        return node
    for family in _FIELDS.get(key, ()):
        node = names.name(family, node)
    return _MARK.sub(lambda found: _mark(found, names), node) if "[" in node else node


def _mark(found: re.Match[str], names: Renamed) -> str:
    targets, bar, options = found[2].partition("|")
    parts = (names.name(_SIGILS[found[1]], part.strip()) for part in targets.split(";"))
    return f"[{found[1]}{'; '.join(parts)}{bar}{options}]"
