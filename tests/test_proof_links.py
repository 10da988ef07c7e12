"""Links, destinations, bookmarks, contents and page numbers: each rule is shown a file that breaks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from msgspec.structs import replace

from proof_book import sabotaged, sound
from publish.proof.beside.comparison import Comparison, Finding
from publish.proof.beside.expected import Expected, Node, SlotKind
from publish.proof.checks import links
from publish.proof.checks.contents import title
from publish.proof.checks.tags import tagging
from publish.proof.copy.printed import Annotation, Bookmark, Box, Destination

Change = Callable[[pikepdf.Pdf], None]


def found(comparison: Comparison) -> list[Finding]:
    """What is found in a book and not in the sound one."""
    known = Counter(finding.fault for finding in links.findings(sound(), tagging(sound())))
    new = []
    for finding in links.findings(comparison, tagging(comparison)):
        known[finding.fault] -= 1
        if known[finding.fault] < 0:
            new.append(finding)
    return new


def codes(comparison: Comparison) -> list[str]:
    return [finding.fault.code for finding in found(comparison)]


def link(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """The area of the first link to a place or address."""
    return next(area for area in areas(pdf) if name in (_url(area), str(area.get("/Dest", ""))))


def areas(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        yield from page.get("/Annots", [])


def _url(area: pikepdf.Object) -> str:
    return str(area.A.URI) if "/A" in area else ""


def node(identity: str) -> Node:
    expected = sound().expected
    return expected.nodes[expected.ids[identity]]


def changed(**parts: object) -> Comparison:
    """The sound book with something else printed."""
    return replace(sound(), printed=replace(sound().printed, **parts))  # type: ignore[arg-type] # by name


def test_every_link_of_a_sound_book_leads_where_it_should() -> None:
    assert [finding.fault.message for finding in links.findings(sound(), tagging(sound()))] == []


# Links


def test_a_link_without_an_area_is_found() -> None:
    def take_out(pdf: pikepdf.Pdf) -> None:
        gone = link(pdf, "t-long")
        for page in pdf.pages:
            kept = [area for area in page.get("/Annots", []) if area.objgen != gone.objgen]
            page.Annots = pikepdf.Array(kept)

    finding, = found(sabotaged(take_out))
    assert (finding.fault.code, finding.page) == ("lost-link", 3)
    assert finding.node is not None and finding.node.attributes["href"] == "#t-long"


@pytest.mark.parametrize(("name", "place"), [
    ("t-long", "t-words"), ("note-2", "note-3"), ("call-2", "call-1"),
])
def test_a_link_that_leads_elsewhere_is_found(name: str, place: str) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        link(pdf, name).Dest = pikepdf.String(place)

    finding, = found(sabotaged(turn))
    assert finding.fault.code == "misled-link"
    assert f"to `#{place}` instead of to `#{name}`" in finding.fault.message
    assert finding.node is not None and finding.node.attributes["href"] == f"#{name}"
    assert finding.page is not None and finding.box is not None


def test_a_changed_address_is_found() -> None:
    address = "https://www.un.org/"

    def change(pdf: pikepdf.Pdf) -> None:
        link(pdf, address).A.URI = pikepdf.String("https://www.un.example/")

    finding, = found(sabotaged(change))
    assert finding.fault.code == "misled-link" and address in finding.fault.message


def test_a_link_that_leads_nowhere_is_found() -> None:
    def lame(pdf: pikepdf.Pdf) -> None:
        del link(pdf, "t-long")["/Dest"]

    finding, = found(sabotaged(lame))
    assert finding.fault.code == "misled-link" and "leads nowhere" in finding.fault.message


@pytest.mark.parametrize("move", [(0, 6), (0, -6), (8, 0), (-8, 0)])
def test_a_link_that_covers_only_a_part_of_its_words_is_found(move: tuple[int, int]) -> None:
    def shift(pdf: pikepdf.Pdf) -> None:
        area = link(pdf, "t-words")
        left, bottom, right, top = (float(side) for side in area.Rect)
        area.Rect = pikepdf.Array([left + move[0], bottom + move[1], right + move[0], top + move[1]])

    assert set(codes(sabotaged(shift))) == {"partial-link"}


def test_an_area_without_height_covers_nothing() -> None:
    def flatten(pdf: pikepdf.Pdf) -> None:
        area = link(pdf, "https://www.un.org/")
        area.Rect[3] = area.Rect[1]

    finding, = found(sabotaged(flatten))
    assert finding.fault.code == "partial-link" and "https://www.un.org/" in finding.fault.message


def test_an_area_without_a_tag_is_found() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        area = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[10, 10, 20, 20],
            Dest=pikepdf.String("imprint"),
        )
        pdf.pages[4].Annots.append(pdf.make_indirect(area))

    finding, = found(sabotaged(add))
    assert (finding.fault.code, finding.page) == ("untagged-link", 4)


def test_a_tag_that_is_no_link_in_the_manuscript_is_found() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        paragraph = tag_of(pdf, "/P")
        paragraph.S = pikepdf.Name.Link

    assert codes(sabotaged(add)) == ["foreign-link"]


def test_a_link_that_lost_its_tag_is_found() -> None:
    def take_out(pdf: pikepdf.Pdf) -> None:
        tag_of(pdf, "/Link").S = pikepdf.Name.Span

    assert "lost-link" in codes(sabotaged(take_out))


def tag_of(pdf: pikepdf.Pdf, role: str) -> pikepdf.Object:
    """The first tag with a role."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, pikepdf.Array):
            waiting = [*thing, *waiting]
        elif isinstance(thing, pikepdf.Dictionary) and "/S" in thing:
            if str(thing.S) == role:
                return thing
            waiting.insert(0, thing.get("/K", pikepdf.Array()))
    raise LookupError(role)


# Destinations


def test_a_lost_destination_is_found() -> None:
    places = {name: place for name, place in sound().printed.destinations.items() if name != "t-long"}
    finding, = found(changed(destinations=places))
    assert (finding.fault.code, finding.node) == ("lost-target", node("t-long"))


@pytest.mark.parametrize(("page", "down", "said"), [
    (1, 0, "instead of page"), (0, 13, "mm below"), (0, -25, "mm above"),
])
def test_a_destination_elsewhere_is_found(page: int, down: float, said: str) -> None:
    def move(place: Destination) -> Destination:
        return Destination(place.page + page, place.left, place.top + down)

    for name in ("long", "note-2", "call-2", "t-words-note-a"):
        places = {**sound().printed.destinations}
        places[name] = move(places[name])
        finding, = found(changed(destinations=places))
        assert (finding.fault.code, finding.node) == ("misplaced-target", node(name))
        assert said in finding.fault.message
        assert finding.page == sound().page_of[name]


# Bookmarks


def bookmarks(change: Callable[[list[Bookmark]], object]) -> Comparison:
    marks = list(sound().printed.bookmarks)
    change(marks)
    return changed(bookmarks=tuple(marks))


def test_a_renamed_bookmark_is_found() -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Outlines.First.Next.Title = pikepdf.String("Imprint1")

    finding, = found(sabotaged(rename))
    assert finding.fault.code == "changed-bookmark" and finding.page == 1
    assert finding.node is not None and finding.node.tag == "h1"


def test_a_lost_and_a_foreign_bookmark_are_found() -> None:
    assert codes(bookmarks(lambda marks: marks.pop(3))) == ["lost-bookmark"]
    assert codes(bookmarks(lambda marks: marks.insert(3, Bookmark(1, "Extra", 2, 0)))) == ["foreign-bookmark"]
    assert codes(bookmarks(lambda marks: marks.clear()))[0] == "lost-bookmark"


@pytest.mark.parametrize("change", [
    lambda mark: replace(mark, level=mark.level + 1),
    lambda mark: replace(mark, page=mark.page + 1),
    lambda mark: replace(mark, page=-1),
    lambda mark: replace(mark, top=mark.top + 10),
    lambda mark: replace(mark, top=mark.top - 30),
])
def test_a_misplaced_bookmark_is_found(change: Callable[[Bookmark], Bookmark]) -> None:
    def move(marks: list[Bookmark]) -> None:
        marks[4] = change(marks[4])

    finding, = found(bookmarks(move))
    assert finding.fault.code == "misplaced-bookmark"
    assert f"`{sound().printed.bookmarks[4].title}`" in finding.fault.message


# Page numbers


def page_number() -> tuple[Node, int, int]:
    """A link after which a page number stands, and the number's place in the printed text."""
    book = sound()
    slot = next(slot for slot in book.fillings if slot.kind is SlotKind.PAGE and "Summary" in title(
        book.expected, book.expected.nodes[slot.node]))
    return book.expected.nodes[slot.node], *book.fillings[slot]


def test_a_wrong_page_number_is_found() -> None:
    link, start, end = page_number()
    text = sound().text[:start] + "9" * (end - start) + sound().text[end:]
    finding, = found(replace(sound(), text=text))
    assert (finding.fault.code, finding.node, finding.page) == ("wrong-page-number", link, 2)
    assert finding.box is not None


def test_a_page_with_another_label_makes_all_references_to_it_wrong() -> None:
    def relabel(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PageLabels.Nums[3].St = 5

    assert set(codes(sabotaged(relabel))) == {"wrong-page-number"}


def test_a_lost_page_number_is_found() -> None:
    link, _, _ = page_number()
    kept = {slot: span for slot, span in sound().fillings.items()
            if slot.node != link.number or slot.kind is not SlotKind.PAGE}
    finding, = found(replace(sound(), fillings=kept))
    assert (finding.fault.code, finding.node) == ("lost-page-number", link)


# Contents and lists


def manuscript(change: Callable[[Node], Node]) -> Comparison:
    expected: Expected = sound().expected
    nodes = tuple(change(node) for node in expected.nodes)
    return replace(sound(), expected=replace(expected, nodes=nodes))


def entry(kind: str, index: int) -> Node:
    return [node for node in sound().expected.nodes if kind in node.classes][index]


@pytest.mark.parametrize("kind", ["contents-link", "contents-sublink", "lists-link"])
def test_an_entry_that_leads_to_another_heading_is_found(kind: str) -> None:
    first, second = entry(kind, 0), entry(kind, 1)

    def turn(one: Node) -> Node:
        if one is not first:
            return one
        return replace(one, attributes={**one.attributes, "href": second.attributes["href"]})

    assert {"other-title", "lost-entry", "misplaced-entry"} <= set(codes(manuscript(turn)))


@pytest.mark.parametrize("kind", ["contents-link", "contents-sublink", "lists-link"])
def test_a_missing_entry_is_found(kind: str) -> None:
    first = entry(kind, 0)

    def strip(one: Node) -> Node:
        return replace(one, attributes={"href": first.attributes["href"]}) if one is first else one

    finding, = found(manuscript(strip))
    assert finding.fault.code == "lost-entry"


@pytest.mark.parametrize("kind", ["contents-link", "contents-sublink", "lists-link"])
def test_entries_out_of_order_are_found(kind: str) -> None:
    first, second = entry(kind, 0), entry(kind, 1)

    def exchange(one: Node) -> Node:
        if one not in (first, second):
            return one
        other = second if one is first else first
        return replace(one, attributes=other.attributes, start=other.start, end=other.end)

    assert "misplaced-entry" in codes(manuscript(exchange))


def test_an_entry_worded_otherwise_is_found() -> None:
    first = entry("contents-link", 1)

    def cut(one: Node) -> Node:
        return replace(one, end=one.end - 1) if one is first else one

    assert "other-title" in codes(manuscript(cut))


def test_a_title_is_told_without_calls_and_notes() -> None:
    captions = [title(sound().expected, node) for node in sound().expected.nodes if node.tag == "caption"]
    assert "Table 4 Words" in captions and "Table 5 A long table" in captions


def test_a_rectangle_may_begin_at_any_corner() -> None:
    area = sound().printed.pages[2].annotations[0]
    assert isinstance(area, Annotation)
    assert links._upright(Box(5, 9, 2, 3)) == Box(2, 3, 5, 9)
