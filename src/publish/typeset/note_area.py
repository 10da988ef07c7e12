"""How high the notes of a page are, without setting all of them anew for each one that joins or leaves them.

The engine sets the whole area at every call, and again when a line is taken back: with eight notes on a
page, some thirty notes. Here each is set once for all layouts of a take, and the area's height is reckoned
from its lines, in the order in which the engine adds them up, so that not a bit differs. Once a page is full
the engine sets its area itself. The only module that asks the engine how it sets notes (WeasyPrint 70,
`layout/__init__.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import create_anonymous_boxes
from weasyprint.layout import LayoutContext
from weasyprint.layout.block import block_level_layout

_ROOM_PX = 0.001
"""Below the last note: with less, the engine's rounding decides whether an area is too full."""
_SIDES = (
    "margin_top", "border_top_width", "padding_top", "padding_bottom", "border_bottom_width", "margin_bottom",
)
_BREAKS = ("break_before", "break_after")
_ACROSS = (
    "width", "min_width", "max_width", "margin_left", "margin_right", "padding_left", "padding_right",
    "border_left_width", "border_right_width",
)


class _Note(NamedTuple):
    """A note as it adds to the height of an area."""

    lines: tuple[float, ...]
    """The height of each."""
    page: tuple[object, object]
    """The kinds of page that it begins and ends on, as it says."""


SetNotes = dict[tuple[object, ...], _Note | None]
"""The notes of a take that were set, by all that their lines follow from in any of its layouts."""


class Context(LayoutContext):  # type: ignore[misc]  # the engine has no types
    """What the engine keeps of a layout, with the notes that were set."""

    def __init__(self, made: LayoutContext, known: SetNotes) -> None:
        """`made` is the engine's, with which no layout was begun; `known` is added to."""
        super().__init__(
            made.style_for, made.get_image_from_uri, made.font_config, made.counter_style,
            made.target_collector,
        )
        self._known = known
        self._area: boxes.FootnoteAreaBox | None = None
        self._set: dict[boxes.Box, _Note | None] = {}
        """On the page of that area."""

    def _update_footnote_area(self) -> bool:
        """What the engine does with its notes; whether they are too high for an area of fixed height."""
        area = self.current_footnote_area
        notes = self._plain(area, self.current_page_footnotes)
        if not notes:
            return bool(super()._update_footnote_area())
        if area.height != "auto" and not self.in_column:
            self.page_bottom += area.margin_height()
        area.children, area.height = self.current_page_footnotes, _height(area, notes)
        if not self.in_column:
            self.page_bottom -= area.margin_height()
        return False

    def _plain(self, area: boxes.FootnoteAreaBox, footnotes: Sequence[boxes.Box]) -> list[_Note]:
        """All notes of an area, set; none if only the engine knows how high they are together."""
        if self.excluded_shapes or not _adds_up(area):
            return []
        if area is not self._area:
            self._area, self._set = area, {}
        notes: list[_Note] = []
        for footnote in footnotes:
            if footnote not in self._set:
                self._set[footnote] = self._note(area, footnote)
            note = self._set[footnote]
            if note is None or note.page != (notes[0].page if notes else note.page):
                return []
            notes.append(note)
        return notes

    def _note(self, area: boxes.FootnoteAreaBox, footnote: boxes.Box) -> _Note | None:
        """A note, set now or in a layout before."""
        key = (footnote.element, footnote.element_tag, *_texts(footnote), *_measure(area))
        if key not in self._known:
            self._known[key] = self._set_alone(area, footnote)
        return self._known[key]

    def _set_alone(self, area: boxes.FootnoteAreaBox, footnote: boxes.Box) -> _Note | None:
        """A note, set alone in an area; None if it adds more or less to one than its lines."""
        if any(inner.footnote or not inner.is_in_normal_flow() for inner in footnote.descendants()):
            return None  # to set it would leave traces
        alone = create_anonymous_boxes(area.copy_with_children([footnote]).deepcopy())
        box, *more = block_level_layout(self, alone, -inf, None, area.page)[0].children
        if more or not _is_plain(box):
            return None
        return _Note(tuple(line.height for line in box.children), box.page_values())


def _texts(footnote: boxes.Box) -> Iterator[str]:
    """What a note says: a counter in it may differ from page to page."""
    return (box.text for box in footnote.descendants() if isinstance(box, boxes.TextBox))


def _measure(area: boxes.FootnoteAreaBox) -> tuple[object, ...]:
    """All from which the width of an area's notes follows."""
    ways = area.page.style["direction"], area.style["direction"]
    return (*ways, area.page.width, *(getattr(area, side) for side in _ACROSS))


def _adds_up(area: boxes.FootnoteAreaBox) -> bool:
    """Whether an area is as high as its notes, with some room below them."""
    return bool(
        area.style["height"] == "auto"
        and (area.min_height, area.max_height) == (0, inf)
        and area.padding_bottom + area.border_bottom_width > _ROOM_PX
    )


def _is_plain(box: boxes.Box) -> bool:
    """Whether a note that was set is a block of lines and nothing else."""
    lines = [isinstance(child, boxes.LineBox) for child in box.children]
    return (
        type(box) is boxes.BlockBox
        and all(lines) and bool(lines)
        and all(getattr(box, side) == 0 for side in _SIDES)
        and all(box.style[side] == "auto" for side in _BREAKS)
        and (box.style["height"], box.min_height, box.max_height) == ("auto", 0, inf)
    )


def _height(area: boxes.FootnoteAreaBox, notes: Sequence[_Note]) -> float:
    """The height of an area with some notes."""
    top: float = area.content_box_y()
    bottom = top
    for note in notes:
        begin = bottom
        for line in note.lines:
            bottom = bottom + line
        bottom = begin + max(0, bottom - begin)
    return max(0, bottom - top)
