"""The shape of chapters: headings that divide, paragraphs with evidence, nothing printed twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .. import faults
from ..blocks.prose import Prose
from ..report import Report
from .entry import Entry
from .gist import Paragraph
from .passage import Called, Passage, Role
from .reading import ChapterEntry, Reading

EVIDENCE = frozenset({"evidence", "citation", "note", "reference"})
"""Marks that say where a figure comes from, or where the text treats it."""
HEAD = 60
"""Letters of a running head: so many fit the line on A5."""


def headings(reading: Reading, report: Report) -> None:
    """Headings divide: none is alone at its level, and none skips a level."""
    for chapter in reading.chapters:
        for run in _levels(chapter):
            if len(run) == 1 and reading.whole:
                fault = faults.lone_subheading(run[0].item.heading or "")
                report.add(run[0].span("heading"), fault, run[0].owner)
        first = next(iter(_headed(chapter)), None)
        if first and first.item.level > 2:
            report.add(first.span("level"), faults.heading_order(first.item.heading or ""), first.owner)


def running_heads(reading: Reading, report: Report) -> None:
    """A running head fits its line, also on small paper."""
    for entry in reading.chapters:
        if (chapter := entry.chapter) and len(head := chapter.running_head or chapter.title) > HEAD:
            name = "running_head" if chapter.running_head else "title"
            report.add(entry.file.place((name,)), faults.long_running_head(len(head), HEAD), entry.id)


def chapters_that_run_on(reading: Reading, report: Report) -> None:
    """A chapter that begins where the one before it ends has one before it, and a page to share with it."""
    for before, entry in pairwise((None, *reading.chapters)):
        if entry is None or entry.chapter is None or not entry.chapter.run_on:
            continue
        if before is None and reading.whole:
            report.add(entry.file.place(("run_on",)), faults.nothing_to_run_on_from(), entry.id)
        elif before and before.blocks and getattr(before.blocks[-1].item, "landscape", False):
            report.add(entry.file.place(("run_on",)), faults.runs_on_from_turned_table(before.id), entry.id)


def unsourced_paragraphs(reading: Reading, report: Report) -> None:
    """A paragraph of a numbered chapter that prints a figure says where it comes from."""
    for passage in reading.passages:
        if passage.numbered and passage.role is Role.TEXT:
            for called in _unsourced(passage):
                span = passage.span(called.mark.token, called.occurrence)
                report.add(span, faults.unsourced_figure(called.mark.token), passage.subject)


def repeated_paragraphs(reading: Reading, report: Report) -> None:
    """No paragraph stands twice in the book."""
    first: dict[bytes, tuple[Reading, Paragraph]] = {}
    for part, gist in zip(reading.parts, reading.gists, strict=True):
        for paragraph in gist.paragraphs:
            part_of_first, said = first.setdefault(paragraph.digest, (part, paragraph))
            if said is not paragraph:
                passage, start = part.passages[paragraph.passage], paragraph.start
                span = passage.span_at(start, start + len(passage.text[start:].split(maxsplit=1)[0]))
                fault = faults.duplicated_paragraph(_place(part_of_first.passages[said.passage]))
                report.add(span, fault, passage.subject)


def _place(passage: Passage) -> str:
    return f"{passage.file.path.name}, line {passage.file.place(passage.location).line}"


def _headed(chapter: ChapterEntry) -> Iterator[Entry[Prose]]:
    for block in chapter.blocks:
        if isinstance(block.item, Prose) and block.item.heading:
            yield Entry(block.file, block.location, block.item, block.owner)


def _levels(chapter: ChapterEntry) -> Iterator[list[Entry[Prose]]]:
    """The headings of level 2, and those of level 3 below each of them."""
    sections: list[Entry[Prose]] = []
    below: list[Entry[Prose]] = []
    for block in _headed(chapter):
        if block.item.level == 2:
            yield below
            sections, below = [*sections, block], []
        else:
            below = [*below, block]
    yield below
    yield sections


def _unsourced(passage: Passage) -> Iterator[Called]:
    """The first figure of each paragraph without evidence."""
    sourced = {one.paragraph for one in passage.called if one.mark.kind in EVIDENCE}
    for one in passage.called:
        if one.mark.kind == "figure" and one.paragraph not in sourced:
            sourced.add(one.paragraph)
            yield one
