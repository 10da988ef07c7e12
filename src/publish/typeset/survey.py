"""What stands on laid-out pages, as far as notes are concerned: calls, notes, and the text at the breaks.

Read off the engine's boxes, because its anchors tell neither the lines of a paragraph nor a note set twice.
Nothing is changed here; lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct, field
from weasyprint.formatting_structure import boxes

SLACK_PX = 1
"""How far one thing may reach into another before it counts: the engine's lengths are not exact."""


class Passage(Struct, frozen=True, eq=False):
    """The lines of one block on one page."""

    way: tuple[boxes.Box, ...]
    """The boxes that hold it, from the root of the text down to the block."""
    lines: int
    bottom: float

    @property
    def element(self) -> Element:
        """The element whose lines they are."""
        return self.way[-1].element  # type: ignore[no-any-return]  # the engine has no types


class SetNote(Struct, frozen=True, eq=False):
    """A note in the area at the foot of a page."""

    element: Element
    top: float
    bottom: float
    right: float

    @property
    def height(self) -> float:
        """How much it takes."""
        return self.bottom - self.top


class Leaf(Struct, eq=False):
    """One page: filled while its boxes are read, then only looked at."""

    number: int
    """Counting from 0."""
    head: float
    foot: float
    edge: float
    """Where the text area begins, ends, and ends on the right."""
    passages: list[Passage] = field(default_factory=list)
    """In the order of the text, without bullets and the repeated heads and feet of tables."""
    calls: dict[Element, boxes.LineBox] = field(default_factory=dict)
    """Each note that is called on this page, with the line in which its call stands."""
    notes: list[SetNote] = field(default_factory=list)
    """From the top down."""
    frame: float = 0
    """What the area of the notes takes besides the notes."""

    @property
    def height(self) -> float:
        """How much there is for text and notes."""
        return self.foot - self.head

    @property
    def area_top(self) -> float:
        """Where notes begin; the foot of the page if there are none."""
        return min((note.top for note in self.notes), default=self.foot)

    @property
    def text_bottom(self) -> float:
        """Where the lines of the text end."""
        return max((passage.bottom for passage in self.passages), default=self.head)


def survey(pages: Sequence[boxes.PageBox]) -> tuple[Leaf, ...]:
    """Every page, read; whether it has its margins or not."""
    return tuple(_leaf(number, page) for number, page in enumerate(pages))


def in_text(box: boxes.Box) -> bool:
    """Whether a box belongs to the text as it runs: no bullet, and no repeated head or foot of a table."""
    repeated = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
    return bool(not repeated and (box.is_in_normal_flow() or box.is_floated()))


def texts(box: boxes.Box) -> Iterator[boxes.TextBox]:
    """The runs of text in a box."""
    return (inner for inner in box.descendants() if isinstance(inner, boxes.TextBox))


def _leaf(number: int, box: boxes.PageBox) -> Leaf:
    top, left = box.content_box_y(), box.content_box_x()
    leaf = Leaf(number, top, top + box.height, left + box.width)
    for child in box.children:
        if isinstance(child, boxes.FootnoteAreaBox) and child.children:
            leaf.notes += (note for inner in child.children for note in _notes(inner))
            leaf.frame = child.margin_height() - sum(note.height for note in leaf.notes)
        elif not isinstance(child, (boxes.FootnoteAreaBox, boxes.MarginBox)):
            _read(child, (), leaf)
    return leaf


def _notes(box: boxes.Box) -> Iterator[SetNote]:
    """The notes in a box of the area; the engine may wrap them in a box of its own."""
    if box.element is None or "id" not in box.element.attrib:
        for child in _children(box):
            yield from _notes(child)
        return
    right = max((text.position_x + text.width for text in texts(box)), default=box.position_x)
    yield SetNote(box.element, box.position_y, box.position_y + box.margin_height(), right)


def _read(box: boxes.Box, way: tuple[boxes.Box, ...], leaf: Leaf) -> None:
    """Add what a box of the text holds, depth first."""
    if not in_text(box):
        return
    way = (*way, box)
    lines = [child for child in _children(box) if isinstance(child, boxes.LineBox)]
    if lines:
        leaf.passages.append(Passage(way, len(lines), lines[-1].position_y + lines[-1].height))
        for line in lines:
            leaf.calls.update((box.footnote.element, line) for box in line.descendants() if box.footnote)
    else:
        for child in _children(box):
            _read(child, way, leaf)


def _children(box: boxes.Box) -> Sequence[boxes.Box]:
    return getattr(box, "children", ())
