"""How far the review of an edition has come, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ..carrying import Carried, Standing, Survey
from ..show import legible

if TYPE_CHECKING:
    from rich.console import Console

NOBODY = "nobody"
_BAR = 30
"""Columns of a bar."""


class Heap(Struct, frozen=True):
    """Records that belong together: those of a chapter, or of a person."""

    name: str
    title: str
    owner: str
    """Who reviews them."""
    records: tuple[Carried, ...]

    @property
    def left(self) -> tuple[Carried, ...]:
        """Those still to be reviewed."""
        return tuple(record for record in self.records if record.standing is Standing.LEFT)


def by_chapter(survey: Survey) -> Iterator[Heap]:
    """The records of each chapter in its order; then, by file, those that no chapter prints."""
    for head in survey.chapters:
        records = tuple(record for record in survey.records if record.chapter == head.id)
        if records:
            yield Heap(head.id, head.title, head.owner or NOBODY, records)
    stray = [record for record in survey.records if not record.chapter]
    for kind in dict.fromkeys(record.kind for record in stray):
        records = tuple(record for record in stray if record.kind is kind)
        yield Heap(f"records/{kind}.yaml", "printed in no chapter", NOBODY, records)


def by_person(survey: Survey) -> Iterator[Heap]:
    """The records of each owner of chapters, in the order of the chapters; nobody's last."""
    heaps = list(by_chapter(survey))
    owners = dict.fromkeys(heap.owner for heap in heaps)
    for owner in sorted(owners, key=lambda owner: owner == NOBODY):
        records = tuple(one for heap in heaps if heap.owner == owner for one in heap.records)
        yield Heap(owner, "", owner, records)


def as_json(surveys: Sequence[Survey]) -> str:
    """A list with one object for each edition."""
    return json.dumps([_object(survey) for survey in surveys], indent=2, ensure_ascii=False)


def show(surveys: Sequence[Survey]) -> None:
    """Print what is left, for people."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, soft_wrap=True)
    for survey in surveys:
        left, total = len(survey.left), len(survey.records)
        origin = f" from {survey.follows}" if survey.follows else ""
        print(f"{survey.edition}: {left} of {total} records carried over{origin} are still to be reviewed")
        _bar(console, "", total - left, total)
        for heap in by_chapter(survey):
            print(f"\n{heap.name}: {legible(heap.title)} ({legible(heap.owner)})")
            _bar(console, "", len(heap.records) - len(heap.left), len(heap.records))
            for record in heap.left:
                print(_line(survey, record))
        print("\nBy person")
        for heap in by_person(survey):
            _bar(console, legible(heap.name), len(heap.records) - len(heap.left), len(heap.records))


def _line(survey: Survey, record: Carried) -> str:
    stale = f"  holds for {record.as_of}" if record.as_of else ""
    return f"  {survey.named(record):<34} {record.span}{stale}"


def _bar(console: Console, name: str, done: int, total: int) -> None:
    """A bar and the numbers; drawn in a terminal, of plain signs anywhere else."""
    label = f"  {name:<24} " if name else "  "
    numbers = f" {done} of {total} done"
    if console.is_terminal:
        from rich.progress_bar import ProgressBar

        console.print(label, end="")
        console.print(ProgressBar(total=max(total, 1), completed=done, width=_BAR), end="")
        console.print(numbers)
        return
    full = _BAR * done // total if total else _BAR
    print(f"{label}[{'#' * full}{'.' * (_BAR - full)}]{numbers}")


def _object(survey: Survey) -> dict[str, object]:
    return {
        "edition": survey.edition,
        "follows": survey.follows,
        "records": len(survey.records),
        "left": len(survey.left),
        "by_chapter": [
            {
                "chapter": heap.name, "title": heap.title, "owner": heap.owner, "records": len(heap.records),
                "left": [_record(survey, record) for record in heap.left],
            }
            for heap in by_chapter(survey)
        ],
        "by_person": [
            {"person": heap.name, "records": len(heap.records), "left": len(heap.left)}
            for heap in by_person(survey)
        ],
    }


def _record(survey: Survey, record: Carried) -> dict[str, object]:
    span = record.span
    return {
        "record": record.id, "kind": record.kind.value, "called": survey.named(record),
        "file": str(span.file), "line": span.line, "column": span.column, "as_of": record.as_of or None,
    }
