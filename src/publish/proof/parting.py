"""A book parted: to each section of the file its parts of the manuscript, and what is asked of both.

What the manuscript asks by itself (`Asked`) can be put together while its pages are set.
"""

from __future__ import annotations

import copyreg
import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from hashlib import sha256
from io import BytesIO

from msgspec import Struct
from msgspec.structs import replace

from ..artifacts import FileSection, Manuscript, PartHtml, Resolved, ResolvedChapter
from ..blocks.reading import Within
from ..folded import Folded
from ..recall import Recall, afresh
from .beside.expected import expect_parts
from .beside.surroundings import Surroundings
from .checks import bars, beginnings, completeness, dataset
from .checks.bars import Charted
from .checks.contents import title
from .copy.cutting import Uncut
from .copy.excerpt import Cutting, Excerpt
from .copy.framed import Framed, digest_of
from .copy.widths import widths
from .looking import Wanted
from .section import Section

_COVER = "cover"
_FEW = 3
"""Takes that an edit is seen in. Where there are more, those who prove them read them, side by side."""
_GOAL = re.compile(r'href="#([^"]+)"')
_SAYS_ORIGIN = ' data-origin="'
_ORIGIN = re.compile(rf"<[a-z][^<>]*{_SAYS_ORIGIN}")
_BODY = re.compile(r'\s*<[a-z]+ [^>]*class="[^"]*\bpart-first-body\b')


class Parts(Struct, frozen=True):
    """All sections of a book, and what they have in common."""

    sections: tuple[Section, ...]
    first_body: int | None
    """The page on which Arabic folios begin by the file; None if the manuscript has no body."""


class Asked(Struct, frozen=True):
    """What is asked of a book by its manuscript alone: known before there are pages."""

    wanted: tuple[Wanted, ...]
    """Of each take, but for the typefaces."""
    said: tuple[tuple[str, ...], ...]
    """Digests of that."""
    goals: tuple[frozenset[str], ...]
    """The ids to which each take leads."""
    title: str
    """The words of the cover's title; empty if there is no cover."""
    has_body: bool
    says_origins: bool
    language: str
    is_sound: bool
    """Whether the manuscript agrees with the edition in all that is not asked of a take."""


def asked_of(manuscript: Manuscript, resolved: Resolved, recall: Recall = afresh) -> Asked:
    """What a manuscript asks of its pages.

    If there are few takes of which this was not asked before, by `recall`, they are read here: they will be
    looked at, and whoever asks has the time.
    """
    takes = _takes(manuscript.parts)
    readings, charts = completeness.readings(resolved), defaultdict[str, list[Charted]](list)
    for chart in bars.charted(resolved):
        charts[chart.part].append(chart)
    all_sharing = beginnings.sharing(resolved.edition)
    wanted = []
    for parts in takes:
        ids = [part.id for part in parts]
        wanted.append(Wanted(
            parts, manuscript.draft, {name: readings[name] for name in ids if name in readings},
            tuple(chart for name in ids for chart in charts[name]), all_sharing.intersection(ids),
            manuscript.metadata.language,
        ))
    said = tuple(map(_said, wanted))
    new = [one for one, words in zip(wanted, said, strict=True) if _is_new(words, recall)]
    if len(new) <= _FEW:
        for one in new:
            one.read()
    return Asked(
        tuple(wanted), said,
        tuple(frozenset(name for part in parts for name in _GOAL.findall(part.html)) for parts in takes),
        _title(manuscript), any(_BODY.match(part.html) for part in manuscript.parts),
        any(map(_says_origins, manuscript.parts)), manuscript.metadata.language,
        not any(True for _ in dataset.findings(resolved.edition, manuscript))
        and not any(True for _ in completeness.of_order(resolved, manuscript)),
    )


def parted(book: Framed, asked: Asked, families: Collection[str], recall: Recall = afresh) -> Parts:
    """The sections of a book; `Uncut` if the manuscript has other ones than the file."""
    if len(asked.wanted) != len(book.sections):
        raise Uncut("other sections than those of the manuscript")
    names, listed = frozenset(families), " ".join(sorted(families))
    first_body = _first_body(book) if asked.has_body else None
    labels, excerpts = _labels(book), _Excerpts(book, recall)
    times = Counter(name for some in asked.goals for name in some)
    found = []
    for index, here in enumerate(asked.goals):
        own = frozenset(name for name, _ in book.portions[index].places)
        beyond = Surroundings(
            asked.title, first_body,
            {name: labels[name] for name in sorted(here - own) if name in labels},
            asked.says_origins, tuple(sorted(name for name in own if times[name] > (name in here))),
        )
        said = (*excerpts.said(index), *asked.said[index], listed, asked.language, repr(beyond))
        found.append(Section(excerpts.of(index), asked.wanted[index], names, beyond, said))
    return Parts(tuple(found), first_body)


def _takes(parts: Sequence[PartHtml]) -> list[tuple[PartHtml, ...]]:
    """Parts that share pages; one with nothing to print is with those before."""
    takes: list[list[PartHtml]] = []
    for part in parts:
        if takes and (part.run_on or not part.html.strip()):
            takes[-1].append(part)
        else:
            takes.append([part])
    return [tuple(take) for take in takes]


def _title(manuscript: Manuscript) -> str:
    """The words of the cover's title."""
    covers = [part for part in manuscript.parts if part.id == _COVER]
    expected = expect_parts(covers, manuscript.metadata.language)
    titles = [title(expected, node) for node in expected.nodes if "cover-title" in node.classes]
    return titles[0] if titles else ""


def _first_body(book: Framed) -> int | None:
    """The first page with an Arabic folio."""
    labels = [label for portion in book.portions for label in portion.labels]
    return next((number for number, label in enumerate(labels) if label.isdecimal()), None)


def _says_origins(part: PartHtml) -> bool:
    """Whether a block of a part says where it was written: in a draft all do, in a book none."""
    return _SAYS_ORIGIN in part.html and _ORIGIN.search(part.html) is not None


def _labels(book: Framed) -> Mapping[str, str]:
    """The folio of the page to which each name leads."""
    found: dict[str, str] = {}
    for portion in book.portions:
        labels = dict(zip(portion.pages, portion.labels, strict=True))
        found.update((name, labels[aim[0]]) for name, aim in portion.places if aim[0] in labels)
    return found


class _Excerpts:
    """The sections of a file to be read."""

    def __init__(self, book: Framed, recall: Recall) -> None:
        self._book, self._recall = book, recall
        self._faces = tuple(replace(face, program=b"", letters={}, widths={}) for face in book.faces)
        self._widths = widths(book.faces)

    def of(self, index: int) -> Excerpt:
        """A section with what must be known of the file."""
        book = self._book
        return Excerpt(
            Cutting(partial(book.excerpt, index)), book.sections[index].first_page, book.portions[index],
            book.document, book.leads, self._faces, self._widths, book.language,
            self._recall,
        )

    def said(self, index: int) -> tuple[str, ...]:
        """Digests of all that is read of it."""
        book, section = self._book, self._book.sections[index]
        bytes_, places = book.cut.pdf[section.start:section.end], book.cut.places_in(section)
        return (
            sha256(bytes_).hexdigest(), sha256(places).hexdigest(), _place(section),
            digest_of(book.portions[index]), book.seal,
            book.document, " ".join(sorted(book.leads)), book.language,
        )


def _place(section: FileSection) -> str:
    return f"{section.first_page} {section.pages} {section.first_object} {section.end_object}"


def _is_new(said: Sequence[str], recall: Recall) -> bool:
    """Whether it was never asked before what a take must come to."""
    new: list[bool] = []

    def note() -> bool:
        new.append(True)
        return True

    recall("asked", said, note)
    return bool(new)


def _said(wanted: Wanted) -> tuple[str, ...]:
    """Digests of all that is asked, but for the typefaces."""
    lines = [[line for line, _ in part.origins] for part in wanted.parts]
    return (
        *(text for part in wanted.parts for text in (part.id, part.html)), repr(lines), str(wanted.draft),
        *map(_digest, wanted.readings.values()),
        *(text for chart in wanted.charts for text in (chart.part, chart.id, chart.said)),
        " ".join(sorted(wanted.sharing)),
    )


def _digest(thing: object) -> str:
    """A digest of plain data; equal ones have one, whichever of their members are the same."""
    if isinstance(thing, ResolvedChapter) and thing.digest:
        return thing.digest
    stream = BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dispatch_table = {
        **copyreg.dispatch_table, Folded: lambda folded: (tuple, (tuple(folded),)),
        Within: lambda one: (Within, (one.parts, one.element, one.attributes)),  # there are thousands
    }
    pickler.dump(thing)
    return sha256(stream.getbuffer()).hexdigest()
