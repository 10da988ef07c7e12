"""The structure tree, written into the file (ISO 32000-1, 14.7): the tags of all fragments as one text.

A fragment counts its pages from 0; here they are counted through the book.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import pydyf

from ..fragment import PT_PER_PX, Area, Fragment, Mark, Rectangle, Tag
from .leaves import BoundLeaf


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
    for fragment in fragments:
        document["K"].extend(_kid(kid, document.reference, None, ground) for kid in fragment.tags)
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


class _Element(pydyf.Object):  # type: ignore[misc]  # the engine has no types
    """An element of the tree, written down: there are too many of them to be dictionaries first."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""

    @property
    def data(self) -> bytes:
        """As it stands in the file."""
        return self.written


def _plant(tag: Tag, parent: bytes, ground: _Ground) -> bytes:
    """Writes a tag, and all that is in it, into the file; gives its reference."""
    thing = _Element()
    ground.pdf.add_object(thing)
    own = thing.reference
    leaf = next((kid.leaf for kid in tag.kids if not isinstance(kid, Tag)), None)
    said = [b"<</Type /StructElem/S /", tag.role.encode(), b"/P ", parent]
    if leaf is not None:
        said += [b"/Pg ", ground.pages[ground.first + leaf]]
    if tag.name is not None:
        said += [b"/ID ", pydyf.String(tag.name).data]
        ground.names[tag.name] = own
    said.append(tag.entries)
    if tag.box_pt is not None and leaf is not None:
        said.append(b"/A <</O /Layout/BBox %s>>" % _moved(tag.box_pt, ground.leaves[ground.first + leaf]))
    kids = [_kid(kid, own, leaf, ground) for kid in tag.kids]
    thing.written = b"".join((*said, b"/K [", b" ".join(kids), b"]>>"))
    return bytes(own)


def _moved(box_pt: Rectangle, leaf: BoundLeaf) -> bytes:
    """Where a picture stands on the side of the page that it is on (14.8.5.4.3)."""
    left, bottom, right, top = box_pt
    shift = leaf.side.shift * PT_PER_PX
    return bytes(pydyf.Array((left + shift, bottom, right + shift, top)).data)


def _kid(kid: Tag | Mark | Area, parent: bytes, leaf: int | None, ground: _Ground) -> bytes:
    """What stands for a kid in its parent's list."""
    if isinstance(kid, Tag):
        return _plant(kid, parent, ground)
    page = ground.first + kid.leaf
    elsewhere = b"" if kid.leaf == leaf else b"/Pg " + ground.pages[page]
    if isinstance(kid, Area):
        area = ground.leaves[page].spots[kid.link].link_annotation
        if area is None:
            raise RuntimeError(f"the engine wrote no annotation for a link of page {page + 1}")
        ground.areas.append((area, parent))
        return b"<</Type /OBJR/Obj %s%s>>" % (area.reference, elsewhere)
    ground.marks[page][kid.mcid] = parent
    return b"<</Type /MCR/MCID %d%s>>" % (kid.mcid, elsewhere) if elsewhere else b"%d" % kid.mcid


def _parents(ground: _Ground) -> bytes:
    """From each page and each link's area to its elements; the engine numbers pages from 0 (14.7.4.4)."""
    parents = [
        b"%d [%s]" % (page, b" ".join(element for _, element in sorted(ground.marks[page].items())))
        for page in range(len(ground.pages))
    ]
    for key, (area, element) in enumerate(ground.areas, start=len(ground.pages)):
        area["StructParent"] = key
        parents.append(b"%d %s" % (key, element))
    return b"[%s]" % b" ".join(parents)


def _names(ground: _Ground) -> pydyf.Dictionary:
    """From each ID to its element, sorted as name trees are (7.9.6)."""
    named = (pydyf.String(name).data + b" " + thing for name, thing in sorted(ground.names.items()))
    return pydyf.Dictionary({"Names": b"[%s]" % b" ".join(named)})
