"""The apparatus of notes while a book is resolved: what a note says of records and sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct, field

from .. import citation
from ..blocks.grid import FLAGS
from ..house_style import date_in_text, figure_in_text
from ..inline import (
    Acronym,
    Call,
    Emphasis,
    Flag,
    Foreign,
    Inline,
    Mark,
    Reference,
    Run,
    Words,
    parse_line,
    plain,
)
from ..model.codebook import Verification
from ..model.edition import Edition
from ..model.edtf import Edtf
from ..model.figure import Figure, locator_of, source_of
from ..model.records import Claim, Proceeding, Record, Statistic
from ..model.source import Source
from ..reckoning import figure_named, terms_of, total_of, weakest
from .numbering import Numbering
from .register import Register

STANDING = {
    Verification.SINGLE_SOURCE: "Single source.",
    Verification.CONTESTED: "Sources disagree.",
}
"""What a note says of a fact that does not stand firmly."""

STANDING_OF_SUM = {
    Verification.SINGLE_SOURCE: "At least one term rests on a single source.",
    Verification.CONTESTED: "On at least one term the sources disagree.",
}
"""What it says of a sum that has such a fact among its terms."""


class Evidence(Struct, frozen=True):
    """What stands behind a statement."""

    citations: tuple[str, ...]
    verification: Verification
    remark: str | None
    summed: bool = False
    """Whether it is a sum, which stands as its weakest term does."""


class Apparatus(Struct):
    """Its register grows as the texts are written; it belongs to one run of the stage.

    Its edition has no chapters, so that a chapter cannot depend on the texts of others but by their numbering
    and by the register.
    """

    edition: Edition
    numbering: Numbering
    records: dict[str, Record] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    _acronyms: re.Pattern[str] | None = None
    _writing: set[str] = field(default_factory=set)
    """Remarks under way, so that two which name each other come to an end."""

    def __post_init__(self) -> None:
        self.records = {record.id: record for record in self.edition.records()}
        self.sources = {source.id: source for source in self.edition.sources}
        shorts = [entry.short for entry in self.edition.abbreviations if entry.short.isupper()]
        shorts = [short for short in shorts if len(short) > 2]
        if shorts:
            longest_first = sorted(map(re.escape, shorts), key=len, reverse=True)
            self._acronyms = re.compile(rf"(?<![\w-])({'|'.join(longest_first)})(?!\w)")

    # Figures

    def figure(self, ref: str) -> Figure:
        """The figure that `record.figure` means; a computed one for a total."""
        record_id, _, name = ref.partition(".")
        record = self.records[record_id]
        figure = total_of(self.edition, record) if isinstance(record, Statistic) else None
        figure = figure or figure_named(record, name)
        if figure is None:
            raise LookupError(f"no figure {ref}: validate should have said so")
        return figure

    def printed_figure(self, mark: Mark) -> str:
        """What a figure mark prints: a figure, or a date of a record."""
        ref, options = mark.targets[0], mark.options
        record_id, _, name = ref.partition(".")
        when = _date_of(self.records[record_id], name)
        if when is not None:
            return date_in_text(when, options)
        figure = self.figure(ref)
        if "as-of" in options and figure.as_of:
            return date_in_text(figure.as_of)
        return figure_in_text(figure, options)

    # Notes

    def next_number(self) -> int:
        """The number of a new note."""
        self.register.count += 1
        return self.register.count

    def in_place(self, text: str, note: int | None = None, told: Collection[str] = ()) -> Inline:
        """A text whose citations are printed where they stand: in brackets, unless they open a sentence.

        `note` is the note it belongs to; sources in `told` are cited there already and not again.
        """
        runs: list[Run] = []
        for found in parse_line(text):
            if isinstance(found, Mark) and found.kind == "citation":
                self._cite_in_place(runs, found, note, told)
            else:
                runs += self.replaced(found, note)
        return tuple(runs)

    def title(self, text: str) -> str:
        """A heading or caption as a list names it: without citations and calls."""
        runs = (run for found in parse_line(text) if not _is_source(found) for run in self.replaced(found))
        return plain(tuple(runs)).strip()

    def _cite_in_place(
        self, runs: list[Run], mark: Mark, note: int | None, told: Collection[str]
    ) -> None:
        """Append a citation, or, if all of it was told, take away the space before it."""
        new = [written for written in mark.targets if source_of(written) not in told]
        before = plain(tuple(runs))
        opening = not before or before.rstrip().endswith((".", ":"))
        if new:
            cited = self.citations(new, note)
            runs += cited if opening else (Words("("), *cited, Words(")"))
        elif runs and isinstance(runs[-1], Words):
            runs[-1] = Words(runs[-1].text.rstrip())

    def replaced(self, run: Run, note: int | None = None) -> Inline:
        """A run with its mark replaced, where no call may stand."""
        match run:
            case Words(text):
                return self.with_acronyms(text)
            case Emphasis(children, strong):
                inner = tuple(new for child in children for new in self.replaced(child, note))
                return (Emphasis(inner, strong),)
            case Mark(kind="citation"):
                return self.citations(run.targets, note)
            case Mark(kind="evidence"):
                return self.evidence_text(run.targets, note)
            case Mark(kind="note"):
                return ()
            case Mark():
                return self.replaced_plainly(run)
            case _:
                return (run,)

    def replaced_plainly(self, mark: Mark) -> Inline:
        """A mark that prints words and calls no note."""
        match mark.kind:
            case "figure":
                return (Words(self.printed_figure(mark)),)
            case "reference":
                return (self._reference(mark),)
            case "foreign":
                language, _, phrase = mark.body.partition(" ")
                return (Foreign(language, phrase),)
            case _:
                return (Words(mark.body),)

    def citations(self, citations: Sequence[str], note: int | None) -> Inline:
        """Citations divided by semicolons: in full the first time in a note, in short after."""
        runs: Inline = ()
        cited_before = self.register.cited
        for written in citations:
            source = self.sources[source_of(written)]
            first = note is not None and source.id not in cited_before
            form = citation.full if first else citation.short
            if note is not None and note not in (numbers := cited_before.setdefault(source.id, [])):
                numbers.append(note)
            runs = (*runs, *([Words("; ")] if runs else []), *form(source, locator_of(written)))
        return tuple(
            new for run in runs
            for new in (self.with_acronyms(run.text) if isinstance(run, Words) else (run,))
        )

    def brief_citations(self, citations: Iterable[str]) -> Inline:
        """Each source once, in the brief form of source lines."""
        runs: Inline = ()
        for name in dict.fromkeys(source_of(written) for written in citations):
            runs = (*runs, *([Words("; ")] if runs else []), *citation.brief(self.sources[name]))
        return tuple(new for run in runs if isinstance(run, Words) for new in self.with_acronyms(run.text))

    def evidence_text(self, refs: Sequence[str], note: int | None) -> Inline:
        """What an evidence note says: citations, how the fact stands, the remark or where it is given."""
        found = {ref: self._evidence(ref) for ref in refs}
        cited = dict.fromkeys(citation for evidence in found.values() for citation in evidence.citations)
        runs = [*self.citations(tuple(cited), note), Words(".")] if cited else []
        if sentence := _standing(found.values()):
            runs.append(Words(f"{' ' if runs else ''}{sentence}"))
        told = {source_of(written) for written in cited}
        for remark in dict.fromkeys(evidence.remark for evidence in found.values()):
            if remark and remark not in self._writing:
                runs += [*([Words(" ")] if runs else []), *self._remark(remark, note, told)]
        return tuple(runs)

    def flag(self, refs: Iterable[str]) -> Flag | None:
        """The verification mark that the weakest of several facts needs."""
        return FLAGS.get(weakest(self._evidence(ref).verification for ref in refs))

    def with_acronyms(self, text: str) -> Inline:
        """Words, with registered short forms as acronyms."""
        if self._acronyms is None:
            return (Words(text),)
        pieces = self._acronyms.split(text)
        return tuple(
            Acronym(piece) if index % 2 else Words(piece) for index, piece in enumerate(pieces) if piece
        )

    def _remark(self, remark: str, note: int | None, told: Collection[str]) -> Inline:
        """The remark in full, or, if another note gave it, the way there."""
        if note is not None and (number := self.register.explained.setdefault(remark, note)) != note:
            there = Reference(f"note-{number}", f"note\u00a0{number}", paged=False)
            return (Words("See "), there, Words("."))
        self._writing.add(remark)
        text = self.in_place(remark, note, told)
        self._writing.remove(remark)
        return text

    def _reference(self, mark: Mark) -> Reference:
        target = mark.targets[0]
        label = "" if "page" in mark.options else self.numbering.labels[target]
        return Reference(target, label, paged="number" not in mark.options)

    def _evidence(self, ref: str) -> Evidence:
        record = self.records[ref.partition(".")[0]]
        if isinstance(record, Statistic) and record.total is not None:
            return self._total_evidence(record)
        if "." in ref:
            figure = self.figure(ref)
            contested = figure.verification is Verification.CONTESTED
            remark = figure.remark or (record.remark if contested else None)
            return Evidence(figure.citations, figure.verification, remark)
        if isinstance(record, Statistic):  # it has no sources of its own
            cited = tuple(written for figure in record.figures for written in figure.citations)
            remarks = [record.remark, *(figure.remark for figure in record.figures)]
            standing = weakest(figure.verification for figure in record.figures)
            return Evidence(cited, standing, " ".join(filter(None, remarks)) or None)
        return Evidence(record.citations, record.verification, record.remark)

    def _total_evidence(self, statistic: Statistic) -> Evidence:
        """A total is proved by its terms, each of which has sources of its own."""
        terms = terms_of(self.edition, statistic)
        parts = "; ".join(
            f"{incident.title}, [={incident.id}.{figure.name}|numeral]" for incident, figure in terms
        )
        remark = f"Sum of these figures: {parts}." + (f" {statistic.remark}" if statistic.remark else "")
        standing = weakest(figure.verification for _, figure in terms)
        return Evidence((), standing, remark, summed=True)


def _standing(found: Collection[Evidence]) -> str:
    """How a statement on several facts stands, in a sentence; empty if it stands firmly."""
    standing = weakest(evidence.verification for evidence in found)
    summed = all(evidence.summed for evidence in found if evidence.verification is standing)
    return (STANDING_OF_SUM if summed else STANDING).get(standing, "")


def _date_of(record: Record, name: str) -> Edtf | None:
    """The date of a record that a figure mark may name."""
    if isinstance(record, Proceeding):
        dates = {
            "charged": record.charged, "opened": record.opened, "suspended": record.suspended,
            "verdict": record.verdict, "offence": record.offence, "as-of": record.as_of,
        }
        return dates.get(name)
    if isinstance(record, Claim):
        return record.as_of if name == "as-of" else None
    return getattr(record, "date", None) if name == "date" else None


def call(number: int, nth: int, note: Inline | None) -> Call:
    """The nth call of a note; the first bears the note itself."""
    suffix = "" if nth == 1 else f"-{nth}"
    return Call(number, f"call-{number}{suffix}", f"note-{number}", note)


def _is_source(run: Run) -> bool:
    return isinstance(run, Mark) and run.kind in ("citation", "evidence")
