"""The tree of tags laid beside the elements of the manuscript: which tag is which element.

Only tags are looked at whose role an element of the manuscript has. Both are in the order of the document;
where their roles differ, they are paired by role and by the text that follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from msgspec import Struct, field

from ..beside.comparison import Comparison
from ..beside.expected import Expected, Node
from ..copy.printed import Annotation, Content, Element, Piece
from .contents import HEADINGS

_ROLES: Mapping[str, str] = {
    "section": "Sect", "nav": "Sect", "p": "P", "ul": "L", "ol": "L", "dl": "L", "li": "LI", "table": "Table",
    "caption": "Caption", "figcaption": "Caption", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH",
    "td": "TD", "img": "Figure", "a": "Link", **{tag: tag.upper() for tag in HEADINGS},
}
_IN_CONTENTS: Mapping[str, str] = {"L": "TOC", "LI": "TOCI"}
_COMPARED = frozenset({*_ROLES.values(), *_IN_CONTENTS.values(), "Note"})
_NOTES = frozenset({"note", "tabular-note"})
_NOTE_TAGS = frozenset({"span", "p"})
_CELLS = frozenset({"td", "th"})
"""They have a tag even if they are empty."""

_NO_CONTENT = Content(-1, -1)


class Tag(Struct, frozen=True):
    """A tag that an element of the manuscript should have."""

    number: int
    element: Element
    contents: tuple[Content, ...]
    """All in it, in reading order."""
    place: int
    """How many contents are read before it."""

    @property
    def areas(self) -> tuple[Annotation, ...]:
        """Where a link can be clicked."""
        return tuple(kid for kid in self.element.kids if isinstance(kid, Annotation))


class Mark(Struct, frozen=True):
    """Marked content as the tree has it."""

    content: Content
    tag: int
    """The number of the innermost tag around it; -1 for none."""
    language: str
    spoken: str = ""
    """What a voice says instead of it; empty if it is read as it is printed."""


class Role(Struct, frozen=True):
    """An element of the manuscript that should have a tag."""

    name: str
    node: Node


class Tagging(Struct, frozen=True):
    """All tags and all elements, and which is which."""

    tags: tuple[Tag, ...]
    marks: tuple[Mark, ...]
    """In reading order."""
    pairs: tuple[tuple[Tag, Role], ...]
    lost: tuple[tuple[Role, ...], ...]
    """Elements without a tag, in runs."""
    foreign: tuple[tuple[Tag, ...], ...]
    """Tags without an element, in runs."""


def tagging(comparison: Comparison) -> Tagging:
    """The tags of a finished PDF beside the elements of its manuscript."""
    walk = _Walk()
    if comparison.printed.tree:
        walk.into(comparison.printed.tree, Mark(_NO_CONTENT, -1, comparison.printed.language))
    tags, roles = walk.tags(), tuple(_roles(comparison.expected))
    if [tag.element.role for tag in tags] == [role.name for role in roles]:
        return Tagging(tags, tuple(walk.marks), tuple(zip(tags, roles, strict=True)), (), ())
    return _resynchronised(comparison, tags, tuple(walk.marks), roles)


def pieces_by_tag(comparison: Comparison, tags: Sequence[Tag]) -> Iterator[list[Piece]]:
    """The pieces in each tag, in reading order."""
    if not tags:
        return
    found: dict[tuple[int, int], list[Piece]] = {}
    for page in comparison.printed.pages:
        for piece in page.pieces:
            found.setdefault((piece.page, piece.mcid), []).append(piece)
    for tag in tags:
        yield [piece for mark in tag.contents for piece in found.get((mark.page, mark.mcid), ())]


class _Walk(Struct):
    """Goes through the tree in reading order."""

    marks: list[Mark] = field(default_factory=list)
    found: list[tuple[Element, int]] = field(default_factory=list)
    """Each tag with its place."""
    ends: list[int] = field(default_factory=list)

    def into(self, element: Element, around: Mark) -> None:
        """Take an element and all in it; `around` is what the content beside it is."""
        tag = around.tag
        if compared := element.role in _COMPARED:
            tag = len(self.found)
            self.found.append((element, len(self.marks)))
            self.ends.append(0)
        inside = _inside(element, around, tag)
        for kid in element.kids:
            if isinstance(kid, Element):
                self.into(kid, inside)
            elif isinstance(kid, Content):
                self.marks.append(Mark(kid, tag, inside.language, inside.spoken))
        if compared:
            self.ends[tag] = len(self.marks)

    def tags(self) -> tuple[Tag, ...]:
        """All tags in order."""
        contents = [mark.content for mark in self.marks]
        return tuple(
            Tag(number, element, tuple(contents[place:end]), place)
            for number, ((element, place), end) in enumerate(zip(self.found, self.ends, strict=True))
        )


def _inside(element: Element, around: Mark, tag: int) -> Mark:
    """What the content right in an element is; pictures are looked at by themselves."""
    spoken = "" if element.role == "Figure" else element.alternative or element.expansion
    if tag == around.tag and not element.language and not spoken:
        return around
    return Mark(_NO_CONTENT, tag, element.language or around.language, spoken or around.spoken)


def _roles(expected: Expected) -> Iterator[Role]:
    """The elements that should have a tag, with its role."""
    level, before = 0, ""
    navs = [node.part for node in expected.nodes if node.tag == "nav"]
    for node in expected.nodes:
        is_note = node.tag in _NOTE_TAGS and node.classes & _NOTES
        name = "Note" if is_note else _ROLES.get(node.tag, "")
        if "data-origin" in node.attributes or (node.tag == "dt" and before != "dt"):
            yield Role("P" if node.tag != "dt" else "LI", node)
        if node.tag in ("dt", "dd"):
            before = node.tag
        if not name or (node.start == node.end and node.tag not in _CELLS and node.tag != "img"):
            continue
        if node.tag in HEADINGS:
            level = min(int(node.tag[1]), level + 1)
            name = f"H{level}"
        yield Role(_IN_CONTENTS.get(name, name) if node.part in navs else name, node)


def _resynchronised(
    comparison: Comparison, tags: Sequence[Tag], marks: Sequence[Mark], roles: Sequence[Role]
) -> Tagging:
    """Pairs where roles and texts agree, and what is left between them."""
    begins = _begins(comparison, marks)
    mine = [(role.name, role.node.start) for role in roles]
    theirs = [(tag.element.role, begins[tag.place]) for tag in tags]
    pairs: list[tuple[Tag, Role]] = []
    lost: list[tuple[Role, ...]] = []
    foreign: list[tuple[Tag, ...]] = []
    for kind, one, other, first, last in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        run, those = tuple(roles[one:other]), tuple(tags[first:last])
        if kind == "equal" or [role.name for role in run] == [tag.element.role for tag in those]:
            pairs += zip(those, run, strict=True)
        else:
            lost += [run] if run else []
            foreign += [those] if those else []
    return Tagging(tuple(tags), tuple(marks), tuple(pairs), tuple(lost), tuple(foreign))


def _begins(comparison: Comparison, marks: Sequence[Mark]) -> Sequence[int]:
    """For each mark, and for the end, the next expected character that is printed in it or after it."""
    first: dict[tuple[int, int], int] = {}
    for piece, start in zip(comparison.pieces, comparison.starts, strict=True):
        if (at := comparison.expected_at(start)) is not None:
            first.setdefault((piece.page, piece.mcid), at)
    end = len(comparison.expected.text)
    known = [first.get((mark.content.page, mark.content.mcid)) for mark in reversed(marks)]
    return list(accumulate(known, lambda after, at: after if at is None else at, initial=end))[::-1]
