"""The structure tree, written into the file (ISO 32000-1, 14.7): the tags of all fragments as one text.

A fragment counts its pages from 0; here they are counted through the book.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import pydyf

from ..fragment import Area, Entries, Fragment, Mark, Tag
from .leaves import BoundLeaf

_PT_PER_PX = 0.75


@dataclass(slots=True)
class _Ground:
    """The file that a tree is planted in, and what leads from the pages back into the tree."""

    pdf: pydyf.PDF
    leaves: Sequence[BoundLeaf]
    pages: Sequence[bytes]
    """The reference of each page."""
    first: int = 0
    """The page with which the fragment that is planted begins."""
    marks: dict[int, dict[int, bytes]] = field(default_factory=lambda: defaultdict(dict))
    """For each page, the element of each mark by number."""
    areas: list[tuple[pydyf.Dictionary, bytes]] = field(default_factory=list)
    """Each link's area with its element."""
    names: dict[str, bytes] = field(default_factory=dict)


def add_structure(leaves: Sequence[BoundLeaf], fragments: Sequence[Fragment], pdf: pydyf.PDF) -> None:
    """Writes the tree of the pages."""
    top, document, parents = _empty_tree(pdf)
    ground = _Ground(pdf, leaves, pdf.page_references)
    document["K"] = pydyf.Array()
    for fragment in fragments:
        document["K"].extend(_kid(kid, document, None, ground) for kid in fragment.tags)
        ground.first += len(fragment.leaves)
    parents["Nums"] = _parents(ground)
    top["ParentTreeNextKey"] = len(ground.pages) + len(ground.areas)
    if ground.names:
        top["IDTree"] = _names(ground)


def _empty_tree(pdf: pydyf.PDF) -> tuple[pydyf.Dictionary, pydyf.Dictionary, pydyf.Dictionary]:
    """The root of the engine's tree, its one element and its tree of parents, with nothing in them."""
    top = _thing(pdf, pdf.catalog["StructTreeRoot"])
    document, parents = _thing(pdf, top["K"][0]), _thing(pdf, top["ParentTree"])
    if document["S"] != "/Document" or document["K"] or any(parents["Nums"][1::2]):
        raise RuntimeError("the engine found something to put into a structure tree of its own")
    return top, document, parents


def _thing(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]


def _fill(thing: pydyf.Dictionary, tag: Tag, ground: _Ground) -> None:
    """Writes a tag into its object, and all that is in it into the file."""
    leaf = next((kid.leaf for kid in tag.kids if not isinstance(kid, Tag)), None)
    if leaf is not None:
        thing["Pg"] = ground.pages[ground.first + leaf]
    if tag.name is not None:
        thing["ID"] = pydyf.String(tag.name)
        ground.names[tag.name] = thing.reference
    thing.update(tag.entries if leaf is None else _moved(tag.entries, ground.leaves[ground.first + leaf]))
    thing["K"] = pydyf.Array([_kid(kid, thing, leaf, ground) for kid in tag.kids])


def _moved(entries: Entries, leaf: BoundLeaf) -> Entries:
    """What is said of a picture, with its place on the side of the page on which it stands (14.8.5.4.3)."""
    layout = entries.get("A")
    if not leaf.side.shift or not isinstance(layout, dict) or "BBox" not in layout:
        return entries
    left, bottom, right, top = layout["BBox"]
    shift = leaf.side.shift * _PT_PER_PX
    moved = pydyf.Array((left + shift, bottom, right + shift, top))
    return {**entries, "A": pydyf.Dictionary({**layout, "BBox": moved})}


def _kid(kid: Tag | Mark | Area, parent: pydyf.Dictionary, leaf: int | None, ground: _Ground) -> object:
    """What stands for a kid in its parent's list."""
    if isinstance(kid, Tag):
        thing = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{kid.role}", "P": parent.reference})
        ground.pdf.add_object(thing)
        _fill(thing, kid, ground)
        return thing.reference
    page = ground.first + kid.leaf
    elsewhere = {} if kid.leaf == leaf else {"Pg": ground.pages[page]}
    if isinstance(kid, Area):
        area = ground.leaves[page].spots[kid.link].link_annotation
        if area is None:
            raise RuntimeError(f"the engine wrote no annotation for a link of page {page + 1}")
        ground.areas.append((area, parent.reference))
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": area.reference, **elsewhere})
    ground.marks[page][kid.mcid] = parent.reference
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
