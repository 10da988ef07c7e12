"""The structure tree, written into the file (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pydyf

from .branch import Branch
from .growth import grow
from .leaf import Leaf, empty_tree, gather, root
from .marks import Piece
from .role import alternative


@dataclass(frozen=True, slots=True)
class _Ground:
    """The file that a tree is planted in, and what leads from the pages back into the tree."""

    pdf: pydyf.PDF
    pages: Sequence[bytes]
    """The reference of each page."""
    marks: dict[int, dict[int, bytes]] = field(default_factory=lambda: defaultdict(dict))
    """For each page, the element of each mark by number."""
    areas: list[tuple[pydyf.Dictionary, bytes]] = field(default_factory=list)
    """Each link's area with its element."""
    names: dict[str, bytes] = field(default_factory=dict)


def add_structure(leaves: Sequence[Leaf], pdf: pydyf.PDF) -> tuple[str, ...]:
    """Writes the tree of the pages; gives the addresses of pictures that have no text."""
    top, document, parents = empty_tree(pdf)
    pieces = gather(leaves)
    ground = _Ground(pdf, pdf.page_references)
    _fill(document, grow(root(leaves), pieces), ground)
    parents["Nums"] = _parents(ground)
    top["ParentTreeNextKey"] = len(ground.pages) + len(ground.areas)
    if ground.names:
        top["IDTree"] = _names(ground)
    return tuple(_undescribed(pieces))


def _fill(thing: pydyf.Dictionary, branch: Branch, ground: _Ground) -> None:
    """Writes a branch into its object, and all that is in it into the file."""
    page = next((kid.page for kid in branch.kids if isinstance(kid, Piece)), None)
    if page is not None:
        thing["Pg"] = ground.pages[page]
    if branch.name is not None:
        thing["ID"] = pydyf.String(branch.name)
        ground.names[branch.name] = thing.reference
    thing.update(branch.entries)
    thing["K"] = pydyf.Array([_kid(kid, thing, page, ground) for kid in branch.kids])


def _kid(kid: Branch | Piece, parent: pydyf.Dictionary, page: int | None, ground: _Ground) -> object:
    """What stands for a kid in its parent's list."""
    if isinstance(kid, Branch):
        thing = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{kid.role}", "P": parent.reference})
        ground.pdf.add_object(thing)
        _fill(thing, kid, ground)
        return thing.reference
    elsewhere = {} if kid.page == page else {"Pg": ground.pages[kid.page]}
    if kid.area is not None:
        ground.areas.append((kid.area, parent.reference))
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.area.reference, **elsewhere})
    ground.marks[kid.page][kid.mcid] = parent.reference
    return pydyf.Dictionary({"Type": "/MCR", "MCID": kid.mcid, **elsewhere}) if elsewhere else kid.mcid


def _parents(ground: _Ground) -> pydyf.Array:
    """From each page and each link's area to its elements; the engine numbers pages from 0 (14.7.4.4)."""
    parents = pydyf.Array()
    for page in range(len(ground.pages)):
        parents.extend((page, pydyf.Array([ground.marks[page][mcid] for mcid in sorted(ground.marks[page])])))
    for key, (area, element) in enumerate(ground.areas, start=len(ground.pages)):
        area["StructParent"] = key
        parents.extend((key, element))
    return parents


def _names(ground: _Ground) -> pydyf.Dictionary:
    """From each ID to its element, sorted as name trees are (7.9.6)."""
    named = sorted(ground.names.items())
    return pydyf.Dictionary(
        {"Names": pydyf.Array([x for name, thing in named for x in (pydyf.String(name), thing)])}
    )


def _undescribed(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.picture_pt and not alternative(piece.element):
            yield piece.element.get("src", "an SVG in the text")
