"""What a screen reader is told of the text: the role of each part, its order, its name.

Roles are those of ISO 32000-1, 14.8.4; ISO 14289-1, 7, says what is asked of them. Links are in `links`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from ... import faults
from ...report import Fault
from ..beside.comparison import Comparison, Finding
from ..beside.excerpt import Ground, expected_words, ground
from ..beside.expected import Node
from ..copy.printed import Box
from . import headers, languages, shapes
from .contents import HEADINGS, target, title
from .tags import Mark, Tag, Tagging, pieces_by_tag

_SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
_AIR_MM = 1
"""So far beyond its own edge the ink of a picture may reach."""
_OUTERMOST = (min, min, max, max)
_NUMBERED = "Decimal"
_NUMBERINGS = frozenset({_NUMBERED, "None", "Disc", "Circle", "Square"})
_NOTES = frozenset({"note", "tabular-note"})
_CALLS = frozenset({"call", "tabular-call"})


def findings(comparison: Comparison, found: Tagging) -> Iterator[Finding]:
    """Parts with another role, name or place than in the manuscript; texts in another part or language."""
    if comparison.beyond is None:  # or else `joining` looks at the file as a whole
        yield from _file(comparison)
    yield from _unpaired(comparison, found)
    for tag, role in found.pairs:
        for fault in _TOLD[role.name](tag, role.node) if role.name in _TOLD else ():
            yield Finding(fault, role.node, *_ground(comparison, role.node, tag))
    yield from _unnamed(comparison, found)
    yield from _unanswered(comparison)
    yield from _heading_gaps(comparison, found)
    yield from _repeated(found.marks)
    yield from _replaced(comparison)
    yield from _displaced(comparison, found)
    yield from headers.findings(comparison, found)
    yield from shapes.findings(comparison)
    yield from languages.findings(comparison, found)


def _replaced(comparison: Comparison) -> Iterator[Finding]:
    """Nothing but a picture, a sign or a short form is spoken otherwise than it is printed."""
    meanings = {node.attributes.get("title", "") for node in comparison.expected.nodes}
    for element in comparison.printed.tree.walk() if comparison.printed.tree else ():
        spoken = element.alternative or element.expansion
        if spoken and element.role != "Figure" and not (element.role == "Span" and spoken in meanings):
            yield Finding(faults.wrong_speech(element.role, spoken, element.page + 1), None, element.page)


def _file(comparison: Comparison) -> Iterator[Finding]:
    """The file has one document, in the language of the edition, with the title of its cover."""
    printed, expected = comparison.printed, comparison.expected
    if printed.tree is None or [getattr(kid, "role", "") for kid in printed.tree.kids] != ["Document"]:
        yield Finding(faults.broken_tree())
    if printed.language != expected.language:
        yield Finding(faults.wrong_file_language(printed.language, expected.language))
    cover = next((node for node in expected.nodes if "cover-title" in node.classes), None)
    words = title(expected, cover) if cover else ""
    if not printed.title or words not in printed.title:
        yield Finding(faults.wrong_file_title(printed.title, words), cover)


def _unpaired(comparison: Comparison, found: Tagging) -> Iterator[Finding]:
    """The first of each run of elements without a tag, and of each run of tags without an element."""
    for run in found.lost:
        for role in [role for role in run if role.name != "Link"][:1]:
            fault = faults.lost_tag(role.name, _words(comparison, role.node))
            yield Finding(fault, role.node, *_ground(comparison, role.node))
    firsts = [tag for run in found.foreign for tag in [tag for tag in run if tag.element.role != "Link"][:1]]
    for tag, pieces in zip(firsts, pieces_by_tag(comparison, firsts), strict=True):
        words = "".join(piece.text for piece in pieces).strip()
        fault = faults.foreign_tag(tag.element.role, words, tag.element.page + 1)
        yield Finding(fault, None, tag.element.page, ground(pieces)[1])


def _cell(tag: Tag, cell: Node) -> Iterator[Fault]:
    """A cell heads what it heads in the manuscript, and spans as much."""
    scope = _SCOPES.get(cell.attributes.get("scope", ""), "")
    if cell.tag == "th" and tag.element.scope != scope:
        yield faults.wrong_scope(tag.element.scope, scope)
    spans = int(cell.attributes.get("colspan", 1)), int(cell.attributes.get("rowspan", 1))
    if tag.element.spans != spans:
        yield faults.wrong_spans(tag.element.spans, spans)


def _figure(tag: Tag, picture: Node) -> Iterator[Fault]:
    alternative = " ".join(picture.attributes.get("alt", "").split())
    if " ".join(tag.element.alternative.split()) != alternative:
        yield faults.wrong_alternative(tag.element.alternative, alternative)


def _list(tag: Tag, entries: Node) -> Iterator[Fault]:
    numbered = entries.tag == "ol"
    if (tag.element.numbering == _NUMBERED) != numbered or tag.element.numbering not in _NUMBERINGS:
        yield faults.wrong_numbering(tag.element.numbering, f"`{_NUMBERED}`" if numbered else "not at all")


_TOLD: Mapping[str, Callable[[Tag, Node], Iterator[Fault]]] = {
    "TH": _cell, "TD": _cell, "Figure": _figure, "L": _list,
}


def _displaced(comparison: Comparison, found: Tagging) -> Iterator[Finding]:
    """Pictures that are said to stand elsewhere than their ink, or to take much more room."""
    pairs = [(tag, role.node) for tag, role in found.pairs if role.name == "Figure"]
    marks = {(mark.page, mark.mcid): tag.number for tag, _ in pairs for mark in tag.contents}
    ink: dict[int, list[Box]] = {}
    for number in {page for page, _ in marks}:
        page = comparison.printed.page(number)
        drawn = [(shape.mcid, shape.box) for shape in page.shapes]
        drawn += [(piece.mcid, piece.box) for piece in page.pieces]
        for mcid, box in drawn:
            if (picture := marks.get((number, mcid))) is not None:
                ink.setdefault(picture, []).append(box)
    for tag, node in pairs:
        if tag.number in ink and not _frames(tag.element.box, ink[tag.number]):
            yield Finding(faults.misplaced_picture(), node, *_ground(comparison, node, tag))


def _frames(box: Box | None, ink: Sequence[Box]) -> bool:
    if box is None:
        return False
    sides = zip(*ink, strict=True)
    whole = Box(*(outermost(side) for outermost, side in zip(_OUTERMOST, sides, strict=True)))
    across, down = box.overlap(whole)
    inside = across >= whole.width - _AIR_MM and down >= whole.height - _AIR_MM
    return inside and 2 * whole.width >= box.width and 2 * whole.height >= box.height


def _unnamed(comparison: Comparison, found: Tagging) -> Iterator[Finding]:
    """Notes without a name of their own (ISO 14289-1, 7.9)."""
    notes = [(tag, role.node) for tag, role in found.pairs if role.name == "Note"]
    names = Counter(tag.element.identity for tag, _ in notes)
    for tag, note in notes:
        if not tag.element.identity or names[tag.element.identity] > 1:
            yield Finding(faults.unnamed_note(_words(comparison, note)), note, *_ground(comparison, note))


def _unanswered(comparison: Comparison) -> Iterator[Finding]:
    """Calls that lead to no note, and notes that lead back to no call of theirs."""
    expected = comparison.expected
    links = [node for node in expected.nodes if node.tag == "a"]
    texts = (node for node in expected.nodes if node.tag in ("span", "p"))
    notes = {node.number: node for node in texts if node.classes & _NOTES}
    answered = set()
    for link in links:
        aim = target(expected, link)
        if link.classes & _CALLS and (aim is None or aim.number not in notes):
            fault = faults.call_without_note(_words(comparison, link))
            yield Finding(fault, link, *_ground(comparison, link))
        elif link.parent in notes and aim is not None and target(expected, aim) is notes[link.parent]:
            answered.add(link.parent)
    for note in [note for number, note in notes.items() if number not in answered]:
        fault = faults.note_without_call(_words(comparison, note))
        yield Finding(fault, note, *_ground(comparison, note))


def _heading_gaps(comparison: Comparison, found: Tagging) -> Iterator[Finding]:
    """Headings more than one level below the one before (ISO 14289-1, 7.4.2)."""
    before = 0
    nodes = {tag.number: role.node for tag, role in found.pairs}
    for tag in found.tags:
        if tag.element.role.lower() in HEADINGS:
            level = int(tag.element.role[1])
            if level > before + 1:
                node = nodes.get(tag.number)
                where = (tag.element.page, None) if node is None else _ground(comparison, node)
                yield Finding(faults.heading_gap(level, before), node, *where)
            before = level


def _repeated(marks: Sequence[Mark]) -> Iterator[Finding]:
    """What stands in the tree more than once is read more than once."""
    for content, times in Counter(mark.content for mark in marks).items():
        if times > 1:
            yield Finding(faults.repeated_content(content.page + 1), None, content.page)


def _words(comparison: Comparison, node: Node) -> str:
    return expected_words(comparison.expected, node.start, node.end)


def _ground(comparison: Comparison, node: Node, tag: Tag | None = None) -> Ground:
    """Where an element is printed; for one without text, the page of its tag."""
    page, box = ground(comparison.pieces_of(node))
    return (tag.element.page if page is None and tag else page), box
