"""Marks: each is whole, means something, and stands where it can be printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from .. import faults
from ..inline import SIGILS, Mark
from ..model.figure import source_of
from ..model.records import Record
from ..model.source import Source
from ..reckoning import figure_named
from ..report import Fault, Report
from .entry import nearest
from .hints import listed
from .lookup import fault_of_figure, fault_of_record, is_date
from .passage import PLAIN, Passage, Role
from .reading import Reading

FIGURE_OPTIONS = ("words", "numeral", "bare", "capital", "unit", "as-of")
DATE_OPTIONS = ("no-year",)
REFERENCE_OPTIONS = ("number", "page")

NOTING = frozenset({"note", "citation", "evidence"})
"""Marks that call a note."""
MISPLACED: Mapping[Role, tuple[str, frozenset[str]]] = {
    Role.HEADING: ("a heading", NOTING),
    Role.SOURCE: ("a source line", frozenset({"note", "evidence"})),
    Role.LABEL: ("a label or the caption of a chart", frozenset({"evidence"})),
    Role.SENTENCE: ("a sentence of the chronology", frozenset({"evidence"})),
    Role.IMPRINT: ("the imprint", frozenset(SIGILS.values())),
}
"""Where a text calls no notes: what cannot stand there."""
INSTEAD = dict.fromkeys(MISPLACED, "put it into the text") | {Role.IMPRINT: "write out the words"}

LIKE_A_MARK = re.compile(r"(?<!\\)\[\s*[\^@#=!:~][^\[\]\0]*\]?")
WITHOUT_SIGN = re.compile(
    r"(?<!\\)\[([a-z0-9-]+\.[a-z0-9-]+(?:\|[^\[\]]*)?|[A-Z][A-Z0-9]+(?:, [^\[\]]*)?)\](?!\()"
)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


def unsound_marks(reading: Reading, report: Report) -> None:
    """Every mark names what exists, with options that it knows, at a place where it may stand."""
    for passage in reading.passages:
        for called in passage.called:
            mark = called.mark
            found = tuple(_misplaced(passage, mark)) or tuple(_FAMILIES[mark.kind](reading, passage, mark))
            for fault in found:
                report.add(passage.span(mark.token, called.occurrence), fault, passage.subject)


def broken_marks(reading: Reading, report: Report) -> None:
    """What looks like a mark is one; titles and plain lines have none."""
    for passage in reading.passages:
        if "[" not in passage.bare:
            continue
        for found in LIKE_A_MARK.finditer(passage.bare):
            written = found[0] if found[0].endswith("]") else found[0].split(maxsplit=1)[0]
            span = passage.span_at(found.start(), found.start() + len(written))
            report.add(span, _broken(passage, written), passage.subject)
        for found in WITHOUT_SIGN.finditer(passage.bare):
            if right := _with_sign(reading, found[1]):
                fault = faults.unreadable_mark(found[0], right)
                report.add(passage.span_at(*found.span()), fault, passage.subject)


def unused_notes(reading: Reading, report: Report) -> None:
    """Every note of a block is called in the block."""
    called: dict[tuple[object, ...], set[str]] = {}
    for passage in reading.passages:
        if passage.notes is not None:
            names = called.setdefault((passage.file.path, *passage.location[:2]), set())
            names |= {name for one in passage.called if one.mark.kind == "note" for name in one.mark.targets}
    for _, block in reading.blocks:
        for name in getattr(block.item, "notes", ()):
            if name not in called.get((block.file.path, *block.location), ()):
                span = block.file.place((*block.location, "notes", name), key=True)
                report.add(span, faults.unused_note(name), block.owner)


def _misplaced(passage: Passage, mark: Mark) -> Iterator[Fault]:
    where, kinds = MISPLACED.get(passage.role, ("", frozenset()))
    if mark.kind in kinds:
        yield faults.misplaced_mark(mark.token, where, INSTEAD[passage.role])
    if passage.role in {Role.NOTE, Role.REMARK} and mark.kind == "note":
        yield faults.note_within_note(mark.token)


def _broken(passage: Passage, written: str) -> Fault:
    whole = written.endswith("]")
    if passage.role in PLAIN and whole:
        return faults.misplaced_mark(written, "a title" if passage.role is Role.TITLE else "a plain line")
    if not whole:
        return faults.unclosed_mark(written)
    right = re.sub(r"^\[\s+", "[", written)
    return faults.unreadable_mark(written, right if right != written else "")


def _with_sign(reading: Reading, body: str) -> str:
    """The mark that was meant by a name in brackets, if the name is known."""
    if body.partition(".")[0] in reading.record_names.known:
        return f"[={body}]"
    return f"[@{body}]" if source_of(body) in reading.names[Source].known else ""


def _figure(reading: Reading, passage: Passage, mark: Mark) -> Iterator[Fault]:
    yield from _one_target(mark)
    for ref in mark.targets[:1]:
        fault = fault_of_figure(reading, ref, dates=True)
        if fault:
            yield fault
            return
        record_id, _, name = ref.partition(".")
        if entry := reading.record.get(record_id):
            yield from _options(mark, _options_for(entry.item, name))
            figure = figure_named(entry.item, name)
            if "as-of" in mark.options and figure and figure.as_of is None:
                yield faults.unset_date("as-of", ref)


def _options_for(record: Record, name: str) -> tuple[str, ...]:
    """What a date or a figure can be asked for; a figure for the parts that it includes, too."""
    if is_date(record, name):
        return DATE_OPTIONS
    figure = figure_named(record, name)
    return FIGURE_OPTIONS + tuple(part.of for part in (figure.includes if figure else ()))


def _evidence(reading: Reading, passage: Passage, mark: Mark) -> Iterator[Fault]:
    yield from _some_target(mark)
    yield from _options(mark, ())
    for ref in mark.targets:
        fault = fault_of_figure(reading, ref) if "." in ref else fault_of_record(reading, ref)
        if fault:
            yield fault


def _citation(reading: Reading, passage: Passage, mark: Mark) -> Iterator[Fault]:
    yield from _some_target(mark)
    yield from _options(mark, ())
    names = reading.names[Source]
    for written in mark.targets:
        if names.lacks(source_of(written)):
            yield faults.unknown_source(source_of(written), nearest(source_of(written), names.known))


def _reference(reading: Reading, passage: Passage, mark: Mark) -> Iterator[Fault]:
    yield from _one_target(mark)
    yield from _options(mark, REFERENCE_OPTIONS)
    for name in mark.targets[:1]:
        if reading.targets.lacks(name):
            yield faults.unknown_target(name, nearest(name, reading.targets.known))


def _note(reading: Reading, passage: Passage, mark: Mark) -> Iterator[Fault]:
    yield from _one_target(mark)
    yield from _options(mark, ())
    for name in mark.targets[:1]:
        if name not in (passage.notes or ()):
            close = nearest(name, passage.notes or ())
            yield faults.unknown_note(name, close, possible=passage.notes is not None)


def _foreign(reading: Reading, passage: Passage, mark: Mark) -> Iterator[Fault]:
    language, _, phrase = mark.body.partition(" ")
    if not phrase:
        yield faults.empty_mark(mark.token)
    elif not LANGUAGE.fullmatch(language):
        yield faults.unknown_language(language)


def _typed(reading: Reading, passage: Passage, mark: Mark) -> Iterator[Fault]:
    if not mark.body:
        yield faults.empty_mark(mark.token)


def _some_target(mark: Mark) -> Iterator[Fault]:
    if not mark.targets:
        yield faults.empty_mark(mark.token)


def _one_target(mark: Mark) -> Iterator[Fault]:
    yield from _some_target(mark)
    if len(mark.targets) > 1:
        yield faults.crowded_mark(mark.token)


def _options(mark: Mark, known: tuple[str, ...]) -> Iterator[Fault]:
    if "|" in mark.body and not mark.options:
        yield faults.unknown_option("", None, listed(known))
    for option in mark.options:
        if option not in known:
            yield faults.unknown_option(option, nearest(option, known), listed(known))
    for one, other in (("words", "numeral"), ("number", "page")):
        if one in mark.options and other in mark.options:
            yield faults.unknown_option(f"{one}, {other}", None, f"{listed(known)}, but not both of these")


_FAMILIES: Mapping[str, Callable[[Reading, Passage, Mark], Iterator[Fault]]] = {
    "figure": _figure,
    "evidence": _evidence,
    "citation": _citation,
    "reference": _reference,
    "note": _note,
    "foreign": _foreign,
    "typed": _typed,
}
