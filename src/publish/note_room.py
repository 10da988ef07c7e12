"""The room that notes have: a note is never broken, so it must fit on one page with the line that calls it.

What a note says is known after `resolve`, which writes notes from records; only then can it be told how long
they are. `validate` looks only at what an editor wrote in one piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from . import faults
from .artifacts import Resolved, ResolvedChapter, View
from .inline import Call, Emphasis, Inline, Link, Run, plain
from .recall import Recall, afresh
from .report import Diagnostic, Fault, Report

MOST_WORDS = 300
"""The words of a note, or of the notes of one line. The engine sets 388 on a page of A5 with the house's
sheets, whatever stands before; the rest is for notes with long words and many names."""
LINE = 76
"""Letters in a line of text: calls that are nearer than this may come to stand in one."""
LOST = 5
"""Half a line: the words that would have had room at the end of a note."""
LONG, PART = 12, 6
"""A word of at least twelve letters, such as an address, counts for one word in every six letters."""


class Called(Struct, frozen=True):
    """A note at the place of its call."""

    letters: int
    """How many letters stand before the call in its paragraph."""
    number: int
    words: int


def words_in(text: str) -> int:
    """The length of a text in words."""
    return sum(1 if len(word) < LONG else len(word) // PART for word in text.split())


def report_notes(resolved: Resolved, report: Report, recall: Recall = afresh) -> None:
    """Report notes that no page can hold, alone or with those called in the same line."""
    for chapter in resolved.chapters:
        known = recall if chapter.digest else afresh
        for diagnostic in known("note-room", (chapter.digest,), partial(_found, chapter)):
            report.add(diagnostic.span, diagnostic.fault, diagnostic.subject)


def _found(chapter: ResolvedChapter) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(block.origin, fault, block.id or chapter.id)
        for block in chapter.blocks for fault in _faults(block.view)
    )


def _faults(view: View) -> Iterator[Fault]:
    for paragraph in _paragraphs(view):
        if not any(isinstance(run, Call | Emphasis) for run in paragraph):
            continue
        calls = tuple(_calls(paragraph))
        for call in calls:
            if call.words > MOST_WORDS:
                yield faults.wordy_note(call.words, MOST_WORDS, f"note {call.number}")
        for crowd in _crowds([call for call in calls if call.words <= MOST_WORDS]):
            yield faults.crowded_notes(crowd[0].number, crowd[-1].number, _sum(crowd), MOST_WORDS)


def _crowds(calls: list[Called]) -> Iterator[list[Called]]:
    """The notes of a line that are too long together; none of them twice."""
    while calls:
        end = calls[0].letters + LINE
        line = [call for call in calls if call.letters <= end]
        crowded = _sum(line) > MOST_WORDS
        if crowded:
            yield line
        calls = calls[len(line) if crowded else 1 :]


def _sum(line: list[Called]) -> int:
    return sum(call.words for call in line) + LOST * (len(line) - 1)


def _paragraphs(noun: object) -> Iterator[Inline]:
    """Every line of runs in a view."""
    if isinstance(noun, tuple) and noun and isinstance(noun[0], Run):
        yield noun
    elif isinstance(noun, tuple):
        for part in noun:
            yield from _paragraphs(part)
    else:
        for name in noun.__struct_fields__ if isinstance(noun, Struct) else ():
            yield from _paragraphs(getattr(noun, name))


def _calls(paragraph: Inline) -> Iterator[Called]:
    letters = 0
    for run in _flat(paragraph):
        if isinstance(run, Call) and run.note is not None:
            yield Called(letters, run.number, words_in(_printed(run.note)))
        letters += len(plain((run,)))


def _printed(note: Inline) -> str:
    """The words of a note, and the addresses that paper shows after them."""
    addresses = (run.url for run in _flat(note) if isinstance(run, Link) and run.url != run.text)
    return " ".join((plain(note), *addresses))


def _flat(inline: Inline) -> Iterator[Run]:
    for run in inline:
        if isinstance(run, Emphasis):
            yield from _flat(run.children)
        else:
            yield run
