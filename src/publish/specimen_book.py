"""The specimen book: every block kind in every state, built like any edition.

A file `schema/blocks/<kind>.yaml` lists specimens: a title, a block as an editor writes it, and, if it is a
faulty one, the report that it must give. The good ones of a kind are a chapter; records and sources are those
of `schema/specimen/`. The blocks are not copied: a chapter is the specimen file seen from another side, so
that whatever is found in it is reported at its true place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from . import shelf, show
from .artifacts import File, Location, Node, Source, Tree
from .blocks import AnyBlock
from .load import load
from .pipeline import check_source, print_checked
from .report import Report
from .span import Span

BLOCKS = PurePosixPath("schema/blocks")
EDITION = PurePosixPath("schema/specimen")
IMPRINT = PurePosixPath("edition.yaml")


class SpecimenError(Exception):
    """The specimens do not give a book; the text says why, as it is to be printed."""


class Specimen(Struct, frozen=True):
    """One block that shows something, or that must be refused."""

    title: str
    file: File
    index: int
    """Its place in the file, counting from 0."""
    rejects: str | None
    """The report that it must give, one line for each diagnostic; None for a good specimen."""

    @property
    def kind(self) -> str:
        """The block kind that its file is about."""
        return self.file.path.stem

    @property
    def location(self) -> Location:
        """The way to its block."""
        return ("specimens", self.index, "block")

    @property
    def span(self) -> Span:
        """The place of its block."""
        return self.file.place(self.location)


def kinds() -> tuple[str, ...]:
    """Every block kind, in the order of `AnyBlock`."""
    union, _ = get_args(AnyBlock)
    return tuple(get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(union))


def make(project: Path) -> str:
    """Write `dist/specimens.pdf` and say so; `SpecimenError` if a specimen that should be good is not."""
    report = Report()
    good = [specimen for specimen in specimens(project, report) if specimen.rejects is None]
    source = book(project, good, report, titled=True)
    checked = None if report.failed else check_source(source, report, _unwatched)
    built = print_checked(project, checked, report, _unwatched) if checked else None
    if built is None or not built.sound:
        raise SpecimenError(show.plain(report))
    path = PurePosixPath("dist/specimens.pdf")
    shelf.put(project / path, built.volume.pdf)
    shown = len({specimen.kind for specimen in good})
    return f"{path}: {built.volume.pages} pages, {shown} kinds, {len(good)} specimens"


def specimens(project: Path, report: Report) -> tuple[Specimen, ...]:
    """Every specimen, kind by kind, good and faulty; what cannot be read goes to the report."""
    files = load(project, BLOCKS, report).files
    found = (files.get(PurePosixPath(f"{kind}.yaml")) for kind in kinds())
    return tuple(specimen for file in found if file for specimen in _listed(file))


def book(project: Path, shown: Sequence[Specimen], report: Report, *, titled: bool = False) -> Source:
    """An edition with these specimens, a chapter for each kind, in the order in which kinds first occur.

    With `titled`, each specimen has its title above it, and where it is written.
    """
    edition = load(project, EDITION, report)
    order = tuple(dict.fromkeys(specimen.kind for specimen in shown))
    chapters = {
        PurePosixPath(f"{kind}.yaml"): _chapter([one for one in shown if one.kind == kind], titled=titled)
        for kind in order
    }
    imprint = {IMPRINT: _with_chapters(edition.files[IMPRINT], order)} if IMPRINT in edition.files else {}
    return Source(edition.folder, dict(edition.files) | imprint | chapters, edition.images)


def told(specimen: Specimen, report: Report) -> str:
    """A report as a faulty specimen foretells it: lines and columns count from where its block begins."""
    lines, block = [], specimen.span
    for diagnostic in report:
        span, fault = diagnostic.span, diagnostic.fault
        inside = span.file == block.file and block.line <= span.line <= block.end_line
        line, column = span.line - block.line + 1, span.column - block.column + 1
        place = f"{line}:{column}" if inside else str(span)
        said = f"{fault.message}; {fault.hint}" if fault.hint else fault.message
        lines.append(f"{place}: {fault.severity}[{fault.code}]: {said}")
    return "\n".join(lines)


def _unwatched(stage: str) -> None:
    """Nobody is told of the stages."""


def _listed(file: File) -> Iterator[Specimen]:
    nodes = file.root.get("specimens") if isinstance(file.root, dict) else None
    for index, node in enumerate(nodes if isinstance(nodes, list) else ()):
        if isinstance(node, dict):
            rejects = node.get("rejects")
            told = f"{rejects or ''}".strip() if "rejects" in node else None
            yield Specimen(f"{node.get('title')}", file, index, told)


def _with_chapters(imprint: File, order: Sequence[str]) -> File:
    """The imprint with the chapters that there are; the file itself cannot know them."""
    root = imprint.root if isinstance(imprint.root, dict) else {}
    tree = replace(imprint.tree, root={**root, "chapters": list(order)})
    return File(imprint.path, imprint.text, lambda: tree)


def _chapter(shown: Sequence[Specimen], *, titled: bool) -> File:
    """The specimens of one kind, seen as a chapter."""
    file = shown[0].file
    blocks: list[Node] = []
    ways: dict[Location, Location] = {}
    for specimen in shown:
        if titled and len(shown) > 1:
            ways[("blocks", len(blocks))] = ("specimens", specimen.index)
            blocks.append(_title(specimen))
        ways[("blocks", len(blocks))] = specimen.location
        blocks.append(_node(specimen))
    root: Node = {"title": file.path.stem.replace("-", " ").capitalize(), "blocks": blocks}
    tree = Tree(root, _moved(file.keys, ways), _moved(file.values, ways))
    return File(file.path, file.text, lambda: tree)


def _title(specimen: Specimen) -> Node:
    where = f"Line [~{specimen.span.line}] of {specimen.span.file}."
    return {"kind": "prose", "heading": specimen.title, "text": where}


def _node(specimen: Specimen) -> Node:
    node: Node = specimen.file.root
    for step in specimen.location:
        node = node[step]  # type: ignore[index]  # `_listed` saw that it is there
    return node


def _moved(places: Mapping[Location, Span], ways: Mapping[Location, Location]) -> Mapping[Location, Span]:
    """Places by the location that they have in the chapter."""
    back = {old: new for new, old in ways.items()}
    return {
        back[found[:length]] + found[length:]: places[found]
        for found in places for length in (2, 3) if found[:length] in back
    }
