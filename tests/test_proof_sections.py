"""A file proved section by section: the same is found, and nothing that is wrong passes.

Files are altered here below the level of pikepdf, which would write them anew: each alteration changes the
words of objects, and the sections stay where they are.
"""

from __future__ import annotations

import pickle
import re
import zlib
from collections.abc import Callable, Collection, Iterator, MutableMapping, Sequence
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

import proof_book
from publish.artifacts import FileSection, Volume
from publish.blocks.reading import within
from publish.folded import Folded
from publish.hands import J, R
from publish.pipeline import bind_checked
from publish.proof import Proof, parting, prove, stage
from publish.proof.checks.glyphs import Typefaces
from publish.proof.copy.cutting import Uncut, cut, references_in
from publish.proof.copy.excerpt import read_excerpt
from publish.proof.copy.framed import framed
from publish.proof.copy.labels import roman
from publish.proof.copy.objects import opened
from publish.recall import Recall, afresh
from publish.report import Report, Severity
from publish.workshop import Memory as RealMemory
from publish.workshop import Recollection

Words = MutableMapping[int, bytes]
"""Objects by number: dictionaries and lists as they stand in the file, streams with their heads."""
Rows = MutableMapping[int, tuple[int, int, int]]
"""The table of a file: by number the kind of each object, where it is, and its generation or its place."""
_DRAWING = re.compile(rb"\d+ 0 obj\n<<[^>]*/FlateDecode[^>]*>>\nstream\n(.*)\nendstream", re.DOTALL)
_HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


class NotCertified(Exception):
    """The book is to be looked at as a whole."""


class Memory:
    """Hands that remember, as the workshop does."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, ...], bytes] = {}
        self.proved = 0

    def __call__(self, work: Callable[[J], R], jobs: Sequence[J], /) -> Iterator[tuple[int, R]]:
        for place, job in reversed(list(enumerate(jobs))):
            key = tuple(job.said)
            if key not in self.kept:
                self.kept[key] = pickle.dumps(work(pickle.loads(pickle.dumps(job))))
                self.proved += 1
            yield place, pickle.loads(self.kept[key])


MEMORY = Memory()


def proved(volume: Volume, memory: Memory = MEMORY, recall: Recall = afresh) -> Proof:
    """The proof by sections alone; raises `NotCertified`."""
    book = proof_book.built()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "_prove", _refuse)
        return prove(
            volume.pdf, book.manuscript, book.checked.resolved, book.sheets.families,
            sections=volume.sections, hands=memory, recall=recall,
        )


def _refuse(*_: object) -> Proof:
    raise NotCertified


def whole(volume: Volume) -> Proof:
    """The proof of the file as a whole."""
    book = proof_book.built()
    return prove(volume.pdf, book.manuscript, book.checked.resolved, book.sheets.families)


def test_sections_tell_what_the_whole_tells() -> None:
    volume = proof_book.built().volume
    one, other = whole(volume), proved(volume)
    assert [(found.fault, found.page, found.box, found.subject, found.words) for found in one.findings] == [
        (found.fault, found.page, found.box, found.subject, found.words) for found in other.findings
    ]
    assert one.findings  # ladders of hyphens: something must be told to be compared
    assert one.tally == other.tally
    assert (one.expected, one.printed) == (other.expected, other.printed)


def test_sections_of_a_draft_are_certified(monkeypatch: pytest.MonkeyPatch) -> None:
    report, checked = Report(), proof_book.built().checked
    draft = bind_checked(proof_book.PROJECT, checked, report, lambda stage: None, draft=True)
    assert draft
    monkeypatch.setattr(stage, "_prove", _refuse)
    found = prove(
        draft.volume.pdf, draft.manuscript, checked.resolved, draft.sheets.families,
        sections=draft.volume.sections,
    )
    assert not any(one.fault.severity is Severity.ERROR for one in found.findings)


def test_a_mistake_that_may_be_waived_is_told_by_its_section() -> None:
    def pale(words: Words, sections: Sequence[FileSection]) -> None:
        for number, content in words.items():
            found = _DRAWING.match(content)
            if sections[4].first_object <= number < sections[4].end_object and found:
                drawing = zlib.decompress(found[1]).replace(b"\n0 0 0 rg", b"\n0.7 0.7 0.7 rg")
                words[number] = _stream(number, b"", zlib.compress(drawing))

    volume = altered(pale)
    one, other = whole(volume).findings, proved(volume).findings
    assert "pale-text" in {found.fault.code for found in one}
    assert [(found.fault, found.page, found.subject) for found in one] == [
        (found.fault, found.page, found.subject) for found in other
    ]


def test_the_key_of_a_section_is_the_same_for_what_was_recalled() -> None:
    read = Folded(("".join(["many ", "words"]), "".join(["many ", "words"]), "words"))
    recalled = pickle.loads(pickle.dumps(read))
    items = pickle.loads(pickle.dumps(tuple(recalled)))  # now somebody has looked at them
    assert parting._digest(recalled) == parting._digest(read) != parting._digest(Folded(items[:2]))


def test_a_reading_has_another_digest_if_anything_in_it_is_another() -> None:
    readings = (
        within("a", element="h1", attributes={"id": "b"}), within("c", element="h1", attributes={"id": "b"}),
        within("a", element="h2", attributes={"id": "b"}), within("a", element="h1", attributes={"id": "c"}),
        within(within("a", element="h1", attributes={"id": "b"})),
    )
    assert len(set(map(parting._digest, readings))) == len(readings)


def test_sections_that_are_unchanged_are_not_looked_at_again() -> None:
    memory, volume = Memory(), altered(lambda words, sections: None)
    proved(volume, memory)
    all_of_it = len(volume.sections) + 1  # and the typefaces
    assert memory.proved == all_of_it
    with pytest.raises(NotCertified):
        proved(altered(lost_word), memory)
    assert memory.proved == all_of_it + 1


def test_pages_that_are_unchanged_are_not_read_again(tmp_path: Path) -> None:
    recall, volume = Recollection(RealMemory(tmp_path), "program"), proof_book.built().volume
    proved(volume, Memory(), recall)
    read = list(tmp_path.glob("*/*"))
    assert len(read) == volume.pages
    proved(volume, Memory(), recall)
    assert list(tmp_path.glob("*/*")) == read


def test_a_manuscript_that_disagrees_with_its_edition_certifies_no_file(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    book = proof_book.built()
    manuscript, resolved = book.manuscript, book.checked.resolved
    asked = parting.asked_of(manuscript, resolved)
    first, *others = manuscript.attachments
    changed = replace(first, content=first.content.replace(b"14", b"41"))
    one, other, *more = manuscript.parts
    for wrong in (
        replace(manuscript, attachments=(changed, *others)), replace(manuscript, parts=(other, one, *more)),
        replace(manuscript, parts=(one, *more)),
    ):
        assert not parting.asked_of(wrong, resolved).is_sound
    monkeypatch.setattr(stage, "_prove", _refuse)
    for is_sound in (True, False):
        with nullcontext() if is_sound else pytest.raises(NotCertified):
            prove(
                book.volume.pdf, manuscript, resolved, book.sheets.families, hands=MEMORY,
                sections=book.volume.sections, asked=replace(asked, is_sound=is_sound),
            )


@pytest.mark.parametrize("families", [frozenset[str](), frozenset({"Another"})])
def test_what_is_found_in_a_section_follows_from_the_typefaces(families: frozenset[str]) -> None:
    book = proof_book.built()
    file = framed(book.volume.pdf, book.volume.sections)
    asked = parting.asked_of(book.manuscript, book.checked.resolved)
    usual, other = (parting.parted(file, asked, some).sections for some in (book.sheets.families, families))
    for one, another in zip(usual, other, strict=True):
        assert one.said != another.said and another.families == families


@pytest.mark.parametrize("name", ["a text is lost", "typefaces exchanged"])
def test_a_page_is_read_again_when_it_or_its_typefaces_change(name: str, tmp_path: Path) -> None:
    recall = Recollection(RealMemory(tmp_path), "program")
    proved(proof_book.built().volume, Memory(), recall)
    with pytest.raises(NotCertified):
        proved(altered(ALTERATIONS[name]), Memory(), recall)


def test_a_page_that_has_another_number_is_read_again(tmp_path: Path) -> None:
    book, recall = proof_book.built(), Recollection(RealMemory(tmp_path), "program")
    file = framed(book.volume.pdf, book.volume.sections)
    asked = parting.asked_of(book.manuscript, book.checked.resolved)
    parts = parting.parted(file, asked, book.sheets.families, recall)
    excerpt = parts.sections[2].excerpt
    before = read_excerpt(excerpt).printed.pages
    later = read_excerpt(replace(excerpt, first=excerpt.first + 1)).printed.pages
    for one, other in zip(before, later, strict=True):
        assert {piece.page + 1 for piece in one.pieces} == {piece.page for piece in other.pieces}


# Alterations


def altered(
    change: Callable[[Words, Sequence[FileSection]], None],
    retable: Callable[[Rows], None] = lambda rows: None,
) -> Volume:
    """The book's file after a change of its objects, and one of its table."""
    volume = proof_book.built().volume
    words = dict(_words())
    change(words, volume.sections)
    pieces, rows, start = [_HEAD], {0: (0, 0, 65535)}, len(_HEAD)
    sections = []
    for section in (*volume.sections, None):
        first, end = (section.first_object, section.end_object) if section else (0, 0)
        own = {n: words[n] for n in words if (first <= n < end if section else _home(volume, n) is None)}
        piece = _piece(own, start, rows, end - 1 if section else max(words) + 1)
        if section:
            sections.append(replace(section, start=start, end=start + len(piece)))
        pieces.append(piece)
        start += len(piece)
    file = cut(volume.pdf, volume.sections)
    retable(rows)
    pdf = b"".join((*pieces, _table(rows, start, file.root, file.entries)))
    return Volume(pdf, volume.pages, {}, tuple(sections))


@cache
def _words() -> tuple[tuple[int, bytes], ...]:
    volume = proof_book.built().volume
    file = cut(volume.pdf, volume.sections)
    return tuple(
        (number, file.bytes_of(number)) for number, kind in enumerate(file.kinds)
        if kind and b"/ObjStm" not in file.bytes_of(number)[:200]
    )


def _home(volume: Volume, number: int) -> FileSection | None:
    return next((one for one in volume.sections if one.first_object <= number < one.end_object), None)


def _piece(own: Words, start: int, rows: Rows, holder: int) -> bytes:
    """Objects, written; the number of the stream that holds those which are none is `holder`."""
    content, packed = b"", {}
    for number, words in own.items():
        if re.match(rb"\d+ 0 obj\n", words):
            rows[number] = (1, start + len(content), 0)
            content += words
        else:
            packed[number] = words
    places, at = [], 0
    for number, words in packed.items():
        places.append(b"%d %d" % (number, at))
        at += len(words) + 1
    head = b" ".join(places)
    body = zlib.compress(b"\n".join((head, *packed.values())))
    rows[holder] = (1, start + len(content), 0)
    rows |= {number: (2, holder, index) for index, number in enumerate(packed)}
    about = b"/Type /ObjStm/N %d/First %d" % (len(packed), len(head) + 1)
    return content + _stream(holder, about, body)


def _stream(number: int, about: bytes, packed: bytes) -> bytes:
    return b"%d 0 obj\n<<%b/Filter /FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
        number, about, len(packed), packed
    )


def _table(rows: Rows, start: int, root: int, entries: int) -> bytes:
    number = max(rows) + 1
    rows[number] = (1, start, 0)
    index = " ".join(f"{one} 1" for one in sorted(rows)).encode()
    table = b"".join(
        value.to_bytes(width, "big") for one in sorted(rows)
        for value, width in zip(rows[one], (1, 4, 3), strict=True)
    )
    about = b"/Type /XRef/W [1 4 3]/Index [%b]/Size %d/Root %d 0 R/Info %d 0 R" % (
        index, number + 1, root, entries
    )
    return _stream(number, about, zlib.compress(table)) + b"startxref\n%d\n%%%%EOF\n" % start


def test_a_file_that_is_only_written_anew_passes() -> None:
    assert proved(altered(lambda words, sections: None)).findings


def put(
    words: Words, needle: bytes, other: bytes, within: bytes = b"", section: FileSection | None = None
) -> None:
    """Exchange what stands in the first object that has it, and something else besides."""
    for number, content in words.items():
        if section and not section.first_object <= number < section.end_object:
            continue
        if re.search(needle, content) and within in content and b" obj\n" not in content[:12]:
            words[number] = re.sub(needle, other, content, count=1)
            assert words[number] != content
            return
    raise AssertionError(f"{needle!r} is nowhere")


def lost_word(words: Words, sections: Sequence[FileSection]) -> None:
    """The last section shows one text less."""
    for number, content in words.items():
        found = _DRAWING.match(content)
        if number >= sections[-1].first_object and found and b"TJ" in (drawing := zlib.decompress(found[1])):
            shorter = re.sub(rb"\n\[[^\n]*\] TJ(?=\n)", b"", drawing, count=1)
            words[number] = _stream(number, b"", zlib.compress(shorter))
            return
    raise AssertionError("no text is drawn")


def swap(words: Words, form: bytes) -> None:
    """Exchange what the two groups of a form find in an object."""
    for number, content in words.items():
        if (found := re.search(form, content, re.DOTALL)) and b" obj\n" not in content[:12]:
            one, other = found.span(1), found.span(2)
            words[number] = b"".join((
                content[:one[0]], found[2], content[one[1]:other[0]], found[1], content[other[1]:]
            ))
            return
    raise AssertionError(f"{form!r} is nowhere")


def lead_elsewhere(words: Words, sections: Sequence[FileSection]) -> None:
    """A page shows the stream of another section."""
    pages = [n for n in words if re.search(rb"/Type /Page\b", words[n])]
    theirs = re.search(rb"/Contents \[?(\d+ 0 R)", words[pages[0]])
    assert theirs
    words[pages[-1]] = re.sub(rb"/Contents \[(\d+ 0 R)", b"/Contents [%b" % theirs[1], words[pages[-1]])


def orphan(words: Words, number: int) -> None:
    """An object to which nothing leads."""
    assert number not in words
    words[number] = b"<</Hidden (text)>>"


def own_font(words: Words, sections: Sequence[FileSection]) -> None:
    """The last section is set in a font of its own, of the name of another, with another table of letters."""
    last, free = sections[-1], sections[-1].end_object - 5
    fonts, font = next(
        (number, int(found[1])) for number, content in words.items()
        if (found := re.match(rb"<</[A-Z]{6} \d+ 0 R/[A-Z]{6} (\d+) 0 R", content))
    )
    table = re.search(rb"/ToUnicode (\d+)", words[font])
    assert table
    listed = _DRAWING.match(words[int(table[1])])
    assert listed
    words[free] = _stream(free, b"", zlib.compress(zlib.decompress(listed[1]) + b"\n% notdef\n"))
    words[free + 1] = words[font].replace(table[0], b"/ToUnicode %d" % free)
    words[free + 2] = words[fonts].replace(b" %d 0 R" % font, b" %d 0 R" % (free + 1))
    put(words, b"/Font %d 0 R" % fonts, b"/Font %d 0 R" % (free + 2), section=last)


def test_typefaces_are_looked_at_again_when_they_or_the_font_files_change() -> None:
    def other_letters(words: Words, sections: Sequence[FileSection]) -> None:
        tables = (re.search(rb"/ToUnicode (\d+)", content) for content in words.values())
        number = next(int(found[1]) for found in tables if found)
        listed = _DRAWING.match(words[number])
        assert listed
        words[number] = _stream(number, b"", zlib.compress(zlib.decompress(listed[1]) + b"\n"))

    families = proof_book.built().sheets.families
    volumes = altered(lambda words, sections: None), altered(other_letters)
    known, changed = (framed(one.pdf, one.sections) for one in volumes)
    said = Typefaces(known.faces, families, known.seal).said
    assert Typefaces(changed.faces, families, changed.seal).said != said
    files = {name: tuple(b"another" for _ in contents) for name, contents in families.items()}
    assert Typefaces(known.faces, files, known.seal).said != said


def spaced(form: bytes) -> Callable[[Words, Sequence[FileSection]], None]:
    """The last page draws what the cover draws, and refers to it in another form."""
    def change(words: Words, sections: Sequence[FileSection]) -> None:
        pages = [n for n in words if re.search(rb"/Type /Page\b", words[n])]
        drawn = re.findall(rb"(\d+) 0 R", words[pages[0]].partition(b"/Contents [")[2])
        put(words, rb"/Contents \[", b"/Contents [%b " % (form % int(drawn[1])), section=sections[-1])
    return change


def tell_elsewhere(words: Words, sections: Sequence[FileSection]) -> None:
    """A name leads to the right of its page, by a number that is an object of the book's own part."""
    words[900] = b"5000\n"
    put(words, rb"(\(long\) \[\d+ 0 R /XYZ) [\d.]+", rb"\1 900 0 R")


def branch(words: Words, sections: Sequence[FileSection]) -> None:
    """The last page stands in a branch of the tree of pages."""
    page, free = sections[-1].first_object, sections[-1].end_object - 2
    words[free] = b"<</Type /Pages/Kids [%d 0 R]/Count 1/Parent 1 0 R>>\n" % page
    put(words, b" %d 0 R]/Count" % page, b" %d 0 R]/Count" % free)


REF = rb"(\d+ 0 R)"
ALTERATIONS: dict[str, Callable[[Words, Sequence[FileSection]], None]] = {
    # in a section
    "a text is lost": lost_word,
    "another role": lambda w, s: put(w, rb"/S /P\b", b"/S /H1", section=s[-2]),
    "a tag of no parent": lambda w, s: put(w, rb"/P \d+ 0 R", b"/P 1 0 R", b"/StructElem", s[-1]),
    "a note without its name": lambda w, s: put(w, rb"/ID \([^)]*\)", b"", b"/S /Note", s[-2]),
    "a link to elsewhere": lambda w, s: put(w, rb"/Dest \(note-1\)", b"/Dest (note-2)"),
    "a link beside its words": lambda w, s: put(
        w, rb"/Rect \[[\d. ]+\]", b"/Rect [1 1 2 2]", b"/Link", s[-2]
    ),
    "another key": lambda w, s: put(w, rb"/StructParents \d+", b"/StructParents 1", section=s[-1]),
    "tags of a page in another order": lambda w, s: swap(w, rb"/Limits.*\[" + REF + b" .*?" + REF),
    "other limits": lambda w, s: put(w, rb"/Limits \[\d+", b"/Limits [1"),
    "a larger page": lambda w, s: put(
        w, rb"/MediaBox \[0 0 [\d.]+", b"/MediaBox [0 0 900", section=s[-1]
    ),
    "pages of another size": lambda w, s: [
        put(w, rb"/%s \[0 0 [\d.]+" % box, b"/%s [0 0 900" % box, section=s[3])
        for box in (b"MediaBox", b"TrimBox", b"BleedBox")
    ] and None,
    "a page with the text of another section": lead_elsewhere,
    "an object of no use in a section": lambda w, s: orphan(w, s[-1].end_object - 2),
    "a foreign key in a section": lambda w, s: put(
        w, rb"/Type /Page\b", b"/Type /Page/AA <<>>", section=s[-1]
    ),
    "a tag that does not say its page": lambda w, s: put(w, rb"/Pg \d+ 0 R", b"", b"/S /H1", s[-1]),
    "a font of the same name": own_font,
    "a text of another section, two spaces": spaced(b"%d  0 R"),
    "a text of another section, a line": spaced(b"%d\r0 R"),
    "a text of another section, more noughts": spaced(b"%d 00 R"),
    "a text of another section, a comment": spaced(b"%d %% a comment\n0 R"),
    # in the book's own part
    "folios that begin anew": lambda w, s: put(w, rb"/S /D>>", b"/S /D/St 2>>", b"/PageLabels"),
    "folios that begin later": lambda w, s: put(
        w, rb"(/PageLabels <</Nums \[0 <</S /r>>) \d+", rb"\1 5", b"/Catalog"
    ),
    "a name that leads to another section": lambda w, s: swap(
        w, rb"\(abuses\) \[" + REF + rb".*?\(long\) \[" + REF
    ),
    "a name that leads lower": lambda w, s: put(w, rb"(\(long\) \[\d+ 0 R /XYZ [\d.]+) [\d.]+", rb"\1 99"),
    "a lost name": lambda w, s: put(w, rb"\(t-long\) \[[^\]]*\]", b""),
    "names in another order": lambda w, s: swap(w, rb"(\(abuses\) \[[^\]]*\]).*?(\(long\) \[[^\]]*\])"),
    "a bookmark with other words": lambda w, s: put(w, rb"/Title \(Summary\)", b"/Title (Summery)"),
    "a bookmark that leads elsewhere": lambda w, s: put(
        w, rb"(?<=/XYZ )[\d.]+ [\d.]+", b"0 1", b"/Title (Summary)"
    ),
    "tags of names exchanged": lambda w, s: swap(w, rb"\(note-1\) " + REF + rb" \(note-10\) " + REF),
    "a lost name of a tag": lambda w, s: put(w, rb"\(note-1\) \d+ 0 R ", b"", b"/Names [(note-1)"),
    "pages in another order": lambda w, s: swap(w, rb"/Kids \[" + REF + b" " + REF + rb".*/Count"),
    "a lost page": lambda w, s: put(w, rb"/Kids \[\d+ 0 R ", b"/Kids [", b"/Pages"),
    "chapters read in another order": lambda w, s: swap(w, rb"/S /Document.*/K \[" + REF + b" " + REF),
    "a chapter that is not read": lambda w, s: put(w, rb"/K \[\d+ 0 R", b"/K [", b"/Document"),
    "a way back that is lost": lambda w, s: put(w, rb"<</Kids \[\d+ 0 R ", b"<</Kids ["),
    "keys that are used again": lambda w, s: put(w, rb"/ParentTreeNextKey \d+", b"/ParentTreeNextKey 7"),
    "another language": lambda w, s: put(w, rb"/Lang \([^)]*\)", b"/Lang (fr)", b"/Catalog"),
    "another title": lambda w, s: put(w, rb"/Title \([^)]*\)", b"/Title (Another)", b"/Producer"),
    "typefaces exchanged": lambda w, s: swap(w, rb"^<</[A-Z]{6} " + REF + rb"/[A-Z]{6} " + REF),
    "an object of no use": lambda w, s: orphan(w, 900),
    "a tag of all in another language": lambda w, s: put(w, rb"/S /Document", b"/S /Document/Lang (fr)"),
    "a tag of all that is spoken": lambda w, s: put(w, rb"/S /Document", b"/S /Document/Alt (x)"),
    "a tag of all with a name": lambda w, s: put(w, rb"/S /Document", b"/S /Document/ID (x)"),
    "a key besides": lambda w, s: put(w, rb"^<</Kids \[(\d+)", rb"<</Nums [9000 \1 0 R]/Kids [\1", b"0 R]>>"),
    "a place that is told elsewhere": tell_elsewhere,
    "a branch of pages": branch,
    "all pages turned": lambda w, s: put(w, rb"/Type /Pages\b", b"/Type /Pages/Rotate 90"),
    "a font that leads into a section": lambda w, s: put(
        w, rb"/Type /Font\b", b"/Type /Font/Foo %d 0 R" % s[-1].first_object
    ),
    "a script": lambda w, s: put(w, rb"/Type /Catalog", b"/Type /Catalog/OpenAction <<>>"),
}



@pytest.mark.parametrize("name", ALTERATIONS)
def test_no_alteration_is_certified(name: str) -> None:
    with pytest.raises(NotCertified):
        proved(altered(ALTERATIONS[name]))


def free(rows: Rows) -> None:
    """The last tag of the file is none any more."""
    rows[max(number for number, content in _words() if b"/StructElem" in content)] = (0, 0, 0)


def renumber(rows: Rows) -> None:
    """Two objects of the book's own part are exchanged."""
    one, other = [number for number, (kind, holder, _) in rows.items() if kind == 2 and holder > 3500][:2]
    rows[one], rows[other] = rows[other], rows[one]


def age(rows: Rows) -> None:
    """A stream is of a later generation."""
    number = next(number for number, (kind, _, _) in rows.items() if kind == 1)
    rows[number] = (*rows[number][:2], 1)


@pytest.mark.parametrize("retable", [free, renumber, age])
def test_no_other_table_is_certified(retable: Callable[[Rows], None]) -> None:
    memory = Memory()
    proved(altered(lambda words, sections: None), memory)
    with pytest.raises(NotCertified):
        proved(altered(lambda words, sections: None, retable), memory)


def of_kind(rows: Rows, kind: int, *, inside: bool) -> int:
    """The last object of a kind that is in a section, or that is in none."""
    volume = proof_book.built().volume
    return max(n for n in rows if rows[n][0] == kind and (_home(volume, n) is not None) is inside)


def beside(rows: Rows) -> None:
    """A stream of a section is in the book's own part."""
    rows[of_kind(rows, 1, inside=True)] = rows[of_kind(rows, 1, inside=False)]


def intruding(rows: Rows) -> None:
    """A stream of the book's own part is in a section."""
    rows[of_kind(rows, 1, inside=False)] = rows[of_kind(rows, 1, inside=True)]


def held_beside(rows: Rows) -> None:
    """An object of a section is in a stream of the book's own part."""
    rows[of_kind(rows, 2, inside=True)] = rows[of_kind(rows, 2, inside=False)]


def held_within(rows: Rows) -> None:
    """An object of the book's own part is in a stream of a section."""
    rows[of_kind(rows, 2, inside=False)] = rows[of_kind(rows, 2, inside=True)]


def unheard(rows: Rows) -> None:
    """An object is of a kind that there is not."""
    rows[of_kind(rows, 2, inside=True)] = (3, 0, 0)


@pytest.mark.parametrize(
    ("retable", "said"),
    [
        (beside, "beside its section"), (intruding, "beside its section"), (held_beside, "another section"),
        (held_within, "another section"), (unheard, "another kind"), (age, "later generation"),
    ],
)
def test_a_table_by_which_an_object_is_elsewhere_is_not_believed(
    retable: Callable[[Rows], None], said: str
) -> None:
    volume = altered(lambda words, sections: None, retable)
    with pytest.raises(Uncut, match=said):
        cut(volume.pdf, volume.sections)


def test_a_table_in_another_order_is_not_believed() -> None:
    volume = altered(lambda words, sections: None)
    pdf = re.sub(rb"/Index \[0 1 (\d+ 1)", rb"/Index [\1 0 1", volume.pdf)
    assert pdf != volume.pdf
    with pytest.raises(Uncut, match="another order"):
        cut(pdf, volume.sections)


def test_nothing_but_streams_stands_by_itself_in_a_section() -> None:
    def alone(words: Words, sections: Sequence[FileSection]) -> None:
        number = sections[-1].first_object
        words[number] = b"%d 0 obj\n%bendobj\n" % (number, words[number])

    def behind(words: Words, sections: Sequence[FileSection]) -> None:
        number = next(n for n in words if n >= sections[-1].first_object and b" obj\n" in words[n][:12])
        words[number] += b"more\n"

    for change in (alone, behind):
        with pytest.raises(NotCertified):
            proved(altered(change))


@pytest.mark.parametrize("name", ["a text is lost", "a name that leads to another section", "another title"])
def test_what_is_not_certified_is_told_as_of_the_whole(name: str) -> None:
    volume, book = altered(ALTERATIONS[name]), proof_book.built()
    found = prove(
        volume.pdf, book.manuscript, book.checked.resolved, book.sheets.families, sections=volume.sections,
        hands=MEMORY,
    )
    assert any(one.fault.severity is Severity.ERROR for one in found.findings)


# Where sections are said to be


@pytest.mark.parametrize("change", [
    lambda one: replace(one, start=one.start + 1), lambda one: replace(one, end=one.end - 1),
    lambda one: replace(one, first_object=one.first_object + 1),
    lambda one: replace(one, pages=one.pages + 1), lambda one: replace(one, end_object=one.end_object + 300),
])
def test_sections_that_are_elsewhere_are_not_believed(change: Callable[[FileSection], FileSection]) -> None:
    volume = proof_book.built().volume
    *others, one, last = volume.sections
    with pytest.raises(NotCertified):
        proved(replace(volume, sections=(*others, change(one), last)))


def test_a_file_without_sections_or_of_another_form_is_uncut() -> None:
    volume = proof_book.built().volume
    with pytest.raises(Uncut):
        cut(volume.pdf + b"\n", volume.sections)
    with pytest.raises(Uncut):
        cut(volume.pdf, volume.sections[1:])
    with pytest.raises(NotCertified):
        proved(replace(volume, sections=()))


@pytest.mark.parametrize(("said", "found"), [
    (b"<</K [12 0 R 7 0 R]/P 007 0 R>>", ["12 0 R", "7 0 R"]),
    (b"[12  0 R 7 0 R]", ["12 0 R", "7 0 R"]),
    (b"[12\t0 R (8 0 Rx)]", ["12 0 R"]),
    (b"[12 0\nR 7 0 R]", ["12 0 R", "7 0 R"]),
    (b"[1 2 3 R]", ["2 3 R"]),
    (b"[12 %\n0 R]", ["12 0 R"]),
    (b"[0 R 5 R] (ROAR) /R", []),
])
def test_references_are_found_however_they_are_spaced(said: bytes, found: Collection[str]) -> None:
    assert references_in([said, b"4 0 R"]) == {*found, "4 0 R"}


def test_sections_far_behind_in_a_long_book_can_be_read() -> None:
    """A small file with high numbers: qpdf must not take these for a fault."""
    volume = proof_book.built().volume
    file = cut(volume.pdf, volume.sections)
    moved = replace(file, table=bytes(8 * 300_000) + file.table, root=file.root + 300_000)
    last = volume.sections[-1]
    far = replace(last, first_object=last.first_object + 300_000, end_object=last.end_object + 300_000)
    page = b"<</Type /Page/Parent 300001 0 R/MediaBox [0 0 9 9]>>"
    own = {
        300_001: b"<</Type /Pages/Kids [300003 0 R]/Count 1>>", 300_003: page,
        300_002: b"<</Type /Catalog/Pages 300001 0 R>>",
    }
    with opened(moved.excerpt(far, own, 300_002)) as pdf:
        assert len(pdf.pages) == 1


def test_long_front_matter_has_folios_as_readers_write_them() -> None:
    pdf = pikepdf.new()
    for _ in range(399):
        pdf.add_blank_page()
    pdf.Root.PageLabels = pdf.make_indirect(
        pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r)])
    )
    assert [page.label for page in pdf.pages] == [roman(number) for number in range(1, 400)]
