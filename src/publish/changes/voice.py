"""An edition in plain words: what its names, marks and numbers say to a reader.

No note is numbered here and no order matters: a citation stands in brackets where it is called, a
cross-reference is the title of what it names.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from .. import citation
from ..house_style import NBSP, date_in_text, figure_in_text, listed, number_in_text
from ..inline import Emphasis, Inline, Mark, Run, parse, plain
from ..model.edition import Edition
from ..model.edtf import Edtf
from ..model.figure import Figure, locator_of, source_of
from ..model.records import Actor, Record, Statistic
from ..model.source import Source
from ..reckoning import figure_named, total_of


class Voice(Struct, frozen=True, dict=True):
    """Speaks for one edition."""

    edition: Edition

    @cached_property
    def records(self) -> dict[str, Record]:
        """Records by id."""
        return {record.id: record for record in self.edition.records()}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.edition.actors}

    @cached_property
    def places(self) -> dict[str, str]:
        """Names of places by id."""
        return {place.id: place.name for place in self.edition.places}

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """The place that each place lies in."""
        return {place.id: place.parent for place in self.edition.places}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.edition.sources}

    @cached_property
    def titles(self) -> dict[str, str]:
        """What chapters and blocks with an id are called."""
        found = {"sources": "Sources"}
        for chapter in self.edition.chapters:
            found[chapter.id] = chapter.title
            found |= {block.id: name_of(block) or chapter.title for block in chapter.blocks if block.id}
        return found

    def actor(self, name: str | None) -> str:
        """The name of an actor, as tables print it."""
        found = self.actors.get(name or "")
        return (found.short or found.name) if found else name or ""

    def place(self, name: str | None) -> str:
        """The name of a place."""
        return self.places.get(name or "", name or "")

    def title(self, name: str) -> str:
        """What readers call a record."""
        record = self.records.get(name)
        return title_of(record, self) if record else name

    def when(self, date: Edtf | None) -> str:
        """A date in the house style."""
        return spaced(date_in_text(date)) if date else ""

    def text(self, written: str, *, sourced: bool = True) -> str:
        """A text without marks; citations and evidence in brackets, or left out."""
        paragraphs = (spaced(self._said(paragraph, sourced)) for paragraph in parse(written))
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

    def cited(self, citations: Iterable[str]) -> str:
        """Citations in short form: `Security Council, S/2020/952, para. 3`."""
        return "; ".join(self._citation(written) for written in citations)

    def figure(self, figure: Figure) -> str:
        """A figure with all that it counts: `at least 35 civilians, two children among them`."""
        said = figure_in_text(figure, {"unit"})
        parts = [f"{number_in_text(part.best)} {part.of}" for part in figure.includes]
        said += f", among them {listed(parts)}" if parts else ""
        said += f", as of {date_in_text(figure.as_of)}" if figure.as_of else ""
        return spaced(said)

    def reference(self, ref: str) -> str:
        """What `record.figure` is called: `Attack on Sinda: killed`."""
        record, _, name = ref.partition(".")
        return f"{self.title(record)}: {name.replace('-', ' ')}" if name else self.title(record)

    def total(self, record: Statistic) -> str:
        """A computed total as it is printed; nothing for a published statistic."""
        figure = total_of(self.edition, record)
        return spaced(figure_in_text(figure, {"unit"})) if figure else ""

    def _citation(self, written: str) -> str:
        source = self.sources.get(source_of(written))
        return spaced(plain(citation.short(source, locator_of(written)))) if source else written

    def _said(self, runs: Inline, sourced: bool) -> str:
        return "".join(self._run(run, sourced) for run in runs)

    def _run(self, run: Run, sourced: bool) -> str:
        match run:
            case Emphasis(children):
                return self._said(children, sourced)
            case Mark():
                return self._mark(run, sourced)
            case _:
                return plain((run,))

    def _mark(self, mark: Mark, sourced: bool) -> str:
        match mark.kind:
            case "citation":
                return f" [{self.cited(mark.targets)}]" if sourced else ""
            case "evidence":
                return f" [{'; '.join(map(self.reference, mark.targets))}]" if sourced else ""
            case "figure":
                return self._figure_mark(mark)
            case "reference":
                return ", ".join(f"‘{self.text(self.titles.get(name, name))}’" for name in mark.targets)
            case "foreign":
                return mark.body.partition(" ")[2]
            case "note":
                return ""
            case _:
                return mark.body

    def _figure_mark(self, mark: Mark) -> str:
        """A figure or a date, or the mark itself where it names nothing."""
        name = mark.targets[0] if mark.targets else ""
        record = self.records.get(name.partition(".")[0])
        figure_name = name.partition(".")[2]
        if record is None:
            return mark.body
        when = getattr(record, figure_name.replace("-", "_"), None)
        if isinstance(when, Edtf):
            return date_in_text(when, mark.options)
        total = total_of(self.edition, record) if isinstance(record, Statistic) else None
        figure = total or figure_named(record, figure_name)
        if figure is None:
            return mark.body
        if "as-of" in mark.options and figure.as_of:
            return date_in_text(figure.as_of)
        return figure_in_text(figure, mark.options)


class Emphatic(Voice, frozen=True):
    """Speaks with what one sees and does not hear: emphasis, foreign words, calls of notes."""

    def _run(self, run: Run, sourced: bool) -> str:
        said = super()._run(run, sourced)
        match run:
            case Emphasis():
                return f"*{said}*"
            case Mark(kind="foreign"):
                return f"*{said}*"
            case Mark(kind="note"):
                return " [note]"
            case _:
                return said


def spaced(text: str) -> str:
    """With ordinary spaces: a line break is no matter here."""
    return text.replace(NBSP, " ")


def name_of(block: object) -> str:
    """The heading, title or caption of a block, as written; empty if it has none."""
    for field in ("heading", "caption", "title"):
        if found := getattr(block, field, None):
            return str(found)
    return ""


def title_of(record: object, voice: Voice) -> str:
    """What readers call a record, an actor, a place, a person, an abbreviation or a source."""
    for field in ("title", "name", "short"):
        if found := getattr(record, field, None):
            return str(found)
    says = getattr(record, "says", None)
    return first_words(str(says) if says else voice.text(str(getattr(record, "chronicle", ""))))


def first_words(text: str, count: int = 9) -> str:
    """The beginning of a text."""
    words = text.split()
    return " ".join(words[:count]) + (" …" if len(words) > count else "")
