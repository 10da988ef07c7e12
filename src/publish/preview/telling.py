"""What the browser is told, as JSON: sentences are told as they are, and it is the page that sets them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import faults, show
from ..homing import Mark
from ..proof import Box
from ..proof.album.album import Link, verdict
from ..span import Span
from .desk import Change, Shown
from .made import Made, Page
from .spots import place

if TYPE_CHECKING:
    from .drawing import Gallery

Told = dict[str, object]
MOST_HITS = 500
"""More than anybody goes through."""
_OPENING = 12
"""Words by which a page is told."""


def as_json(told: object) -> bytes:
    """The bytes that are sent."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def state(shown: Shown) -> Told:
    """What is going on; small, since it is sent at each stage."""
    return {"version": shown.version, "making": shown.making, "stage": shown.stage}


def edition(shown: Shown, name: str, link: Link | None) -> Told:
    """The pages, without their pictures, and all findings."""
    made = shown.made
    outline = made.outline if made else ()
    return {
        "version": shown.version,
        "name": name,
        "title": made.title if made else name,
        "compared": made.compared if made else "",
        "verdict": verdict([mark.diagnostic.fault.severity for mark in shown.marks]),
        "stale": shown.stale,
        "change": _change(shown.change) if shown.change else None,
        "pages": [_page(page) for page in made.pages] if made else [],
        "outline": [{"level": one.level, "title": one.title, "page": one.page} for one in outline],
        "findings": [_finding(mark, link) for mark in in_order(shown.marks)],
    }


def in_order(marks: Iterable[Mark]) -> Sequence[Mark]:
    """Errors before warnings, each in the order of the files."""
    return sorted(marks, key=lambda mark: (mark.diagnostic.fault.severity, mark.diagnostic.span))


def spots(made: Made, page: Page, link: Link | None) -> list[Told]:
    """What stands on a page, in reading order, and where it is written."""
    told = []
    for spot in page.spots:
        span = place(spot, made.texts)
        told.append({"tag": spot.tag, "text": spot.text, "box": _box(spot.box), "leads": spot.leads,
                     **_place(span, link)})
    return told


def hits(made: Made, gallery: Gallery, wanted: str) -> Told:
    """Every place in the text of the pages at which something stands, and how many there are."""
    from .searching import find

    found: list[Told] = []
    total = 0
    for number, page in enumerate(made.pages):
        places = list(find(gallery.words(page.digest), wanted))
        total += len(places)
        listed = places[:max(0, MOST_HITS - len(found))]
        boxes = gallery.boxes(page.digest, [(one.start, one.end) for one in listed])
        for one, lines in zip(listed, boxes, strict=False):
            found.append({"page": number, "boxes": [_box(box) for box in lines],
                          "before": one.before, "text": one.text, "after": one.after})
    return {"total": total, "hits": found}


def _change(change: Change) -> Told:
    return {"page": change.page, "box": _box(change.box) if change.box else None}


def _page(page: Page) -> Told:
    return {
        "digest": page.digest, "label": page.label, "width": round(page.width_mm, 2),
        "height": round(page.height_mm, 2), "opening": _opening(page),
    }


def _opening(page: Page) -> str:
    """The first words of a page."""
    words = list(_first(page))
    return show.legible(" ".join(words[:_OPENING])) + ("…" if len(words) > _OPENING else "")


def _first(page: Page) -> Iterator[str]:
    for spot in page.spots[:_OPENING + 1]:
        yield from spot.text.split()


def _finding(mark: Mark, link: Link | None) -> Told:
    fault = mark.diagnostic.fault
    return {
        "severity": fault.severity.value, "code": fault.code, "message": show.legible(fault.message),
        "hint": show.legible(fault.hint), "explanation": faults.codes().get(fault.code, ""),
        "page": mark.page, "box": _box(mark.box) if mark.box else None,
        **_place(mark.diagnostic.span, link),
    }


def _place(span: Span, link: Link | None) -> Told:
    return {"place": str(span), "href": link(span) if link else None}


def _box(box: Box) -> list[float]:
    """Left, top, width and height in millimetres."""
    return [round(side, 2) for side in (box.left, box.top, box.width, box.height)]
