"""The structure tree, written into the file (ISO 32000-1, 14.7): the tags of a take as its section has them.

A fragment counts its pages from 0. Whatever leads from a page or a link back into the tree goes by the
object's own number, so that nothing in a section is counted through the book.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from ..fragment import PT_PER_PX, Area, Mark, Rectangle, Tag
from .leaves import BoundLeaf
from .writing import Lot, Written, array, text


class _Ground(Struct):
    """What a tree is planted in, and what leads from the pages back into the tree."""

    lot: Lot
    leaves: Sequence[BoundLeaf]
    marks: dict[int, dict[int, bytes]] = field(default_factory=lambda: defaultdict(dict))
    """For each page, the element of each mark by number."""
    areas: dict[int, bytes] = field(default_factory=dict)
    """For the number of each link's area, its element."""
    names: dict[str, bytes] = field(default_factory=dict)


class Tree(Struct, frozen=True):
    """The tags of a take, planted."""

    tops: tuple[bytes, ...]
    """What stands for each of the topmost in the list of their parent."""
    names: Mapping[str, bytes]
    """Each ID, with its entry in the tree of names."""
    parents: bytes
    """The reference of the leaf of the tree of parents."""


def add_structure(
    tags: Sequence[Tag | Mark | Area], leaves: Sequence[BoundLeaf], parent: bytes, lot: Lot
) -> Tree:
    """Writes the tags of some pages, the topmost of which hang from `parent`."""
    ground = _Ground(lot, leaves)
    tops = tuple(_kid(tag, parent, None, ground) for tag in tags)
    return Tree(tops, ground.names, lot.add_object(Written(_parents(ground))))


def _plant(tag: Tag, parent: bytes, ground: _Ground) -> bytes:
    """Writes a tag, and all that is in it; gives its reference."""
    thing = Written()
    own = ground.lot.add_object(thing)
    leaf = next((kid.leaf for kid in tag.kids if not isinstance(kid, Tag)), None)
    said = [b"<</Type /StructElem/S /", tag.role.encode(), b"/P ", parent]
    if leaf is not None:
        said.append(b"/Pg %d 0 R" % ground.leaves[leaf].page.number)
    if tag.name is not None:
        name = text(tag.name)
        said += [b"/ID ", name]
        ground.names[tag.name] = name + b" " + own
    said.append(tag.entries)
    if tag.box_pt is not None and leaf is not None:
        said.append(b"/A <</O /Layout/BBox %s>>" % _moved(tag.box_pt, ground.leaves[leaf]))
    kids = [_kid(kid, own, leaf, ground) for kid in tag.kids]
    thing.written = b"".join((*said, b"/K [", b" ".join(kids), b"]>>"))
    return own


def _moved(box_pt: Rectangle, leaf: BoundLeaf) -> bytes:
    """Where a picture stands on the side of the page that it is on (14.8.5.4.3)."""
    left, bottom, right, top = box_pt
    shift = leaf.side.shift * PT_PER_PX
    return array((left + shift, bottom, right + shift, top))


def _kid(kid: Tag | Mark | Area, parent: bytes, leaf: int | None, ground: _Ground) -> bytes:
    """What stands for a kid in its parent's list."""
    if isinstance(kid, Tag):
        return _plant(kid, parent, ground)
    here = ground.leaves[kid.leaf]
    elsewhere = b"" if kid.leaf == leaf else b"/Pg %d 0 R" % here.page.number
    if isinstance(kid, Area):
        area = here.areas[kid.link]
        ground.areas[area.number] = parent
        return b"<</Type /OBJR/Obj %s%s>>" % (area.reference, elsewhere)
    ground.marks[kid.leaf][kid.mcid] = parent
    return b"<</Type /MCR/MCID %d%s>>" % (kid.mcid, elsewhere) if elsewhere else b"%d" % kid.mcid


def _parents(ground: _Ground) -> bytes:
    """The leaf of a number tree: from each page and each link's area to its elements (7.9.7, 14.7.4.4)."""
    numbers = [leaf.page.number for leaf in ground.leaves]
    last = max((*numbers, *ground.areas))
    return b"<</Limits [%d %d]/Nums [%s]>>" % (numbers[0], last, b" ".join(_entries(numbers, ground)))


def _entries(numbers: Sequence[int], ground: _Ground) -> Iterator[bytes]:
    """Pages have lower numbers than areas."""
    for leaf, number in enumerate(numbers):
        marks = ground.marks[leaf]
        yield b"%d [%s]" % (number, b" ".join(marks[mcid] for mcid in sorted(marks)))
    for number in sorted(ground.areas):
        yield b"%d %s" % (number, ground.areas[number])
