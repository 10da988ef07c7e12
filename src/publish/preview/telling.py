"""What the browser is told, as JSON: sentences are told as they are, and it is the page that sets them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from .. import faults, show
from ..homing import Mark
from ..proof import Box
from ..proof.album.album import Link, verdict
from ..span import Span
from .changing import Change
from .desk import Shown
from .made import Book, Page
from .whereabouts import earlier, place_of, read, unread

if TYPE_CHECKING:
    from .drawing import Gallery

Told = dict[str, object]
UNREAD: Told = {"read": False, "spots": []}
"""What is told of a page of which nobody knows what stands on it."""
MOST_HITS = 500
"""More than anybody goes through."""


def as_json(told: object) -> bytes:
    """The bytes that are sent."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def state(shown: Shown) -> Told:
    """What is going on; small, since it is sent at each stage."""
    return {"version": shown.version, "making": shown.making, "proving": shown.proving, "stage": shown.stage}


def edition(shown: Shown, name: str, link: Link | None) -> Told:
    """The pages, without their pictures, and all findings."""
    book, reading = shown.book, shown.reading
    found = in_order(shown.found)
    return {
        "version": shown.version,
        "name": name,
        "title": book.title if book else name,
        "compared": reading.compared if reading else "",
        "verdict": _verdict(shown),
        "proved": reading is not None,
        "stale": shown.stale,
        "change": _change(shown.change) if shown.change else None,
        "pages": [_page(page) for page in book.pages] if book else [],
        "outline": [{"level": one.level, "title": one.title, "page": one.page}
                    for one in (book.outline if book else ())],
        "findings": [_finding(mark, link) for mark in found],
        "earlier": [_finding(mark, link) for mark in in_order(earlier(shown))],
        "unread": unread(shown),
    }


def _verdict(shown: Shown) -> str:
    """`1 error`; `Nothing is wrong` is said of what is proved only."""
    said = verdict([mark.diagnostic.fault.severity for mark in shown.found])
    if shown.stale or shown.reading or not shown.book:
        return said
    return f"Not proved yet: {said} so far" if shown.found else "Not proved yet"


def in_order(marks: Iterable[Mark]) -> Sequence[Mark]:
    """Errors before warnings, each in the order of the files."""
    return sorted(marks, key=lambda mark: (mark.diagnostic.fault.severity, mark.diagnostic.span))


def spots(shown: Shown, number: int, link: Link | None) -> Told:
    """What stands on a page, in reading order, and where it is written; nothing if nobody has read it yet."""
    page = read(shown, number)
    if page is None:
        return UNREAD
    return {"read": True, "spots": [
        {"tag": spot.tag, "text": spot.text, "box": _box(spot.box), "leads": page.ground.leads(spot),
         **_place(place_of(shown, page, spot), link)}
        for spot in page.spots
    ]}


def hits(book: Book, gallery: Gallery, wanted: str) -> Told:
    """Every place in the text of the pages at which something stands, and how many there are."""
    from .searching import find

    found: list[Told] = []
    total = 0
    for number, page in enumerate(book.pages):
        places = list(find(gallery.searched(page.digest), wanted))
        total += len(places)
        listed = places[:max(0, MOST_HITS - len(found))]
        boxes = gallery.boxes(page.digest, [(one.start, one.end) for one in listed]) if listed else []
        for one, lines in zip(listed, boxes, strict=False):
            found.append({"page": number, "boxes": [_box(box) for box in lines],
                          "before": one.before, "text": one.text, "after": one.after})
    return {"total": total, "hits": found}


def _change(change: Change) -> Told:
    return {"page": change.page, "box": _box(change.box) if change.box else None}


def _page(page: Page) -> Told:
    return {"digest": page.digest, "label": page.label, "width": round(page.width_mm, 2),
            "height": round(page.height_mm, 2)}


def _finding(mark: Mark, link: Link | None) -> Told:
    fault = mark.diagnostic.fault
    return {
        "severity": fault.severity.value, "code": fault.code, "message": show.legible(fault.message),
        "hint": show.legible(fault.hint), "explanation": _explanations().get(fault.code, ""),
        "page": mark.page, "box": _box(mark.box) if mark.box else None,
        **_place(mark.diagnostic.span, link),
    }


@cache
def _explanations() -> Mapping[str, str]:
    """What `invoke explain` prints of each code."""
    return faults.codes()


def _place(span: Span, link: Link | None) -> Told:
    return {"place": str(span), "href": link(span) if link else None}


def _box(box: Box) -> list[float]:
    """Left, top, width and height in millimetres."""
    return [round(side, 2) for side in (box.left, box.top, box.width, box.height)]
