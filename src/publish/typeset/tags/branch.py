"""A structure tree as a noun, and the shapes that ISO 32000-1 (14.8.4) and ISO 14289-1 (7) ask of its parts.

Nothing of HTML, of pages and of the file is known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from .marks import Piece
from .role import Entries, numbering

_LABELS = {"marker", "before", "footnote-marker"}
"""What CSS sets before an entry or a note is its label."""
_PHRASES = {"Span", "Link", "Quote", "Code"}
_HOLDS_BLOCKS = {"Document", "Sect", "Art", "Div", "BlockQuote"}
_HANDS_NOTES_ON = {"H1", "H2", "H3", "H4", "H5", "H6", "Caption", "Table", "L", "Lbl", "Span"}


class Branch(Struct, frozen=True):
    """An element of the structure tree."""

    role: str
    """A standard type, such as `P`."""
    kids: tuple[Branch | Piece, ...]
    entries: Entries = field(default_factory=dict)
    name: str | None = None
    """Its ID, if it must have one."""
    loose: bool = False
    """Whether it is made of what stands loose among blocks: all that there is up to the next block."""


Kids = tuple[Branch | Piece, ...]


def shaped(branch: Branch) -> Branch:
    """A branch with the kids that its role asks for."""
    match branch.role:
        case "LI":
            label, body = _labelled(branch.kids)
            return replace(branch, kids=(*label, Branch("LBody", body)))
        case "Note":
            label, body = _labelled(branch.kids)
            return replace(branch, kids=label + body)
        case "L":
            items = _items(branch.kids)
            return replace(branch, kids=items, entries={**branch.entries, **numbering(_first_label(items))})
        case role if role in _HOLDS_BLOCKS:
            return replace(branch, kids=tuple(_paragraphs(branch.kids)))
        case _:
            return branch


def with_notes_after(branch: Branch) -> Kids:
    """A branch, shaped, and the notes that may not stay in it.

    A note called in a heading or a caption is no part of it: it follows the heading, or the table.
    """
    if branch.role not in _HANDS_NOTES_ON:
        return (shaped(branch),)
    notes = tuple(kid for kid in branch.kids if is_a(kid, "Note"))
    rest = tuple(kid for kid in branch.kids if not is_a(kid, "Note"))
    return (shaped(replace(branch, kids=rest)), *notes)


def contents(kids: Iterable[Branch | Piece]) -> Kids:
    """Lists as tables of contents, as which lists of figures and tables count too (Table 333)."""
    return tuple(entry for kid in kids for entry in _contents(kid))


def is_a(kid: Branch | Piece | None, *roles: str) -> bool:
    """Whether it is a branch of one of these roles."""
    return isinstance(kid, Branch) and kid.role in roles


def _labelled(kids: Kids) -> tuple[Kids, Kids]:
    """The label, if there is one, and the rest."""
    label = tuple(kid for kid in kids if isinstance(kid, Piece) and kid.pseudo in _LABELS)
    rest = tuple(kid for kid in kids if not (isinstance(kid, Piece) and kid.pseudo in _LABELS))
    return ((Branch("Lbl", label),) if label else ()), rest


def _items(kids: Kids) -> Kids:
    """The entries of a list; terms and the definitions after them are one."""
    if all(is_a(kid, "LI") for kid in kids):
        return kids
    entries: list[list[Branch | Piece]] = []
    for before, kid in zip((None, *kids), kids, strict=False):
        if before is None or (is_a(kid, "Lbl") and not is_a(before, "Lbl")):
            entries.append([])
        entries[-1].append(kid)
    return tuple(Branch("LI", tuple(entry)) for entry in entries)


def _first_label(items: Sequence[Branch | Piece]) -> str:
    """The text that CSS set before the first entry; terms are no numbers."""
    first = items[0] if items else None
    label = first.kids[0] if isinstance(first, Branch) and first.kids else None
    made = label.kids if isinstance(label, Branch) and label.role == "Lbl" else ()
    return "".join(kid.text for kid in made if isinstance(kid, Piece) and kid.pseudo in _LABELS)


def _paragraphs(kids: Kids) -> Iterator[Branch | Piece]:
    """Blocks only: loose text becomes a paragraph (14.8.4.2)."""
    for loose, run in groupby(kids, lambda kid: isinstance(kid, Piece) or is_a(kid, *_PHRASES)):
        if loose:
            yield Branch("P", tuple(run), loose=True)
        else:
            yield from run


def _contents(kid: Branch | Piece) -> Kids:
    if isinstance(kid, Piece):
        return (kid,)
    match kid.role:
        case "L":
            return (Branch("TOC", contents(kid.kids)),)
        case "LI":
            return (Branch("TOCI", contents(kid.kids)),)
        case "LBody":
            return contents(kid.kids)
        case "Link":
            return (Branch("Reference", (kid,)),)
        case _:
            return (kid,)
