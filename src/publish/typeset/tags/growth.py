"""The text of the pages as one tree, in the order of the document.

Pieces in, a tree out: an element of HTML is one branch, on however many pages it stands.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct

from .branch import Branch, Kids, contents, shaped, with_notes_after
from .marks import Piece
from .reading import Reading, read
from .role import Entries, cell, figure, is_floating_note, is_note_letter, role, said, wrapper_role

_CELLS = ("TH", "TD")
"""They stand in the tree even if they are empty: rows have as many cells as there are columns."""


class Text(Struct, frozen=True):
    """The text of some pages."""

    tree: Branch
    level: int
    """That of the last heading; 0 if there is none."""
    branches: Mapping[Element, int]
    """How many branches, one within another, each element is that is one."""


def grow(root: Element, pieces: Sequence[Piece], level: int = 0) -> Text:
    """The whole text; `root` is the `html` element, `pieces` are in the order of pages and boxes.

    `level` is that of the last heading before it.
    """
    reading = read(root, pieces, level)
    tree = shaped(Branch("Document", _kids(root, reading)))
    kinds = ((element, _kind(element, reading)) for element in reading.begins)
    branches = {element: 1 + (kind == "LI") for element, kind in kinds if kind is not None}
    return Text(tree, int([f"H{level}", *reading.levels.values()][-1][1:]), branches)


def _kids(element: Element, reading: Reading) -> Kids:
    """What is in an element: its own pieces between its children, which keep the order of the document."""
    own = deque(reading.own.get(element, ()))
    kids: list[Branch | Piece] = []
    for child in element:
        begins = -1 if is_floating_note(child) else reading.begins.get(child, -1)
        while own and own[0][0] < begins:
            kids.append(own.popleft()[1])
        kids += _branches(child, reading)
    return (*kids, *(piece for _, piece in own))


def _branches(element: Element, reading: Reading) -> Kids:
    """What an element is in the tree: a branch and the notes after it, or only what is in it."""
    kind = _kind(element, reading)
    if element not in reading.begins and kind not in _CELLS:
        return ()
    kids = _kids(element, reading)
    if kind is None:
        return kids
    if element.tag == "nav":
        kids = contents(kids)
    branch = Branch(kind, kids, _entries(element, kind, reading), _name(element, kind, reading))
    return (Branch("Lbl", (branch,)),) if is_note_letter(element) else with_notes_after(branch)


def _kind(element: Element, reading: Reading) -> str | None:
    """Its role; a link that leads nowhere has none, nor has a wrapper of which nothing is said."""
    kind = reading.levels.get(element) or role(element)
    if kind == "Link" and all(piece.area is None for _, piece in reading.own.get(element, ())):
        kind = None
    if kind is None and said(element, reading.languages.get(element)):
        return wrapper_role(element)
    return kind


def _entries(element: Element, kind: str, reading: Reading) -> Entries:
    entries = said(element, reading.languages.get(element))
    if kind == "Figure":
        return {**entries, **figure(element, (piece for _, piece in reading.own.get(element, ())))}
    if kind in _CELLS:
        heads = (reading.names[head] for head in reading.headers.get(element, ()))
        return {**entries, **cell(element, heads)}
    return entries


def _name(element: Element, kind: str, reading: Reading) -> str | None:
    return (kind == "Note" and element.get("id")) or reading.names.get(element)
